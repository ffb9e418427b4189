package reports

import (
	"slices"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
)

// actionsTitle is the heading over actions: "we did" is there once anybody says
// how one went.
func actionsTitle(all []assess.Action) string {
	if slices.ContainsFunc(all, func(a assess.Action) bool { return a.Done || a.Did != "" }) {
		return "You said, we will, we did"
	}
	return "You said, we will"
}

// newAction is one action: what people said, what will be done, and what was.
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
	if a.Done {
		state, did = "done", "We did"
	}
	out.Facts = append(out.Facts, fact{"So far", strings.Join(append(details, state), ", ")})
	if a.Did != "" {
		out.Facts = append(out.Facts, fact{did, prose.Clean(a.Did)})
	}
	return out
}
