package lint_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/petal-check/petal/questions/lint"
)

// The figures can be counted by hand: every word of the good bank's questions and
// options has one syllable.
func TestMeasure(t *testing.T) {
	b := goodBank(t)
	b.Question("p3").Ask.After = "Who did it all then?"
	b.Question("p4").Options[2].Text = "Staff do it all."
	b.Question("r1").Short = false
	got := lint.Measure(loaded(t, b))

	hundredths := func(x float64) float64 { return math.Round(100*x) / 100 }
	got.Grade.Value, got.EasyGrade.Value = hundredths(got.Grade.Value), 0
	if n := len(got.Hardest); n != 12 {
		t.Errorf("%d questions are graded, want 12", n)
	}
	got.Hardest = got.Hardest[:2]
	for i := range got.Hardest {
		got.Hardest[i].Value = hundredths(got.Hardest[i].Value)
	}
	want := lint.Measures{
		Placement: 10, Practice: 2, Short: 11,
		Words:     321,                                // ten times 3+3+4 and 6*3, twice 3+3+4 and 3*3, and three more
		EasyWords: 258,                                // ten times 3+2 and 6*2+5, twice 3+2 and 3*2+2; 6 levels, 2 items and 4 of the term
		Grade:     lint.Figure{Value: -2.56, Most: 6}, // 0.39*321/102 + 11.8 - 15.59
		EasyGrade: lint.Figure{Most: 4},
		Hardest: []lint.Figure{
			{Of: "p3", Value: -2.51, Most: 9}, // 0.39*23/7 + 11.8 - 15.59
			{Of: "p4", Value: -2.51, Most: 9},
		},
		LongestQuestion: lint.Figure{Of: "p3", Value: 5, Most: 20},
		LongestOption:   lint.Figure{Of: "p4/p4-2", Value: 4, Most: 25},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
