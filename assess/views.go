package assess

import (
	"cmp"
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
	slices.SortStableFunc(all, func(x, y Difference) int { return cmp.Compare(y.Gap, x.Gap) })
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
