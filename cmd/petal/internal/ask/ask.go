// Package ask puts questions to a person, one at a time: on the whole screen of a
// terminal, or line by line if that is all the terminal can do or all that is wanted.
// It knows prompts and replies, but nothing about their subject.
package ask

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// Asker puts one prompt to a person and waits for the reply.
type Asker interface {
	// Ask returns what the person did. The error is [ErrInterrupted] if they stopped
	// with Ctrl-C, a signal arrived or the terminal was closed, [ErrEnd] if the input
	// ended, and [ErrNoAnswer] if piped input keeps sending things that are not an
	// answer. With an error, nothing is answered; what was being typed is in the
	// reply.
	Ask(Prompt) (Reply, error)
	// Close restores the terminal.
	Close() error
}

// The ways a prompt ends without a reply.
var (
	ErrInterrupted = errors.New("interrupted")
	ErrEnd         = errors.New("the input ended")
	ErrNoAnswer    = errors.New("the input does not answer the question")
)

// Prompt is one thing to ask. With Choices it asks for one of them; without, it asks
// for a line of text. With Reading it asks nothing.
type Prompt struct {
	Notice   string // something to say first, such as where answers go from now on
	Section  string
	Progress Progress
	Project  string // the project that it is about; "" if there is none yet
	File     string // where answers are saved; "" if there is no file yet. The screen shows both
	// Page is a longer text to read first, with a newline between its paragraphs. It
	// is above the question if both fit. Otherwise it has its own screen, which
	// scrolls, and the person can go back to it from the question.
	Page     string
	PageAt   func(width int) string // returns the page for a screen of width columns; nil if Page suits any width
	Reading  bool                   // nothing is asked: Page is read under the heading Text, and the reply is Answered with ""
	Text     string
	Detail   string // a line of explanation
	Help     string // why it is asked, for people who ask for help; if "", Detail is used
	Words    []Word // what words of the prompt mean, for the help
	Choices  []Choice
	Current  string              // the answer so far: a choice's value or the text; "" if there is none
	Unknown  bool                // "we don't know yet" may be chosen; its value is UnknownValue
	Exempt   bool                // "does not apply" may be chosen; its value is ExemptValue
	First    bool                // there is nothing to go back to
	Required bool                // a text must not be empty
	Needed   string              // why this cannot be skipped, in a sentence; "" if it can
	Check    func(string) error  // checks a text; nil accepts any
	Form     string              // what to type, for the help and for an empty reply; if "", some words
	Tally    func(string) string // returns the total of a text so far, to show while it is typed; nil shows nothing
}

// PageFor returns the page for a screen of width columns.
func (p Prompt) PageFor(width int) string {
	if p.PageAt != nil {
		return p.PageAt(width)
	}
	return p.Page
}

// hasPage reports whether there is a page to read first.
func (p Prompt) hasPage() bool { return p.Page != "" || p.PageAt != nil }

// tally returns the total of a text so far, or "".
func (p Prompt) tally(text string) string {
	if p.Tally == nil || len(p.Choices) > 0 {
		return ""
	}
	return p.Tally(strings.TrimSpace(text))
}

// Progress says how far along a prompt is among others of its kind. If Of is 0,
// nothing is shown.
type Progress struct {
	What   string // what is counted, such as question; it may be left out
	At, Of int    // the first is 1
	Left   string // how long the rest takes, such as about 6 minutes left; it may be left out
}

// String returns the progress in words, such as question 1 of 18, about 6 minutes
// left; "" if there is none.
func (p Progress) String() string {
	if p.Of == 0 {
		return ""
	}
	s := p.short()
	if p.What != "" {
		s = p.What + " " + s
	}
	if p.Left != "" {
		s += ", " + p.Left
	}
	return s
}

// short returns only the numbers.
func (p Progress) short() string { return fmt.Sprintf("%d of %d", p.At, p.Of) }

// place returns the index of the choice with number n; choices are numbered from 1.
// ok is false if there is no such choice.
func (p Prompt) place(n int) (i int, ok bool) { return n - 1, n >= 1 && n <= len(p.Choices) }

// Word is a word with its meaning.
type Word struct{ Word, Means string }

// Texts returns the texts of a prompt, to be searched for words.
func (p Prompt) Texts() []string {
	texts := []string{p.Text, p.Detail, p.Page}
	for _, c := range p.Choices {
		texts = append(texts, c.Text)
	}
	return texts
}

// about returns help with a prompt, in lines of at most width columns: why it is
// asked, and what its words mean. strong makes a text stand out. It returns "" if
// there is no help.
func (p Prompt) about(width int, strong func(string) string) string {
	var parts []string
	if why := cmp.Or(p.Help, p.Detail); why != "" {
		parts = append(parts, prose.Wrap(why, width))
	}
	if len(p.Words) > 0 {
		lines := []string{strong("What the words mean")}
		for _, w := range p.Words {
			meaning := prose.Wrap("- "+strong(w.Word)+": "+w.Means, width-2)
			lines = append(lines, strings.ReplaceAll(meaning, "\n", "\n  "))
		}
		parts = append(parts, strings.Join(lines, "\n"))
	}
	return strings.Join(parts, "\n\n")
}

// Choice is one answer that can be chosen.
type Choice struct{ Value, Text string }

// The values of the two answers that are not choices.
const (
	UnknownValue = "?"
	ExemptValue  = "-"
)

// Words for the answers that are not choices.
const (
	unknownText = "We don't know yet"
	exemptText  = "This does not apply to our project"
)

// Reply is what a person did with a prompt.
type Reply struct {
	Did   Deed
	Value string // set if Deed is Answered; "" clears the text that was there
	// Unfinished is the text that was being typed when the person went back or
	// stopped, or when the terminal was closed, so it can come with [ErrInterrupted].
	// It is "" if the text was not changed, or was removed.
	Unfinished string
}

// Deed is what a person can do with a prompt.
type Deed int

// The deeds.
const (
	Answered Deed = iota
	WentBack
	Skipped // left unchanged
	Quit    // save and stop
)

// MaxText is the longest text that is accepted, in characters.
const MaxText = 2000

// nothingBefore is what people see who try to go back from the first prompt.
const nothingBefore = "There is nothing to go back to here."

// clears reports whether the text that was there may be removed.
func (p Prompt) clears() bool { return len(p.Choices) == 0 && p.Current != "" && !p.Required }

// replyTo returns the reply that a text stands for. An empty text clears the text
// that was there; if there was none, nothing was answered.
func (p Prompt) replyTo(text string) (Reply, error) {
	if err := checkText(p, text); err != nil {
		return Reply{}, err
	}
	if text == "" && p.Current == "" {
		return Reply{Did: Skipped}, nil
	}
	return Reply{Did: Answered, Value: text}, nil
}

// checkText checks a text before the prompt's own check does.
func checkText(p Prompt, s string) error {
	switch {
	case p.Required && s == "" && p.Form != "":
		return errors.New("please type " + p.Form)
	case p.Required && s == "":
		return errors.New("please write something here")
	case utf8.RuneCountInString(s) > MaxText:
		return errors.New("that is too long; please keep it under 2,000 characters")
	case !strict.Safe(s):
		return errors.New("that has characters that cannot be saved; please write plain text")
	case p.Check != nil && s != "":
		return p.Check(s)
	}
	return nil
}
