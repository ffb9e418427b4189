// Package charset puts what Petal says into the characters that a terminal shows.
// Petal writes Unicode throughout; only on its way to a terminal that has fewer
// characters is each of the others replaced by one that looks like it and is as wide,
// so that nothing that was laid out or drawn moves.
package charset

import (
	"math/bits"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Charset is what a terminal shows.
type Charset int

// The charsets.
const (
	Unicode Charset = iota
	// Plain is Unicode without what Petal draws with: of the locales C and POSIX
	// nothing else is known, and the letters of a name had better be tried.
	Plain
	// Latin1 is ISO-8859-1: one byte to a character.
	Latin1
)

// Of returns the charset of the terminal that an environment tells of, by the usual
// variables, the first of which that is set counts. Where none is set nothing is
// known, and nearly every terminal shows Unicode. windows says that the terminal is
// one of Windows, which have no such variables. The console of Linux shows Unicode,
// but its letters alone.
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
		// A language without a charset has that of its old days, mostly this one.
		return Latin1
	}
	return Plain
}

// File is a terminal that shows a charset.
type File struct {
	*os.File
	Charset Charset
}

// Write puts what Petal says into the charset. It never splits a character: Petal
// writes whole lines and whole screens.
func (f File) Write(p []byte) (int, error) {
	if _, err := f.File.Write(f.Charset.Encode(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteString is [File.Write], which the file alone would pass by.
func (f File) WriteString(s string) (int, error) { return f.Write([]byte(s)) }

// Read takes what is typed. What is not UTF-8 is in the charset; what is, is more than
// was said of the terminal, and stays.
func (f File) Read(p []byte) (int, error) {
	if f.Charset != Latin1 || len(p) < 2 {
		return f.File.Read(p)
	}
	n, err := f.File.Read(p[:len(p)/2]) // in UTF-8 it is up to twice as long
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
			out = append(out, p[0]) // whatever it was meant to be
		} else {
			out = append(out, c.rune(r, p[:size])...)
		}
		p = p[size:]
	}
	return out
}

// rune returns a character, which stands encoded in p, in the charset.
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

// alike is what stands for the characters that Petal draws and writes with.
var alike = map[rune]string{
	'█': "#", '░': ".", '▌': ">", '━': "=", '─': "-", '│': "|", '┄': ".", // bars, rules and the ladder
	'▲': "^", '▼': "v", '▶': ">", '↑': "^", '↓': "v", '←': "<", '→': ">",
	'●': "*", '○': "o", '•': "*", '✓': "v", '☐': "o", '·': "-", '…': "~",
	'“': `"`, '”': `"`, '„': `"`, '‘': "'", '’': "'",
	'–': "-", '—': "-", '‐': "-", '‑': "-", '−': "-", '\u00a0': " ",
	'\u200e': "", '\u200b': "", '\u2060': "", // what is not seen
}

func lookAlike(r rune) (string, bool) {
	if r >= 0x2800 && r <= 0x28ff {
		return dots(byte(r - 0x2800)), true
	}
	s, ok := alike[r]
	return s, ok
}

// dots returns what stands for a Braille character, whose dots are a drawing:
// nothing, full, or where most of its ink is.
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
