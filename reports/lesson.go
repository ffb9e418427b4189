package reports

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// VotesOptions says how votes can be drawn.
type VotesOptions struct {
	Width int  // columns; at least 30 are used
	Words bool // no bars: the same in words, for a screen reader
}

// DrawVotes draws the votes for each level, lowest first, then those of people who
// don't know, if any, as [DrawHands] does. right is the level to mark as the answer;
// nil marks none.
func DrawVotes(bank *questions.Bank, v assess.Votes, right *questions.Level, o VotesOptions) []string {
	var names []string
	mark := -1
	for _, l := range questions.Levels {
		names = append(names, bank.Words(l).Name)
		if right != nil && *right == l {
			mark = int(l)
		}
	}
	if v[assess.Unsure] > 0 {
		names = append(names, "Don't know")
	}
	return DrawHands(names, v[:len(names)], mark, o)
}

// DrawHands draws a show of hands: a line for each name, with a bar and the number.
// mark is the index of the one to mark as the answer; -1 marks none.
func DrawHands(names []string, hands []int, mark int, o VotesOptions) []string {
	nameWidth, most := 0, 0
	for i, name := range names {
		names[i] = prose.Clean(name)
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

// SpreadInWords says how far apart votes are, and how many people don't know.
func SpreadInWords(v assess.Votes) string {
	var said string
	switch n := v.Sum(); {
	case n == 0:
		said = "Nobody chose a level."
	case n == 1:
		said = "One vote."
	case v.Spread() == 0:
		said = fmt.Sprintf("All %d agree.", n)
	default:
		said = fmt.Sprintf("%d votes. On average, two people in the room are %.1f levels apart.", n, v.Spread())
	}
	switch unsure := v[assess.Unsure]; {
	case unsure == 1:
		said += " One person doesn't know."
	case unsure > 1:
		said += fmt.Sprintf(" %d people don't know.", unsure)
	}
	return said
}

// Share says how many votes are right.
func Share(v assess.Votes, right questions.Level) string {
	return fmt.Sprintf("%d of %d right", v[right], v.Sum())
}

func votes(n int) string { return prose.Count(n, "vote", "votes") }

// lessons builds documents about one or more lessons.
type lessons struct {
	bank    *questions.Bank
	explain string // the command that explains a level, without the level itself; "" if there is none
}

func (t lessons) name(l questions.Level) string { return t.bank.Words(l).Name }

func (t lessons) border(b questions.Border) string {
	return t.name(b.Lower) + " and " + t.name(b.Upper)
}

func (t lessons) document(set *questions.ScenarioSet) Document {
	return Document{Kind: "Petal lesson", Language: languageOf(t.bank), Title: prose.Clean(set.Title)}
}

// Lesson returns what a lesson shows: how it went, which borders were mixed up, what
// to read and, story by story, how people voted. explain is the command that explains
// a level, without the level itself; "" leaves out what to read.
func Lesson(bank *questions.Bank, r *assess.LessonResult, explain string) Document {
	t := lessons{bank, explain}
	d := t.document(r.Set)
	d.About = prose.Clean(held(r)) + "."
	if r.Few > 0 {
		d.Warnings = append(d.Warnings, fmt.Sprintf("Fewer than five people voted on %d of %s. Their votes are neither shown nor kept, "+
			"since they could be traced back to one person.", r.Few, prose.Count(len(r.Stories), "story", "stories")))
	}
	if r.First.Votes > 0 {
		t.outcome(&d, r)
	}

	stories := list{Numbered: true}
	for _, s := range r.Stories {
		stories.Items = append(stories.Items, t.story(s, r.Lesson.Mode))
	}
	d.add("stories", "Story by story", some(stories)...)
	return d
}

// outcome adds what all votes together show.
func (t lessons) outcome(d *Document, r *assess.LessonResult) {
	went := []Block{para(t.first(r))}
	if r.After != nil {
		went = append(went, para(moved(r)))
	}
	d.add("went", "How it went", went...)

	var mixed list
	for _, b := range r.MixedUp() {
		mixed.Items = append(mixed.Items, item{Title: t.mixed(b)})
	}
	borders := some(mixed)
	if len(borders) == 0 {
		borders = []Block{para("None.")}
	}
	if further := r.Further(); len(further) > 0 {
		var ways []string
		for _, m := range further[:min(mostFurther, len(further))] {
			ways = append(ways, fmt.Sprintf("%s taken for %s: %d", t.name(m.Right), t.name(m.Said), m.Votes))
		}
		borders = append(borders, para("Further off: "+strings.Join(ways, "; ")+"."))
	}
	d.add("borders", "Levels that were mixed up", borders...)
	d.add("read", "To read", t.read(r)...)
}

// read returns the commands that explain what was mixed up.
func (t lessons) read(r *assess.LessonResult) []Block {
	var blocks []Block
	if t.explain == "" {
		return nil
	}
	for _, l := range r.ToRead() {
		blocks = append(blocks, code(t.explain+" "+l.String()))
	}
	return blocks
}

// mostFurther is how many of the mistakes that were further off are shown.
const mostFurther = 4

// held says when, how and with how many stories a lesson was held.
func held(r *assess.LessonResult) string {
	l := r.Lesson
	parts := []string{day(l.Date)}
	if l.Group != "" {
		parts = append(parts, l.Group)
	}
	switch {
	case l.Mode == assess.Alone:
		parts = append(parts, "one person")
	case l.People > 0:
		parts = append(parts, fmt.Sprintf("as a room of %d", l.People))
	default:
		parts = append(parts, "as a room")
	}
	return strings.Join(append(parts, prose.Count(len(r.Stories), "story", "stories")), ", ")
}

func (t lessons) first(r *assess.LessonResult) string {
	first := r.First
	said := fmt.Sprintf("Placed correctly: %s.", ratio(first))
	if r.Lesson.Mode == assess.Room {
		said = fmt.Sprintf("At the first vote, %d of %s were right (%s%%).", first.Right, votes(first.Votes), whole(first.Share()))
	}
	switch {
	case first.Right == first.Votes:
		return said
	case first.Further == 0:
		return said + " Every wrong answer was just one level off."
	}
	return said + fmt.Sprintf(" One level off: %d. Further off: %d.", first.OneOff, first.Further)
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
		prose.CountInWords(again, "story", "stories"), ratio(*r.Talked), ratio(*r.After), r.Talked.Distance(), r.After.Distance())
}

func ratio(t assess.Tally) string {
	return fmt.Sprintf("%d of %d (%s%%)", t.Right, t.Votes, whole(t.Share()))
}

func (t lessons) mixed(b assess.BorderTally) string {
	var ways []string
	if b.TooHigh > 0 {
		ways = append(ways, fmt.Sprintf("%s taken for %s: %d", t.name(b.Border.Lower), t.name(b.Border.Upper), b.TooHigh))
	}
	if b.TooLow > 0 {
		ways = append(ways, fmt.Sprintf("%s taken for %s: %d", t.name(b.Border.Upper), t.name(b.Border.Lower), b.TooLow))
	}
	return fmt.Sprintf("%s: %d of %d. %s.", t.border(b.Border), b.Mixed(), b.Votes, strings.Join(ways, "; "))
}

func (t lessons) story(s assess.StoryResult, mode string) item {
	told := item{Title: fmt.Sprintf("%s: %s", s.Scenario.Title, t.name(s.Scenario.Level))}
	if mode == assess.Alone {
		said := "right"
		if guess := s.First.Most(); guess != s.Scenario.Level {
			said = "you said " + t.name(guess)
		}
		told.Title += " (" + said + ")"
		return told
	}
	if s.Few {
		told.Text = []string{"Fewer than five people voted."}
		return told
	}
	first := s.FirstTally()
	if s.Second == nil {
		told.Text = []string{fmt.Sprintf("Right: %s. Distance from the right level: %.1f. Distance from each other: %.1f. No second vote.",
			ratio(first), first.Distance(), s.First.Spread())}
		return told
	}
	second := s.SecondTally()
	told.Text = []string{fmt.Sprintf("Right: %s, then %s. Distance from the right level: %.1f, then %.1f. Distance from each other: %.1f, then %.1f.",
		ratio(first), ratio(second), first.Distance(), second.Distance(), s.First.Spread(), s.Second.Spread())}
	return told
}

// Lessons shows lessons side by side, the earliest first. It compares first votes,
// since these show what people knew beforehand. explain is as for [Lesson].
func Lessons(bank *questions.Bank, c *assess.LessonComparison, explain string) Document {
	t := lessons{bank, explain}
	first, last := c.Lessons[0], c.Lessons[len(c.Lessons)-1]
	d := t.document(first.Set)
	d.About = fmt.Sprintf("%s compared, the earliest first. Only first votes count here.", prose.Count(len(c.Lessons), "session", "sessions"))

	sessions, right := list{Numbered: true}, scores{Name: "Right at the first vote", Column: "Session"}
	for i, r := range c.Lessons {
		var went []string
		if r.Few > 0 {
			went = append(went, fmt.Sprintf("Left out: %s on which fewer than five people voted.", prose.Count(r.Few, "story", "stories")))
		}
		if r.First.Votes == 0 {
			sessions.Items = append(sessions.Items, item{Title: held(r), Text: went})
			right.Rows = append(right.Rows, score{Name: fmt.Sprintf("Session %d", i+1), Word: "not shown"})
			continue
		}
		went = append([]string{fmt.Sprintf("Right: %s. Distance from the right level: %.1f.", ratio(r.First), r.First.Distance())}, went...)
		sessions.Items = append(sessions.Items, item{Title: held(r), Text: went})
		right.Rows = append(right.Rows, score{Name: fmt.Sprintf("Session %d", i+1), Percent: r.First.Share(), Whole: whole(r.First.Share()), Word: "in 100 right"})
	}
	d.add("sessions", "Sessions", sessions, right)

	changed := []Block{para("The first or the last session has no votes to compare: fewer than five people voted.")}
	if min(first.First.Votes, last.First.Votes) > 0 {
		changed = append([]Block{para("All stories: " + change(first.First, last.First))}, t.same(c)...)
	}
	const few = 20
	if least := min(first.First.Votes, last.First.Votes); least > 0 && least < few {
		changed = append(changed, para(fmt.Sprintf("With fewer than %d votes in a session, a difference may be down to chance.", few)))
	}
	d.add("changed", "What changed", changed...)

	var borders list
	for i, b := range questions.Borders {
		var shares []string
		for _, r := range c.Lessons {
			tally := r.Borders[i]
			if tally.Votes == 0 {
				shares = append(shares, "not shown")
			} else {
				shares = append(shares, fmt.Sprintf("%d of %d (%s%%)", tally.Mixed(), tally.Votes, whole(tally.Share())))
			}
		}
		borders.Items = append(borders.Items, item{Title: t.border(b) + ": " + strings.Join(shares, ", then ")})
	}
	d.add("borders", "Levels that were mixed up", para("Out of the votes that could have mixed them up, session by session."), borders)
	d.add("read", "To read next", t.read(last)...)
	return d
}

// change says how the share of right votes changed from one session to another.
func change(from, to assess.Tally) string {
	said := fmt.Sprintf("right votes went from %s%% to %s%%", whole(from.Share()), whole(to.Share()))
	switch points := shownChange(from.Share(), to.Share()); {
	case points == 0:
		said = fmt.Sprintf("right votes stayed at %s%%", whole(to.Share()))
	case points > 0:
		said += ", " + prose.Count(points, "point", "points") + " up"
	default:
		said += ", " + prose.Count(-points, "point", "points") + " down"
	}
	return said + fmt.Sprintf(". The mean distance from the right level went from %.1f to %.1f.", from.Distance(), to.Distance())
}

// same compares the stories that every session used, since others may have been
// easier.
func (t lessons) same(c *assess.LessonComparison) []Block {
	if len(c.Same) == 0 {
		return []Block{para("No story was shown in every session, so the stories may differ in how hard they are. The same --seed, --count and --level give the same stories.")}
	}
	var from, to assess.Tally
	var each list
	for _, s := range c.Same {
		from, to = from.Plus(s.First[0]), to.Plus(s.First[len(s.First)-1])
		var shares []string
		for _, tally := range s.First {
			shares = append(shares, fmt.Sprintf("%d of %d", tally.Right, tally.Votes))
		}
		each.Items = append(each.Items, item{Title: fmt.Sprintf("%s (%s): %s", s.Scenario.Title, t.name(s.Scenario.Level), strings.Join(shares, ", then "))})
	}
	return []Block{para(fmt.Sprintf("The %s that every session showed: %s", prose.CountInWords(len(c.Same), "story", "stories"), change(from, to))), each}
}
