package ask

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions/prose"
)

// pressHelp handles a key while help is shown. It leads back to the question, which
// is unchanged.
func (m *screenModel) pressHelp(k tea.KeyMsg) {
	c, _ := commandOrSign(k)
	switch {
	case m.help.press(c):
	case c == commandEnter, c == commandBack, c == commandHelp, c == commandStop:
		m.helping = false
	}
}

// viewHelp returns the screen with help in place of the question.
func (m *screenModel) viewHelp() string {
	header := m.whereabouts()
	if m.prompt.Text != "" {
		header = append(header, each(m.look.strong, m.wrap(m.prompt.Text)))
		if !m.small() {
			header = append(header, "")
		}
	}
	return m.scrolled(header, m.helpText, &m.help, func(scrolls bool) []hint {
		hints := []hint{{"Esc", "back to the question"}}
		if m.prompt.Reading {
			hints[0].does = "back"
		}
		switch {
		case scrolls && m.small():
			hints = append(hints, hint{"↑↓ Space", ""})
		case scrolls:
			hints = append(hints, hint{"↑↓ Space", "scroll"})
		}
		return hints
	})
}

// helpText returns what there is to say about the prompt, and the keys.
func (m *screenModel) helpText(width int) string {
	text := m.keysInWords(width)
	strong := func(s string) string { return m.look.strong.Render(s) }
	if about := m.prompt.about(width, strong); about != "" {
		text = about + "\n\n" + text
	}
	return text
}

// keysInWords lists every key that does something here.
func (m *screenModel) keysInWords(width int) string {
	p := m.prompt
	var keys []hint
	add := func(key, does string) { keys = append(keys, hint{key, does}) }
	switch {
	case p.Reading:
		add("Enter", "go on")
		add("↑ ↓ Space", "scroll")
	case m.typing():
		add("Enter", "go on")
		if p.Current != "" && !p.Required {
			add("Ctrl-U", "clear the text")
		}
	default:
		add("↑ ↓", "choose an answer")
		add(fmt.Sprintf("1 to %d", len(p.Choices)), "choose the answer with that number")
		if p.Unknown {
			add(UnknownValue, "choose \""+unknownText+"\"")
		}
		if p.Exempt {
			add(ExemptValue, "choose \""+exemptText+"\"")
		}
		add("Enter", "confirm your choice")
	}
	letter := func(letter, key string) string {
		if m.typing() {
			return key
		}
		return letter + ", " + key
	}
	if !p.First {
		add(letter("b", "Esc"), "go back")
	}
	if p.Needed == "" {
		add(letter("s", "Tab"), "skip")
	}
	add(letter("h", "F1, Ctrl-G"), "this help")
	add(letter("q", "Ctrl-Q"), "save and stop")
	wide := 0
	for _, k := range keys {
		wide = max(wide, ansi.StringWidth(k.key))
	}
	lines := []string{m.look.strong.Render("Keys")}
	for _, k := range keys {
		before := "  " + k.key + strings.Repeat(" ", wide-ansi.StringWidth(k.key)+2)
		does := prose.Wrap(k.does, width-ansi.StringWidth(before))
		lines = append(lines, before+strings.ReplaceAll(does, "\n", "\n"+strings.Repeat(" ", ansi.StringWidth(before))))
	}
	return strings.Join(lines, "\n")
}
