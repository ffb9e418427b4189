package reports

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// VotesOptions says what votes can be drawn on.
type VotesOptions struct {
	Width int  // columns; at least 30 are used
	Words bool // no bars: the same in words, for a screen reader
}

// DrawVotes draws the votes for each level, lowest first, as [DrawHands] does.
// right is the level to mark as the answer; nil marks none.
func DrawVotes(bank *questions.Bank, v assess.Votes, right *questions.Level, o VotesOptions) []string {
	names, mark := make([]string, len(v)), -1
	for _, l := range questions.Levels {
		names[l] = bank.Words(l).Name
		if right != nil && *right == l {
			mark = int(l)
		}
	}
	return DrawHands(names, v[:], mark, o)
}

// DrawHands draws a show of hands: for each name a line with a bar and the
// number. mark is the place of the one to mark as the answer; -1 marks none.
func DrawHands(names []string, hands []int, mark int, o VotesOptions) []string {
	nameWidth, most := 0, 0
	for i, name := range names {
		names[i] = clean(name)
		nameWidth = max(nameWidth, ansi.StringWidth(names[i]))
		most = max(most, hands[i])
	}
	nameWidth = min(nameWidth, 18)
	numbers := len(fmt.Sprint(most))
	const answer = " ← the answer"
	barWidth := max(4, min(30, o.Width-nameWidth-numbers-ansi.StringWidth(answer)-4))
	lines := make([]string, len(names))
	for i, name := range names {
		marked := ""
		if i == mark {
			marked = answer
		}
		if o.Words {
			lines[i] = fmt.Sprintf("%s: %s", name, votes(hands[i]))
			if marked != "" {
				lines[i] += "; this is the answer"
			}
			continue
		}
		solid, rest := "", strings.Repeat("░", barWidth)
		if most > 0 {
			solid, rest = bar(100*float64(hands[i])/float64(most), barWidth)
		}
		name = ansi.Truncate(name, nameWidth, "…")
		lines[i] = fmt.Sprintf("%s%s %s%s %*d%s", name, strings.Repeat(" ", nameWidth-ansi.StringWidth(name)), solid, rest, numbers, hands[i], marked)
	}
	return lines
}

// SpreadInWords says how far apart votes are.
func SpreadInWords(v assess.Votes) string {
	switch n := v.Sum(); {
	case n == 1:
		return "One vote."
	case v.Spread() == 0:
		return fmt.Sprintf("All %d agree.", n)
	default:
		return fmt.Sprintf("%d votes. On average, two people in the room are %.1f levels apart.", n, v.Spread())
	}
}

// Share says how many votes are right.
func Share(v assess.Votes, right questions.Level) string {
	return fmt.Sprintf("%d of %d right", v[right], v.Sum())
}

func votes(n int) string { return digits(n, "vote", "votes") }

// LessonOptions says how the results of lessons are shown.
type LessonOptions struct {
	Width   int  // columns; at least 40 are used, at most 100
	Colour  bool // bold and underline; neither carries meaning alone
	Words   bool // no bars
	Bank    *questions.Bank
	Explain string // the command that explains a level, but for the level
}

type lessonPage struct {
	lineWriter
	o LessonOptions
}

func newLessonPage(w io.Writer, o LessonOptions) *lessonPage {
	return &lessonPage{lineWriter{w: w, width: min(max(o.Width, 40), 100), styles: newStyles(o.Colour)}, o}
}

func (p *lessonPage) name(l questions.Level) string { return clean(p.o.Bank.Words(l).Name) }

func (p *lessonPage) border(b questions.Border) string {
	return p.name(b.Lower) + " and " + p.name(b.Upper)
}

// Lesson writes what a lesson shows for people at a terminal: how it went, which
// borders are mixed up, what to read and, story by story, what was said.
func Lesson(w io.Writer, r *assess.LessonResult, o LessonOptions) error {
	p := newLessonPage(w, o)
	p.hang("", r.Set.Title, &p.styles.strong)
	p.text(0, held(r)+".")

	p.heading("How it went")
	p.text(0, p.first(r))
	if r.After != nil {
		p.text(0, moved(r))
	}

	p.heading("Borders that were mixed up")
	mixed := r.MixedUp()
	for _, b := range mixed {
		p.hang("- ", p.mixed(b), nil)
	}
	if len(mixed) == 0 {
		p.text(0, "None.")
	}
	if further := r.Further(); len(further) > 0 {
		var ways []string
		for _, m := range further[:min(mostFurther, len(further))] {
			ways = append(ways, fmt.Sprintf("%s taken for %s: %d", p.name(m.Right), p.name(m.Said), m.Votes))
		}
		p.text(0, "Further off: "+strings.Join(ways, "; ")+".")
	}

	if levels := r.ToRead(); len(levels) > 0 && o.Explain != "" {
		p.heading("To read")
		for _, l := range levels {
			p.text(2, o.Explain+" "+l.String())
		}
	}

	p.heading("Story by story")
	for i, s := range r.Stories {
		p.story(fmt.Sprintf("%2d. ", i+1), s, r.Lesson.Mode)
	}
	return p.err
}

// mostFurther is how many of the mistakes that were further off are told.
const mostFurther = 4

// held says when, how and with how many stories a lesson was held.
func held(r *assess.LessonResult) string {
	l := r.Lesson
	parts := []string{day(l.Date)}
	if l.Group != "" {
		parts = append(parts, l.Group)
	}
	if l.Mode == assess.Room {
		parts = append(parts, "as a room")
	} else {
		parts = append(parts, "one person")
	}
	return strings.Join(append(parts, digits(len(r.Stories), "story", "stories")), ", ")
}

func (p *lessonPage) first(r *assess.LessonResult) string {
	t := r.First
	said := fmt.Sprintf("Placed rightly: %s.", ratio(t))
	if r.Lesson.Mode == assess.Room {
		said = fmt.Sprintf("At the first vote %d of %s were right (%s%%).", t.Right, votes(t.Votes), whole(t.Share()))
	}
	switch {
	case t.Right == t.Votes:
		return said
	case t.Further == 0:
		return said + " Whatever was wrong was just one level off."
	}
	return said + fmt.Sprintf(" One level off: %d. Further off: %d.", t.OneOff, t.Further)
}

func moved(r *assess.LessonResult) string {
	again := 0
	for _, s := range r.Stories {
		if s.Second != nil {
			again++
		}
	}
	return fmt.Sprintf("On the %s with a second vote, right votes went from %s to %s, "+
		"and the mean distance from the right level from %.1f to %.1f.",
		count(again, "story", "stories"), ratio(*r.Talked), ratio(*r.After), r.Talked.Distance(), r.After.Distance())
}

func ratio(t assess.Tally) string {
	return fmt.Sprintf("%d of %d (%s%%)", t.Right, t.Votes, whole(t.Share()))
}

func (p *lessonPage) mixed(b assess.BorderTally) string {
	var ways []string
	if b.TooHigh > 0 {
		ways = append(ways, fmt.Sprintf("%s taken for %s: %d", p.name(b.Border.Lower), p.name(b.Border.Upper), b.TooHigh))
	}
	if b.TooLow > 0 {
		ways = append(ways, fmt.Sprintf("%s taken for %s: %d", p.name(b.Border.Upper), p.name(b.Border.Lower), b.TooLow))
	}
	return fmt.Sprintf("%s: %d of %d. %s.", p.border(b.Border), b.Mixed(), b.Votes, strings.Join(ways, "; "))
}

func (p *lessonPage) story(mark string, s assess.StoryResult, mode string) {
	title := fmt.Sprintf("%s: %s", s.Scenario.Title, p.name(s.Scenario.Level))
	indent := strings.Repeat(" ", len(mark))
	if mode == assess.Alone {
		said := "right"
		if guess := s.First.Most(); guess != s.Scenario.Level {
			said = "you said " + p.name(guess)
		}
		p.hang(mark, title+" ("+said+")", nil)
		return
	}
	p.hang(mark, title, nil)
	first := s.FirstTally()
	if s.Second == nil {
		p.hang(indent, fmt.Sprintf("Right: %s. Distance from the right level: %.1f. Apart from each other: %.1f. No second vote.",
			ratio(first), first.Distance(), s.First.Spread()), nil)
		return
	}
	second := s.SecondTally()
	p.hang(indent, fmt.Sprintf("Right: %s, then %s. Distance from the right level: %.1f, then %.1f. Apart from each other: %.1f, then %.1f.",
		ratio(first), ratio(second), first.Distance(), second.Distance(), s.First.Spread(), s.Second.Spread()), nil)
}

// CompareLessons writes lessons side by side for people at a terminal: by first
// votes, since those show what people brought with them.
func CompareLessons(w io.Writer, c *assess.LessonComparison, o LessonOptions) error {
	p := newLessonPage(w, o)
	first, last := c.Lessons[0], c.Lessons[len(c.Lessons)-1]
	p.hang("", first.Set.Title, &p.styles.strong)
	p.text(0, fmt.Sprintf("%s compared, the earliest first. Only first votes count here.", digits(len(c.Lessons), "session", "sessions")))

	p.heading("Sessions")
	for i, r := range c.Lessons {
		p.hang(fmt.Sprintf("%d. ", i+1), held(r), nil)
		p.bar(r.First)
		p.text(3, fmt.Sprintf("Right: %s. Distance from the right level: %.1f.", ratio(r.First), r.First.Distance()))
	}

	p.heading("What changed")
	p.text(0, "All stories: "+change(first.First, last.First))
	p.same(c)
	const few = 20
	if min(first.First.Votes, last.First.Votes) < few {
		p.text(0, fmt.Sprintf("With fewer than %d votes in a session, a difference may be chance.", few))
	}

	p.heading("Borders that were mixed up")
	p.text(0, "Out of the votes that could have mixed them up, session by session.")
	for i, b := range questions.Borders {
		var shares []string
		for _, r := range c.Lessons {
			t := r.Borders[i]
			if t.Votes == 0 {
				shares = append(shares, "not shown")
			} else {
				shares = append(shares, fmt.Sprintf("%d of %d (%s%%)", t.Mixed(), t.Votes, whole(t.Share())))
			}
		}
		p.hang("- ", p.border(b)+": "+strings.Join(shares, ", then "), nil)
	}

	if levels := last.ToRead(); len(levels) > 0 && o.Explain != "" {
		p.heading("To read next")
		for _, l := range levels {
			p.text(2, o.Explain+" "+l.String())
		}
	}
	return p.err
}

// bar draws the share of right votes.
func (p *lessonPage) bar(t assess.Tally) {
	if p.o.Words {
		return
	}
	solid, rest := bar(t.Share(), 25)
	p.line("   " + p.styles.drawing.Render(solid) + rest + " " + whole(t.Share()) + "%")
}

// change says how right votes went from one session to another.
func change(from, to assess.Tally) string {
	said := fmt.Sprintf("right votes went from %s%% to %s%%", whole(from.Share()), whole(to.Share()))
	// Of the numbers as shown, so that a reader who works it out is not told
	// otherwise.
	switch points := int(math.Round(to.Share()) - math.Round(from.Share())); {
	case points == 0:
		said = fmt.Sprintf("right votes stayed at %s%%", whole(to.Share()))
	case points > 0:
		said += ", " + digits(points, "point", "points") + " up"
	default:
		said += ", " + digits(-points, "point", "points") + " down"
	}
	return said + fmt.Sprintf(". The mean distance from the right level went from %.1f to %.1f.", from.Distance(), to.Distance())
}

// same compares on the stories that every session showed: others may have been
// easier.
func (p *lessonPage) same(c *assess.LessonComparison) {
	if len(c.Same) == 0 {
		p.text(0, "No story was shown in every session, so the stories may differ in how hard they are. The same --seed, --count and --level give the same stories.")
		return
	}
	var from, to assess.Tally
	for _, s := range c.Same {
		from, to = from.Plus(s.First[0]), to.Plus(s.First[len(s.First)-1])
	}
	p.text(0, fmt.Sprintf("The %s that every session showed: %s", count(len(c.Same), "story", "stories"), change(from, to)))
	for _, s := range c.Same {
		var shares []string
		for _, t := range s.First {
			shares = append(shares, fmt.Sprintf("%d of %d", t.Right, t.Votes))
		}
		p.hang("- ", fmt.Sprintf("%s (%s): %s", s.Scenario.Title, p.name(s.Scenario.Level), strings.Join(shares, ", then ")), nil)
	}
}
