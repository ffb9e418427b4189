package lesson

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/ask/asktest"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
	"github.com/petal-check/petal/questions"
)

func say(value string) ask.Reply { return ask.Reply{Did: ask.Answered, Value: value} }

var (
	on   = ask.Reply{Did: ask.Answered}
	skip = ask.Reply{Did: ask.Skipped}
	back = ask.Reply{Did: ask.WentBack}
	quit = ask.Reply{Did: ask.Quit}
)

// run runs a lesson of two stories, at consult and at engage. saves says what was
// there to keep each time.
func run(mode string, replies ...ask.Reply) (s *asktest.Script, results *assess.Lesson, saves []string, err error) {
	set := questions.DefaultScenarios()
	s = &asktest.Script{Replies: replies}
	results = &assess.Lesson{Mode: mode, People: 8, Stories: []assess.StoryVotes{{ID: "breakfast-at-the-shelter"}, {ID: "washing-day"}}}
	saves, err = goOn(set, s, results)
	return s, results, saves, err
}

// goOn continues a lesson where it stopped.
func goOn(set *questions.ScenarioSet, s *asktest.Script, results *assess.Lesson) (saves []string, err error) {
	l := &Lesson{
		Bank:    questions.Default(),
		Ask:     s,
		Results: results,
		Save:    func() (string, error) { saves = append(saves, told(results)); return "", nil },
	}
	for _, story := range results.Stories {
		l.Stories = append(l.Stories, set.Scenario(story.ID))
	}
	return saves, l.Run()
}

// told returns the results as short text: story:first[>second][ open].
func told(l *assess.Lesson) string {
	typed := func(v assess.Votes) string { return levels.Typed(v[:]) }
	var out []string
	for _, s := range l.Stories {
		if !s.Voted() {
			continue
		}
		said := s.ID[:4] + ":" + typed(s.First)
		if s.Second != nil {
			said += ">" + typed(*s.Second)
		}
		if s.Open {
			said += " open"
		}
		out = append(out, said)
	}
	return strings.Join(out, ", ")
}

var levels = votes.Sheet{Choices: len(questions.Levels)}

func TestLesson(t *testing.T) {
	for _, c := range []struct {
		name, mode string
		replies    []ask.Reply
		want       string
		saves      int
		err        error
	}{
		{"alone", assess.Alone, []ask.Reply{say("consult"), on, say("none"), on}, "brea:0 0 1, wash:1", 4, nil},
		{"alone, one skipped", assess.Alone, []ask.Reply{skip, say("none"), on}, "wash:1", 2, nil},
		{"alone, stopped at the answer", assess.Alone, []ask.Reply{say("consult"), quit}, "brea:0 0 1 open", 1, ask.ErrInterrupted},
		{"alone, input ends", assess.Alone, []ask.Reply{say("consult"), on}, "brea:0 0 1", 2, ask.ErrEnd},
		{"nothing answered", assess.Alone, nil, "", 0, ask.ErrEnd},
		{"room", assess.Room, []ask.Reply{say("0 2 5 1"), on, say("0 8"), on, say("1 1 1 1 1 1 ?2"), on, skip, on},
			"brea:0 2 5 1>0 8, wash:1 1 1 1 1 1 ?2", 5, nil},
		{"room, story skipped", assess.Room, []ask.Reply{skip, say("1 1 1 1 1 3"), on, skip, on}, "wash:1 1 1 1 1 3", 2, nil},
		{"room, first vote mended", assess.Room, []ask.Reply{say("0 2 5 1"), back, say("0 2 6"), on, back, on, say("0 0 8"), quit},
			"brea:0 2 6>0 0 8 open", 3, ask.ErrInterrupted},
		{"room, second vote mended behind the answer", assess.Room, []ask.Reply{say("8"), on, say("7 1"), back, say("6 2"), on, skip},
			"brea:8>6 2", 4, nil},
		{"room, second vote taken back", assess.Room, []ask.Reply{say("8"), on, say("7 1"), back, say(""), on, skip}, "brea:8", 4, nil},
		{"room, input ends at the second vote", assess.Room, []ask.Reply{say("0 2 5 1"), on}, "brea:0 2 5 1 open", 1, ask.ErrEnd},
		{"room, counted again", assess.Room, []ask.Reply{say("0 2 425"), say("again"), say("0 2 4 2"), on, skip, on, skip}, "brea:0 2 4 2", 2, nil},
		{"room, nine hands kept", assess.Room, []ask.Reply{say("9"), say("keep"), on, say("8 1"), on, skip}, "brea:9>8 1", 3, nil},
		{"room, back to the story before", assess.Room, []ask.Reply{say("8"), on, skip, on, back, back, back, back, say("7 1"), on, skip, on, skip},
			"brea:7 1", 4, nil},
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

// TestLessonTellsNothingBeforeTheAnswer checks that no prompt before the answer says
// why, and that the votes of a room are checked.
func TestLessonTellsNothingBeforeTheAnswer(t *testing.T) {
	story := questions.DefaultScenarios().Scenario("breakfast-at-the-shelter")
	s, _, _, _ := run(assess.Room, say("0 2 5 1"), on, say("0 0 8"), on)
	if len(s.Asked) != 5 {
		t.Fatalf("got %d prompts, want 4 and the next story's first", len(s.Asked))
	}
	for i, p := range s.Asked[:3] {
		if strings.Contains(p.PageFor(80)+p.Text+p.Detail, story.Why) || strings.Contains(p.PageFor(80), "answer\n") {
			t.Errorf("prompt %d gives the answer away: %s", i+1, p.PageFor(80))
		}
		if wantsVotes := i != 1; wantsVotes && (p.Check == nil || p.Check("1 2 3 4 5 6 7 8") == nil || p.Check("2 5 1") != nil) {
			t.Errorf("prompt %d does not take three numbers, or takes eight", i+1)
		}
	}
	if p := s.Asked[1]; !strings.Contains(p.PageFor(80), "For the room: "+story.Room) {
		t.Errorf("the question for the room is missing: %s", p.PageFor(80))
	}
	last := s.Asked[3]
	if last.Text != "It is Consult." || !strings.Contains(last.PageFor(80), story.Why) || !strings.Contains(last.PageFor(80), "Before: 5 of 8 right. Now: 8 of 8 right.") {
		t.Errorf("got the answer %q\n%s", last.Text, last.PageFor(80))
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
		s, _, _, _ := run(assess.Alone, say(c.guess.String()), on)
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

// TestStoryAgain checks that one person can go back from the answer to read the
// story, and from there to the story before, and that the guess stays what it was.
func TestStoryAgain(t *testing.T) {
	set := questions.DefaultScenarios()
	breakfast, washing := set.Scenario("breakfast-at-the-shelter"), set.Scenario("washing-day")
	s, results, saves, err := run(assess.Alone, say("inform"), back, on, on, back, on, say("engage"), back, back, on, on)
	if err != nil || len(s.Replies) > 0 {
		t.Fatalf("%v; %d replies left", err, len(s.Replies))
	}
	if got, want := told(results), "brea:0 1, wash:0 0 0 1"; got != want || saves[len(saves)-1] != want {
		t.Errorf("got %s, saved %q; want %s", got, saves, want)
	}
	guess := func(s *questions.Scenario) string { return "Which of these is it?" + story(s) }
	again := func(s *questions.Scenario) string { return "The story again" + story(s) }
	want := []string{
		guess(breakfast), "You said Inform. It is Consult.", again(breakfast), "You said Inform. It is Consult.",
		guess(washing), "You said Inform. It is Consult.", guess(washing), "Yes: it is Engage.", again(washing), "You said Inform. It is Consult.",
		"Yes: it is Engage.",
	}
	for i, p := range s.Asked {
		if got := p.Text + p.Page; !strings.HasPrefix(got, want[i]) {
			t.Errorf("prompt %d is %q, want %q", i+1, got, want[i])
		}
		if first := i == 0 || i == 2; p.First != first {
			t.Errorf("prompt %d: nothing before it: %v, want %v", i+1, p.First, first)
		}
	}
}

// TestGoOn stops a lesson after every reply and continues from what was saved. It
// must end with the same votes, and no finished story may come twice.
func TestGoOn(t *testing.T) {
	set := questions.DefaultScenarios()
	for _, c := range []struct {
		mode    string
		replies []ask.Reply
		want    string
		next    []string // what going on begins with, by how many replies there were before
	}{
		{assess.Alone, []ask.Reply{say("consult"), on, say("none"), on}, "brea:0 0 1, wash:1",
			[]string{"story 1: Which of these is it?", "story 1: Yes: it is Consult.", "story 2: Which of these is it?", "story 2: You said Not yet informing. It is Engage, 3 levels higher."}},
		{assess.Room, []ask.Reply{say("0 2 5 1"), on, say("0 8"), on, say("1 1 1 1 1 3"), on, skip, on}, "brea:0 2 5 1>0 8, wash:1 1 1 1 1 3",
			[]string{"story 1: How does the room vote?", "story 1: The vote", "story 1: The vote", "story 1: It is Consult.", "story 2: How does the room vote?",
				"story 2: The vote", "story 2: The vote", "story 2: The vote"}},
	} {
		for stop, next := range c.next {
			_, results, _, err := run(c.mode, c.replies[:stop]...)
			if !errors.Is(err, ask.ErrEnd) {
				t.Fatal(err)
			}
			if results.Voted() > 0 { // nothing is saved before
				results = reread(t, set, results)
			}
			s := &asktest.Script{Replies: c.replies[stop:]}
			begins := fmt.Sprintf("story %d: ", results.Next()+1)
			if begins+"The vote" == next {
				s.Replies = append([]ask.Reply{on}, c.replies[slices.IndexFunc(c.replies[stop:], func(r ask.Reply) bool { return r != on })+stop:]...)
			}
			if _, err := goOn(set, s, results); err != nil || told(results) != c.want || len(s.Replies) > 0 {
				t.Errorf("%s, stopped after %d: %v, got %s, want %s; %d replies left", c.mode, stop, err, told(results), c.want, len(s.Replies))
			}
			if got := begins + s.Asked[0].Text; got != next {
				t.Errorf("%s, stopped after %d: goes on with %q, want %q", c.mode, stop, got, next)
			}
		}
	}
}

// TestGoOnWithFew checks that a room whose votes are not kept continues after the
// stories it has done, votes again on the one that was open, and is told why.
func TestGoOnWithFew(t *testing.T) {
	set := questions.DefaultScenarios()
	results := &assess.Lesson{Mode: assess.Room, People: 3, Date: "2026-11-20", Scenarios: assess.BankRef{ID: set.ID, Version: set.Version},
		Stories: []assess.StoryVotes{{ID: "breakfast-at-the-shelter", First: assess.Votes{0, 3}}, {ID: "washing-day", First: assess.Votes{0, 0, 3}, Open: true}, {ID: "two-seats"}}}
	results = reread(t, set, results)
	s := &asktest.Script{Replies: []ask.Reply{back, skip, say("0 3"), quit}}
	if _, err := goOn(set, s, results); !errors.Is(err, ErrStopped) {
		t.Fatal(err)
	}
	if got, want := told(results), "brea:, wash:0 3 open"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for i, at := range []string{"story 2 of 3", "story 1 of 3", "story 2 of 3", "story 2 of 3"} {
		if p := s.Asked[i]; p.Progress.String() != at {
			t.Errorf("prompt %d is %s, want %s", i+1, p.Progress, at)
		}
	}
	const few = "The votes on this story were not kept, because fewer than five people voted. Skip it, or vote again."
	for i, want := range []string{few, few, few, ""} {
		if got := s.Asked[i].Notice; got != want {
			t.Errorf("prompt %d says %q, want %q", i+1, got, want)
		}
	}
}

// reread returns a lesson as its file holds it.
func reread(t *testing.T, set *questions.ScenarioSet, l *assess.Lesson) *assess.Lesson {
	t.Helper()
	l.Date, l.Scenarios = "2026-11-20", assess.BankRef{ID: set.ID, Version: set.Version}
	text, err := assess.EncodeLesson(l, set)
	if err != nil {
		t.Fatal(err)
	}
	again, err := assess.ReadLesson("levels.yaml", text, set)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// TestPeople checks that a room is asked once how many people there are, that it may
// leave that out, and that each count is shown next to the number.
func TestPeople(t *testing.T) {
	set := questions.DefaultScenarios()
	for _, c := range []struct {
		name    string
		people  int
		replies []ask.Reply
		asked   []string
		tally   string
	}{
		{"told", 0, []ask.Reply{say("8"), say("7"), say("again"), say("8"), quit},
			[]string{"How many people are in the room?", "How does the room vote?", "You counted 7 hands, but there are 8 people. Count again, or keep it?", "How does the room vote?", "The vote"},
			"3 hands from 8 people: Inform 2, don't know 1."},
		{"left out", 0, []ask.Reply{skip, say("0 7"), quit}, []string{"How many people are in the room?", "How does the room vote?", "The vote"},
			"3 hands: Inform 2, don't know 1."},
		{"by flag", 7, []ask.Reply{say("0 7"), quit}, []string{"How does the room vote?", "The vote"}, "3 hands from 7 people: Inform 2, don't know 1."},
	} {
		s := &asktest.Script{Replies: c.replies}
		results := &assess.Lesson{Mode: assess.Room, People: c.people, Stories: []assess.StoryVotes{{ID: "washing-day"}}}
		if _, err := goOn(set, s, results); !errors.Is(err, ErrStopped) {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := s.Texts(); !slices.Equal(got, c.asked) {
			t.Errorf("%s: asked %q, want %q", c.name, got, c.asked)
		}
		if got := s.Asked[len(s.Asked)-2].Tally("0 2 ?1"); got != c.tally {
			t.Errorf("%s: got %q, want %q", c.name, got, c.tally)
		}
	}
}

// TestVotesAreDrawnAnew checks that votes are drawn as wide as the screen is when
// they are seen, and not as it was when the session began.
func TestVotesAreDrawnAnew(t *testing.T) {
	s, _, _, _ := run(assess.Room, say("0 2 5 1"), on, say("0 0 8"))
	for i, p := range []ask.Prompt{s.Asked[1], s.Asked[3]} {
		for _, width := range []int{40, 80} {
			wide := 0
			for line := range strings.Lines(p.PageFor(width)) {
				if strings.ContainsAny(line, "█░") {
					wide = max(wide, ansi.StringWidth(strings.TrimRight(line, "\n")))
				}
			}
			if want := map[int]int{40: 25, 80: 50}[width] + 13*i; wide != want { // with the mark of the answer
				t.Errorf("vote %d on %d columns is %d wide, want %d:\n%s", i+1, width, wide, want, p.PageFor(width))
			}
		}
	}
}

func TestLessonStopsWhenItCannotSave(t *testing.T) {
	full := errors.New("disk full")
	l := &Lesson{
		Bank:    questions.Default(),
		Stories: []*questions.Scenario{questions.DefaultScenarios().Scenario("washing-day")},
		Ask:     &asktest.Script{Replies: []ask.Reply{say("none"), on}},
		Results: &assess.Lesson{Mode: assess.Alone, Stories: []assess.StoryVotes{{ID: "washing-day"}}},
		Save:    func() (string, error) { return "", fmt.Errorf("save: %w", full) },
	}
	if err := l.Run(); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}
