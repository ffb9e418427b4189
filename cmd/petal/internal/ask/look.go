package ask

import (
	"regexp"
	"sync"

	"github.com/charmbracelet/lipgloss"
)

// The colours of the screen. Petal never asks a terminal whether its background
// is light or dark, so each of them stands out from both: by about 4 to 1 from
// white and from a dark grey. The accent is that of reports. Of sixteen colours, which
// are the person's own, no grey is sure to be seen on both.
var (
	accentColour = lipgloss.CompleteColor{TrueColor: "132", ANSI256: "132", ANSI: "5"}
	quietColour  = lipgloss.CompleteColor{TrueColor: "244", ANSI256: "244", ANSI: ""}
)

// look is how the parts of the screen are written. Without colour nothing is
// lost: a mark stands before the marked answer, and a heading on a line of its
// own.
type look struct {
	accent lipgloss.Style // where one is, and the marked answer
	strong lipgloss.Style // what is asked
	quiet  lipgloss.Style // what helps and need not be read
}

// newLook returns the look for the terminal that the default renderer stands for.
func newLook() look {
	style := lipgloss.NewStyle
	return look{
		accent: style().Foreground(accentColour).Bold(true),
		strong: style().Bold(true),
		quiet:  style().Foreground(quietColour),
	}
}

// bars is the full parts of bars that are drawn on a page.
var bars = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("█+") })

// paint gives the bars of a page the accent.
func (l look) paint(page string) string {
	return bars().ReplaceAllStringFunc(page, func(s string) string { return l.accent.Render(s) })
}

// The signs of the screen. Each is one column wide, and has a form in ASCII for
// terminals that show no other.
const (
	markSign           = "▌ " // before each line of the marked answer, and of a text to type
	doneSign, togoSign = "━", "─"
	moreAbove          = "▲"
	moreBelow          = "▼"
)
