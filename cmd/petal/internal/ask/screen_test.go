package ask

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// keysByName is the keys that are not letters.
var keysByName = map[string]tea.KeyType{"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEsc, "clear": tea.KeyCtrlU}

// onScreen puts a prompt on a screen of 80 columns and presses keys: one of
// keysByName, or letters to type. left says that nothing was replied, and view is
// the screen then.
func onScreen(p Prompt, keys ...string) (reply Reply, left bool, view string) {
	replies := make(chan Reply, 1)
	m := newScreenModel(replies)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.Update(promptMsg(p))
	for _, k := range keys {
		if named, ok := keysByName[k]; ok {
			m.Update(tea.KeyMsg{Type: named})
			continue
		}
		for _, r := range k {
			m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
	select {
	case reply = <-replies:
		return reply, false, ""
	default:
		return Reply{}, true, m.View()
	}
}

// TestScreenText holds what becomes of a text: typed text is kept by Tab as by
// Enter, text that was there is cleared when it is taken away, and what was left
// alone is skipped.
func TestScreenText(t *testing.T) {
	none, there := Prompt{Text: "Why?"}, Prompt{Text: "Why?", Current: "minutes"}
	for _, c := range []struct {
		name   string
		prompt Prompt
		keys   []string
		want   Reply
	}{
		{"typed", none, []string{"June", "enter"}, Reply{Did: Answered, Value: "June"}},
		{"typed, then Tab", none, []string{"June", "tab"}, Reply{Did: Answered, Value: "June"}},
		{"nothing", none, []string{"enter"}, Reply{Did: Skipped}},
		{"nothing, then Tab", none, []string{"tab"}, Reply{Did: Skipped}},
		{"left alone", there, []string{"enter"}, Reply{Did: Answered, Value: "minutes"}},
		{"left alone, then Tab", there, []string{"tab"}, Reply{Did: Skipped}},
		{"changed, then Tab", there, []string{", June", "tab"}, Reply{Did: Answered, Value: "minutes, June"}},
		{"taken away", there, []string{"clear", "enter"}, Reply{Did: Answered}},
		{"taken away, then Tab", there, []string{"clear", "tab"}, Reply{Did: Answered}},
		{"blanks", none, []string{"  ", "tab"}, Reply{Did: Skipped}},
	} {
		if got, left, _ := onScreen(c.prompt, c.keys...); left || got != c.want {
			t.Errorf("%s: got %+v (nothing: %v), want %+v", c.name, got, left, c.want)
		}
	}
}

// TestScreenRefuses holds that the screen stays where something is needed, and
// says why.
func TestScreenRefuses(t *testing.T) {
	choice := Prompt{Text: "Who?", Needed: "The report needs it.", Choices: []Choice{{"staff", "Staff"}}}
	text := Prompt{Text: "Name?", Needed: "The file needs it.", Required: true}
	kept := text
	kept.Current = "Letters"
	for _, c := range []struct {
		name   string
		prompt Prompt
		keys   []string
		want   string
	}{
		{"a choice skipped", choice, []string{"s"}, "! The report needs it."},
		{"a choice not made", choice, []string{"enter"}, "! Choose an answer first."},
		{"a text skipped", text, []string{"tab"}, "! The file needs it."},
		{"a text taken away", kept, []string{"clear", "enter"}, "! Please write something here."},
		{"the first", Prompt{Text: "Name?", First: true}, []string{"esc"}, "! There is nothing to go back to here."},
		{"the keys of a choice", choice, nil, "↑↓ choose  Enter answer  Esc back  h help  q save and stop"},
		{"the keys of a text", text, nil, "Enter go on  Esc back  F1 help  Ctrl-C save and stop"},
	} {
		_, left, view := onScreen(c.prompt, c.keys...)
		lines := strings.Split(view, "\n")
		if got := strings.TrimSpace(lines[len(lines)-1]); !left || got != c.want {
			t.Errorf("%s: the last line is %q (stayed: %v), want %q", c.name, got, left, c.want)
		}
	}
	if got, _, _ := onScreen(choice, "b"); got.Did != WentBack {
		t.Errorf("got %+v, want to go back", got)
	}
}

// TestSmallScreenNotice holds that a notice on a small screen makes room for the
// answers with the first key, and that on a large one it stays.
func TestSmallScreenNotice(t *testing.T) {
	p := Prompt{Notice: "Kept elsewhere.", Section: "S", Text: "Who?", Choices: []Choice{{"a", "A"}, {"b", "B"}}}
	for _, c := range []struct {
		rows          int
		before, after bool
	}{{12, true, false}, {24, true, true}} {
		m := newScreenModel(make(chan Reply, 1))
		m.Update(tea.WindowSizeMsg{Width: 40, Height: c.rows})
		m.Update(promptMsg(p))
		shown := func() bool { return strings.Contains(m.View(), "! Kept elsewhere.") }
		before := shown()
		m.Update(tea.KeyMsg{Type: tea.KeyDown})
		if after := shown(); before != c.before || after != c.after {
			t.Errorf("%d rows: shown %v, and %v after a key; want %v and %v", c.rows, before, after, c.before, c.after)
		}
	}
}
