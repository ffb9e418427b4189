package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// at returns a sheet with another round and date.
func at(round, date string, s *assess.Sheet) *assess.Sheet {
	s.Round, s.Date = round, date
	return s
}

func TestTimes(t *testing.T) {
	bank := bankOf(1, 3)
	one := func(file, perspective, round, date string) *assess.Sheet {
		return at(round, date, sheetOf(file, perspective, four(3)...))
	}
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   []string // round, dates and files of each time
	}{
		{"rounds by date", []*assess.Sheet{one("c", "staff", "after", "2026-11-01"), one("a", "staff", "before", "2026-01-01"), one("b", "staff", "during", "2026-06-01")},
			[]string{"before 2026-01-01 2026-01-01 a", "during 2026-06-01 2026-06-01 b", "after 2026-11-01 2026-11-01 c"}},
		{"a round over several days", []*assess.Sheet{one("a", "staff", "before", "2026-01-01"), one("b", "staff", "during", "2026-06-09"), one("c", "carer", "during", "2026-06-01")},
			[]string{"before 2026-01-01 2026-01-01 a", "during 2026-06-01 2026-06-09 b c"}},
		{"rounds of any name", []*assess.Sheet{one("a", "staff", "spring", "2027-04-01"), one("b", "staff", "2026", "2026-04-01")},
			[]string{"2026 2026-04-01 2026-04-01 b", "spring 2027-04-01 2027-04-01 a"}},
		{"one day for both", []*assess.Sheet{one("a", "staff", "during", "2026-04-01"), one("b", "staff", "before", "2026-04-01")},
			[]string{"before 2026-04-01 2026-04-01 b", "during 2026-04-01 2026-04-01 a"}},
		{"one round again", []*assess.Sheet{one("a", "staff", "during", "2026-04-01"), one("b", "staff", "during", "2026-10-01"), one("c", "carer", "during", "2026-10-01")},
			[]string{"during 2026-04-01 2026-04-01 a", "during 2026-10-01 2026-10-01 b c"}},
		{"one round on different days by different people", []*assess.Sheet{one("a", "staff", "during", "2026-04-01"), one("b", "carer", "during", "2026-04-09")},
			[]string{"during 2026-04-01 2026-04-09 a b"}},
	} {
		times, err := assess.Times(bank, c.sheets)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var got []string
		for _, time := range times {
			line := fmt.Sprintf("%s %s %s", time.Round, time.From, time.To)
			for _, s := range time.Sheets {
				line += " " + s.File
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTimesRefuses(t *testing.T) {
	after, during := story(t, "after-staff")[0], story(t, "during-staff")[0]
	after.Date = "2026-05-01"
	meals := story(t, "before-staff")[0]
	meals.Project.Name = "Meals"
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   string
	}{
		{"rounds against their dates", []*assess.Sheet{after, during},
			`during-staff.petal.yaml:5:7: this is from the round "during" and dated 2026-06-03, but after-staff.petal.yaml is from the round "after" and dated 2026-05-01; correct the round or the date in one of them`},
		{"another project", []*assess.Sheet{during, meals},
			`before-staff.petal.yaml:4:17: the project is "Meals" here and "Coming home after a stroke" in during-staff.petal.yaml; an assessment covers one project, so leave this file out and run petal report on it alone`},
	} {
		if _, err := assess.Times(questions.Default(), c.sheets); err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v\nwant %s", c.name, err, c.want)
		}
	}
}

// TestCompareStory checks what the canonical project's rounds say.
func TestCompareStory(t *testing.T) {
	bank := questions.Default()
	times, err := assess.Times(bank, story(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	c := assess.Compare(bank, times)
	var levels []string
	for _, time := range times {
		levels = append(levels, time.Round+" "+levelWord(time.Result.Placement.Level))
	}
	if want := []string{"before engage", "during consult", "after engage"}; !slices.Equal(levels, want) {
		t.Errorf("levels %v, want %v", levels, want)
	}
	if got, want := c.Steps[0].Came, []questions.Perspective{questions.LivedExperience, questions.Carer}; !slices.Equal(got, want) || len(c.Steps[0].Gone) != 0 {
		t.Errorf("came %v, gone %v; want %v and none", got, c.Steps[0].Gone, want)
	}
	var promises []string
	for _, p := range c.Kept {
		promises = append(promises, fmt.Sprintf("%s %s done=%t asked=%t", p.Round, strings.Fields(p.Will)[0], p.Done, p.Asked))
	}
	want := []string{"before Ask done=true asked=true", "before Write done=true asked=true", "during Send done=true asked=true",
		"during Start done=true asked=true", "during Pay done=true asked=true", "during Show done=false asked=true"}
	if !slices.Equal(promises, want) {
		t.Errorf("promises %q, want %q", promises, want)
	}
	moved := c.Steps[1].Towards("principles", "payment", 1)
	if len(moved) == 0 || moved[0].Question.ID != "pay-told" || moved[0].By() != 100 {
		t.Fatalf("payment is moved by %+v, want pay-told by 100 first", moved)
	}
	for _, m := range c.Steps[1].Items {
		if m.Framework.ID == "principles" && m.Item.ID == "payment" && (*m.Now.Known <= *m.Then.Known || m.By() != *m.Now.Known-*m.Then.Known) {
			t.Errorf("payment went from %v to %v by %v", *m.Then.Known, *m.Now.Known, m.By())
		}
	}
	placed := c.Steps[1].Placed(1)
	if len(placed) < 2 || !placed[0].Question.Gate || placed[len(placed)-1].Question.Gate {
		t.Errorf("key questions do not come first: %v", placed)
	}
}

// TestAlike checks that scores are also compared over only the perspectives that
// answered both times.
func TestAlike(t *testing.T) {
	bank := bankOf(1, 3)
	times, err := assess.Times(bank, []*assess.Sheet{
		at("before", "2026-01-01", sheetOf("a", "staff", four(3)...)),
		at("after", "2026-11-01", sheetOf("b", "staff", four(4)...)), at("after", "2026-11-01", sheetOf("c", "carer", four(0)...)),
	})
	if err != nil {
		t.Fatal(err)
	}
	s := assess.Compare(bank, times).Steps[0]
	if s.Items[0].By() != -20 || s.OfBoth[0].By() != 20 {
		t.Errorf("all moved by %v, those asked both times by %v; want -20 and 20", s.Items[0].By(), s.OfBoth[0].By())
	}
}

func TestFalls(t *testing.T) {
	bank := bankOf(1, 7)
	eight := func(levels ...int) *assess.Result { return together(t, bank, sheetOf("a", "staff", levels...)) }
	level := eight(3, 3, 3, 3, 3, 3, 3, 3)
	for _, c := range []struct {
		name      string
		then, now *assess.Result
		tolerance float64
		want      []string
	}{
		{"the same", level, level, 0, nil},
		{"higher", level, eight(4, 4, 4, 4, 4, 4, 4, 4), 0, nil},
		{"a score alone", level, eight(3, 3, 3, 3, 3, 3, 3, 2), 0, []string{"All is 57.5 (was 60)"}},
		{"within the tolerance", level, eight(3, 3, 3, 3, 3, 3, 3, 2), 2.5, nil},
		{"the level, whatever the tolerance", level, eight(2, 3, 3, 3, 3, 3, 3, 3), 100, []string{"the level is consult (was engage)"}},
		{"hidden behind unknown answers", level, eight(3, 3, 3, 3, 3, 3, unknown, unanswered), 0, []string{"All is 45 (was 60)"}},
		{"less for certain", level, eight(3, 3, 3, 3, 3, unknown, unknown, 2), 100, []string{"the level is engage, but only consult is certain (was engage)"}},
		{"no longer placed", level, eight(unknown, 3, 3, 3, 3, 3, 3, 3), 100, []string{"the level is not known yet, and only none is certain (was engage)"}},
		{"placed for the first time", eight(unknown, 3, 3, 3, 3, 3, 3, 3), level, 0, nil},
		{"more is known", eight(3, 3, 3, 3, 3, 3, unknown, unknown), level, 0, nil},
	} {
		if got := assess.Furthest(assess.Falls(c.then, c.now, c.tolerance), 10); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestFallsInDepth checks that a short check after a full one counts as a fall only
// for that reason, and that a full one after a short one is compared over what both
// asked.
func TestFallsInDepth(t *testing.T) {
	bank := bankOf(1, 7)
	for i := range bank.Sections {
		for j := range bank.Sections[i].Questions {
			q := &bank.Sections[i].Questions[j]
			q.Short = q.Gate || q.ID == "q2" || q.ID == "q3" || q.ID == "q4"
		}
	}
	at := func(depth string, levels ...int) *assess.Result {
		s := sheetOf("a", "staff", levels...)
		s.Depth = depth
		return together(t, bank, s)
	}
	full, none := at(assess.Full, 4, 4, 4, 4, 2, 2, 2, 2), unanswered
	for _, c := range []struct {
		name      string
		then, now *assess.Result
		want      []string
	}{
		{"the low answers left out", full, at(assess.Short, 4, 4, 4, 4, none, none, none, none), []string{"the check is short (was full)"}},
		{"the full check after the short one", at(assess.Short, 4, 4, 4, 4, none, none, none, none), full, nil},
		{"lower in what both asked", at(assess.Short, 4, 4, 4, 4, none, none, none, none), at(assess.Full, 4, 4, 4, 3, 4, 4, 4, 4), []string{"All is 75 (was 80)"}},
		{"the short check twice", at(assess.Short, 4, 4, 4, 4, none, none, none, none), at(assess.Short, 4, 4, 4, 4, none, none, none, none), nil},
		{"said not to apply any more", at(assess.Full, 4, 4, 4, 4, 4, 4, 4, 2), at(assess.Full, 4, 4, 4, 4, 4, 4, 4, exempt), []string{"All is 70 (was 75)"}},
		{"said not to apply before too", at(assess.Full, 4, 4, 4, 4, 4, 4, 4, exempt), at(assess.Full, 4, 4, 4, 4, 4, 4, 4, exempt), nil},
	} {
		if got := assess.Furthest(assess.Falls(c.then, c.now, 0), 10); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestLawNoFallAgainstItself checks that nothing falls below itself.
func TestLawNoFallAgainstItself(t *testing.T) {
	bank := bankOf(2, 6)
	rapid.Check(t, func(t *rapid.T) {
		r, err := assess.EvaluateAll(bank, drawSheets(t, 6))
		if err != nil {
			t.Fatal(err)
		}
		if falls := assess.Falls(r, r, 0); len(falls) > 0 {
			t.Fatalf("%+v", falls)
		}
	})
}

func TestSides(t *testing.T) {
	sides := assess.Sides(together(t, questions.Default(), story(t, "during")...))
	var got []string
	for _, s := range sides {
		got = append(got, fmt.Sprintf("%s %s %d", s.Perspective, levelWord(s.Result.Placement.Level), s.Result.Perspectives[0].Files))
	}
	want := []string{"lived-experience consult 2", "carer consult 1", "staff co-design 1", "partner engage 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
