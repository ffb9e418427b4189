package reports_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// lessons returns a room before training, the same room after it, and one person.
func lessons() (before, after, alone *assess.LessonResult) {
	set := questions.DefaultScenarios()
	ref := assess.BankRef{ID: set.ID, Version: set.Version}
	before = assess.EvaluateLesson(set, &assess.Lesson{Scenarios: ref, Date: "2026-11-20", Seed: 7, Group: "Ward 7 staff", Mode: assess.Room,
		Stories: []assess.StoryVotes{
			{ID: "breakfast-at-the-shelter", First: assess.Votes{0, 2, 3, 4, 1}, Second: &assess.Votes{0, 0, 9, 1}},
			{ID: "washing-day", First: assess.Votes{0, 0, 5, 5}},
			{ID: "tea-at-tansy-court", First: assess.Votes{0, 6, 4}, Second: &assess.Votes{0, 10}},
		}})
	after = assess.EvaluateLesson(set, &assess.Lesson{Scenarios: ref, Date: "2026-12-01", Seed: 7, Group: "Ward 7 staff", Mode: assess.Room,
		Stories: []assess.StoryVotes{
			{ID: "breakfast-at-the-shelter", First: assess.Votes{0, 0, 9, 1}},
			{ID: "washing-day", First: assess.Votes{0, 0, 2, 8}},
			{ID: "two-seats", First: assess.Votes{0, 0, 0, 7, 3}},
		}})
	alone = assess.EvaluateLesson(set, &assess.Lesson{Scenarios: ref, Date: "2026-11-20", Seed: 9, Mode: assess.Alone,
		Stories: []assess.StoryVotes{
			{ID: "two-seats", First: assess.Guess(questions.CoDesign)},
			{ID: "tablet-by-the-exit", First: assess.Guess(questions.Engage)},
			{ID: "washing-day", First: assess.Guess(questions.Engage)},
		}})
	return before, after, alone
}

func TestLessonReports(t *testing.T) {
	set, bank := questions.DefaultScenarios(), questions.Default()
	before, after, alone := lessons()
	perfect := assess.EvaluateLesson(set, &assess.Lesson{Date: "2026-11-20", Mode: assess.Alone,
		Stories: []assess.StoryVotes{{ID: "washing-day", First: assess.Guess(questions.Engage)}}})
	for _, c := range []struct {
		name  string
		width int
		words bool
		write func(io.Writer, reports.Options) error
	}{
		{"lesson-room-80.txt", 80, false, func(w io.Writer, o reports.Options) error {
			return reports.Terminal(w, reports.Lesson(bank, before, "petal explain"), o)
		}},
		{"lesson-room-40.txt", 40, false, func(w io.Writer, o reports.Options) error {
			return reports.Terminal(w, reports.Lesson(bank, before, "petal explain"), o)
		}},
		{"lesson-alone-80.txt", 80, false, func(w io.Writer, o reports.Options) error {
			return reports.Terminal(w, reports.Lesson(bank, alone, "petal explain"), o)
		}},
		{"lesson-perfect-80.txt", 80, false, func(w io.Writer, o reports.Options) error {
			return reports.Terminal(w, reports.Lesson(bank, perfect, "petal explain"), o)
		}},
		{"lesson-compare-80.txt", 80, false, func(w io.Writer, o reports.Options) error {
			return reports.Terminal(w, reports.Lessons(bank, assess.CompareLessons(set, []*assess.LessonResult{after, before}), "petal explain"), o)
		}},
		{"lesson-compare-40-words.txt", 40, true, func(w io.Writer, o reports.Options) error {
			return reports.Terminal(w, reports.Lessons(bank, assess.CompareLessons(set, []*assess.LessonResult{before, alone}), "petal explain"), o)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := c.write(&out, reports.Options{Width: c.width, Words: c.words}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(out.String()) {
				if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); n > c.width {
					t.Errorf("a line has %d columns, want at most %d: %s", n, c.width, line)
				}
			}
			golden(t, c.name, out.Bytes())
		})
	}
}

// TestSmallRooms checks that for a room of four nothing is shown but which stories it
// saw, alone and next to another session.
func TestSmallRooms(t *testing.T) {
	set, bank := questions.DefaultScenarios(), questions.Default()
	before, _, _ := lessons()
	small := func(votes, again assess.Votes) *assess.LessonResult {
		return assess.EvaluateLesson(set, &assess.Lesson{Date: "2026-11-21", Mode: assess.Room,
			Stories: []assess.StoryVotes{{ID: "washing-day", First: votes, Second: &again}, {ID: "two-seats", First: again}}})
	}
	tell := func(r *assess.LessonResult) string {
		var out bytes.Buffer
		for _, d := range []reports.Document{
			reports.Lesson(bank, r, "petal explain"),
			reports.Lessons(bank, assess.CompareLessons(set, []*assess.LessonResult{before, r}), "petal explain"),
			reports.Lessons(bank, assess.CompareLessons(set, []*assess.LessonResult{r, r}), "petal explain"),
		} {
			if err := reports.Terminal(&out, d, reports.Options{Width: 80}); err != nil {
				t.Fatal(err)
			}
		}
		return out.String()
	}
	one, other := tell(small(assess.Votes{2}, assess.Votes{0, 0, 0, 4})), tell(small(assess.Votes{0, 0, 1, 2}, assess.Votes{1}))
	if one != other {
		t.Errorf("one small room is told from another:\n%s\n%s", one, other)
	}
	golden(t, "lesson-small-room-80.txt", []byte(one))
}

func TestHandout(t *testing.T) {
	set := questions.DefaultScenarios()
	told := []*questions.Scenario{set.Scenario("washing-day"), set.Scenario("friday-kitchen")}
	d := reports.Handout(questions.Default(), set, told, "petal learn --room --count 2 --seed 7")
	var out bytes.Buffer
	if err := reports.Markdown(&out, d, reports.Options{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "handout.md", out.Bytes())

	// The answers come after the page break, and no part of them before it.
	stories, notes, found := strings.Cut(out.String(), `<div style="page-break-before: always"></div>`)
	if !found {
		t.Fatal("there is no page break")
	}
	for _, s := range told {
		if strings.Contains(stories, "Why not") || strings.Contains(stories, s.Why) || !strings.Contains(notes, s.Room) {
			t.Errorf("%s: the answer is not on the trainer's pages alone", s.ID)
		}
	}
}

// TestHandoutOfHostileText checks that no text of a file becomes a heading, a link or
// HTML.
func TestHandoutOfHostileText(t *testing.T) {
	const hostile = "<script>x</script> [a](http://e.org) \x1b[2J"
	set := &questions.ScenarioSet{Title: hostile}
	s := &questions.Scenario{Title: hostile, Story: "# " + hostile + "\n- " + hostile, Level: questions.Engage, Why: hostile, Up: hostile, Room: hostile,
		Wrong: [2]questions.Wrong{{Level: questions.Consult, Misses: hostile}, {Level: questions.CoDesign, Misses: hostile}}}
	var out bytes.Buffer
	d := reports.Handout(questions.Default(), set, []*questions.Scenario{s}, "petal learn")
	if err := reports.Markdown(&out, d, reports.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", " [a](", "\x1b", "http://", "\n# <", "\n- &lt;"} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("%q is in\n%s", bad, out.String())
		}
	}
}

func TestDrawVotes(t *testing.T) {
	right := questions.Consult
	v := assess.Votes{0, 2, 5, 1}
	got := strings.Join(reports.DrawVotes(questions.Default(), v, &right, reports.VotesOptions{Width: 40}), "\n")
	const want = `Not yet informing ░░░░░ 0
Inform            ██░░░ 2
Consult           █████ 5 ← the answer
Engage            █░░░░ 1
Co-design         ░░░░░ 0
Co-produce        ░░░░░ 0`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	got = strings.Join(reports.DrawVotes(questions.Default(), v, &right, reports.VotesOptions{Width: 40, Words: true}), "\n")
	const words = `Not yet informing: 0 votes
Inform: 2 votes
Consult: 5 votes; this is the answer
Engage: 1 vote
Co-design: 0 votes
Co-produce: 0 votes`
	if got != words {
		t.Errorf("got\n%s\nwant\n%s", got, words)
	}
	for _, c := range []struct {
		votes assess.Votes
		want  string
	}{
		{assess.Votes{1}, "One vote."},
		{assess.Votes{0, 4}, "All 4 agree."},
		{assess.Votes{0, 1, 1}, "2 votes. On average, two people in the room are 1.0 levels apart."},
	} {
		if got := reports.SpreadInWords(c.votes); got != c.want {
			t.Errorf("%v: got %q, want %q", c.votes, got, c.want)
		}
	}
}
