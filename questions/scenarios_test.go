package questions_test

import (
	"os"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
)

// twoStories is a valid file of scenarios: one on a border, one clear-cut.
const twoStories = `petal-scenarios: 1
id: small
version: 1.0.0
title: Two stories
scenarios:
  - id: the-bench
    title: The bench
    setting: council
    story: The council shows a plan for a bench and asks what people think of it.
    level: consult
    border: [consult, engage]
    why: There was a plan.
    wrong:
      - {level: inform, misses: It was still open.}
      - {level: engage, misses: There was a plan already.}
    up: Ask before there is a plan.
    room: Where would you sit?
  - id: the-fence
    title: The fence
    setting: charity
    story: A fence is there one morning.
    level: none
    why: Nobody was told.
    wrong: [{level: inform, misses: Nobody was told.}, {level: consult, misses: Nobody was asked.}]
    up: Tell people.
    room: Who saw it first?
`

func TestLoadScenarios(t *testing.T) {
	set, err := questions.LoadScenarios("two.yaml", []byte(twoStories))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(set.IDs(), " "), "the-bench the-fence"; got != want {
		t.Errorf("got stories %q, want %q", got, want)
	}
	bench, fence := set.Scenario("the-bench"), set.Scenario("the-fence")
	if bench.Level != questions.Consult || bench.Border == nil || *bench.Border != (questions.Border{Lower: questions.Consult, Upper: questions.Engage}) {
		t.Errorf("got level %v, border %v", bench.Level, bench.Border)
	}
	if fence.Level != questions.None || fence.Border != nil || fence.Line != 18 {
		t.Errorf("got level %v, border %v, line %d; want none, no border, line 18", fence.Level, fence.Border, fence.Line)
	}
	if got, want := bench.Misses(questions.Engage), "There was a plan already."; got != want {
		t.Errorf("engage misses %q, want %q", got, want)
	}
	if got := bench.Misses(questions.CoProduce); got != "" {
		t.Errorf("co-produce misses %q, want nothing", got)
	}
	if set.Scenario("the-gate") != nil {
		t.Error("there is a story that no file holds")
	}
}

func TestLoadScenariosMistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"newer format", "petal-scenarios: 1", "petal-scenarios: 2", `1:18: this file of scenarios has format 2, but this version of Petal reads only format 1; you need a newer version`},
		{"no title", "title: Two stories\n", "", `1:1: "title" is missing here`},
		{"version", "1.0.0", "1.0", `3:10: this must be text, but it is a number; put it in quotes: "1.0"`},
		{"unknown key", "    room: Where", "    rooms: Where", `6:5: "room" is missing here` + "\n" + `17:5: no key "rooms" here; did you mean "room"?`},
		{"id twice", "id: the-fence", "id: the-bench", `18:9: scenario "the-bench" appears twice; it is first on line 6`},
		{"setting", "setting: charity", "setting: charty", `20:14: no setting "charty"; did you mean "charity"?`},
		{"empty story", "story: A fence is there one morning.", `story: " "`, `21:12: the story must not be empty`},
		{"level", "level: none", "level: nine", `22:12: no level "nine"; did you mean "none"?`},
		{"border of one", "[consult, engage]", "[consult]", `11:13: a border has two levels, such as [consult, engage], but this has 1`},
		{"border not of neighbours", "[consult, engage]", "[consult, co-design]", `11:13: a border is between two neighbouring levels, the lower one first, not "consult" and "co-design"; the levels are none, inform, consult, engage, co-design, co-produce`},
		{"border upside down", "[consult, engage]", "[engage, consult]", `11:13: a border is between two neighbouring levels, the lower one first, not "engage" and "consult"; the levels are none, inform, consult, engage, co-design, co-produce`},
		{"border elsewhere", "[consult, engage]", "[none, inform]", `11:13: the story is at "consult", so it is not on the border between "none" and "inform"`},
		{"border is a word", "[consult, engage]", "consult", `11:13: this must be a list, but it is text`},
		{"one wrong answer", "[{level: inform, misses: Nobody was told.}, {level: consult, misses: Nobody was asked.}]", "[{level: inform, misses: Nobody was told.}]", `24:12: give the two nearest wrong answers here; there are 1 now`},
		{"the right answer as wrong", "{level: engage, misses", "{level: consult, misses", `15:17: "consult" is the right answer; give a wrong one here`},
		{"wrong answers alike", "{level: engage, misses", "{level: inform, misses", `15:17: wrong answer "inform" appears twice; it is first on line 14`},
		{"escape", "A fence is there one morning.", `"A fence\x1b is there."`, `21:12: a control character (U+001B) is not allowed in text` + "\n" + `21:12: the story must not be empty`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(twoStories, c.old, c.new, 1)
			if text == twoStories {
				t.Fatalf("%q is not in the file", c.old)
			}
			_, err := questions.LoadScenarios("two.yaml", []byte(text))
			if err == nil {
				t.Fatalf("no error, want %q", c.want)
			}
			want := "two.yaml:" + strings.ReplaceAll(c.want, "\n", "\ntwo.yaml:")
			if got := err.Error(); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestLoadScenariosTellsEveryMistakeAtOnce(t *testing.T) {
	text := strings.NewReplacer("level: none", "level: nine", "setting: council", "setting: counsel", "[consult, engage]", "[]").Replace(twoStories)
	_, err := questions.LoadScenarios("two.yaml", []byte(text))
	want := `two.yaml:8:14: no setting "counsel"; did you mean "council"?
two.yaml:11:13: a border has two levels, such as [consult, engage], but this has 0
two.yaml:22:12: no level "nine"; did you mean "none"?`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func FuzzLoadScenarios(f *testing.F) {
	text, err := os.ReadFile("bank/scenarios.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("petal-scenarios: 1\nid: a\nversion: 1.0.0\ntitle: A\nscenarios:\n  - {id: a, title: A, setting: health, story: S, level: none, why: W, wrong: [], up: U, room: R}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := questions.LoadScenarios("fuzz.yaml", data)
		if (set == nil) == (err == nil) {
			t.Fatalf("stories %v, error %v: want one of them", set != nil, err)
		}
	})
}
