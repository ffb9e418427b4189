package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// What a test may answer instead of a level.
const (
	unknown    = -1
	exempt     = -2
	unanswered = -3
)

// bankOf returns a bank of placement questions q1, q2, … that each have all six
// levels as options, named by the level. The first ones are gates. Stages come in
// turn; every question that is not a gate may be answered not-applicable.
func bankOf(gates, others int) *questions.Bank {
	bank, err := questions.Load("test.yaml", []byte(bankText(gates, others)))
	if err != nil {
		panic(err)
	}
	return bank
}

// bankText returns the file of that bank.
func bankText(gates, others int) string {
	var b strings.Builder
	b.WriteString(`petal-bank: 1
id: test
version: 1.0.0
title: Test
placement: {share: 0.75, min-answered: 0.67, start-to-finish: 0.5}
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
	a := staff(nil)
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

// changes returns the next set as "q2 engage→co-design, …".
func changes(n *assess.Next) string {
	if n == nil {
		return "-"
	}
	var out []string
	for _, c := range n.Change {
		out = append(out, fmt.Sprintf("%s %s→%s", c.Question.ID, c.From.Level, c.To.Level))
	}
	return strings.Join(out, ", ")
}

// TestPlace checks examples that can be redone on paper. Gates come first; stages
// come in turn, so that question 6 is of the stage of question 1.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		name            string
		gates           int
		levels          []int
		level           string
		atLeast, atMost string
		heldBy          string
		next            string
	}{
		{
			// ⌈0.75·10⌉ = 8. Nine answers allow 3 and both gates do. At 4: one gate and five others.
			name: "the worked example", gates: 2, levels: []int{4, 3, 5, 5, 4, 4, 4, 3, 3, 2},
			level: "engage", atLeast: "engage", atMost: "engage", heldBy: "share gates",
			next: "q2 engage→co-design, q8 engage→co-design",
		}, {
			name: "everything shared", gates: 1, levels: []int{5, 5, 5, 5},
			level: "co-produce", atLeast: "co-produce", atMost: "co-produce", next: "-",
		}, {
			// The gate is at 0, so no level can be reached, however good the rest.
			name: "a decision already taken", gates: 1, levels: []int{0, 5, 5, 5},
			level: "none", atLeast: "none", atMost: "none", heldBy: "gates", next: "q1 none→inform",
		}, {
			// Three of four allow 5, and the gate does. But the one answer about delivery is at 1: ⌈0.5·1⌉ = 1 is needed there.
			name: "not from start to finish", gates: 1, levels: []int{5, 5, 5, 1},
			level: "co-design", atLeast: "co-design", atMost: "co-design", heldBy: "start-to-finish", next: "q4 inform→co-produce",
		}, {
			// Eight of ten allow 5, and each stage has one of its two.
			name: "two weak spots", gates: 0, levels: []int{5, 5, 5, 5, 5, 1, 5, 5, 5, 1},
			level: "co-produce", atLeast: "co-produce", atMost: "co-produce", next: "-",
		}, {
			// An average would say 3.0. ⌈0.75·4⌉ = 3 answers must allow a level: 2 do at 5 and 4, four at 1.
			name: "never an average", gates: 1, levels: []int{5, 5, 1, 1},
			level: "inform", atLeast: "inform", atMost: "inform", heldBy: "share", next: "q3 inform→consult",
		}, {
			// n = 5, ⌈0.67·5⌉ = 4 needed, 3 known: no level. At least: 3 answers at 3 and two at 0, ⌈3.75⌉ = 4 allow 0.
			// At most: all five allow 3.
			name: "too little known", gates: 1, levels: []int{3, 3, 3, unknown, unanswered},
			level: "-", atLeast: "none", atMost: "engage", next: "-",
		}, {
			// Enough is known, but not the gate.
			name: "a gate not answered", gates: 1, levels: []int{unknown, 4, 4, 4, 4},
			level: "-", atLeast: "none", atMost: "co-design", next: "-",
		}, {
			// The exempt question leaves P: n = 4, needed ⌈0.75·4⌉ = 3.
			name: "one that does not apply", gates: 1, levels: []int{2, 2, 2, 1, exempt},
			level: "consult", atLeast: "consult", atMost: "consult", heldBy: "share gates",
			next: "q1 consult→engage, q2 consult→engage, q3 consult→engage",
		}, {
			// k = 4 of n = 5, ⌈0.67·5⌉ = 4: placed. Level over 4 known: ⌈3⌉ = 3 allow 3. At least: 4 of 5 must allow: at 3 there are 3, at 1 four. At most: four allow 3.
			name: "one not known", gates: 1, levels: []int{3, 3, 3, 1, unknown},
			level: "engage", atLeast: "inform", atMost: "engage", heldBy: "share gates",
			next: "q1 engage→co-design, q2 engage→co-design, q3 engage→co-design",
		}, {
			// To be co-produced, priorities (4 and 3) need one more, then the share ⌈0.75·6⌉ = 5 has four and needs one more: the nearest.
			name: "a stage first, then the share", gates: 0, levels: []int{4, 5, 5, 4, 5, 3},
			level: "co-design", atLeast: "co-design", atMost: "co-design", heldBy: "share start-to-finish",
			next: "q1 co-design→co-produce, q4 co-design→co-produce",
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
			if got := heldBy(p); got != c.heldBy {
				t.Errorf("held by %q, want %q", got, c.heldBy)
			}
			if got := changes(p.Next); got != c.next {
				t.Errorf("next %s, want %s", got, c.next)
			}
		})
	}
}

// heldBy returns the conditions that hold a placement, in one line.
func heldBy(p assess.Placement) string {
	var held []string
	for _, c := range p.HeldBy() {
		held = append(held, string(c))
	}
	return strings.Join(held, " ")
}

// TestUnknownThatCannotHoldBack checks that a question nobody could answer counts
// where every one of its options allows the level.
func TestUnknownThatCannotHoldBack(t *testing.T) {
	bank := bankFrom(`
      - {id: a, kind: placement, ask: A, stage: design, options: [{id: x, level: consult, text: X}, {id: z, level: co-produce, text: Z}]}
      - {id: b, kind: placement, ask: A, stage: design, options: [{id: x, level: inform, text: X}, {id: z, level: co-produce, text: Z}]}
      - {id: c, kind: placement, ask: A, stage: design, options: [{id: x, level: co-design, text: X}, {id: z, level: co-produce, text: Z}]}
      - {id: d, kind: placement, ask: A, stage: design, options: [{id: x, level: co-design, text: X}, {id: z, level: co-produce, text: Z}]}
`)
	a := staff(map[string]string{"a": "x", "b": "x", "c": "x"})
	// Known: consult, inform, co-design. Of these two of three allow consult, which is short of ⌈0.75·3⌉ = 3. With d, whose
	// lowest allows it too, three of four do.
	if p := assess.Place(bank, a); levelWord(p.Level) != "consult" {
		t.Errorf("level %s, want consult", levelWord(p.Level))
	}
	// At engage only c and d allow it, d for nothing: 2 of 4, and ⌈0.75·4⌉ = 3 must.
	if p := assess.Place(bank, a); p.Above.Allow != 2 || p.Above.Of != 4 || p.Above.Needed != 3 {
		t.Errorf("above %+v, want 2 of 4 where 3 are needed", *p.Above)
	}
}

// TestNextTakesTheLowestOptionThatDoes checks that a change goes to the lowest option
// that allows the next level, also where that allows more.
func TestNextTakesTheLowestOptionThatDoes(t *testing.T) {
	bank := bankFrom(`
      - {id: jumping, kind: placement, ask: A, stage: design, options: [{id: x, level: inform, text: X}, {id: y, level: co-design, text: Y}, {id: z, level: co-produce, text: Z}]}
      - {id: plain, kind: placement, ask: A, stage: design, options: [{id: x, level: inform, text: X}, {id: y, level: consult, text: Y}, {id: z, level: co-produce, text: Z}]}
`)
	p := assess.Place(bank, staff(map[string]string{"jumping": "x", "plain": "y"}))
	if got, want := changes(p.Next), "jumping inform→co-design"; got != want {
		t.Errorf("next %s, want %s", got, want)
	}
}

// bankFrom returns a bank of the given questions.
func bankFrom(sections string) *questions.Bank {
	text := bankText(0, 0) + strings.TrimPrefix(sections, "\n")
	bank, err := questions.Load("test.yaml", []byte(strings.Replace(text, "frameworks: [{id: heard, name: Values, items: [{id: all, name: All, is: All.}]}]", "frameworks: []", 1)))
	if err != nil {
		panic(err)
	}
	return bank
}

// staff returns answers given by staff: option ids by question.
func staff(options map[string]string) *assess.Answers {
	a := &assess.Answers{Depth: assess.Full, Respondent: assess.Respondent{Perspective: questions.Staff}, Given: map[string]assess.Answer{}}
	for id, option := range options {
		a.Given[id] = assess.Answer{Choose: option}
	}
	return a
}

func TestBackedLevel(t *testing.T) {
	bank := bankOf(1, 3)
	a := answersOf([]int{5, 5, 4, 2})
	// Without evidence the three strong answers read as engage, the highest option below co-design.
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
	// What people say of their own experience needs no proof.
	a.Respondent.Perspective = questions.Carer
	if p := assess.Place(bank, a); levelWord(p.BackedLevel) != "co-design" {
		t.Errorf("backed %s for a carer, want co-design", levelWord(p.BackedLevel))
	}
}

// TestLowestIsNeverStrong checks that the lowest option of a question claims nothing,
// however high its level.
func TestLowestIsNeverStrong(t *testing.T) {
	bank := bankFrom(`
      - {id: a, kind: placement, ask: A, stage: design, options: [{id: x, level: co-design, text: X}, {id: y, level: co-design, text: Y}, {id: z, level: co-produce, text: Z}]}
`)
	for option, want := range map[string]string{"x": "co-design", "y": "co-design", "z": "co-design"} {
		p := assess.Place(bank, staff(map[string]string{"a": option}))
		if levelWord(p.BackedLevel) != want { // none is below co-design, so it is the lowest
			t.Errorf("%s is backed at %s, want %s", option, levelWord(p.BackedLevel), want)
		}
	}
	if q := bank.Question("a"); q.Strong(q.Option("x")) || !q.Strong(q.Option("y")) {
		t.Error("want the lowest not strong and the next strong")
	}
}

// TestAskedOf checks that a question is in scope only in files of those it is asked
// of.
func TestAskedOf(t *testing.T) {
	bank := bankFrom(`
      - {id: a, kind: placement, ask: A, stage: design, options: [{id: x, level: inform, text: X}, {id: z, level: co-produce, text: Z}]}
      - {id: b, kind: placement, ask: A, stage: design, asked-of: [carer], options: [{id: x, level: inform, text: X}, {id: z, level: co-produce, text: Z}]}
`)
	a := staff(map[string]string{"a": "z"})
	if p := assess.Place(bank, a); p.Asked != 1 || levelWord(p.Level) != "co-produce" {
		t.Errorf("staff are asked %d and placed at %s; want 1 and co-produce", p.Asked, levelWord(p.Level))
	}
	a.Respondent.Perspective = questions.Carer
	if p := assess.Place(bank, a); p.Asked != 2 || p.Level != nil {
		t.Errorf("a carer is asked %d and placed at %s; want 2, of which ⌈0.67·2⌉ = 2 must be known", p.Asked, levelWord(p.Level))
	}
}

// TestShortScope checks that a short check counts the short questions and any other
// that was answered, even with unknown.
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
	a.Given["idea-source"] = assess.Answer{Choose: questions.Unknown} // not in the short check
	if p := assess.Place(bank, a); p.Asked != short+1 {
		t.Errorf("%d asked with one more answered, want %d", p.Asked, short+1)
	}
}

// TestPlaceNothing checks that without answers there is no level, and any level is
// possible.
func TestPlaceNothing(t *testing.T) {
	p := assess.Place(bankOf(2, 8), answersOf(nil))
	if p.Level != nil || p.BackedLevel != nil || p.Next != nil || p.Above != nil {
		t.Errorf("got %+v, want no level", p)
	}
	if p.AtLeast != questions.None || p.AtMost != questions.CoProduce {
		t.Errorf("between %s and %s, want none and co-produce", p.AtLeast, p.AtMost)
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

// caseAt returns a level that a case has.
func caseAt(l questions.Level) *questions.Level { return &l }

func TestCheckCasesReports(t *testing.T) {
	bank := *bankOf(1, 3)
	consult := questions.Consult
	all := func(option string) map[string]string {
		return map[string]string{"q1": option, "q2": option, "q3": option, "q4": option}
	}
	bank.Cases = []questions.Case{
		{ID: "right", Line: 1, Answers: all("o-engage"), Level: caseAt(questions.Engage), Band: "growing"},
		{ID: "too-low", Line: 2, Answers: all("o-inform"), Level: caseAt(questions.Engage)},
		{ID: "never", Line: 3, Answers: all("o-engage"), Level: caseAt(questions.Engage), Never: &consult},
		{ID: "open", Line: 4, Answers: map[string]string{"q1": questions.Unknown}, Level: caseAt(questions.Inform), Band: "starting"},
		{ID: "band", Line: 5, Answers: all("o-engage"), Level: caseAt(questions.Engage), Band: "strong"},
		{ID: "gate-open", Line: 6, Answers: map[string]string{"q2": "o-inform", "q3": "o-inform", "q4": "o-inform"}, Level: caseAt(questions.Inform)},
	}
	bank.Cases = append(bank.Cases,
		questions.Case{ID: "range", Line: 7, Answers: map[string]string{"q2": "o-inform", "q3": "o-inform", "q4": "o-inform"}, AtLeast: caseAt(questions.None), AtMost: caseAt(questions.Inform)},
		questions.Case{ID: "wide", Line: 8, Answers: map[string]string{"q2": "o-inform"}, AtLeast: caseAt(questions.Inform), AtMost: caseAt(questions.Consult)},
		questions.Case{ID: "placed", Line: 9, Answers: all("o-engage"), AtLeast: caseAt(questions.Engage), AtMost: caseAt(questions.Engage)},
	)
	want := `b.yaml:2:1: case "too-low" is placed at "inform"; it should be at "engage"
b.yaml:3:1: case "never" reaches "consult", which it must not
b.yaml:4:1: case "open" cannot be placed: 0 of 4 placement questions are answered, but at least 3 must be; the key question "q1" is open; it should be at "inform"
b.yaml:4:1: case "open" has no score on heard, because too little is answered; it should score "starting"
b.yaml:5:1: case "band" scores "growing" on heard; it should score "strong"
b.yaml:6:1: case "gate-open" cannot be placed: the key question "q1" is open; it should be at "inform"
b.yaml:8:1: case "wide" is at least at "none"; it should be at least at "inform"
b.yaml:8:1: case "wide" is at most at "co-design"; it should be at most at "consult"
b.yaml:9:1: case "placed" is placed at "engage", but its story should not be enough for a level`
	if got := assess.CheckCases("b.yaml", &bank).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestCheckCasesSaysWhyNotPlaced checks the plural, and a case to which nothing
// applies.
func TestCheckCasesSaysWhyNotPlaced(t *testing.T) {
	bank := *bankOf(2, 1)
	bank.Cases = []questions.Case{
		{ID: "open", Line: 1, Answers: map[string]string{"q3": "o-inform"}, Level: caseAt(questions.Inform)},
	}
	want := `b.yaml:1:1: case "open" cannot be placed: 1 of 3 placement questions are answered, but at least 3 must be; the key questions "q1", "q2" are open; it should be at "inform"`
	if got := assess.CheckCases("b.yaml", &bank).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	bank = *bankOf(0, 1)
	bank.Cases = []questions.Case{
		{ID: "exempt", Line: 1, Answers: map[string]string{"q1": questions.NotApplicable}, Level: caseAt(questions.Inform)},
	}
	want = `b.yaml:1:1: case "exempt" cannot be placed: 0 of 0 placement questions are answered, but at least 1 must be; it should be at "inform"`
	if got := assess.CheckCases("b.yaml", &bank).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestCasesBandIsOfThePrinciples checks that a case's band is that of the principles,
// wherever they come among the frameworks.
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

func BenchmarkEvaluate(b *testing.B) {
	bank := questions.Default()
	a, err := assess.Example(bank)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		assess.Evaluate(bank, a)
	}
}
