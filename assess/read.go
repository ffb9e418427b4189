package assess

import (
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// answersLimits bounds an answers file: 256 KiB, nesting 32, 1,000 keys a mapping.
var answersLimits = strict.Limits{Bytes: 256 << 10, Depth: 32, Keys: 1000}

// Read reads an answers file for the bank. Its set-up must be complete. file is the
// name to use in messages. Read reports every mistake at once, as [strict.Problems].
func Read(file string, data []byte, bank *questions.Bank) (*Answers, error) {
	a, _, err := read(file, data, bank, true)
	return a, err
}

// ReadDraft is like [Read], but for unfinished answers. Anything may be missing, even
// part of the set-up, but whatever is there must be valid.
func ReadDraft(file string, data []byte, bank *questions.Bank) (*Answers, error) {
	a, _, err := read(file, data, bank, false)
	return a, err
}

var keys = []string{"petal", "bank", "project", "round", "date", "depth", "respondent", "claim", "aim", "limit", "answers", "actions"}

// actionKeys are the keys of an action, in the order in which answers files have
// them.
var actionKeys = []string{"said", "will", "who", "needs", "by", "done", "did", "dropped"}

func read(file string, data []byte, bank *questions.Bank, finished bool) (*Answers, *strict.Document, error) {
	doc, err := strict.Read(file, data, answersLimits)
	if err != nil {
		return nil, nil, err
	}
	m := doc.Root().Mapping(keys...)
	m.Require("petal", "bank", "answers")
	a := &Answers{Bank: readHead(m), Given: map[string]Answer{}}
	readSetUp(a, m)
	if matches(m.Get("bank"), a.Bank, bank) {
		readAnswers(a, m.Get("answers"), bank)
		if doc.Err() != nil && a.Bank.Version != bank.Version {
			m.Get("bank").Problem("these answers are for version %s of the questions, but this is version %s; "+
				"use --bank to name the bank the form was made from, or make a new form and ask again", prose.Short(a.Bank.Version), bank.Version)
		}
		if finished && !m.Get("petal").Wrong() {
			checkSetUp(a, doc.Root(), m)
		}
	}
	for _, item := range m.Get("actions").Items() {
		a.Actions = append(a.Actions, readAction(item))
	}
	if err := doc.Err(); err != nil {
		return nil, nil, err
	}
	return a, doc, nil
}

func readHead(m strict.Mapping) BankRef {
	m.Get("petal").Format("these answers have")
	b := m.Get("bank").Mapping("id", "version")
	b.Require("id", "version")
	return BankRef{b.Get("id").ID(), b.Get("version").Sentence()}
}

// matches reports whether answers for ref can be read with bank, and reports why not.
func matches(at strict.Value, ref BankRef, bank *questions.Bank) bool {
	switch {
	case !at.Present() || ref.ID == "" || ref.Version == "":
		return false // already reported
	case ref.ID != bank.ID:
		at.Problem("these answers are for the bank %q, not %q; name its file with --bank", prose.Short(ref.ID), prose.Short(bank.ID))
		return false
	case questions.Major(ref.Version) != bank.Major():
		at.Problem("these answers are for version %s of the bank %q, but this is version %s, whose questions differ; "+
			"name the file of the older bank with --bank, or answer again in a new file", prose.Short(ref.Version), prose.Short(bank.ID), bank.Version)
		return false
	}
	return true
}

func readAnswers(a *Answers, v strict.Value, bank *questions.Bank) {
	for _, e := range v.Entries() {
		q := bank.Question(e.Key)
		if q == nil {
			e.Name.Problem("no question %q%s", prose.Short(e.Key), prose.DidYouMean(e.Key, bank.QuestionIDs()))
			continue
		}
		if e.Value.IsNull() {
			continue // no entry: not answered
		}
		if who := a.Respondent.Perspective; who != "" && !q.IsAskedOf(who) {
			e.Name.Problem("the question %q is asked of %s, not of %s; remove this answer", q.ID, strings.Join(questions.PerspectiveIDs(q.AskedOf), " and "), who)
			continue
		}
		a.Given[e.Key] = readAnswer(e.Value, q)
	}
}

func readAnswer(v strict.Value, q *questions.Question) Answer {
	if !v.IsMapping() {
		return Answer{Choose: readChoice(v, q)}
	}
	m := v.Mapping("choose", "note", "evidence", "votes")
	m.Require("choose")
	answer := Answer{
		Choose:   readChoice(m.Get("choose"), q),
		Note:     m.Get("note").Note(),
		Evidence: m.Get("evidence").Line(),
	}
	if votes := m.Get("votes"); votes.Present() {
		answer.Votes = map[string]int{}
		for _, e := range votes.Entries() {
			if n := prose.Nearest(e.Key, q.AnswerWords()); n != e.Key {
				e.Name.Problem("no option %q%s", prose.Short(e.Key), prose.DidYouMean(e.Key, q.AnswerWords()))
				continue
			}
			answer.Votes[e.Key] = e.Value.Whole(0, MaxPeople)
		}
	}
	return answer
}

func readChoice(v strict.Value, q *questions.Question) string {
	if v.IsText() && !q.MayNotApply && v.Line() == questions.NotApplicable {
		v.Problem("the question %q applies to every project; it cannot be answered %q", q.ID, questions.NotApplicable)
		return ""
	}
	return v.OneOf("option", q.AnswerWords()...)
}

func readAction(v strict.Value) Action {
	m := v.Mapping(actionKeys...)
	m.Require("will")
	a := Action{
		Said:  m.Get("said").Line(),
		Will:  m.Get("will").Sentence(),
		Who:   m.Get("who").Line(),
		Needs: m.Get("needs").Line(),
		By:    m.Get("by").Date(),
		Done:  m.Get("done").Bool(),
		Did:   m.Get("did").Line(),
	}
	dropped := m.Get("dropped")
	if dropped.Present() && !dropped.IsText() { // such as true
		dropped.Problem("this must say why the action is no longer planned, in words")
		return a
	}
	if a.Dropped = dropped.Line(); a.Done && a.Dropped != "" {
		dropped.Problem("this action is marked as done and as dropped; it can only be one of them")
	}
	return a
}

// readLevel reads a level's id. It returns nil if there is none.
func readLevel(v strict.Value) *questions.Level {
	return levelFrom(v.OneOf("level", questions.LevelIDs()...))
}
