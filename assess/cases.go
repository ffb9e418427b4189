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
// otherwise than the bank says: whoever edits a bank sees at once which story
// now reads differently. file is the name used in messages.
func CheckCases(file string, bank *questions.Bank) strict.Problems {
	var problems strict.Problems
	for _, c := range bank.Cases {
		report := func(format string, args ...any) {
			problems = append(problems, strict.Problem{File: file, Line: c.Line, Column: 1,
				Message: fmt.Sprintf("case %q ", c.ID) + fmt.Sprintf(format, args...)})
		}
		a := &Answers{Depth: Full, Given: map[string]Answer{}}
		for id, choose := range c.Answers {
			a.Given[id] = Answer{Choose: choose}
		}
		r := Evaluate(bank, a)
		switch level := r.Placement.Level; {
		case level == nil:
			report("cannot be placed: %s; it should be at %q", whyNotPlaced(&r.Placement), c.Level)
		case *level != c.Level:
			report("is placed at %q; it should be at %q", *level, c.Level)
		case c.Never != nil && *level >= *c.Never:
			report("reaches %q, which it must not", *c.Never)
		}
		if c.Band != "" && len(r.Frameworks) > 0 {
			f := r.Frameworks[max(0, slices.IndexFunc(r.Frameworks, func(f FrameworkScore) bool { return f.ID == questions.Principles }))]
			switch band := f.Band(); band {
			case c.Band:
			case "":
				report("has no score on %s, for too little is answered; it should score %q", f.ID, c.Band)
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
		why = append(why, fmt.Sprintf("%d of %d placement questions are answered, and %d are needed", p.Answered, p.Asked, needed))
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
