package interview_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/ask/asktest"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/questions"
)

// tiny is a bank of a gate, a practice question and one outside the short check.
func tiny(t testing.TB) *questions.Bank {
	t.Helper()
	b, err := questions.Load("tiny.yaml", []byte(`petal-bank: 1
id: tiny
version: 1.0.0
title: Tiny
placement: {share: 0.75, min-answered: 0.67}
levels:
  - {id: inform, name: A, is: Told., planned: To be told., easy: Told easily.}
  - {id: consult, name: B, is: b}
  - {id: engage, name: C, is: c}
  - {id: co-design, name: D, is: d}
  - {id: co-produce, name: E, is: e}
frameworks: [{id: f, name: F, items: [{id: i, name: I, is: i}]}]
sections:
  - id: one
    title: One
    questions:
      - {id: gate, kind: placement, ask: Gate, easy: Easy gate, stage: design, gate: true, short: true, counts-towards: [f/i], options: [{id: low, level: none, text: Low, easy: Easy low}, {id: high, level: co-produce, text: High}]}
      - {id: pay, kind: practice, ask: Pay, short: true, may-not-apply: true, options: [{id: "no", score: 0, text: N}, {id: "yes", score: 1, text: Y}]}
  - id: two
    title: Two
    questions:
      - {id: more, kind: practice, ask: More, options: [{id: "no", score: 0, text: N}, {id: "yes", score: 1, text: Y}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ready is answers whose set-up is done.
func ready(depth string) *assess.Answers {
	l := questions.Inform
	return &assess.Answers{
		Project: assess.Project{Name: "X", Team: "T"}, Round: "during", Date: "2026-11-20", Depth: depth,
		Respondent: assess.Respondent{Perspective: "staff", People: 1}, Claim: &l, Aim: &l, Limit: "none",
		Given: map[string]assess.Answer{},
	}
}

// run leads the replies through an interview and returns what was asked.
func run(t testing.TB, a *assess.Answers, change func(*interview.Interview), replies ...string) (*asktest.Script, int, error) {
	t.Helper()
	s, saves := &asktest.Script{Replies: asktest.Answer(replies...)}, 0
	iv := &interview.Interview{Bank: tiny(t), Answers: a, Asker: s, Notes: interview.NotesNone, Given: map[string]bool{},
		Save: func() (string, error) { saves++; return "", nil }}
	if change != nil {
		change(iv)
	}
	err := iv.Run()
	return s, saves, err
}

func want(t *testing.T, got []string, wanted ...string) {
	t.Helper()
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("asked %q, want %q", got, wanted)
	}
}

func TestSetUpComesFirst(t *testing.T) {
	a := &assess.Answers{Given: map[string]assess.Answer{}}
	s, saves, err := run(t, a, nil, "Letters", "Ward 7", "carer", "2", "before", "short", "inform", "engage", "law", "high", "-")
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Texts(), "What is the project called?", "Which team is it? You can leave this empty.", "Who is answering?",
		"How many people are answering together?", "Where is the project now?", "How much time do you have?",
		"Which of these sounds most like the project?", "Which of these should it be?", "Does anything cap how far people can be involved?", "Gate", "Pay")
	if saves != 11 {
		t.Errorf("saved %d times, want after each of the 11 answers", saves)
	}
	inform, engage := questions.Inform, questions.Engage
	wanted := &assess.Answers{
		Project: assess.Project{Name: "Letters", Team: "Ward 7"}, Round: "before", Depth: "short",
		Respondent: assess.Respondent{Perspective: "carer", People: 2}, Claim: &inform, Aim: &engage, Limit: "law",
		Given: map[string]assess.Answer{"gate": {Choose: "high"}, "pay": {Choose: "not-applicable"}},
	}
	if !reflect.DeepEqual(a, wanted) {
		t.Errorf("got %+v, want %+v", a, wanted)
	}
	// The claim is asked by what a level is, in the words of a plan, and not by its name.
	claim := s.Asked[6]
	if got := claim.Choices[1].Text; got != "To be told." {
		t.Errorf("inform is offered as %q", got)
	}
	if claim.First || !s.Asked[0].First {
		t.Error("one can go back from the claim and not from the first prompt")
	}
}

func TestGoesOnWhereItStopped(t *testing.T) {
	a := ready(assess.Full)
	a.Given["gate"] = assess.Answer{Choose: "low"}
	s, _, err := run(t, a, nil, "quit")
	if !errors.Is(err, interview.ErrStopped) {
		t.Errorf("got %v, want ErrStopped", err)
	}
	want(t, s.Texts(), "Pay")
	if got := s.Asked[0].Progress; got != "question 2 of 3, about a minute left" {
		t.Errorf("progress %q", got)
	}
}

// TestBackAndForth goes back two questions, changes one, and holds that what
// was seen before is shown again with its answer, and what was skipped is not.
func TestBackAndForth(t *testing.T) {
	a := ready(assess.Full)
	s, _, err := run(t, a, nil, "low", "skip", "back", "back", "high", "skip", "yes")
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Texts(), "Gate", "Pay", "More", "Pay", "Gate", "Pay", "More")
	if got := s.Asked[4].Current; got != "low" {
		t.Errorf("the answer so far is %q, want low", got)
	}
	if _, answered := a.Given["pay"]; answered || a.Given["gate"].Choose != "high" || a.Given["more"].Choose != "yes" {
		t.Errorf("given %v", a.Given)
	}
}

// TestSkipsWhatIsAnswered holds that going on after a gap does not ask again
// what was answered behind it.
func TestSkipsWhatIsAnswered(t *testing.T) {
	a := ready(assess.Full)
	a.Given["gate"], a.Given["more"] = assess.Answer{Choose: "low"}, assess.Answer{Choose: "no"}
	s, _, err := run(t, a, nil, "yes")
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Texts(), "Pay")
}

func TestUnknownIsAnAnswer(t *testing.T) {
	a := ready(assess.Short)
	if _, _, err := run(t, a, nil, "?", "?"); err != nil {
		t.Fatal(err)
	}
	if a.Given["gate"].Choose != questions.Unknown {
		t.Errorf("given %v", a.Given)
	}
}

func TestEvidenceAfterStrongAnswers(t *testing.T) {
	for _, c := range []struct {
		notes    interview.Notes
		replies  []string
		asked    []string
		evidence string
		note     string
	}{
		{interview.NotesStrong, []string{"high", "minutes", "no"}, []string{"Gate", "What shows this? A document, a date or a name, in one line.", "Pay"}, "minutes", ""},
		{interview.NotesStrong, []string{"low", "no"}, []string{"Gate", "Pay"}, "", ""},
		{interview.NotesAll, []string{"low", "early days", "no", "skip"}, []string{"Gate", "Why this answer? One line, if you like.", "Pay", "Why this answer? One line, if you like."}, "", "early days"},
		{interview.NotesNone, []string{"high", "no"}, []string{"Gate", "Pay"}, "", ""},
	} {
		a := ready(assess.Short)
		s, _, err := run(t, a, func(iv *interview.Interview) { iv.Notes = c.notes }, c.replies...)
		if err != nil {
			t.Fatal(err)
		}
		want(t, s.Texts(), c.asked...)
		if g := a.Given["gate"]; g.Evidence != c.evidence || g.Note != c.note {
			t.Errorf("--notes %s: given %+v", c.notes, g)
		}
	}
}

func TestFinishedAnswersCanBeChanged(t *testing.T) {
	full := func() *assess.Answers {
		a := ready(assess.Full)
		a.Given = map[string]assess.Answer{"gate": {Choose: "low"}, "pay": {Choose: "no"}, "more": {Choose: "no"}}
		return a
	}
	a := full()
	s, saves, err := run(t, a, nil, "result")
	if err != nil || saves != 0 {
		t.Errorf("seeing the result: %v, %d saves", err, saves)
	}
	var offered []string
	for _, c := range s.Asked[0].Choices {
		offered = append(offered, c.Text)
	}
	want(t, offered, "See the result", "Change answers: Before we start", "Change answers: One", "Change answers: Two")

	a = full()
	s, _, err = run(t, a, nil, "Two", "yes")
	if err != nil || a.Given["more"].Choose != "yes" {
		t.Errorf("changing the last section: %v, given %v", err, a.Given)
	}
	want(t, s.Texts()[1:], "More")
}

func TestEasyWords(t *testing.T) {
	a := ready(assess.Short)
	a.Claim, a.Aim, a.Limit = nil, nil, ""
	s, _, err := run(t, a, func(iv *interview.Interview) { iv.Easy = true }, "inform", "skip", "skip", "low", "quit")
	if !errors.Is(err, interview.ErrStopped) {
		t.Fatal(err)
	}
	want(t, s.Texts(), "Which of these sounds most like the project?", "Which of these should it be?", "Does anything cap how far people can be involved?", "Easy gate", "Pay")
	if got := s.Asked[0].Choices[1].Text; got != "Told easily." {
		t.Errorf("inform is offered as %q", got)
	}
	if got := s.Asked[3].Choices; got[0].Text != "Easy low" || got[1].Text != "High" {
		t.Errorf("choices %v, want easy words where there are some", got)
	}
}

// TestGroup counts hands, settles, goes back and counts again.
func TestGroup(t *testing.T) {
	group := func(iv *interview.Interview) { iv.Group = true; iv.Draw.Width, iv.Draw.Words = 60, true }
	a := ready(assess.Short)
	s, saves, err := run(t, a, group, "3 1", "back", "2 2 1", "high", "skip", "no")
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Texts(), "How many hands for each answer?", "What does the group settle on?", "How many hands for each answer?",
		"What does the group settle on?", "How many hands for each answer?", "Pay")
	if got := s.Asked[0].Page; got != "Gate\n1 Low\n2 High\n? We don't know yet" {
		t.Errorf("read out: %q", got)
	}
	if got := s.Asked[1].Page; got != "Gate\n1: 3 votes\n2: 1 vote" {
		t.Errorf("the spread: %q", got)
	}
	if got := s.Asked[2].Current; got != "3 1" {
		t.Errorf("counted so far %q, want 3 1", got)
	}
	wanted := map[string]assess.Answer{
		"gate": {Choose: "high", Votes: map[string]int{"low": 2, "high": 2, "unknown": 1}},
		"pay":  {Choose: "no"},
	}
	if !reflect.DeepEqual(a.Given, wanted) {
		t.Errorf("given %v, want %v", a.Given, wanted)
	}
	if saves != 4 {
		t.Errorf("saved %d times, want 4", saves)
	}
	for typed, want := range map[string]string{
		"1 2": "", "1 2 3": "", "1": "found 1 numbers; please give 2, one for each answer, with 0 where no hand goes up",
		"1 2 3 4": "found 4 numbers; please give 2, one for each answer, with 0 where no hand goes up",
		"0 0":     "these are all 0; please give the votes of at least one person",
	} {
		if got := s.Asked[0].Check(typed); (got == nil) != (want == "") || got != nil && got.Error() != want {
			t.Errorf("typing %q: %v, want %q", typed, got, want)
		}
	}
}

func TestStopsWhenItCannotSave(t *testing.T) {
	full := errors.New("disk full")
	_, _, err := run(t, ready(assess.Short), func(iv *interview.Interview) {
		iv.Save = func() (string, error) { return "", full }
	}, "low", "no")
	if !errors.Is(err, full) {
		t.Errorf("got %v, want the disk's error", err)
	}
}

// TestLawNeverStuck gives any replies and holds that the interview ends when
// they do, with every answer of the last kind given to each question.
func TestLawNeverStuck(t *testing.T) {
	bank := tiny(t)
	rapid.Check(t, func(rt *rapid.T) {
		a := ready(rapid.SampledFrom(assess.Depths).Draw(rt, "depth"))
		s := &asktest.Script{}
		last := map[string]string{}
		for range rapid.IntRange(0, 30).Draw(rt, "replies") {
			s.Replies = append(s.Replies, asktest.Answer(rapid.SampledFrom([]string{"back", "skip", "pick"}).Draw(rt, "reply"))...)
		}
		iv := &interview.Interview{Bank: bank, Answers: a, Asker: &picker{s, rt, last}, Notes: interview.NotesNone, Given: map[string]bool{},
			Save: func() (string, error) { return "", nil }}
		if err := iv.Run(); err != nil && !errors.Is(err, ask.ErrEnd) {
			rt.Fatal(err)
		}
		for text, value := range last {
			id := map[string]string{"Gate": "gate", "Pay": "pay", "More": "more"}[text]
			if id != "" && a.Given[id].Choose != strings.NewReplacer("?", questions.Unknown, "-", questions.NotApplicable).Replace(value) {
				rt.Fatalf("%s was last answered %q, given %v", text, value, a.Given)
			}
		}
	})
}

// picker turns an answer "pick" into one the prompt allows.
type picker struct {
	*asktest.Script
	t    *rapid.T
	last map[string]string
}

func (p *picker) Ask(prompt ask.Prompt) (ask.Reply, error) {
	r, err := p.Script.Ask(prompt)
	if err != nil || r.Did != ask.Answered {
		if r.Did == ask.WentBack && prompt.First {
			r.Did = ask.Skipped // the screen does not let one go back from the first
		}
		return r, err
	}
	var values []string
	for _, c := range prompt.Choices {
		values = append(values, c.Value)
	}
	if len(values) == 0 {
		values = []string{fmt.Sprint(len(p.Asked))}
	}
	if prompt.Unknown {
		values = append(values, "?")
	}
	r.Value = rapid.SampledFrom(values).Draw(p.t, "value")
	p.last[prompt.Text] = r.Value
	return r, nil
}
