package assess

import (
	"cmp"
	"slices"
)

// Promise is an action from one round, with the latest news of it.
type Promise struct {
	Action        // as it stands in the latest round that names it
	Round  string // the round it was made in
	Asked  bool   // a later round says how it went

	made int // the index of that round
}

// roundActions holds the actions of one round.
type roundActions struct {
	round   string
	actions []Action
}

// followed returns the actions of several rounds, the earliest round first. Each
// comes once, as it stands in the latest round that names it.
func followed(rounds []roundActions) []Promise {
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

// promisesOf returns the actions made in some rounds of a project, the earliest first.
func promisesOf(times []*Time) []Promise {
	rounds := make([]roundActions, len(times))
	for i, t := range times {
		rounds[i] = roundActions{t.Round, t.Result.Actions}
	}
	return followed(rounds)
}

// Plan is what was promised in one or more projects, as it stands on a given day.
type Plan struct {
	Today    string    // 2026-11-20
	Projects []Project // every project with an answers file, by name
	Actions  []Planned // by the day they are due, those without a day last; then by project
}

// Planned is one promise of a project.
type Planned struct {
	Project Project
	Promise
	State State
}

// State is how far along a promise is.
type State string

// The states, in the order in which a plan lists them.
const (
	StateOverdue State = "overdue" // still to be done, and its due date has passed
	StateOpen    State = "open"    // still to be done
	StateDone    State = "done"
	StateDropped State = "dropped" // no longer planned
)

// States lists every state.
var States = []State{StateOverdue, StateOpen, StateDone, StateDropped}

// State returns the state of the action on a day.
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

// NewPlan returns the actions in the files of one or more projects, as they stand on
// the date today. A promise that is in several files of a project comes once, as it
// stands in the latest round.
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
	slices.SortStableFunc(p.Actions, func(a, b Planned) int { return a.CompareDay(b.Action) })
	return p
}

// Only returns the plan with just the actions for which keep returns true. It does
// not change p.
func (p *Plan) Only(keep func(Planned) bool) *Plan {
	out := *p
	out.Actions = slices.DeleteFunc(slices.Clone(p.Actions), func(a Planned) bool { return !keep(a) })
	return &out
}

// In returns the actions that are in a state.
func (p *Plan) In(state State) []Planned {
	return p.Only(func(a Planned) bool { return a.State == state }).Actions
}

// byRound returns the actions of a project's files by round, the earliest round
// first.
func byRound(sheets []*Sheet) []roundActions {
	type round struct {
		roundActions
		date   string
		sheets []*Sheet
	}
	var rounds []*round
	places := map[string]*round{}
	for _, s := range sheets {
		r := places[folded(s.Round)]
		if r == nil {
			r = &round{roundActions: roundActions{round: roundOf(s)}}
			places[folded(s.Round)] = r
			rounds = append(rounds, r)
		}
		r.sheets, r.date = append(r.sheets, s), max(r.date, s.Date)
	}
	slices.SortStableFunc(rounds, func(a, b *round) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(stageOfLife(a.round), stageOfLife(b.round)))
	})
	all := make([]roundActions, len(rounds))
	for i, r := range rounds {
		r.actions = allActions(r.sheets)
		all[i] = r.roundActions
	}
	return all
}
