package assess_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// TestSpellingShown checks which names are taken for one project, and which of them
// is shown, in whatever order the files come.
func TestSpellingShown(t *testing.T) {
	sheet := func(name, team string, who questions.Perspective) *assess.Sheet {
		return &assess.Sheet{File: name + team, Answers: &assess.Answers{
			Project: assess.Project{Name: name, Team: team}, Round: "during", Date: "2026-11-20", Depth: assess.Short,
			Respondent: assess.Respondent{Perspective: who, People: 2}, Given: map[string]assess.Answer{},
		}}
	}
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   [][]string
		shown  string // "" if they are no one project
	}{
		{"one", []*assess.Sheet{sheet("Letters", "A", "staff"), sheet("Letters", "A", "carer")}, nil, "Letters"},
		{"most", []*assess.Sheet{sheet("LETTERS", "A", "staff"), sheet("Letters", "A", "carer"), sheet("Letters", "a", "carer")}, [][]string{{"Letters", "LETTERS"}}, "Letters"},
		{"staff", []*assess.Sheet{sheet("LETTERS", "A", "staff"), sheet("Letters", "", "carer")}, [][]string{{"LETTERS", "Letters"}}, "LETTERS"},
		{"no capitals", []*assess.Sheet{sheet("LETTERS", "A", "carer"), sheet("Let ters", "A", "carer")}, [][]string{{"Let ters", "LETTERS"}}, "Let ters"},
		{"two teams have two projects", []*assess.Sheet{sheet("Letters", "A", "staff"), sheet("letters", "B", "staff")}, nil, ""},
		{"two projects", []*assess.Sheet{sheet("Meals", "A", "staff"), sheet("meals", "A", "carer"), sheet("Letters", "A", "staff"), sheet("letters", "A", "carer")},
			[][]string{{"Letters", "letters"}, {"Meals", "meals"}}, ""},
	} {
		for range 2 {
			if got := assess.Spellings(c.sheets); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
			if c.shown != "" {
				r, err := assess.EvaluateAll(questions.Default(), c.sheets)
				if err != nil {
					t.Fatal(err)
				}
				if r.Project.Name != c.shown {
					t.Errorf("%s: shown as %q, want %q", c.name, r.Project.Name, c.shown)
				}
			}
			slices.Reverse(c.sheets)
		}
	}
}
