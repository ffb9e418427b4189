package prose

import (
	"fmt"
	"slices"
	"strings"
)

// Nearest returns the candidate that a person who wrote word most likely meant, or ""
// if none is close enough, that is, if more than a third of the letters would have to
// change. In a tie, the first wins.
func Nearest(word string, candidates []string) string {
	if word == "" || len(word) > 100 {
		return "" // no id is this long
	}
	best, least := "", 0
	lower := strings.ToLower(word)
	for _, c := range candidates {
		d := distance(lower, strings.ToLower(c))
		if limit := 1 + max(len(word), len(c))/3; d > limit && !strings.HasPrefix(c, lower) {
			continue
		}
		if best == "" || d < least {
			best, least = c, d
		}
	}
	return best
}

// NearestFew returns up to most candidates that a person who wrote word may have
// meant, the nearest first, without duplicates. Each is as close as [Nearest]
// requires.
func NearestFew(word string, candidates []string, most int) []string {
	var near []string
	for len(near) < most {
		left := slices.DeleteFunc(slices.Clone(candidates), func(c string) bool { return slices.Contains(near, c) })
		next := Nearest(word, left)
		if next == "" {
			break
		}
		near = append(near, next)
	}
	return near
}

// DidYouMean returns a hint to add to a message: `; did you mean "x"?`, or the whole
// list of choices if it is short, or "".
func DidYouMean(word string, candidates []string) string {
	if n := Nearest(word, candidates); n != "" {
		return fmt.Sprintf("; did you mean %q?", Short(n))
	}
	if len(candidates) == 1 {
		return "; the only choice is " + candidates[0]
	}
	if len(candidates) > 1 && len(candidates) <= 12 {
		return "; choose one of " + strings.Join(candidates, ", ")
	}
	return ""
}

// distance counts the letters to insert, delete, replace or swap to get from a
// to b (optimal string alignment), in bytes: ids are plain letters.
func distance(a, b string) int {
	if len(a) > 100 || len(b) > 100 {
		return 100
	}
	var two, one, row [101]int
	for j := range len(b) + 1 {
		one[j] = j //nolint:gosec // neither word has more than 100 letters
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1) //nolint:gosec // as above
			}
		}
		two, one = one, row
	}
	return one[len(b)]
}
