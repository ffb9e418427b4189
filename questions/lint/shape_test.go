package lint

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/questions"
)

func TestChanceOfSoManyOrMore(t *testing.T) {
	tests := []struct {
		k, n int
		p    float64
		want float64
	}{
		{0, 5, 0.3, 1},
		{1, 1, 0.25, 0.25},
		{2, 2, 0.5, 0.25},
		{1, 2, 0.5, 0.75},
		{2, 3, 1.0 / 3, 7.0 / 27},
		{60, 100, 0.5, 0.02844396682}, // a table of the binomial distribution
	}
	for _, tt := range tests {
		if got := atLeast(tt.k, tt.n, tt.p); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%d or more of %d at %.2f: got %.10f, want %.10f", tt.k, tt.n, tt.p, got, tt.want)
		}
	}
}

// The rule of placement is tried out on every choice of options.
func TestReachableIsWhatSomeAnswersComeTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := questions.Rule{Share: rapid.SampledFrom([]float64{0.01, 0.4, 0.5, 0.75, 1}).Draw(t, "share")}
		var placement []*questions.Question
		for range rapid.IntRange(1, 4).Draw(t, "questions") {
			q := &questions.Question{Kind: questions.Placement, Gate: rapid.Bool().Draw(t, "gate")}
			have := rapid.IntRange(1, 63).Draw(t, "levels") | 1<<questions.CoProduce // the last always is
			for _, level := range questions.Levels {
				if have>>level&1 == 1 {
					q.Options = append(q.Options, questions.Option{Level: &level})
				}
			}
			placement = append(placement, q)
		}
		want := map[questions.Level]bool{}
		chosen := make([]questions.Level, len(placement))
		var try func(int)
		try = func(i int) {
			if i < len(placement) {
				for _, o := range placement[i].Options {
					chosen[i] = *o.Level
					try(i + 1)
				}
				return
			}
			want[placedAt(rule, placement, chosen)] = true
		}
		try(0)
		for _, level := range questions.Levels {
			if got := reachable(rule, placement, level); got != want[level] {
				t.Fatalf("%s: got reachable %v, want %v", level, got, want[level])
			}
		}
	})
}

// placedAt returns the rule of placement in its plainest form.
func placedAt(rule questions.Rule, placement []*questions.Question, chosen []questions.Level) questions.Level {
	for level := questions.CoProduce; level > questions.None; level-- {
		n, gates := 0, true
		for i, q := range placement {
			if chosen[i] >= level {
				n++
			} else if q.Gate {
				gates = false
			}
		}
		if gates && n >= rule.Needed(len(placement)) {
			return level
		}
	}
	return questions.None
}
