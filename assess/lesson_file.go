package assess

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// ReadLesson reads a results file of a lesson with stories of the set. file is
// the name used in messages. Every mistake is reported at once, as
// [strict.Problems].
func ReadLesson(file string, data []byte, set *questions.ScenarioSet) (*Lesson, error) {
	doc, err := strict.Read(file, data, answersLimits)
	if err != nil {
		return nil, err
	}
	m := doc.Root().Mapping("petal-lesson", "scenarios", "date", "seed", "levels", "group", "mode", "people", "stories")
	m.Require("petal-lesson", "scenarios", "date", "seed", "mode", "stories")
	m.Get("petal-lesson").Format("these results have")
	ref := m.Get("scenarios").Mapping("id", "version")
	ref.Require("id", "version")
	l := &Lesson{
		Scenarios: BankRef{ref.Get("id").ID(), ref.Get("version").Sentence()},
		Date:      m.Get("date").Date(),
		Seed:      m.Get("seed").Whole(0, MaxSeed),
		Levels:    readLevels(m.Get("levels")),
		Group:     m.Get("group").Line(),
		Mode:      m.Get("mode").OneOf("mode", Alone, Room),
	}
	if people := m.Get("people"); people.Present() {
		l.People = people.Whole(1, MaxPeople)
	}
	if matchesSet(m.Get("scenarios"), l.Scenarios, set) {
		l.Stories = readStories(m.Get("stories"), l.Mode, set)
	}
	if err := doc.Err(); err != nil {
		return nil, err
	}
	return l, nil
}

// matchesSet reports whether results on ref can be read with set, and reports why
// not.
func matchesSet(at strict.Value, ref BankRef, set *questions.ScenarioSet) bool {
	switch {
	case !at.Present() || ref.ID == "" || ref.Version == "":
		return false // already reported
	case ref.ID != set.ID:
		at.Problem("these results are for the scenarios %q, not %q; name their file with --scenarios", prose.Short(ref.ID), set.ID)
		return false
	case questions.Major(ref.Version) != questions.Major(set.Version):
		at.Problem("these results are for version %s of the scenarios %q, but this is version %s, whose stories differ; "+
			"name the file of the older scenarios with --scenarios", prose.Short(ref.Version), set.ID, set.Version)
		return false
	}
	return true
}

func readStories(v strict.Value, mode string, set *questions.ScenarioSet) []StoryVotes {
	var stories []StoryVotes
	seen := map[string]int{}
	items := v.Items()
	for _, item := range items {
		s := readStoryVotes(item, mode)
		if at := item.Mapping(storyKeys...).Get("id"); s.ID != "" {
			if set.Scenario(s.ID) == nil {
				at.Problem("no scenario %q%s", prose.Short(s.ID), prose.DidYouMean(s.ID, set.IDs()))
			} else if line, twice := seen[s.ID]; twice {
				at.Problem("scenario %q appears twice; it is first on line %d", s.ID, line)
			} else {
				seen[s.ID] = at.LineNumber()
			}
		}
		stories = append(stories, s)
	}
	if items != nil && len(items) == 0 {
		v.Problem("the results need at least one story")
	}
	return stories
}

// readLevels reads the levels that stories were chosen from.
func readLevels(v strict.Value) []questions.Level {
	var levels []questions.Level
	for _, item := range v.Items() {
		if level := readLevel(item); level != nil {
			levels = append(levels, *level)
		}
	}
	return levels
}

var storyKeys = []string{"id", "guess", "first", "second", "few", "open"}

func readStoryVotes(v strict.Value, mode string) StoryVotes {
	m := v.Mapping(storyKeys...)
	m.Require("id")
	s := StoryVotes{ID: m.Get("id").Sentence()}
	wrong := func(key, other string) {
		m.Get(key).Problem("%q belongs to a lesson with mode: %s; this one has mode: %s", key, other, mode)
	}
	switch mode {
	case Alone:
		wrong("first", Room)
		wrong("second", Room)
		wrong("few", Room)
		if level := readLevel(m.Get("guess")); level != nil {
			s.First = Guess(*level)
		}
	case Room:
		wrong("guess", Alone)
		if few := m.Get("few"); few.Present() {
			s.Few = few.Bool()
			switch {
			case m.Get("first").Present() || m.Get("second").Present():
				few.Problem("%q says that the votes are not kept, but there are some here", "few")
			case !s.Few && !few.Wrong():
				few.Problem("leave this out if the votes are kept")
			}
			break
		}
		if first := m.Get("first"); first.Present() {
			s.First = readVotes(first)
		}
		if second := m.Get("second"); second.Present() {
			m.Require("first")
			votes := readVotes(second)
			s.Second = &votes
		}
	}
	if open := m.Get("open"); open.Present() {
		s.Open = open.Bool()
		if voted := slices.ContainsFunc([]string{"guess", "first", "few"}, func(key string) bool { return m.Get(key).Present() }); !voted && s.Open {
			open.Problem("%q is for a story that was voted on", "open")
		}
	}
	return s
}

// readVotes reads votes by level, with the key unknown for people who don't know. A
// missing key means no votes, but somebody must have voted.
func readVotes(v strict.Value) Votes {
	var votes Votes
	known := true
	for _, e := range v.Entries() {
		level, err := questions.ParseLevel(e.Key)
		if e.Key == questions.Unknown {
			level, err = Unsure, nil
		}
		if err != nil {
			e.Name.Problem("no level %q%s", prose.Short(e.Key), prose.DidYouMean(e.Key, append(questions.LevelIDs(), questions.Unknown)))
			known = false
			continue
		}
		votes[level] = e.Value.Whole(0, MaxPeople)
	}
	if known && v.IsMapping() && votes.Hands() == 0 {
		v.Problem("this needs at least one vote")
	}
	return votes
}

// EncodeLesson returns a lesson as the text of a session file. It leaves out the
// votes on a story if fewer than five people in a room voted. It reads the text back
// before returning it, and returns an error if the result is not the same.
func EncodeLesson(l *Lesson, set *questions.ScenarioSet) ([]byte, error) {
	kept := *l
	kept.Stories = l.kept()
	root := &yaml.Node{Kind: yaml.MappingNode}
	add := func(key string, value *yaml.Node) { root.Content = append(root.Content, pair(key, value)...) }
	add("petal-lesson", whole(1))
	add("scenarios", flow(pair("id", text(l.Scenarios.ID)), pair("version", text(l.Scenarios.Version))))
	add("date", plain(l.Date, "!!timestamp"))
	add("seed", whole(l.Seed))
	if len(l.Levels) > 0 {
		levels := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, level := range l.Levels {
			levels.Content = append(levels.Content, word(level.String()))
		}
		add("levels", levels)
	}
	if l.Group != "" {
		add("group", text(l.Group))
	}
	add("mode", word(l.Mode))
	if l.People > 0 {
		add("people", whole(l.People))
	}
	stories := &yaml.Node{Kind: yaml.SequenceNode}
	for _, s := range kept.Stories {
		n := flow(pair("id", text(s.ID)))
		switch {
		case !s.Voted():
		case l.Mode == Alone:
			n.Content = append(n.Content, pair("guess", word(s.First.Most().String()))...)
		case s.Few:
			n.Content = append(n.Content, pair("few", plain("true", "!!bool"))...)
		default:
			n.Content = append(n.Content, pair("first", votesNode(s.First))...)
			if s.Second != nil {
				n.Content = append(n.Content, pair("second", votesNode(*s.Second))...)
			}
		}
		if s.Open {
			n.Content = append(n.Content, pair("open", plain("true", "!!bool"))...)
		}
		stories.Content = append(stories.Content, n)
	}
	add("stories", stories)

	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(&yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{root}}); err != nil {
		return nil, fmt.Errorf("write results: %w", err)
	}
	again, err := ReadLesson("written results", out.Bytes(), set)
	if err != nil {
		return nil, fmt.Errorf("write results: they could not be read back: %w", err)
	}
	if !reflect.DeepEqual(again, &kept) {
		return nil, errors.New("write results: they would read back differently")
	}
	return out.Bytes(), nil
}

func votesNode(v Votes) *yaml.Node {
	n := flow()
	for _, l := range questions.Levels {
		if v[l] > 0 {
			n.Content = append(n.Content, pair(l.String(), whole(v[l]))...)
		}
	}
	if v[Unsure] > 0 {
		n.Content = append(n.Content, pair(questions.Unknown, whole(v[Unsure]))...)
	}
	return n
}

func whole(n int) *yaml.Node { return plain(strconv.Itoa(n), "!!int") }
