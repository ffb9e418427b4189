package assess

import (
	"cmp"
	"slices"
)

// Promise is an action from one round, with the latest news of it.
type Promise struct {
	Action        // as the latest round that carries it has it
	Round  string // in which it was made
	Asked  bool   // a later round says how it went

	made int // the place of that round
}

// told is the actions of one round.
type told struct {
	round   string
	actions []Action
}

// followed is the actions of several rounds, the earliest round first, each once: the
// latest round that carries it decides what is said of it.
func followed(rounds []told) []Promise {
	var all []Promise
	places := map[sameness]int{}
	for i, t := range rounds {
		for _, action := range t.actions {
			at, known := places[action.sameness()]
			if !known {
				places[action.sameness()] = len(all)
				all = append(all, Promise{Action: action, Round: t.round, made: i})
				continue
			}
			all[at].Action, all[at].Asked = action, true
		}
	}
	return all
}

// Plan is what was promised in one project or in many, as it stands on a day.
type Plan struct {
	Today    string    // 2026-11-20
	Projects []Project // that anybody answered about, by name
	Actions  []Planned // by the day they are due, those without a day last; then by project
}

// Planned is one promise of a project.
type Planned struct {
	Project Project
	Promise
	State State
}

// State is how far a promise has come.
type State string

// The states, in the order in which a plan tells them.
const (
	StateOverdue State = "overdue" // still to be done, and its day is over
	StateOpen    State = "open"    // still to be done
	StateDone    State = "done"
	StateDropped State = "dropped" // no longer planned
)

// States is every state.
var States = []State{StateOverdue, StateOpen, StateDone, StateDropped}

// State is how far the action has come on a day.
func (a Action) State(today string) State {
	switch {
	case a.Done:
		return StateDone
	case a.Dropped != "":
		return StateDropped
	case a.Overdue(today):
		return StateOverdue
	}
	return StateOpen
}

// NewPlan is the actions in the files of one project or of many, as they stand on the
// day today. A promise that several files of a project carry is told once, and its
// latest round decides how far it has come.
func NewPlan(sheets []*Sheet, today string) *Plan {
	p := &Plan{Today: today}
	for _, project := range byProject(sheets, func(s *Sheet) Project { return s.Project }) {
		files := answersOf(project)
		of := Project{Name: commonest(files, projectName), Team: commonest(files, projectTeam)}
		p.Projects = append(p.Projects, of)
		for _, promise := range followed(byRound(project)) {
			p.Actions = append(p.Actions, Planned{of, promise, promise.State(today)})
		}
	}
	slices.SortStableFunc(p.Actions, func(a, b Planned) int { return cmp.Compare(cmp.Or(a.By, "9999-99-99"), cmp.Or(b.By, "9999-99-99")) })
	return p
}

// Only is the plan with those actions alone that keep says yes to. p stays as it was.
func (p *Plan) Only(keep func(Planned) bool) *Plan {
	out := *p
	out.Actions = slices.DeleteFunc(slices.Clone(p.Actions), func(a Planned) bool { return !keep(a) })
	return &out
}

// In is the actions that have come so far.
func (p *Plan) In(state State) []Planned {
	return p.Only(func(a Planned) bool { return a.State == state }).Actions
}

// byRound is the actions of a project's files by round, the earliest round first.
func byRound(sheets []*Sheet) []told {
	type round struct {
		told
		date   string
		sheets []*Sheet
	}
	var rounds []*round
	places := map[string]*round{}
	for _, s := range sheets {
		r := places[folded(s.Round)]
		if r == nil {
			r = &round{told: told{round: roundOf(s)}}
			places[folded(s.Round)] = r
			rounds = append(rounds, r)
		}
		r.sheets, r.date = append(r.sheets, s), max(r.date, s.Date)
	}
	slices.SortStableFunc(rounds, func(a, b *round) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(stageOfLife(a.round), stageOfLife(b.round)))
	})
	all := make([]told, len(rounds))
	for i, r := range rounds {
		r.actions = allActions(r.sheets)
		all[i] = r.told
	}
	return all
}
