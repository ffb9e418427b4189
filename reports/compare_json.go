package reports

import (
	"io"
	"math"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// CompareJSON writes a comparison of rounds for other programs. Absent values are
// null and numbers have one decimal, as in [JSON]. falls is what fell between the
// last two rounds.
func CompareJSON(w io.Writer, c *assess.Comparison, falls []assess.Fall) error {
	last := c.Times[len(c.Times)-1].Result
	out := jsonComparison{
		Petal: 1, Bank: newJSONBank(c.Bank),
		Project: jsonProject{last.Project.Name, orNull(last.Project.Team)}, Private: last.LeftOut != nil,
		Rounds: []jsonRound{}, Steps: []jsonStep{}, Actions: []jsonPromise{}, Falls: []jsonFall{},
	}
	for _, t := range c.Times {
		r := t.Result
		out.Rounds = append(out.Rounds, jsonRound{
			Round: t.Round, From: t.From, To: t.To, Depth: orNull(r.Depth), Claim: r.Claim, Aim: r.Aim, StaffViewOnly: r.StaffViewOnly,
			Placement: newJSONPlacement(r), Frameworks: newJSONFrameworks(r.Frameworks), Perspectives: newJSONPerspectives(r.Perspectives),
		})
	}
	for i := range c.Steps {
		out.Steps = append(out.Steps, newJSONStep(&c.Steps[i]))
	}
	for _, p := range c.Kept {
		out.Actions = append(out.Actions, jsonPromise{p.Round, newJSONAction(p.Action), p.Asked})
	}
	for _, f := range falls {
		out.Falls = append(out.Falls, jsonFall{f.Rule, f.Then, f.Now, listed(f.Look)})
	}
	return encode(w, out)
}

// SidesJSON writes a comparison of perspectives for other programs.
func SidesJSON(w io.Writer, all *assess.Result, sides []assess.Side) error {
	whole := newJSONResult(all)
	out := jsonSides{
		Petal: 1, Bank: whole.Bank, Project: whole.Project, Round: whole.Round, Date: whole.Date, StaffViewOnly: all.StaffViewOnly, Private: whole.Private,
		Placement: whole.Placement, Perspectives: []jsonSide{}, Differences: whole.Differences, Agreement: whole.Agreement,
	}
	for _, side := range sides {
		view := side.Result.Perspectives[0]
		out.Perspectives = append(out.Perspectives, jsonSide{
			string(side.Perspective), view.Files, view.People, newJSONPlacement(side.Result), newJSONFrameworks(side.Result.Frameworks),
		})
	}
	return encode(w, out)
}

// listed returns a list that becomes [] in JSON if it is empty, rather than null.
func listed(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}

type jsonComparison struct {
	Petal   int           `json:"petal"`
	Bank    jsonBank      `json:"bank"`
	Project jsonProject   `json:"project"`
	Rounds  []jsonRound   `json:"rounds"`
	Steps   []jsonStep    `json:"steps"`
	Private bool          `json:"private"`
	Actions []jsonPromise `json:"actions"`
	Falls   []jsonFall    `json:"falls"`
}

type jsonRound struct {
	Round         string            `json:"round"`
	From          string            `json:"from"`
	To            string            `json:"to"`
	Depth         *string           `json:"depth"`
	Claim         *questions.Level  `json:"claim"`
	Aim           *questions.Level  `json:"aim"`
	StaffViewOnly bool              `json:"staff_view_only"`
	Placement     jsonPlacement     `json:"placement"`
	Frameworks    []jsonFramework   `json:"frameworks"`
	Perspectives  []jsonPerspective `json:"perspectives"`
}

type jsonStep struct {
	From    string           `json:"from"`
	To      string           `json:"to"`
	Level   jsonThenNow      `json:"level"`
	Items   []jsonItemMove   `json:"items"`
	Answers []jsonAnswerMove `json:"answers"`
	Came    []string         `json:"came"` // perspectives
	Gone    []string         `json:"gone"`

	// Questions that only one of the rounds asked. What moved is about the others.
	OnlyFrom []string `json:"only_from"`
	OnlyTo   []string `json:"only_to"`
}

type jsonThenNow struct {
	Then *questions.Level `json:"then"`
	Now  *questions.Level `json:"now"`
}

type jsonItemMove struct {
	Item   string   `json:"item"` // framework/item
	Then   *decimal `json:"then"`
	Now    *decimal `json:"now"`
	Change *decimal `json:"change"`
}

type jsonAnswerMove struct {
	Question    string   `json:"question"`
	Perspective string   `json:"perspective"`
	Then        *string  `json:"then"` // an option's id
	Now         *string  `json:"now"`
	Change      *decimal `json:"change"`
}

type jsonPromise struct {
	Round string `json:"round"`
	jsonAction
	Asked bool `json:"asked"` // a later round says how it went
}

type jsonFall struct {
	Rule string   `json:"rule"`
	Then string   `json:"then"`
	Now  string   `json:"now"`
	Look []string `json:"look"`
}

type jsonSides struct {
	Petal         int              `json:"petal"`
	Bank          jsonBank         `json:"bank"`
	Project       jsonProject      `json:"project"`
	Round         *string          `json:"round"`
	Date          *string          `json:"date"`
	StaffViewOnly bool             `json:"staff_view_only"`
	Private       bool             `json:"private"`
	Placement     jsonPlacement    `json:"placement"`
	Perspectives  []jsonSide       `json:"perspectives"`
	Differences   []jsonDifference `json:"differences"`
	Agreement     jsonAgreement    `json:"agreement"`
}

type jsonSide struct {
	Perspective string          `json:"perspective"`
	Files       int             `json:"files"`
	People      int             `json:"people"`
	Placement   jsonPlacement   `json:"placement"`
	Frameworks  []jsonFramework `json:"frameworks"`
}

func newJSONStep(s *assess.Step) jsonStep {
	out := jsonStep{
		From: s.Then.Round, To: s.Now.Round, Level: jsonThenNow{s.Was.Placement.Level, s.Is.Placement.Level},
		Items: []jsonItemMove{}, Answers: []jsonAnswerMove{}, Came: questions.PerspectiveIDs(s.Came), Gone: questions.PerspectiveIDs(s.Gone),
		OnlyFrom: ids(s.OnlyThen), OnlyTo: ids(s.OnlyNow),
	}
	for _, m := range s.Items {
		out.Items = append(out.Items, jsonItemMove{m.Framework.ID + "/" + m.Item.ID, (*decimal)(m.Then.Known), (*decimal)(m.Now.Known), tenthsMoved(m.Then.Known, m.Now.Known)})
	}
	id := func(o *questions.Option) *string {
		if o == nil {
			return nil
		}
		return &o.ID
	}
	for _, m := range s.Answers {
		out.Answers = append(out.Answers, jsonAnswerMove{m.Question.ID, string(m.Perspective), id(m.Then), id(m.Now), tenthsMoved(percent(m.Question, m.Then), percent(m.Question, m.Now))})
	}
	return out
}

// tenthsMoved returns how far a number moved, worked out from the two numbers as they
// are written, so that a program that subtracts them gets the same. It is nil if
// either of them is.
func tenthsMoved(then, now *float64) *decimal {
	if then == nil || now == nil {
		return nil
	}
	by := decimal(math.Round(*now*10)/10 - math.Round(*then*10)/10)
	return &by
}

// percent returns the score of an option as a percentage, or nil if there is no
// option.
func percent(q *questions.Question, o *questions.Option) *float64 {
	if o == nil {
		return nil
	}
	p := q.Percent(o)
	return &p
}
