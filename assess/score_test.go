package assess_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// scoreBank has a framework of three items: a with four practice questions,
// b with one practice question of three steps and one placement question, c
// with one question that may not apply.
func scoreBank(t *testing.T) *questions.Bank {
	t.Helper()
	var b strings.Builder
	b.WriteString(`petal-bank: 1
id: test
version: 1.0.0
title: Test
placement: {share: 0.75, min-answered: 0.67}
levels: [{id: inform, name: A, is: a}, {id: consult, name: B, is: b}, {id: engage, name: C, is: c}, {id: co-design, name: D, is: d}, {id: co-produce, name: E, is: e}]
frameworks:
  - id: principles
    name: F
    items: [{id: a, name: A, is: a}, {id: b, name: B, is: b}, {id: c, name: C, is: c}]
sections:
  - id: s
    title: S
    questions:
`)
	for i := range 4 {
		fmt.Fprintf(&b, "      - {id: a%d, kind: practice, ask: A, may-not-apply: true, counts-towards: [principles/a], options: "+
			"[{id: no, score: 0, text: N, next: Start.}, {id: half, score: 2, text: H, next: Go on.}, {id: full, score: 4, text: F}]}\n", i+1)
	}
	b.WriteString(`      - {id: b1, kind: practice, ask: A, counts-towards: [principles/b], options: [{id: no, score: 0, text: N, next: Start.}, {id: one, score: 1, text: O, next: More.}, {id: two, score: 3, text: T}]}
      - {id: b2, kind: placement, ask: A, stage: design, counts-towards: [principles/b], options: [{id: no, level: none, text: N, next: Start.}, {id: some, level: engage, text: S, next: More.}, {id: all, level: co-produce, text: A}]}
      - {id: c1, kind: practice, ask: A, may-not-apply: true, counts-towards: [principles/c], options: [{id: no, score: 0, text: N}, {id: "yes", score: 1, text: Y}]}
`)
	bank, err := questions.Load("test.yaml", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

// show returns a score as "known (low-high) band", each rounded to one decimal.
func show(s assess.Score) string {
	number := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprint(math.Round(*x*10) / 10)
	}
	return fmt.Sprintf("%s (%s-%s) %s", number(s.Known), number(s.Low), number(s.High), s.Band())
}

// TestScores checks scores that can be redone on paper.
func TestScores(t *testing.T) {
	bank := scoreBank(t)
	for _, c := range []struct {
		name          string
		answers       string
		a, b, c, both string
	}{
		{
			// a: 100, 50, 0, 0. b: 1 of 3, and the middle of three. c: 100. All: (37.5 + 41.7 + 100) / 3.
			name: "all answered", answers: "a1=full a2=half a3=no a4=no b1=one b2=some c1=yes",
			a: "37.5 (37.5-37.5) starting", b: "41.7 (41.7-41.7) starting", c: "100 (100-100) strong", both: "59.7 (59.7-59.7) growing",
		}, {
			// a: two of four known is half of them: mean 75; low (100+50)/4, high (100+50+200)/4. c is not known at all.
			name: "half unknown", answers: "a1=full a2=half a3=unknown b1=two b2=all c1=unknown",
			a: "75 (37.5-87.5) strong", b: "100 (100-100) strong", c: "- (0-100) ", both: "87.5 (45.8-95.8) strong",
		}, {
			// a: one of four is fewer than half. c does not apply, so there is nothing to score or to bound.
			// Only one item of three has a score, so the framework has none; its low is the mean of a's and b's.
			name: "too little", answers: "a1=full b2=some c1=not-applicable",
			a: "- (25-100) ", b: "50 (25-75) growing", c: "- (---) ", both: "- (25-87.5) ",
		}, {
			// What does not apply leaves the count: two of two known.
			name: "two do not apply", answers: "a1=half a2=half a3=not-applicable a4=not-applicable",
			a: "50 (50-50) growing", b: "- (0-100) ", c: "- (0-100) ", both: "- (16.7-83.3) ",
		}, {
			// Zero is a score; unanswered is not.
			name: "all zero", answers: "a1=no a2=no a3=no a4=no b1=no b2=no c1=no",
			a: "0 (0-0) not-yet", b: "0 (0-0) not-yet", c: "0 (0-0) not-yet", both: "0 (0-0) not-yet",
		}, {
			name: "nothing", answers: "",
			a: "- (0-100) ", b: "- (0-100) ", c: "- (0-100) ", both: "- (0-100) ",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &assess.Answers{Depth: assess.Full, Given: map[string]assess.Answer{}}
			for _, pair := range strings.Fields(c.answers) {
				id, option, _ := strings.Cut(pair, "=")
				a.Given[id] = assess.Answer{Choose: option}
			}
			f := assess.Evaluate(bank, a).Frameworks[0]
			got := []string{show(f.Items[0].Score), show(f.Items[1].Score), show(f.Items[2].Score), show(f.Score)}
			want := []string{c.a, c.b, c.c, c.both}
			for i, name := range []string{"a", "b", "c", "framework"} {
				if got[i] != want[i] {
					t.Errorf("%s is %s, want %s", name, got[i], want[i])
				}
			}
		})
	}
}

func TestBands(t *testing.T) {
	for score, want := range map[float64]string{
		0: "not-yet", 24.9: "not-yet", 25: "starting", 49.9: "starting", 50: "growing", 74.9: "growing", 75: "strong", 100: "strong",
		24.9999999999: "starting", // 25, except for a floating-point error
	} {
		if got := (assess.Score{Known: &score}).Band(); got != want {
			t.Errorf("band of %v is %s, want %s", score, got, want)
		}
	}
	if got := (assess.Score{}).Band(); got != "" {
		t.Errorf("band of no score is %q, want none", got)
	}
}

// TestEvaluate checks the parts of a result that come with placement and scores.
func TestEvaluate(t *testing.T) {
	bank := scoreBank(t)
	a := &assess.Answers{Depth: assess.Full, Respondent: assess.Respondent{Perspective: "partner"}, Given: map[string]assess.Answer{
		"a1": {Choose: "full", Evidence: "minutes"}, "a2": {Choose: "half"}, "a3": {Choose: "full"}, "a4": {Choose: "full"},
		"b1": {Choose: "no"}, "b2": {Choose: "some"}, "c1": {Choose: "no"},
	}}
	r := assess.Evaluate(bank, a)
	if !r.StaffViewOnly {
		t.Error("a partner alone is not the staff view only")
	}
	// Strong: three practice answers of 100%. b2 is at engage, which is not strong.
	if r.Evidence.Strong != 3 || r.Evidence.Backed != 1 || len(r.Evidence.Missing) != 2 {
		t.Errorf("evidence %d strong, %d backed, %d missing; want 3, 1, 2", r.Evidence.Strong, r.Evidence.Backed, len(r.Evidence.Missing))
	}
	// a scores 87.5; b 30; c 0, but its question has no advice to give.
	if len(r.Strengths) != 1 || r.Strengths[0].Item.ID != "a" || r.Strengths[0].Question.ID != "a1" {
		t.Errorf("strengths %v, want a shown by a1", r.Strengths)
	}
	if len(r.ToWorkOn) != 1 || r.ToWorkOn[0].Item.ID != "b" || r.ToWorkOn[0].Option.Next != "Start." {
		t.Errorf("to work on %v, want b with its advice", r.ToWorkOn)
	}
	if p := r.Perspectives[0]; p.Perspective != "partner" || p.Files != 1 || p.People != 1 {
		t.Errorf("perspective %+v, want one partner", p)
	}

	a.Respondent.Perspective = "mixed"
	if assess.Evaluate(bank, a).StaffViewOnly {
		t.Error("a mixed group is called the staff view only")
	}
}

// TestContradictions checks that a conflict needs both its answers.
func TestContradictions(t *testing.T) {
	bank := *scoreBank(t)
	bank.Conflicts = []questions.Conflict{{
		If:  map[string][]string{"b2": {"some", "all"}},
		And: map[string][]string{"a1": {"no"}},
		Say: "Both cannot be.",
	}}
	for _, c := range []struct {
		b2, a1 string
		want   int
	}{{"all", "no", 1}, {"some", "no", 1}, {"no", "no", 0}, {"all", "full", 0}, {"unknown", "no", 0}, {"all", "", 0}} {
		a := &assess.Answers{Given: map[string]assess.Answer{"b2": {Choose: c.b2}}}
		if c.a1 != "" {
			a.Given["a1"] = assess.Answer{Choose: c.a1}
		}
		r := assess.Evaluate(&bank, a)
		if len(r.Conflicts) != c.want {
			t.Errorf("%s and %q: %d contradictions, want %d", c.b2, c.a1, len(r.Conflicts), c.want)
		}
		if c.want == 1 && (r.Conflicts[0].Questions[0].ID != "a1" || r.Conflicts[0].Questions[1].ID != "b2") {
			t.Error("the questions are not in the order of asking")
		}
	}
}

// TestBacked works out on paper what is left of scores if strong answers name no
// evidence.
func TestBacked(t *testing.T) {
	bank := scoreBank(t)
	a := staff(map[string]string{"a1": "full", "a2": "half", "a3": "no", "a4": "unknown", "b1": "one", "b2": "all"})
	r := assess.Evaluate(bank, a)
	// a: 100, 50, 0 are known. full is strong (100%) and is read as half, the highest that is not: 50, 50, 0.
	item := r.Frameworks[0].Items[0]
	if *item.Known != 50 || math.Abs(*item.Backed-100.0/3) > 1e-9 || *item.BackedLow != 25 {
		t.Errorf("a scores %v, backed %v, at least %v; want 50, 33.3 and 25", *item.Known, *item.Backed, *item.BackedLow)
	}
	// b: 33.3 is not strong; all is at co-produce and is read as some, the highest below co-design: 50.
	if item := r.Frameworks[0].Items[1]; math.Abs(*item.Backed-(100.0/3+50)/2) > 1e-9 {
		t.Errorf("b backed %v, want 41.7", *item.Backed)
	}
	// c is not asked often enough to be known, and the framework is the mean of the two.
	if f := r.Frameworks[0]; math.Abs(*f.Backed-(100.0/3+(100.0/3+50)/2)/2) > 1e-9 {
		t.Errorf("all backed %v, want 37.5", *f.Backed)
	}
	for id, given := range a.Given {
		given.Evidence = "minutes"
		a.Given[id] = given
	}
	if item := assess.Evaluate(bank, a).Frameworks[0].Items[0]; *item.Backed != *item.Known {
		t.Errorf("all evidence leaves %v of %v", *item.Backed, *item.Known)
	}
	for id := range a.Given {
		a.Given[id] = assess.Answer{Choose: a.Given[id].Choose}
	}
	a.Respondent.Perspective = questions.LivedExperience
	if r := assess.Evaluate(bank, a); *r.Frameworks[0].Items[0].Backed != 50 || r.Evidence.Strong != 0 {
		t.Errorf("backed %v with %d strong answers, want 50 and none: nobody proves their own experience", *r.Frameworks[0].Items[0].Backed, r.Evidence.Strong)
	}
}

// TestStages works out on paper how a stage is scored: over all questions of it,
// practice and placement.
func TestStages(t *testing.T) {
	bank := bankFrom(`
      - {id: a, kind: placement, ask: A, stage: design, options: [{id: x, level: inform, text: X}, {id: y, level: co-design, score: 3, text: Y}, {id: z, level: co-produce, score: 4, text: Z}]}
      - {id: b, kind: practice, ask: A, stage: design, options: [{id: x, score: 1, text: X}, {id: z, score: 2, text: Z}]}
      - {id: c, kind: practice, ask: A, stage: delivery, options: [{id: x, score: 0, text: X}, {id: z, score: 2, text: Z}]}
      - {id: d, kind: practice, ask: A, options: [{id: x, score: 0, text: X}, {id: z, score: 2, text: Z}]}
`)
	r := assess.Evaluate(bank, staff(map[string]string{"a": "y", "b": "x", "d": "z"}))
	want := map[questions.Stage]string{
		"priorities": "- (---) ",
		"planning":   "- (---) ",
		"design":     "62.5 (62.5-62.5) growing", // 3 of 4 and 1 of 2: the lowest score is not subtracted
		"delivery":   "- (0-100) ",
		"evaluation": "- (---) ",
	}
	for _, s := range r.Stages {
		if got := show(s.Score); got != want[s.Stage] {
			t.Errorf("%s is %s, want %s", s.Stage, got, want[s.Stage])
		}
	}
}

// TestHeard checks which perspectives count as heard: those that answer half of their
// questions with an option in one file.
func TestHeard(t *testing.T) {
	bank := bankOf(1, 3)
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		heard  []bool // in the order of perspectives
		staff  bool
	}{
		{"a carer who answers half", []*assess.Sheet{sheetOf("a", "carer", 1, 1, unknown, unanswered)}, []bool{true}, false},
		{"a carer who answers less", []*assess.Sheet{sheetOf("a", "carer", 1, exempt, exempt, exempt)}, []bool{false}, true},
		{"two carers, of whom one answers enough", []*assess.Sheet{sheetOf("a", "carer", 1), sheetOf("b", "carer", 1, 1)}, []bool{true}, false},
		{"an empty file of a carer beside staff", []*assess.Sheet{sheetOf("a", "carer"), sheetOf("b", "staff", four(3)...)}, []bool{false, true}, true},
		{"a mixed group", []*assess.Sheet{sheetOf("a", "mixed", four(3)...)}, []bool{true}, false},
	} {
		r := together(t, bank, c.sheets...)
		for i, p := range r.Perspectives {
			if p.Heard != c.heard[i] {
				t.Errorf("%s: %s heard is %t", c.name, p.Perspective, p.Heard)
			}
		}
		if r.StaffViewOnly != c.staff {
			t.Errorf("%s: staff view only is %t", c.name, r.StaffViewOnly)
		}
	}
}
