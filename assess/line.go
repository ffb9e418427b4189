package assess

import "github.com/petal-check/petal/questions"

// Line is one question in scope with what was answered to it. Everything that is
// worked out of answers is worked out of their lines.
type Line struct {
	Question *questions.Question
	Answer   Answer            // zero where the question was not answered
	Option   *questions.Option // nil where it was not answered with an option
	strong   bool              // an answer that wants evidence
}

// applies tells whether the question counts at all.
func (l Line) applies() bool { return l.Answer.Choose != questions.NotApplicable }

// Open tells whether the question applies and its answer is not known.
func (l Line) Open() bool { return l.Option == nil && l.applies() }

// backed tells whether a strong answer carries evidence.
func (l Line) backed() bool { return l.strong && l.Answer.Evidence != "" }

// lines is the questions in scope with their answers, in the order of asking: those
// asked of who answers at this depth, and any other of theirs that has an answer
// all the same. Those answered not-applicable are among them.
func (a *Answers) lines(bank *questions.Bank) []Line {
	lines := make([]Line, 0, len(bank.Questions()))
	for _, q := range bank.Questions() {
		answer, answered := a.Given[q.ID]
		if !q.IsAskedOf(a.Respondent.Perspective) || !a.asks(q) && !answered {
			continue
		}
		l := Line{Question: q, Answer: answer}
		if answered {
			l.Option = q.Option(answer.Choose)
		}
		l.strong = l.Option != nil && a.Respondent.Perspective.RunsWork() && q.Strong(l.Option)
		lines = append(lines, l)
	}
	return lines
}

// asks tells whether a check of this depth asks a question.
func (a *Answers) asks(q *questions.Question) bool { return a.Depth != Short || q.Short }

// Asked is the questions of a check of this depth that are asked of who answers,
// in the order of asking.
func (a *Answers) Asked(bank *questions.Bank) []*questions.Question {
	var asked []*questions.Question
	for _, q := range bank.Questions() {
		if a.asks(q) && q.IsAskedOf(a.Respondent.Perspective) {
			asked = append(asked, q)
		}
	}
	return asked
}

// heard tells whether the answers count as a hearing of who gave them: at least
// half of the questions in scope are answered with an option. A carer who cannot
// know the budget is heard, though perhaps not placed.
func heard(lines []Line) bool {
	answered := 0
	for _, l := range lines {
		if l.Option != nil {
			answered++
		}
	}
	return answered > 0 && 2*answered >= len(lines)
}
