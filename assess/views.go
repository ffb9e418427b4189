package assess

import (
	"cmp"
	"math"
	"slices"

	"github.com/petal-check/petal/questions"
)

// view returns the lower-median answer of a perspective's files to a question, or nil
// if none of them chose an option.
func (g *group) view(q *questions.Question) *questions.Option {
	var chosen []int
	for _, f := range g.files {
		if o := f.chosen(q); o != nil {
			chosen = append(chosen, slices.IndexFunc(q.Options, func(other questions.Option) bool { return other.ID == o.ID }))
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	slices.Sort(chosen)
	return &q.Options[chosen[(len(chosen)-1)/2]]
}

// views returns the view of each perspective that answered a question.
func views(q *questions.Question, groups []*group) []View {
	var by []View
	for _, g := range groups {
		if o := g.view(q); o != nil {
			by = append(by, View{g.perspective, o, q.Percent(o)})
		}
	}
	return by
}

// voices returns everybody's answers to every question that is in scope for somebody.
// all holds everybody's files, in the order in which remarks are shown.
func voices(bank *questions.Bank, groups []*group, all []*file) []Voice {
	remarks := map[*questions.Question][]Remark{} // for every question in scope for somebody
	for _, f := range all {
		for _, l := range f.lines {
			said := remarks[l.Question]
			if l.Answer.Note != "" || l.Answer.Evidence != "" {
				said = append(said, Remark{f.sheet.Respondent.Perspective, l.Answer.Note, l.Answer.Evidence})
			}
			remarks[l.Question] = said
		}
	}
	var said []Voice
	for _, q := range bank.Questions() {
		if remarks, asked := remarks[q]; asked {
			said = append(said, Voice{Question: q, By: views(q, groups), Remarks: remarks})
		}
	}
	return said
}

// differences returns every question that at least two perspectives answered, the
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

// sharedLines returns one line for each question that anybody answered: the lower
// median of the perspectives' answers, each counted the same.
func sharedLines(said []Voice) []Line {
	var lines []Line
	for _, v := range said {
		if len(v.By) == 0 {
			continue
		}
		by := slices.SortedStableFunc(slices.Values(v.By), func(x, y View) int { return cmp.Compare(x.Percent, y.Percent) })
		o := by[(len(by)-1)/2].Option
		lines = append(lines, Line{Question: v.Question, Answer: Answer{Choose: o.ID}, Option: o})
	}
	return lines
}

// steps returns a number of points for comparing: numbers that differ only by a
// floating-point error are the same.
func steps(points float64) float64 { return math.Round(points * 1e6) }
