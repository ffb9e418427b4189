package ask

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
)

// The smallest screen on which a question and its answers can be read. On smaller
// ones, Petal asks line by line.
const (
	MinColumns = 30
	MinRows    = 10
)

// Screen asks on the whole screen. One terminal program runs from the first question
// to the last. A new one for each would flicker, and lose what is typed in between.
type Screen struct {
	program *tea.Program
	model   *screenModel
	replies chan Reply
	ended   chan struct{} // closed when the program has ended
}

// NewScreen takes over the terminal that in and out stand for, until Close is called
// or ctx ends.
func NewScreen(ctx context.Context, in io.Reader, out io.Writer) *Screen {
	renderer := lipgloss.NewRenderer(out)
	renderer.SetHasDarkBackground(true) // never ask the terminal; nothing here depends on it
	lipgloss.SetDefaultRenderer(renderer)

	replies := make(chan Reply, 1)
	s := &Screen{model: newScreenModel(replies), replies: replies, ended: make(chan struct{})}
	s.program = tea.NewProgram(s.model,
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
			return Reply{Unfinished: r.Unfinished}, ErrInterrupted
		}
		return r, nil
	case <-s.ended: // so nothing else uses the model any more
		return Reply{Unfinished: s.model.unfinished()}, ErrInterrupted
	}
}

// Close restores the terminal and waits until that is done.
func (s *Screen) Close() error {
	s.program.Quit()
	<-s.ended
	return nil
}

// broken is what Ctrl-C does.
const broken Deed = -1

type promptMsg Prompt

// screenModel shows one prompt. It draws choices itself, and uses a field from huh
// for text.
type screenModel struct {
	replies       chan<- Reply
	look          look
	width, height int
	prompt        *Prompt      // nil between a reply and the next prompt
	shown         string       // the last screen, which stays until then
	typedAhead    []tea.KeyMsg // since the reply
	problem       string       // what was wrong with the last key

	// For a prompt with choices.
	marked int    // the row that is marked; -1 if none is, so that Enter alone never answers
	top    int    // the first row shown, if they do not all fit
	number string // the digits typed last; more may follow

	// For a prompt for a text.
	field *huh.Input
	value string

	turned  bool // whether the page before the question has been read
	page    scroll
	helping bool // whether help is shown in place of the question
	help    scroll
}

func newScreenModel(replies chan<- Reply) *screenModel {
	return &screenModel{replies: replies, look: newLook()}
}

// Init implements [tea.Model].
func (m *screenModel) Init() tea.Cmd { return nil }

// Update implements [tea.Model].
func (m *screenModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.fit()
		return m, nil
	case promptMsg:
		cmd := m.show(Prompt(msg))
		typed := m.typedAhead
		m.typedAhead = nil
		for _, k := range typed {
			cmd = tea.Batch(cmd, m.press(k))
		}
		return m, cmd
	case tea.KeyMsg:
		var cmd tea.Cmd
		for _, k := range m.keys(msg) {
			cmd = tea.Batch(cmd, m.press(k))
		}
		return m, cmd
	}
	return m, m.pass(msg)
}

// keys returns a key event or, for a number while no text is typed, an event for each
// of its digits.
func (m *screenModel) keys(k tea.KeyMsg) []tea.KeyMsg {
	if m.prompt != nil && m.typing() {
		return []tea.KeyMsg{k}
	}
	return eachDigit(k)
}

// show starts asking a prompt.
func (m *screenModel) show(p Prompt) tea.Cmd {
	*m = screenModel{replies: m.replies, look: m.look, width: m.width, height: m.height, typedAhead: m.typedAhead, prompt: &p, value: p.Current}
	m.marked = slices.IndexFunc(m.rows(), func(r row) bool { return p.Current != "" && r.value == p.Current })
	if !m.typing() {
		return nil
	}
	m.field = huh.NewInput().Prompt(markSign).Value(&m.value).CharLimit(MaxText)
	theme := huh.ThemeBase()
	theme.Focused.Base = lipgloss.NewStyle()
	theme.Focused.TextInput.Prompt = m.look.accent
	theme.Focused.TextInput.Cursor = m.look.accent
	m.field.WithTheme(theme)
	m.fit()
	return m.field.Focus()
}

// fit makes the field as wide as the screen.
func (m *screenModel) fit() {
	if m.field != nil {
		m.field.WithWidth(m.columns())
	}
}

// typing reports whether a text is asked for.
func (m *screenModel) typing() bool { return len(m.prompt.Choices) == 0 && !m.prompt.Reading }

// unfinished returns a text that was typed but not submitted.
func (m *screenModel) unfinished() string {
	if m.prompt == nil || !m.typing() {
		return ""
	}
	if text := strings.TrimSpace(m.value); text != m.prompt.Current && checkText(*m.prompt, text) == nil {
		return text
	}
	return ""
}

func (m *screenModel) reply(r Reply) tea.Cmd {
	if r.Did != Answered && r.Did != Skipped {
		r.Unfinished = m.unfinished()
	}
	m.shown = m.View()
	m.prompt = nil
	m.replies <- r
	return nil
}

// press handles a key.
func (m *screenModel) press(k tea.KeyMsg) tea.Cmd {
	switch {
	case m.prompt == nil:
		m.typedAhead = append(m.typedAhead, k)
		return nil
	case commandOf(k) == commandBreakOff:
		return m.reply(Reply{Did: broken})
	}
	m.problem = ""
	if m.small() {
		m.prompt.Notice = "" // it has been read, and the answers need its lines
	}
	switch {
	case m.helping:
		m.pressHelp(k)
		return nil
	case m.reading():
		return m.pressPage(k)
	case m.typing():
		return m.pressText(k)
	}
	return m.pressChoices(k)
}

// command handles a command that means the same everywhere.
func (m *screenModel) command(c command) tea.Cmd {
	switch c {
	case commandBack:
		if m.prompt.First {
			m.problem = nothingBefore
			return nil
		}
		return m.reply(Reply{Did: WentBack})
	case commandSkip:
		if m.prompt.Needed != "" {
			m.problem = m.prompt.Needed
			return nil
		}
		return m.reply(Reply{Did: Skipped})
	case commandStop:
		return m.reply(Reply{Did: Quit})
	case commandHelp:
		m.helping, m.help = true, scroll{}
	}
	return nil
}

// pressText handles a key while a text is typed. Nearly always, the key stands for
// itself.
func (m *screenModel) pressText(k tea.KeyMsg) tea.Cmd {
	switch c := commandOf(k); {
	case c == commandEnter:
		return m.give()
	// What was typed is kept, as with Enter; only an unchanged text is skipped.
	case c == commandSkip && strings.TrimSpace(m.value) != m.prompt.Current:
		return m.give()
	case c == commandBack && m.standsApart():
		m.turned = false
		return nil
	case c != noCommand:
		return m.command(c)
	}
	// The field also takes words that name keys for those keys, unless they were
	// pasted.
	k.Paste = k.Paste || len(k.Runes) > 1
	return m.pass(k)
}

// give submits the text as the reply.
func (m *screenModel) give() tea.Cmd {
	reply, err := m.prompt.replyTo(strings.TrimSpace(m.value))
	if err != nil {
		m.problem = sentence(err)
		return nil
	}
	return m.reply(reply)
}

// pressChoices handles a key when there are choices. Most keys mark one; only Enter
// answers.
func (m *screenModel) pressChoices(k tea.KeyMsg) tea.Cmd {
	c, sign := commandOrSign(k)
	if !isDigit(sign) {
		m.number = ""
	}
	rows := m.rows()
	last := len(rows) - 1
	switch c {
	case commandEnter:
		return m.answer(rows)
	case commandUp:
		m.marked--
		if m.marked < 0 {
			m.marked = last
		}
	case commandDown:
		m.marked++
		if m.marked > last {
			m.marked = 0
		}
	case commandFirst:
		m.marked = 0
	case commandLast:
		m.marked = last
	case commandBack:
		if m.standsApart() {
			m.turned = false
			return nil
		}
		return m.command(c)
	case noCommand:
		m.mark(sign, rows)
	default:
		return m.command(c)
	}
	return nil
}

// answer replies with the marked row.
func (m *screenModel) answer(rows []row) tea.Cmd {
	if m.marked < 0 {
		m.problem = "Choose an answer first, or press s to skip."
		if m.prompt.Needed != "" {
			m.problem = "Choose an answer first."
		}
		return nil
	}
	return m.reply(Reply{Did: Answered, Value: rows[m.marked].value})
}

// mark marks the row with a sign. A digit may continue a number, if there is an
// answer with that number.
func (m *screenModel) mark(sign rune, rows []row) {
	at := func(s string) int { return slices.IndexFunc(rows, func(r row) bool { return r.sign == s }) }
	switch {
	case isDigit(sign):
		for _, number := range []string{m.number + string(sign), string(sign)} {
			if i := at(number); i >= 0 {
				m.marked, m.number = i, number
				return
			}
		}
		m.number = ""
		m.problem = fmt.Sprintf("There is no answer %c.", sign)
	case sign == 0:
	case at(string(sign)) >= 0:
		m.marked = at(string(sign))
	case string(sign) == UnknownValue || string(sign) == ExemptValue:
		m.problem = fmt.Sprintf("There is no answer %c here; press h for help.", sign)
	}
}

// pass forwards a message to the field.
func (m *screenModel) pass(msg tea.Msg) tea.Cmd {
	if m.field == nil {
		return nil
	}
	_, cmd := m.field.Update(msg) // Update changes the field in place
	return cmd
}

// row is one choice: its value, the sign that is typed to mark it, and its text.
type row struct{ value, sign, text string }

func (m *screenModel) rows() []row {
	p := m.prompt
	if len(p.Choices) == 0 {
		return nil
	}
	var rows []row
	for i, c := range p.Choices {
		rows = append(rows, row{c.Value, strconv.Itoa(i + 1), c.Text})
	}
	if p.Unknown {
		rows = append(rows, row{UnknownValue, UnknownValue, unknownText})
	}
	if p.Exempt {
		rows = append(rows, row{ExemptValue, ExemptValue, exemptText})
	}
	return rows
}
