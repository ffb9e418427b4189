package lint

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// reading holds the counts that a grade is worked out from.
type reading struct{ words, sentences, syllables int }

// readingOf counts the words, sentences and syllables of texts. A text that ends
// without a full stop, as an option may, still ends a sentence.
func readingOf(texts ...string) reading {
	var r reading
	for _, text := range texts {
		for _, sentence := range sentences(text) {
			r.sentences++
			for _, word := range words(sentence) {
				r.words++
				r.syllables += syllables(word)
			}
		}
	}
	return r
}

// grade returns the Flesch–Kincaid grade: the school year, counted as in the United
// States, in which a text can be read (Kincaid and others, 1975). Very short words
// make it negative; a text without words has grade 0.
func (r reading) grade() float64 {
	if r.words == 0 {
		return 0
	}
	return 0.39*float64(r.words)/float64(r.sentences) + 11.8*float64(r.syllables)/float64(r.words) - 15.59
}

// wordPattern matches an abbreviation (e.g.), a number (1,000 or 2.5) or a word,
// which may contain hyphens and apostrophes.
var wordPattern = pattern(`(?:\p{L}\.){2,}|\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['’‐‑-][\p{L}\p{M}\p{N}]+)*`)

// pattern returns a regular expression that is compiled when it is first used. Only
// checking a bank needs these; otherwise every command would pay for them at
// start-up.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// words returns the words of a text as written. A hyphenated word counts as one; so
// do a number, a contraction and an abbreviation with full stops.
func words(text string) []string { return wordPattern().FindAllString(text, -1) }

var (
	sentenceEnd = pattern(`[.!?…]+['"’”)\]]*(?:\s+|$)|\n\s*\n`)
	// Titles may be written with a full stop that does not end a sentence.
	titles = pattern(`(?i)\b(?:mr|mrs|ms|dr|st)\.\s*$`)
)

// sentences splits a text into sentences and leaves out any without a word. A full
// stop before a small letter, as after "e.g.", does not end one.
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

// syllables returns the number of syllables of an English word, at least 1; a number
// counts as one. Short abbreviations in capitals count as spelt out, and the parts of
// a hyphenated word are added up.
//
// It counts runs of vowels and corrects for what English spelling hides most often.
// It is right for nearly every word of Petal's own bank and stories, but less often
// for names and loan words.
func syllables(word string) int {
	n := 0
	for _, part := range strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune("-‐‑", r) }) {
		if letters := len(part); letters <= 3 && strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			n += letters
			continue
		}
		n += spoken(oneKind.Replace(strings.ToLower(part)))
	}
	return max(1, n)
}

// counted remembers the syllables of words. A bank uses the same few thousand words
// again and again, and counting the syllables of one costs as much as all other
// measurements together. When it holds more words than people use, it is emptied.
var counted struct {
	sync.Mutex
	syllables map[string]int
}

const mostCounted = 50_000

// spoken returns the syllables of a word in small letters, without hyphens.
func spoken(word string) int {
	counted.Lock()
	defer counted.Unlock()
	n, known := counted.syllables[word]
	if !known {
		n = spell(word)
		if counted.syllables == nil || len(counted.syllables) >= mostCounted {
			counted.syllables = map[string]int{}
		}
		counted.syllables[strings.Clone(word)] = n // a copy, so that the whole text is not kept in memory
	}
	return n
}

// spell counts the syllables for [spoken].
func spell(word string) int {
	for _, ending := range []string{"", "s", "'s"} {
		if n, ok := irregular[strings.TrimSuffix(word, ending)]; ok {
			return n
		}
	}
	word = strings.ReplaceAll(notContracted().ReplaceAllString(word, "${1}ent"), "'", "")
	n := len(apart().FindAllString(word, -1)) - len(together().FindAllString(word, -1)) - len(compound().FindAllString(word, -1))
	word = yBetween().ReplaceAllString(strings.TrimPrefix(word, "y"), "$1-$2")
	word = spokenLE().ReplaceAllString(word, "${1}ul$2")
	word = spokenRE().ReplaceAllString(word, "${1}er$2")
	word = silentE().ReplaceAllString(word, "$1$2$3")
	word = silentInside().ReplaceAllString(word, "$1$2")
	return max(1, n+len(vowels().FindAllString(word, -1)))
}

var (
	vowels        = pattern(`[aeiouy]+`)
	notContracted = pattern(`([dst])n't$`)                                                // didn't, isn't; not can't
	yBetween      = pattern(`([aeiou])y([aeiou])`)                                        // beyond
	spokenLE      = pattern(`([^aeiouylrw])le([sd]?)$`)                                   // table, handled
	spokenRE      = pattern(`([^aeiouyr])re([sd]?)$`)                                     // centre
	silentE       = pattern(`([^aeiouy])e$|([^aeiouytd])ed$|([^aeiouysxzcgh]|[^cs]h)es$`) // make, called, notes
	silentInside  = pattern(`([aeiouy][^aeiouyl]*[^aeiouyl])e(ment|ful|less|ness|ly|ty)`) // statement, safety

	// Compound words keep a silent e in the middle. Neighbouring vowels are said
	// apart in some spellings (apart), but together in some of those (together).
	compound = pattern(`^every|^(?:some|home|stake|care|time|life|where)[^rdlsfn]`)
	apart    = pattern(`i[ao]|ie(?:t|nc|nt|r$)|eo|u[ao]|uen|^rea(?:l|ct)|^creat[eio]|[aeiou]ing|[^aeiou]ying|[^aeiou]sms?$`)
	together = pattern(`[ct]ia[ln]|[cstgx]io|nion|[ct]ien|[gq]u[ao]|quen|peop|[gc]eo`)
)

// irregular holds everyday words that follow none of these rules.
var irregular = map[string]int{
	"anyone": 3, "area": 3, "being": 2, "business": 2, "colleague": 2, "evening": 2, "everyone": 3, "friend": 1,
	"hundred": 2, "idea": 3, "science": 2, "someone": 2, "theatre": 3,
}
