package reports

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// TestLawOnePageFits draws assessments whose texts are as long as files allow. It
// checks that the page is estimated to fit, that the level is named in full, and that
// every action is shown or counted. Whether the estimate is right is checked in a
// browser.
func TestLawOnePageFits(t *testing.T) {
	bank := questions.Default()
	rapid.Check(t, func(t *rapid.T) {
		words := func(label string, most int) string {
			word := rapid.SampledFrom([]string{"letters ", "W", "関係者", "nobody told us what came of it, and why ", "ward-7/"}).Draw(t, label)
			return strings.TrimSpace(strings.Repeat(word, rapid.IntRange(1, 1+most/len(word)).Draw(t, label+" times")))
		}
		var sheets []*assess.Sheet
		var actions []assess.Action
		for i := range rapid.IntRange(0, 40).Draw(t, "actions") {
			actions = append(actions, assess.Action{
				Said: words("said", 500), Will: fmt.Sprint(i, words("will", 500)), Who: words("who", 100),
				By: rapid.SampledFrom([]string{"", "2027-01-31"}).Draw(t, "by"), Done: rapid.Bool().Draw(t, "done"),
			})
		}
		name, team := words("name", 2000), words("team", 2000)
		for i := range rapid.IntRange(1, 6).Draw(t, "files") {
			a, err := assess.Example(bank)
			if err != nil {
				t.Fatal(err)
			}
			a.Project, a.Actions = assess.Project{Name: name, Team: team}, actions
			a.Respondent = assess.Respondent{Perspective: rapid.SampledFrom(questions.Perspectives).Draw(t, "who answers"), People: rapid.IntRange(1, 9).Draw(t, "people")}
			for _, q := range bank.Questions() {
				choose := rapid.SampledFrom(append(q.OptionIDs(), questions.Unknown, "")).Draw(t, "choose")
				if choose == "" || !q.IsAskedOf(a.Respondent.Perspective) {
					delete(a.Given, q.ID)
				} else {
					a.Given[q.ID] = assess.Answer{Choose: choose}
				}
			}
			sheets = append(sheets, &assess.Sheet{File: fmt.Sprintf("file-%d.petal.yaml", i), Answers: a})
		}
		r, err := assess.EvaluateAll(bank, sheets)
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "private") {
			r = r.Private()
		}
		for _, on := range []sheet{pageSheet, slideSheet} {
			d := onePage(r, on)
			of := map[string][]Block{}
			for _, s := range d.Sections {
				of[s.ID] = s.Blocks
			}
			left := on.below(d) - on.withoutActions(of["level"], of["changes"], of["scores"], of["who"], of["method"]) - on.rows.height(of["actions"])
			if left < 0 && r.LeftOut == nil {
				t.Fatalf("%s: too high by %.0f points", on.paper, -left)
			}
			if at := string(of["level"][0].(lead)); r.Placement.Placed() && !strings.Contains(at, bank.Words(*r.Placement.Level).Name) {
				t.Fatalf("%s: the level is not in %q", on.paper, at)
			}
			if told := toldActions(of["actions"]); told != len(r.Actions) {
				t.Fatalf("%s: %d actions are told or counted, of %d", on.paper, told, len(r.Actions))
			}
		}
	})
}

// toldActions returns how many actions are shown or counted.
func toldActions(blocks []Block) int {
	n := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case table:
			n += len(b.Rows)
		case para:
			if found := regexp.MustCompile(`^And (\d+) more`).FindStringSubmatch(string(b)); found != nil {
				more, _ := strconv.Atoi(found[1])
				n += more
			}
		}
	}
	return n
}

func TestShorter(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"Letters", 20, "Letters"},
		{"Letters use signs nobody explains", 20, "Letters use signs…"},
		{"Letters use signs, nobody explains", 21, "Letters use signs…"},
		{"donaudampfschifffahrt", 7, "donaud…"},
		{"WWWWWWWWWWWWWWWWWWWW", 10, "WWWW…"},
		{"  two\nlines  ", 20, "two lines"},
		{"", 20, ""},
	} {
		if got := shorter(c.text, c.most); got != c.want {
			t.Errorf("%q in %d: got %q, want %q", c.text, c.most, got, c.want)
		}
	}
	if got, want := wholeSentences("It holds. It holds well. Nobody knows why it should.", 40), "It holds. It holds well."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestOnePageOrdersActions checks that what is still to be done comes before what is
// done, by day.
func TestOnePageOrdersActions(t *testing.T) {
	bank := questions.Default()
	a, err := assess.Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	a.Actions = []assess.Action{
		{Will: "Did", Done: true, By: "2026-01-01"}, {Will: "No day"}, {Will: "Later", Who: "Ann", By: "2027-02-01"},
		{Will: "Dropped", Dropped: "No money"}, {Will: "Sooner", By: "2027-01-31"},
	}
	var got []string
	for _, s := range OnePage(assess.Evaluate(bank, a)).Sections {
		if s.ID == "actions" {
			for _, row := range s.Blocks[0].(table).Rows {
				got = append(got, strings.Join(row[1:], ": "))
			}
		}
	}
	want := "Sooner: 31 Jan 2027|Later: Ann, 1 Feb 2027|No day: |Did: done|Dropped: no longer planned"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
