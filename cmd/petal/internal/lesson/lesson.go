// Package lesson leads one person, or a trainer with a room, through stories:
// a guess or a vote, a talk, the answer. It decides what comes next; how it is
// put to people is [ask]'s matter, and results are handed over to be saved as
// soon as there are any.
package lesson

import (
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// Lesson is one session.
type Lesson struct {
	Bank    *questions.Bank // for the words of the levels
	Stories []*questions.Scenario
	Ask     ask.Asker
	Results *assess.Lesson // its Mode says how the session is held; Stories are filled while it runs
	Save    func() error   // keeps the results so far; an error ends the session
	Draw    reports.VotesOptions
}

// ErrStopped says that somebody chose to save and stop.
var ErrStopped = fmt.Errorf("stopped: %w", ask.ErrInterrupted)

// Run shows every story. It returns nil when all were shown, and one of ask's
// errors, ErrStopped or Save's error where it ended before. A story that was
// skipped leaves no result.
func (l *Lesson) Run() error {
	for i, s := range l.Stories {
		run := l.alone
		if l.Results.Mode == assess.Room {
			run = l.room
		}
		if err := run(s, ask.Progress{What: "story", At: i + 1, Of: len(l.Stories)}); err != nil {
			return err
		}
	}
	return nil
}

// put asks one prompt.
func (l *Lesson) put(p ask.Prompt, progress ask.Progress) (ask.Reply, error) {
	p.Section, p.Progress = "Which level is this?", progress
	r, err := l.Ask.Ask(p)
	if err == nil && r.Did == ask.Quit {
		err = ErrStopped
	}
	return r, err
}

// alone asks for a guess and shows the answer.
func (l *Lesson) alone(s *questions.Scenario, progress ask.Progress) error {
	p := ask.Prompt{Page: story(s), Text: "Which of these is it?", First: true}
	for _, level := range questions.Levels {
		words := l.Bank.Words(level)
		p.Choices = append(p.Choices, ask.Choice{Value: level.String(), Text: words.Name + ": " + words.Is})
	}
	r, err := l.put(p, progress)
	if err != nil || r.Did != ask.Answered {
		return err
	}
	guess, err := questions.ParseLevel(r.Value)
	if err != nil {
		return err
	}
	l.Results.Stories = append(l.Results.Stories, assess.StoryVotes{ID: s.ID, First: assess.Guess(guess)})
	if err := l.Save(); err != nil {
		return err
	}

	heading := fmt.Sprintf("Yes: it is %s.", l.name(guess))
	wrong := s.Wrong[:]
	if guess != s.Level {
		heading = fmt.Sprintf("You said %s. It is %s%s.", l.name(guess), l.name(s.Level), further(guess, s.Level))
		if at := slices.IndexFunc(wrong, func(w questions.Wrong) bool { return w.Level == guess }); at >= 0 {
			wrong = wrong[at : at+1]
		}
	}
	return l.reveal(s, heading, l.answer(s, wrong), progress)
}

// reveal shows the answer. Going back from it leads to the story, to read again
// with the answer in mind; a guess or a vote is no longer one by then.
func (l *Lesson) reveal(s *questions.Scenario, heading, answer string, progress ask.Progress) error {
	pages := []ask.Prompt{
		{Reading: true, First: true, Text: "The story again", Page: story(s)},
		{Reading: true, Text: heading, Page: answer},
	}
	for at := 1; at < len(pages); {
		r, err := l.put(pages[at], progress)
		if err != nil {
			return err
		}
		if r.Did == ask.WentBack {
			at--
		} else {
			at++
		}
	}
	return nil
}

// further says how far a guess is off, where it is more than one level.
func further(guess, right questions.Level) string {
	switch {
	case guess > right+1:
		return fmt.Sprintf(", %d levels lower", guess-right)
	case guess < right-1:
		return fmt.Sprintf(", %d levels higher", right-guess)
	}
	return ""
}

// room asks for the votes, shows their spread and the question to talk about,
// asks for the votes again and then shows the answer: told before, the second
// vote would show who can read and not who was convinced.
func (l *Lesson) room(s *questions.Scenario, progress ask.Progress) error {
	result := assess.StoryVotes{ID: s.ID}
	const vote, talk, voteAgain = 0, 1, 2
	for step := vote; step <= voteAgain; {
		var p ask.Prompt
		switch step {
		case vote:
			p = ask.Prompt{Page: story(s), Text: "How does the room vote?", Required: true, First: true}
			if result.First.Sum() > 0 {
				p.Current = typed(result.First)
			}
		case talk:
			p = ask.Prompt{Reading: true, Text: "The vote", Page: l.spread(result.First, nil) + "\n\nFor the room: " + s.Room +
				"\n\nTalk about where you differ, and what in the story decides it. Then vote once more; the answer comes after that."}
		case voteAgain:
			p = ask.Prompt{Text: "How does the room vote now?"}
		}
		if step != talk {
			p.Detail = l.voteHint(step == voteAgain)
			p.Form = "numbers such as 2 5 1"
			p.Check = func(s string) error { _, err := ParseVotes(s); return err }
		}
		r, err := l.put(p, progress)
		switch {
		case err != nil:
			return err
		case r.Did == ask.WentBack:
			step--
			continue
		case step == vote && r.Did != ask.Answered:
			return nil // the story is skipped
		case step == vote:
			if result.First, err = ParseVotes(r.Value); err != nil {
				return err
			}
			l.keep(result)
		case step == voteAgain && r.Did == ask.Answered:
			second, err := ParseVotes(r.Value)
			if err != nil {
				return err
			}
			result.Second = &second
			l.keep(result)
		}
		if step != talk {
			if err := l.Save(); err != nil {
				return err
			}
		}
		step++
	}
	page := l.answer(s, s.Wrong[:])
	if result.Second != nil {
		page = "Now:\n" + l.spread(*result.Second, &s.Level) + "\nBefore: " + reports.Share(result.First, s.Level) + ". Now: " + reports.Share(*result.Second, s.Level) + ".\n\n" + page
	} else {
		page = l.spread(result.First, &s.Level) + "\n\n" + page
	}
	return l.reveal(s, fmt.Sprintf("It is %s.", l.name(s.Level)), page, progress)
}

// keep puts the result of a story in its place.
func (l *Lesson) keep(result assess.StoryVotes) {
	stories := &l.Results.Stories
	if n := len(*stories); n > 0 && (*stories)[n-1].ID == result.ID {
		(*stories)[n-1] = result
		return
	}
	*stories = append(*stories, result)
}

func (l *Lesson) name(level questions.Level) string { return l.Bank.Words(level).Name }

// story is a story with its title.
func story(s *questions.Scenario) string { return s.Title + "\n\n" + paragraphs(s.Story) }

// paragraphs sets a line between paragraphs.
func paragraphs(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}

// answer says why, what the wrong answers miss and what would move it up.
func (l *Lesson) answer(s *questions.Scenario, wrong []questions.Wrong) string {
	parts := []string{"Why: " + s.Why}
	for _, w := range wrong {
		parts = append(parts, fmt.Sprintf("Why not %s: %s", l.name(w.Level), w.Misses))
	}
	up := "What would move it up: "
	if s.Level == questions.CoProduce {
		up = "What would keep it there: "
	}
	return strings.Join(append(parts, up+s.Up), "\n\n")
}

// spread draws votes and says how far apart they are.
func (l *Lesson) spread(v assess.Votes, right *questions.Level) string {
	lines := reports.DrawVotes(l.Bank, v, right, l.Draw)
	return strings.Join(append(lines, reports.SpreadInWords(v)), "\n")
}

// voteHint says what to type.
func (l *Lesson) voteHint(again bool) string {
	names := make([]string, len(questions.Levels))
	for i, level := range questions.Levels {
		names[i] = l.name(level)
	}
	hint := "Type the votes for " + strings.Join(names[1:], ", ") + ", such as 2 5 1 0 0. With six numbers the first is for " + names[0] + "."
	if again {
		hint += " Leave it empty to go on without a second vote."
	}
	return hint
}
