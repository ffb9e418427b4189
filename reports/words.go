package reports

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
)

// Words and phrases that every format builds its sentences from.

// day returns a date as people write it: 20 November 2026.
func day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.Format("2 January 2006")
}

// isolated returns a name for use among other words. If its script runs from right to
// left, a direction mark keeps it from reordering the words after it. The mark
// belongs to the sentence, so it is added after cleaning.
func isolated(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	}) {
		return name
	}
	return name + "\u200e"
}

// whole returns a score as people see it.
func whole(x float64) string { return fmt.Sprintf("%d", int(math.Round(x))) }

// shownChange returns how far a score moved, worked out from the two whole numbers
// that people see, so that readers who subtract them get the same.
func shownChange(from, to float64) int { return int(math.Round(to)) - int(math.Round(from)) }
