package reports

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"github.com/petal-check/petal/questions/prose"
)

// lineWriter writes wrapped lines of text for a terminal. It remembers the first
// error, so that callers need not check each line.
type lineWriter struct {
	w      io.Writer
	width  int
	styles styles
	blank  bool // the last line was empty
	err    error
}

type styles struct{ heading, strong, drawing, plain lipgloss.Style }

// accent is the accent colour of pages, for a terminal. With 256 colours, it is one
// between the page's two accents that can be read on white and on black. With 16,
// which a person's own theme sets, it is magenta.
var accent = lipgloss.CompleteColor{TrueColor: "132", ANSI256: "132", ANSI: "5"}

// newStyles returns the styles for a terminal with a number of colours. It sets
// everything in the renderer, which would otherwise ask the terminal.
func newStyles(colours int) styles {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetHasDarkBackground(true)
	switch {
	case colours >= 256:
		renderer.SetColorProfile(termenv.ANSI256)
	case colours > 0:
		renderer.SetColorProfile(termenv.ANSI)
	default:
		renderer.SetColorProfile(termenv.Ascii)
	}
	style := renderer.NewStyle
	return styles{
		heading: style().Bold(true).Underline(true),
		strong:  style().Bold(true),
		drawing: style().Foreground(accent),
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

// gap leaves one line empty, however often it is called in a row.
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

// text writes a paragraph, with its lines indented by a number of columns.
func (p *lineWriter) text(indent int, s string) { p.hang(strings.Repeat(" ", indent), s, nil) }

// hang writes a paragraph after a mark such as "1. ", with further lines indented by
// the mark's width. style may be nil.
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

// wrap returns s in lines, as Wrap breaks it, using at least 10 columns.
func wrap(s string, width int) []string {
	return strings.Split(prose.Wrap(s, max(10, width)), "\n")
}
