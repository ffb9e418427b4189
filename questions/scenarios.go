package questions

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/petal-check/petal/questions/strict"
)

//go:embed bank/scenarios.yaml
var scenarioText []byte

// ScenarioSet holds short stories for practising the levels. A set from
// [LoadScenarios] has passed every check and must not be changed. The stories are in
// file order, which may be the order of the levels, so choose and shuffle them before
// showing them.
type ScenarioSet struct {
	ID        string
	Version   string // three numbers, such as 1.0.0
	Language  string
	Title     string
	Scenarios []Scenario

	byID map[string]*Scenario
}

// Scenario is one story with the level it shows.
type Scenario struct {
	ID      string
	Title   string
	Setting string // health, social-care, council or charity
	Story   string // paragraphs, with a newline between them
	Level   Level
	Border  *Border  // the border the story sits on; nil if it is clear-cut
	Why     string   // the fact in the story that decides the level
	Wrong   [2]Wrong // the two nearest wrong answers, on different levels
	Up      string   // what would move it up one level, or keep it at the top
	Room    string   // a question for the room

	Line int // its line in the file, from 1
}

// Wrong is a level that a reader might guess, and what that guess misses.
type Wrong struct {
	Level  Level
	Misses string
}

// Border is where two neighbouring levels meet.
type Border struct{ Lower, Upper Level }

// Borders lists every border, lowest first.
var Borders = []Border{{None, Inform}, {Inform, Consult}, {Consult, Engage}, {Engage, CoDesign}, {CoDesign, CoProduce}}

// settings lists where a story may take place.
var settings = []string{"health", "social-care", "council", "charity"}

// DefaultScenarios returns the stories used if no others are named. They are read
// only once.
var DefaultScenarios = sync.OnceValue(func() *ScenarioSet {
	set, err := LoadScenarios("scenarios.yaml", scenarioText)
	if err != nil {
		panic(fmt.Sprintf("the scenarios built into Petal do not load: %v", err)) // a test checks that they do
	}
	return set
})

// Scenario returns the story with the given id, or nil.
func (s *ScenarioSet) Scenario(id string) *Scenario { return s.byID[id] }

// IDs returns the id of every story, in the order of the file.
func (s *ScenarioSet) IDs() []string {
	ids := make([]string, len(s.Scenarios))
	for i := range s.Scenarios {
		ids[i] = s.Scenarios[i].ID
	}
	return ids
}

// Misses returns what a guess at that level misses. It is "" if the story does not
// say; stories explain only the two nearest wrong answers.
func (s *Scenario) Misses(guess Level) string {
	for _, w := range s.Wrong {
		if w.Level == guess {
			return w.Misses
		}
	}
	return ""
}

// LoadScenarios reads a file of scenarios, with the same limits as a bank. file is
// the name to use in messages. It reports every mistake at once, as
// [strict.Problems], with its line, column and the nearest valid name.
func LoadScenarios(file string, data []byte) (*ScenarioSet, error) {
	doc, err := strict.Read(file, data, bankLimits)
	if err != nil {
		return nil, err
	}
	set := readScenarioSet(doc.Root())
	if err := doc.Err(); err != nil {
		return nil, err
	}
	set.byID = map[string]*Scenario{}
	for i := range set.Scenarios {
		set.byID[set.Scenarios[i].ID] = &set.Scenarios[i]
	}
	return set, nil
}

func readScenarioSet(root strict.Value) *ScenarioSet {
	m := root.Mapping("petal-scenarios", "id", "version", "language", "title", "scenarios")
	m.Require("petal-scenarios", "id", "version", "title", "scenarios")
	m.Get("petal-scenarios").Format("this file of scenarios has")
	set := &ScenarioSet{
		ID:       m.Get("id").ID(),
		Version:  readVersion(m.Get("version")),
		Language: m.Get("language").Line(),
		Title:    m.Get("title").Sentence(),
	}
	ids := unique{what: "scenario"}
	list := m.Get("scenarios")
	items := list.Items()
	for _, item := range items {
		set.Scenarios = append(set.Scenarios, readScenario(item, &ids))
	}
	if items != nil && len(items) == 0 {
		list.Problem("the file needs at least one scenario")
	}
	return set
}

func readScenario(v strict.Value, ids *unique) Scenario {
	m := v.Mapping("id", "title", "setting", "story", "level", "border", "why", "wrong", "up", "room")
	m.Require("id", "title", "setting", "story", "level", "why", "wrong", "up", "room")
	s := Scenario{
		ID:      ids.id(m.Get("id")),
		Title:   m.Get("title").Sentence(),
		Setting: m.Get("setting").OneOf("setting", settings...),
		Story:   readStory(m.Get("story")),
		Why:     m.Get("why").Sentence(),
		Up:      m.Get("up").Sentence(),
		Room:    m.Get("room").Sentence(),
		Line:    v.LineNumber(),
	}
	level, known := readLevel(m.Get("level"))
	s.Level = level
	s.Border = readBorder(m.Get("border"), level, known)
	s.Wrong = readWrong(m.Get("wrong"), level, known)
	return s
}

// readStory reads one paragraph or more.
func readStory(v strict.Value) string {
	s := strings.TrimSpace(v.Note())
	if s == "" && v.IsText() {
		v.Problem("the story must not be empty")
	}
	return s
}

// readBorder reads two neighbouring levels, one of which must be the story's own. It
// returns nil if there is no border, or if it is wrong.
func readBorder(v strict.Value, level Level, known bool) *Border {
	if !v.Present() {
		return nil
	}
	items := v.Items()
	if items != nil && len(items) != 2 {
		v.Problem("a border has two levels, such as [consult, engage], but this has %d", len(items))
	}
	if len(items) != 2 {
		return nil
	}
	lower, ok := readLevel(items[0])
	upper, both := readLevel(items[1])
	switch {
	case !ok || !both:
		return nil
	case upper != lower+1:
		v.Problem("a border is between two neighbouring levels, the lower one first, not %q and %q; the levels are %s", lower, upper, strings.Join(LevelIDs(), ", "))
		return nil
	case known && level != lower && level != upper:
		v.Problem("the story is at %q, so it is not on the border between %q and %q", level, lower, upper)
		return nil
	}
	return &Border{lower, upper}
}

func readWrong(v strict.Value, level Level, known bool) (wrong [2]Wrong) {
	items := v.Items()
	if items != nil && len(items) != len(wrong) {
		v.Problem("give the two nearest wrong answers here; there are %d now", len(items))
	}
	seen := unique{what: "wrong answer"}
	for i, item := range items {
		m := item.Mapping("level", "misses")
		m.Require("level", "misses")
		w := Wrong{Misses: m.Get("misses").Sentence()}
		guess, ok := readLevel(m.Get("level"))
		if ok && seen.add(m.Get("level"), guess.String()) && known && guess == level {
			m.Get("level").Problem("%q is the right answer; give a wrong one here", guess)
		}
		w.Level = guess
		if i < len(wrong) {
			wrong[i] = w
		}
	}
	return wrong
}
