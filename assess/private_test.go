package assess_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// filesOf is sheets of one project: the example's answers, given by each of the
// respondents, with every option moved down by as many places as the file's number.
func filesOf(t *testing.T, who ...assess.Respondent) []*assess.Sheet {
	t.Helper()
	bank := questions.Default()
	var sheets []*assess.Sheet
	for n, respondent := range who {
		a, err := assess.Example(bank)
		if err != nil {
			t.Fatal(err)
		}
		a.Respondent = respondent
		for _, q := range bank.Questions() {
			if !q.IsAskedOf(respondent.Perspective) {
				delete(a.Given, q.ID)
				continue
			}
			given := a.Given[q.ID]
			if at := slices.Index(q.OptionIDs(), given.Choose); at > 0 {
				given.Choose = q.Options[max(0, at-n)].ID
			}
			given.Note, given.Evidence = "A note.", "Minutes."
			a.Given[q.ID] = given
		}
		sheets = append(sheets, &assess.Sheet{File: string(rune('a' + n)), Answers: a})
	}
	return sheets
}

func evaluateAll(t *testing.T, sheets []*assess.Sheet) *assess.Result {
	t.Helper()
	r, err := assess.EvaluateAll(questions.Default(), sheets)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPrivateSmall checks that a result in which any perspective speaks for fewer
// than five people keeps only its level and range.
func TestPrivateSmall(t *testing.T) {
	six, four, one := assess.Respondent{Perspective: questions.Staff, People: 6, Name: "Amira"}, assess.Respondent{Perspective: questions.Staff, People: 4}, assess.Respondent{Perspective: questions.Carer, People: 1, Name: "Joan"}
	for name, who := range map[string][]assess.Respondent{
		"one carer":                                  {one},
		"a group of four":                            {four},
		"a group of six and one carer":               {six, one},
		"a group of six and one of four, both staff": {six, four},
		"four carers in four files":                  {one, one, one, one},
	} {
		t.Run(name, func(t *testing.T) {
			r := evaluateAll(t, filesOf(t, who...))
			p := r.Private()
			if !p.LeftOut.Small {
				t.Fatal("it is not called small")
			}
			want := &assess.Result{
				Bank:          r.Bank,
				Heading:       assess.Heading{Project: r.Project, Round: r.Round, Date: r.Date, Depth: r.Depth},
				StaffViewOnly: r.StaffViewOnly,
				Placement:     assess.Placement{Level: r.Placement.Level, AtLeast: r.Placement.AtLeast, AtMost: r.Placement.AtMost},
				LeftOut:       &assess.LeftOut{Small: true, Deciding: true, Evidence: true},
				Scores:        p.Scores,
			}
			if !reflect.DeepEqual(p, want) {
				t.Errorf("more is left than the level and its range: %+v", p)
			}
			for _, f := range p.Frameworks {
				for _, i := range f.Items {
					if i.Low != nil || i.Asked > 0 {
						t.Errorf("%s/%s has a score", f.ID, i.ID)
					}
				}
			}
			for _, s := range p.Stages {
				if s.Low != nil {
					t.Errorf("%s has a score", s.Stage)
				}
			}
		})
	}
}

// TestPrivateLarge checks what a result keeps if every perspective is large:
// everything except names, notes, evidence, who will act, and what one file alone
// decides.
func TestPrivateLarge(t *testing.T) {
	group := assess.Respondent{Perspective: questions.Staff, People: 6, Name: "Amira"}
	one := assess.Respondent{Perspective: questions.Carer, People: 1, Name: "Joan"}
	for _, c := range []struct {
		name     string
		who      []assess.Respondent
		deciding bool
	}{
		{"one group", []assess.Respondent{group}, false},
		{"two groups", []assess.Respondent{group, {Perspective: questions.LivedExperience, People: 5}}, false},
		{"a group and five carers", []assess.Respondent{group, one, one, one, one, one}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := evaluateAll(t, filesOf(t, c.who...))
			r.Actions[0].Needs, r.Actions[0].Dropped = "Amira's afternoons", "Amira left"
			p := r.Private()
			if want := (assess.LeftOut{Deciding: c.deciding, Evidence: c.deciding}); *p.LeftOut != want {
				t.Fatalf("left out %+v, want %+v", *p.LeftOut, want)
			}
			if !reflect.DeepEqual(p.Scores, r.Scores) || len(p.Perspectives) != len(r.Perspectives) || *p.Placement.Level != *r.Placement.Level {
				t.Error("the level, the scores or the perspectives differ")
			}
			if p.Respondent.Name != "" || p.Actions[0].Who != "" || p.Actions[0].Will == "" {
				t.Errorf("who answered is %+v and who acts %q", p.Respondent, p.Actions[0].Who)
			}
			if a := p.Actions[0]; a.Needs != "" || a.Dropped != "not shown" || a.Open() {
				t.Errorf("the action needs %q and was dropped for %q", a.Needs, a.Dropped)
			}
			if none := len(p.Lines) == 0 && p.Placement.Next == nil && p.Placement.Gates == nil; none != c.deciding {
				t.Errorf("%d answers, next %v", len(p.Lines), p.Placement.Next)
			}
			for _, l := range p.Lines {
				if l.Answer.Note != "" || l.Answer.Evidence != "" {
					t.Errorf("%s: %+v", l.Question.ID, l.Answer)
				}
			}
			for _, v := range p.Voices {
				if len(v.Remarks) > 0 {
					t.Errorf("%s: %+v", v.Question.ID, v.Remarks)
				}
			}
			if c.deciding && len(p.Conflicts) > 0 {
				t.Error("what one person's answers contradict is told")
			}
			if r.LeftOut != nil || r.Actions[0].Who == "" {
				t.Error("the full result was changed")
			}
		})
	}
}

// TestPrivateVotes checks that a vote is left out completely if any option has fewer
// than five hands: with the number in the room, anyone could work out the hidden
// count.
func TestPrivateVotes(t *testing.T) {
	sheets := filesOf(t, assess.Respondent{Perspective: questions.Mixed, People: 12})
	for id, votes := range map[string]map[string]int{
		"who-decides": {"decide-shared": 7, "decide-then-tell": 5, "decide-untold": 0},
		"money":       {"money-seen": 8, "money-shared": 4},
	} {
		given := sheets[0].Given[id]
		given.Votes = votes
		sheets[0].Given[id] = given
	}
	p := evaluateAll(t, sheets).Private()
	if got := p.Line(questions.Default().Question("who-decides")).Answer.Votes; got["decide-shared"] != 7 {
		t.Errorf("votes %v, want them all", got)
	}
	if got := p.Line(questions.Default().Question("money")).Answer.Votes; got != nil {
		t.Errorf("votes %v, want none", got)
	}
}
