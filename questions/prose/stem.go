package prose

import (
	"strings"
	"unicode/utf8"
)

// Base is a word without the ending of a plural or of a verb, for comparing: "policy"
// and "policies" have the same, and so have "tender", "tenders" and "tendering". At
// least three letters stay. It expects small letters and knows English alone.
func Base(word string) string {
	word = strings.TrimSuffix(word, "'s")
	if base, ok := cut(word, 2, "ies"); ok {
		return base + "y"
	}
	if strings.HasSuffix(word, "ss") {
		return word
	}
	base, _ := cut(word, 3, "ing", "ed", "es", "s", "e")
	return base
}

// Stem is [Base] without the endings that make other words of a word either:
// "evaluate", "evaluators" and "evaluation" have the same. These are cut off one after
// the other, and at least five letters stay.
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

// cut takes the first of some endings off a word that has least letters before it.
func cut(word string, least int, endings ...string) (string, bool) {
	for _, ending := range endings {
		if base, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(base) >= least {
			return base, true
		}
	}
	return word, false
}
