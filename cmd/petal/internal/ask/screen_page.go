package ask

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/petal-check/petal/questions/prose"
)

// apart tells whether the page stands on a screen of its own, before the
// question: both together are higher than the screen.
func (m *screenModel) apart() bool {
	p := m.prompt
	if !p.hasPage() || p.Reading {
		return false
	}
	answers := 1
	if len(m.rows) > 0 {
		answers = m.linesOf(0, len(m.rows))
	} else if p.Tally != nil {
		answers += 2 // the total stands below
	}
	const footer = 2 // lines that the keys take at most
	return lipgloss.Height(m.headerWith(true))+answers+footer > m.height
}

// reading tells whether the page is what is shown now.
func (m *screenModel) reading() bool { return m.prompt.Reading || !m.turned && m.apart() }

// pressPage does what a key means while a page is read. A digit can only be the
// answer to the question that follows, so it turns the page.
func (m *screenModel) pressPage(k tea.KeyMsg) tea.Cmd {
	p := m.prompt
	lines, height := len(m.pageLines()), m.pageHeight()
	scroll := func(by int) { m.pageTop = max(0, min(m.pageTop+by, lines-height)) }
	switch name := k.String(); name {
	case "enter":
		if p.Reading {
			return m.reply(Reply{Did: Answered})
		}
		m.turned, p.Notice = true, "" // it has been seen
	case "up", "k":
		scroll(-1)
	case "down", "j":
		scroll(1)
	case "pgup":
		scroll(-height)
	case "pgdown", " ":
		scroll(height)
	case "home":
		scroll(-lines)
	case "end":
		scroll(lines)
	case "esc", "b", "left":
		if p.First {
			m.problem = nothingBefore
			return nil
		}
		return m.reply(Reply{Did: WentBack})
	case "s", "tab":
		return m.skip()
	case "q", "ctrl+q":
		return m.reply(Reply{Did: Quit})
	default:
		if !p.Reading && len(name) == 1 && name[0] >= '0' && name[0] <= '9' {
			m.turned = true
			return m.press(k)
		}
	}
	return nil
}

func (m *screenModel) pageLines() []string {
	return strings.Split(prose.Wrap(m.prompt.PageFor(m.columns()-edgeWidth), m.columns()-edgeWidth), "\n")
}

// pageHeight is how many lines of the page fit.
func (m *screenModel) pageHeight() int {
	return max(1, m.height-lipgloss.Height(m.pageHeader())-lipgloss.Height(m.pageFooter()))
}

// pageHeader is what stands above a page: where one is and, where nothing is
// asked, its heading.
func (m *screenModel) pageHeader() string {
	parts := m.whereabouts()
	if m.prompt.Reading && m.prompt.Text != "" {
		parts = append(parts, m.bold(m.prompt.Text))
		if !m.small() {
			parts = append(parts, "")
		}
	}
	return strings.Join(parts, "\n")
}

func (m *screenModel) pageFooter() string {
	if m.problem != "" {
		return prose.Wrap("! "+m.problem, m.columns())
	}
	p := m.prompt
	keys := []string{"Enter go on"}
	switch {
	case m.small():
		keys = append(keys, "↑↓ Space")
	case lipgloss.Height(m.pageHeader())+len(m.pageLines())+2 > m.height:
		keys = append(keys, "↑↓ Space scroll")
	}
	if !p.First {
		keys = append(keys, "Esc back")
	}
	switch {
	case m.small():
		keys = append(keys, "q stop")
	case p.Reading:
		keys = append(keys, "q save and stop")
	default:
		keys = append(keys, "s skip", "q save and stop")
	}
	return flowWords(keys, m.columns())
}

func (m *screenModel) viewPage() string {
	lines, height := m.pageLines(), m.pageHeight()
	m.pageTop = max(0, min(m.pageTop, len(lines)-height)) // the screen may have grown
	shown := lines[m.pageTop:min(len(lines), m.pageTop+height)]
	gap := max(0, height-len(shown))
	return m.pageHeader() + "\n" + m.withEdges(shown, m.pageTop > 0, m.pageTop+len(shown) < len(lines)) +
		strings.Repeat("\n", gap+1) + m.pageFooter()
}
