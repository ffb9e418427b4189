package lesson

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/ask/asktest"
	"github.com/petal-check/petal/questions"
)

func answer(value string) ask.Reply { return ask.Reply{Did: ask.Answered, Value: value} }

var (
	on   = ask.Reply{Did: ask.Answered}
	skip = ask.Reply{Did: ask.Skipped}
	back = ask.Reply{Did: ask.WentBack}
	quit = ask.Reply{Did: ask.Quit}
)

// run holds a lesson of two stories, at consult and at engage. saves says what
// was there to keep each time.
func run(mode string, replies ...ask.Reply) (s *asktest.Script, results *assess.Lesson, saves []string, err error) {
	set := questions.DefaultScenarios()
	s = &asktest.Script{Replies: replies}
	results = &assess.Lesson{Mode: mode}
	l := &Lesson{
		Bank:    questions.Default(),
		Stories: []*questions.Scenario{set.Scenario("breakfast-at-the-shelter"), set.Scenario("washing-day")},
		Ask:     s,
		Results: results,
		Save:    func() error { saves = append(saves, told(results)); return nil },
	}
	return s, results, saves, l.Run()
}

// told is the results as short text: story:first[>second].
func told(l *assess.Lesson) string {
	var out []string
	for _, s := range l.Stories {
		said := s.ID[:4] + ":" + typed(s.First)
		if s.Second != nil {
			said += ">" + typed(*s.Second)
		}
		out = append(out, said)
	}
	return strings.Join(out, ", ")
}

func TestLesson(t *testing.T) {
	for _, c := range []struct {
		name, mode string
		replies    []ask.Reply
		want       string
		saves      int
		err        error
	}{
		{"alone", assess.Alone, []ask.Reply{answer("consult"), on, answer("none"), on}, "brea:0 0 1 0 0 0, wash:1 0 0 0 0 0", 2, nil},
		{"alone, one skipped", assess.Alone, []ask.Reply{skip, answer("none"), on}, "wash:1 0 0 0 0 0", 1, nil},
		{"alone, stopped at the answer", assess.Alone, []ask.Reply{answer("consult"), quit}, "brea:0 0 1 0 0 0", 1, ask.ErrInterrupted},
		{"alone, input ends", assess.Alone, []ask.Reply{answer("consult"), on}, "brea:0 0 1 0 0 0", 1, ask.ErrEnd},
		{"nothing answered", assess.Alone, nil, "", 0, ask.ErrEnd},
		{"room", assess.Room, []ask.Reply{answer("0 2 5 1 0 0"), on, answer("8 0 0 0 0"), on, answer("1 1 1 1 1 1"), on, skip, on},
			"brea:0 2 5 1 0 0>0 8 0 0 0 0, wash:1 1 1 1 1 1", 4, nil},
		{"room, story skipped", assess.Room, []ask.Reply{skip, answer("1 1 1 1 1 1"), on, skip, on}, "wash:1 1 1 1 1 1", 2, nil},
		{"room, first vote mended", assess.Room, []ask.Reply{answer("0 2 5 1 0 0"), back, answer("0 2 6 1 0 0"), on, back, on, answer("0 0 9 0 0 0"), quit},
			"brea:0 2 6 1 0 0>0 0 9 0 0 0", 3, ask.ErrInterrupted},
		{"room, input ends at the second vote", assess.Room, []ask.Reply{answer("0 2 5 1 0 0"), on}, "brea:0 2 5 1 0 0", 1, ask.ErrEnd},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, results, saves, err := run(c.mode, c.replies...)
			if !errors.Is(err, c.err) {
				t.Errorf("got error %v, want %v", err, c.err)
			}
			if got := told(results); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if len(saves) != c.saves || c.saves > 0 && saves[len(saves)-1] != c.want {
				t.Errorf("got %d saves, want %d, the last one whole: %q", len(saves), c.saves, saves)
			}
			if len(s.Replies) > 0 {
				t.Errorf("%d replies were not asked for", len(s.Replies))
			}
		})
	}
}

// TestLessonTellsNothingBeforeTheAnswer holds that no prompt before the answer
// says why, and that the votes of a room are checked.
func TestLessonTellsNothingBeforeTheAnswer(t *testing.T) {
	story := questions.DefaultScenarios().Scenario("breakfast-at-the-shelter")
	s, _, _, _ := run(assess.Room, answer("0 2 5 1 0 0"), on, answer("0 0 8 0 0 0"), on)
	if len(s.Asked) != 5 {
		t.Fatalf("got %d prompts, want 4 and the next story's first", len(s.Asked))
	}
	for i, p := range s.Asked[:3] {
		if strings.Contains(p.Page+p.Text+p.Detail, story.Why) || strings.Contains(p.Page, "answer\n") {
			t.Errorf("prompt %d gives the answer away: %s", i+1, p.Page)
		}
		if wantsVotes := i != 1; wantsVotes && (p.Check == nil || p.Check("1 2 3 4 5 6 7") == nil || p.Check("2 5 1") != nil) {
			t.Errorf("prompt %d does not take three numbers, or takes seven", i+1)
		}
	}
	if p := s.Asked[1]; !strings.Contains(p.Page, "For the room: "+story.Room) {
		t.Errorf("the question for the room is missing: %s", p.Page)
	}
	last := s.Asked[3]
	if last.Text != "It is Consult." || !strings.Contains(last.Page, story.Why) || !strings.Contains(last.Page, "Before: 5 of 8 right. Now: 8 of 8 right.") {
		t.Errorf("got the answer %q\n%s", last.Text, last.Page)
	}
}

func TestLessonAnswersTheGuess(t *testing.T) {
	story := questions.DefaultScenarios().Scenario("breakfast-at-the-shelter")
	both := []string{story.Wrong[0].Misses, story.Wrong[1].Misses}
	for _, c := range []struct {
		guess   questions.Level
		heading string
		misses  []string
	}{
		{questions.Consult, "Yes: it is Consult.", both},
		{questions.Inform, "You said Inform. It is Consult.", both[:1]},
		{questions.Engage, "You said Engage. It is Consult.", both[1:]},
		{questions.None, "You said Not yet informing. It is Consult, 2 levels higher.", both},
		{questions.CoProduce, "You said Co-produce. It is Consult, 3 levels lower.", both},
	} {
		s, _, _, _ := run(assess.Alone, answer(c.guess.String()), on)
		p := s.Asked[1]
		if p.Text != c.heading || !p.Reading {
			t.Errorf("%s: got %q, want %q", c.guess, p.Text, c.heading)
		}
		for i, m := range both {
			want := len(c.misses) == 2 || c.misses[0] == m
			if got := strings.Contains(p.Page, m); got != want {
				t.Errorf("%s: what wrong answer %d misses is told: %v, want %v", c.guess, i+1, got, want)
			}
		}
		if !strings.Contains(p.Page, story.Why) || !strings.Contains(p.Page, "What would move it up: "+story.Up) {
			t.Errorf("%s: the page is\n%s", c.guess, p.Page)
		}
	}
}

// TestStoryAgain holds that one can go back from the answer to read the story,
// and that the guess, or the vote, stays what it was.
func TestStoryAgain(t *testing.T) {
	breakfast := questions.DefaultScenarios().Scenario("breakfast-at-the-shelter")
	for _, c := range []struct {
		mode    string
		replies []ask.Reply
		at      int // the first answer is shown there
		want    string
	}{
		{assess.Alone, []ask.Reply{answer("inform"), back, on, back, skip, on, skip}, 1, "brea:0 1 0 0 0 0"},
		{assess.Room, []ask.Reply{answer("2 5"), on, answer("0 7"), back, on, back, skip, on, skip}, 3, "brea:0 2 5 0 0 0>0 0 7 0 0 0"},
	} {
		s, results, saves, err := run(c.mode, c.replies...)
		if err != nil || told(results) != c.want || len(s.Replies) > 0 {
			t.Errorf("%s: %v, got %s, want %s; %d replies left", c.mode, err, told(results), c.want, len(s.Replies))
		}
		if saves[len(saves)-1] != c.want {
			t.Errorf("%s: saved %q", c.mode, saves)
		}
		for i, again := range []bool{false, true, false, true, false} {
			p := s.Asked[c.at+i]
			if isStory := p.Reading && p.Page == story(breakfast); isStory != again || p.First != again {
				t.Errorf("%s: prompt %d is %q, its first: %v", c.mode, c.at+i+1, p.Text, p.First)
			}
		}
	}
}

func TestLessonStopsWhenItCannotSave(t *testing.T) {
	full := errors.New("disk full")
	l := &Lesson{
		Bank:    questions.Default(),
		Stories: []*questions.Scenario{questions.DefaultScenarios().Scenario("washing-day")},
		Ask:     &asktest.Script{Replies: []ask.Reply{answer("none"), on}},
		Results: &assess.Lesson{Mode: assess.Alone},
		Save:    func() error { return fmt.Errorf("save: %w", full) },
	}
	if err := l.Run(); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}
