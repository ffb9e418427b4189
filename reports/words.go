package reports

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The small words that every format builds its sentences from.

// and joins words as a sentence does: a, b and c.
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// capital is a phrase as it begins a line.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// day is a date as people write it: 20 November 2026.
func day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.Format("2 January 2006")
}

// isolated is a name in a line of other words, whichever way its script runs: one
// that runs from right to left is kept from turning the words behind it round. The
// marks that do it belong to the sentence, so it is done after cleaning.
func isolated(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	}) {
		return name
	}
	return name + "\u200e"
}

// oneLine is a text as one clean line.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// whole is a score as people see it.
func whole(x float64) string { return fmt.Sprintf("%d", int(math.Round(x))) }

// shownChange is how far a score moved, worked out from the two whole numbers that
// people see: a reader who subtracts them must not be told otherwise.
func shownChange(from, to float64) int { return int(math.Round(to)) - int(math.Round(from)) }

// count is a number with the thing it counts: small numbers as words.
func count(n int, one, many string) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= len(words) {
		return digits(n, one, many)
	}
	if n == 1 {
		return "one " + one
	}
	return words[n] + " " + many
}

// digits is [count] where a figure reads better: in tables and after one.
func digits(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// clean drops the characters that no reader may be handed ([obeyed]). Bytes that
// are not UTF-8 become U+FFFD. Files are refused when they hold any of these; this
// is for text that came another way. Every format passes what people wrote
// through it, and then through an escape of its own.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case obeyed(r):
			return -1
		}
		return r
	}, s)
}

// obeyed tells the characters that a terminal, or a reader's eye, might obey, and
// those that Unicode says are no characters: XML cannot hold U+FFFE and U+FFFF at
// all, however they are escaped.
func obeyed(r rune) bool {
	if r >= ' ' && r < 0x7f {
		return false // nearly all there is
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Noncharacter_Code_Point)
}
