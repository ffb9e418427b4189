package lint_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/lint"
)

func TestDefaultScenariosAreFitToTeachWith(t *testing.T) {
	for _, remark := range lint.Scenarios(questions.DefaultScenarios()) {
		t.Errorf("scenarios.yaml:%d: %s (%s)", remark.Line, remark.Message, remark.Rule)
	}
}

// TestScenarios makes a good set wrong in one place at a time.
func TestScenarios(t *testing.T) {
	words := func(n int) string {
		return strings.TrimSpace(strings.Repeat("It is so. ", n/3) + strings.Repeat("So. ", n%3))
	}
	for _, c := range []struct {
		name  string
		spoil func(*questions.ScenarioSet)
		want  string
	}{
		{"nothing", func(*questions.ScenarioSet) {}, ""},
		{"short story", func(s *questions.ScenarioSet) { s.Scenarios[0].Story = words(59) },
			"scenario-words: story-0: the story has 59 words; it should have 60 to 120"},
		{"long story", func(s *questions.ScenarioSet) { s.Scenarios[0].Story = words(121) },
			"scenario-words: story-0: the story has 121 words; it should have 60 to 120"},
		{"long why", func(s *questions.ScenarioSet) { s.Scenarios[0].Why = words(61) },
			"scenario-words: story-0: the why has 61 words; it should have 0 to 60"},
		{"long wrong answer", func(s *questions.ScenarioSet) { s.Scenarios[0].Wrong[1].Misses = words(46) },
			"scenario-words: story-0: the second wrong answer has 46 words; it should have 0 to 45"},
		{"long step up", func(s *questions.ScenarioSet) { s.Scenarios[0].Up = words(41) },
			"scenario-words: story-0: the up has 41 words; it should have 0 to 40"},
		{"long question", func(s *questions.ScenarioSet) { s.Scenarios[0].Room = words(26) },
			"scenario-words: story-0: the room has 26 words; it should have 0 to 25"},
		{"hard story", func(s *questions.ScenarioSet) {
			s.Scenarios[0].Story = strings.Repeat("Nobody understands documentation. ", 26)
		},
			"scenario-grade: story-0: the story reads at grade 28.8; it should be at most 8"},
		{"level in a story", func(s *questions.ScenarioSet) { s.Scenarios[0].Story += " They called it Consultation." },
			`scenario-level-name: story-0: the story contains the name of a level: "consultation"`},
		{"level in an id", func(s *questions.ScenarioSet) { s.Scenarios[0].ID = "well-informed" },
			`scenario-level-name: well-informed: the id contains the name of a level: "informed"`},
		{"level in a title", func(s *questions.ScenarioSet) { s.Scenarios[0].Title = "Co-producing it" },
			`scenario-level-name: story-0: the title contains the name of a level: "co-producing"`},
		{"wrong answer far off", func(s *questions.ScenarioSet) { s.Scenarios[1].Wrong[0].Level = questions.CoProduce },
			`scenario-wrong: story-1: the wrong answers nearest to "inform" are "none" and "consult", but it has "co-produce" and "consult"`},
		{"few stories", func(s *questions.ScenarioSet) { s.Scenarios = s.Scenarios[:19] },
			"scenario-few: all: 19 stories; there should be at least 20"},
		{"few at a level", func(s *questions.ScenarioSet) {
			s.Scenarios = slices.DeleteFunc(s.Scenarios, func(x questions.Scenario) bool { return x.ID == "story-3" || x.ID == "story-9" })
		}, "scenario-few: engage: 2 stories; there should be at least 3"},
		{"no border", func(s *questions.ScenarioSet) {
			for i := range s.Scenarios {
				if b := s.Scenarios[i].Border; b != nil && b.Lower == questions.None {
					s.Scenarios[i].Border = nil
				}
			}
		}, "scenario-few: border of none and inform: 0 stories; there should be at least 2"},
		{"clear-cut stories only", func(s *questions.ScenarioSet) {
			for i := range s.Scenarios {
				if i%6 == 0 || i >= 12 {
					s.Scenarios[i].Border = nil
				}
			}
		}, "scenario-borders: 10 of 24 stories sit on a border; at least half should"},
		{"length gives the level away", func(s *questions.ScenarioSet) {
			for i := range s.Scenarios {
				if s.Scenarios[i].Level == questions.Engage {
					s.Scenarios[i].Story = words(111)
				}
			}
		}, "scenario-length: stories at engage have 111 words on average and those at none have 90; they should be within 10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := goodSet(words(90))
			c.spoil(set)
			var got []string
			for _, r := range lint.Scenarios(set) {
				got = append(got, r.Rule+": "+r.Message)
			}
			if got := strings.Join(got, "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// goodSet is 24 stories, four to a level, each on the border below its level or
// for none the one above.
func goodSet(story string) *questions.ScenarioSet {
	set := &questions.ScenarioSet{}
	for i := range 24 {
		level := questions.Level(i % 6)
		near := [2]questions.Level{level - 1, level + 1}
		switch level {
		case questions.None:
			near = [2]questions.Level{questions.Inform, questions.Consult}
		case questions.CoProduce:
			near = [2]questions.Level{questions.CoDesign, questions.Engage}
		}
		border := questions.Borders[max(0, i%6-1)]
		set.Scenarios = append(set.Scenarios, questions.Scenario{
			ID: fmt.Sprintf("story-%d", i), Title: "A story", Story: story, Level: level, Border: &border,
			Wrong: [2]questions.Wrong{{Level: near[0], Misses: "This."}, {Level: near[1], Misses: "That."}},
		})
	}
	return set
}

// FuzzScenarios checks that any file of stories that loads can be looked at.
func FuzzScenarios(f *testing.F) {
	text, err := os.ReadFile("../bank/scenarios.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(_ *testing.T, data []byte) {
		if set, err := questions.LoadScenarios("fuzz.yaml", data); err == nil {
			lint.Scenarios(set)
		}
	})
}
