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

// accent is the page's, for a terminal: of 256 colours one between the page's two,
// which stands out from white and from black alike, and of 16, which a person's own
// theme sets, magenta.
var accent = lipgloss.CompleteColor{TrueColor: "132", ANSI256: "132", ANSI: "5"}

// newStyles is the styles for a terminal of so many colours. The renderer is told
// everything; left to itself it would ask the terminal.
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
