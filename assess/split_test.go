package assess_test

import (
	"math"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// TestSplits checks spreads that can be redone by hand: the mean distance between
// every two people, in points of 100.
func TestSplits(t *testing.T) {
	bank := bankOf(1, 4)
	a := answersOf([]int{3, 3, 3, 3, 3})
	for id, votes := range map[string]map[string]int{
		"q1": {"o-engage": 4},                                 // all agree
		"q2": {"o-none": 1, "o-co-produce": 1},                // one pair, 100 apart
		"q3": {"o-inform": 2, "o-engage": 1},                  // pairs 0, 40, 40
		"q4": {"o-inform": 1, questions.Unknown: 5},           // one person chose an option
		"q5": {"o-none": 1, "o-consult": 1, "o-co-design": 2}, // pairs 40, 80, 80, 40, 40, 0
	} {
		answer := a.Given[id]
		answer.Votes = votes
		a.Given[id] = answer
	}
	want := []struct {
		id     string
		spread float64
	}{{"q2", 100}, {"q5", 280.0 / 6}, {"q3", 80.0 / 3}, {"q1", 0}, {"q4", 0}}
	got := assess.Splits(assess.Evaluate(bank, a).Lines)
	if len(got) != len(want) {
		t.Fatalf("%d splits, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].Question.ID != w.id || math.Abs(got[i].Spread-w.spread) > 1e-9 {
			t.Errorf("split %d is %s with %v, want %s with %v", i+1, got[i].Question.ID, got[i].Spread, w.id, w.spread)
		}
	}
	if splits := assess.Splits(assess.Evaluate(bank, answersOf([]int{3, 3})).Lines); len(splits) != 0 {
		t.Errorf("%d splits without votes, want none", len(splits))
	}
}
