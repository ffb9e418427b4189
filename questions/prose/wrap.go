package prose

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks s into lines of at most width columns. It breaks at spaces, and within
// a word only if the word is longer than that. A newline in s stays a newline.
func Wrap(s string, width int) string {
	return withStiffHyphens(s, func(s string) string { return ansi.Wrap(s, width, "") })
}

// WrapWords is like [Wrap], but never breaks a word, however long it is: the name of
// a file must stay whole to be copied.
func WrapWords(s string, width int) string {
	return withStiffHyphens(s, func(s string) string { return ansi.Wordwrap(s, width, "") })
}

// withStiffHyphens hides hyphens from the library, which would break lines at them.
// Names of levels, ids, dates and files are full of hyphens.
func withStiffHyphens(s string, wrap func(string) string) string {
	const stiff = "\ufdd0" // a noncharacter, so no text has it
	return strings.ReplaceAll(wrap(strings.ReplaceAll(s, "-", stiff)), stiff, "-")
}
