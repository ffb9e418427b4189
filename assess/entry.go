package assess

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/petal-check/petal/questions"
)

// Entry is an answers file as a portfolio keeps it, in a few hundred bytes: the
// set-up, what was chosen and which answers name evidence. Names, notes, evidence and
// votes are dropped as soon as the file has been read.
type Entry struct {
	File string

	setUp Answers
	given []byte // for each question of the bank, in the order of asking
}

// The values of a byte of given. From firstOption on, it is an option.
const (
	noEntry byte = iota
	entryUnknown
	entryNotApplicable
	firstOption

	withEvidence byte = 1 << 7
)

// ReadEntry reads a finished answers file for a portfolio. It reports every mistake
// at once, as [strict.Problems].
func ReadEntry(f File, bank *questions.Bank) (*Entry, error) {
	a, err := Read(f.Name, f.Text, bank)
	if err != nil {
		return nil, err
	}
	return NewEntry(f.Name, a, bank), nil
}

// NewEntry makes an entry of answers to the questions of the bank. file is the name
// used in messages.
func NewEntry(file string, a *Answers, bank *questions.Bank) *Entry {
	e := &Entry{File: file, setUp: *a, given: make([]byte, len(bank.Questions()))}
	e.setUp.Given, e.setUp.Respondent.Name = nil, ""
	for i, q := range bank.Questions() {
		if answer, answered := a.Given[q.ID]; answered {
			e.given[i] = chosenByte(q, answer)
		}
	}
	e.setUp.Actions = make([]Action, len(a.Actions))
	for i, action := range a.Actions {
		e.setUp.Actions[i] = action.unworded()
	}
	return e
}

func chosenByte(q *questions.Question, answer Answer) byte {
	b := noEntry
	switch answer.Choose {
	case questions.Unknown:
		b = entryUnknown
	case questions.NotApplicable:
		b = entryNotApplicable
	default:
		for i := range q.Options {
			if q.Options[i].ID == answer.Choose {
				b = firstOption + byte(i) //nolint:gosec // a question has two to six options
			}
		}
	}
	if answer.Evidence != "" {
		b |= withEvidence
	}
	return b
}

// unworded returns the action with a fingerprint in place of its words, since a file
// may hold hundreds of kilobytes of them. Two actions are one promise after this if
// and only if they were before.
func (a Action) unworded() Action {
	key := a.sameness()
	sum := sha256.Sum256([]byte(key.said + "\x00" + key.will))
	dropped := ""
	if a.Dropped != "" {
		dropped = "dropped"
	}
	return Action{Will: hex.EncodeToString(sum[:16]), By: a.By, Done: a.Done, Dropped: dropped}
}

// sheet returns an entry's answers in the form that everything else works with. They
// have no notes, and a placeholder where there was evidence.
func (e *Entry) sheet(bank *questions.Bank) *Sheet {
	a := e.setUp
	a.Given = make(map[string]Answer, len(e.given))
	for i, q := range bank.Questions() {
		answer := Answer{}
		switch b := e.given[i] &^ withEvidence; b {
		case noEntry:
			continue
		case entryUnknown:
			answer.Choose = questions.Unknown
		case entryNotApplicable:
			answer.Choose = questions.NotApplicable
		default:
			answer.Choose = q.Options[b-firstOption].ID
		}
		if e.given[i]&withEvidence != 0 {
			answer.Evidence = "named"
		}
		a.Given[q.ID] = answer
	}
	return &Sheet{File: e.File, Answers: &a}
}
