package ask

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// wrap breaks a text into lines of at most width columns. It breaks at spaces
// and not at hyphens: levels, dates and names of files are full of them. Only a
// word that is longer than a line is cut.
func wrap(s string, width int) string {
	const stiff = "\u2011" // a hyphen that does not break; ansi.Wrap breaks at every other one
	return strings.ReplaceAll(ansi.Wrap(strings.ReplaceAll(s, "-", stiff), width, ""), stiff, "-")
}
