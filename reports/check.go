package reports

import (
	"fmt"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
)

// Check returns a document with what [assess.Check] found. For each rule it says
// whether it is met, what was wanted and what was found; for a rule that is not met,
// also why, and which answers to look at.
func Check(r *assess.Result, found []assess.Verdict) Document {
	t := builder{r, phrasesFor(r)}
	d := t.document("Petal check")
	d.Title, d.Team, d.About = prose.Clean(checked(r)), "", ""
	var all verdicts
	for _, v := range found {
		one := verdict{Rule: v.Rule, Want: v.Want, Got: v.Got, Say: v.Say, Passed: v.Passed}
		one.Look, one.More = first(places(r, v))
		all = append(all, one)
	}
	d.add("rules", "", all, lead(kept(found)))
	return d
}

// kept says how many of the rules are met.
func kept(verdicts []assess.Verdict) string {
	passed := 0
	for _, v := range verdicts {
		if v.Passed {
			passed++
		}
	}
	switch {
	case passed == len(verdicts) && passed == 1:
		return "The only rule is met."
	case passed == len(verdicts):
		return fmt.Sprintf("All %d rules are met.", passed)
	case len(verdicts) == 1:
		return "The only rule is not met."
	case passed == 1:
		return fmt.Sprintf("1 of %d rules is met.", len(verdicts))
	}
	return fmt.Sprintf("%d of %d rules are met.", passed, len(verdicts))
}

// checked says what is being checked, in one line.
func checked(r *assess.Result) string {
	return fmt.Sprintf("%s, round %s", r.Project.Name, r.Round)
}

// mostPlaces is how many answers a person is shown for one rule. The formats for
// programs list all of them.
const mostPlaces = 5

// first returns the places that a person is shown, and how many more there are, or
// "".
func first(all []place) (shown []place, more string) {
	if len(all) <= mostPlaces+1 { // a line saying "one more" would be as long as the place itself
		return all, ""
	}
	return all[:mostPlaces], fmt.Sprintf("and %d more answers; --format json lists them all", len(all)-mostPlaces)
}

// place is one thing to look at: the question, or "" if it is not about an answer,
// and where it is in the files.
type place struct {
	Ask   string
	Where []string
}

// String returns the place on one line.
func (p place) String() string {
	where := strings.Join(p.Where, ", ")
	if p.Ask == "" {
		return where
	}
	return fmt.Sprintf("%s (%s)", p.Ask, where)
}

// places is everything to look at, grouped by question.
func places(r *assess.Result, v assess.Verdict) []place {
	var order []string
	at := map[string][]string{}
	for _, a := range v.At {
		if _, known := at[a.Question]; !known {
			order = append(order, a.Question)
		}
		place := prose.Visible(a.File)
		if a.Line > 0 {
			place += fmt.Sprintf(":%d", a.Line)
		}
		at[a.Question] = append(at[a.Question], place)
	}
	var out []place
	for _, id := range order {
		one := place{Where: at[id]}
		if q := r.Bank.Question(id); q != nil {
			one.Ask = q.Ask.In(r.Round)
		}
		out = append(out, one)
	}
	return out
}
