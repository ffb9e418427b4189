package reports_test

import (
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// fixtures are the assessments that every format must handle: a full one, one half
// answered, one that cannot be placed, one in which people wrote what a format might
// trip over, and one that several perspectives answered.
var fixtures = []string{"full", "half", "unplaced", "hostile", "several"}

// hostile is text that a file may contain, and a little that it may not. For a new
// format, add what its readers act on.
var hostile = map[string]string{
	"script":   "</script><script>alert(1)</script><img src=x onerror=alert(2)>",
	"formula":  "=SUM(A1:A9)",
	"parted":   "x;=1+1;\"-2+3\"",
	"escapes":  "red \x1b[31m bell \a title \x1b]0;owned\a c1 \u009b2J no XML \ufffe\uffff",
	"bidi":     "a\u202eevil\u202c \u2066isolated\u2069",
	"markdown": "| `cell` | [link](http://example.invalid) <b>bold</b> **strong** www.example.invalid",
	"links":    "wWw.example.invalid //example.invalid/path hTTps://example.invalid a-b@example.invalid a@-b.invalid mailto:a@b.invalid example.com ///x",
	"long":     strings.Repeat("long", 75),
	"right":    "مرحبا بالعالم، هذا سطر من اليمين",
	"emoji":    "🌸👩🏽‍🦽🏴󠁧󠁢󠁷󠁬󠁳󠁿",
	"template": "{{.Secret}} ${x} <!-- --> ]]> &amp; ' \" \\",
}

func fixture(t testing.TB, name string) *assess.Result {
	t.Helper()
	bank := questions.Default()
	a := example(t, bank)
	switch name {
	case "full":
	case "half": // every fourth question unanswered, a plan, a short check by a carer
		a.Round, a.Depth = "before", assess.Short
		a.Respondent = assess.Respondent{Perspective: "carer", People: 1, Name: "Joan"}
		for i, q := range bank.Questions() {
			if !q.Gate && (i%4 == 0 || !q.Short) {
				delete(a.Given, q.ID)
			}
		}
		a.Limit, a.Actions = "law", nil
	case "unplaced": // a gate is not known, and little else
		for i, q := range bank.Questions() {
			if i > 5 {
				delete(a.Given, q.ID)
			}
		}
		a.Given["who-decides"] = assess.Answer{Choose: questions.Unknown}
		a.Claim, a.Aim = nil, nil
	case "hostile":
		a.Project = assess.Project{Name: hostile["script"] + " " + hostile["formula"], Team: hostile["markdown"]}
		a.Round = "#`|<b>"
		a.Respondent.Name = hostile["escapes"]
		a.Given["aims"] = assess.Answer{Choose: "unknown", Note: hostile["right"] + "\n" + hostile["bidi"], Evidence: hostile["long"]}
		a.Given["who-decides"] = assess.Answer{Choose: "decide-shared", Note: hostile["formula"] + " " + hostile["parted"], Evidence: hostile["template"]}
		a.Given["money"] = assess.Answer{Choose: "money-views", Note: "- " + hostile["escapes"], Evidence: hostile["markdown"]}
		a.Actions = []assess.Action{
			{Said: hostile["script"], Will: hostile["emoji"] + " " + hostile["links"], Who: hostile["long"], By: "2027-01-31"},
			{Will: "@" + hostile["template"], Needs: hostile["formula"], Done: true, Did: hostile["markdown"]},
			{Will: hostile["parted"], Needs: hostile["right"], Dropped: hostile["escapes"]},
		}
	case "several":
		return several(t, false)
	default:
		t.Fatalf("no fixture %q", name)
	}
	return assess.Evaluate(bank, a)
}

func example(t testing.TB, bank *questions.Bank) *assess.Answers {
	t.Helper()
	a, err := assess.Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// several is one project that staff, people with lived experience and one carer
// answered. The carer, who sees most of it at its lowest, decides the level if
// decides is true; otherwise people with lived experience do.
func several(t testing.TB, decides bool) *assess.Result {
	t.Helper()
	bank := questions.Default()
	lived := example(t, bank)
	lived.Respondent = assess.Respondent{Perspective: "lived-experience", People: 4}
	for _, q := range bank.Questions() {
		if q.Kind == questions.Placement && !q.Gate && q.Stage != "design" {
			lived.Given[q.ID] = assess.Answer{Choose: q.Options[1].ID, Note: "secret note"}
		}
	}
	lived.Given["first-involved"] = assess.Answer{Choose: "part-views-on-plan", Evidence: "secret letter"}
	lived.Given["who-chairs"] = assess.Answer{Choose: "chair-staff-joint-agenda", Votes: map[string]int{"chair-staff-joint-agenda": 2, "chair-staff": 1, questions.Unknown: 1}}
	carer := example(t, bank)
	carer.Respondent = assess.Respondent{Perspective: "carer", People: 1, Name: "Secret Joan"}
	for _, q := range bank.Questions() {
		option := q.Options[len(q.Options)-1]
		if decides {
			option = q.Options[0]
		}
		carer.Given[q.ID] = assess.Answer{Choose: option.ID, Note: "secret carer's note", Evidence: "secret carer's diary"}
	}
	var sheets []*assess.Sheet
	for _, a := range []*assess.Answers{lived, carer, example(t, bank)} {
		a.Actions = []assess.Action{{Said: "Nobody told us", Will: "Tell people", Who: "Secret Amira", Needs: "secret funds", Done: true, Did: "A letter went out"}}
		sheets = append(sheets, &assess.Sheet{File: string(a.Respondent.Perspective), Answers: a})
	}
	r, err := assess.EvaluateAll(bank, sheets)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
