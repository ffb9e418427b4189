package reports

import (
	"io"

	"github.com/petal-check/petal/assess"
)

// CheckJSON writes verdicts for other programs.
func CheckJSON(w io.Writer, r *assess.Result, verdicts []assess.Verdict) error {
	out := jsonCheck{Petal: 1, Bank: newJSONBank(r.Bank), Project: jsonProject{r.Project.Name, orNull(r.Project.Team)},
		Round: orNull(r.Round), Date: orNull(r.Date), StaffViewOnly: r.StaffViewOnly, Private: r.LeftOut != nil, Passed: true, Rules: []jsonVerdict{}}
	for _, v := range verdicts {
		out.Passed = out.Passed && v.Passed
		rule := jsonVerdict{v.Rule, v.Passed, v.Want, v.Got, orNull(v.Say), listed(v.Look), []jsonAt{}}
		for _, a := range v.At {
			rule.At = append(rule.At, jsonAt{orNull(a.Question), a.File, a.Line})
		}
		out.Rules = append(out.Rules, rule)
	}
	return encode(w, out)
}

type jsonCheck struct {
	Petal         int           `json:"petal"`
	Bank          jsonBank      `json:"bank"`
	Project       jsonProject   `json:"project"`
	Round         *string       `json:"round"`
	Date          *string       `json:"date"`
	StaffViewOnly bool          `json:"staff_view_only"`
	Private       bool          `json:"private"`
	Passed        bool          `json:"passed"`
	Rules         []jsonVerdict `json:"rules"`
}

type jsonVerdict struct {
	Rule   string   `json:"rule"`
	Passed bool     `json:"passed"`
	Want   string   `json:"want"`
	Got    string   `json:"got"`
	Say    *string  `json:"say"`
	Look   []string `json:"look"`
	At     []jsonAt `json:"at"`
}

type jsonAt struct {
	Question *string `json:"question"`
	File     string  `json:"file"`
	Line     int     `json:"line"`
}
