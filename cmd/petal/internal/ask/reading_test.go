package ask_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/petal-check/petal/cmd/petal/internal/ask"
)

var page = ask.Prompt{Section: "Practice", Progress: ask.Progress{What: "story", At: 1, Of: 2}, Reading: true, First: true, Text: "The answer", Page: "One.\n\nTwo."}

// TestLinesReading checks that a page is shown whole, answers nothing, and that only
// Enter, or a command, ends it.
func TestLinesReading(t *testing.T) {
	var out strings.Builder
	l := ask.NewLines(t.Context(), strings.NewReader("3\nb\nh\n\n"), &out, 80, true)
	reply, err := l.Ask(page)
	if err != nil || reply != (ask.Reply{Did: ask.Answered}) {
		t.Errorf("got %+v, %v, want an answer without a value", reply, err)
	}
	const want = `
Answer each question on one line. Type h at any question for help.

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
