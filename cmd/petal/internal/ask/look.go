package ask

import (
	"regexp"
	"sync"

	"github.com/charmbracelet/lipgloss"
)

// The colours of the screen. Petal never asks a terminal whether its background is
// light or dark, so each colour stands out from both: the contrast is about 4 to 1
// with white and with a dark grey. The accent is the same as in reports. With sixteen
// colours, which each person's theme sets, no grey is sure to be readable on both.
var (
	accentColour = lipgloss.CompleteColor{TrueColor: "132", ANSI256: "132", ANSI: "5"}
	quietColour  = lipgloss.CompleteColor{TrueColor: "244", ANSI256: "244", ANSI: ""}
)

// look says how the parts of the screen are styled. Nothing is lost without colour:
// the marked answer has a mark before it, and a heading has its own line.
type look struct {
	accent lipgloss.Style // for the current section and the marked answer
	strong lipgloss.Style // for the question
	quiet  lipgloss.Style // for help that need not be read
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

// bars matches the filled parts of bars drawn on a page.
var bars = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("█+") })

// paint colours the bars of a page with the accent.
func (l look) paint(page string) string {
	return bars().ReplaceAllStringFunc(page, func(s string) string { return l.accent.Render(s) })
}

// The signs on the screen. Each is one column wide and has an ASCII form, for
// terminals that show nothing else.
const (
	markSign           = "▌ " // before each line of the marked answer, and of a text to type
	doneSign, togoSign = "━", "─"
	moreAbove          = "▲"
	moreBelow          = "▼"
)
