package reports

import (
	"slices"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
)

// actionsTitle returns the heading above the actions. It says "we did" once somebody
// has said how one of them went.
func actionsTitle(all []assess.Action) string {
	if slices.ContainsFunc(all, func(a assess.Action) bool { return a.Done || a.Did != "" }) {
		return "You said, we will, we did"
	}
	return "You said, we will"
}

// newAction returns one action as a list item: what people said, what will be done,
// what it needs and how it went.
func newAction(a assess.Action) item {
	var out item
	if a.Said != "" {
		out.Facts = append(out.Facts, fact{"You said", prose.Clean(a.Said)})
	}
	out.Facts = append(out.Facts, fact{"We will", prose.Clean(a.Will)})
	var details []string
	if a.Who != "" {
		details = append(details, isolated(prose.Clean(a.Who)))
	}
	if a.By != "" {
		details = append(details, "by "+day(a.By))
	}
	state, did := "not done yet", "But"
	switch {
	case a.Done:
		state, did = "done", "We did"
	case a.Dropped != "":
		state = "no longer planned"
	}
	if a.Needs != "" {
		out.Facts = append(out.Facts, fact{"It needs", prose.Clean(a.Needs)})
	}
	out.Facts = append(out.Facts, fact{"So far", strings.Join(append(details, state), ", ")})
	if a.Did != "" {
		out.Facts = append(out.Facts, fact{did, prose.Clean(a.Did)})
	}
	if a.Dropped != "" {
		out.Facts = append(out.Facts, fact{"Because", prose.Clean(a.Dropped)})
	}
	return out
}
