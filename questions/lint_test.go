package questions

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLintFindsNothingInTheEmbeddedBank(t *testing.T) {
	for _, r := range Lint(Default()) {
		t.Errorf("line %d: %s (%s)", r.Line, r.Message, r.Rule)
	}
}

func TestLoadKeepsLines(t *testing.T) {
	text := strings.Split(string(BankText(DefaultBank)), "\n")
	holds := func(line int, want string) {
		t.Helper()
		if line < 1 || line > len(text) || !strings.Contains(text[line-1]+"\n", want+"\n") {
			t.Errorf("%q is said to stand in line %d, which it does not", want, line)
		}
	}
	b, err := Load(DefaultBank, BankText(DefaultBank))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range b.Levels {
		holds(w.Line, "- id: "+w.Level.String())
	}
	for _, f := range b.Frameworks {
		holds(f.Line, "- id: "+f.ID)
		for _, i := range f.Items {
			holds(i.Line, "- id: "+i.ID)
		}
	}
	for _, s := range b.Sections {
		holds(s.Line, "- id: "+s.ID)
		for _, q := range s.Questions {
			holds(q.Line, "- id: "+q.ID)
			for _, o := range q.Options {
				holds(o.Line, "- id: "+o.ID)
			}
		}
	}
	for _, c := range b.Cases {
		holds(c.Line, "- id: "+c.ID)
	}
	for _, term := range b.Glossary {
		holds(term.Line, "- term: "+term.Term)
	}
	for _, c := range b.Conflicts {
		holds(c.Line, "- if:")
	}
}

// goodBank is a bank without a remark. It has placement questions p0 to p9, two
// for each stage, of which p0 and p1 are gates, with the options p0-0 to p0-5,
// one for each level; and the practice questions r0 and r1 with three options.
// Question number n stands in line 100·(n+1), its options in the lines after.
func goodBank() *Bank {
	b := &Bank{ID: "good", Placement: Rule{Share: 0.75, MinAnswered: 0.67}, Glossary: []Term{{Term: "lived experience", Means: "What you know from life.", Easy: "What life taught you."}}}
	for _, level := range Levels {
		b.Levels = append(b.Levels, LevelWords{Level: level, Name: level.String(), Is: "Words.", Easy: "Words.", Line: 10 + int(level)})
	}
	b.Frameworks = []Framework{
		{ID: "principles", Name: "Principles", Items: []Item{{ID: "power", Name: "Power", Is: "Words.", Easy: "Words.", Line: 21}}, Line: 20},
		{ID: "lens", Name: "Lens", Items: []Item{{ID: "start", Name: "Start", Is: "Words.", Easy: "Words.", Line: 31}}, Line: 30},
	}
	s := Section{ID: "all", Title: "All", Line: 40}
	for n := range 12 {
		q := Question{ID: fmt.Sprintf("p%d", n), Kind: Placement, Short: true, Gate: n < 2, Why: "It shows.", EasyWhy: "It shows.", Line: 100 * (n + 1)}
		q.Ask = Wording{"Who will do it?", "Who does it?", "Who did it?"}
		q.Easy = Wording{"Who is it?", "Who is it?", "Who is it?"}
		options := len(Levels)
		if n < 10 {
			q.Stage = Stages[n%len(Stages)]
			q.CountsTowards = []Ref{{"lens", "start"}}
		} else {
			q.ID, q.Kind, options = fmt.Sprintf("r%d", n-10), Practice, 3
			q.CountsTowards = []Ref{{"principles", "power"}}
		}
		for i := range options {
			o := Option{ID: fmt.Sprintf("%s-%d", q.ID, i), Text: "Staff do it.", Easy: "Staff do.", Next: "Ask.", EasyNext: "Ask.", Line: q.Line + i + 1}
			if q.Kind == Placement {
				level := Level(i)
				o.Level = &level
			}
			o.Score = i
			if i == options-1 {
				o.Next, o.EasyNext = "", ""
			}
			q.Options = append(q.Options, o)
		}
		s.Questions = append(s.Questions, q)
	}
	b.Sections = []Section{s}
	b.index()
	return b
}

// without takes the options of the given levels from every placement question
// that take says yes to.
func without(b *Bank, take func(n int) bool, levels ...Level) {
	for n := range 10 {
		q := b.Questions()[n]
		if take(n) {
			q.Options = slices.DeleteFunc(q.Options, func(o Option) bool { return slices.Contains(levels, *o.Level) })
			q.Options[len(q.Options)-1].Next = ""
		}
	}
}

func all(int) bool { return true }

func TestLintFindsEachThingAlone(t *testing.T) {
	twentyOne := strings.TrimSpace(strings.Repeat("who ", 21)) + "?"
	sixteen := strings.TrimSpace(strings.Repeat("we do ", 8))
	same := func(s string) Wording { return Wording{s, s, s} }
	tests := []struct {
		name string
		make func(*Bank)
		want []string // "line rule: message"
	}{
		{"nothing", func(*Bank) {}, nil},
		{
			"a long wording",
			func(b *Bank) { b.Question("p3").Ask.After = twentyOne },
			[]string{`400 question-words: question "p3" (asked after) has 21 words; at most 20`},
		},
		{
			"long options, the longest first",
			func(b *Bank) {
				for i := range b.Question("p3").Options {
					b.Question("p3").Options[i].Text = strings.Repeat("we ", 26)
				}
				b.Question("p3").Options[2].Text = strings.Repeat("we ", 27)
				for _, i := range []int{0, 3, 4, 5} {
					b.Question("p3").Options[i].Text = strings.Repeat("we ", 25)
				}
			},
			[]string{
				`403 option-words: question "p3", option "p3-2" has 27 words; at most 25`,
				`402 option-words: question "p3", option "p3-1" has 26 words; at most 25`,
			},
		},
		{
			"a long easy sentence in a question",
			func(b *Bank) { b.Question("p3").Easy = same("Is it so? " + sixteen) },
			[]string{`400 easy-words: question "p3" has 16 words in one easy sentence; at most 15`},
		},
		{
			"easy sentences that are long only together",
			func(b *Bank) { b.Question("p3").Easy = same("We do it. " + strings.Repeat("We do. ", 8)) },
			nil,
		},
		{
			"a long easy option",
			func(b *Bank) {
				for i := range b.Question("p3").Options {
					b.Question("p3").Options[i].Easy = strings.Repeat("we do. ", 7)
				}
				b.Question("p3").Options[1].Easy = strings.Repeat("we do. ", 8)
			},
			[]string{`402 easy-words: question "p3", option "p3-1" has 16 words in its easy text; at most 15`},
		},
		{
			"a hard bank",
			func(b *Bank) {
				for _, q := range b.Questions() {
					q.Ask = same("Who now manages budgets?")
					for i := range q.Options {
						q.Options[i].Text = "Managers manage it."
					}
				}
			},
			[]string{`0 grade: questions and options together read at grade 8.7; at most 6`},
		},
		{
			"a hard question",
			func(b *Bank) {
				for i := range b.Question("r1").Options {
					b.Question("r1").Options[i].Text = "Managers, planners, directors, chairpersons."
				}
			},
			[]string{`1200 grade-question: question "r1" with its options reads at grade 14.2; at most 9`},
		},
		{
			"hard easy text",
			func(b *Bank) {
				for _, q := range b.Questions() {
					for i := range q.Options {
						q.Options[i].Easy = "Managers manage it."
					}
				}
			},
			[]string{`0 grade-easy: all easy text together reads at grade 4.2; at most 4`},
		},
		{
			"levels by name",
			func(b *Bank) {
				b.Question("p2").Options[1].Text = "Staff inform us."
				b.Question("p3").Options[2].Easy = "We co‑design."
				b.Question("r0").Options[0].Text = "Staff coproduced."
				b.Question("r1").Options[0].Text = "An informal chat."
			},
			[]string{
				`302 level-name: question "p2", option "p2-1" has a level's name in its text: "inform"`,
				`403 level-name: question "p3", option "p3-2" has a level's name in its easy text: "co-design"`,
				`1101 level-name: question "r0", option "r0-0" has a level's name in its text: "coproduced"`,
			},
		},
		{
			"a level by the bank's own name",
			func(b *Bank) {
				b.Levels[Engage].Name = "Involve"
				b.Question("p2").Options[1].Text = "We get involved."
			},
			[]string{`302 level-name: question "p2", option "p2-1" has a level's name in its text: "involved"`},
		},
		{
			"jargon, in any text",
			func(b *Bank) {
				b.Question("p2").Why = "Stakeholders, each stakeholder."
				b.Question("p3").Options[0].Next = "Ask a stakeholder. Ask those with lived experience."
			},
			[]string{`300 jargon: question "p2" uses "stakeholder", which the glossary does not explain (2 times in the bank)`},
		},
		{
			"a long word",
			func(b *Bank) { b.Question("p2").Options[0].Text = "An invitation." },
			[]string{`301 long-word: question "p2", option "p2-0" uses "invitation", of 4 syllables, which the glossary does not explain; ` +
				`explain words of 4 or more, or say it in shorter ones (once in the bank)`},
		},
		{
			"a long word that the glossary or everyone knows",
			func(b *Bank) {
				b.Glossary = append(b.Glossary, Term{Term: "invitation", Means: "A call.", Easy: "A call."})
				b.Question("p2").Options[0].Text = "Invitations."
				b.Question("p3").Options[0].Text = "Information."
				b.Levels[Inform].Name = "Tell"
				b.Question("p3").Options[0].Text = "Communities."
				b.Question("p4").Options[0].Text = "Discovering."
			},
			nil,
		},
		{
			"a double question",
			func(b *Bank) {
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
			func(b *Bank) {
				b.Question("p2").Easy = Wording{}
				b.Question("p3").Options[1].Easy = ""
				b.Question("p4").Options[1].Next = ""
				b.Question("p5").Options[5].Next = "Rest."
				b.Question("p6").Options[1].EasyNext = ""
				b.Question("p7").EasyWhy = ""
			},
			[]string{
				`300 no-easy: question "p2" has no easy text`,
				`402 no-easy: question "p3", option "p3-1" has no easy text`,
				`606 no-easy: question "p5", option "p5-5" has no easy text for its next`,
				`702 no-easy: question "p6", option "p6-1" has no easy text for its next`,
				`800 no-easy: question "p7" does not say why it is asked in easy words`,
				`502 no-next: question "p4", option "p4-1" has no next, though "p4-2" is above it`,
				`606 top-next: question "p5", option "p5-5" has a next, though no option is above it`,
			},
		},
		{
			"levels, items and terms without easy text",
			func(b *Bank) {
				b.Levels[Engage].Easy = ""
				b.Frameworks[1].Items[0].Easy = ""
				b.Glossary = append(b.Glossary, Term{Term: "carer", Means: "A friend.", Line: 50})
			},
			[]string{
				`13 no-easy: level "engage" has no easy text`,
				`31 no-easy: item "lens/start" has no easy text`,
				`50 no-easy: term "carer" has no easy text`,
			},
		},
		{
			"a question without a reason",
			func(b *Bank) { b.Question("p2").Why = "" },
			[]string{`300 no-why: question "p2" does not say why it is asked`},
		},
		{
			"options of unlike length, the worst first",
			func(b *Bank) {
				b.Question("p2").Options[1].Text = "Staff do it, but é is one. It is one."
				b.Question("p3").Options[1].Easy = "Staff do as they do. So they."
				b.Question("p4").Options[1].Text = "Staff do as staff do it. So it is, and is."
				b.Question("p5").Options[1].Text = "Staff do as staff do it. So they do."
			},
			[]string{
				`500 option-lengths: question "p4": option "p4-0" has 12 characters of text and option "p4-1" has 42, 3.5 times as many; at most 3 times`,
				`400 option-lengths: question "p3": option "p3-0" has 9 characters of easy text and option "p3-1" has 29, 3.2 times as many; at most 3 times`,
				`300 option-lengths: question "p2": option "p2-0" has 12 characters of text and option "p2-1" has 37, 3.1 times as many; at most 3 times`,
			},
		},
		{
			"the top option longest too often",
			func(b *Bank) {
				for _, q := range b.Questions()[:6] {
					q.Options[5].Text = "Staff do it all."
				}
			},
			[]string{`0 top-longest: the top option has the longest text in 6 of 12 questions; chance alone gives about 2, and so many only 1.7 times in 100 (at least 5)`},
		},
		{
			"the top option longest as often as chance",
			func(b *Bank) {
				for _, q := range b.Questions()[:4] {
					q.Options[5].Text = "Staff do it all."
				}
			},
			nil,
		},
		{
			"items with too few questions",
			func(b *Bank) {
				b.Question("r1").CountsTowards = nil
				b.Question("p2").CountsTowards = []Ref{{"principles", "power"}, {"lens", "start"}}
				for n := 1; n < 10; n++ {
					b.Questions()[n].CountsTowards = nil
				}
			},
			[]string{
				`21 item-questions: 1 practice question counts towards "principles/power"; at least 2`,
				`31 item-questions: 1 question counts towards "lens/start"; at least 2`,
				`1200 counts-for-nothing: practice question "r1" counts towards no framework item, so no score has it in it`,
			},
		},
		{
			"too few placement questions, and of one stage",
			func(b *Bank) { b.Sections[0].Questions = slices.Delete(b.Sections[0].Questions, 9, 10) },
			[]string{
				`0 placement-questions: 9 placement questions; at least 10`,
				`0 stage-questions: 1 placement question for stage "evaluation"; at least 2`,
			},
		},
		{
			"one gate",
			func(b *Bank) { b.Question("p1").Gate = false },
			[]string{`0 gates: 1 gate; 2 or 3 are right`},
		},
		{
			"four gates",
			func(b *Bank) { b.Question("p2").Gate, b.Question("p3").Gate = true, true },
			[]string{`0 gates: 4 gates; 2 or 3 are right`},
		},
		{
			"a gate without the lowest level",
			func(b *Bank) { without(b, func(n int) bool { return n == 1 }, None) },
			[]string{`200 gate-levels: gate "p1" has no option at level "none"; a gate needs the lowest and the highest`},
		},
		{
			"a gate without the highest level",
			func(b *Bank) { without(b, func(n int) bool { return n == 1 }, CoProduce) },
			[]string{
				`200 gate-levels: gate "p1" has no option at level "co-produce"; a gate needs the lowest and the highest`,
			},
		},
		{
			"a border that too few questions can fail",
			func(b *Bank) { without(b, func(n int) bool { return n > 1 }, None) },
			[]string{
				`0 border: the border below "inform": 2 placement questions of the full check have an option on either side of it; at least 4`,
				`0 border: the border below "inform": 2 placement questions of the short check have an option on either side of it; at least 3`,
				`0 border: the border below "inform": 2 of 10 placement questions of the full check have an option below it; at least three in ten`,
				`0 border: the border below "inform": 2 of 10 placement questions of the short check have an option below it; at least three in ten`,
			},
		},
		{
			"more than half for what staff settle alone",
			func(b *Bank) { b.Question("p5").CountsTowards = []Ref{{"principles", "power"}} },
			[]string{`604 staff-alone: question "p5", option "p5-3" goes no further than "engage" and is worth 60 in 100; in a question about power what staff settle alone is worth at most half`},
		},
		{
			"a question too many for carers",
			func(b *Bank) {
				for n := range 9 {
					q := b.Sections[0].Questions[11]
					q.ID = fmt.Sprintf("more%d", n)
					if n == 0 {
						q.AskedOf = []Perspective{Carer}
					}
					b.Sections[0].Questions = append(b.Sections[0].Questions, q)
				}
			},
			[]string{`0 length: the short check asks 21 questions of "carer"; at most 20`},
		},
		{
			"a level that no answers come to",
			func(b *Bank) { without(b, all, Consult) },
			[]string{
				`0 unreachable: no answers to all the questions of the full check come to level "consult"; every level must be within reach`,
				`0 unreachable: no answers to all the questions of the short check come to level "consult"; every level must be within reach`,
			},
		},
		{
			"a short check without a gate",
			func(b *Bank) { b.Question("p0").Short = false },
			[]string{`100 short-check: gate "p0" is not in the short check`},
		},
		{
			"a short check without a principle",
			func(b *Bank) { b.Question("r0").Short, b.Question("r1").Short = false, false },
			[]string{`20 short-check: no question of the short check counts towards principles/power; each needs at least one`},
		},
		{
			"a long short check",
			func(b *Bank) {
				for n := range 9 {
					q := b.Sections[0].Questions[11]
					q.ID = fmt.Sprintf("more%d", n)
					b.Sections[0].Questions = append(b.Sections[0].Questions, q)
				}
			},
			[]string{`0 length: the short check asks 21 questions of "lived-experience"; at most 20`},
		},
		{
			"no short check",
			func(b *Bank) {
				for _, q := range b.Questions() {
					q.Short = false
				}
			},
			[]string{`0 short-check: no question is in the short check; mark at most 20 with short: true`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := goodBank()
			tt.make(b)
			b.index()
			var got []string
			for _, r := range Lint(b) {
				got = append(got, fmt.Sprintf("%d %s: %s", r.Line, r.Rule, r.Message))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
			}
		})
	}
}

func TestLevelName(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Staff informed people", "informed"},
		{"Information is sent", "information"},
		{"A well-informed board", ""}, // whole words only
		{"Uninformed", ""},
		{"An informal talk", ""},
		{"The eye consultant", ""},
		{"A consultation", "consultation"},
		{"Engaging talks", "engaging"},
		{"Engines", ""},
		{"Co-designed", "co-designed"},
		{"CODESIGN", "codesign"},
		{"We co design it", "co design"},
		{"We co-produce it", "co-produce"},
		{"Coproducers", "coproducers"},
		{"No company design", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := levelName(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestChanceOfSoManyOrMore(t *testing.T) {
	tests := []struct {
		k, n int
		p    float64
		want float64
	}{
		{0, 5, 0.3, 1},
		{1, 1, 0.25, 0.25},
		{2, 2, 0.5, 0.25},
		{1, 2, 0.5, 0.75},
		{2, 3, 1.0 / 3, 7.0 / 27},
		{60, 100, 0.5, 0.02844396682}, // a table of the binomial distribution
	}
	for _, tt := range tests {
		if got := atLeast(tt.k, tt.n, tt.p); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%d or more of %d at %.2f: got %.10f, want %.10f", tt.k, tt.n, tt.p, got, tt.want)
		}
	}
}

// The rule of placement is tried out on every choice of options.
func TestReachableIsWhatSomeAnswersComeTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := Rule{Share: rapid.SampledFrom([]float64{0.01, 0.4, 0.5, 0.75, 1}).Draw(t, "share")}
		var placement []*Question
		for range rapid.IntRange(1, 4).Draw(t, "questions") {
			q := &Question{Kind: Placement, Gate: rapid.Bool().Draw(t, "gate")}
			have := rapid.IntRange(1, 63).Draw(t, "levels") | 1<<CoProduce // the last always is
			for _, level := range Levels {
				if have>>level&1 == 1 {
					q.Options = append(q.Options, Option{Level: &level})
				}
			}
			placement = append(placement, q)
		}
		want := map[Level]bool{}
		chosen := make([]Level, len(placement))
		var try func(int)
		try = func(i int) {
			if i < len(placement) {
				for _, o := range placement[i].Options {
					chosen[i] = *o.Level
					try(i + 1)
				}
				return
			}
			want[placedAt(rule, placement, chosen)] = true
		}
		try(0)
		for _, level := range Levels {
			if got := reachable(rule, placement, level); got != want[level] {
				t.Fatalf("%s: got reachable %v, want %v", level, got, want[level])
			}
		}
	})
}

// placedAt is the rule of placement in its plainest form.
func placedAt(rule Rule, placement []*Question, chosen []Level) Level {
	for level := CoProduce; level > None; level-- {
		n, gates := 0, true
		for i, q := range placement {
			if chosen[i] >= level {
				n++
			} else if q.Gate {
				gates = false
			}
		}
		if gates && n >= rule.Needed(len(placement)) {
			return level
		}
	}
	return None
}
