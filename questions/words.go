package questions

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

//go:embed bank/words.yaml
var wordsText []byte

// ownWords returns Petal's own sentences on forms in English, and their ids in file
// order. They are read when they are first needed, which is only for forms and for
// banks that translate them.
var ownWords = sync.OnceValue(func() (own struct {
	text map[string]string
	ids  []string
}) {
	var doc yaml.Node
	if err := yaml.Unmarshal(wordsText, &doc); err != nil {
		panic(fmt.Sprintf("the sentences built into Petal cannot be read: %v", err)) // a test checks that they can
	}
	own.text = map[string]string{}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		own.ids = append(own.ids, pairs[i].Value)
		own.text[pairs[i].Value] = pairs[i+1].Value
	}
	return own
})

// WordIDs returns the id of every sentence that Petal itself puts on forms, in file
// order.
func WordIDs() []string { return ownWords().ids }

// Say returns one of Petal's own sentences in the bank's words, or in English if the
// bank has none. Each {name} in it is replaced by the value that follows the name in
// parts. Say panics if id is not one of [WordIDs].
func (b *Bank) Say(id string, parts ...string) string {
	text, own := b.OwnWords[id]
	if !own {
		if text, own = ownWords().text[id]; !own {
			panic("no sentence " + id)
		}
	}
	return Fill(text, parts...)
}

// SayEasy is like [Bank.Say], but in easy words if there are some. If the bank has
// its own words for a sentence but no easy ones, SayEasy uses those.
func (b *Bank) SayEasy(id string, parts ...string) string {
	easy := id + "-easy"
	_, own := b.OwnWords[easy]
	if _, ownPlain := b.OwnWords[id]; own || !ownPlain && ownWords().text[easy] != "" {
		return b.Say(easy, parts...)
	}
	return b.Say(id, parts...)
}

// Fill replaces each {name} in a sentence with its value. It does not look for names
// inside the values, which may come from a person.
func Fill(text string, parts ...string) string {
	pairs := make([]string, len(parts))
	for i, part := range parts {
		if pairs[i] = part; i%2 == 0 {
			pairs[i] = "{" + part + "}"
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// InEnglish returns the ids of the sentences that a bank in another language leaves
// in English; none for a bank in English. A sentence needs no easy words to count as
// translated.
func (b *Bank) InEnglish() []string {
	if b.Language == "" || b.Language == "en" || strings.HasPrefix(b.Language, "en-") {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(WordIDs()), func(id string) bool {
		return b.OwnWords[id] != "" || b.OwnWords[strings.TrimSuffix(id, "-easy")] != ""
	})
}

// Dirs lists the directions that a script can run in.
var Dirs = []string{"ltr", "rtl"}

var inBraces = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[a-z-]+\}`) })

// readWords reads Petal's own sentences in a bank's language. A sentence must have
// the same placeholders as its English: without one, a form would leave out what goes
// there.
func readWords(v strict.Value) map[string]string {
	if !v.Present() {
		return nil
	}
	words := map[string]string{}
	for _, e := range v.Entries() {
		english, known := ownWords().text[e.Key]
		if !known {
			e.Name.Problem("no sentence %q%s", prose.Short(e.Key), prose.DidYouMean(e.Key, WordIDs()))
			continue
		}
		text := e.Value.Sentence()
		want, have := places(english), places(text)
		for _, place := range want {
			if text != "" && !slices.Contains(have, place) {
				e.Value.Problem("%s is missing here; the English is %q", place, english)
			}
		}
		for _, place := range have {
			if !slices.Contains(want, place) {
				e.Value.Problem("%s means nothing here; the English is %q", place, english)
			}
		}
		words[e.Key] = text
	}
	return words
}

func places(text string) []string { return inBraces().FindAllString(text, -1) }
