package reports

import (
	"io"
	"strings"
)

// textColumns is the longest line of a document in plain text, so that an e-mail
// does not break it again.
const textColumns = 72

// Text draws a document as plain text for an e-mail, a screen reader or a braille
// translator: what a terminal shows where drawings are told in words, with
// punctuation that all of them know.
func Text(w io.Writer, d Document, o Options) error {
	o.Width, o.Colours, o.Words = textColumns-2, 0, true // where a line is cut, three dots stand for one sign
	var out strings.Builder
	if err := Terminal(&out, d, o); err != nil {
		return err
	}
	_, err := io.WriteString(w, PlainPunctuation(out.String()))
	return err
}

var plainPunctuation = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "…", "...",
	"•", "-", "·", "-", "│", "|", "─", "-", "━", "-", "█", "", "░", "", "▶", ">", "→", "to", "✓", "yes", "☐", "[ ]",
	"●", "*", "○", "o", "\u00a0", " ", "\u2009", " ", "\u200a", " ", "\u202f", " ", "\u2011", "-",
)

// PlainPunctuation is a text with the signs that a typewriter has in place of those
// that print has: not every braille table or screen reader knows the others.
// Letters stay as they are.
func PlainPunctuation(s string) string { return plainPunctuation.Replace(s) }
