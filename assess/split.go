package assess

import (
	"cmp"
	"math"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Split is a question that a room voted on by a show of hands.
type Split struct {
	Question *questions.Question
	Votes    map[string]int // by option id, including unknown and not-applicable
	Spread   float64        // how far apart two people are on average, in points of 100; 0 if all who chose an option agree
}

// Splits returns every question with votes, the one the room was most split over
// first. Ties are in the order of asking.
func Splits(lines []Line) []Split {
	var splits []Split
	for _, l := range lines {
		if votes := l.Answer.Votes; votes != nil {
			splits = append(splits, Split{l.Question, votes, spread(l.Question, votes)})
		}
	}
	slices.SortStableFunc(splits, func(x, y Split) int { return cmp.Compare(y.Spread, x.Spread) })
	return splits
}

// spread returns the mean distance between two different people who chose an option.
func spread(q *questions.Question, votes map[string]int) float64 {
	people, sum := 0, 0.0
	for i := range q.Options {
		n := votes[q.Options[i].ID]
		people += n
		for j := range q.Options[:i] {
			between := math.Abs(q.Percent(&q.Options[i]) - q.Percent(&q.Options[j]))
			sum += float64(n*votes[q.Options[j].ID]) * between
		}
	}
	if people < 2 {
		return 0
	}
	return sum / (float64(people) * float64(people-1) / 2)
}
