package lint

import (
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
)

func (l *linter) doubleQuestions() {
	for _, q := range l.bank.Questions() {
		for _, text := range []struct {
			what    string
			wording questions.Wording
		}{{"", q.Ask}, {" in easy words", q.Easy}} {
			for _, w := range wordings(text.wording) {
				if shown := doubleQuestion(w.text); shown != "" {
					l.say("double-question", q.Line, 1, "question %q%s%s asks two things at once (%s); ask one", q.ID, text.what, w.asked(), shown)
				}
			}
		}
	}
}

// doubleQuestion returns the words that make a wording ask two things at once, so
// that somebody who does only one of them could not answer. It returns "" if it finds
// none.
//
// It sees a second question mark, a question word on both sides of "and" or "or"
// ("who decides and who pays"), and a verb on both sides ("do we ask people and do we
// write it down", "who asks and records"). It knows some verbs but no grammar: a word
// that may also be a noun counts only if the words around it make it a verb. So two
// nouns pass ("people and staff", "plans and reports"), and so do set phrases such as
// "try and find". It cannot see a second clause whose subject is a noun ("do people
// decide and staff pay"), verbs it does not know, or two ideas in one verb.
func doubleQuestion(wording string) string {
	if strings.Count(wording, "?") > 1 {
		return "two question marks"
	}
	for _, sentence := range sentences(strings.ReplaceAll(wording, "&", " and ")) {
		tokens := words(strings.ToLower(strings.ReplaceAll(sentence, "/", " ")))
		for i, t := range tokens {
			if (t == "and" || t == "or") && i > 0 && i < len(tokens)-1 && joinsVerbs(tokens[:i], tokens[i+1:]) {
				return strings.Join(tokens[i-1:min(len(tokens), i+3)], " ")
			}
		}
	}
	return ""
}

// joinsVerbs reports whether the words on both sides of an "and" or "or" ask
// something.
func joinsVerbs(left, right []string) bool {
	if slices.Contains(setPhrases, left[len(left)-1]) {
		return false
	}
	for len(right) > 1 && slices.Contains(between, right[0]) {
		right = right[1:]
	}
	next := right[0]
	if slices.Contains(questionWords, next) && slices.ContainsFunc(left, func(w string) bool { return slices.Contains(questionWords, w) }) {
		return true
	}
	hasVerb := false
	for i := range left {
		hasVerb = hasVerb || standsAsVerb(left, i)
	}
	switch {
	case !hasVerb:
		return false
	case slices.Contains(auxiliaries, next), slices.Contains(pronouns, next), isForm(next, verbs, "", "s", "es"):
		return true
	case canBeVerb(next):
		return standsAsVerb(left, len(left)-1) || len(right) > 1 && slices.Contains(objects, right[1])
	}
	return false
}

// standsAsVerb reports whether the word at i is a verb, either on its own or because
// of the word before it.
func standsAsVerb(tokens []string, i int) bool {
	if isForm(tokens[i], verbs, "", "s", "es") {
		return true
	}
	return i > 0 && canBeVerb(tokens[i]) &&
		(slices.Contains(subjects, tokens[i-1]) || slices.Contains(auxiliaries, tokens[i-1]) || strings.HasSuffix(tokens[i-1], "ly"))
}

// canBeVerb reports whether a word can be a verb.
func canBeVerb(word string) bool {
	return isForm(word, verbs, "", "s", "es", "d", "ed") || isForm(word, verbsOrNouns, "", "s", "es", "d", "ed")
}

// isForm reports whether a word is one of the verbs in of with one of the endings. A
// form in -ed is not always a verb: carers may be trained.
func isForm(word string, of []string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(ending string) bool {
		verb, ok := strings.CutSuffix(word, ending)
		return ok && slices.Contains(of, verb)
	})
}

var (
	setPhrases    = []string{"whether", "go", "come", "try", "wait"}
	between       = []string{"then", "also", "later", "still", "not", "never", "to", "or"}
	questionWords = []string{"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"}
	auxiliaries   = []string{
		"do", "does", "did", "will", "would", "can", "could", "shall", "should", "may", "might", "must", "am", "is", "are",
		"was", "were", "has", "have", "had",
	}
	pronouns = []string{"we", "they", "i", "he", "she"}
	subjects = []string{
		"we", "they", "you", "i", "he", "she", "it", "who", "to", "not", "people", "staff", "carers", "everyone", "anyone",
		"someone", "each", "nobody",
	}
	objects = []string{
		"a", "an", "the", "it", "them", "him", "us", "me", "you", "these", "those", "my", "our", "your", "their", "its",
		"what", "whether",
	}

	// In a question, verbs are never anything but verbs. Irregular past forms follow
	// their verb.
	verbs = []string{
		"ask", "decide", "tell", "told", "know", "knew", "hear", "heard", "choose", "chose", "give", "gave", "take",
		"took", "make", "made", "get", "got", "bring", "brought", "send", "sent", "write", "wrote", "listen", "learn",
		"explain", "agree", "keep", "kept", "meet", "met", "join", "see", "saw", "include", "involve", "collect", "gather",
		"deliver", "receive", "respond", "describe", "discuss", "understand", "understood", "think", "thought", "become",
		"became", "want", "buy", "bought", "sell", "sold", "happen", "begin", "began", "provide", "prepare", "create",
		"improve", "evaluate", "consider", "invite", "inform", "consult", "engage", "allow", "solve", "publish", "suggest",
		"settle", "say", "said",
	}
	verbsOrNouns = []string{
		"act", "answer", "budget", "call", "care", "chair", "change", "check", "comment", "design", "draft", "feel",
		"felt", "fund", "help", "influence", "judge", "lead", "led", "measure", "need", "note", "offer", "own", "pay",
		"paid", "place", "plan", "reach", "read", "record", "reply", "report", "review", "run", "ran", "set", "share",
		"show", "sign", "speak", "spoke", "start", "stop", "support", "talk", "test", "track", "train", "travel", "treat",
		"trust", "use", "visit", "vote", "weigh", "welcome", "work", "find", "found", "hold", "held",
	}
)
