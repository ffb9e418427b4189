// Package assess reads the answers about a project and works out what they mean: the
// project's level, its scores, several people and several rounds side by side, and
// the result that every report is written from. [Check] compares a result with a
// [Policy]; [Result.Private] is the part of it that others may see. Results depend
// only on the arguments, never on the clock, randomness, the environment or a
// terminal.
package assess

import "github.com/petal-check/petal/questions"

// Answers is one answers file: what one person, or a group that answered as
// one, said about a project at one time.
type Answers struct {
	Bank       BankRef
	Project    Project
	Round      string // before, during, after, or any short word
	Date       string // 2026-11-20
	Depth      string // Short or Full
	Respondent Respondent
	Claim      *questions.Level // nil if not given
	Aim        *questions.Level // nil if not given
	Limit      string           // one of questions.Limits, or "" if not given
	Given      map[string]Answer
	Actions    []Action
}

// BankRef names the bank that the answers are for.
type BankRef struct{ ID, Version string }

// Project names what the answers are about.
type Project struct{ Name, Team string }

// Respondent says who answered. Name is optional and usually empty.
type Respondent struct {
	Perspective questions.Perspective // "" if not given
	People      int                   // how many answered as one; 0 if not given
	Name        string
}

// The two depths of a check.
const (
	Short = "short" // the questions marked short
	Full  = "full"  // all of them
)

// Depths lists the two depths.
var Depths = []string{Short, Full}

// Rounds lists the rounds that Petal offers: before, during and after the project.
var Rounds = []string{"before", "during", "after"}

// Answer is the answer to one question. A question that was not answered has no
// Answer at all, which is not the same as unknown.
type Answer struct {
	Choose   string // an option's id, questions.Unknown or questions.NotApplicable
	Note     string
	Evidence string
	Votes    map[string]int // how a room voted, by option; nil if there was no vote
}

// plain reports whether the answer is only a choice, with no note, evidence or votes.
func (a Answer) plain() bool { return a.Note == "" && a.Evidence == "" && a.Votes == nil }

// aim returns the level the project aims for, or nil. An aim of "none" counts as no
// aim.
func (a *Answers) aim() *questions.Level {
	if a.Aim == nil || *a.Aim == questions.None {
		return nil
	}
	return a.Aim
}

// Chosen returns the option that was chosen for a question, or nil if the question
// was not answered, is unknown or does not apply.
func (a *Answers) Chosen(q *questions.Question) *questions.Option {
	return q.Option(a.Given[q.ID].Choose)
}
