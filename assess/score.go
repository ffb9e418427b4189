package assess

import (
	"slices"

	"github.com/petal-check/petal/questions"
)

// Score is a percentage from 0 to 100, with the range it could fall in once the
// missing answers are known. It is not rounded; reports round once, when they print.
type Score struct {
	Known     *float64 // the mean of the known answers; nil if too few are known
	Low       *float64 // the mean with every missing answer read as 0; nil if no question applies
	High      *float64 // the mean with every missing answer read as 100; nil if no question applies
	Backed    *float64 // Known, with strong answers without evidence read as what they are worth without; nil if Known is
	BackedLow *float64 // Low, read the same way
}

// Band returns the word for a score: not-yet below 25, starting below 50, growing
// below 75, strong from 75; "" if there is no score.
func (s Score) Band() string {
	if s.Known == nil {
		return ""
	}
	for i, limit := range []float64{25, 50, 75} {
		if *s.Known < limit-1e-9 {
			return questions.Bands[i]
		}
	}
	return questions.Bands[3]
}

// FrameworkScore is a framework with the score of each of its items. Its own score is
// the mean of theirs, absent if fewer than half of them have one.
type FrameworkScore struct {
	*questions.Framework
	Score
	Items []ItemScore
}

// ItemScore is the mean of the answers that count towards one item. It is absent if
// fewer than half of them are known.
type ItemScore struct {
	*questions.Item
	Score
	Answered int // questions answered with an option
	Asked    int // questions that apply
}

// StageScore is the mean of the answers to all questions of one stage of the work,
// scored like an item. It takes no account of evidence.
type StageScore struct {
	Stage questions.Stage
	Score
}

// Scores is the scores of one file, for every framework in the bank and every stage,
// in order.
type Scores struct {
	Frameworks []FrameworkScore
	Stages     []StageScore
}

// score scores the answers of one file.
func score(bank *questions.Bank, lines []Line) Scores {
	items, stages := map[questions.Ref]*tally{}, map[questions.Stage]*tally{}
	for _, l := range lines {
		if !l.applies() {
			continue
		}
		for _, ref := range l.Question.CountsTowards {
			tallied(items, ref).add(l)
		}
		tallied(stages, l.Question.Stage).add(l)
	}
	s := Scores{Frameworks: make([]FrameworkScore, len(bank.Frameworks))}
	for i := range bank.Frameworks {
		f := &bank.Frameworks[i]
		fs := FrameworkScore{Framework: f, Items: make([]ItemScore, len(f.Items))}
		for j := range f.Items {
			is := ItemScore{Item: &f.Items[j]}
			if t := items[questions.Ref{Framework: f.ID, Item: f.Items[j].ID}]; t != nil {
				is.Score, is.Answered, is.Asked = t.score(), t.answered, t.asked
			}
			fs.Items[j] = is
		}
		fs.Score = frameworkScore(fs.Items)
		s.Frameworks[i] = fs
	}
	for _, stage := range questions.Stages {
		one := StageScore{Stage: stage}
		if t := stages[stage]; t != nil {
			one.Score = t.score()
			one.Backed, one.BackedLow = nil, nil
		}
		s.Stages = append(s.Stages, one)
	}
	return s
}

// tally adds up the answers to the questions of one item or stage, leaving out those
// that do not apply.
type tally struct {
	sum, backed     float64
	answered, asked int
}

func tallied[K comparable](all map[K]*tally, key K) *tally {
	if all[key] == nil {
		all[key] = &tally{}
	}
	return all[key]
}

func (t *tally) add(l Line) {
	t.asked++
	if l.Option == nil {
		return
	}
	t.answered++
	percent := l.Question.Percent(l.Option)
	t.sum += percent
	if l.strong && !l.backed() {
		percent = l.Question.Percent(l.Question.Unproved())
	}
	t.backed += percent
}

func (t *tally) score() Score {
	over := func(sum float64, n int) *float64 { mean := sum / float64(n); return &mean }
	s := Score{
		Low:       over(t.sum, t.asked),
		High:      over(t.sum+100*float64(t.asked-t.answered), t.asked),
		BackedLow: over(t.backed, t.asked),
	}
	if 2*t.answered >= t.asked {
		s.Known, s.Backed = over(t.sum, t.answered), over(t.backed, t.answered)
	}
	return s
}

// frameworkScore returns the mean of the items that have a score, absent if fewer
// than half of all have one. The range is over the items with a question in scope.
func frameworkScore(items []ItemScore) Score {
	all := make([]Score, len(items))
	known := 0
	for i, item := range items {
		if all[i] = item.Score; item.Known != nil {
			known++
		}
	}
	s := meanScore(all)
	if 2*known < len(items) {
		s.Known, s.Backed = nil, nil
	}
	return s
}

// meanScore returns the mean of several scores, each counted the same. A value that
// is absent from a score is left out. If some are absent, the known mean may lie
// outside the range, which reads them as 0 and as 100.
func meanScore(all []Score) Score {
	mean := func(part func(Score) *float64) *float64 {
		sum, n := 0.0, 0
		for _, s := range all {
			if x := part(s); x != nil {
				sum += *x
				n++
			}
		}
		if n == 0 {
			return nil
		}
		sum /= float64(n)
		return &sum
	}
	return Score{
		Known:     mean(func(s Score) *float64 { return s.Known }),
		Low:       mean(func(s Score) *float64 { return s.Low }),
		High:      mean(func(s Score) *float64 { return s.High }),
		Backed:    mean(func(s Score) *float64 { return s.Backed }),
		BackedLow: mean(func(s Score) *float64 { return s.BackedLow }),
	}
}

// meanScores returns the mean of the scores of several files, or of several
// perspectives, each counted the same.
func meanScores(all []Scores) Scores {
	if len(all) == 1 {
		return all[0]
	}
	mean := Scores{Frameworks: slices.Clone(all[0].Frameworks), Stages: slices.Clone(all[0].Stages)}
	part := make([]Score, len(all))
	for f := range mean.Frameworks {
		items := slices.Clone(mean.Frameworks[f].Items)
		for i := range items {
			items[i].Answered, items[i].Asked = 0, 0
			for n, one := range all {
				item := one.Frameworks[f].Items[i]
				part[n] = item.Score
				items[i].Answered += item.Answered
				items[i].Asked += item.Asked
			}
			items[i].Score = meanScore(part)
		}
		mean.Frameworks[f].Items = items
		mean.Frameworks[f].Score = frameworkScore(items)
	}
	for i := range mean.Stages {
		for n, one := range all {
			part[n] = one.Stages[i].Score
		}
		mean.Stages[i].Score = meanScore(part)
	}
	return mean
}
