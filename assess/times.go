package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// Time is one round, or one date within a round, with its files evaluated together.
type Time struct {
	Round    string
	From, To string // the first and the last date of its files
	Sheets   []*Sheet
	Result   *Result
}

// Times groups the files of one project by round, the earliest first. If all of them
// are from one round and a perspective answered on more than one date, it groups
// them by date instead.
//
// It returns an error, as [strict.Problems], if the files are about different
// projects, or if their dates put before, during and after in the wrong order.
func Times(bank *questions.Bank, sheets []*Sheet) ([]*Time, error) {
	if problems := oddProjects(sheets); len(problems) > 0 {
		return nil, problems
	}
	key := func(s *Sheet) string { return folded(s.Round) }
	if againInOneRound(sheets) {
		key = func(s *Sheet) string { return s.Date }
	}
	times := groupTimes(sheets, key)
	if problems := turnedRounds(times); len(problems) > 0 {
		return nil, problems
	}
	for _, t := range times {
		r, err := EvaluateAll(bank, t.Sheets)
		if err != nil {
			return nil, err
		}
		t.Result = r
	}
	return times, nil
}

// groupTimes groups the sheets by key, the earliest first. The results are not worked
// out yet.
func groupTimes(sheets []*Sheet, key func(*Sheet) string) []*Time {
	var times []*Time
	for _, s := range sheets {
		at := slices.IndexFunc(times, func(t *Time) bool { return key(t.Sheets[0]) == key(s) })
		if at < 0 {
			at = len(times)
			times = append(times, &Time{Round: roundOf(s), From: s.Date, To: s.Date})
		}
		t := times[at]
		t.From, t.To = min(t.From, s.Date), max(t.To, s.Date)
		t.Sheets = append(t.Sheets, s)
	}
	slices.SortFunc(times, func(a, b *Time) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(stageOfLife(a.Round), stageOfLife(b.Round)), cmp.Compare(a.Round, b.Round))
	})
	return times
}

// stageOfLife returns the index of a round among those Petal offers, or -1.
func stageOfLife(round string) int { return slices.Index(Rounds, round) }

// againInOneRound reports whether all sheets are of one round in which a perspective
// answered on more than one date.
func againInOneRound(sheets []*Sheet) bool {
	dates := map[questions.Perspective]string{}
	again := false
	for _, s := range sheets {
		if !SameName(s.Round, sheets[0].Round) {
			return false
		}
		date, known := dates[s.Respondent.Perspective]
		again = again || known && date != s.Date
		dates[s.Respondent.Perspective] = s.Date
	}
	return again
}

// turnedRounds names files whose dates put the rounds before, during and after in the
// wrong order.
func turnedRounds(times []*Time) strict.Problems {
	var odd strict.Problems
	for _, earlier := range times {
		for _, later := range times {
			if x, y := stageOfLife(earlier.Round), stageOfLife(later.Round); x < 0 || y < 0 || x >= y || earlier.From <= later.From && earlier.To <= later.To {
				continue
			}
			last := slices.MaxFunc(earlier.Sheets, func(a, b *Sheet) int { return cmp.Compare(a.Date, b.Date) })
			first := slices.MinFunc(later.Sheets, func(a, b *Sheet) int { return cmp.Compare(a.Date, b.Date) })
			odd = append(odd, last.problem([]string{"date"}, "this is from the round %q and dated %s, but %s is from the round %q and dated %s; correct the round or the date in one of them",
				last.Round, last.Date, first.File, first.Round, first.Date))
		}
	}
	return odd
}
