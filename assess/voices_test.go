package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// TestRangeOfAll checks that the range of several files is that of the lowest
// perspective, including files that cannot be placed, and contains the level.
func TestRangeOfAll(t *testing.T) {
	bank := bankOf(1, 3)
	open := func(file, who string) *assess.Sheet {
		return sheetOf(file, who, 0, unanswered, unanswered, unanswered)
	}
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   string
	}{
		{"all placed", []*assess.Sheet{sheetOf("a", "staff", four(4)...), sheetOf("b", "carer", four(2)...)}, "consult: consult to consult"},
		{"one open answer of the lowest", []*assess.Sheet{sheetOf("a", "staff", four(4)...), sheetOf("b", "carer", 2, 2, 2, unanswered)}, "consult: consult to consult"},
		{"two open answers of the lowest", []*assess.Sheet{sheetOf("a", "staff", four(4)...), sheetOf("b", "carer", 5, 3, 3, 3), sheetOf("c", "partner", 5, 5, 5, unanswered)}, "engage: engage to engage"},
		{"a carer who cannot be placed", []*assess.Sheet{sheetOf("a", "staff", four(3)...), open("b", "carer")}, "engage: none to engage"},
		{"most of the staff cannot", []*assess.Sheet{sheetOf("a", "staff", four(5)...), open("b", "staff"), open("c", "staff"), open("d", "staff")}, "co-produce: none to co-produce"},
	} {
		p := together(t, bank, c.sheets...).Placement
		if got := fmt.Sprintf("%s: %s to %s", levelWord(p.Level), p.AtLeast, p.AtMost); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestNothingAsked checks that a project may be at any level if nothing was asked
// about it.
func TestNothingAsked(t *testing.T) {
	bank := bankOf(1, 3)
	a := &assess.Answers{Depth: assess.Short, Given: map[string]assess.Answer{}} // no question is short
	p := assess.Place(bank, a)
	if p.Level != nil || p.AtLeast != questions.None || p.AtMost != questions.CoProduce {
		t.Errorf("got %v, %s to %s", p.Level, p.AtLeast, p.AtMost)
	}
}

// TestVoices checks that, with several files, nobody's answer, note, evidence or
// contradiction is lost, whoever decides the level.
func TestVoices(t *testing.T) {
	bank := *questions.Default()
	all := story(t, "during")
	r := together(t, &bank, all...)
	var asked int
	for _, v := range r.Voices {
		asked++
		for _, s := range all {
			given := s.Given[v.Question.ID]
			if given.Note == "" && given.Evidence == "" {
				continue
			}
			if !slices.Contains(v.Remarks, assess.Remark{Perspective: s.Respondent.Perspective, Note: given.Note, Evidence: given.Evidence}) {
				t.Errorf("what %s says to %s is lost", s.File, v.Question.ID)
			}
		}
	}
	if asked != len(bank.Questions()) {
		t.Errorf("%d questions, want %d", asked, len(bank.Questions()))
	}
	strong := 0
	for _, q := range bank.Questions() {
		if slices.ContainsFunc(all, func(s *assess.Sheet) bool {
			o := s.Chosen(q)
			return o != nil && s.Respondent.Perspective.RunsWork() && q.Strong(o)
		}) {
			strong++
		}
	}
	if r.Evidence.Strong != strong || r.Evidence.Backed+len(r.Evidence.Missing) != strong {
		t.Errorf("%d strong answers, %d of them backed and %d not; want %d", r.Evidence.Strong, r.Evidence.Backed, len(r.Evidence.Missing), strong)
	}
}

// TestContradictionsOfAll checks that a contradiction is found in any file and shown
// once, and that answers from two people are never one.
func TestContradictionsOfAll(t *testing.T) {
	bank := bankOf(1, 3)
	bank.Conflicts = []questions.Conflict{{If: map[string][]string{"q1": {"o-co-produce"}}, And: map[string][]string{"q2": {"o-none"}}, Say: "Both cannot be."}}
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   []string
	}{
		{"the staff's, who do not decide", []*assess.Sheet{sheetOf("a", "staff", 5, 0, 5, 5), sheetOf("b", "carer", four(1)...)}, []string{"staff"}},
		{"two perspectives'", []*assess.Sheet{sheetOf("a", "staff", 5, 0, 5, 5), sheetOf("b", "carer", 5, 0, 5, 5), sheetOf("c", "carer", 5, 0, 5, 5)}, []string{"carer", "staff"}},
		{"of two people", []*assess.Sheet{sheetOf("a", "staff", 5, 5, 5, 5), sheetOf("b", "carer", 0, 0, 0, 0)}, nil},
	} {
		var got []string
		for _, found := range together(t, bank, c.sheets...).Conflicts {
			got = append(got, questions.PerspectiveIDs(found.By)...)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: held by %q, want %q", c.name, got, c.want)
		}
	}
}

// TestLowOfSeveral checks that low and high of several files are their means, even
// where a file without a score of its own takes the mean out of the range.
func TestLowOfSeveral(t *testing.T) {
	bank := questions.Default()
	sheet := func(file string, answers ...string) *assess.Sheet {
		s := sheetOf(file, "carer")
		s.Depth = assess.Full
		for i := 0; i < len(answers); i += 2 {
			s.Given[answers[i]] = assess.Answer{Choose: answers[i+1]}
		}
		return s
	}
	r := together(t, bank,
		sheet("a", "pay-told", "pay-none", "expenses", "costs-own", "benefits-advice", "benefits-no-advice"),
		sheet("b", "pay-told", "pay-written-first", "expenses", "unknown", "benefits-advice", "unknown"))
	for _, i := range r.Framework(questions.Principles).Items {
		if i.ID != "payment" {
			continue
		}
		if got, want := fmt.Sprintf("%.1f, %.1f to %.1f", *i.Known, *i.Low, *i.High), "0.0, 12.5 to 62.5"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestFilesApart checks that files of one perspective at different levels are shown
// as such, but not in a private result.
func TestFilesApart(t *testing.T) {
	bank := bankOf(1, 3)
	r := together(t, bank, sheetOf("a", "staff", four(4)...), sheetOf("b", "staff", four(2)...), sheetOf("c", "staff", 0, unanswered, unanswered, unanswered), sheetOf("d", "carer", four(3)...))
	var got []string
	for _, v := range r.Perspectives {
		got = append(got, fmt.Sprintf("%s %s: %s to %s", v.Perspective, levelWord(v.Level), levelWord(v.Lowest), levelWord(v.Highest)))
	}
	if want := []string{"carer engage: - to -", "staff consult: consult to co-design"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, v := range r.Private().Perspectives {
		if v.Lowest != nil || v.Highest != nil {
			t.Errorf("a private result tells that files of %s are apart", v.Perspective)
		}
	}
}
