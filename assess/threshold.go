package assess

import (
	"fmt"
	"math"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Thresholds holds a result against a level and a least score for every item of
// the principles and values: one verdict for each. Items are read at their low,
// so that what is not known never helps; items that no question of this check
// counts towards are passed over. Without a level there is no verdict on it.
func Thresholds(r *Result, level *questions.Level, itemMin float64) []Verdict {
	var verdicts []Verdict
	if level != nil {
		verdicts = append(verdicts, levelVerdict(r, *level))
	}
	for _, f := range r.Frameworks {
		if !f.Core() {
			continue
		}
		for _, i := range f.Items {
			if i.Low == nil {
				continue
			}
			ref := questions.Ref{Framework: f.ID, Item: i.ID}
			v := Verdict{
				Rule:   ref.String(),
				Want:   fmt.Sprintf("at least %v", itemMin),
				Got:    fmt.Sprint(math.Floor(*i.Low*10+1e-9) / 10), // down: 49.96 must not read as the 50 it is not
				Passed: *i.Low >= itemMin-1e-9,
			}
			if !v.Passed {
				v.Say = i.Name + ": " + i.Is
				if i.Answered < i.Asked {
					v.Say += " What is not known counts as 0."
				}
				v.Look = lookAt(r, ref, itemMin)
			}
			verdicts = append(verdicts, v)
		}
	}
	return verdicts
}

func levelVerdict(r *Result, want questions.Level) Verdict {
	p := &r.Placement
	v := Verdict{Rule: "level", Want: "at least " + want.String()}
	if p.Level == nil {
		v.Got = fmt.Sprintf("no level, between %s and %s", p.AtLeast, p.AtMost)
		v.Say = fmt.Sprintf("Too little is known: %d of %d placement questions are answered.", p.Answered, p.Asked)
		for _, line := range r.Lines {
			if line.Question.Kind == questions.Placement && line.Option == nil && line.Answer.Choose != questions.NotApplicable {
				v.Look = append(v.Look, line.Question.ID)
			}
		}
		return v
	}
	v.Got, v.Passed = p.Level.String(), *p.Level >= want
	if v.Passed || p.Next == nil {
		return v
	}
	v.Say = fmt.Sprintf("The smallest change that would move it up to %s: %s.", p.Next.Level, plural(len(p.Next.Change), "answer", "answers"))
	for _, c := range p.Next.Change {
		v.Look = append(v.Look, c.Question.ID)
	}
	return v
}

// lookAt is the questions that hold an item below a least score: those not
// known, and those answered below it.
func lookAt(r *Result, ref questions.Ref, least float64) []string {
	var ids []string
	for _, line := range r.Lines {
		q := line.Question
		if line.Answer.Choose == questions.NotApplicable || !slices.Contains(q.CountsTowards, ref) {
			continue
		}
		if line.Option == nil || q.Percent(line.Option) < least-1e-9 {
			ids = append(ids, q.ID)
		}
	}
	return ids
}
