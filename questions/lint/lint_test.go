package lint_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/lint"
)

// goodBank returns a bank without remarks. It has placement questions p0 to p9, two
// for each stage, of which p0 and p1 are gates, with the options p0-0 to p0-5, one
// for each level; and the practice questions r0 and r1 with three options. Question
// number n is on line 100·(n+1), its options in the lines after.
func goodBank(t *testing.T) *questions.Bank {
	b := &questions.Bank{Glossary: []questions.Term{{Term: "lived experience", Means: "What you know from life.", Easy: "What life taught you.", Line: 34}}}
	for _, level := range questions.Levels {
		b.Levels = append(b.Levels, questions.LevelWords{Level: level, Name: level.String(), Is: "Words.", Easy: "Words.", Line: 10 + int(level)})
	}
	b.Frameworks = []questions.Framework{
		{ID: "principles", Name: "Principles", Items: []questions.Item{{ID: "power", Name: "Power", Is: "Words.", Easy: "Words.", Line: 21}}, Line: 20},
		{ID: "lens", Name: "Lens", Items: []questions.Item{{ID: "start", Name: "Start", Is: "Words.", Easy: "Words.", Line: 31}}, Line: 30},
	}
	s := questions.Section{ID: "all", Title: "All", Line: 40}
	for n := range 12 {
		q := questions.Question{ID: fmt.Sprintf("p%d", n), Kind: questions.Placement, Short: true, Gate: n < 2, Why: "It shows.", EasyWhy: "It shows.", Line: 100 * (n + 1)}
		q.Ask = questions.Wording{Before: "Who will do it?", During: "Who does it?", After: "Who did it?"}
		q.Easy = same("Who is it?")
		options := len(questions.Levels)
		if n < 10 {
			q.Stage = questions.Stages[n%len(questions.Stages)]
			q.CountsTowards = []questions.Ref{start}
		} else {
			q.ID, q.Kind, options = fmt.Sprintf("r%d", n-10), questions.Practice, 3
			q.CountsTowards = []questions.Ref{power}
		}
		for i := range options {
			o := questions.Option{ID: fmt.Sprintf("%s-%d", q.ID, i), Score: i, Text: "Staff do it.", Easy: "Staff do.", Line: q.Line + i + 1}
			if q.Kind == questions.Placement {
				o.Level = &questions.Levels[i]
			}
			if i < options-1 {
				o.Next, o.EasyNext = "Ask.", "Ask."
			}
			q.Options = append(q.Options, o)
		}
		s.Questions = append(s.Questions, q)
	}
	b.Sections = []questions.Section{s}
	return loaded(t, b)
}

var (
	power = questions.Ref{Framework: "principles", Item: "power"}
	start = questions.Ref{Framework: "lens", Item: "start"}
)

// same is one text for every round.
func same(s string) questions.Wording { return questions.Wording{Before: s, During: s, After: s} }

// loaded returns a bank after it was written to a file, each part in the line it says
// or below, and read again: no rule is tried on a bank that nobody could have.
func loaded(t *testing.T, b *questions.Bank) *questions.Bank {
	t.Helper()
	lines := []string{"petal-bank: 1", "id: good", "version: 1.0.0", "title: Good", "placement: {share: 0.75, min-answered: 0.67}", "levels:"}
	put := func(line int, text string) {
		for len(lines) < line-1 {
			lines = append(lines, "")
		}
		lines = append(lines, text)
	}
	written := func(part any) string { // what a bank writes in JSON has the keys of its YAML
		text, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, w := range b.Levels {
		put(w.Line, "- "+written(w))
	}
	put(0, "frameworks:")
	for _, f := range b.Frameworks {
		put(f.Line, fmt.Sprintf("- {id: %s, name: %s, items: [", f.ID, f.Name))
		for _, i := range f.Items {
			put(i.Line, written(i)+",")
		}
		put(0, "]}")
	}
	put(0, "glossary:")
	for _, term := range b.Glossary {
		put(term.Line, "- "+written(term))
	}
	put(0, "sections:")
	for _, s := range b.Sections {
		put(s.Line, fmt.Sprintf("- {id: %s, title: %s, questions: [", s.ID, s.Title))
		for _, q := range s.Questions {
			options := q.Options
			q.Options = nil
			put(q.Line, strings.TrimSuffix(written(q), "null}")+"[")
			for _, o := range options {
				put(o.Line, written(o)+",")
			}
			put(0, "]},")
		}
		put(0, "]}")
	}
	b, err := questions.Load("good.yaml", []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// without takes the options of the given levels from every placement question
// that take says yes to.
func without(b *questions.Bank, take func(n int) bool, levels ...questions.Level) {
	for n := range 10 {
		q := b.Questions()[n]
		if take(n) {
			q.Options = slices.DeleteFunc(q.Options, func(o questions.Option) bool { return slices.Contains(levels, *o.Level) })
		}
	}
}

func all(int) bool { return true }

func TestBankFindsNothingInTheBankOfPetal(t *testing.T) {
	for _, r := range lint.Bank(questions.Default()) {
		t.Errorf("line %d: %s (%s)", r.Line, r.Message, r.Rule)
	}
}

func TestBankFindsEachThingAlone(t *testing.T) {
	twentyOne := strings.TrimSpace(strings.Repeat("who ", 21)) + "?"
	sixteen := strings.TrimSpace(strings.Repeat("we do ", 8))
	tests := []struct {
		name string
		make func(*questions.Bank)
		want []string // "line rule: message"
	}{
		{"nothing", func(*questions.Bank) {}, nil},
		{
			"a long wording",
			func(b *questions.Bank) { b.Question("p3").Ask.After = twentyOne },
			[]string{`400 question-words: question "p3" (asked after) has 21 words; it should have at most 20`},
		},
		{
			"long options, the longest first",
			func(b *questions.Bank) {
				for i := range b.Question("p3").Options {
					b.Question("p3").Options[i].Text = strings.Repeat("we ", 26)
				}
				b.Question("p3").Options[2].Text = strings.Repeat("we ", 27)
				for _, i := range []int{0, 3, 4, 5} {
					b.Question("p3").Options[i].Text = strings.Repeat("we ", 25)
				}
			},
			[]string{
				`403 option-words: question "p3", option "p3-2" has 27 words; it should have at most 25`,
				`402 option-words: question "p3", option "p3-1" has 26 words; it should have at most 25`,
			},
		},
		{
			"a long easy sentence in a question",
			func(b *questions.Bank) { b.Question("p3").Easy = same("Is it so? " + sixteen) },
			[]string{`400 easy-words: question "p3" has 16 words in one easy sentence; it should have at most 15`},
		},
		{
			"easy sentences that are long only together",
			func(b *questions.Bank) { b.Question("p3").Easy = same("We do it. " + strings.Repeat("We do. ", 8)) },
			nil,
		},
		{
			"a long easy option",
			func(b *questions.Bank) {
				for i := range b.Question("p3").Options {
					b.Question("p3").Options[i].Easy = strings.Repeat("we do. ", 7)
				}
				b.Question("p3").Options[1].Easy = strings.Repeat("we do. ", 8)
			},
			[]string{`402 easy-words: question "p3", option "p3-1" has 16 words in its easy text; it should have at most 15`},
		},
		{
			"a hard bank",
			func(b *questions.Bank) {
				for _, q := range b.Questions() {
					q.Ask = same("Who now manages budgets?")
					for i := range q.Options {
						q.Options[i].Text = "Managers manage it."
					}
				}
			},
			[]string{`0 grade: questions and options together read at grade 8.7; it should be at most 6`},
		},
		{
			"a hard question",
			func(b *questions.Bank) {
				for i := range b.Question("r1").Options {
					b.Question("r1").Options[i].Text = "Managers, planners, directors, chairpersons."
				}
			},
			[]string{`1200 grade-question: question "r1" with its options reads at grade 14.2; it should be at most 9`},
		},
		{
			"hard easy text",
			func(b *questions.Bank) {
				for _, q := range b.Questions() {
					for i := range q.Options {
						q.Options[i].Easy = "Managers manage it."
					}
				}
			},
			[]string{`0 grade-easy: all easy text together reads at grade 4.2; it should be at most 4`},
		},
		{
			"levels by name",
			func(b *questions.Bank) {
				b.Question("p2").Options[1].Text = "Staff inform us."
				b.Question("p3").Options[2].Easy = "We co‑design."
				b.Question("r0").Options[0].Text = "Staff coproduced."
				b.Question("r1").Options[0].Text = "An informal chat."
			},
			[]string{
				`302 level-name: question "p2", option "p2-1" uses the name of a level in its text: "inform"`,
				`403 level-name: question "p3", option "p3-2" uses the name of a level in its easy text: "co-design"`,
				`1101 level-name: question "r0", option "r0-0" uses the name of a level in its text: "coproduced"`,
			},
		},
		{
			"a level by the bank's own name",
			func(b *questions.Bank) {
				b.Levels[questions.Engage].Name = "Involve"
				b.Question("p2").Options[1].Text = "We get involved."
			},
			[]string{`302 level-name: question "p2", option "p2-1" uses the name of a level in its text: "involved"`},
		},
		{
			"jargon, in any text",
			func(b *questions.Bank) {
				b.Question("p2").Why = "Stakeholders, each stakeholder."
				b.Question("p3").Options[0].Next = "Ask a stakeholder. Ask those with lived experience."
			},
			[]string{`300 jargon: question "p2" uses "stakeholder", which the glossary does not explain (2 times in the bank)`},
		},
		{
			"a double question",
			func(b *questions.Bank) {
				b.Question("p2").Ask.During = "Who decides and who pays?"
				b.Question("p3").Easy = same("Do we ask and tell?")
			},
			[]string{
				`300 double-question: question "p2" (asked during) asks two things at once (decides and who pays); ask one`,
				`400 double-question: question "p3" in easy words asks two things at once (ask and tell); ask one`,
			},
		},
		{
			"texts missing or too many",
			func(b *questions.Bank) {
				b.Question("p2").Easy = questions.Wording{}
				b.Question("p3").Options[1].Easy = ""
				b.Question("p4").Options[1].Next = ""
				b.Question("p5").Options[5].Next = "Rest."
				b.Question("p6").Options[1].EasyNext = ""
				b.Question("p7").EasyWhy = ""
			},
			[]string{
				`300 no-easy: question "p2" has no easy text`,
				`402 no-easy: question "p3", option "p3-1" has no easy text`,
				`606 no-easy: question "p5", option "p5-5" has no easy words for its next step`,
				`702 no-easy: question "p6", option "p6-1" has no easy words for its next step`,
				`800 no-easy: question "p7" does not say why it is asked in easy words`,
				`502 no-next: question "p4", option "p4-1" has no next step, although "p4-2" is above it`,
				`606 top-next: question "p5", option "p5-5" has a next step, although no option is above it`,
			},
		},
		{
			"levels, items and terms without easy text",
			func(b *questions.Bank) {
				b.Levels[questions.Engage].Easy = ""
				b.Frameworks[1].Items[0].Easy = ""
				b.Glossary = append(b.Glossary, questions.Term{Term: "carer", Means: "A friend.", Line: 35})
			},
			[]string{
				`13 no-easy: level "engage" has no easy text`,
				`31 no-easy: item "lens/start" has no easy text`,
				`35 no-easy: term "carer" has no easy text`,
			},
		},
		{
			"other words that are names already",
			func(b *questions.Bank) {
				b.Levels[questions.Engage].Also = questions.Also{"listen", "Engage"}
				b.Frameworks[1].Items[0].Also = questions.Also{"power"}
				b.Glossary[0].Also = questions.Also{"life", "lens"}
			},
			[]string{
				`31 also: item "lens/start" has "power" under also, which is the name of item "principles/power"`,
				`34 also: term "lived experience" has "lens" under also, which is the name of framework "lens"`,
				`13 also: level "engage" has "Engage" under also, which is its own name`,
			},
		},
		{
			"a question without a reason",
			func(b *questions.Bank) { b.Question("p2").Why = "" },
			[]string{`300 no-why: question "p2" does not say why it is asked`},
		},
		{
			"options of unlike length, the worst first",
			func(b *questions.Bank) {
				b.Question("p2").Options[1].Text = "Staff do it, but é is one. It is one."
				b.Question("p3").Options[1].Easy = "Staff do as they do. So they."
				b.Question("p4").Options[1].Text = "Staff do as staff do it. So it is, and is."
				b.Question("p5").Options[1].Text = "Staff do as staff do it. So they do."
			},
			[]string{
				`500 option-lengths: question "p4": option "p4-0" has 12 characters of text, but option "p4-1" has 42, which is 3.5 times as many; the limit is 3 times`,
				`400 option-lengths: question "p3": option "p3-0" has 9 characters of easy text, but option "p3-1" has 29, which is 3.2 times as many; the limit is 3 times`,
				`300 option-lengths: question "p2": option "p2-0" has 12 characters of text, but option "p2-1" has 37, which is 3.1 times as many; the limit is 3 times`,
			},
		},
		{
			"the top option longest too often",
			func(b *questions.Bank) {
				for _, q := range b.Questions()[:6] {
					q.Options[5].Text = "Staff do it all."
				}
			},
			[]string{`0 top-longest: the top option has the longest text in 6 of 12 questions; by chance that would be about 2, and as many as this only 1.7 times in 100 (it should be at least 5)`},
		},
		{
			"the top option longest as often as chance",
			func(b *questions.Bank) {
				for _, q := range b.Questions()[:4] {
					q.Options[5].Text = "Staff do it all."
				}
			},
			nil,
		},
		{
			"items with too few questions",
			func(b *questions.Bank) {
				b.Question("r1").CountsTowards = []questions.Ref{}
				b.Question("p2").CountsTowards = []questions.Ref{power, start}
				for n := 1; n < 10; n++ {
					b.Questions()[n].CountsTowards = []questions.Ref{}
				}
			},
			[]string{
				`21 item-questions: 1 practice question counts towards "principles/power"; it needs at least 2`,
				`31 item-questions: 1 question counts towards "lens/start"; it needs at least 2`,
				`1200 counts-for-nothing: practice question "r1" counts towards no framework item, so it is not part of any score`,
			},
		},
		{
			"too few placement questions, and of one stage",
			func(b *questions.Bank) { b.Sections[0].Questions = slices.Delete(b.Sections[0].Questions, 9, 10) },
			[]string{
				`0 placement-questions: there are 9 placement questions; at least 10 are needed`,
				`0 stage-questions: there is 1 placement question for stage "evaluation"; at least 2 are needed`,
			},
		},
		{
			"one gate",
			func(b *questions.Bank) { b.Question("p1").Gate = false },
			[]string{`0 gates: there is 1 gate; there should be 2 or 3`},
		},
		{
			"four gates",
			func(b *questions.Bank) { b.Question("p2").Gate, b.Question("p3").Gate = true, true },
			[]string{`0 gates: there are 4 gates; there should be 2 or 3`},
		},
		{
			"a gate without the lowest level",
			func(b *questions.Bank) { without(b, func(n int) bool { return n == 1 }, questions.None) },
			[]string{`200 gate-levels: gate "p1" needs an option at level "none", because it is a gate`},
		},
		{
			"a border that too few questions can fail",
			func(b *questions.Bank) { without(b, func(n int) bool { return n > 1 }, questions.None) },
			[]string{
				`0 border: the border below "inform": 2 placement questions in the full check have an option on either side of it; it needs at least 4`,
				`0 border: the border below "inform": 2 placement questions in the short check have an option on either side of it; it needs at least 3`,
				`0 border: the border below "inform": 2 of 10 placement questions in the full check have an option below it; at least three in ten should`,
				`0 border: the border below "inform": 2 of 10 placement questions in the short check have an option below it; at least three in ten should`,
			},
		},
		{
			"more than half for what staff settle alone",
			func(b *questions.Bank) { b.Question("p5").CountsTowards = []questions.Ref{power} },
			[]string{`604 staff-alone: question "p5", option "p5-3" goes no further than "engage" and is worth 60 in 100; in a question about power, anything staff settle alone should be worth at most half`},
		},
		{
			"a question too many for carers",
			func(b *questions.Bank) {
				for n := range 9 {
					q := b.Sections[0].Questions[11]
					q.ID = fmt.Sprintf("more%d", n)
					if n == 0 {
						q.AskedOf = []questions.Perspective{questions.Carer}
					}
					b.Sections[0].Questions = append(b.Sections[0].Questions, q)
				}
			},
			[]string{`0 length: the short check asks "carer" 21 questions; it should ask at most 20`},
		},
		{
			"a level that no answers come to",
			func(b *questions.Bank) { without(b, all, questions.Consult) },
			[]string{
				`0 unreachable: no set of answers to the full check gives level "consult"; every level must be reachable`,
				`0 unreachable: no set of answers to the short check gives level "consult"; every level must be reachable`,
			},
		},
		{
			"a short check without a gate",
			func(b *questions.Bank) { b.Question("p0").Short = false },
			[]string{`100 short-check: gate "p0" is not in the short check`},
		},
		{
			"a short check without a principle",
			func(b *questions.Bank) { b.Question("r0").Short, b.Question("r1").Short = false, false },
			[]string{`20 short-check: no question in the short check counts towards principles/power; each needs at least one`},
		},
		{
			"a long short check",
			func(b *questions.Bank) {
				for n := range 9 {
					q := b.Sections[0].Questions[11]
					q.ID = fmt.Sprintf("more%d", n)
					b.Sections[0].Questions = append(b.Sections[0].Questions, q)
				}
			},
			[]string{`0 length: the short check asks "lived-experience" 21 questions; it should ask at most 20`},
		},
		{
			"no short check",
			func(b *questions.Bank) {
				for _, q := range b.Questions() {
					q.Short = false
				}
			},
			[]string{`0 short-check: no question is in the short check; mark at most 20 with short: true`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := goodBank(t)
			tt.make(b)
			var got []string
			for _, r := range lint.Bank(loaded(t, b)) {
				got = append(got, fmt.Sprintf("%d %s: %s", r.Line, r.Rule, r.Message))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
			}
		})
	}
}
