package questions

import (
	"slices"
	"strings"
	"unicode"

	"github.com/petal-check/petal/questions/prose"
)

// TermsIn returns the terms of the glossary that some texts use, in the glossary's
// order. Singular and plural both match, such as "chairs" for "chair". A term in
// capitals, such as "BSL", matches only as it is written. A term inside a longer one
// is not counted: "people with lived experience" is one thing to explain.
func (b *Bank) TermsIn(texts ...string) []Term {
	longest := slices.Clone(b.Glossary)
	slices.SortStableFunc(longest, func(x, y Term) int { return len(wordsOf(y.Term)) - len(wordsOf(x.Term)) })
	used := map[string]bool{}
	for _, text := range texts {
		words := wordsOf(text)
		for _, t := range longest {
			if taken := takeOut(words, wordsOf(t.Term)); taken {
				used[t.Term] = true
			}
		}
	}
	var terms []Term
	for _, t := range b.Glossary {
		if used[t.Term] {
			terms = append(terms, t)
		}
	}
	return terms
}

// wordsOf returns the words of a text in a form that can be compared: singular, and
// in small letters unless they are all capitals. Verbs keep their endings: the
// glossary has nouns, and what "backed" means does not explain "back".
func wordsOf(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' })
	for i, w := range words {
		if len(w) < 2 || w != strings.ToUpper(w) {
			words[i] = prose.Singular(strings.ToLower(w))
		}
	}
	return words
}

// takeOut removes every occurrence of want from words, and reports whether there was
// one.
func takeOut(words, want []string) bool {
	found := false
	for i := 0; i+len(want) <= len(words); i++ {
		if slices.Equal(words[i:i+len(want)], want) {
			clear(words[i : i+len(want)])
			found = true
		}
	}
	return found
}
