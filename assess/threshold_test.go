package assess

import (
	"slices"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestThresholds holds which thresholds pass and what is wanted and got.
func TestThresholds(t *testing.T) {
	bank := questions.Default()
	a, err := Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	r := Evaluate(bank, a) // at engage
	engage, design := questions.Engage, questions.CoDesign
	for _, c := range []struct {
		level     *questions.Level
		min       float64
		rule      string
		want, got string
		passed    bool
	}{
		{&engage, 0, "level", "at least engage", "engage", true},
		{&design, 0, "level", "at least co-design", "engage", false},
		{nil, 50, "principles/payment", "at least 50", "33.3", false}, // its score is 50, its low a third
		{nil, 33.3, "principles/payment", "at least 33.3", "33.3", true},
		{nil, 33.4, "principles/payment", "at least 33.4", "33.3", false},
		{nil, 0, "principles/reflection", "at least 0", "8.3", true}, // too little is known for a score
	} {
		verdicts := Thresholds(r, c.level, c.min)
		i := slices.IndexFunc(verdicts, func(v Verdict) bool { return v.Rule == c.rule })
		if i < 0 {
			t.Errorf("no verdict on %s", c.rule)
			continue
		}
		if v := verdicts[i]; v.Want != c.want || v.Got != c.got || v.Passed != c.passed || v.Passed != (len(v.Look) == 0) {
			t.Errorf("%s: %+v, want %s, %s, %v", c.rule, v, c.want, c.got, c.passed)
		}
	}
	if n := len(Thresholds(r, nil, 50)); n != 15 {
		t.Errorf("%d verdicts without a level, want the ten principles and five values", n)
	}
}

// TestThresholdsUnplaced holds that a project without a level reaches none, and
// that the questions still open are named.
func TestThresholdsUnplaced(t *testing.T) {
	bank := questions.Default()
	none := questions.None
	a := &Answers{Depth: Full, Given: map[string]Answer{"who-decides": {Choose: "decide-shared"}, "aims": {Choose: questions.Unknown}}}
	v := Thresholds(Evaluate(bank, a), &none, 0)[0]
	if v.Passed || v.Got != "no level, between none and co-produce" {
		t.Errorf("%+v", v)
	}
	if !slices.Contains(v.Look, "aims") || !slices.Contains(v.Look, "first-involved") || slices.Contains(v.Look, "who-decides") {
		t.Errorf("look at %v", v.Look)
	}
}
