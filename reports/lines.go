package reports

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"github.com/petal-check/petal/questions/prose"
)

// lineWriter writes wrapped lines of text for a terminal and remembers the first
// error, so that a report is written without a check at every line.
type lineWriter struct {
	w      io.Writer
	width  int
	styles styles
	blank  bool // the last line was empty
	err    error
}

type styles struct{ heading, strong, drawing, plain lipgloss.Style }

// newStyles uses the sixteen colours a person's own terminal theme sets, so that
// they hold on dark and light, and no colour carries meaning alone. The
// renderer is told everything; left to itself it would ask the terminal.
func newStyles(colour bool) styles {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetHasDarkBackground(true)
	renderer.SetColorProfile(termenv.Ascii)
	if colour {
		renderer.SetColorProfile(termenv.ANSI)
	}
	style := renderer.NewStyle
	return styles{
		heading: style().Bold(true).Underline(true),
		strong:  style().Bold(true),
		drawing: style().Foreground(lipgloss.Color("5")),
		plain:   style(),
	}
}

func (p *lineWriter) line(s string) {
	s = strings.TrimRight(s, " ")
	p.blank = s == ""
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s+"\n")
	}
}

// gap leaves one line empty, however often it is asked to.
func (p *lineWriter) gap() {
	if !p.blank {
		p.line("")
	}
}

func (p *lineWriter) heading(s string) {
	p.gap()
	for _, l := range wrap(prose.Clean(s), p.width) {
		p.line(p.styles.heading.Render(l))
	}
}

// text writes a paragraph, its lines indented by that many columns.
func (p *lineWriter) text(indent int, s string) { p.hang(strings.Repeat(" ", indent), s, nil) }

// hang writes a paragraph behind a mark such as "1. ", its further lines
// indented by the mark's width. style may be nil.
func (p *lineWriter) hang(mark, s string, style *lipgloss.Style) {
	pad := strings.Repeat(" ", ansi.StringWidth(mark))
	for i, l := range wrap(prose.Clean(s), p.width-len(pad)) {
		if style != nil {
			l = style.Render(l)
		}
		if i == 0 {
			p.line(mark + l)
		} else {
			p.line(pad + l)
		}
	}
}

// wrap is s in lines, as Wrap breaks it, of 10 columns at least.
func wrap(s string, width int) []string {
	return strings.Split(prose.Wrap(s, max(10, width)), "\n")
}
