package assess

import (
	"cmp"
	"math"
	"slices"

	"github.com/petal-check/petal/questions"
)

// view is the lower-median answer of a perspective's files to a question, or nil
// where none of them chose an option.
func (g *group) view(q *questions.Question) *questions.Option {
	var chosen []int
	for _, s := range g.seen {
		if i := slices.IndexFunc(q.Options, func(o questions.Option) bool { return o.ID == s.sheet.Given[q.ID].Choose }); i >= 0 {
			chosen = append(chosen, i)
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	slices.Sort(chosen)
	return &q.Options[chosen[(len(chosen)-1)/2]]
}

// views is what each perspective that answered a question says to it.
func views(q *questions.Question, groups []*group) []View {
	var by []View
	for _, g := range groups {
		if o := g.view(q); o != nil {
			by = append(by, View{g.perspective, o, q.Percent(o)})
		}
	}
	return by
}

// voices is what everybody says to every question that is in somebody's scope. all
// is everybody's answers, in the order in which remarks are told.
func voices(bank *questions.Bank, groups []*group, all []*Answers) []Voice {
	asked := map[*questions.Question]bool{}
	for _, a := range all {
		for _, q := range a.InScope(bank) {
			asked[q] = true
		}
	}
	var said []Voice
	for _, q := range bank.Questions() {
		if !asked[q] {
			continue
		}
		v := Voice{Question: q, By: views(q, groups)}
		for _, a := range all {
			if given := a.Given[q.ID]; given.Note != "" || given.Evidence != "" {
				v.Remarks = append(v.Remarks, Remark{a.Respondent.Perspective, given.Note, given.Evidence})
			}
		}
		said = append(said, v)
	}
	return said
}

// differences is every question that at least two perspectives answered, the
// widest gap first; those they agree on come last.
func differences(said []Voice) []Difference {
	var all []Difference
	for _, v := range said {
		if len(v.By) < 2 {
			continue
		}
		percent := func(x, y View) int { return cmp.Compare(x.Percent, y.Percent) }
		all = append(all, Difference{v.Question, slices.MaxFunc(v.By, percent).Percent - slices.MinFunc(v.By, percent).Percent, v.By})
	}
	slices.SortStableFunc(all, func(x, y Difference) int { return cmp.Compare(steps(y.Gap), steps(x.Gap)) })
	return all
}

// sharedLines is one line for each question that anybody answered: the lower
// median of the perspectives' answers, each counted the same.
func sharedLines(said []Voice) []AnswerLine {
	var lines []AnswerLine
	for _, v := range said {
		if len(v.By) == 0 {
			continue
		}
		by := slices.SortedStableFunc(slices.Values(v.By), func(x, y View) int { return cmp.Compare(x.Percent, y.Percent) })
		o := by[(len(by)-1)/2].Option
		lines = append(lines, AnswerLine{v.Question, Answer{Choose: o.ID}, o})
	}
	return lines
}

// steps is a number of points to compare by: what differs by no more than floating
// point does is the same.
func steps(points float64) float64 { return math.Round(points * 1e6) }
