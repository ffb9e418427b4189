package ask

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/petal-check/petal/questions/prose"
)

// scroll says how far a text that is too long for its place has been scrolled.
type scroll struct {
	top           int // the first line shown
	lines, height int // the height of the text and of its place, as last drawn
}

// shown returns the lines of a text that fit in height lines. The screen may have
// grown since they were last shown.
func (s *scroll) shown(lines []string, height int) []string {
	s.lines, s.height = len(lines), height
	s.by(0)
	return lines[s.top:min(len(lines), s.top+height)]
}

func (s *scroll) by(lines int) { s.top = max(0, min(s.top+lines, s.lines-s.height)) }

// press scrolls the text if a command asks for that; otherwise moved is false.
func (s *scroll) press(c command) (moved bool) {
	switch c {
	case commandUp:
		s.by(-1)
	case commandDown:
		s.by(1)
	case commandPageUp:
		s.by(-s.height)
	case commandPageDown:
		s.by(s.height)
	case commandFirst:
		s.by(-s.lines)
	case commandLast:
		s.by(s.lines)
	default:
		return false
	}
	return true
}

// standsApart reports whether the page has its own screen before the question,
// because the two do not fit on one.
func (m *screenModel) standsApart() bool {
	p := m.prompt
	if !p.hasPage() || p.Reading {
		return false
	}
	answers := max(1, linesOf(m.drawn()))
	if p.Tally != nil {
		answers += 2 // the total is below
	}
	const footer = 2 // the most lines that the keys take
	return lipgloss.Height(m.headerWith(true))+answers+footer > m.height
}

// reading reports whether the page is being shown now.
func (m *screenModel) reading() bool { return m.prompt.Reading || !m.turned && m.standsApart() }

// pressPage handles a key while a page is read. A digit can only be the answer to the
// question that follows, so it turns the page.
func (m *screenModel) pressPage(k tea.KeyMsg) tea.Cmd {
	c, sign := commandOrSign(k)
	switch {
	case m.page.press(c):
	case c == commandEnter && m.prompt.Reading:
		return m.reply(Reply{Did: Answered})
	case c == commandEnter:
		m.turned, m.prompt.Notice = true, "" // it has been read
	case isDigit(sign) && !m.prompt.Reading:
		m.turned = true
		return m.press(k)
	default:
		return m.command(c)
	}
	return nil
}

// viewPage returns the screen with a page to read, with a heading if nothing is
// asked.
func (m *screenModel) viewPage() string {
	parts := m.whereabouts()
	if m.prompt.Reading && m.prompt.Text != "" {
		parts = append(parts, each(m.look.strong, m.wrap(m.prompt.Text)))
		if !m.small() {
			parts = append(parts, "")
		}
	}
	page := func(width int) string { return m.look.paint(m.prompt.PageFor(width)) }
	return m.scrolled(parts, page, &m.page, m.pageHints)
}

// scrolled lays out a text that scrolls between a header and the keys.
func (m *screenModel) scrolled(header []string, text func(width int) string, s *scroll, hints func(scrolls bool) []hint) string {
	lines := strings.Split(prose.Wrap(text(m.columns()-edgeWidth), m.columns()-edgeWidth), "\n")
	above := strings.Join(header, "\n")
	footer := m.said()
	if m.problem == "" {
		scrolls := lipgloss.Height(above)+len(lines)+1 > m.height
		footer = m.flow(hints(scrolls))
	}
	return m.layOut(above, func(height int) string {
		shown := s.shown(lines, height)
		return m.withEdges(shown, s.top > 0, s.top+len(shown) < len(lines))
	}, footer)
}

func (m *screenModel) pageHints(scrolls bool) []hint {
	p, small := m.prompt, m.small()
	hints := []hint{{"Enter", "go on"}}
	switch {
	case scrolls && small:
		hints = append(hints, hint{"↑↓ Space", ""})
	case scrolls:
		hints = append(hints, hint{"↑↓ Space", "scroll"})
	}
	if !p.First {
		hints = append(hints, hint{"Esc", "back"})
	}
	if !p.Reading && p.Needed == "" && !small {
		hints = append(hints, hint{"s", "skip"})
	}
	if !small {
		hints = append(hints, hint{"h", "help"})
	}
	return append(hints, hint{"q", stopWords(small)})
}
