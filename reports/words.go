package reports

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
)

// The small words that every format builds its sentences from.

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

// whole is a score as people see it.
func whole(x float64) string { return fmt.Sprintf("%d", int(math.Round(x))) }

// shownChange is how far a score moved, worked out from the two whole numbers that
// people see: a reader who subtracts them must not be told otherwise.
func shownChange(from, to float64) int { return int(math.Round(to)) - int(math.Round(from)) }
