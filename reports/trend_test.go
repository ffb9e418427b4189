package reports

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// TestTrendPoints checks where the points of a chart are, worked out by hand: six
// levels are 30 apart between 172 and 22, three rounds 118 apart.
func TestTrendPoints(t *testing.T) {
	aim := 4.0
	levels := trend{
		Times:  []string{"before", "during", "after"},
		Levels: []string{"0", "1", "2", "3", "4", "5"},
		Aim:    &aim,
		Apart:  make([]bool, 3),
		Lines: []course{{Points: []trendPoint{
			{Known: true, At: 2, Low: 2, High: 2},
			{Low: 1, High: 4},
			{Known: true, At: 5, Low: 4, High: 5},
		}}},
	}
	got := levels.Panels()[0]
	if want := []label{{X: "174", Y: "112"}, {X: "410", Y: "22"}}; !slices.Equal(got.Dots, want) {
		t.Errorf("points at %v, want %v", got.Dots, want)
	}
	if len(got.Joins) != 0 {
		t.Errorf("a round that cannot be placed is joined to its neighbours: %v", got.Joins)
	}
	if want := []span{{"292", "142", "292", "52"}, {"410", "52", "410", "22"}}; !slices.Equal(got.Open, want) {
		t.Errorf("what may change is drawn at %v, want %v", got.Open, want)
	}
	if got.Aim == nil || got.Aim.Y != "52" {
		t.Errorf("the aim is drawn at %+v, want 52", got.Aim)
	}

	scores := trend{Times: []string{"a", "b", "c"}, Apart: []bool{false, false, true}, Lines: []course{{Name: "Payment", Points: []trendPoint{
		{true, 0, 0, 0}, {true, 50, 50, 50}, {true, 100, 100, 100},
	}}}}
	panel := scores.Panels()[0]
	if want := []span{{"26", "56", "95", "32"}}; !slices.Equal(panel.Joins, want) {
		t.Errorf("lines %v, want %v: a short check and a full one are not joined", panel.Joins, want)
	}
	if panel.Went != "0 → 100" {
		t.Errorf("says %q, want 0 → 100", panel.Went)
	}
	if !strings.Contains(scores.Key(), "no line joins") {
		t.Errorf("the key %q does not say why two rounds are not joined", scores.Key())
	}
}

func TestTrendSentence(t *testing.T) {
	for _, c := range []struct {
		points []trendPoint
		want   string
	}{
		{[]trendPoint{{true, 40.4, 40.4, 40.4}, {}, {true, 61.5, 61.5, 61.5}}, "Overall: first 40, then not known, now 62."},
		{[]trendPoint{{true, 40, 40, 40}, {}}, ""},
	} {
		if got := (course{"Overall", c.points}).sentence(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestTrendHeads checks that the names of many rounds never overlap, and that the
// last is always shown.
func TestTrendHeads(t *testing.T) {
	for n := 1; n <= 60; n++ {
		times := make([]string, n)
		for i := range times {
			times[i] = strings.Repeat("w", 30)
		}
		tr := trend{Times: times, Levels: []string{"none", "some"}, Apart: make([]bool, n), Lines: []course{{Points: make([]trendPoint, n)}}}
		heads := tr.Panels()[0].Times
		if len(heads) == 0 {
			t.Fatalf("%d rounds: none is named", n)
		}
		room := (levelPanel.right - levelPanel.left) / float64(len(heads))
		for _, h := range heads {
			if wide := 8 * float64(len([]rune(h.Text))); wide > room+64 {
				t.Errorf("%d rounds: %q is %g wide where there is room for %g", n, h.Text, wide, room)
			}
		}
	}
}

// TestRoundsSVG checks that the chart has each item of the values and principles, and
// that a private copy of few people's answers has only the level.
func TestRoundsSVG(t *testing.T) {
	bank := questions.Default()
	now, err := assess.Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	then := *now
	then.Round, then.Date = "before", "2026-01-10"
	times, err := assess.Times(bank, []*assess.Sheet{{File: "now", Answers: now}, {File: "then", Answers: &then}})
	if err != nil {
		t.Fatal(err)
	}
	all := assess.Compare(bank, times)
	draw := func(all *assess.Comparison) string {
		var out bytes.Buffer
		if err := RoundsSVG(&out, all); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	whole := draw(all)
	for _, f := range all.Times[0].Result.Frameworks {
		for _, i := range f.Items {
			if f.Core() && !strings.Contains(whole, ">"+i.Name+"<") {
				t.Errorf("the chart leaves out %s", i.Name)
			}
		}
	}
	now.Respondent.People, then.Respondent.People = 1, 1
	times, err = assess.Times(bank, []*assess.Sheet{{File: "now", Answers: now}, {File: "then", Answers: &then}})
	if err != nil {
		t.Fatal(err)
	}
	private := draw(assess.Compare(bank, times).Private())
	if strings.Contains(private, "Payment") || strings.Contains(private, "→") {
		t.Errorf("a private chart of few people's answers shows scores:\n%s", private)
	}
	if !strings.Contains(private, ">Engage<") {
		t.Errorf("a private chart does not show the levels:\n%s", private)
	}
}
