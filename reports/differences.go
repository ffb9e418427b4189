package reports

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// The most differences and divided votes that a report shows: as many as there is
// time for in a meeting.
const (
	mostDifferences = 5
	mostSplits      = 3
)

// differences shows where people see the project differently: first the perspectives,
// then the votes of a room.
func (t builder) differences() []Block {
	var blocks []Block
	several := len(t.r.Perspectives) > 1
	if several || t.phrase.several() {
		who := table{Caption: "Who answered, and the level each perspective sees", Head: []string{"Who", "How many", "Level"}}
		for _, p := range t.r.Perspectives {
			level := "not known yet"
			if p.Level != nil {
				level = t.phrase.name(*p.Level)
				if !p.Sure {
					level += " (may change)"
				}
			}
			if !p.Heard {
				level += ", not heard yet: too few answers"
			}
			if p.Lowest != nil {
				level += fmt.Sprintf(" (files from %s to %s)", t.phrase.name(*p.Lowest), t.phrase.name(*p.Highest))
			}
			who.Rows = append(who.Rows, []string{prose.Capital(p.Perspective.People()), prose.Count(p.People, "person", "people"), level})
		}
		blocks = append(blocks, who)
		if several {
			blocks = append(blocks, para("The project's level is the lowest of these."))
			blocks = append(blocks, t.gaps()...)
		} else {
			blocks = append(blocks, para("With several files, the middle one counts, or the lower of the middle two."))
		}
		if s := t.phrase.agreement(); s != "" {
			blocks = append(blocks, para(s))
		}
	}
	return append(blocks, t.splits()...)
}

func (t builder) gaps() []Block {
	var blocks []Block
	for _, d := range t.r.Differences {
		if d.Gap <= 0 || len(d.By) < 2 || len(blocks) == mostDifferences {
			continue
		}
		blocks = append(blocks, newContrast(t.ask(d.Question), len(blocks), d))
	}
	if len(t.r.Differences) == 0 {
		return []Block{para("No question was answered by more than one of them, so there is nothing to compare.")}
	}
	if len(blocks) == 0 {
		return []Block{para("They gave the same answer to every question that more than one of them answered.")}
	}
	return append([]Block{subhead("The widest gaps")}, blocks...)
}

// newContrast returns the nth difference that is shown, with its question as the
// heading.
func newContrast(ask string, n int, d assess.Difference) contrast {
	c := contrast{
		Question: ask,
		Gap:      fmt.Sprintf("%s points apart, out of 100", whole(d.Gap)),
		Discuss:  discuss(n, d.By),
	}
	for _, v := range d.By {
		if v.Option != nil {
			c.Views = append(c.Views, fact{prose.Capital(v.Perspective.People()), v.Option.Text})
		}
	}
	return c
}

// discussions are questions that a meeting can ask about a difference between the
// people who answered lowest and those who answered highest. They are used in turn,
// so that five differences do not all start the same way.
var discussions = []func(least, most string) string{
	func(least, most string) string {
		return fmt.Sprintf("What have %s seen that %s have not? Ask %s to give an example first.", least, most, least)
	},
	func(least, most string) string {
		return fmt.Sprintf("When was it last the way %s describe it? And the way %s describe it?", most, least)
	},
	func(least, most string) string {
		return fmt.Sprintf("What would %s have to see to answer as %s do?", least, most)
	},
	func(_, most string) string {
		return fmt.Sprintf("Who was there when it went the way %s describe, and who was not?", most)
	},
	func(least, most string) string {
		return fmt.Sprintf("What one small change would both %s and %s notice?", least, most)
	},
}

// discuss returns a question for the meeting about the nth difference that is shown.
func discuss(n int, by []assess.View) string {
	compare := func(a, b assess.View) int { return cmp.Compare(a.Percent, b.Percent) }
	least, most := slices.MinFunc(by, compare), slices.MaxFunc(by, compare)
	return discussions[n%len(discussions)](least.Perspective.Everybody(), most.Perspective.Everybody())
}

// settled returns the answer a room agreed on after it had voted.
func (t builder) settled(q *questions.Question) string {
	return answerText(t.r.Line(q))
}

// splits returns the questions on which the votes of a room were most divided.
func (t builder) splits() []Block {
	var blocks []Block
	shown := 0
	for _, s := range assess.Splits(t.r.Lines) {
		if s.Spread <= 0 || shown == mostSplits {
			continue
		}
		most := 0
		for _, n := range s.Votes {
			most = max(most, n)
		}
		v := vote{Question: t.ask(s.Question)}
		for i := range s.Question.Options {
			o := &s.Question.Options[i]
			if n := s.Votes[o.ID]; n > 0 {
				v.Options = append(v.Options, hands{o.Text, n, most})
			}
		}
		for _, other := range []struct{ id, text string }{
			{questions.Unknown, "[we do not know yet]"}, {questions.NotApplicable, "[does not apply]"},
		} {
			if n := s.Votes[other.id]; n > 0 {
				v.Options = append(v.Options, hands{other.text, n, most})
			}
		}
		blocks = append(blocks, v, para("Settled on: "+t.settled(s.Question)))
		shown++
	}
	if len(blocks) == 0 {
		return nil
	}
	return append([]Block{subhead("Where the room was most split")}, blocks...)
}
