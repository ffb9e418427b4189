package prose

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks s into lines of at most width columns, at spaces, and within a word
// only where one is longer than that. A newline in s stays one.
func Wrap(s string, width int) string {
	return withStiffHyphens(s, func(s string) string { return ansi.Wrap(s, width, "") })
}

// WrapWords is [Wrap] that never breaks a word, however long it is: the name of a
// file must stay whole to be copied.
func WrapWords(s string, width int) string {
	return withStiffHyphens(s, func(s string) string { return ansi.Wordwrap(s, width, "") })
}

// withStiffHyphens hides hyphens from the library, which would break lines at them:
// names of levels, ids, dates and files are full of them.
func withStiffHyphens(s string, wrap func(string) string) string {
	const stiff = "\ufdd0" // no character, so no text has it
	return strings.ReplaceAll(wrap(strings.ReplaceAll(s, "-", stiff)), stiff, "-")
}
