package interview

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// handsStep asks for a show of hands on a question. It may be skipped: a group
// can settle on an answer without counting.
func (iv *Interview) handsStep(q *questions.Question, inCheck func() bool) step {
	return step{
		question: true,
		optional: true,
		applies:  func() bool { return iv.Group && inCheck() },
		answered: func() bool { _, ok := iv.Answers.Given[q.ID]; return ok },
		prompt:   func() ask.Prompt { return iv.handsPrompt(q) },
		settled: func(value string) (bool, error) {
			numbers, err := sheet(q).Parse(value)
			if err != nil {
				return true, nil //nolint:nilerr // the count is withdrawn
			}
			return iv.room().Settled(numbers, func(p ask.Prompt) (ask.Reply, error) {
				p.Section, p.Progress = iv.Bank.SectionOf(q.ID).Title, iv.progress(q)
				return iv.put(p)
			})
		},
		take: func(value string) {
			numbers, err := sheet(q).Parse(value)
			if err != nil { // empty: the prompt's check refuses anything else that is not a count
				iv.takeBackHands(q)
				return
			}
			counted := map[string]int{}
			for i, n := range numbers {
				if i < len(q.Options) || n > 0 {
					counted[q.AnswerWords()[i]] = n
				}
			}
			if iv.hands == nil {
				iv.hands = map[string]map[string]int{}
			}
			iv.hands[q.ID] = counted
		},
	}
}

// room returns the people who answer together, with the number that the set-up now
// has.
func (iv *Interview) room() *votes.Room {
	iv.voters.People = iv.Answers.Respondent.People
	return &iv.voters
}

// sheet returns what hands are counted for.
func sheet(q *questions.Question) votes.Sheet {
	return votes.Sheet{Choices: len(q.Options), Exempt: q.MayNotApply}
}

func (iv *Interview) takeBackHands(q *questions.Question) {
	delete(iv.hands, q.ID)
	if a, answered := iv.Answers.Given[q.ID]; answered {
		a.Votes = nil
		iv.Answers.Given[q.ID] = a
	}
}

// Unsettled returns the questions whose last show of hands was not followed by an
// answer. Votes are kept with an answer, so these are not saved.
func (iv *Interview) Unsettled() []string {
	var asked []string
	for _, q := range iv.Bank.Questions() {
		if counted, ok := iv.hands[q.ID]; ok && !maps.Equal(counted, iv.Answers.Given[q.ID].Votes) {
			asked = append(asked, iv.ask(q))
		}
	}
	return asked
}

// readOut returns a question as it is read out to a group, with why it is asked.
func (iv *Interview) readOut(q *questions.Question) string {
	return strings.TrimSuffix(iv.ask(q)+"\n"+iv.why(q), "\n")
}

func (iv *Interview) handsPrompt(q *questions.Question) ask.Prompt {
	var page strings.Builder
	page.WriteString(iv.readOut(q))
	for i, mark := range sheet(q).Marks() {
		text := answerWords[q.AnswerWords()[i]]
		if i < len(q.Options) {
			text = iv.option(&q.Options[i])
		}
		fmt.Fprintf(&page, "\n%s %s", mark, text)
	}
	p := ask.Prompt{
		Section:  iv.Bank.SectionOf(q.ID).Title,
		Progress: iv.progress(q),
		Page:     page.String(),
		Text:     "How many hands for each answer?",
		Detail:   votes.HowTo("each answer"),
	}
	if counted := iv.counted(q); counted != nil {
		p.Current = sheet(q).Typed(inOrder(q, counted))
	}
	return iv.room().Prompt(p, sheet(q))
}

var answerWords = map[string]string{
	questions.Unknown:       "We don't know yet",
	questions.NotApplicable: "This does not apply to our project",
}

// counted returns the last count for a question, or nil if hands were not counted.
func (iv *Interview) counted(q *questions.Question) map[string]int {
	if counted, ok := iv.hands[q.ID]; ok {
		return counted
	}
	return iv.Answers.Given[q.ID].Votes
}

// inOrder returns the counts in the order of the answers.
func inOrder(q *questions.Question, counted map[string]int) []int {
	var numbers []int
	for _, w := range q.AnswerWords() {
		numbers = append(numbers, counted[w])
	}
	return numbers
}

// settle turns the prompt for a question into one for the answer that the group
// agrees on after its show of hands.
func (iv *Interview) settle(p *ask.Prompt, q *questions.Question) {
	counted := iv.counted(q)
	if counted == nil {
		return
	}
	numbers, marks := inOrder(q, counted), sheet(q).Marks()
	for last := len(numbers) - 1; last >= len(q.Options) && numbers[last] == 0; last-- {
		numbers = numbers[:last] // a line for those who don't know, only if there are any
	}
	p.PageAt = func(width int) string {
		lines := reports.DrawHands(slices.Clone(marks[:len(numbers)]), numbers, -1, reports.VotesOptions{Width: width, Words: iv.Words})
		return iv.readOut(q) + "\n" + strings.Join(lines, "\n")
	}
	p.Text, p.Detail = "What does the group settle on?", ""
}
