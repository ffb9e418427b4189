package assess

import "github.com/petal-check/petal/questions"

// Score is a percentage from 0 to 100 with what is open about it. Nothing is
// rounded here; reports round once, when they print.
type Score struct {
	Known *float64 // the mean of what is known; nil where too little is
	Low   *float64 // the mean with every missing answer read as 0; nil where no question applies
	High  *float64 // the mean with every missing answer read as 100; nil where no question applies
}

// Band is the word for a score: not-yet below 25, starting below 50, growing
// below 75, strong from there; "" where there is no score.
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

// FrameworkScore is a framework with the score of each of its items. Its own
// score is the mean of theirs, absent where fewer than half of them have one.
type FrameworkScore struct {
	*questions.Framework
	Score
	Items []ItemScore
}

// ItemScore is the mean of the answers that count towards one item. It is
// absent where fewer than half of them are known.
type ItemScore struct {
	*questions.Item
	Score
	Answered int // questions answered with an option
	Asked    int // questions that apply
}

// ScoreFrameworks scores the answers towards every framework of the bank.
func ScoreFrameworks(bank *questions.Bank, a *Answers) []FrameworkScore {
	tallies := map[questions.Ref]*tally{}
	for _, q := range a.InScope(bank) {
		if !a.applies(q) {
			continue
		}
		o := a.Chosen(q)
		for _, ref := range q.CountsTowards {
			t := tallies[ref]
			if t == nil {
				t = &tally{}
				tallies[ref] = t
			}
			t.asked++
			if o != nil {
				t.answered++
				t.sum += q.Percent(o)
			}
		}
	}

	scores := make([]FrameworkScore, len(bank.Frameworks))
	for i := range bank.Frameworks {
		f := &bank.Frameworks[i]
		fs := FrameworkScore{Framework: f, Items: make([]ItemScore, len(f.Items))}
		for j := range f.Items {
			is := ItemScore{Item: &f.Items[j]}
			if t := tallies[questions.Ref{Framework: f.ID, Item: f.Items[j].ID}]; t != nil {
				is.Score, is.Answered, is.Asked = t.score(), t.answered, t.asked
			}
			fs.Items[j] = is
		}
		fs.Score = frameworkScore(fs.Items)
		scores[i] = fs
	}
	return scores
}

// tally adds up the answers to the questions of one item that apply.
type tally struct {
	sum             float64
	answered, asked int
}

func (t *tally) score() Score {
	missing := float64(t.asked - t.answered)
	low := t.sum / float64(t.asked)
	high := (t.sum + 100*missing) / float64(t.asked)
	s := Score{Low: &low, High: &high}
	if 2*t.answered >= t.asked {
		mean := t.sum / float64(t.answered)
		s.Known = &mean
	}
	return s
}

func frameworkScore(items []ItemScore) Score {
	var known, low, high []float64
	for _, i := range items {
		if i.Known != nil {
			known = append(known, *i.Known)
		}
		if i.Low != nil {
			low, high = append(low, *i.Low), append(high, *i.High)
		}
	}
	var s Score
	if 2*len(known) >= len(items) && len(known) > 0 {
		s.Known = mean(known)
	}
	if len(low) > 0 {
		s.Low, s.High = mean(low), mean(high)
	}
	return s
}

func mean(xs []float64) *float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	m := sum / float64(len(xs))
	return &m
}
