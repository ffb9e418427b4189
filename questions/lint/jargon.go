package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// jargonWords are words from the field that a member of the public may not know. If a
// bank uses one, its glossary should explain it.
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

// jargon looks for jargonWords in everything that people read, and makes one remark
// for each, where it first appears.
func (l *linter) jargon() {
	known := explained(l.bank.Glossary)
	texts := textsOf(l.bank)
	in := make([][]string, len(texts))
	for i, t := range texts {
		in[i] = stems(t.text)
	}
	for _, term := range jargonWords {
		want := stems(term)
		if slices.ContainsFunc(known, func(have []string) bool { return holds(have, want) }) {
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

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// explained returns what a glossary explains, as stems: its terms, and the
// abbreviations in their meanings ("often called an ICB").
func explained(glossary []questions.Term) [][]string {
	var out [][]string
	for _, t := range glossary {
		out = append(out, stems(t.Term))
		for _, w := range words(t.Means) {
			if len(w) > 1 && w == strings.ToUpper(w) {
				out = append(out, stems(w))
			}
		}
	}
	return out
}

// stems returns the stem of each word of a text.
func stems(text string) []string {
	out := phrase(text)
	for i := range out {
		out[i] = prose.Base(out[i])
	}
	return out
}

// holds reports whether have contains the words of want, one after the other.
func holds(have, want []string) bool {
	for i := 0; i+len(want) <= len(have); i++ {
		if slices.Equal(have[i:i+len(want)], want) {
			return true
		}
	}
	return false
}

// placedText is one text of a bank, with its line and what messages call it.
type placedText struct {
	line        int
	where, text string
}

// textsOf returns everything that people read in a bank: all texts except its title,
// its sources and the stories of its cases.
func textsOf(b *questions.Bank) []placedText {
	var out []placedText
	add := func(line int, where string, texts ...string) {
		for _, t := range texts {
			if t != "" {
				out = append(out, placedText{line, where, t})
			}
		}
	}
	for _, s := range b.Sections {
		add(s.Line, fmt.Sprintf("section %q", s.ID), s.Title)
		for i := range s.Questions {
			q := &s.Questions[i]
			where := fmt.Sprintf("question %q", q.ID)
			for _, w := range append(wordings(q.Ask), wordings(q.Easy)...) {
				add(q.Line, where, w.text)
			}
			add(q.Line, where, q.Why, q.EasyWhy)
			for j := range q.Options {
				o := &q.Options[j]
				add(o.Line, named(q, o), o.Text, o.Easy, o.Next, o.EasyNext)
			}
		}
	}
	for _, w := range b.Levels {
		add(w.Line, fmt.Sprintf("level %q", w.Level), w.Name, w.Is, w.Planned, w.Easy, w.NotYet, w.PeopleHear, w.FitsWhen)
	}
	for _, f := range b.Frameworks {
		add(f.Line, fmt.Sprintf("framework %q", f.ID), f.Name, f.About)
		for _, i := range f.Items {
			add(i.Line, fmt.Sprintf("item %q", refTo(f, i)), i.Name, i.Is, i.Easy)
		}
	}
	for _, c := range b.Conflicts {
		add(c.Line, "a conflict", c.Say)
	}
	for _, t := range b.Glossary {
		add(t.Line, fmt.Sprintf("term %q", t.Term), t.Means, t.Easy)
	}
	return out
}
