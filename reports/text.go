package reports

import (
	"io"
	"strings"
)

// textColumns is the longest line of a document in plain text, short enough for an
// e-mail not to break it again.
const textColumns = 72

// Text writes a document as plain text for an e-mail, a screen reader or a braille
// translator. It is like [Terminal], but describes drawings in words and uses
// punctuation that all of them can handle.
func Text(w io.Writer, d Document, o Options) error {
	o.Width, o.Colours, o.Words = textColumns-2, 0, true // a line that is cut ends in an ellipsis, which becomes three dots
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

// PlainPunctuation returns a text with typographic punctuation replaced by what a
// typewriter has, since not every braille table or screen reader can handle it.
// Letters stay as they are.
func PlainPunctuation(s string) string { return plainPunctuation.Replace(s) }
