package assess

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
)

// Thresholds holds a result against a level and a least score for every item of
// the principles and values: one verdict for each. All are read at what is known
// for certain, so that what is not known never helps; items that no question of
// this check counts towards are passed over. Without a level there is no verdict
// on it, unless the files name different aims, which no project can reach.
func Thresholds(r *Result, level *questions.Level, itemMin float64) []Verdict {
	var verdicts []Verdict
	switch {
	case level != nil:
		verdicts = append(verdicts, levelVerdict(r, *level))
	case len(r.Aims) > 0:
		verdicts = append(verdicts, Verdict{Rule: "level", Want: "the aim", Got: "the files name different aims", Say: "Name the level to reach."})
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
	unplaced := r.unplaced()
	switch {
	case !p.Placed():
		v.Got = fmt.Sprintf("no level, between %s and %s", p.AtLeast, p.AtMost)
		v.Say = fmt.Sprintf("Too little is known: %d of %d placement questions are answered.", p.Answered, p.Asked)
		v.Look = r.open()
	case *p.Level < want:
		v.Got = p.Level.String()
		if p.Next != nil {
			v.Say = fmt.Sprintf("The smallest change that would move it up to %s: %s.", p.Next.Level, plural(len(p.Next.Change), "answer", "answers"))
			for _, c := range p.Next.Change {
				v.Look = append(v.Look, c.Question.ID)
			}
		}
	case len(unplaced) > 0:
		v.Got = fmt.Sprintf("%s, without %s", *p.Level, strings.Join(unplaced, " and "))
		v.Say = "Their answers are too few to say what level they see."
	case p.AtLeast < want:
		v.Got = fmt.Sprintf("%s, but for certain only %s", *p.Level, p.AtLeast)
		v.Say = "What is not known counts as the lowest answer."
		v.Look = r.open()
	default:
		v.Got, v.Passed = p.Level.String(), true
	}
	return v
}

// open is the placement questions that apply and are not known, by the answers
// that decide the level.
func (r *Result) open() []string {
	var ids []string
	for _, line := range r.Lines {
		if line.Open() && line.Question.Kind == questions.Placement {
			ids = append(ids, line.Question.ID)
		}
	}
	return ids
}

// unplaced is the perspectives that answered and cannot be placed.
func (r *Result) unplaced() []string {
	var names []string
	for _, view := range r.Perspectives {
		if view.Level == nil {
			names = append(names, string(view.Perspective))
		}
	}
	return names
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
