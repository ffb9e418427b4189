package assess

import (
	"cmp"
	"slices"
)

// Action is one promise: what people said, what will be done about it and, once
// someone has asked, what came of it. Only Will is always there.
type Action struct {
	Said    string // what people said that it answers
	Will    string // what will be done
	Who     string // who will do it
	Needs   string // what it takes, such as time or money
	By      string // the day it is due, 2027-01-31
	Done    bool
	Did     string // what changed, or what is in the way; "" until someone says
	Dropped string // why it is no longer planned; "" while it is. Never both this and Done
}

// Open tells whether an action is still to be done.
func (a Action) Open() bool { return !a.Done && a.Dropped == "" }

// Overdue tells whether an action is still to be done though its day is before
// today, a date such as 2027-01-31. It is not overdue on the day itself.
func (a Action) Overdue(today string) bool { return a.Open() && a.By != "" && a.By < today }

// allActions is every file's actions, the earliest file's first. One that several
// files carry is told once. It is done when any of them says so, and else dropped
// when any says that.
func allActions(sheets []*Sheet) []Action {
	ordered := slices.Clone(sheets)
	slices.SortFunc(ordered, func(a, b *Sheet) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.File, b.File)) })
	var all []Action
	places := map[sameness]int{}
	for _, s := range ordered {
		for _, action := range s.Actions {
			at, known := places[action.sameness()]
			if !known {
				places[action.sameness()] = len(all)
				all = append(all, action)
				continue
			}
			all[at].add(action)
		}
	}
	return all
}

// add takes from other, which is the same promise in a later file of the round,
// whatever a does not say.
func (a *Action) add(other Action) {
	a.Who = cmp.Or(a.Who, other.Who)
	a.Needs = cmp.Or(a.Needs, other.Needs)
	a.By = cmp.Or(a.By, other.By)
	a.Done = a.Done || other.Done
	a.Did = cmp.Or(a.Did, other.Did)
	if a.Dropped = cmp.Or(a.Dropped, other.Dropped); a.Done {
		a.Dropped = ""
	}
}

// SameAs tells whether two actions are one promise, perhaps at different times:
// what was said and what will be done is the same but for case and spaces.
func (a Action) SameAs(b Action) bool { return a.sameness() == b.sameness() }

// sameness is what two actions have in common that are one promise: a key, since a
// file may hold thousands of them.
type sameness struct{ said, will string }

func (a Action) sameness() sameness { return sameness{folded(a.Said), folded(a.Will)} }
