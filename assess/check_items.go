package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
)

// items compares one item with its lowest allowed score, or each item of a
// framework that has no rule of its own.
func (c *check) items(rule ItemRule) Verdict {
	f := c.result.Framework(rule.Framework)
	v := Verdict{Rule: rule.name(), Want: fmt.Sprintf("at least %v", rule.Least), Passed: true}
	if rule.Item == "" {
		v.Want += " in each"
	}
	if rule.Backed {
		v.Want += ", counting only what can be shown"
	}
	low := func(s Score) *float64 {
		if rule.Backed {
			return s.BackedLow
		}
		return s.Low
	}
	var lowest *ItemScore
	var below []string
	open := false
	var held []holding
	for i := range f.Items {
		item := &f.Items[i]
		if rule.Item != "" && item.ID != rule.Item || rule.Item == "" && c.hasOwn(rule.Framework, item.ID) || low(item.Score) == nil {
			continue
		}
		if lowest == nil || *low(item.Score) < *low(lowest.Score) {
			lowest = item
		}
		if least := *low(item.Score); least < rule.Least-1e-9 {
			v.Passed = false
			below = append(below, item.Name+" "+decimals(least))
			held = append(held, c.holding(questions.Ref{Framework: rule.Framework, Item: item.ID}, rule)...)
			if rule.Item != "" {
				v.Say = item.Name + ": " + item.Is + " "
			}
			open = open || item.Answered < item.Asked
		}
	}
	if open {
		v.Say += "Answers that are not known yet count as 0 here."
	}
	v.Say = strings.TrimSpace(v.Say)
	slices.SortStableFunc(held, func(a, b holding) int { return cmp.Compare(a.percent, b.percent) })
	for _, h := range held {
		if !v.has(h.sheet, h.question) { // it may count towards several items
			v.look(h.sheet, h.question)
		}
	}
	switch {
	case lowest == nil:
		v.Got = "no question about it applies"
	case rule.Item != "":
		v.Got = "it is " + decimals(*low(lowest.Score))
	case v.Passed:
		v.Got = "the lowest is " + lowest.Name + ", " + decimals(*low(lowest.Score))
	default:
		v.Got = "too low: " + strings.Join(below, "; ")
	}
	return v
}

func (c *check) hasOwn(framework, item string) bool {
	return slices.ContainsFunc(c.policy.Items, func(r ItemRule) bool { return r.Framework == framework && r.Item == item })
}

// holding is an answer that keeps an item below the lowest score allowed.
type holding struct {
	sheet    *Sheet
	question string
	percent  float64 // -1 if it is not known, which is often the quickest thing to put right
}

// holding returns every answer that keeps an item below the lowest score allowed.
func (c *check) holding(ref questions.Ref, rule ItemRule) []holding {
	var held []holding
	for _, f := range c.files {
		for _, l := range f.lines {
			if !slices.Contains(l.Question.CountsTowards, ref) || !l.applies() {
				continue
			}
			percent := -1.0
			if l.Option != nil {
				percent = l.Question.Percent(l.Option)
				if rule.Backed && l.strong && !l.backed() {
					percent = l.Question.Percent(l.Question.Unproved())
				}
			}
			if percent < rule.Least-1e-9 {
				held = append(held, holding{f.sheet, l.Question.ID, percent})
			}
		}
	}
	return held
}

// has reports whether an answer is already among the places to look at.
func (v *Verdict) has(s *Sheet, question string) bool {
	return slices.ContainsFunc(v.At, func(at At) bool { return at.Question == question && at.File == s.File })
}
