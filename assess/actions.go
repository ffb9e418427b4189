package assess

import (
	"cmp"
	"slices"
)

// allActions is every file's actions, the earliest file's first. One that several
// files carry is told once, and is done when any of them says so.
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
			all[at].Done = all[at].Done || action.Done
			all[at].Did = cmp.Or(all[at].Did, action.Did)
		}
	}
	return all
}

// SameAs tells whether two actions are one promise, perhaps at different times:
// what was said and what will be done is the same but for case and spaces.
func (a Action) SameAs(b Action) bool { return a.sameness() == b.sameness() }

// sameness is what two actions have in common that are one promise: a key, since a
// file may hold thousands of them.
type sameness struct{ said, will string }

func (a Action) sameness() sameness { return sameness{folded(a.Said), folded(a.Will)} }
