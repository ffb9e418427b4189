package assess

import (
	"cmp"
	"slices"
)

// Action is one promise: what people said, what will be done about it and, once
// someone has asked, how it went. Only Will is always set.
type Action struct {
	Said    string // what people said, which this answers
	Will    string // what will be done
	Who     string // who will do it
	Needs   string // what it takes, such as time or money
	By      string // the day it is due, 2027-01-31
	Done    bool
	Did     string // what changed, or what is holding it up; "" until someone says
	Dropped string // why it is no longer planned; "" while it still is. Never set together with Done
}

// Open reports whether an action is still to be done.
func (a Action) Open() bool { return !a.Done && a.Dropped == "" }

// Overdue reports whether an action is still to be done and was due before today, a
// date such as 2027-01-31. It is not overdue on the day itself.
func (a Action) Overdue(today string) bool { return a.Open() && a.By != "" && a.By < today }

// CompareDay compares the days on which two actions are due, as [cmp.Compare] does. One
// without a day comes after all others.
func (a Action) CompareDay(b Action) int {
	const never = "9999-99-99"
	return cmp.Compare(cmp.Or(a.By, never), cmp.Or(b.By, never))
}

// allActions returns every file's actions, the earliest file's first. An action that
// is in several files comes once. It is done if any of them says so; otherwise it is
// dropped if any of them says that.
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

// add fills in what a does not say from other, the same promise in a later file of
// the round.
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

// SameAs reports whether two actions are one promise, perhaps at different times:
// what was said and what will be done are the same, ignoring case and spaces.
func (a Action) SameAs(b Action) bool { return a.sameness() == b.sameness() }

// sameness is what makes two actions one promise. It is a map key, since a file may
// hold thousands of actions.
type sameness struct{ said, will string }

func (a Action) sameness() sameness { return sameness{folded(a.Said), folded(a.Will)} }
