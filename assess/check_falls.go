package assess

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// mostFalls is how many falls a verdict names.
const mostFalls = 5

func (c *check) noFall(earlier []*Sheet) (Verdict, error) {
	then, err := c.before(earlier)
	if err != nil {
		return Verdict{}, err
	}
	v := Verdict{Rule: "no-fall-since", Want: fmt.Sprintf("no fall since the round %q (%s)", then.Round, then.To), Got: "nothing is lower", Passed: true}
	falls := Falls(then.Result, c.result, 0)
	if len(falls) == 0 {
		return v, nil
	}
	v.Passed = false
	if falls[0].Rule == "depth" {
		v.Got = "this check is short, but the earlier one was full"
		v.Say = "What the short check leaves out cannot be compared. Do the full check again."
		for _, s := range c.sheets {
			if s.Depth == Short {
				v.lookAt(s, "depth")
			}
		}
		return v, nil
	}
	for _, f := range falls {
		for _, id := range f.Look {
			if s := c.result.deciding; !v.has(s, id) {
				v.look(s, id)
			}
		}
	}
	v.Got = "lower now: " + strings.Join(Furthest(falls, mostFalls), "; ")
	var came []questions.Perspective
	for _, view := range c.result.Perspectives {
		if !slices.ContainsFunc(then.Result.Perspectives, func(p PerspectiveView) bool { return p.Perspective == view.Perspective }) {
			came = append(came, view.Perspective)
		}
	}
	if len(came) > 0 {
		v.Say = NewVoices(came)
	}
	return v, nil
}

// before returns the latest time before this one among the earlier files.
func (c *check) before(earlier []*Sheet) (*Time, error) {
	if len(earlier) == 0 {
		return nil, errors.New("no earlier answers to compare with")
	}
	if problems := oddProjects(append(slices.Clone(c.sheets), earlier...)); len(problems) > 0 {
		return nil, problems
	}
	times, err := Times(c.result.Bank, earlier)
	if err != nil {
		return nil, err
	}
	now := &Time{Round: c.result.Round, From: c.sheets[0].Date, To: c.sheets[0].Date, Sheets: c.sheets}
	for _, s := range c.sheets {
		now.From, now.To = min(now.From, s.Date), max(now.To, s.Date)
	}
	var then *Time
	for _, t := range times {
		if problems := turnedRounds([]*Time{t, now}); len(problems) > 0 {
			return nil, problems
		}
		if t.Round != now.Round && t.From <= now.From || t.Round == now.Round && t.To < now.From {
			then = t
		}
	}
	if then == nil {
		return nil, strict.Problems{earlier[0].problem([]string{"date"}, "these answers are not from an earlier round than %s, so there is nothing to compare", c.sheets[0].File)}
	}
	return then, nil
}
