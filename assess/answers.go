// Package assess holds what was answered about a project and what it means:
// the answers file, the placement, the scores and the result that every report
// is written from. It has no clock, no randomness, no environment and no
// terminal: results depend on arguments alone.
package assess

import (
	"slices"

	"github.com/petal-check/petal/questions"
)

// Answers is one answers file: what one person, or a group that answered as
// one, said about a project at one time.
type Answers struct {
	Bank       BankRef
	Project    Project
	Round      string // before, during, after, or any short word
	Date       string // 2026-11-20
	Depth      string // Short or Full
	Respondent Respondent
	Claim      *questions.Level // nil where not given
	Aim        *questions.Level // nil where not given
	Limit      string           // one of questions.Limits, or "" where not given
	Given      map[string]Answer
	Actions    []Action
}

// BankRef names the bank that was answered.
type BankRef struct{ ID, Version string }

// Project names what the answers are about.
type Project struct{ Name, Team string }

// Respondent says who answered. Name is optional and usually empty.
type Respondent struct {
	Perspective string // one of Perspectives
	People      int    // how many answered as one; 0 where not given
	Name        string
}

// The two depths of a check.
const (
	Short = "short" // the questions marked short
	Full  = "full"  // all of them
)

// Depths is every depth.
var Depths = []string{Short, Full}

// Perspectives is everyone who may answer, those who use the service first.
var Perspectives = []string{"lived-experience", "carer", "staff", "partner", "mixed"}

// usesService tells whether a perspective is of people the work is for, alone or
// in a mixed group: where none is among those who answered, it is the staff's view.
func usesService(perspective string) bool { return perspective != "staff" && perspective != "partner" }

// Rounds is a project's stages of life, which are the rounds Petal offers.
var Rounds = []string{"before", "during", "after"}

// Answer is what was answered to one question. A question that was not answered
// has no Answer at all, which is a different thing from unknown.
type Answer struct {
	Choose   string // an option's id, questions.Unknown or questions.NotApplicable
	Note     string
	Evidence string
	Votes    map[string]int // how a room voted, by option; nil where there was no vote
}

// plain tells whether the answer is a choice and nothing more.
func (a Answer) plain() bool { return a.Note == "" && a.Evidence == "" && a.Votes == nil }

// Action is one promise: what people said, what will be done about it and, when
// it is asked after, what came of it.
type Action struct {
	Said, Will, Who, By string
	Done                bool
	Did                 string // what changed, or why it was not done; "" until someone says
}

// Missing is what of the set-up has not been answered yet, by its key in the
// file. Such answers can be gone on with, but not reported on.
func (a *Answers) Missing() []string {
	var missing []string
	for _, part := range []struct{ key, value string }{
		{"project.name", a.Project.Name},
		{"round", a.Round},
		{"date", a.Date},
		{"depth", a.Depth},
		{"respondent.perspective", a.Respondent.Perspective},
	} {
		if part.value == "" {
			missing = append(missing, part.key)
		}
	}
	return missing
}

// Asked is the questions of a check of this depth, in the order of asking.
func (a *Answers) Asked(bank *questions.Bank) []*questions.Question {
	if a.Depth != Short {
		return bank.Questions()
	}
	return slices.DeleteFunc(slices.Clone(bank.Questions()), func(q *questions.Question) bool { return !q.Short })
}

// InScope is the questions that count: those asked at this depth and any other
// that was answered all the same. Those answered not-applicable are among them.
func (a *Answers) InScope(bank *questions.Bank) []*questions.Question {
	if a.Depth != Short {
		return bank.Questions()
	}
	return slices.DeleteFunc(slices.Clone(bank.Questions()), func(q *questions.Question) bool {
		_, answered := a.Given[q.ID]
		return !q.Short && !answered
	})
}

// Chosen is the option that was chosen for a question, or nil: where it was not
// answered, is unknown or does not apply.
func (a *Answers) Chosen(q *questions.Question) *questions.Option {
	return q.Option(a.Given[q.ID].Choose)
}

// applies tells whether a question counts at all.
func (a *Answers) applies(q *questions.Question) bool {
	return a.Given[q.ID].Choose != questions.NotApplicable
}

// Strong tells whether an option is an answer that wants evidence: a placement
// answer of co-design or above, a practice answer of 75% or above.
func Strong(q *questions.Question, o *questions.Option) bool {
	if q.Kind == questions.Placement {
		return o.Level >= questions.CoDesign
	}
	return q.Percent(o) >= 75
}
