package ask_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/petal-check/petal/cmd/petal/internal/ask"
)

// linesSay asks one prompt and returns what was shown after the greeting.
func linesSay(t *testing.T, p ask.Prompt, typed string) (ask.Reply, string, error) {
	t.Helper()
	var out strings.Builder
	l := ask.NewLines(t.Context(), strings.NewReader(typed), &out, 80, true)
	reply, err := l.Ask(p)
	_, said, _ := strings.Cut(out.String(), "for help.\n\n")
	return reply, said, err
}

// TestLinesClearText checks that a text that was there can be removed, that the
// prompt says how if so, and that a text that is needed stays.
func TestLinesClearText(t *testing.T) {
	const kept, cleared = " An empty line keeps it.\n", " An empty line keeps it; \"\" clears it.\n"
	for _, c := range []struct {
		name   string
		prompt ask.Prompt
		typed  string
		want   ask.Reply
		says   []string
	}{
		{"cleared", ask.Prompt{Text: "Why?", Current: "minutes"}, "\"\"\n", ask.Reply{Did: ask.Answered}, []string{"Your answer so far: minutes." + cleared, "Cleared.\n"}},
		{"kept", ask.Prompt{Text: "Why?", Current: "minutes"}, "\n", ask.Reply{Did: ask.Answered, Value: "minutes"}, []string{"Answer: minutes\n"}},
		{"the help", ask.Prompt{Text: "Why?", Current: "minutes"}, "h\ns\n", ask.Reply{Did: ask.Skipped}, []string{"Type some words to answer, \"\" to clear it, b to go back"}},
		{"nothing there", ask.Prompt{Text: "Why?"}, "\"\"\n", ask.Reply{Did: ask.Skipped}, []string{"Skipped.\n"}},
		{"required", ask.Prompt{Text: "Name?", Current: "Letters", Required: true}, "\"\"\n\n", ask.Reply{Did: ask.Answered, Value: "Letters"},
			[]string{"Your answer so far: Letters." + kept, "Please write something here.\n"}},
		{"required in a form", ask.Prompt{Text: "Hands?", Current: "3", Required: true, Form: "numbers such as 0 2 5 1"}, "\"\"\n\n", ask.Reply{Did: ask.Answered, Value: "3"},
			[]string{"Please type numbers such as 0 2 5 1.\n"}},
		{"a choice", ask.Prompt{Text: "Which?", Current: "a", Choices: []ask.Choice{{Value: "a", Text: "A"}}}, "\n", ask.Reply{Did: ask.Answered, Value: "a"},
			[]string{"Your answer so far: 1. A." + kept}},
	} {
		reply, said, err := linesSay(t, c.prompt, c.typed)
		if err != nil || reply != c.want {
			t.Errorf("%s: got %+v, %v, want %+v", c.name, reply, err, c.want)
		}
		for _, want := range c.says {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q is not said:\n%s", c.name, want, said)
			}
		}
	}
}

// TestLinesNeeded checks that what is needed is not skipped, that people can still go
// back from it, and that Petal gives up on a pipe that only skips.
func TestLinesNeeded(t *testing.T) {
	p := ask.Prompt{Text: "Who?", Needed: "The report needs it.", Choices: []ask.Choice{{Value: "staff", Text: "Staff"}}}
	reply, said, err := linesSay(t, p, "s\nh\nb\n")
	if err != nil || reply.Did != ask.WentBack {
		t.Errorf("got %+v, %v, want to go back", reply, err)
	}
	const want = "Who?\n1. Staff\nYour answer: s\nThe report needs it.\nYour answer: h\n" +
		"Type a number from 1 to 1 to answer, b to go back, q to save and stop.\nYour answer: b\nBack.\n"
	if said != want {
		t.Errorf("got\n%s\nwant\n%s", said, want)
	}
	if _, _, err := linesSay(t, p, strings.Repeat("s\n", 100)); !errors.Is(err, ask.ErrNoAnswer) {
		t.Errorf("got %v, want %v", err, ask.ErrNoAnswer)
	}
}

func TestLinesHeading(t *testing.T) {
	for _, c := range []struct {
		prompt ask.Prompt
		want   string
	}{
		{ask.Prompt{Section: "Which level is this?", Progress: ask.Progress{What: "story", At: 1, Of: 8}, Text: "T"}, "Which level is this? Story 1 of 8.\nT\n"},
		{ask.Prompt{Section: "Planning", Progress: ask.Progress{What: "question", At: 1, Of: 8}, Text: "T"}, "Planning: question 1 of 8.\nT\n"},
		{ask.Prompt{Section: "What next?", Text: "T"}, "What next?\nT\n"},
		{ask.Prompt{Section: "Before we start", Text: "T"}, "Before we start.\nT\n"},
	} {
		if _, said, _ := linesSay(t, c.prompt, "s\n"); !strings.HasPrefix(said, c.want) {
			t.Errorf("got %q, want %q", said, c.want)
		}
	}
}
