package prose

import (
	"strings"
	"unicode/utf8"
)

// Singular returns a word without the ending of a plural or a possessive, for
// comparing: it is the same for "policy", "policies" and "policy's". At least two
// letters stay. The word must be in small letters; only English endings are known.
func Singular(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	if base, ok := cut(word, 2, "ies"); ok {
		return base + "y"
	}
	if strings.HasSuffix(word, "ss") {
		return word
	}
	base, _ := cut(word, 2, "s")
	return base
}

// Base is like [Singular], but also removes verb endings: "tender", "tenders",
// "tendered" and "tendering" have the same base. At least three letters stay.
func Base(word string) string {
	base, _ := cut(Singular(word), 3, "ing", "ed", "e")
	return base
}

// Stem is like [Base], but also removes the endings that make one word from another:
// "evaluate", "evaluators" and "evaluation" have the same stem. Endings are cut off
// one after the other as long as five letters stay.
func Stem(word string) string {
	word = Base(word)
	for {
		shorter, ok := cut(word, 5, "ition", "ation", "ment", "ness", "ship", "ibil", "ful", "ion", "ity", "ate", "acy", "ibl", "at",
			"iv", "is", "er", "or", "ly", "e")
		if !ok {
			return word
		}
		word = shorter
	}
}

// cut takes the first of the endings that fits off a word, if at least least
// letters stay.
func cut(word string, least int, endings ...string) (string, bool) {
	for _, ending := range endings {
		if base, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(base) >= least {
			return base, true
		}
	}
	return word, false
}
