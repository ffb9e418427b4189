package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
)

// promising is answers about a project with some actions.
func promising(project, team, round, date string, actions ...assess.Action) *assess.Sheet {
	return &assess.Sheet{File: project + team + round + date, Answers: &assess.Answers{
		Project: assess.Project{Name: project, Team: team}, Round: round, Date: date, Actions: actions,
	}}
}

// told returns a plan with one line for each action.
func told(p *assess.Plan) []string {
	var lines []string
	for _, a := range p.Actions {
		lines = append(lines, fmt.Sprintf("%s %s %q of %s/%s, %s", a.State, a.By, a.Will, a.Project.Name, a.Project.Team, a.Round))
	}
	return lines
}

func TestNewPlan(t *testing.T) {
	p := assess.NewPlan([]*assess.Sheet{
		// One promise in two rounds, and in two files of one of them: it comes once,
		// as it stands in the last round.
		promising("Letters", "Ward 7", "after", "2026-11-01", assess.Action{Said: "too  LONG", Will: "cut it", By: "2026-12-01"}, assess.Action{Will: "Ring", Done: true}),
		promising("Letters", "Ward 7", "before", "2026-01-01", assess.Action{Said: "Too long", Will: "Cut it", Done: true}, assess.Action{Will: "Ring", By: "2026-02-01"}),
		promising("letters", "", "before", "2026-01-02", assess.Action{Will: "Ring"}, assess.Action{Will: "Walk", Dropped: "It rains"}),
		// Two teams with a project of one name.
		promising("Meals", "Ward 7", "during", "2026-03-01", assess.Action{Will: "Taste it", By: "2026-11-19"}),
		promising("Meals", "Ward 8", "during", "2026-03-01", assess.Action{Will: "Taste it", By: "2026-11-20"}),
		promising("Quiet", "", "during", "2026-03-01"),
	}, "2026-11-20")
	want := []string{
		`done  "Ring" of Letters/Ward 7, before`,
		`dropped  "Walk" of Letters/Ward 7, before`,
	}
	want = append([]string{
		`overdue 2026-11-19 "Taste it" of Meals/Ward 7, during`,
		`open 2026-11-20 "Taste it" of Meals/Ward 8, during`,
		`open 2026-12-01 "cut it" of Letters/Ward 7, before`,
	}, want...)
	if got := told(p); !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if got, want := len(p.Projects), 4; got != want {
		t.Errorf("%d projects, want %d", got, want)
	}
	if got := p.In(assess.StateOpen); len(got) != 2 {
		t.Errorf("%d are open, want 2", len(got))
	}
	if left := p.Only(func(a assess.Planned) bool { return a.By == "" }); len(left.Actions) != 2 || len(p.Actions) != 5 {
		t.Errorf("%d are left of %d, want 2 of 5", len(left.Actions), len(p.Actions))
	}
}

// TestSeveralFilesOfARound checks that an action is done if any file of the round
// says so, and dropped only if none does.
func TestSeveralFilesOfARound(t *testing.T) {
	for _, c := range []struct {
		name        string
		first, then assess.Action
		want        assess.Action
	}{
		{"done by the first", assess.Action{Will: "Ring", Done: true}, assess.Action{Will: "Ring"}, assess.Action{Will: "Ring", Done: true}},
		{"done by one, dropped by one", assess.Action{Will: "Ring", Dropped: "No phone"}, assess.Action{Will: "Ring", Done: true}, assess.Action{Will: "Ring", Done: true}},
		{"dropped by the second", assess.Action{Will: "Ring"}, assess.Action{Will: "Ring", Dropped: "No phone"}, assess.Action{Will: "Ring", Dropped: "No phone"}},
		{"each says something", assess.Action{Will: "Ring", Who: "Ann", Did: "Once"}, assess.Action{Will: "Ring", Who: "Tom", Needs: "A phone", By: "2026-12-01", Did: "Twice"},
			assess.Action{Will: "Ring", Who: "Ann", Needs: "A phone", By: "2026-12-01", Did: "Once"}},
	} {
		p := assess.NewPlan([]*assess.Sheet{promising("Letters", "", "before", "2026-01-01", c.first), promising("Letters", "", "before", "2026-01-02", c.then)}, "2026-11-20")
		if len(p.Actions) != 1 || p.Actions[0].Action != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, p.Actions, c.want)
		}
	}
}

// TestLawEveryActionHasOneState checks that, whatever is said about it, an action is
// in one state, and that it is still to be done in two of them.
func TestLawEveryActionHasOneState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.SampledFrom([]string{"", "2026-11-19", "2026-11-20", "2026-11-21"})
		a := assess.Action{Will: "w", Done: rapid.Bool().Draw(t, "done"), By: day.Draw(t, "by"), Did: rapid.SampledFrom([]string{"", "x"}).Draw(t, "did")}
		if !a.Done {
			a.Dropped = rapid.SampledFrom([]string{"", "x"}).Draw(t, "dropped")
		}
		state := a.State("2026-11-20")
		if !slices.Contains(assess.States, state) {
			t.Fatalf("%+v is %q", a, state)
		}
		if open := state == assess.StateOpen || state == assess.StateOverdue; open != a.Open() {
			t.Fatalf("%+v is %s, and open: %t", a, state, a.Open())
		}
		if overdue := state == assess.StateOverdue; overdue != a.Overdue("2026-11-20") || overdue && a.By != "2026-11-19" {
			t.Fatalf("%+v is %s, and overdue: %t", a, state, a.Overdue("2026-11-20"))
		}
	})
}
