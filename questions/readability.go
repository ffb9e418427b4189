package questions

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Reading is what a text is measured by: counts from which its grade follows.
type Reading struct {
	Words     int
	Sentences int
	Syllables int
}

// Readability counts the words, sentences and syllables of texts. Each text
// stands by itself: one that ends without a full stop, as an option may, ends a
// sentence all the same.
func Readability(texts ...string) Reading {
	var r Reading
	for _, text := range texts {
		for _, sentence := range sentences(text) {
			r.Sentences++
			for _, word := range words(sentence) {
				r.Words++
				r.Syllables += Syllables(word)
			}
		}
	}
	return r
}

// Grade is the Flesch–Kincaid grade: the school year, counted as in the United
// States, in which a text can be read (Kincaid and others, 1975). Very short
// words make it negative; a text without words has grade 0.
func (r Reading) Grade() float64 {
	if r.Words == 0 {
		return 0
	}
	return 0.39*float64(r.Words)/float64(r.Sentences) + 11.8*float64(r.Syllables)/float64(r.Words) - 15.59
}

// Words is the number of words in a text. A hyphenated word is one; so are a
// number, a contraction and an abbreviation with points.
func Words(text string) int { return len(words(text)) }

// wordPattern tries in turn abbreviations (e.g.), numbers (1,000 or 2.5) and
// words, which hyphens and apostrophes join.
var wordPattern = pattern(`(?:\p{L}\.){2,}|\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['’‐‑-][\p{L}\p{M}\p{N}]+)*`)

// pattern is a regular expression made when it is first used: only those who
// check a bank need these, and every command would pay for them at its start.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// words is the words of a text as written.
func words(text string) []string { return wordPattern().FindAllString(text, -1) }

var (
	sentenceEnd = pattern(`[.!?…]+['"’”)\]]*(?:\s+|$)|\n\s*\n`)
	// titles take a point that ends nothing, for those who write them with one.
	titles = pattern(`(?i)\b(?:mr|mrs|ms|dr|st)\.\s*$`)
)

// sentences cuts a text into sentences, leaving out what holds no word. A point
// before a small letter, as after "e.g.", does not end one.
func sentences(text string) []string {
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); wordPattern().MatchString(s) {
			out = append(out, s)
		}
	}
	start := 0
	for _, at := range sentenceEnd().FindAllStringIndex(text, -1) {
		next, _ := utf8.DecodeRuneInString(text[at[1]:])
		point := text[at[0]] == '.' || strings.HasPrefix(text[at[0]:], "…")
		if point && (unicode.IsLower(next) || titles().MatchString(text[start:at[1]])) && at[1] < len(text) {
			continue
		}
		add(text[start:at[1]])
		start = at[1]
	}
	add(text[start:])
	return out
}
