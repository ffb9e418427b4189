package ask_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/petal-check/petal/cmd/petal/internal/ask"
)

var page = ask.Prompt{Section: "Practice", Progress: "story 1 of 2", Reading: true, First: true, Text: "The answer", Page: "One.\n\nTwo."}

// TestLinesReading holds that a page is shown whole, answers nothing, and that
// only Enter, or a command, ends it.
func TestLinesReading(t *testing.T) {
	var out strings.Builder
	l := ask.NewLines(t.Context(), strings.NewReader("3\nb\nh\n\n"), &out, 80, true)
	reply, err := l.Ask(page)
	if err != nil || reply != (ask.Reply{Did: ask.Answered}) {
		t.Errorf("got %+v, %v, want an answer without a value", reply, err)
	}
	const want = `
Answer each question with a line. Type h at any question for help.

Practice: story 1 of 2.
The answer

One.

Two.

Press Enter to go on. 3
"3" is not needed: there is no question here. Press Enter to go on, or type q to
save and stop.
Press Enter to go on. b
There is nothing to go back to here.
Press Enter to go on. h
Press Enter to go on, or type q to save and stop.
Press Enter to go on. 
`
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLinesReadingEnds(t *testing.T) {
	for _, c := range []struct {
		typed string
		reply ask.Reply
		err   error
	}{
		{"q\n", ask.Reply{Did: ask.Quit}, nil},
		{"s\n", ask.Reply{Did: ask.Skipped}, nil},
		{"", ask.Reply{}, ask.ErrEnd},
		{"no newline", ask.Reply{}, ask.ErrEnd},
		{strings.Repeat("no\n", 30), ask.Reply{}, ask.ErrNoAnswer},
	} {
		l := ask.NewLines(t.Context(), strings.NewReader(c.typed), new(strings.Builder), 80, true)
		reply, err := l.Ask(page)
		if reply != c.reply || !errors.Is(err, c.err) {
			t.Errorf("%.20q: got %+v, %v, want %+v, %v", c.typed, reply, err, c.reply, c.err)
		}
	}
}

// TestLinesNumberedFromZero holds that 0 chooses the first choice where choices
// are numbered so, and nothing else does.
func TestLinesNumberedFromZero(t *testing.T) {
	p := ask.Prompt{Page: "A story.", Text: "Which?", FromZero: true, First: true, Choices: []ask.Choice{{Value: "none", Text: "None"}, {Value: "inform", Text: "Inform"}}}
	for _, c := range []struct{ typed, want string }{{"0\n", "none"}, {"1\n", "inform"}, {"2\n-1\n1\n", "inform"}} {
		l := ask.NewLines(t.Context(), strings.NewReader(c.typed), new(strings.Builder), 80, true)
		reply, err := l.Ask(p)
		if err != nil || reply.Value != c.want {
			t.Errorf("%q: got %q, %v, want %q", c.typed, reply.Value, err, c.want)
		}
	}
	p.FromZero = false
	l := ask.NewLines(t.Context(), strings.NewReader("0\n1\n"), new(strings.Builder), 80, true)
	if reply, err := l.Ask(p); err != nil || reply.Value != "none" {
		t.Errorf("from 1: got %q, %v, want none", reply.Value, err)
	}
}
