package assess

import (
	"fmt"

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
			report("cannot be placed; it should be at %q", c.Level)
		case *level != c.Level:
			report("is placed at %q; it should be at %q", *level, c.Level)
		case c.Never != nil && *level >= *c.Never:
			report("reaches %q, which it must not", *c.Never)
		}
		if c.Band != "" && len(r.Frameworks) > 0 {
			if band := r.Frameworks[0].Band(); band != c.Band {
				report("scores %q on %s; it should score %q", band, r.Frameworks[0].ID, c.Band)
			}
		}
	}
	return problems
}
