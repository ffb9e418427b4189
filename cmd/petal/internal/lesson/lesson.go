// Package lesson leads one person, or a trainer with a room, through stories: a guess
// or a vote, a talk, the answer. It decides what comes next; package [ask] puts it to
// people. Results are handed over to be saved as soon as there are any.
package lesson

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// Lesson is one session.
type Lesson struct {
	Bank    *questions.Bank // for the words of the levels
	Stories []*questions.Scenario
	Ask     ask.Asker
	// Results has an entry for each of the stories, in the same order, and is filled
	// in while the session runs. If it already has votes, the session continues after
	// them.
	Results *assess.Lesson
	// Save saves the results so far. The notice it returns is shown with the next
	// prompt; an error ends the session.
	Save   func() (notice string, err error)
	Notice string        // what to show with the first prompt; "" for nothing
	File   func() string // where the session is saved, to show on the screen; nil if it is not
	Words  bool          // votes are described in words instead of drawn

	hands votes.Room
}

// ErrStopped says that somebody chose to save and stop.
var ErrStopped = fmt.Errorf("stopped: %w", ask.ErrInterrupted)

// Run shows the stories that are still to come. It returns nil once all have been
// shown. If it ends early, it returns one of ask's errors, ErrStopped or the error
// from Save. A story that was skipped leaves no result. Going back leads from each
// page to the one before it, even if that belongs to another story.
func (l *Lesson) Run() error {
	tell := l.alone
	if l.Results.Mode == assess.Room {
		tell = l.room
		if err := l.askPeople(); err != nil {
			return err
		}
	}
	for at, back := l.Results.Next(), false; at < len(l.Stories); {
		on, err := tell(at, back)
		if err != nil {
			return err
		}
		if back = !on; back {
			at--
		} else {
			at++
		}
	}
	return nil
}

// askPeople asks how many people vote together, before the first vote.
func (l *Lesson) askPeople() error {
	if l.Results.People == 0 && l.Results.Voted() == 0 {
		reply, err := l.put(ask.Prompt{
			Section: "Before we start",
			Text:    "How many people are in the room?",
			Detail:  "Petal compares every show of hands with this number. Leave it empty if nobody has counted.",
			Check:   assess.PartOf("people").Check,
			Form:    "a whole number",
			First:   true,
		})
		if err != nil {
			return err
		}
		if reply.Did == ask.Answered {
			l.Results.People, _ = strconv.Atoi(reply.Value) // it has been checked
		}
	}
	l.hands.People = l.Results.People
	return nil
}

// put asks one prompt. It adds any notice and what its words mean.
func (l *Lesson) put(p ask.Prompt) (ask.Reply, error) {
	p.Notice, l.Notice = l.Notice, ""
	if l.File != nil {
		p.File = l.File()
	}
	for _, t := range l.Bank.TermsIn(p.Texts()...) {
		p.Words = append(p.Words, ask.Word{Word: t.Term, Means: t.Means})
	}
	reply, err := l.Ask.Ask(p)
	if err == nil && reply.Did == ask.Quit {
		err = ErrStopped
	}
	return reply, err
}

// show asks a prompt about the story at an index.
func (l *Lesson) show(at int, p ask.Prompt) (ask.Reply, error) {
	p.Section, p.Progress = "Which level is this?", ask.Progress{What: "story", At: at + 1, Of: len(l.Stories)}
	return l.put(p)
}

// save records the result of a story and saves the session. open says that people
// have not read its answer yet.
func (l *Lesson) save(result *assess.StoryVotes, open bool) error {
	result.Open = open
	notice, err := l.Save()
	l.Notice = notice
	return err
}

// alone asks for a guess and shows the answer. If the person came back to this story,
// it begins with the answer. Going back from there leads to the story, to read it
// again with the answer in mind; a guess no longer counts by then. on is false if the
// person went back to the story before.
func (l *Lesson) alone(at int, back bool) (on bool, err error) {
	s, result := l.Stories[at], &l.Results.Stories[at]
	const guess, answer = 0, 1
	step := guess
	if result.Voted() && (back || result.Open) {
		step = answer
	}
	for step <= answer {
		var p ask.Prompt
		switch {
		case step == answer:
			p = l.guessed(s, result.First.Most())
		case result.Voted():
			p = ask.Prompt{Reading: true, Text: "The story again", Page: story(s)}
		default:
			p = ask.Prompt{Page: story(s), Text: "Which of these is it?", Help: howToTell}
			for _, level := range questions.Levels {
				words := l.Bank.Words(level)
				p.Choices = append(p.Choices, ask.Choice{Value: level.String(), Text: words.Name + ": " + words.Is})
			}
		}
		p.First = at == 0 && step == guess
		reply, err := l.show(at, p)
		switch {
		case err != nil:
			return false, err
		case reply.Did == ask.WentBack && step == guess:
			return false, nil
		case reply.Did == ask.WentBack:
			step--
			continue
		case p.Reading && step == guess:
		case step == guess && reply.Did != ask.Answered:
			return true, nil // the story is skipped
		case step == guess:
			level, err := questions.ParseLevel(reply.Value)
			if err != nil {
				return false, err
			}
			result.First = assess.Guess(level)
			if err := l.save(result, true); err != nil {
				return false, err
			}
		default:
			if err := l.save(result, false); err != nil {
				return false, err
			}
		}
		step++
	}
	return true, nil
}

// guessed returns the answer for somebody who guessed a level.
func (l *Lesson) guessed(s *questions.Scenario, guess questions.Level) ask.Prompt {
	heading := fmt.Sprintf("Yes: it is %s.", l.name(guess))
	wrong := s.Wrong[:]
	if guess != s.Level {
		heading = fmt.Sprintf("You said %s. It is %s%s.", l.name(guess), l.name(s.Level), further(guess, s.Level))
		if at := slices.IndexFunc(wrong, func(w questions.Wrong) bool { return w.Level == guess }); at >= 0 {
			wrong = wrong[at : at+1]
		}
	}
	return ask.Prompt{Reading: true, Text: heading, Page: l.answer(s, wrong)}
}

// further says how far off a guess is, if it is more than one level.
func further(guess, right questions.Level) string {
	switch {
	case guess > right+1:
		return fmt.Sprintf(", %d levels lower", guess-right)
	case guess < right-1:
		return fmt.Sprintf(", %d levels higher", right-guess)
	}
	return ""
}

// The steps of a story in a room. The answer comes after the second vote. Before it,
// that vote would show only who can read, not who was convinced.
const (
	vote = iota
	talk
	voteAgain
	answer
)

// room asks for the votes, shows their spread and the question to talk about, asks
// for the votes again and shows the answer. If people came back to this story, it
// begins with the answer; if the session stopped within it, it begins there. They can
// go back to a vote and correct its numbers. on is false if they went back to the
// story before.
func (l *Lesson) room(at int, back bool) (on bool, err error) {
	s, result := l.Stories[at], &l.Results.Stories[at]
	step := vote
	switch known := result.First.Hands() > 0; {
	case !known: // nobody has voted, or the votes of few people were not kept
		if result.Few && l.Notice == "" {
			l.Notice = "The votes on this story were not kept, because fewer than five people voted. Skip it, or vote again."
		}
	case back, result.Open && result.Second != nil:
		step = answer
	case result.Open:
		step = talk
	}
	for step <= answer {
		p := l.roomPrompt(s, result, step)
		p.First = at == 0 && step == vote
		reply, err := l.show(at, p)
		switch {
		case err != nil:
			return false, err
		case reply.Did == ask.WentBack && step == vote:
			return false, nil
		case reply.Did == ask.WentBack:
			step--
			continue
		case step == vote && reply.Did != ask.Answered:
			return true, nil // the story is skipped, or stays as it was
		case (step == vote || step == voteAgain) && reply.Did == ask.Answered:
			if settled, err := l.takeVotes(at, result, step, reply.Value); err != nil {
				return false, err
			} else if !settled {
				continue
			}
		case step == answer:
			if err := l.save(result, false); err != nil {
				return false, err
			}
		}
		step++
	}
	return true, nil
}

// takeVotes saves a vote that was typed. settled is false if the hands are to be
// counted again.
func (l *Lesson) takeVotes(at int, result *assess.StoryVotes, step int, typed string) (settled bool, err error) {
	if typed == "" { // the second vote is removed again
		result.Second = nil
		return true, l.save(result, true)
	}
	counted, err := l.sheet().Parse(typed)
	if err != nil {
		return false, err
	}
	put := func(p ask.Prompt) (ask.Reply, error) { return l.show(at, p) }
	if settled, err := l.hands.Settled(counted, put); err != nil || !settled {
		return false, err
	}
	byLevel := assess.Votes(counted)
	if step == vote {
		result.First, result.Few = byLevel, false
	} else {
		result.Second = &byLevel
	}
	return true, l.save(result, true)
}

func (l *Lesson) roomPrompt(s *questions.Scenario, result *assess.StoryVotes, step int) ask.Prompt {
	switch step {
	case vote:
		p := ask.Prompt{Page: story(s), Text: "How does the room vote?", Detail: l.voteHint(), Help: l.help(), Required: true}
		if result.First.Hands() > 0 {
			p.Current = l.sheet().Typed(result.First[:])
		}
		return l.hands.Prompt(p, l.sheet())
	case talk:
		return ask.Prompt{Reading: true, Text: "The vote", PageAt: func(width int) string {
			return l.spread(result.First, nil, width) + "\n\nFor the room: " + s.Room +
				"\n\nTalk about where you disagree, and what in the story decides it. Then vote again; the answer comes after that."
		}}
	case voteAgain:
		p := ask.Prompt{Text: "How does the room vote now?", Help: l.help(), Detail: l.voteHint() + " Leave it empty to carry on without a second vote."}
		if result.Second != nil {
			p.Current = l.sheet().Typed(result.Second[:])
		}
		return l.hands.Prompt(p, l.sheet())
	}
	return ask.Prompt{Reading: true, Text: fmt.Sprintf("It is %s.", l.name(s.Level)), PageAt: func(width int) string {
		why := l.answer(s, s.Wrong[:])
		if result.Second == nil {
			return l.spread(result.First, &s.Level, width) + "\n\n" + why
		}
		return "Now:\n" + l.spread(*result.Second, &s.Level, width) + "\nBefore: " + reports.Share(result.First, s.Level) +
			". Now: " + reports.Share(*result.Second, s.Level) + ".\n\n" + why
	}}
}

// sheet returns what hands are counted for: the levels, lowest first.
func (l *Lesson) sheet() votes.Sheet {
	sheet := votes.Sheet{Choices: len(questions.Levels)}
	for _, level := range questions.Levels {
		sheet.Names = append(sheet.Names, l.name(level))
	}
	return sheet
}

// howToTell says what to look for in a story.
const howToTell = "Go by what people did and what they could change, not by the words they used or how warm they were."

// help returns what the levels mean, in case somebody asks the trainer.
func (l *Lesson) help() string {
	lines := []string{howToTell}
	for _, level := range questions.Levels {
		words := l.Bank.Words(level)
		lines = append(lines, words.Name+": "+words.Is)
	}
	return strings.Join(lines, "\n")
}

// voteHint says what to type.
func (l *Lesson) voteHint() string { return votes.HowTo(strings.Join(l.sheet().Names, ", ")) }

func (l *Lesson) name(level questions.Level) string { return l.Bank.Words(level).Name }

// story returns a story with its title.
func story(s *questions.Scenario) string { return s.Title + "\n\n" + paragraphs(s.Story) }

// paragraphs puts an empty line between paragraphs.
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

// spread draws votes for a screen of width columns and says how far apart they are.
func (l *Lesson) spread(v assess.Votes, right *questions.Level, width int) string {
	lines := reports.DrawVotes(l.Bank, v, right, reports.VotesOptions{Width: width, Words: l.Words})
	return strings.Join(append(lines, reports.SpreadInWords(v)), "\n")
}
