// Package prose helps to write sentences for people: numbers with their nouns, lines
// that are not too long, the word that was probably meant, and text without
// characters that a terminal would act on. Every part of Petal that writes sentences
// uses it.
package prose

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count returns a number with its noun: "1 file", "2 files".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// CountInWords is like [Count], but writes numbers below ten as words, and 0 as "no".
func CountInWords(n int, one, many string) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	switch {
	case n < 0 || n >= len(words):
		return Count(n, one, many)
	case n == 1:
		return "one " + one
	}
	return words[n] + " " + many
}

// Capital returns a phrase with its first letter in upper case.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// mostQuoted is how many characters of a text a message quotes.
const mostQuoted = 60

// Short returns a text as a message quotes it: all of it, or its first 60 characters
// and an ellipsis. A word in a file can be any length.
func Short(s string) string {
	n := 0
	for i := range s {
		if n == mostQuoted {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// And joins words into a list: a, b and c.
func And(words []string) string { return joined(words, " and ") }

// Or joins words into a list of choices: a, b or c.
func Or(words []string) string { return joined(words, " or ") }

func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + last + words[n]
}
