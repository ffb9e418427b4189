package questions

import (
	"slices"
	"strings"
	"sync"
)

// doubleQuestion tells whether a wording asks two things, and quotes the words
// that show it; "" where it does not. A person who does one and not the other
// could not answer.
//
// It sees a second question mark, a question word on both sides of "and" or
// "or" ("who decides and who pays"), and a verb on both sides ("do we ask
// people and do we write it down", "who asks and records"). It knows the verbs
// of [plainVerbs] and [looseVerbs] and no grammar: a word that may also be a
// noun counts only where its neighbours make it a verb. So nouns joined pass
// ("people and staff", "time and money", "plans and reports"), and so do set
// phrases such as "try and find". It cannot see a second clause whose subject is
// a noun ("do people decide and staff pay"), verbs it does not know, or two
// ideas in one verb.
func doubleQuestion(wording string) string {
	if strings.Count(wording, "?") > 1 {
		return "two question marks"
	}
	for _, sentence := range sentences(strings.ReplaceAll(wording, "&", " and ")) {
		tokens := words(strings.ToLower(strings.ReplaceAll(sentence, "/", " ")))
		for i, t := range tokens {
			if t != "and" && t != "or" || i == 0 || i == len(tokens)-1 {
				continue
			}
			left, right := tokens[:i], tokens[i+1:]
			if joinsVerbs(left, right) {
				return strings.Join(tokens[i-1:min(len(tokens), i+3)], " ")
			}
		}
	}
	return ""
}

func joinsVerbs(left, right []string) bool {
	before := left[len(left)-1]
	if before == "whether" || slices.Contains([]string{"go", "come", "try", "wait"}, before) {
		return false
	}
	for len(right) > 1 && (slices.Contains([]string{"then", "also", "later", "still", "not", "never", "to", "or"}, right[0]) || strings.HasSuffix(right[0], "ly") && verbs()[right[0]] == 0) {
		right = right[1:]
	}
	first := right[0]
	asked := func(w string) bool { return slices.Contains(questionWords, w) }
	if asked(first) && slices.ContainsFunc(left, asked) {
		return true
	}
	if !holdsVerb(left) {
		return false
	}
	switch {
	case slices.Contains(auxiliaries, first), slices.Contains([]string{"we", "they", "i", "he", "she"}, first):
		return true
	case verbs()[first] == plain:
		return true
	case verbs()[first] == loose:
		return isVerb(left, len(left)-1) || len(right) > 1 && slices.Contains(objects, right[1])
	}
	return false
}

// holdsVerb tells whether there is a verb other than an auxiliary.
func holdsVerb(tokens []string) bool {
	for i := range tokens {
		if isVerb(tokens, i) {
			return true
		}
	}
	return false
}

// isVerb tells whether the word at i is a verb: for sure, or by the word before.
func isVerb(tokens []string, i int) bool {
	switch verbs()[tokens[i]] {
	case plain:
		return true
	case loose:
		return i > 0 && (slices.Contains(subjects, tokens[i-1]) || slices.Contains(auxiliaries, tokens[i-1]) || strings.HasSuffix(tokens[i-1], "ly"))
	}
	return false
}

var (
	questionWords = strings.Fields("who whom whose what which when where why how whether")
	auxiliaries   = strings.Fields("do does did will would can could shall should may might must am is are was were has have had")
	subjects      = strings.Fields("we they you i he she it who to not people staff carers everyone anyone someone each nobody")
	objects       = strings.Fields("a an the it them him us me you these those my our your their its what whether")
)

// certainty of a word being a verb.
type certainty int

const (
	loose certainty = 1 + iota // may be a noun or adjective too
	plain
)

// plainVerbs are verbs whose base form is nothing else in a question; the words
// after a colon are pasts that no rule makes.
const plainVerbs = `ask decide tell:told know:knew hear:heard choose:chose give:gave take:took make:made get:got bring:brought
	send:sent write:wrote listen learn explain agree keep:kept meet:met join see:saw include involve collect gather deliver
	receive respond describe discuss understand:understood think:thought become:became want buy:bought sell:sold happen begin:began
	provide prepare create improve evaluate consider invite inform consult engage allow solve publish suggest settle say:said`

// looseVerbs are verbs that are nouns too.
const looseVerbs = `act answer budget call care chair change check comment design draft feel:felt fund help influence judge lead:led
	measure need note offer own pay:paid place plan reach read record reply report review run:ran set share show sign speak:spoke
	start stop support talk test track train travel treat trust use visit vote weigh welcome work find:found hold:held`

// verbs is every form of both lists. Forms in -ing and -ed are loose: "training"
// and "paid carers" are no verbs.
var verbs = sync.OnceValue(verbForms)

func verbForms() map[string]certainty {
	forms := map[string]certainty{}
	add := func(list string, base certainty) {
		for _, entry := range strings.Fields(list) {
			verb, past, irregular := strings.Cut(entry, ":")
			forms[verb] = base
			stem := strings.TrimSuffix(verb, "e")
			ending := "s"
			switch {
			case hisses().MatchString(verb) && stem == verb:
				ending = "es"
			case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
				stem, ending = strings.TrimSuffix(verb, "y")+"i", "es"
			}
			if ending == "es" {
				forms[stem+ending] = base
			} else {
				forms[verb+ending] = base
			}
			if irregular {
				forms[past] = base
			} else {
				forms[stem+"ed"] = loose
			}
			forms[strings.TrimSuffix(verb, "e")+"ing"] = loose
			if final := verb[len(verb)-1:]; strings.Contains("gnpt", final) {
				forms[verb+final+"ing"] = loose // getting, planning
				forms[verb+final+"ed"] = loose
			}
		}
	}
	add(looseVerbs, loose)
	add(plainVerbs, plain)
	return forms
}
