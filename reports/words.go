package reports

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/petal-check/petal/questions"
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

// clean drops the characters that a terminal, or a reader's eye, might obey. Files
// are refused when they hold any; this is for text that came another way. Every
// format passes what people wrote through it, and then through an escape of its
// own.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}

// Perspectives in words: as one of several in a list, as the people of a
// sentence, and as the head of a column.
var perspectiveWords = map[questions.Perspective]string{
	"lived-experience": "people with lived experience",
	"carer":            "carers",
	"staff":            "staff",
	"partner":          "partner organisations",
	"mixed":            "a mixed group",
}

var onePerson = map[questions.Perspective]string{
	"lived-experience": "one person with lived experience",
	"carer":            "one carer",
	"staff":            "one member of staff",
	"partner":          "one partner organisation",
	"mixed":            "a mixed group",
}

// people is a perspective as the several people of a sentence.
func people(perspective questions.Perspective) string {
	if perspective == questions.Mixed {
		return "the mixed groups"
	}
	return perspectiveWords[perspective]
}

// shortPerspective is a perspective as the head of a column.
var shortPerspective = map[questions.Perspective]string{
	"lived-experience": "lived experience",
	"carer":            "carers",
	"staff":            "staff",
	"partner":          "partners",
	"mixed":            "mixed group",
}
