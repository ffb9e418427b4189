package assess

import "github.com/petal-check/petal/questions"

// Line is one question in scope with its answer. Everything that is worked out from
// answers is worked out from their lines.
type Line struct {
	Question *questions.Question
	Answer   Answer            // zero where the question was not answered
	Option   *questions.Option // nil if it was not answered with an option
	strong   bool              // an answer that needs evidence
}

// applies reports whether the question counts at all.
func (l Line) applies() bool { return l.Answer.Choose != questions.NotApplicable }

// Open reports whether the question applies but its answer is not known.
func (l Line) Open() bool { return l.Option == nil && l.applies() }

// backed reports whether the answer is strong and names evidence.
func (l Line) backed() bool { return l.strong && l.Answer.Evidence != "" }

// lines returns the questions in scope with their answers, in the order of asking:
// those that these people are asked at this depth, and any others they may answer and
// did. Those answered not-applicable are included.
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

// asks reports whether a check of this depth asks a question.
func (a *Answers) asks(q *questions.Question) bool { return a.Depth != Short || q.Short }

// Asked returns the questions that these people are asked in a check of this depth,
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

// heard reports whether answers are enough for the people who gave them to count as
// heard: at least half of the questions in scope are answered with an option. A carer
// who cannot know the budget is heard, though perhaps not placed.
func heard(lines []Line) bool {
	answered := 0
	for _, l := range lines {
		if l.Option != nil {
			answered++
		}
	}
	return answered > 0 && 2*answered >= len(lines)
}
