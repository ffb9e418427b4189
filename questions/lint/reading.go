package lint

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// reading is what a text is graded by.
type reading struct{ words, sentences, syllables int }

// readingOf counts the words, sentences and syllables of texts. Each text stands
// by itself: one that ends without a full stop, as an option may, ends a sentence
// all the same.
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

// grade is the Flesch–Kincaid grade: the school year, counted as in the United
// States, in which a text can be read (Kincaid and others, 1975). Very short
// words make it negative; a text without words has grade 0.
func (r reading) grade() float64 {
	if r.words == 0 {
		return 0
	}
	return 0.39*float64(r.words)/float64(r.sentences) + 11.8*float64(r.syllables)/float64(r.words) - 15.59
}

// wordPattern tries in turn abbreviations (e.g.), numbers (1,000 or 2.5) and
// words, which hyphens and apostrophes join.
var wordPattern = pattern(`(?:\p{L}\.){2,}|\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['’‐‑-][\p{L}\p{M}\p{N}]+)*`)

// pattern is a regular expression made when it is first used: only those who
// check a bank need these, and every command would pay for them at its start.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// words is the words of a text as written. A hyphenated word is one; so are a
// number, a contraction and an abbreviation with points.
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

// syllables is the number of syllables of an English word: at least 1, a number
// being one. Short abbreviations in capitals are spelt out, and the parts of a
// hyphenated word are added up.
//
// It counts runs of vowels and mends what English spelling hides most often. It is
// right about nearly every word of Petal's own bank and stories; names and loan
// words are where it fails.
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

// told keeps the syllables of words: a bank says the same few thousand over and
// over, and looking at one costs as much as all else that is measured. What holds
// more words than people use is forgotten and begun again.
var told struct {
	sync.Mutex
	syllables map[string]int
}

const mostTold = 50_000

// spoken is the syllables of a word in small letters, without hyphens.
func spoken(word string) int {
	told.Lock()
	defer told.Unlock()
	n, known := told.syllables[word]
	if !known {
		n = spell(word)
		if told.syllables == nil || len(told.syllables) >= mostTold {
			told.syllables = map[string]int{}
		}
		told.syllables[strings.Clone(word)] = n // not the text it stands in
	}
	return n
}

// spell counts what [spoken] tells.
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

	// compound words keep a silent e in the middle; vowels side by side are said
	// apart in some spellings, and together after all in some of those.
	compound = pattern(`^every|^(?:some|home|stake|care|time|life|where)[^rdlsfn]`)
	apart    = pattern(`i[ao]|ie(?:t|nc|nt|r$)|eo|u[ao]|uen|^rea(?:l|ct)|^creat[eio]|[aeiou]ing|[^aeiou]ying|[^aeiou]sms?$`)
	together = pattern(`[ct]ia[ln]|[cstgx]io|nion|[ct]ien|[gq]u[ao]|quen|peop|[gc]eo`)
)

// irregular is everyday words that follow none of this.
var irregular = map[string]int{
	"anyone": 3, "area": 3, "being": 2, "business": 2, "colleague": 2, "evening": 2, "everyone": 3, "friend": 1,
	"hundred": 2, "idea": 3, "science": 2, "someone": 2, "theatre": 3,
}
