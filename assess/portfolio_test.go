package assess_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// about returns a sheet of a project, a team and a round.
func about(s *assess.Sheet, project, team, round, date string) *assess.Sheet {
	s.Project, s.Round, s.Date = assess.Project{Name: project, Team: team}, round, date
	return s
}

// rowsOf returns every round of every project in the sheets, as on 20 November 2026.
func rowsOf(bank *questions.Bank, sheets ...*assess.Sheet) []assess.Row {
	entries := make([]*assess.Entry, len(sheets))
	for i, s := range sheets {
		entries[i] = assess.NewEntry(s.File, s.Answers, bank)
	}
	var rows []assess.Row
	for _, p := range assess.ByProject(entries) {
		rows = append(rows, p.Rows(bank, "2026-11-20", true)...)
	}
	return rows
}

// TestByProject checks which files belong together.
func TestByProject(t *testing.T) {
	bank := bankOf(2, 2)
	file := 0
	of := func(project, team, round string) *assess.Sheet {
		file++
		return about(sheetOf(fmt.Sprint(file), "staff", 3, 3, 3, 3), project, team, round, "2026-01-01")
	}
	for name, c := range map[string]struct {
		sheets []*assess.Sheet
		want   string
	}{
		"spelling":             {[]*assess.Sheet{of("Letters", "Ward 7", "during"), of(" letters ", "WARD 7", "During")}, "Letters, Ward 7, during: 2"},
		"rounds":               {[]*assess.Sheet{of("Letters", "", "before"), of("Letters", "", "after")}, "Letters, , before: 1; Letters, , after: 1"},
		"teams":                {[]*assess.Sheet{of("Letters", "Ward 8", "before"), of("Letters", "Ward 7", "before")}, "Letters, Ward 7, before: 1; Letters, Ward 8, before: 1"},
		"the only team":        {[]*assess.Sheet{of("Letters", "", "before"), of("Letters", "Ward 7", "before")}, "Letters, Ward 7, before: 2"},
		"which of two teams":   {[]*assess.Sheet{of("Letters", "", "before"), of("Letters", "Ward 7", "before"), of("Letters", "Ward 8", "before"), of("letters", "ward 7", "before")}, "Letters, , before: 1 (teamless); Letters, Ward 7, before: 2; Letters, Ward 8, before: 1"},
		"in order of the name": {[]*assess.Sheet{of("meals", "", "before"), of("Letters", "", "before")}, "Letters, , before: 1; meals, , before: 1"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, r := range rowsOf(bank, c.sheets...) {
				one := fmt.Sprintf("%s, %s, %s: %d", r.Project.Name, r.Project.Team, r.Round, r.Files)
				if r.Teamless {
					one += " (teamless)"
				}
				got = append(got, one)
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestLawRow checks that a row says the same about its files as a report on them,
// although a portfolio keeps little of each file, and whatever the order of the
// files.
func TestLawRow(t *testing.T) {
	bank := bankOf(2, 8)
	rapid.Check(t, func(t *rapid.T) {
		sheets := drawSheets(t, 8)
		for _, s := range sheets {
			for id, answer := range s.Given {
				if rapid.Bool().Draw(t, "evidence") {
					answer.Evidence, answer.Note = "minutes", "note"
					s.Given[id] = answer
				}
			}
		}
		r, err := assess.EvaluateAll(bank, sheets)
		if err != nil {
			t.Fatal(err)
		}
		rows := rowsOf(bank, rapid.Permutation(sheets).Draw(t, "order")...)
		if len(rows) != 1 {
			t.Fatalf("%d rows, want 1", len(rows))
		}
		row := rows[0]
		type told struct {
			Level, Claim, Aim *questions.Level
			AtLeast, AtMost   questions.Level
			StaffViewOnly     bool
			Files             int
			Date              string
		}
		got := told{row.Level, row.Claim, row.Aim, row.AtLeast, row.AtMost, row.StaffViewOnly, row.Files, row.Date}
		want := told{r.Placement.Level, r.Claim, r.Aim, r.Placement.AtLeast, r.Placement.AtMost, r.StaffViewOnly, len(sheets), r.Date}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
		figures := func(s assess.Scores) []assess.Score {
			var all []assess.Score
			for _, f := range s.Frameworks {
				all = append(all, f.Score)
				for _, i := range f.Items {
					all = append(all, i.Score)
				}
			}
			return all
		}
		same := func(got []assess.Figure, want []assess.Score) {
			for i, f := range got {
				if f.Known != (want[i].Known != nil) || f.Known && f.Score != *want[i].Known || f.Asked && (f.Low != *want[i].Low || f.High != *want[i].High) {
					t.Fatalf("figure %d: got %+v", i, f)
				}
			}
		}
		same(row.Figures, figures(r.Scores))
		for i, v := range r.Perspectives {
			got := row.Perspectives[i]
			if got.Perspective != v.Perspective || got.Heard != v.Heard || got.People != v.People || !reflect.DeepEqual(got.Level, v.Level) {
				t.Fatalf("got %+v, want %+v", got, v)
			}
			same(got.Figures, figures(v.Scores))
		}
	})
}

// TestPromises checks which promises are open and overdue: those of all rounds, with
// the latest word on each.
func TestPromises(t *testing.T) {
	bank := bankOf(2, 2)
	before := about(sheetOf("1", "staff", 3, 3, 3, 3), "Letters", "", "before", "2026-01-01")
	before.Actions = []assess.Action{
		{Said: "Nobody told us", Will: "Tell people", By: "2026-06-01"},
		{Will: "Write a glossary", By: "2026-06-01"},
		{Will: "Pay for travel"},
		{Will: "Move the office", By: "2026-06-01", Dropped: "no money"},
	}
	during := about(sheetOf("2", "staff", 3, 3, 3, 3), "Letters", "", "during", "2026-07-01")
	during.Actions = []assess.Action{
		{Said: "nobody told us", Will: "tell people", By: "2026-06-01", Done: true},
		{Will: "Meet in the evening", By: "2026-11-20"},
		{Will: "Meet at the weekend", By: "2026-11-19"},
	}
	rows := rowsOf(bank, before, during)
	for i, want := range [][2]int{{3, 2}, {4, 2}} { // the glossary and the weekend: the evening is today
		if got := [2]int{rows[i].Open, rows[i].Overdue}; got != want {
			t.Errorf("round %s: open and overdue are %v, want %v", rows[i].Round, got, want)
		}
	}
}

// TestMove checks that two rounds are compared over what both asked, and what else a
// row says about a project's rounds.
func TestMove(t *testing.T) {
	bank := bankOf(2, 6)
	aim := questions.CoDesign
	then := about(sheetOf("1", "staff", 2, 2, 2, 2, 2, 2, 2, 2), "Letters", "", "before", "2025-01-01")
	now := about(sheetOf("2", "staff", 3, 3, 3, 3, 3, 3, 3, 3), "Letters", "", "during", "2026-02-01")
	now.Aim = &aim
	alone := about(sheetOf("3", "staff", 4, 4, 4, 4, 4, 4, 4, 4), "Meals", "", "during", "2025-03-01")
	p := assess.NewPortfolio(bank, rowsOf(bank, then, now, alone), assess.Choice{Day: "2026-11-20", Stale: "2025-11-20"})
	if len(p.Rows) != 2 || p.Projects != 2 {
		t.Fatalf("%d rows of %d projects, want the latest of two", len(p.Rows), p.Projects)
	}
	m := p.Rows[0].Move
	if m == nil || m.Round != "before" || *m.Was != questions.Consult || *m.Is != questions.Engage {
		t.Errorf("the move is %+v", m)
	}
	for name, c := range map[string]struct {
		got  assess.Counts
		want string
	}{
		"levels":   {p.Levels, "engage 1, co-design 1"},
		"moves":    {p.Moves, "first-round 1, up 1"},
		"aims":     {p.Aims, "not-known 1, one-step-short 1"},
		"voices":   {p.Voices, "staff-only 2"},
		"promises": {p.Promises, "none-overdue 2"},
		"ages":     {p.Ages, "stale 1, fresh 1"},
	} {
		var got []string
		for _, one := range c.got {
			if one.Projects > 0 {
				got = append(got, fmt.Sprint(strings.Join(one.Kinds, "+"), " ", one.Projects))
			}
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// TestMisdated checks that projects with rounds in the wrong order of dates are
// counted.
func TestMisdated(t *testing.T) {
	bank := bankOf(2, 2)
	of := func(file, round, date string) *assess.Sheet {
		return about(sheetOf(file, "staff", 3, 3, 3, 3), "Letters", "", round, date)
	}
	for _, c := range []struct {
		before, during string
		want           int
	}{{"2026-01-01", "2026-02-01", 0}, {"2026-02-01", "2026-01-01", 1}} {
		p := assess.NewPortfolio(bank, rowsOf(bank, of("1", "before", c.before), of("2", "during", c.during)), assess.Choice{Day: "2026-11-20"})
		if p.Misdated != c.want {
			t.Errorf("before on %s and during on %s: %d projects are misdated, want %d", c.before, c.during, p.Misdated, c.want)
		}
	}
}

// TestChoice checks which rows are shown, and in which order.
func TestChoice(t *testing.T) {
	bank := bankOf(2, 2)
	aimed := func(s *assess.Sheet, aim questions.Level, overdue bool) *assess.Sheet {
		s.Aim = &aim
		if overdue {
			s.Actions = []assess.Action{{Will: "Tell people", By: "2026-01-01"}}
		}
		return s
	}
	sheets := []*assess.Sheet{
		aimed(about(sheetOf("1", "staff", 3, 3, 3, 3), "A", "Z", "during", "2026-03-01"), questions.Engage, false),
		aimed(about(sheetOf("2", "staff", 1, 1, 1, 1), "B", "Y", "before", "2025-01-01"), questions.CoProduce, false),
		aimed(about(sheetOf("3", "staff", 2, 2, 2, 2), "B", "Y", "during", "2026-02-01"), questions.CoProduce, true),
		about(sheetOf("4", "staff", 5, 5, 5, 5), "C", "", "during", "2025-06-01"),
	}
	for _, c := range []struct {
		choice assess.Choice
		want   string
		older  int
	}{
		{assess.Choice{}, "A during, B during, C during", 0},
		{assess.Choice{AllRounds: true}, "A during, B before, B during, C during", 0},
		{assess.Choice{Since: "2026-01-01"}, "A during, B during", 1},
		{assess.Choice{Since: "2026-01-01", AllRounds: true}, "A during, B during", 1},
		{assess.Choice{Sort: assess.SortTeam}, "B during, A during, C during", 0},
		{assess.Choice{Sort: assess.SortLevel}, "B during, A during, C during", 0},
		{assess.Choice{Sort: assess.SortAim}, "B during, A during, C during", 0},
		{assess.Choice{Sort: assess.SortDate}, "C during, B during, A during", 0},
		{assess.Choice{Sort: assess.SortOverdue}, "B during, A during, C during", 0},
	} {
		c.choice.Day = "2026-11-20"
		p := assess.NewPortfolio(bank, rowsOf(bank, sheets...), c.choice)
		var got []string
		for _, r := range p.Rows {
			got = append(got, r.Project.Name+" "+r.Round)
		}
		if got := strings.Join(got, ", "); got != c.want || p.Older != c.older {
			t.Errorf("%+v: got %s and %d older ones, want %s and %d", c.choice, got, p.Older, c.want, c.older)
		}
	}
}

// TestTeams checks what is shown for each team.
func TestTeams(t *testing.T) {
	bank := bankOf(2, 2)
	aim := questions.Engage
	one := about(sheetOf("1", "staff", 3, 3, 3, 3), "A", "Ward 7", "during", "2026-03-01")
	two := about(sheetOf("2", "carer", 1, 1, 1, 1), "B", "ward 7", "during", "2026-03-01")
	one.Aim, two.Aim = &aim, &aim
	three := about(sheetOf("3", "staff", 2, 2, 2, 2), "C", "", "during", "2026-03-01")
	p := assess.NewPortfolio(bank, rowsOf(bank, one, two, three), assess.Choice{Day: "2026-11-20", ByTeam: true})
	var got []string
	for _, team := range p.Teams {
		got = append(got, fmt.Sprintf("%s: %d, %d of %d at the aim, %d by staff alone", team.Name, team.Projects, team.AtAim, team.WithAim, team.StaffOnly))
	}
	want := []string{"Ward 7: 2, 1 of 2 at the aim, 1 by staff alone", ": 1, 0 of 0 at the aim, 1 by staff alone"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestDayBefore(t *testing.T) {
	for _, c := range []struct{ day, age, want string }{
		{"2026-11-20", "12m", "2025-11-20"},
		{"2026-11-20", "1m", "2026-10-20"},
		{"2026-03-31", "1m", "2026-02-28"},
		{"2024-03-31", "1m", "2024-02-29"},
		{"2024-02-29", "12m", "2023-02-28"},
		{"2026-01-15", "13m", "2024-12-15"},
		{"2026-11-20", "2w", "2026-11-06"},
		{"2026-11-20", "20d", "2026-10-31"},
		{"2026-11-20", "a year", ""},
		{"2026-11-20", "0m", ""},
		{"2026-11-20", "1.5m", ""},
	} {
		got, err := assess.DayBefore(c.day, c.age)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s before %s: got %q, %v, want %q", c.age, c.day, got, err, c.want)
		}
	}
}
