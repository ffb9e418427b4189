package assess

import (
	"reflect"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestPrivateAlone holds that the result of one person alone keeps its level,
// scores and answers, and nothing of who it was.
func TestPrivateAlone(t *testing.T) {
	bank := questions.Default()
	a, err := Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	a.Respondent = Respondent{Perspective: "carer", People: 1, Name: "Joan"}
	r := Evaluate(bank, a)
	p := r.Private()

	if p.Answers.Respondent != (Respondent{}) || len(p.Perspectives) != 0 {
		t.Errorf("who answered is %+v in %d perspectives, want nobody", p.Answers.Respondent, len(p.Perspectives))
	}
	if *p.Placement.Level != *r.Placement.Level || !reflect.DeepEqual(p.Frameworks, r.Frameworks) {
		t.Error("the level or the scores differ")
	}
	if len(p.Lines) != len(r.Lines) || len(p.ToWorkOn) != 3 {
		t.Errorf("%d answers and %d to work on, want %d and 3", len(p.Lines), len(p.ToWorkOn), len(r.Lines))
	}
	for i, line := range p.Lines {
		if line.Answer.Note != "" || line.Answer.Evidence != "" || line.Answer.Choose != r.Lines[i].Answer.Choose {
			t.Errorf("%s: %+v", line.Question.ID, line.Answer)
		}
	}
	if got := p.Answers.Actions[0]; got.Who != "" || got.Will == "" {
		t.Errorf("the action is %+v, want nobody's name in it", got)
	}
	if want := (LeftOut{Perspectives: 1}); *p.LeftOut != want {
		t.Errorf("left out %+v, want %+v", *p.LeftOut, want)
	}
	if a.Respondent.Name != "Joan" || a.Actions[0].Who != "Amira" || a.Given["first-involved"].Note == "" || r.LeftOut != nil {
		t.Error("the full result was changed")
	}
}

// TestPrivateSeveral holds what a result keeps of three perspectives of which
// one is a single person, who decides the level or does not.
func TestPrivateSeveral(t *testing.T) {
	bank := questions.Default()
	for _, c := range []struct {
		name     string
		deciding bool
	}{{"the lowest", true}, {"not the lowest", false}} {
		t.Run(c.name, func(t *testing.T) {
			r := severalWithOneCarer(t, bank, c.deciding)
			p := r.Private()
			if want := (LeftOut{Perspectives: 1, Deciding: c.deciding, Evidence: true, Compared: true}); *p.LeftOut != want {
				t.Fatalf("left out %+v, want %+v", *p.LeftOut, want)
			}
			for _, v := range p.Perspectives {
				if v.Perspective == "carer" || v.Frameworks != nil {
					t.Errorf("%s is there with %d frameworks, want no carer and no framework", v.Perspective, len(v.Frameworks))
				}
			}
			// With the answers of the others and the scores of all, the carer's are known.
			if len(p.Differences)+len(p.Voices) > 0 {
				t.Errorf("%d differences and %d voices are there", len(p.Differences), len(p.Voices))
			}
			if none := len(p.Lines) == 0 && len(p.Answers.Given) == 0 && p.Placement.Next == nil; none != c.deciding {
				t.Errorf("%d answers, %d given, next %v", len(p.Lines), len(p.Answers.Given), p.Placement.Next)
			}
			if *p.Placement.Level != *r.Placement.Level {
				t.Errorf("the level is %s, want %s", *p.Placement.Level, *r.Placement.Level)
			}
			for _, f := range append(p.Strengths, p.ToWorkOn...) {
				if f.Option.ID == f.Question.Options[0].ID && c.deciding {
					t.Errorf("%s quotes the carer", f.Question.ID)
				}
			}
		})
	}
}

// severalWithOneCarer is one project that staff, people with lived experience
// and a single carer answered, the carer lowest of all or highest.
func severalWithOneCarer(t *testing.T, bank *questions.Bank, lowest bool) *Result {
	t.Helper()
	var sheets []*Answers
	for _, who := range []Respondent{{"lived-experience", 4, ""}, {"carer", 1, "Joan"}, {"staff", 6, ""}} {
		a, err := Example(bank)
		if err != nil {
			t.Fatal(err)
		}
		a.Respondent = who
		for _, q := range bank.Questions() {
			if who.Perspective == "carer" {
				option := q.Options[len(q.Options)-1]
				if lowest {
					option = q.Options[0]
				}
				a.Given[q.ID] = Answer{Choose: option.ID}
			}
		}
		sheets = append(sheets, a)
	}
	deciding := sheets[0]
	if lowest {
		deciding = sheets[1]
	}
	r := Evaluate(bank, deciding)
	r.Perspectives = nil
	for _, a := range sheets {
		r.Perspectives = append(r.Perspectives, Evaluate(bank, a).Perspectives...)
	}
	for _, q := range bank.Questions() {
		d := Difference{Question: q, Gap: 100}
		for _, a := range sheets {
			if o := a.Chosen(q); o != nil {
				d.By = append(d.By, View{a.Respondent.Perspective, o, q.Percent(o)})
			}
		}
		r.Differences = append(r.Differences, d)
	}
	return r
}
