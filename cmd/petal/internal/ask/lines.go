package ask

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// Lines asks line by line: nothing is redrawn, every prompt says what can be
// answered, and every answer is repeated. It is made for screen readers, and for
// answers that come through a pipe.
type Lines struct {
	ctx     context.Context
	out     io.Writer
	width   int
	lines   <-chan line
	piped   bool
	greeted bool
}

type line struct {
	text string
	err  error
}

// maxRefused is how often piped input may send something that is not an answer before
// Petal gives up. A pipe does not learn.
const maxRefused = 20

// NewLines returns a Lines that asks on out and reads replies from in, until ctx
// ends. piped says that in is not a person.
func NewLines(ctx context.Context, in io.Reader, out io.Writer, width int, piped bool) *Lines {
	lines := make(chan line)
	go func() {
		reader := bufio.NewReaderSize(in, 64<<10)
		for {
			text, err := reader.ReadSlice('\n')
			l := line{string(text), err}
			if errors.Is(err, bufio.ErrBufferFull) {
				l = line{strings.Repeat("x", MaxText+1), nil} // too long, which is reported like any other mistake
				for errors.Is(err, bufio.ErrBufferFull) {
					_, err = reader.ReadSlice('\n')
				}
			}
			select {
			case lines <- l:
			case <-ctx.Done():
				return
			}
			if l.err != nil {
				return
			}
		}
	}()
	return &Lines{ctx: ctx, out: out, width: width, lines: lines, piped: piped}
}

// Close does nothing, since Lines does not take over the terminal.
func (l *Lines) Close() error { return nil }

// Ask implements [Asker].
func (l *Lines) Ask(p Prompt) (Reply, error) {
	l.show(p)
	for refused := 0; ; {
		if p.Reading {
			l.print("Press Enter to go on. ")
		} else {
			l.print("Your answer: ")
		}
		s, err := l.read()
		if err != nil {
			l.say("")
			return Reply{}, err
		}
		reply, problem := l.understand(p, s)
		if problem == "" {
			l.confirm(p, reply)
			return reply, nil
		}
		if refused++; l.piped && refused >= maxRefused {
			return Reply{}, fmt.Errorf("%w: %s", ErrNoAnswer, problem)
		}
		l.say(problem)
	}
}

// read returns the next line. A last line without a newline is incomplete, so it does
// not count as an answer: the end of the input answers nothing.
func (l *Lines) read() (string, error) {
	select {
	case <-l.ctx.Done():
		return "", ErrInterrupted
	case got, open := <-l.lines:
		switch {
		case !open, errors.Is(got.err, io.EOF):
			return "", ErrEnd
		case got.err != nil: // the terminal is gone
			return "", ErrInterrupted
		}
		text := strings.TrimSpace(got.text)
		if l.piped && strict.Safe(text) {
			l.say(text) // shows what was typed, as a terminal would
		}
		return text, nil
	}
}

func (l *Lines) show(p Prompt) {
	l.say("")
	if p.Notice != "" {
		l.say(p.Notice)
		l.say("")
	}
	if !l.greeted {
		l.greeted = true
		l.say("Answer each question on one line. Type h at any question for help.")
		l.say("")
	}
	switch progress := p.Progress.String(); {
	case p.Section != "" && progress != "":
		l.say(heading(p.Section, progress))
	case p.Section != "":
		l.say(stopped(p.Section))
	}
	if p.Reading {
		if p.Text != "" {
			l.say(p.Text)
			l.say("")
		}
		l.say(p.PageFor(l.width))
		l.say("")
		return
	}
	if p.hasPage() {
		l.say(p.PageFor(l.width))
		l.say("")
	}
	l.say(p.Text)
	if p.Detail != "" {
		l.say(p.Detail)
	}
	for i, c := range p.Choices {
		l.say(fmt.Sprintf("%d. %s", i+1, c.Text))
	}
	if p.Unknown {
		l.say("? " + unknownText)
	}
	if p.Exempt {
		l.say("- " + exemptText)
	}
	if p.Current != "" {
		keep := " An empty line keeps it."
		if p.clears() {
			keep = ` An empty line keeps it; "" clears it.`
		}
		l.say("Your answer so far: " + stopped(p.words(p.Current)) + keep)
	}
}

// understand reads one line. problem is what to say if it is not a reply.
func (l *Lines) understand(p Prompt, s string) (reply Reply, problem string) {
	switch strings.ToLower(s) {
	case "b":
		if p.First {
			return reply, nothingBefore
		}
		return Reply{Did: WentBack}, ""
	case "s":
		if p.Needed != "" {
			return reply, p.Needed
		}
		return Reply{Did: Skipped}, ""
	case "q":
		return Reply{Did: Quit}, ""
	case "h":
		if about := p.about(max(20, l.width), func(s string) string { return s }); about != "" {
			l.say(about)
			l.say("")
		}
		return reply, p.help()
	}
	if p.Reading {
		if s != "" {
			return reply, fmt.Sprintf("%q is not needed: there is no question here. %s", ansi.Truncate(s, 40, "…"), p.help())
		}
		return Reply{Did: Answered}, ""
	}
	if s == "" {
		if p.Current != "" {
			return Reply{Did: Answered, Value: p.Current}, ""
		}
		if len(p.Choices) > 0 || p.Required {
			return reply, "Nothing was answered. " + p.help()
		}
		return Reply{Did: Skipped}, ""
	}
	if len(p.Choices) == 0 {
		if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
			s = s[1 : len(s)-1] // so that a team can be called b, and a text can be cleared
		}
		reply, err := p.replyTo(s)
		if err != nil {
			return reply, sentence(err)
		}
		return reply, ""
	}
	switch {
	case s == UnknownValue && p.Unknown:
		return Reply{Did: Answered, Value: UnknownValue}, ""
	case s == ExemptValue && p.Exempt:
		return Reply{Did: Answered, Value: ExemptValue}, ""
	case s == ExemptValue:
		return reply, "This question applies to every project. " + p.help()
	}
	if n, err := strconv.Atoi(s); err == nil {
		if i, ok := p.place(n); ok {
			return Reply{Did: Answered, Value: p.Choices[i].Value}, ""
		}
	}
	return reply, fmt.Sprintf("%q is not one of the answers. %s", ansi.Truncate(s, 40, "…"), p.help())
}

// help says what can be typed.
func (p Prompt) help() string {
	var ways []string
	switch {
	case p.Reading:
		if p.First {
			return "Press Enter to go on, or type q to save and stop."
		}
		return "Press Enter to go on, or type b to go back, q to save and stop."
	case len(p.Choices) > 0:
		ways = append(ways, fmt.Sprintf("a number from 1 to %d to answer", len(p.Choices)))
	default:
		ways = append(ways, cmp.Or(p.Form, "some words")+" to answer")
	}
	if p.clears() {
		ways = append(ways, `"" to clear it`)
	}
	if p.Unknown {
		ways = append(ways, "? for we don't know yet")
	}
	if p.Exempt {
		ways = append(ways, "- for does not apply")
	}
	if !p.First {
		ways = append(ways, "b to go back")
	}
	if p.Needed == "" {
		ways = append(ways, "s to skip")
	}
	ways = append(ways, "q to save and stop")
	return "Type " + strings.Join(ways, ", ") + "."
}

func (l *Lines) confirm(p Prompt, r Reply) {
	switch r.Did {
	case Answered:
		if p.Reading {
			return
		}
		if r.Value == "" {
			l.say("Cleared.")
			return
		}
		l.say("Answer: " + p.words(r.Value))
		if tally := p.tally(r.Value); tally != "" {
			l.say(tally)
		}
	case Skipped:
		l.say("Skipped.")
	case WentBack:
		l.say("Back.")
	}
}

// words returns the words that the person reads for a value.
func (p Prompt) words(value string) string {
	if len(p.Choices) > 0 {
		switch value {
		case UnknownValue:
			return unknownText
		case ExemptValue:
			return exemptText
		}
	}
	for i, c := range p.Choices {
		if c.Value == value {
			return fmt.Sprintf("%d. %s", i+1, c.Text)
		}
	}
	return value
}

func (l *Lines) say(s string) { l.print(prose.Wrap(s, max(20, l.width)) + "\n") }

// print ignores errors: people who cannot see the question will not answer it, and
// what was answered is saved.
func (l *Lines) print(s string) { io.WriteString(l.out, s) } //nolint:errcheck // see above

// heading returns the section and the progress. After a question mark, the progress
// is a separate sentence.
func heading(section, progress string) string {
	if ended(section) {
		return section + " " + prose.Capital(progress) + "."
	}
	return section + ": " + progress + "."
}

func ended(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")
}

// stopped returns a text with a full stop, unless it already ends a sentence.
func stopped(s string) string {
	if ended(s) {
		return s
	}
	return s + "."
}

func sentence(err error) string {
	return prose.Capital(err.Error()) + "."
}
