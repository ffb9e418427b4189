package prose

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unsafe reports whether a terminal might act on a character or a reader be fooled by
// it: control characters, those that change the direction of writing, line
// separators, the byte order mark, and the code points that Unicode defines as
// noncharacters. XML cannot hold two of these, U+FFFE and U+FFFF, even escaped.
// Newline and tab are unsafe too; callers that allow them check for them first.
func Unsafe(r rune) bool {
	if r >= ' ' && r < 0x7f {
		return false // nearly all text
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Noncharacter_Code_Point) || r == '\u2028' || r == '\u2029' || r == '\ufeff'
}

// Clean returns a text without the characters that are [Unsafe]. Newlines stay, a tab
// becomes a space, and bytes that are not UTF-8 become U+FFFD. Files with such
// characters are refused; Clean is for text from elsewhere. It does not escape
// anything: what HTML, Markdown or a spreadsheet would act on is still there.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case Unsafe(r):
			return -1
		}
		return r
	}, s)
}

// OneLine is like [Clean], but returns one line with single spaces.
func OneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// Visible returns a name, such as a file's, on one line. Characters that are
// [Unsafe], including newlines, and bytes that are not UTF-8 are escaped as in Go: a
// newline becomes \n. A backslash in the name stays as it is.
func Visible(name string) string {
	hidden := func(r rune) bool { return Unsafe(r) || r == utf8.RuneError }
	if !strings.ContainsFunc(name, hidden) {
		return name
	}
	var out strings.Builder
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		part := name[:size]
		if hidden(r) {
			part = strconv.QuoteToASCII(part)
			part = part[1 : len(part)-1]
		}
		out.WriteString(part)
		name = name[size:]
	}
	return out.String()
}
