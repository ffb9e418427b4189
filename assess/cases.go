package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// CheckCases works out every case of a bank and reports those that come out
// differently from what the bank says, so that anyone editing a bank sees straight
// away which story now gives another result. file is the name used in messages.
func CheckCases(file string, bank *questions.Bank) strict.Problems {
	var problems strict.Problems
	for _, c := range bank.Cases {
		report := func(format string, args ...any) {
			problems = append(problems, strict.Problem{File: file, Line: c.Line, Column: 1,
				Message: fmt.Sprintf("case %q ", c.ID) + fmt.Sprintf(format, args...)})
		}
		a := &Answers{Depth: Full, Respondent: Respondent{Perspective: questions.Staff}, Given: map[string]Answer{}}
		for id, choose := range c.Answers {
			a.Given[id] = Answer{Choose: choose}
		}
		r := Evaluate(bank, a)
		p := &r.Placement
		switch {
		case c.Level == nil && p.Placed():
			report("is placed at %q, but its story should not be enough for a level", *p.Level)
		case c.Level != nil && !p.Placed():
			report("cannot be placed: %s; it should be at %q", whyNotPlaced(p), *c.Level)
		case c.Level != nil && *p.Level != *c.Level:
			report("is placed at %q; it should be at %q", *p.Level, *c.Level)
		case c.Never != nil && p.Placed() && *p.Level >= *c.Never:
			report("reaches %q, which it must not", *c.Never)
		}
		if c.AtLeast != nil && p.AtLeast != *c.AtLeast {
			report("is at least at %q; it should be at least at %q", p.AtLeast, *c.AtLeast)
		}
		if c.AtMost != nil && p.AtMost != *c.AtMost {
			report("is at most at %q; it should be at most at %q", p.AtMost, *c.AtMost)
		}
		if c.Band != "" && len(r.Frameworks) > 0 {
			f := r.Frameworks[max(0, slices.IndexFunc(r.Frameworks, func(f FrameworkScore) bool { return f.ID == questions.Principles }))]
			switch band := f.Band(); band {
			case c.Band:
			case "":
				report("has no score on %s, because too little is answered; it should score %q", f.ID, c.Band)
			default:
				report("scores %q on %s; it should score %q", band, f.ID, c.Band)
			}
		}
	}
	return problems
}

// whyNotPlaced says what is missing for a level to be named.
func whyNotPlaced(p *Placement) string {
	var why []string
	if needed := max(1, p.MinAnswered); p.Answered < needed {
		why = append(why, fmt.Sprintf("%d of %d placement questions are answered, but at least %d must be", p.Answered, p.Asked, needed))
	}
	var open []string
	for _, g := range p.Gates {
		if g.Level == nil {
			open = append(open, strconv.Quote(g.Question.ID))
		}
	}
	switch len(open) {
	case 0:
	case 1:
		why = append(why, fmt.Sprintf("the key question %s is open", open[0]))
	default:
		why = append(why, fmt.Sprintf("the key questions %s are open", strings.Join(open, ", ")))
	}
	return strings.Join(why, "; ")
}
