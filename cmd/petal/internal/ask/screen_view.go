package ask

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions/prose"
)

// View implements [tea.Model]. Between a reply and the next prompt the last screen
// stays.
func (m *screenModel) View() string {
	switch {
	case m.prompt == nil:
		return m.shown
	case m.width == 0:
		return ""
	case m.helping:
		return m.viewHelp()
	case m.reading():
		return m.viewPage()
	}
	return m.layOut(m.header(), m.body, m.footer())
}

// layOut lays out the screen: a header, then what body makes for the lines that are
// left, and the footer on the last lines.
func (m *screenModel) layOut(header string, body func(height int) string, footer string) string {
	room := max(1, m.height-lipgloss.Height(header)-lipgloss.Height(footer))
	between := body(room)
	gap := max(0, room-lipgloss.Height(between))
	screen := header + "\n" + between + strings.Repeat("\n", gap+1) + footer
	if m.margin() == 0 {
		return screen
	}
	lines := strings.Split(screen, "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = strings.Repeat(" ", m.margin()) + l
		}
	}
	return strings.Join(lines, "\n")
}

// columns returns the width of a line, which is limited because long lines are hard
// to read.
func (m *screenModel) columns() int { return min(m.width, 80) }

// margin returns how many columns stay empty at the left, if there is room.
func (m *screenModel) margin() int { return min(2, (m.width-m.columns())/2) }

// small reports whether the screen is small. A small screen shows only the question,
// the answers and one line of keys.
func (m *screenModel) small() bool { return m.height < 18 }

// wrap breaks a text to the width of a line.
func (m *screenModel) wrap(s string) string { return prose.Wrap(s, m.columns()) }

// each renders every line of a text separately.
func each(style lipgloss.Style, s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = style.Render(l)
		}
	}
	return strings.Join(lines, "\n")
}

// header returns everything above the answers, including the page if it fits.
func (m *screenModel) header() string { return m.headerWith(m.prompt.hasPage() && !m.standsApart()) }

func (m *screenModel) headerWith(page bool) string {
	p := m.prompt
	parts := m.whereabouts()
	if page {
		parts = append(parts, m.look.paint(m.wrap(p.PageFor(m.columns()))), "")
	}
	parts = append(parts, each(m.look.strong, m.wrap(p.Text)))
	if p.Detail != "" && (!m.small() || m.typing()) {
		parts = append(parts, m.wrap(p.Detail))
	}
	return strings.Join(parts, "\n")
}

// whereabouts returns the first lines: the progress, the section and a notice.
func (m *screenModel) whereabouts() []string {
	p := m.prompt
	section := m.look.accent.Render(cmp.Or(p.Section, "Petal"))
	var parts []string
	switch {
	case !m.small():
		parts = []string{m.ends(section, p.Project, p.File), m.line(), ""}
	case p.Progress.Of > 0:
		parts = []string{m.ends(m.bar(m.columns()/4)+"  "+p.Progress.short(), p.File)}
	default:
		parts = []string{m.ends(section, p.File)}
	}
	if p.Notice != "" {
		parts = append(parts, m.wrap("! "+p.Notice))
		if !m.small() {
			parts = append(parts, "")
		}
	}
	return parts
}

// ends returns a line with a text at its left end and, at its right end, as much as
// there is room for of some names, the last ones first.
func (m *screenModel) ends(left string, names ...string) string {
	const apart, least = 2, 8
	left = ansi.Truncate(left, m.columns(), "…")
	room := m.columns() - ansi.StringWidth(left) - apart
	names = slices.DeleteFunc(names, func(s string) bool { return s == "" })
	for len(names) > 1 && ansi.StringWidth(strings.Join(names, " · ")) > room {
		names = names[1:]
	}
	right := strings.Join(names, " · ")
	if over := ansi.StringWidth(right) - room; over > 0 {
		right = ansi.TruncateLeft(right, over+1, "…") // the end of a file name says most
	}
	if room < least || right == "" {
		return left
	}
	return left + strings.Repeat(" ", apart+room-ansi.StringWidth(right)) + m.look.quiet.Render(right)
}

// line returns the progress as a bar with its words, or a rule if there is none.
func (m *screenModel) line() string {
	p := m.prompt.Progress
	if p.Of == 0 {
		return m.look.quiet.Render(strings.Repeat(togoSign, m.columns()))
	}
	const least = 10 // the fewest columns that make a useful bar
	words := "  " + p.String()
	if m.columns()-ansi.StringWidth(words) < least {
		words = "  " + p.short()
	}
	return m.bar(m.columns()-ansi.StringWidth(words)) + m.look.quiet.Render(words)
}

// bar returns the progress as a bar: heavy up to the prompt that is shown.
func (m *screenModel) bar(width int) string {
	p := m.prompt.Progress
	done := min(width, int(math.Round(float64(width)*float64(p.At)/float64(p.Of))))
	return m.look.accent.Render(strings.Repeat(doneSign, done)) + m.look.quiet.Render(strings.Repeat(togoSign, width-done))
}

// body returns the answers or the text, in at most height lines, with a gap after the
// question if there is room.
func (m *screenModel) body(height int) string {
	body := ""
	if m.typing() {
		body = strings.TrimRight(m.field.View(), "\n")
		if tally := m.prompt.tally(m.value); tally != "" {
			body += "\n" + m.wrap(tally)
		}
	} else {
		body = m.choices(height)
	}
	if !m.small() && lipgloss.Height(body) < height {
		return "\n" + body
	}
	return body
}

// edgeWidth is the room after a line for the sign that there is more.
const edgeWidth = 2

// drawn returns the lines that each row takes.
func (m *screenModel) drawn() [][]string {
	rows := m.rows()
	signs := 1
	for _, r := range rows {
		signs = max(signs, len(r.sign))
	}
	out := make([][]string, len(rows))
	for i, r := range rows {
		sign := strings.Repeat(" ", signs-len(r.sign)) + r.sign + "  "
		lead, text := m.look.quiet, lipgloss.NewStyle()
		mark := strings.Repeat(" ", ansi.StringWidth(markSign))
		if i == m.marked {
			lead, text = m.look.accent, m.look.accent
			mark = lead.Render(markSign)
		}
		lines := strings.Split(prose.Wrap(r.text, m.columns()-ansi.StringWidth(mark)-len(sign)-edgeWidth), "\n")
		for n, l := range lines {
			if n > 0 {
				sign = strings.Repeat(" ", len(sign))
			}
			lines[n] = mark + lead.Render(sign) + text.Render(l)
		}
		out[i] = lines
	}
	return out
}

// choices returns as many choices as fit in height lines: only whole ones, including
// the marked one, with a sign if there are more.
func (m *screenModel) choices(height int) string {
	rows := m.drawn()
	total, selected := linesOf(rows), max(0, m.marked)
	from, to := 0, len(rows) // rows shown
	if total > height {
		m.top = min(m.top, selected)
		for linesOf(rows[m.top:selected+1]) > height && m.top < selected {
			m.top++
		}
		from, to = m.top, selected+1
		for to < len(rows) && linesOf(rows[from:to+1]) <= height {
			to++
		}
		for from > 0 && linesOf(rows[from-1:to]) <= height {
			from--
		}
	}
	roomy := total+len(rows) <= height
	var out []string
	for i, r := range rows[from:to] {
		if i > 0 && roomy {
			out = append(out, "")
		}
		out = append(out, r...)
	}
	return m.withEdges(out, from > 0, to < len(rows))
}

func linesOf(rows [][]string) int {
	n := 0
	for _, r := range rows {
		n += len(r)
	}
	return n
}

// withEdges returns lines with a sign after the first if there are more above, and
// after the last if there are more below.
func (m *screenModel) withEdges(lines []string, above, below bool) string {
	sign := func(i int, s string) {
		if i >= 0 && i < len(lines) {
			lines[i] += strings.Repeat(" ", max(1, m.columns()-1-ansi.StringWidth(lines[i]))) + m.look.accent.Render(s)
		}
	}
	if above {
		sign(0, moreAbove)
	}
	if below {
		sign(len(lines)-1, moreBelow)
	}
	return strings.Join(lines, "\n")
}

// hint is a key and what it does.
type hint struct{ key, does string }

// footer returns the keys, or what was wrong with the last key.
func (m *screenModel) footer() string {
	if m.problem != "" {
		return m.said()
	}
	p, small := m.prompt, m.small()
	var hints []hint
	add := func(key, does string) { hints = append(hints, hint{key, does}) }
	switch {
	case m.typing():
		add("Enter", "go on")
	case small:
		add("↑↓ Enter", "")
	default:
		add("↑↓", "choose")
		add("Enter", "confirm")
	}
	switch {
	case m.standsApart():
		add("Esc", "read again")
	case !p.First:
		add("Esc", "back")
	}
	if m.typing() {
		if p.Needed == "" {
			add("Tab", "skip")
		}
		add("F1", "help")
		add("Ctrl-C", stopWords(small))
		return m.flow(hints)
	}
	if p.Needed == "" && !small {
		add("s", "skip")
	}
	add("h", "help")
	add("q", stopWords(small))
	return m.flow(hints)
}

func stopWords(small bool) string {
	if small {
		return "stop"
	}
	return "save and stop"
}

// said returns what was wrong with the last key.
func (m *screenModel) said() string { return each(m.look.strong, m.wrap("! "+m.problem)) }

// flow puts hints side by side on as many lines as they need, without breaking any.
func (m *screenModel) flow(hints []hint) string {
	var lines []string
	width := 0
	for _, h := range hints {
		wide, text := ansi.StringWidth(h.key), h.key
		if h.does != "" {
			wide += 1 + ansi.StringWidth(h.does)
			text += " " + m.look.quiet.Render(h.does)
		}
		if n := len(lines); n > 0 && width+2+wide <= m.columns() {
			lines[n-1] += "  " + text
			width += 2 + wide
		} else {
			lines, width = append(lines, text), wide
		}
	}
	return strings.Join(lines, "\n")
}
