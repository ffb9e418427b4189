package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// What a test may answer instead of a level.
const (
	unknown    = -1
	exempt     = -2
	unanswered = -3
)

// bankOf is a bank of placement questions q1, q2, … that each have all six
// levels as options, named by the level. The first ones are gates. Stages come
// in turn; every question that is no gate may not apply.
func bankOf(gates, others int) *questions.Bank {
	bank, err := questions.Load("test.yaml", []byte(bankText(gates, others)))
	if err != nil {
		panic(err)
	}
	return bank
}

// bankText is the file of that bank.
func bankText(gates, others int) string {
	var b strings.Builder
	b.WriteString(`petal-bank: 1
id: test
version: 1.0.0
title: Test
placement: {share: 0.75, min-answered: 0.67}
levels:
`)
	for _, l := range questions.Levels {
		fmt.Fprintf(&b, "  - {id: %s, name: %s, is: Words.}\n", l, l)
	}
	b.WriteString(`frameworks: [{id: heard, name: Values, items: [{id: all, name: All, is: All.}]}]
sections:
  - id: only
    title: Only
    questions:
`)
	for i := range gates + others {
		fmt.Fprintf(&b, "      - {id: q%d, kind: placement, ask: Ask, stage: %s, gate: %t, may-not-apply: %t, counts-towards: [heard/all], options: [",
			i+1, questions.Stages[i%5], i < gates, i >= gates)
		for _, l := range questions.Levels {
			fmt.Fprintf(&b, "{id: o-%s, level: %s, text: Text}, ", l, l)
		}
		b.WriteString("]}\n")
	}
	return b.String()
}

// answersOf answers q1, q2, … with the levels.
func answersOf(levels []int) *assess.Answers {
	a := &assess.Answers{Depth: assess.Full, Given: map[string]assess.Answer{}}
	for i, l := range levels {
		answer(a, i, l)
	}
	return a
}

func answer(a *assess.Answers, i, level int) {
	id := fmt.Sprintf("q%d", i+1)
	switch level {
	case unanswered:
		delete(a.Given, id)
	case unknown:
		a.Given[id] = assess.Answer{Choose: questions.Unknown}
	case exempt:
		a.Given[id] = assess.Answer{Choose: questions.NotApplicable}
	default:
		a.Given[id] = assess.Answer{Choose: "o-" + questions.Level(level).String()}
	}
}

func levelWord(l *questions.Level) string {
	if l == nil {
		return "-"
	}
	return l.String()
}

// changes is the next set as "q2 engage→co-design, …".
func changes(n *assess.Next) string {
	if n == nil {
		return "-"
	}
	var out []string
	for _, c := range n.Change {
		out = append(out, fmt.Sprintf("%s %s→%s", c.Question.ID, c.From, c.To))
	}
	return strings.Join(out, ", ")
}

// TestPlace holds examples that can be redone on paper. Gates come first.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		name            string
		gates           int
		levels          []int
		level           string
		atLeast, atMost string
		next            string
		needed          int
		mixed           bool
	}{
		{
			// ⌈0.75·10⌉ = 8. Nine answers reach 3 and both gates do. At 4: one gate and five others.
			name: "the worked example of the design", gates: 2, levels: []int{4, 3, 5, 5, 4, 4, 4, 3, 3, 2},
			level: "engage", atLeast: "engage", atMost: "engage", needed: 8, mixed: true,
			next: "q2 engage→co-design, q8 engage→co-design",
		}, {
			// ⌈0.75·4⌉ = 3; all four reach 5.
			name: "everything shared", gates: 1, levels: []int{5, 5, 5, 5},
			level: "co-produce", atLeast: "co-produce", atMost: "co-produce", needed: 3, next: "-",
		}, {
			// The gate is at 0, so no level can be reached, however good the rest.
			name: "a decision already taken", gates: 1, levels: []int{0, 5, 5, 5},
			level: "none", atLeast: "none", atMost: "none", needed: 3, mixed: true, next: "q1 none→inform",
		}, {
			// Three of four reach 5 and the gate is among them: the one low answer is forgiven.
			name: "one weak spot", gates: 1, levels: []int{5, 5, 5, 1},
			level: "co-produce", atLeast: "co-produce", atMost: "co-produce", needed: 3, mixed: true, next: "-",
		}, {
			// An average would say 3.0. ⌈0.75·4⌉ = 3 answers must reach a level: 2 do at 5 and 4, four at 1.
			name: "never an average", gates: 1, levels: []int{5, 5, 1, 1},
			level: "inform", atLeast: "inform", atMost: "inform", needed: 3, mixed: true, next: "q3 inform→consult",
		}, {
			// n = 5, ⌈0.67·5⌉ = 4 needed, 3 known: no level. At least: 3 answers at 3 and two at 0, ⌈3.75⌉ = 4 reach 0.
			// At most: all five reach 3.
			name: "too little known", gates: 1, levels: []int{3, 3, 3, unknown, unanswered},
			level: "-", atLeast: "none", atMost: "engage", needed: 3, next: "-",
		}, {
			// Enough is known, but not the gate.
			name: "a gate not answered", gates: 1, levels: []int{unknown, 4, 4, 4, 4},
			level: "-", atLeast: "none", atMost: "co-design", needed: 3, next: "-",
		}, {
			// The exempt question leaves P: n = 4, needed ⌈0.75·4⌉ = 3.
			name: "one that does not apply", gates: 1, levels: []int{2, 2, 2, 1, exempt},
			level: "consult", atLeast: "consult", atMost: "consult", needed: 3,
			next: "q1 consult→engage, q2 consult→engage, q3 consult→engage",
		}, {
			// k = 4 of n = 5, ⌈0.67·5⌉ = 4: placed. Level over 4 known: ⌈3⌉ = 3 reach 3. At least: 4 of 5 must reach: at 3 there are 3, at 1 four. At most: four reach 3.
			name: "one not known", gates: 1, levels: []int{3, 3, 3, 1, unknown},
			level: "engage", atLeast: "inform", atMost: "engage", needed: 3, mixed: false,
			next: "q1 engage→co-design, q2 engage→co-design, q3 engage→co-design",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := assess.Place(bankOf(c.gates, len(c.levels)-c.gates), answersOf(c.levels))
			if got := levelWord(p.Level); got != c.level {
				t.Errorf("level %s, want %s", got, c.level)
			}
			if p.AtLeast.String() != c.atLeast || p.AtMost.String() != c.atMost {
				t.Errorf("between %s and %s, want %s and %s", p.AtLeast, p.AtMost, c.atLeast, c.atMost)
			}
			if p.Needed != c.needed {
				t.Errorf("%d answers needed, want %d", p.Needed, c.needed)
			}
			if p.Mixed != c.mixed {
				t.Errorf("mixed %t, want %t", p.Mixed, c.mixed)
			}
			if got := changes(p.Next); got != c.next {
				t.Errorf("next %s, want %s", got, c.next)
			}
		})
	}
}

func TestBackedLevel(t *testing.T) {
	bank := bankOf(1, 3)
	a := answersOf([]int{5, 5, 4, 2})
	// Without evidence the three strong answers read as engage.
	if p := assess.Place(bank, a); levelWord(p.Level) != "co-design" || levelWord(p.BackedLevel) != "engage" {
		t.Errorf("level %s, backed %s; want co-design, engage", levelWord(p.Level), levelWord(p.BackedLevel))
	}
	for _, id := range []string{"q1", "q2", "q3"} {
		answer := a.Given[id]
		answer.Evidence = "minutes"
		a.Given[id] = answer
	}
	if p := assess.Place(bank, a); levelWord(p.BackedLevel) != "co-design" {
		t.Errorf("backed %s with all evidence, want co-design", levelWord(p.BackedLevel))
	}
	// A note is not evidence.
	a.Given["q1"] = assess.Answer{Choose: "o-co-produce", Note: "really"}
	if p := assess.Place(bank, a); levelWord(p.BackedLevel) != "engage" {
		t.Errorf("backed %s with a note for evidence, want engage", levelWord(p.BackedLevel))
	}
}

// TestStages holds that a stage goes by the share rule and not by its gates.
func TestStages(t *testing.T) {
	// Stages come in turn: q1 and q6 are about priorities, q2 and q7 about planning, and so on; q1 is a gate.
	p := assess.Place(bankOf(1, 8), answersOf([]int{1, 4, 3, unknown, 2, 5, 2, unanswered, exempt}))
	want := map[questions.Stage]string{
		"priorities": "inform",  // 1 and 5: both must reach it, ⌈1.5⌉ = 2
		"planning":   "consult", // 4 and 2
		"design":     "engage",  // 3 alone is known
		"delivery":   "-",       // unknown and exempt
		"evaluation": "consult", // 2 alone
	}
	for _, s := range p.Stages {
		if got := levelWord(s.Level); got != want[s.Stage] {
			t.Errorf("%s %s, want %s", s.Stage, got, want[s.Stage])
		}
	}
}

// TestShortScope holds that a short check counts the short questions and any
// other that was answered, even with unknown.
func TestShortScope(t *testing.T) {
	bank := questions.Default()
	a := &assess.Answers{Depth: assess.Short, Given: map[string]assess.Answer{}}
	short := 0
	for _, q := range bank.Questions() {
		if q.Short && q.Kind == questions.Placement {
			short++
		}
	}
	if p := assess.Place(bank, a); p.Asked != short || p.Answered != 0 {
		t.Errorf("%d of %d, want 0 of %d", p.Answered, p.Asked, short)
	}
	a.Given["aims"] = assess.Answer{Choose: questions.Unknown} // not in the short check
	if p := assess.Place(bank, a); p.Asked != short+1 {
		t.Errorf("%d asked with one more answered, want %d", p.Asked, short+1)
	}
}

// TestPlaceNothing holds that no answers make no level, and any level possible.
func TestPlaceNothing(t *testing.T) {
	p := assess.Place(bankOf(2, 8), answersOf(nil))
	if p.Level != nil || p.BackedLevel != nil || p.Next != nil || p.Mixed {
		t.Errorf("got %+v, want no level", p)
	}
	if p.AtLeast != questions.None || p.AtMost != questions.CoProduce {
		t.Errorf("between %s and %s, want none and co-produce", p.AtLeast, p.AtMost)
	}
}

// drawn is a random assessment.
type drawn struct {
	bank   *questions.Bank
	gates  int
	levels []int
}

var banks = func() map[[2]int]*questions.Bank {
	all := map[[2]int]*questions.Bank{}
	for gates := range 4 {
		for others := range 13 {
			if gates+others > 0 {
				all[[2]int{gates, others}] = bankOf(gates, others)
			}
		}
	}
	return all
}()

func draw(t *rapid.T) drawn {
	gates := rapid.IntRange(0, 3).Draw(t, "gates")
	others := rapid.IntRange(1, 12).Draw(t, "others")
	levels := make([]int, gates+others)
	for i := range levels {
		low := exempt
		if i < gates {
			low = unknown
		}
		levels[i] = rapid.IntRange(low, 5).Draw(t, "level")
	}
	return drawn{banks[[2]int{gates, others}], gates, levels}
}

func (d drawn) place() assess.Placement { return assess.Place(d.bank, answersOf(d.levels)) }

func TestLawRaisingNeverLowers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		before := d.place()
		i := rapid.IntRange(0, len(d.levels)-1).Draw(t, "raised")
		if d.levels[i] < 0 || d.levels[i] == 5 {
			return
		}
		d.levels[i] = rapid.IntRange(d.levels[i]+1, 5).Draw(t, "to")
		after := d.place()
		if before.Level != nil && *after.Level < *before.Level || after.AtLeast < before.AtLeast || after.AtMost < before.AtMost {
			t.Fatalf("raising answer %d lowers %s %s %s to %s %s %s", i+1, levelWord(before.Level), before.AtLeast, before.AtMost,
				levelWord(after.Level), after.AtLeast, after.AtMost)
		}
	})
}

func TestLawLevelLiesInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t).place()
		if p.AtLeast > p.AtMost {
			t.Fatalf("at least %s, at most %s", p.AtLeast, p.AtMost)
		}
		if p.Level != nil && (*p.Level < p.AtLeast || *p.Level > p.AtMost) {
			t.Fatalf("%s is not between %s and %s", *p.Level, p.AtLeast, p.AtMost)
		}
		if p.Level != nil && *p.BackedLevel > *p.Level {
			t.Fatalf("backed %s is above %s", *p.BackedLevel, *p.Level)
		}
	})
}

func TestLawOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		before := d.place()
		others := d.levels[d.gates:]
		shuffled := rapid.Permutation(others).Draw(t, "order")
		d.levels = append(slices.Clone(d.levels[:d.gates]), shuffled...)
		after := d.place()
		if levelWord(before.Level) != levelWord(after.Level) || before.AtLeast != after.AtLeast || before.AtMost != after.AtMost {
			t.Fatalf("%s in another order is %s", levelWord(before.Level), levelWord(after.Level))
		}
	})
}

func TestLawAnsweringNeverWidens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		i := slices.Index(d.levels, unknown)
		if i < 0 {
			return
		}
		before := d.place()
		d.levels[i] = rapid.IntRange(0, 5).Draw(t, "learnt")
		after := d.place()
		if after.AtLeast < before.AtLeast || after.AtMost > before.AtMost {
			t.Fatalf("from %s-%s to %s-%s", before.AtLeast, before.AtMost, after.AtLeast, after.AtMost)
		}
	})
}

// TestLawNextIsEnoughAndSmallest makes the changes of Next and holds that they
// reach its level, and that leaving any one out does not.
func TestLawNextIsEnoughAndSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		p := d.place()
		if p.Next == nil {
			if p.Level != nil && *p.Level != questions.CoProduce {
				t.Fatalf("no way up from %s in a bank with every level", *p.Level)
			}
			return
		}
		raise := func(except int) *questions.Level {
			a := answersOf(d.levels)
			for i, c := range p.Next.Change {
				if i != except {
					a.Given[c.Question.ID] = assess.Answer{Choose: "o-" + c.To.String()}
				}
			}
			return assess.Place(d.bank, a).Level
		}
		if got := raise(-1); *got < p.Next.Level {
			t.Fatalf("all changes reach %s, not %s", *got, p.Next.Level)
		}
		for i := range p.Next.Change {
			if got := raise(i); *got >= p.Next.Level {
				t.Fatalf("%s is reached without change %d", p.Next.Level, i+1)
			}
		}
	})
}

// TestNextPassesOver holds that a question with no option high enough is passed
// over, and that one with only a higher option is raised to that.
func TestNextPassesOver(t *testing.T) {
	bank, err := questions.Load("b.yaml", []byte(`petal-bank: 1
id: test
version: 1.0.0
title: Test
placement: {share: 0.75, min-answered: 0.67}
levels: [{id: inform, name: A, is: a}, {id: consult, name: B, is: b}, {id: engage, name: C, is: c}, {id: co-design, name: D, is: d}, {id: co-produce, name: E, is: e}]
frameworks: [{id: f, name: F, items: [{id: i, name: I, is: i}]}]
sections:
  - id: s
    title: S
    questions:
      - {id: capped, kind: placement, ask: A, stage: design, may-not-apply: true, counts-towards: [f/i], options: [{id: a, level: none, text: A}, {id: b, level: inform, text: B}]}
      - {id: jumping, kind: placement, ask: A, stage: design, options: [{id: a, level: inform, text: A}, {id: b, level: co-design, text: B}]}
      - {id: plain, kind: placement, ask: A, stage: design, options: [{id: a, level: inform, text: A}, {id: b, level: consult, text: B}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	a := &assess.Answers{Given: map[string]assess.Answer{"capped": {Choose: "b"}, "jumping": {Choose: "a"}, "plain": {Choose: "b"}}}
	// ⌈0.75·3⌉ = 3 must reach consult, and the capped question never can.
	if p := assess.Place(bank, a); p.Next != nil {
		t.Errorf("next %s, want none", changes(p.Next))
	}
	a.Given["capped"] = assess.Answer{Choose: questions.NotApplicable}
	if got, want := changes(assess.Place(bank, a).Next), "jumping inform→co-design"; got != want {
		t.Errorf("next %s, want %s", got, want)
	}
}

func TestCasesOfDefaultBank(t *testing.T) {
	bank := questions.Default()
	if len(bank.Cases) == 0 {
		t.Fatal("the bank has no cases")
	}
	for _, p := range assess.CheckCases("bank", bank) {
		t.Error(p)
	}
}

func TestCheckCasesReports(t *testing.T) {
	bank := *bankOf(1, 3)
	consult := questions.Consult
	all := func(option string) map[string]string {
		return map[string]string{"q1": option, "q2": option, "q3": option, "q4": option}
	}
	bank.Cases = []questions.Case{
		{ID: "right", Line: 1, Answers: all("o-engage"), Level: questions.Engage, Band: "growing"},
		{ID: "too-low", Line: 2, Answers: all("o-inform"), Level: questions.Engage},
		{ID: "never", Line: 3, Answers: all("o-engage"), Level: questions.Engage, Never: &consult},
		{ID: "open", Line: 4, Answers: map[string]string{"q1": questions.Unknown}, Level: questions.Inform, Band: "starting"},
		{ID: "band", Line: 5, Answers: all("o-engage"), Level: questions.Engage, Band: "strong"},
		{ID: "gate-open", Line: 6, Answers: map[string]string{"q2": "o-inform", "q3": "o-inform", "q4": "o-inform"}, Level: questions.Inform},
	}
	want := `b.yaml:2:1: case "too-low" is placed at "inform"; it should be at "engage"
b.yaml:3:1: case "never" reaches "consult", which it must not
b.yaml:4:1: case "open" cannot be placed: 0 of 4 placement questions are answered, and 3 are needed; the key question "q1" is open; it should be at "inform"
b.yaml:4:1: case "open" has no score on heard, for too little is answered; it should score "starting"
b.yaml:5:1: case "band" scores "growing" on heard; it should score "strong"
b.yaml:6:1: case "gate-open" cannot be placed: the key question "q1" is open; it should be at "inform"`
	if got := assess.CheckCases("b.yaml", &bank).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestCheckCasesSaysWhyNotPlaced holds the plural, and a case to which nothing
// applies.
func TestCheckCasesSaysWhyNotPlaced(t *testing.T) {
	bank := *bankOf(2, 1)
	bank.Cases = []questions.Case{
		{ID: "open", Line: 1, Answers: map[string]string{"q3": "o-inform"}, Level: questions.Inform},
	}
	want := `b.yaml:1:1: case "open" cannot be placed: 1 of 3 placement questions are answered, and 3 are needed; the key questions "q1", "q2" are open; it should be at "inform"`
	if got := assess.CheckCases("b.yaml", &bank).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	bank = *bankOf(0, 1)
	bank.Cases = []questions.Case{
		{ID: "exempt", Line: 1, Answers: map[string]string{"q1": questions.NotApplicable}, Level: questions.Inform},
	}
	want = `b.yaml:1:1: case "exempt" cannot be placed: 0 of 0 placement questions are answered, and 1 are needed; it should be at "inform"`
	if got := assess.CheckCases("b.yaml", &bank).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestCasesBandIsOfThePrinciples holds that a case's band is read from the
// principles wherever they stand among the frameworks.
func TestCasesBandIsOfThePrinciples(t *testing.T) {
	text := strings.NewReplacer(
		"frameworks: [", "frameworks: [{id: lens, name: Lens, items: [{id: low, name: Low, is: Low.}]}, ",
		"{id: heard,", "{id: principles,",
		"[heard/all]", "[principles/all]",
	).Replace(bankText(0, 2))
	text = strings.Replace(text, "[principles/all]", "[lens/low]", 1) // the first question
	text += "cases:\n  - {id: right, story: S., answers: {q1: o-none, q2: o-co-produce}, level: none, band: strong}\n" +
		"  - {id: wrong, story: S., answers: {q1: o-none, q2: o-co-produce}, level: none, band: not-yet}\n"
	bank, err := questions.Load("b.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`b.yaml:%d:1: case "wrong" scores "strong" on principles; it should score "not-yet"`, bank.Cases[1].Line)
	if got := assess.CheckCases("b.yaml", bank).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func BenchmarkPlaceAndScore(b *testing.B) {
	bank := questions.Default()
	a, err := assess.Example(bank)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		assess.Place(bank, a)
		assess.ScoreFrameworks(bank, a)
	}
}
