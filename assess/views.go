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

// voices is what everybody says to every question that is in somebody's scope.
func voices(bank *questions.Bank, groups []*group) []Voice {
	var all []Voice
	for _, q := range bank.Questions() {
		v := Voice{Question: q, By: views(q, groups)}
		asked := false
		for _, g := range groups {
			for _, s := range g.byName() {
				asked = asked || slices.Contains(s.InScope(bank), q)
				if a := s.Given[q.ID]; a.Note != "" || a.Evidence != "" {
					v.Remarks = append(v.Remarks, Remark{g.perspective, a.Note, a.Evidence})
				}
			}
		}
		if asked {
			all = append(all, v)
		}
	}
	return all
}

// differences is every question that at least two perspectives answered, the
// widest gap first; those they agree on come last.
func differences(bank *questions.Bank, groups []*group) []Difference {
	var all []Difference
	for _, q := range bank.Questions() {
		by := views(q, groups)
		if len(by) < 2 {
			continue
		}
		percent := func(x, y View) int { return cmp.Compare(x.Percent, y.Percent) }
		all = append(all, Difference{q, slices.MaxFunc(by, percent).Percent - slices.MinFunc(by, percent).Percent, by})
	}
	slices.SortStableFunc(all, func(x, y Difference) int { return cmp.Compare(steps(y.Gap), steps(x.Gap)) })
	return all
}

// sharedLines is one line for each question that anybody answered: the lower
// median of the perspectives' answers, each counted the same.
func sharedLines(bank *questions.Bank, groups []*group) []AnswerLine {
	var lines []AnswerLine
	for _, q := range bank.Questions() {
		by := views(q, groups)
		if len(by) == 0 {
			continue
		}
		slices.SortStableFunc(by, func(x, y View) int { return cmp.Compare(x.Percent, y.Percent) })
		o := by[(len(by)-1)/2].Option
		lines = append(lines, AnswerLine{q, Answer{Choose: o.ID}, o})
	}
	return lines
}

// steps is a number of points to compare by: what differs by no more than floating
// point does is the same.
func steps(points float64) float64 { return math.Round(points * 1e6) }
