package ask

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions/prose"
)

// The smallest screen a question and its answers can be read on. Below it Petal
// asks line by line.
const (
	MinColumns = 30
	MinRows    = 10
)

// Screen asks on the whole screen. One terminal program runs from the first
// question to the last: started anew for each, it would lose what is typed in
// between, and flicker.
type Screen struct {
	program *tea.Program
	replies chan Reply
	ended   chan struct{} // closed when the program has ended
}

// NewScreen takes the terminal that in and out stand for, until Close or the end
// of ctx.
func NewScreen(ctx context.Context, in, out *os.File) *Screen {
	renderer := lipgloss.NewRenderer(out)
	renderer.SetHasDarkBackground(true) // never ask the terminal; nothing here depends on it
	lipgloss.SetDefaultRenderer(renderer)

	s := &Screen{replies: make(chan Reply, 1), ended: make(chan struct{})}
	s.program = tea.NewProgram(&screenModel{replies: s.replies},
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out), tea.WithAltScreen(), tea.WithoutSignalHandler())
	go func() {
		defer close(s.ended)
		s.program.Run() //nolint:errcheck // however it ended, nothing more can be asked
	}()
	return s
}

// Ask implements [Asker].
func (s *Screen) Ask(p Prompt) (Reply, error) {
	s.program.Send(promptMsg(p))
	select {
	case r := <-s.replies:
		if r.Did == broken {
			return Reply{}, ErrInterrupted
		}
		return r, nil
	case <-s.ended:
		return Reply{}, ErrInterrupted
	}
}

// Close gives the terminal back and waits until it is.
func (s *Screen) Close() error {
	s.program.Quit()
	<-s.ended
	return nil
}

// broken is Ctrl-C.
const broken Deed = -1

type promptMsg Prompt

// screenModel shows one prompt as a huh form of one field.
type screenModel struct {
	replies       chan<- Reply
	width, height int
	prompt        *Prompt // nil between a reply and the next prompt
	form          *huh.Form
	value         string // the choice under the cursor, or the text so far
	rows          []row  // the choices as drawn; none where text is asked for
	top           int    // the first row shown where they do not all fit
	turned        bool   // the page before the question has been read
	pageTop       int    // the first line of the page shown where it does not all fit
	problem       string
	typedAhead    []tea.KeyMsg
}

// notAnswered is the value of the row the cursor stands on before anything is
// chosen, so that Enter alone never answers.
const notAnswered = ""

func (m *screenModel) Init() tea.Cmd { return nil }

func (m *screenModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		return m, m.build()
	case promptMsg:
		p := Prompt(msg)
		m.prompt, m.value, m.problem, m.top = &p, p.Current, "", 0
		m.turned, m.pageTop = false, 0
		cmd := m.build()
		typed := m.typedAhead
		m.typedAhead = nil
		for _, k := range typed {
			if m.prompt == nil {
				m.typedAhead = append(m.typedAhead, k)
				continue
			}
			cmd = tea.Batch(cmd, m.press(k))
		}
		return m, cmd
	case tea.KeyMsg:
		if m.prompt == nil && msg.Type != tea.KeyCtrlC {
			m.typedAhead = append(m.typedAhead, msg)
			return m, nil
		}
		return m, m.press(msg)
	}
	return m, m.pass(msg)
}

func (m *screenModel) reply(r Reply) tea.Cmd {
	m.prompt = nil
	m.replies <- r
	return nil
}

// press does what a key means. Letters are commands where there are choices and
// letters where there is text, so every command has a key that is neither.
func (m *screenModel) press(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyCtrlC {
		return m.reply(Reply{Did: broken})
	}
	m.problem = ""
	if m.small() {
		m.prompt.Notice = "" // it has been seen, and the answers need its lines
	}
	if m.reading() {
		return m.pressPage(k)
	}
	name := k.String()
	if len(m.prompt.Choices) > 0 {
		switch name {
		case "b", "left", "esc":
			name = "esc"
		case "s", "q", UnknownValue, ExemptValue:
		default:
			if n, err := strconv.Atoi(name); err == nil {
				if i, ok := m.prompt.place(n); ok {
					m.value = m.prompt.Choices[i].Value
					return m.build()
				}
			}
		}
	} else {
		switch name {
		case "esc":
		case "tab":
			// What was typed is kept, as with Enter; only what was left alone is skipped.
			if strings.TrimSpace(m.value) != m.prompt.Current {
				return m.submit()
			}
			name = "s"
		case "ctrl+q":
			name = "q"
		case "enter":
			return m.submit()
		default:
			return m.pass(k)
		}
	}
	switch {
	case name == "esc" && m.apart():
		m.turned = false
		return nil
	case name == "esc" && m.prompt.First:
		m.problem = nothingBefore
		return nil
	case name == "esc":
		return m.reply(Reply{Did: WentBack})
	case name == "s":
		return m.skip()
	case name == "q":
		return m.reply(Reply{Did: Quit})
	case name == UnknownValue && m.prompt.Unknown, name == ExemptValue && m.prompt.Exempt:
		return m.reply(Reply{Answered, name})
	case name == "enter":
		return m.submit()
	}
	return m.pass(k)
}

func (m *screenModel) submit() tea.Cmd {
	if len(m.prompt.Choices) > 0 {
		if m.value == notAnswered {
			m.problem = "Choose an answer first, or s to skip."
			if m.prompt.Needed != "" {
				m.problem = "Choose an answer first."
			}
			return nil
		}
		return m.reply(Reply{Answered, m.value})
	}
	reply, err := m.prompt.replyTo(strings.TrimSpace(m.value))
	if err != nil {
		m.problem = sentence(err)
		return nil
	}
	return m.reply(reply)
}

func (m *screenModel) skip() tea.Cmd {
	if m.prompt.Needed != "" {
		m.problem = m.prompt.Needed
		return nil
	}
	return m.reply(Reply{Did: Skipped})
}

// pass hands a message to the form.
func (m *screenModel) pass(msg tea.Msg) tea.Cmd {
	if m.form == nil {
		return nil
	}
	form, cmd := m.form.Update(msg)
	if f, ok := form.(*huh.Form); ok {
		m.form = f
	}
	return cmd
}

// build makes the form for the prompt at the size of the screen. It is made anew
// when the size changes, from the value under the cursor.
//
// The question and its surroundings are drawn here and not by the form, and so
// is the part of the choices that fits: a huh.Select that is lower than its
// choices starts in the middle of one, or where the chosen one cannot be seen.
func (m *screenModel) build() tea.Cmd {
	if m.prompt == nil || m.width == 0 {
		return nil
	}
	theme := huh.ThemeBase()
	theme.Focused.Base = lipgloss.NewStyle()
	theme.Focused.SelectedOption = lipgloss.NewStyle().Reverse(true)
	keys := huh.NewDefaultKeyMap()
	// Enter is understood in press, and letters are commands here.
	for _, b := range []*key.Binding{&keys.Select.Filter, &keys.Select.Submit, &keys.Select.Next, &keys.Select.Prev, &keys.Input.Submit, &keys.Input.Next} {
		*b = key.NewBinding()
	}
	var field huh.Field
	if len(m.prompt.Choices) > 0 {
		m.rows = m.choiceRows()
		options := make([]huh.Option[string], len(m.rows))
		for i, r := range m.rows {
			options[i] = huh.NewOption(r.text, r.value)
		}
		field = huh.NewSelect[string]().Options(options...).Value(&m.value)
	} else {
		m.rows = nil
		field = huh.NewInput().Value(&m.value).CharLimit(MaxText)
	}
	m.form = huh.NewForm(huh.NewGroup(field)).
		WithTheme(theme).WithKeyMap(keys).WithWidth(m.columns()).WithShowHelp(false).WithShowErrors(false)
	return m.form.Init()
}

// row is one choice as it is drawn: wrapped, and how many lines that takes.
type row struct {
	value, text string
	lines       int
}

// cursorWidth is the room for the mark before a choice, edgeWidth that for the
// mark behind it that says there is more.
const cursorWidth, edgeWidth = 2, 2

func (m *screenModel) choiceRows() []row {
	p := m.prompt
	var rows []row
	add := func(mark, text, value string) {
		text = prose.Wrap(text, m.columns()-cursorWidth-edgeWidth-len(mark))
		text = mark + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(mark)))
		rows = append(rows, row{value, text, lipgloss.Height(text)})
	}
	if p.Current == "" {
		add("", "(not answered yet)", notAnswered)
	}
	for i, c := range p.Choices {
		add(strconv.Itoa(p.numbered(i))+" ", c.Text, c.Value)
	}
	if p.Unknown {
		add("? ", unknownText, UnknownValue)
	}
	if p.Exempt {
		add("- ", exemptText, ExemptValue)
	}
	return rows
}

// choices is the part of the choices that fits in height lines: whole ones, the
// one under the cursor among them, with a mark where there are more.
func (m *screenModel) choices(height int) string {
	lines := strings.Split(strings.TrimRight(m.form.View(), "\n"), "\n")
	total, selected := 0, 0
	for i, r := range m.rows {
		total += r.lines
		if r.value == m.value {
			selected = i
		}
	}
	from, to := 0, len(m.rows) // rows shown
	if total > height {
		m.top = min(m.top, selected)
		for m.linesOf(m.top, selected+1) > height && m.top < selected {
			m.top++
		}
		from, to = m.top, selected+1
		for to < len(m.rows) && m.linesOf(from, to+1) <= height {
			to++
		}
		for from > 0 && m.linesOf(from-1, to) <= height {
			from--
		}
	}
	var out []string
	roomy := total+len(m.rows)-1 <= height
	at := m.linesOf(0, from)
	for i := from; i < to; i++ {
		end := min(at+m.rows[i].lines, len(lines))
		for _, l := range lines[min(at, end):end] {
			out = append(out, strings.TrimRight(l, " "))
		}
		at = end
		if roomy && i+1 < to {
			out = append(out, "")
		}
	}
	return m.withEdges(out, from > 0, to < len(m.rows))
}

// withEdges is lines with a mark behind the first where there are more above,
// and behind the last where there are more below.
func (m *screenModel) withEdges(lines []string, above, below bool) string {
	mark := func(i int, s string) {
		if i >= 0 && i < len(lines) {
			lines[i] += strings.Repeat(" ", max(1, m.columns()-1-ansi.StringWidth(lines[i]))) + s
		}
	}
	if above {
		mark(0, "▲")
	}
	if below {
		mark(len(lines)-1, "▼")
	}
	return strings.Join(lines, "\n")
}

func (m *screenModel) linesOf(from, to int) int {
	n := 0
	for _, r := range m.rows[from:to] {
		n += r.lines
	}
	return n
}

// columns is the width of a line: long lines are hard to read.
func (m *screenModel) columns() int { return min(m.width, 80) }

// small screens show the question, the answers and one line of keys.
func (m *screenModel) small() bool { return m.height < 18 }

// header is everything above the answers, the page among it where it fits.
func (m *screenModel) header() string { return m.headerWith(m.prompt.hasPage() && !m.apart()) }

func (m *screenModel) headerWith(page bool) string {
	p := m.prompt
	parts := m.whereabouts()
	if page {
		parts = append(parts, prose.Wrap(p.PageFor(m.columns()), m.columns()), "")
	}
	parts = append(parts, m.bold(p.Text))
	if p.Detail != "" && (!m.small() || len(p.Choices) == 0) {
		parts = append(parts, prose.Wrap(p.Detail, m.columns()))
	}
	if !m.small() {
		parts = append(parts, "")
	}
	return strings.Join(parts, "\n")
}

// whereabouts is the first lines: a notice, and how far on this is.
func (m *screenModel) whereabouts() []string {
	p := m.prompt
	var parts []string
	if p.Notice != "" {
		parts = append(parts, "! "+p.Notice)
	}
	switch {
	case p.Progress == "":
		parts = append(parts, p.Section)
	case m.small():
		parts = append(parts, prose.Capital(p.Progress))
	default:
		parts = append(parts, p.Section+" · "+p.Progress)
	}
	if !m.small() {
		parts = append(parts, "")
	}
	for i, part := range parts {
		parts[i] = prose.Wrap(part, m.columns())
	}
	return parts
}

// bold is a text in bold, each line on its own.
func (m *screenModel) bold(s string) string {
	lines := strings.Split(prose.Wrap(s, m.columns()), "\n")
	for i, l := range lines {
		lines[i] = lipgloss.NewStyle().Bold(true).Render(l)
	}
	return strings.Join(lines, "\n")
}

// footer is the keys, or what was wrong with the last one.
func (m *screenModel) footer() string {
	if m.problem != "" {
		return prose.Wrap("! "+m.problem, m.columns())
	}
	p := m.prompt
	back := []string{"Esc back"}
	switch {
	case m.apart():
		back = []string{"Esc read again"}
	case p.First:
		back = nil
	}
	skip := []string{"s skip"}
	switch {
	case p.Needed != "":
		skip = nil
	case len(p.Choices) == 0:
		skip = []string{"Tab skip"}
	}
	var keys []string
	switch {
	case len(p.Choices) == 0:
		keys = slices.Concat([]string{"Enter go on"}, back, skip, []string{"Ctrl-C save and stop"})
	case m.small():
		keys = slices.Concat([]string{"↑↓ Enter"}, back, skip, []string{"q stop"})
		if p.Unknown {
			keys = append(keys, "?")
		}
		if p.Exempt {
			keys = append(keys, "-")
		}
	default:
		keys = []string{"↑↓ choose", "Enter answer"}
		if p.Unknown {
			keys = append(keys, "? don't know")
		}
		if p.Exempt {
			keys = append(keys, "- does not apply")
		}
		keys = slices.Concat(keys, back, skip, []string{"q save and stop"})
	}
	return flowWords(keys, m.columns())
}

// flowWords sets phrases side by side, unbroken, on as many lines as they need.
func flowWords(phrases []string, width int) string {
	var lines []string
	for _, s := range phrases {
		if n := len(lines); n > 0 && ansi.StringWidth(lines[n-1])+2+ansi.StringWidth(s) <= width {
			lines[n-1] += "  " + s
		} else {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

// View draws the header, the answers or the text, and the keys on the last line.
func (m *screenModel) View() string {
	if m.prompt == nil || m.form == nil {
		return ""
	}
	if m.reading() {
		return m.viewPage()
	}
	header, footer := m.header(), m.footer()
	room := max(1, m.height-lipgloss.Height(header)-lipgloss.Height(footer))
	body := strings.TrimRight(m.form.View(), "\n")
	if len(m.rows) > 0 {
		body = m.choices(room)
	} else if tally := m.prompt.tally(m.value); tally != "" {
		body += "\n" + prose.Wrap(tally, m.columns())
	}
	gap := max(0, room-lipgloss.Height(body))
	return header + "\n" + body + strings.Repeat("\n", gap+1) + footer
}
