// Package charset converts what Petal writes to the characters that a terminal can
// show. Petal writes Unicode everywhere. Only on the way to a terminal with fewer
// characters, each of the others is replaced by one that looks similar and is as
// wide, so that nothing in a layout or drawing moves.
package charset

import (
	"math/bits"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Charset is the set of characters that a terminal can show.
type Charset int

// The charsets.
const (
	Unicode Charset = iota
	// Plain is Unicode without the characters that Petal draws with. It is for the
	// locales C and POSIX, which say nothing about the terminal: the letters of a
	// name are still worth trying.
	Plain
	// Latin1 is ISO-8859-1: one byte for each character.
	Latin1
)

// Of returns the charset of the terminal, according to the first of the usual
// environment variables that is set. If none is set, it is Unicode, which nearly
// every terminal shows. windows says that the terminal belongs to Windows, which has
// no such variables. The Linux console shows the letters of Unicode, but not its
// drawings.
func Of(getenv func(string) string, windows bool) Charset {
	if windows {
		return Unicode
	}
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale = getenv(name); locale != "" {
			break
		}
	}
	_, set, _ := strings.Cut(strings.ToLower(locale), ".")
	set, _, _ = strings.Cut(strings.NewReplacer("-", "", "_", "").Replace(set), "@")
	switch {
	case set == "utf8", locale == "" && getenv("TERM") != "linux":
		return Unicode
	case strings.HasPrefix(set, "iso8859"), set == "" && strings.Contains(locale, "_"):
		// A language without a charset means its traditional one, which is mostly
		// this.
		return Latin1
	}
	return Plain
}

// File is a terminal with a charset.
type File struct {
	*os.File
	Charset Charset
}

// Write converts what Petal writes to the charset. It never sees part of a character,
// since Petal writes whole lines and whole screens.
func (f File) Write(p []byte) (int, error) {
	if _, err := f.File.Write(f.Charset.Encode(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteString is [File.Write] for strings. Without it, the embedded file's own
// WriteString would bypass the conversion.
func (f File) WriteString(s string) (int, error) { return f.Write([]byte(s)) }

// Read reads what is typed and converts it to UTF-8. Input that is already UTF-8
// stays as it is, even if the terminal was not expected to send it.
func (f File) Read(p []byte) (int, error) {
	if f.Charset != Latin1 || len(p) < 2 {
		return f.File.Read(p)
	}
	n, err := f.File.Read(p[:len(p)/2]) // UTF-8 can be twice as long
	if utf8.Valid(p[:n]) {
		return n, err
	}
	var text []byte
	for _, b := range p[:n] {
		text = utf8.AppendRune(text, rune(b))
	}
	return copy(p, text), err
}

// Encode returns a text in the charset.
func (c Charset) Encode(p []byte) []byte {
	if c == Unicode {
		return p
	}
	out := make([]byte, 0, len(p))
	for len(p) > 0 {
		r, size := utf8.DecodeRune(p)
		if r == utf8.RuneError && size == 1 {
			out = append(out, p[0]) // not UTF-8, so it stays as it is
		} else {
			out = append(out, c.rune(r, p[:size])...)
		}
		p = p[size:]
	}
	return out
}

// rune returns a character in the charset. p holds its UTF-8 form.
func (c Charset) rune(r rune, p []byte) []byte {
	if r < utf8.RuneSelf {
		return p
	}
	if c == Latin1 && r >= 0xa0 && r <= 0xff {
		return []byte{byte(r)}
	}
	if alike, ok := lookAlike(r); ok {
		return []byte(alike)
	}
	if c == Plain {
		return p
	}
	return []byte(strings.Repeat("?", ansi.StringWidth(string(r))))
}

// alike maps the characters that Petal draws and writes with to their replacements.
var alike = map[rune]string{
	'█': "#", '░': ".", '▌': ">", '━': "=", '─': "-", '│': "|", '┄': ".", // bars, rules and the ladder
	'▲': "^", '▼': "v", '▶': ">", '↑': "^", '↓': "v", '←': "<", '→': ">",
	'●': "*", '○': "o", '•': "*", '✓': "v", '☐': "o", '·': "-", '…': "~",
	'“': `"`, '”': `"`, '„': `"`, '‘': "'", '’': "'",
	'–': "-", '—': "-", '‐': "-", '‑': "-", '−': "-", '\u00a0': " ",
	'\u200e': "", '\u200b': "", '\u2060': "", // invisible characters
}

func lookAlike(r rune) (string, bool) {
	if r >= 0x2800 && r <= 0x28ff {
		return dots(byte(r - 0x2800)), true
	}
	s, ok := alike[r]
	return s, ok
}

// dots returns a replacement for a Braille character, whose dots are part of a
// drawing: empty, full, or a sign with its ink where most of the dots are.
func dots(pattern byte) string {
	const upper, lower = 0b0001_1011, 0b1110_0100 // the first two rows, the last two
	switch {
	case pattern == 0:
		return " "
	case bits.OnesCount8(pattern) >= 7:
		return "#"
	case pattern&lower == 0:
		return "'"
	case pattern&upper == 0:
		return "."
	}
	return ":"
}
