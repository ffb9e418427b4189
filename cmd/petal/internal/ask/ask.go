// Package ask puts questions to a person, one at a time: on the whole screen of
// a terminal, or line by line where that is all there is or all that is wanted.
// It knows prompts and replies and nothing of what they are about.
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
	// Ask returns what the person did. It returns [ErrInterrupted] when they
	// broke off with Ctrl-C or by a signal, or the terminal was closed,
	// [ErrEnd] when the input ended, and [ErrNoAnswer] when piped input keeps
	// saying what cannot be an answer. None of these answers anything; what was
	// being typed is in the reply.
	Ask(Prompt) (Reply, error)
	// Close gives the terminal back.
	Close() error
}

// The ways a prompt ends without a reply.
var (
	ErrInterrupted = errors.New("interrupted")
	ErrEnd         = errors.New("the input ended")
	ErrNoAnswer    = errors.New("the input does not answer the question")
)

// Prompt is one thing to ask. With choices it asks for one of them, without it
// asks for a line of text. With Reading it asks nothing.
type Prompt struct {
	Notice   string // something to say first, such as where answers go from now on
	Section  string
	Progress Progress
	Project  string // what it is about, and
	File     string // where answers are saved; both are shown on the screen, and "" if there is none yet
	// Page is a longer text to read first, a newline between its paragraphs. It
	// stands above the question where both fit; where not, it comes on a screen
	// of its own that scrolls, and one can go back to it from the question.
	Page     string
	PageAt   func(width int) string // draws the page for a screen of so many columns; nil if Page is as it is
	Reading  bool                   // nothing is asked: Page is read under the heading Text, and the reply is Answered with ""
	Text     string
	Detail   string // a line of explanation
	Help     string // why it is asked, for whoever asks for help; "" is Detail
	Words    []Word // what words of the prompt mean, for the help
	Choices  []Choice
	Current  string              // the answer so far: a choice's value or the text; "" if there is none
	Unknown  bool                // "we don't know yet" may be chosen; its value is UnknownValue
	Exempt   bool                // "does not apply" may be chosen; its value is ExemptValue
	First    bool                // there is nothing to go back to
	Required bool                // a text must not be empty
	Needed   string              // why this cannot be skipped, in a sentence; "" if it can
	Check    func(string) error  // of a text; nil accepts any
	Form     string              // what a text is made of, for the help; "" is some words
	Tally    func(string) string // what a text comes to so far, to show while it is typed; nil shows nothing
}

// PageFor returns the page on a screen of so many columns.
func (p Prompt) PageFor(width int) string {
	if p.PageAt != nil {
		return p.PageAt(width)
	}
	return p.Page
}

// hasPage reports whether there is a page to read first.
func (p Prompt) hasPage() bool { return p.Page != "" || p.PageAt != nil }

// tally returns what a text comes to so far, or "".
func (p Prompt) tally(text string) string {
	if p.Tally == nil || len(p.Choices) > 0 {
		return ""
	}
	return p.Tally(strings.TrimSpace(text))
}

// Progress is how far on a prompt is among others of its kind; with Of 0 nothing
// is said of it.
type Progress struct {
	What   string // one of them, such as question; it may be left out
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

// short returns the numbers alone.
func (p Progress) short() string { return fmt.Sprintf("%d of %d", p.At, p.Of) }

// place returns the place of the choice with number n; choices are numbered from 1.
// ok is false if none has it.
func (p Prompt) place(n int) (i int, ok bool) { return n - 1, n >= 1 && n <= len(p.Choices) }

// Word is a word and what it means.
type Word struct{ Word, Means string }

// Texts returns what a prompt says, to look for words in.
func (p Prompt) Texts() []string {
	texts := []string{p.Text, p.Detail, p.Page}
	for _, c := range p.Choices {
		texts = append(texts, c.Text)
	}
	return texts
}

// about returns the help with what a prompt asks, in lines of at most width columns:
// why, and what its words mean. strong makes a text stand out. It is "" if there is
// none.
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
	Value string // of Answered; "" clears the text that was there
	// Unfinished is the text that was being typed when the person went back or
	// stopped, or when the terminal was closed: it comes beside [ErrInterrupted]
	// too. "" is a text that was left alone or taken away.
	Unfinished string
}

// Deed is what a person can do with a prompt.
type Deed int

// The deeds.
const (
	Answered Deed = iota
	WentBack
	Skipped // left as it was
	Quit    // save and stop
)

// MaxText is the longest text that is taken, in characters.
const MaxText = 2000

// nothingBefore is what is said to whoever goes back from the first prompt.
const nothingBefore = "There is nothing to go back to here."

// clears reports whether the text that was there may be taken away.
func (p Prompt) clears() bool { return len(p.Choices) == 0 && p.Current != "" && !p.Required }

// replyTo returns the reply that a text is. An empty one clears the text that was
// there; where there was none, nothing was answered.
func (p Prompt) replyTo(text string) (Reply, error) {
	if err := checkText(p, text); err != nil {
		return Reply{}, err
	}
	if text == "" && p.Current == "" {
		return Reply{Did: Skipped}, nil
	}
	return Reply{Did: Answered, Value: text}, nil
}

// checkText says what is wrong with a text before the prompt's own check.
func checkText(p Prompt, s string) error {
	switch {
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
