package questions

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

func (l *linter) questionWords() {
	for _, q := range l.bank.Questions() {
		for _, w := range q.Ask.wordings() {
			if n := Words(w.text); n > MaxQuestionWords {
				l.say("question-words", q.Line, float64(n), "question %q%s has %d words; at most %d", q.ID, w.in(), n, MaxQuestionWords)
			}
		}
	}
}

func (l *linter) optionWords() {
	for _, q := range l.bank.Questions() {
		for i := range q.Options {
			o := &q.Options[i]
			if n := Words(o.Text); n > MaxOptionWords {
				l.say("option-words", o.Line, float64(n), "%s has %d words; at most %d", named(q, o), n, MaxOptionWords)
			}
		}
	}
}

// easyWords holds each sentence of an easy question to the limit, since a hard
// word may be explained in the next, and an easy option as a whole.
func (l *linter) easyWords() {
	for _, q := range l.bank.Questions() {
		for _, w := range q.Easy.wordings() {
			n := 0
			for _, s := range sentences(w.text) {
				n = max(n, Words(s))
			}
			if n > MaxEasyWords {
				l.say("easy-words", q.Line, float64(n), "question %q%s has %d words in one easy sentence; at most %d", q.ID, w.in(), n, MaxEasyWords)
			}
		}
		for i := range q.Options {
			o := &q.Options[i]
			if n := Words(o.Easy); n > MaxEasyWords {
				l.say("easy-words", o.Line, float64(n), "%s has %d words in its easy text; at most %d", named(q, o), n, MaxEasyWords)
			}
		}
	}
}

func (l *linter) grades() {
	if g := l.bank.PlainText().Grade(); g > MaxGrade {
		l.say("grade", 0, g, "questions and options together read at grade %.1f; at most %g", g, MaxGrade)
	}
	if g := l.bank.EasyText().Grade(); g > MaxEasyGrade {
		l.say("grade-easy", 0, g, "all easy text together reads at grade %.1f; at most %g", g, MaxEasyGrade)
	}
	for _, q := range l.bank.Questions() {
		if g := q.Grade(); g > MaxQuestionGrade {
			l.say("grade-question", q.Line, g, "question %q with its options reads at grade %.1f; at most %g", q.ID, g, MaxQuestionGrade)
		}
	}
}

// levelNames: whoever spots a level's name in an option need not think about
// what is true.
func (l *linter) levelNames() {
	var names []string
	for _, w := range l.bank.Levels {
		names = append(names, w.Name)
	}
	for _, q := range l.bank.Questions() {
		for i := range q.Options {
			o := &q.Options[i]
			for _, text := range []struct{ what, text string }{{"text", o.Text}, {"easy text", o.Easy}} {
				if word := levelName(text.text, names...); word != "" {
					l.say("level-name", o.Line, 1, "%s has a level's name in its %s: %q", named(q, o), text.what, word)
				}
			}
		}
	}
}

// levelName is the first word of a text that begins like the id of a level or
// like one of the names given; "" where there is none. Words count whole:
// "informed" does, "uninformed" does not. A few that share no more than letters
// with a level are let pass.
func levelName(text string, names ...string) string {
	stems := namesOfLevels()
	for _, name := range names {
		stems = append(stems, phrase(name))
	}
	tokens := phrase(text)
	for i := range tokens {
		for _, stem := range stems {
			end := i + len(stem)
			if len(stem) == 0 || end > len(tokens) {
				continue
			}
			last := len(stem) - 1
			if slices.Equal(tokens[i:end-1], stem[:last]) && strings.HasPrefix(tokens[end-1], strings.TrimSuffix(stem[last], "e")) && !notALevel(tokens[end-1]) {
				return strings.Join(tokens[i:end], " ")
			}
		}
	}
	return ""
}

// namesOfLevels is each level's id but none's, as one word, as it is spelt with a
// space, and with the hyphen left out.
func namesOfLevels() [][]string {
	var stems [][]string
	for _, level := range Levels[Inform:] {
		id := level.String()
		stems = append(stems, []string{id})
		if strings.Contains(id, "-") {
			stems = append(stems, []string{strings.ReplaceAll(id, "-", "")}, strings.Split(id, "-"))
		}
	}
	return stems
}

// notALevel tells words that begin like a level and mean something else.
func notALevel(word string) bool {
	return strings.HasPrefix(word, "informal") || word == "consultant" || word == "consultants"
}

// phrase is a text as words to compare: small letters, one kind of hyphen and
// apostrophe.
func phrase(text string) []string { return words(oneKind.Replace(strings.ToLower(text))) }

var oneKind = strings.NewReplacer("‐", "-", "‑", "-", "’", "'")

// jargonWords are words of the field that a member of the public may not know.
// Where a bank uses one, its glossary should have it.
var jargonWords = []string{
	"access needs", "accessibility", "advocacy", "advocate", "asset-based", "capacity building", "carer", "co-chair",
	"commissioner", "commissioning", "co-opt", "co-production", "easy read", "evaluation", "expert by experience",
	"facilitator", "focus group", "governance", "hard to reach", "inclusion", "integrated care board", "involvement payment",
	"key performance indicator", "learned experience", "lived experience", "memorandum of understanding", "mentor",
	"multi-disciplinary", "outcome measure", "participation", "peer support", "personalisation", "policy", "procurement",
	"quorum", "reciprocity", "remuneration", "safeguarding", "scrutiny", "seldom heard", "service user", "social value",
	"stakeholder", "steering group", "strengths-based", "tender", "terms of reference", "third sector", "tokenism",
	"tokenistic", "voluntary sector", "ICB", "KPI",
}

// jargon looks through all that people read: one remark for a term, where it
// first stands.
func (l *linter) jargon() {
	explained := l.explained()
	texts := l.bank.texts()
	in := make([][]string, len(texts))
	for i, t := range texts {
		in[i] = stems(t.text)
	}
	for _, term := range jargonWords {
		want := stems(term)
		if slices.ContainsFunc(explained, func(have []string) bool { return holds(have, want) }) {
			continue
		}
		line, where, count := 0, "", 0
		for i, t := range texts {
			if holds(in[i], want) {
				if count++; count == 1 {
					line, where = t.line, t.where
				}
			}
		}
		if count > 0 {
			l.say("jargon", line, float64(count), "%s uses %q, which the glossary does not explain (%s in the bank)", where, term, times(count))
		}
	}
}

// everyday are long words that everyone knows.
var everyday = sync.OnceValue(func() []string {
	return stems(`anybody everybody community information television january february usually actually especially
	ordinary necessary temporary secretary dictionary military activity ability opportunity university authority security
	electricity supermarket vegetable interesting comfortable independent photography impossible available original
	population education operation conversation celebration relationship kilometre material experience`)
})

// longWords finds words of four or more syllables in questions and options. An
// ending of grammar (-ed, -es, -ing) does not make a word long.
func (l *linter) longWords() {
	known := map[string]bool{}
	for _, s := range slices.Concat(append(l.explained(), everyday())...) {
		known[s] = true
	}
	type use struct {
		line, syllables, count int
		where, word            string
	}
	var uses []*use
	seen := map[string]*use{}
	for _, t := range l.bank.texts() {
		if !t.asked {
			continue
		}
		for _, word := range strings.FieldsFunc(strings.Join(phrase(t.text), " "), func(r rune) bool { return r == ' ' || r == '-' }) {
			n := Syllables(word)
			for _, ending := range []string{"ing", "ed", "es", "'s"} {
				if base, ok := strings.CutSuffix(word, ending); ok && len(base) > 2 {
					n = min(n, Syllables(base))
				}
			}
			s := stem(word)
			if n < LongWord || known[s] {
				continue
			}
			if seen[s] == nil {
				seen[s] = &use{line: t.line, syllables: n, where: t.where, word: word}
				uses = append(uses, seen[s])
			}
			seen[s].count++
		}
	}
	for _, u := range uses {
		l.say("long-word", u.line, float64(u.syllables)+float64(u.count)/1000,
			"%s uses %q, of %d syllables, which the glossary does not explain; explain words of %d or more, or say it in shorter ones (%s in the bank)",
			u.where, u.word, u.syllables, LongWord, times(u.count))
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// glossaryStems is what the glossary explains: its terms, and the abbreviations
// in their meanings ("often called an ICB").
func (b *Bank) glossaryStems() [][]string {
	var out [][]string
	for _, t := range b.Glossary {
		out = append(out, stems(t.Term))
		for _, w := range words(t.Means) {
			if speltOut(w) > 0 {
				out = append(out, stems(w))
			}
		}
	}
	return out
}

// stems is the stem of each word of a text.
func stems(text string) []string {
	out := phrase(text)
	for i := range out {
		out[i] = stem(out[i])
	}
	return out
}

// stem cuts off an ending, so that "commissioners" and "commissioning" compare
// as equal. It is for comparing only.
func stem(word string) string {
	word = strings.TrimSuffix(word, "'s")
	for _, ending := range []string{"ions", "ings", "ies", "ion", "ing", "ers", "ors", "ed", "er", "or", "es", "ly", "e", "s", "y"} {
		if base, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(base) >= 3 {
			return base
		}
	}
	return word
}

// holds tells whether the run of words want stands in have.
func holds(have, want []string) bool {
	for i := 0; i+len(want) <= len(have); i++ {
		if slices.Equal(have[i:i+len(want)], want) {
			return true
		}
	}
	return false
}

func (l *linter) doubleQuestions() {
	for _, q := range l.bank.Questions() {
		for _, text := range []struct {
			what    string
			wording Wording
		}{{"", q.Ask}, {" in easy words", q.Easy}} {
			for _, w := range text.wording.wordings() {
				if shown := doubleQuestion(w.text); shown != "" {
					l.say("double-question", q.Line, 1, "question %q%s%s asks two things at once (%s); ask one", q.ID, text.what, w.in(), shown)
				}
			}
		}
	}
}

func (l *linter) missingTexts() {
	for _, q := range l.bank.Questions() {
		if q.Easy.wordings() == nil {
			l.say("no-easy", q.Line, 2, "question %q has no easy text", q.ID)
		}
		switch {
		case q.Why == "":
			l.say("no-why", q.Line, 1, "question %q does not say why it is asked", q.ID)
		case q.EasyWhy == "":
			l.say("no-easy", q.Line, 1, "question %q does not say why it is asked in easy words", q.ID)
		}
		top := len(q.Options) - 1
		for i := range q.Options {
			o := &q.Options[i]
			if o.Easy == "" {
				l.say("no-easy", o.Line, 1, "%s has no easy text", named(q, o))
			}
			if o.Next != "" && o.EasyNext == "" {
				l.say("no-easy", o.Line, 1, "%s has no easy text for its next", named(q, o))
			}
			if o.Next == "" && i < top {
				l.say("no-next", o.Line, 1, "%s has no next, though %q is above it", named(q, o), q.Options[i+1].ID)
			}
			if o.Next != "" && i == top {
				l.say("top-next", o.Line, 1, "%s has a next, though no option is above it", named(q, o))
			}
		}
	}
	noEasy := func(easy string, line int, format string, what any) {
		if easy == "" {
			l.say("no-easy", line, 1, format+" has no easy text", what)
		}
	}
	for _, w := range l.bank.Levels {
		noEasy(w.Easy, w.Line, "level %q", w.Level)
	}
	for _, f := range l.bank.Frameworks {
		for _, i := range f.Items {
			noEasy(i.Easy, i.Line, "item %q", Ref{f.ID, i.ID})
		}
	}
	for _, t := range l.bank.Glossary {
		noEasy(t.Easy, t.Line, "term %q", t.Term)
	}
}

// placedText is one text of a bank, with its place and the words to name it by.
type placedText struct {
	line  int
	where string
	text  string
	asked bool // a question or an option, which everyone reads
}

// texts is all that people read in a bank: everything but its title, its sources
// and the stories of its cases.
func (b *Bank) texts() []placedText {
	var out []placedText
	add := func(asked bool, line int, where string, texts ...string) {
		for _, t := range texts {
			if t != "" {
				out = append(out, placedText{line, where, t, asked})
			}
		}
	}
	for _, s := range b.Sections {
		add(false, s.Line, fmt.Sprintf("section %q", s.ID), s.Title)
		for i := range s.Questions {
			q := &s.Questions[i]
			where := fmt.Sprintf("question %q", q.ID)
			for _, w := range append(q.Ask.wordings(), q.Easy.wordings()...) {
				add(true, q.Line, where, w.text)
			}
			add(false, q.Line, where, q.Why, q.EasyWhy)
			for j := range q.Options {
				o := &q.Options[j]
				add(true, o.Line, named(q, o), o.Text, o.Easy)
				add(false, o.Line, named(q, o), o.Next, o.EasyNext)
			}
		}
	}
	for _, w := range b.Levels {
		add(false, w.Line, fmt.Sprintf("level %q", w.Level), w.Name, w.Is, w.Planned, w.Easy, w.NotYet, w.PeopleHear, w.FitsWhen)
	}
	for _, f := range b.Frameworks {
		add(false, f.Line, fmt.Sprintf("framework %q", f.ID), f.Name, f.About)
		for _, i := range f.Items {
			add(false, i.Line, fmt.Sprintf("item %q", Ref{f.ID, i.ID}), i.Name, i.Is, i.Easy)
		}
	}
	for _, c := range b.Conflicts {
		add(false, c.Line, "a conflict", c.Say)
	}
	for _, t := range b.Glossary {
		add(false, t.Line, fmt.Sprintf("term %q", t.Term), t.Means, t.Easy)
	}
	return out
}
