package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
)

// Plan returns what was promised, to be put up on a wall: what is overdue, what is
// still to do, what is done and what is no longer planned, each by due date.
func Plan(p *assess.Plan) Document {
	d := Document{Kind: "Petal plan", Language: "en-GB", Paper: PaperWall, Title: "What we said we would do", About: planAbout(p)}
	if len(p.Projects) == 1 {
		d.Title, d.Team = prose.Clean(p.Projects[0].Name), prose.Clean(p.Projects[0].Team)
	}
	for _, state := range assess.States {
		if all := p.In(state); len(all) > 0 {
			d.add(string(state), stateTitles[state], planTable(p, state, all))
		}
	}
	if len(p.Actions) == 0 {
		d.add("none", "", para("There are no actions to show."))
	}
	return d
}

// stateTitles are the headings of a plan.
var stateTitles = map[assess.State]string{
	assess.StateOverdue: "Overdue",
	assess.StateOpen:    "To do",
	assess.StateDone:    "Done",
	assess.StateDropped: "No longer planned",
}

// planAbout says how many actions there are.
func planAbout(p *assess.Plan) string {
	states := map[assess.State]int{}
	of := map[assess.Project]bool{}
	for _, a := range p.Actions {
		states[a.State]++
		of[a.Project] = true
	}
	counts := prose.Count(len(p.Actions), "action", "actions")
	if len(p.Projects) > 1 && len(of) > 0 {
		counts += " in " + prose.Count(len(of), "project", "projects")
	}
	if len(states) > 0 {
		counts += ": " + stateCounts(states)
	}
	return fmt.Sprintf("On %s. %s.", day(p.Today), counts)
}

// stateCounts says how many actions are in each state: 1 overdue and 2 done.
func stateCounts(counts map[assess.State]int) string {
	var said []string
	for _, state := range assess.States {
		if n := counts[state]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, strings.ToLower(stateTitles[state])))
		}
	}
	return prose.And(said)
}

// planTable returns a table of the actions in one state, with a column for each thing
// that at least one of them says.
func planTable(p *assess.Plan, state assess.State, all []assess.Planned) Block {
	will, did := "We will", "In the way"
	switch state {
	case assess.StateDone:
		will, did = "We said we would", "We did"
	case assess.StateDropped:
		will, did = "We said we would", "But"
	}
	columns := []struct {
		head string
		cell func(assess.Planned) string
	}{
		{"By", func(a assess.Planned) string { return cmp.Or(day(a.By), "no date") }},
		{will, func(a assess.Planned) string { return prose.Clean(a.Will) }},
		{"Who", func(a assess.Planned) string { return prose.Clean(a.Who) }},
		{"It needs", func(a assess.Planned) string { return prose.Clean(a.Needs) }},
		{"You said", func(a assess.Planned) string { return prose.Clean(a.Said) }},
		{did, func(a assess.Planned) string { return prose.Clean(a.Did) }},
		{"Because", func(a assess.Planned) string { return prose.Clean(a.Dropped) }},
		{"Project", func(a assess.Planned) string {
			if len(p.Projects) == 1 {
				return ""
			}
			return projectName(a.Project)
		}},
	}
	out := table{Rows: make([][]string, len(all))}
	for _, c := range columns {
		if !slices.ContainsFunc(all, func(a assess.Planned) bool { return c.cell(a) != "" }) {
			continue
		}
		out.Head = append(out.Head, c.head)
		for i, a := range all {
			out.Rows[i] = append(out.Rows[i], c.cell(a))
		}
	}
	return out
}

// projectName returns the name of a project, with its team if it has one.
func projectName(p assess.Project) string {
	if p.Team == "" {
		return prose.Clean(p.Name)
	}
	return prose.Clean(p.Name) + ", " + prose.Clean(p.Team)
}
