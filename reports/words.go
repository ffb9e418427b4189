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

// isolated is a name for use among other words. If its script runs from right to
// left, a mark keeps it from turning round the words after it. The mark belongs to
// the sentence, so it is added after cleaning.
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
