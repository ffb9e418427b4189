package ask

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// keysByName holds the keys that are not letters.
var keysByName = map[string]tea.KeyType{"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEsc, "clear": tea.KeyCtrlU,
	"up": tea.KeyUp, "down": tea.KeyDown, "space": tea.KeySpace, "end": tea.KeyEnd, "f1": tea.KeyF1, "ctrl-c": tea.KeyCtrlC, "ctrl-q": tea.KeyCtrlQ}

// press presses one of keysByName, or types letters. The screen is drawn in between, as
// it always is.
func press(m *screenModel, k string) {
	m.View()
	if named, ok := keysByName[k]; ok {
		m.Update(tea.KeyMsg{Type: named})
		return
	}
	for _, r := range k {
		m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
}

// onScreen puts a prompt on a screen of 80 columns and presses keys. left says that
// nothing was replied, and view is the screen then.
func onScreen(p Prompt, keys ...string) (reply Reply, left bool, view string) {
	replies := make(chan Reply, 1)
	m := newScreenModel(replies)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.Update(promptMsg(p))
	for _, k := range keys {
		press(m, k)
	}
	select {
	case reply = <-replies:
		return reply, false, ""
	default:
		return Reply{}, true, m.View()
	}
}

// TestScreenText checks what becomes of a text: typed text is kept by Tab as by
// Enter, text that was there is cleared if it is removed, and an unchanged text is
// skipped.
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

// TestScreenRefuses checks that the screen stays if an answer is needed, and says
// why.
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
		{"the keys of a choice", choice, nil, "↑↓ choose  Enter confirm  Esc back  h help  q save and stop"},
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

// TestSmallScreenNotice checks that a notice on a small screen makes room for the
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

// TestScreenMarks checks that numbers, signs and arrows mark an answer and Enter
// alone gives it, whichever it is, and that numbers of two digits can be typed.
func TestScreenMarks(t *testing.T) {
	p := Prompt{Text: "Which?", Unknown: true, Exempt: true}
	for i := range 12 {
		p.Choices = append(p.Choices, Choice{Value: fmt.Sprint("v", i+1), Text: fmt.Sprint("Text ", i+1)})
	}
	for _, c := range []struct {
		keys []string
		want string // "" is that nothing was answered
	}{
		{[]string{"3", "enter"}, "v3"},
		{[]string{"10", "enter"}, "v10"},
		{[]string{"12", "enter"}, "v12"},
		{[]string{"1", "enter"}, "v1"},
		{[]string{"1", "down", "2", "enter"}, "v2"}, // not 12: an arrow came between
		{[]string{"13", "enter"}, "v3"},             // there is no 13
		{[]string{"122", "enter"}, "v2"},
		{[]string{"0", "enter"}, ""},
		{[]string{"?", "enter"}, UnknownValue},
		{[]string{"-", "enter"}, ExemptValue},
		{[]string{"up", "enter"}, ExemptValue},
		{[]string{"down", "down", "enter"}, "v2"},
		{[]string{"up", "down", "enter"}, "v1"},
		{[]string{"3"}, ""}, {[]string{"?"}, ""}, {[]string{"-"}, ""}, {[]string{"down"}, ""},
	} {
		reply, left, view := onScreen(p, c.keys...)
		if left != (c.want == "") || reply.Value != c.want {
			t.Errorf("%q: got %+v (nothing: %v), want %q; the screen is\n%s", c.keys, reply, left, c.want, view)
		}
	}
	if _, _, view := onScreen(p, "10"); !strings.Contains(view, "\n▌ 10  Text 10\n") || !strings.Contains(view, "\n   9  Text 9\n") {
		t.Errorf("the tenth answer is marked so:\n%s", view)
	}
}

// TestScreenBurst checks that words that arrive in one event are text, whatever keys
// they name, and that they do nothing where no text is asked for.
func TestScreenBurst(t *testing.T) {
	burst := func(m *screenModel, text string) {
		for i, word := range strings.Split(text, " ") {
			if i > 0 {
				m.Update(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
			}
			m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(word)})
		}
	}
	const text = "end of life care at home: press tab, esc, enter, left, up or ctrl+c, delete backspace home end tab esc enter left"
	for _, p := range []Prompt{{Text: "Why?"}, {Text: "Which?", Choices: []Choice{{"a", "A"}, {"b", "B"}}}, {Text: "Read.", Page: "A page.", Reading: true}} {
		replies := make(chan Reply, 1)
		m := newScreenModel(replies)
		m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
		m.Update(promptMsg(p))
		before := m.View()
		burst(m, text)
		if len(replies) > 0 {
			t.Fatalf("%s: replied %+v", p.Text, <-replies)
		}
		if p.Text != "Why?" {
			if after := m.View(); after != before {
				t.Errorf("%s: the screen became\n%s", p.Text, after)
			}
			continue
		}
		press(m, "enter")
		if got := <-replies; got.Value != text {
			t.Errorf("got %q, want %q", got.Value, text)
		}
	}
}

// TestScreenHelp checks that help is shown in the question's place, scrolls, and
// leads back to the question as it was.
func TestScreenHelp(t *testing.T) {
	choice := Prompt{Text: "Which?", Detail: "It matters.", Help: "Why we ask: it matters.", Choices: []Choice{{"a", "A"}, {"b", "B"}}}
	for i := range 30 {
		choice.Words = append(choice.Words, Word{fmt.Sprint("word", i+1), "What it means."})
	}
	text := Prompt{Text: "Why?", Detail: "One line."}
	for _, c := range []struct {
		name   string
		prompt Prompt
		keys   []string
		want   string
		absent string
	}{
		{"opened", choice, []string{"2", "h"}, "Why we ask: it matters.\n\nWhat the words mean\n- word1: What it means.\n", "1  A"},
		{"scrolled", choice, []string{"h", "space"}, "- word20: What it means.", "- word1: "},
		{"to its end", choice, []string{"h", "end"}, "  q, Ctrl-Q      save and stop", "- word1: "},
		{"closed", choice, []string{"2", "h", "esc"}, "▌ 2  B", "word1"},
		{"closed by h", choice, []string{"2", "h", "h"}, "▌ 2  B", "word1"},
		{"closed by q", choice, []string{"2", "h", "q"}, "▌ 2  B", "word1"},
		{"F1", choice, []string{"f1"}, "What the words mean", "1  A"},
		{"of a text", text, []string{"oh", "f1"}, "One line.\n\nKeys\n  Enter       go on\n", "▌"},
		{"back to a text", text, []string{"oh", "f1", "esc"}, "▌ oh", "Keys"},
	} {
		_, left, view := onScreen(c.prompt, c.keys...)
		if !left || !strings.Contains(view, c.want) || strings.Contains(view, c.absent) {
			t.Errorf("%s: the screen is (stayed: %v)\n%s\nwant %q and not %q", c.name, left, view, c.want, c.absent)
		}
	}
}

// TestScreenHeader checks that the screen shows the progress, the section and where
// the answers are, as far as there is room.
func TestScreenHeader(t *testing.T) {
	p := Prompt{Text: "Which?", Section: "Who decides", Project: "Discharge letters", File: "answers/discharge-letters.petal.yaml",
		Progress: Progress{What: "question", At: 8, Of: 20, Left: "about 4 minutes left"}, Choices: []Choice{{"a", "A"}}}
	bare := p
	bare.Project, bare.File, bare.Progress = "", "", Progress{}
	for _, c := range []struct {
		prompt        Prompt
		width, height int
		want          string
	}{
		{p, 80, 24, "Who decides             Discharge letters · answers/discharge-letters.petal.yaml\n" +
			"━━━━━━━━━━━━━━━━────────────────────────  question 8 of 20, about 4 minutes left\n\nWhich?\n\n  1  A\n"},
		{p, 60, 24, "Who decides             answers/discharge-letters.petal.yaml\n" +
			"━━━━━━━━────────────  question 8 of 20, about 4 minutes left\n\nWhich?\n"},
		{p, 40, 24, "Who decides  …scharge-letters.petal.yaml\n━━━━━━━━━━━━───────────────────  8 of 20\n"},
		{p, 40, 12, "━━━━──────  8 of 20  …letters.petal.yaml\nWhich?\n  1  A\n"},
		{p, 30, 10, "━━━────  8 of 20  ….petal.yaml\nWhich?\n"},
		{bare, 40, 24, "Who decides\n────────────────────────────────────────\n\nWhich?\n"},
		{bare, 40, 12, "Who decides\nWhich?\n"},
	} {
		m := newScreenModel(make(chan Reply, 1))
		m.Update(tea.WindowSizeMsg{Width: c.width, Height: c.height})
		m.Update(promptMsg(c.prompt))
		if got := m.View(); !strings.HasPrefix(got, c.want) {
			t.Errorf("on %d by %d the screen is\n%s\nwant it to begin with\n%s", c.width, c.height, got, c.want)
		}
	}
}

// TestScreenUnfinished checks that a text which was being typed comes with whatever
// ended it, and one that was left alone does not.
func TestScreenUnfinished(t *testing.T) {
	p := Prompt{Text: "Why?", Current: "minutes"}
	for _, c := range []struct {
		keys []string
		want Reply
	}{
		{[]string{" of June", "esc"}, Reply{Did: WentBack, Unfinished: "minutes of June"}},
		{[]string{" of June", "ctrl-q"}, Reply{Did: Quit, Unfinished: "minutes of June"}},
		{[]string{" of June", "ctrl-c"}, Reply{Did: broken, Unfinished: "minutes of June"}},
		{[]string{"ctrl-c"}, Reply{Did: broken}},
		{[]string{"clear", "ctrl-c"}, Reply{Did: broken}},
	} {
		if got, left, _ := onScreen(p, c.keys...); left || got != c.want {
			t.Errorf("%q: got %+v (nothing: %v), want %+v", c.keys, got, left, c.want)
		}
	}
}

// TestScreenImpatient checks that keys pressed while an answer is being saved wait
// for the next prompt, Ctrl-C among them, however often it is pressed.
func TestScreenImpatient(t *testing.T) {
	p := Prompt{Text: "Which?", Choices: []Choice{{"a", "A"}, {"b", "B"}}}
	replies := make(chan Reply, 1)
	m := newScreenModel(replies)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.Update(promptMsg(p))
	for _, k := range []string{"1", "enter", "2", "enter", "ctrl-c", "ctrl-c", "ctrl-c"} {
		press(m, k) // would wait forever if it replied twice
	}
	for _, want := range []Reply{{Did: Answered, Value: "a"}, {Did: Answered, Value: "b"}, {Did: broken}} {
		if got := <-replies; got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		m.Update(promptMsg(p))
	}
}
