package interview_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/ask/asktest"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/questions"
)

// tiny returns a bank of a gate, a practice question and one outside the short check.
func tiny(t testing.TB) *questions.Bank {
	t.Helper()
	b, err := questions.Load("tiny.yaml", []byte(tinyBank))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const tinyBank = `petal-bank: 1
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
`

// ready returns answers whose set-up is complete.
func ready(depth string) *assess.Answers {
	l := questions.Inform
	return &assess.Answers{
		Project: assess.Project{Name: "X", Team: "T"}, Round: "during", Date: "2026-11-20", Depth: depth,
		Respondent: assess.Respondent{Perspective: "staff", People: 1}, Claim: &l, Aim: &l, Limit: "none",
		Given: map[string]assess.Answer{},
	}
}

// run feeds the replies to an interview and returns what was asked.
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

// TestSetUp checks what is asked before the questions and after them, in which order,
// and that everything said is kept.
func TestSetUp(t *testing.T) {
	a := &assess.Answers{Given: map[string]assess.Answer{}}
	s, saves, err := run(t, a, nil, "Letters", "mixed", "before", "short", "inform", "high", "-", "engage", "law", "Ward 7", "2")
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Texts(), "What is the project called?", "Who is answering?", "Where is the project now?", "How much time do you have?",
		"Which of these sounds most like the project?", "Gate", "Pay", "Which of these should it be?", "Does anything limit how far people can be involved?",
		"Which team is it? You can leave this empty.", "How many people are answering together?")
	if saves != 11 {
		t.Errorf("saved %d times, want after each of the 11 answers", saves)
	}
	inform, engage := questions.Inform, questions.Engage
	wanted := &assess.Answers{
		Project: assess.Project{Name: "Letters", Team: "Ward 7"}, Round: "before", Depth: "short",
		Respondent: assess.Respondent{Perspective: "mixed", People: 2}, Claim: &inform, Aim: &engage, Limit: "law",
		Given: map[string]assess.Answer{"gate": {Choose: "high"}, "pay": {Choose: "not-applicable"}},
	}
	if !reflect.DeepEqual(a, wanted) {
		t.Errorf("got %+v, want %+v", a, wanted)
	}
	// The claim is asked by what a level is, in the words of a plan, and not by its name.
	claim := s.Asked[4]
	if got := claim.Choices[1].Text; got != "To be told." {
		t.Errorf("inform is offered as %q", got)
	}
	if claim.First || !s.Asked[0].First {
		t.Error("one can go back from the claim and not from the first prompt")
	}
	// What is promised counts everything that is asked: nine parts of the set-up and
	// two or three questions, twenty seconds each.
	depth := s.Asked[3].Choices
	if depth[0].Text != "Short check: 2 questions, about 4 minutes" || depth[1].Text != "Full check: 3 questions, about 4 minutes" {
		t.Errorf("offered %v", depth)
	}
	if got := s.Asked[6].Progress.String(); got != "question 2 of 2, about 2 minutes left" {
		t.Errorf("progress %q", got)
	}
}

// TestPeopleAreNotAskedWhatOnlyTheTeamKnows checks that the aim and the limits are
// asked of those who run the work.
func TestPeopleAreNotAskedWhatOnlyTheTeamKnows(t *testing.T) {
	for _, who := range questions.Perspectives {
		a := ready(assess.Short)
		a.Respondent = assess.Respondent{Perspective: who}
		a.Aim, a.Limit, a.Project.Team = nil, "", ""
		s, _, err := run(t, a, nil, "low", "no", "skip", "skip", "skip", "skip")
		if err != nil {
			t.Fatal(err)
		}
		wanted := []string{"Gate", "Pay", "Which of these should it be?", "Does anything limit how far people can be involved?", "Which team is it? You can leave this empty.", "How many people are answering together?"}
		if !who.RunsWork() {
			wanted = slices.Delete(wanted, 2, 4)
		}
		want(t, s.Texts(), wanted...)
	}
}

// TestTheEndIsAskedLater checks that people who stop after the last question are
// asked for the rest of the set-up when they continue.
func TestTheEndIsAskedLater(t *testing.T) {
	a := ready(assess.Short)
	a.Respondent.People, a.Aim, a.Limit, a.Project.Team = 0, nil, "", ""
	if _, _, err := run(t, a, nil, "low", "no", "quit"); !errors.Is(err, interview.ErrStopped) {
		t.Fatal(err)
	}
	s, _, err := run(t, a, nil, "engage", "law", "", "6")
	if err != nil || a.Respondent.People != 6 || a.Limit != "law" {
		t.Errorf("%v, got %+v", err, a)
	}
	want(t, s.Texts(), "Which of these should it be?", "Does anything limit how far people can be involved?", "Which team is it? You can leave this empty.", "How many people are answering together?")
}

// TestAnotherPerspectiveAsksBeforeItRemoves checks that a change of perspective
// removes answers only if the person agrees.
func TestAnotherPerspectiveAsksBeforeItRemoves(t *testing.T) {
	bank, err := questions.Load("felt.yaml", []byte(strings.Replace(tinyBank, "  - id: two\n", `  - id: felt
    title: Felt
    questions:
      - {id: heard, kind: practice, ask: "Were you heard?", short: true, asked-of: [carer], options: [{id: "no", score: 0, text: N}, {id: "yes", score: 1, text: Y}]}
  - id: two
`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	const who, remove = "Who is answering?", "This would remove one of your answers. Remove it?"
	for _, c := range []struct {
		name        string
		replies     []string
		asked       []string
		perspective questions.Perspective
		kept        bool
	}{
		{"kept", []string{"staff", "keep", "quit"}, []string{who, remove, "Where is the project now?"}, "carer", true},
		{"removed", []string{"staff", "remove", "quit"}, []string{who, remove, "Where is the project now?"}, "staff", false},
		{"stopped", []string{"staff", "quit"}, []string{who, remove}, "carer", true},
		{"gone back from", []string{"staff", "back", "skip", "quit"}, []string{who, remove, "What is the project called?", who}, "carer", true},
		{"the same", []string{"carer", "quit"}, []string{who, "Where is the project now?"}, "carer", true},
	} {
		a := ready(assess.Short)
		a.Respondent.Perspective = "carer"
		a.Given = map[string]assess.Answer{"gate": {Choose: "low"}, "pay": {Choose: "no"}, "heard": {Choose: "yes"}}
		s, _, err := run(t, a, func(iv *interview.Interview) { iv.Bank = bank }, append([]string{"Before we start", "skip"}, c.replies...)...)
		if !errors.Is(err, interview.ErrStopped) {
			t.Fatal(c.name, err)
		}
		want(t, s.Texts()[2:], c.asked...)
		if _, kept := a.Given["heard"]; kept != c.kept || a.Respondent.Perspective != c.perspective {
			t.Errorf("%s: now %s, given %v", c.name, a.Respondent.Perspective, a.Given)
		}
		if c.asked[1] == remove && s.Asked[3].Detail != "This is not asked of staff: “Were you heard?”" {
			t.Errorf("%s: %q", c.name, s.Asked[3].Detail)
		}
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
	if got := s.Asked[0].Progress.String(); got != "question 2 of 3, about a minute left" {
		t.Errorf("progress %q", got)
	}
}

// TestBackAndForth goes back two questions, changes one, and checks that what was
// seen before is shown again with its answer, and what was skipped is not.
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

// TestSkipsWhatIsAnswered checks that going on after a gap does not ask again what
// was answered after it.
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
	want(t, offered, "See the result", "Change answers: What we will do", "Change answers: Before we start", "Change answers: One", "Change answers: Two", "Change answers: To finish")

	const menu = "Every question is answered. What would you like to do?"
	a = full()
	s, saves, err = run(t, a, nil, "One", "high", "yes", "Two", "yes", "result")
	if err != nil || saves != 3 || a.Given["gate"].Choose != "high" || a.Given["pay"].Choose != "yes" || a.Given["more"].Choose != "yes" {
		t.Errorf("changing two sections: %v, %d saves, given %v", err, saves, a.Given)
	}
	want(t, s.Texts(), menu, "Gate", "Pay", menu, "More", menu)

	a = full()
	s, saves, err = run(t, a, nil, "Two", "back", "One", "skip", "back", "back", "quit")
	if !errors.Is(err, interview.ErrStopped) || saves != 0 || !reflect.DeepEqual(a, full()) {
		t.Errorf("looking and stopping: %v, %d saves, given %v", err, saves, a.Given)
	}
	want(t, s.Texts(), menu, "More", menu, "Gate", "Pay", "Gate", menu)
	for i, first := range []bool{true, false, true, false, false, false, true} {
		if s.Asked[i].First != first {
			t.Errorf("prompt %d: there is nothing to go back to: %v, want %v", i+1, s.Asked[i].First, first)
		}
	}
}

// always gives the same answer to every choice.
type always struct {
	asktest.Script
	at int
}

func (a *always) Ask(p ask.Prompt) (ask.Reply, error) {
	a.Asked = append(a.Asked, p)
	return ask.Reply{Did: ask.Answered, Value: p.Choices[min(a.at, len(p.Choices)-1)].Value}, nil
}

// TestChangesEnd checks that a pipe that keeps naming the same section comes to an
// end.
func TestChangesEnd(t *testing.T) {
	a := ready(assess.Short)
	a.Given = map[string]assess.Answer{"gate": {Choose: "low"}, "pay": {Choose: "no"}}
	asker := &always{at: 3}
	if _, _, err := run(t, a, func(iv *interview.Interview) { iv.Asker = asker }); err != nil {
		t.Fatal(err)
	}
	if got := len(asker.Asked); got != 300 {
		t.Errorf("asked %d times, want the menu and the two questions of its section a hundred times", got)
	}
}

// TestDepthOpensQuestions checks that a fuller check, chosen for answers that were
// complete, asks what it adds and says nowhere that all is answered.
func TestDepthOpensQuestions(t *testing.T) {
	a := ready(assess.Short)
	a.Given = map[string]assess.Answer{"gate": {Choose: "low"}, "pay": {Choose: "no"}}
	set := []string{"skip", "skip", "skip", assess.Full, "skip"}
	s, _, err := run(t, a, nil, append(append([]string{"Before we start"}, set...), "yes")...)
	if err != nil || a.Given["more"].Choose != "yes" {
		t.Errorf("%v, given %v", err, a.Given)
	}
	want(t, s.Texts()[len(set):], "Which of these sounds most like the project?", "More")
}

// TestEvidenceGoesWithItsAnswer checks that evidence stays with the answer it shows
// and with no other, while a note stays, and that both can be cleared.
func TestEvidenceGoesWithItsAnswer(t *testing.T) {
	for _, c := range []struct {
		name    string
		notes   interview.Notes
		replies []string
		want    assess.Answer
	}{
		{"a weaker answer", interview.NotesStrong, []string{"low", "skip"}, assess.Answer{Choose: "low", Note: "early days"}},
		{"we do not know", interview.NotesStrong, []string{"?", "skip"}, assess.Answer{Choose: "unknown", Note: "early days"}},
		{"the same answer", interview.NotesStrong, []string{"high", "skip", "skip"}, assess.Answer{Choose: "high", Note: "early days", Evidence: "minutes"}},
		{"evidence cleared", interview.NotesStrong, []string{"high", "", "skip"}, assess.Answer{Choose: "high", Note: "early days"}},
		{"note cleared", interview.NotesAll, []string{"low", "", "skip", "skip"}, assess.Answer{Choose: "low"}},
	} {
		a := ready(assess.Short)
		a.Given = map[string]assess.Answer{"gate": {Choose: "high", Note: "early days", Evidence: "minutes"}, "pay": {Choose: "no"}}
		_, _, err := run(t, a, func(iv *interview.Interview) { iv.Notes = c.notes }, append(append([]string{"One"}, c.replies...), "result")...)
		if err != nil || !reflect.DeepEqual(a.Given["gate"], c.want) {
			t.Errorf("%s: %v, got %+v, want %+v", c.name, err, a.Given["gate"], c.want)
		}
	}
}

// TestEvidenceOfAPlan checks that nobody is asked for evidence that something is done
// if it is only planned.
func TestEvidenceOfAPlan(t *testing.T) {
	for _, c := range []struct {
		easy bool
		want string
	}{
		{false, "What shows that this is planned? A document, a date or a name, in one line."},
		{true, "How can others see that this is the plan? Name a paper, a date or a person."},
	} {
		a := ready(assess.Short)
		a.Round = "before"
		s, _, _ := run(t, a, func(iv *interview.Interview) { iv.Notes, iv.Easy = interview.NotesStrong, c.easy }, "high")
		if got := s.Asked[1].Text; got != c.want {
			t.Errorf("asked %q, want %q", got, c.want)
		}
	}
}

// TestSetUpNeeds checks that parts that a report needs cannot be skipped, and that
// the rest can be.
func TestSetUpNeeds(t *testing.T) {
	a := &assess.Answers{Given: map[string]assess.Answer{}}
	s, _, err := run(t, a, nil, "Letters", "staff", "before", "short", "skip", "skip", "skip", "skip", "skip", "skip", "skip")
	if err != nil {
		t.Fatal(err)
	}
	var needed []string
	for _, p := range s.Asked {
		if p.Needed != "" {
			needed = append(needed, p.Text)
		}
	}
	want(t, needed, "What is the project called?", "Who is answering?", "Where is the project now?", "How much time do you have?")
	if missing := a.Missing(); len(missing) != 1 || missing[0].ID != "date" { // which petal assess knows
		t.Errorf("missing: %v", missing)
	}
}

// TestMinutesLeft checks that only what lies ahead counts, and not what was skipped.
func TestMinutesLeft(t *testing.T) {
	a := ready(assess.Full)
	s, _, err := run(t, a, nil, "skip", "skip", "back", "no", "no")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range s.Asked {
		got = append(got, p.Progress.String())
	}
	want(t, got, "question 1 of 3, about a minute left", "question 2 of 3, about a minute left", "question 3 of 3, about a minute left",
		"question 2 of 3, about a minute left", "question 3 of 3, about a minute left")

	// Four questions take more than a minute, and the last of them does not.
	wide, err := questions.Load("wide.yaml", []byte(strings.Replace(tinyBank, "  - id: two\n", wider+"  - id: two\n", 1)))
	if err != nil {
		t.Fatal(err)
	}
	s, _, err = run(t, ready(assess.Full), func(iv *interview.Interview) { iv.Bank = wide }, "skip", "skip", "skip", "skip")
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, p := range s.Asked {
		got = append(got, p.Progress.String())
	}
	want(t, got, "question 1 of 4, about 2 minutes left", "question 2 of 4, about a minute left", "question 3 of 4, about a minute left", "question 4 of 4, about a minute left")
}

const wider = `  - id: between
    title: Between
    questions:
      - {id: chair, kind: practice, ask: Chair, options: [{id: "no", score: 0, text: N}, {id: "yes", score: 1, text: Y}]}
`

// TestTellsWhoIsMeant checks that people the work is for are told once, before the
// first question, who the questions mean.
func TestTellsWhoIsMeant(t *testing.T) {
	const told = `In these questions, "we" means the people who run the work. "People" means you and others like you.`
	for _, c := range []struct {
		perspective questions.Perspective
		easy        bool
		want        string
	}{
		{"lived-experience", false, told},
		{"carer", false, told},
		{"carer", true, `"We" means the people who run the work. "People" means you and others like you.`},
		{"staff", false, ""}, {"partner", false, ""}, {"mixed", false, ""},
	} {
		a := ready(assess.Short)
		a.Respondent.Perspective = c.perspective
		s, _, err := run(t, a, func(iv *interview.Interview) { iv.Easy = c.easy }, "back", "none", "low", "back", "low", "no")
		if err != nil {
			t.Fatal(err)
		}
		var notices []string
		for _, p := range s.Asked {
			notices = append(notices, p.Notice)
		}
		want(t, notices, c.want, "", "", "", "", "")
	}

	// What there is to say of the file is said too, and first.
	a := ready(assess.Short)
	a.Respondent.Perspective = ""
	s, _, _ := run(t, a, func(iv *interview.Interview) {
		iv.Save = func() (string, error) { return "Kept in x-2.", nil }
	}, "carer")
	if got := s.Asked[1].Notice; got != "Kept in x-2.\n"+told {
		t.Errorf("said %q", got)
	}
}

func TestEasyWords(t *testing.T) {
	easy := func(iv *interview.Interview) { iv.Easy, iv.Notes = true, interview.NotesAll }
	a := &assess.Answers{Given: map[string]assess.Answer{}}
	s, _, err := run(t, a, easy, "Letters", "staff", "during", "short", "inform", "low", "skip", "yes", "skip", "skip", "skip", "skip", "quit")
	if !errors.Is(err, interview.ErrStopped) {
		t.Fatal(err)
	}
	want(t, s.Texts(), "What is the name of the project?", "Who is giving the answers?", "Has the work begun?", "How much time do you have?",
		"Which of these is most like the project?", "Easy gate", "Why did you pick this? You can write one line.", "Pay",
		"How can others see this? Name a paper, a date or a person.", "Which of these do you want it to be?",
		"Is there something that stops people from doing more?", "Which team is it? You do not have to say.", "How many people are giving the answers?")
	var offered []string
	for _, i := range []int{1, 2, 3, 10} {
		offered = append(offered, s.Asked[i].Choices[0].Text)
	}
	want(t, offered, "People who know it from their own life", "No, not yet", "Short: 2 questions, about 4 minutes", "Nothing that we know of")
	if got := s.Asked[4].Choices[1].Text; got != "Told easily." {
		t.Errorf("inform is offered as %q", got)
	}
	if got := s.Asked[5].Choices; got[0].Text != "Easy low" || got[1].Text != "High" {
		t.Errorf("choices %v, want easy words where there are some", got)
	}
}

// TestGroup counts hands, settles, goes back and counts again.
func TestGroup(t *testing.T) {
	group := func(iv *interview.Interview) { iv.Group, iv.Words = true, true }
	a := ready(assess.Short)
	a.Respondent.People = 4
	s, saves, err := run(t, a, group, "3 1", "back", "2 2 9", "again", "2 2 1", "keep", "high", "skip", "no")
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Texts(), "How many hands for each answer?", "What does the group settle on?",
		"How many hands for each answer?", "You counted 13 hands, but there are 4 people. Count again, or keep it?",
		"How many hands for each answer?", "You counted 5 hands, but there are 4 people. Count again, or keep it?",
		"What does the group settle on?", "How many hands for each answer?", "Pay")
	if got := s.Asked[0].Page; got != "Gate\n1 Low\n2 High\n? We don't know yet" {
		t.Errorf("read out: %q", got)
	}
	if got := s.Asked[1].PageFor(60); got != "Gate\n1: 3 votes\n2: 1 vote" {
		t.Errorf("the spread: %q", got)
	}
	if got := s.Asked[2].Current; got != "3 1" {
		t.Errorf("counted so far %q, want 3 1", got)
	}
	if got, want := s.Asked[0].Tally("3"), "3 hands from 4 people."; got != want {
		t.Errorf("3 typed: got %q, want %q", got, want)
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
		"1": "", "1 2": "", "1 2 3": "", "1 ?3": "",
		"1 2 3 4": "found 4 numbers, but there are only 3 answers",
		"0 0":     "these are all 0; at least one person needs to vote",
	} {
		if got := s.Asked[0].Check(typed); (got == nil) != (want == "") || got != nil && got.Error() != want {
			t.Errorf("typing %q: %v, want %q", typed, got, want)
		}
	}
}

// TestGroupReadsOutWhy checks that a group hears why a question is asked.
func TestGroupReadsOutWhy(t *testing.T) {
	bank, err := questions.Load("why.yaml", []byte(strings.Replace(tinyBank, "easy: Easy gate,", "easy: Easy gate, why: It steers the rest.,", 1)))
	if err != nil {
		t.Fatal(err)
	}
	group := func(iv *interview.Interview) { iv.Bank, iv.Group, iv.Words = bank, true, true }
	a := ready(assess.Short)
	a.Respondent.People = 4
	s, _, _ := run(t, a, group, "3 1")
	if got, want := s.Asked[0].Page, "Gate\nIt steers the rest.\n1 Low\n2 High\n? We don't know yet"; got != want {
		t.Errorf("read out: %q, want %q", got, want)
	}
	if got, want := s.Asked[1].PageFor(60), "Gate\nIt steers the rest.\n1: 3 votes\n2: 1 vote"; got != want {
		t.Errorf("the spread: %q, want %q", got, want)
	}
}

// TestUnsettledHands checks that Petal says so if no answer followed a count, and
// that a count can be withdrawn.
func TestUnsettledHands(t *testing.T) {
	for _, c := range []struct {
		name    string
		replies []string
		want    []string
		votes   map[string]int
	}{
		{"stopped before an answer", []string{"3 1", "quit"}, []string{"Gate"}, nil},
		{"the input ends", []string{"3 1"}, []string{"Gate"}, nil},
		{"skipped", []string{"3 1", "skip", "skip", "no"}, []string{"Gate"}, nil},
		{"settled", []string{"3 1", "high", "quit"}, nil, map[string]int{"low": 3, "high": 1}},
		{"not counted", []string{"skip", "quit"}, nil, nil},
		{"counted anew", []string{"3 1", "high", "back", "back", "2 2", "quit"}, []string{"Gate"}, map[string]int{"low": 3, "high": 1}},
		{"the same count again", []string{"3 1", "high", "back", "back", "3 1", "quit"}, nil, map[string]int{"low": 3, "high": 1}},
		{"taken back", []string{"3 1", "high", "back", "back", "", "quit"}, nil, nil},
		{"taken back before an answer", []string{"3 1", "back", "", "high", "quit"}, nil, nil},
	} {
		a := ready(assess.Short)
		a.Respondent.People = 4
		var iv *interview.Interview
		if _, _, err := run(t, a, func(i *interview.Interview) { iv = i; iv.Group = true }, c.replies...); err != nil &&
			!errors.Is(err, interview.ErrStopped) && !errors.Is(err, ask.ErrEnd) {
			t.Fatal(err)
		}
		if got := iv.Unsettled(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: unsettled %q, want %q", c.name, got, c.want)
		}
		if got := a.Given["gate"].Votes; !reflect.DeepEqual(got, c.votes) {
			t.Errorf("%s: votes %v, want %v", c.name, got, c.votes)
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

// TestLawNeverStuck gives any replies and checks that the interview ends when they
// do, with every answer of the last kind given to each question.
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

// cutOff is a person at whose prompt the window closes while they type a text.
type cutOff struct {
	asktest.Script
	typed string
}

func (c *cutOff) Ask(p ask.Prompt) (ask.Reply, error) {
	if len(c.Replies) == 0 {
		c.Asked = append(c.Asked, p)
		return ask.Reply{Unfinished: c.typed}, ask.ErrInterrupted
	}
	return c.Script.Ask(p)
}

// TestUnfinishedNote checks that a note that was being typed is saved with its
// answer, with a mark, and asked for again without it, even where all else is
// answered; and that half a project's name is not.
func TestUnfinishedNote(t *testing.T) {
	a := ready(assess.Full)
	for _, id := range []string{"pay", "heard"} {
		a.Given[id] = assess.Answer{Choose: "low"}
	}
	c := &cutOff{Script: asktest.Script{Replies: asktest.Answer("high")}, typed: "minutes of"}
	_, saves, err := run(t, a, func(iv *interview.Interview) { iv.Asker, iv.Notes = c, interview.NotesStrong })
	if got := a.Given["gate"].Evidence; !errors.Is(err, ask.ErrInterrupted) || got != "minutes of…" || saves != 2 {
		t.Errorf("got %v, evidence %q and %d saves, want it saved after the answer and again", err, got, saves)
	}
	s, _, err := run(t, a, func(iv *interview.Interview) { iv.Notes = interview.NotesStrong }, "minutes of June", "result")
	if err != nil || s.Asked[0].Current != "minutes of" || a.Given["gate"].Evidence != "minutes of June" {
		t.Errorf("%v: asked again with %q, and evidence is %q", err, s.Asked[0].Current, a.Given["gate"].Evidence)
	}

	a = &assess.Answers{Given: map[string]assess.Answer{}}
	c = &cutOff{typed: "Disch"}
	if _, saves, _ := run(t, a, func(iv *interview.Interview) { iv.Asker = c }); a.Project.Name != "" || saves != 0 {
		t.Errorf("the project is called %q after %d saves", a.Project.Name, saves)
	}
}

// TestUnfinishedAction checks that an action that was being written is kept as far as
// it was, and one that was only looked at is not.
func TestUnfinishedAction(t *testing.T) {
	for _, c := range []struct {
		replies []string
		typed   string
		want    []assess.Action
	}{
		{[]string{"0", "Ring people"}, "Nobody ri", []assess.Action{{Will: "Ring people", Said: "Nobody ri…"}}},
		{[]string{"0", "Ring people", "skip", "skip", "skip"}, "31 Dec", []assess.Action{{Will: "Ring people"}}},
		{[]string{"own"}, "Ring peo", []assess.Action{{Will: "Ring peo…"}}},
		{[]string{"0"}, "", nil},
	} {
		a := ready(assess.Short)
		iv := &interview.Interview{Bank: tiny(t), Answers: a, Asker: &cutOff{Script: asktest.Script{Replies: asktest.Answer(c.replies...)}, typed: c.typed},
			Save: func() (string, error) { return "", nil }}
		err := iv.OfferActions("", []interview.NextStep{{About: "Payment", Do: "Ask who pays"}})
		if !errors.Is(err, ask.ErrInterrupted) || !reflect.DeepEqual(a.Actions, c.want) {
			t.Errorf("%v, then %q: got %v and %+v, want %+v", c.replies, c.typed, err, a.Actions, c.want)
		}
	}
}
