package interview

import (
	"fmt"
	"maps"
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
		take: func(value string) {
			if value == "" {
				iv.takeBackHands(q)
				return
			}
			numbers, err := parseHands(q, value)
			if err != nil {
				return // the prompt's check has refused it already
			}
			counted := map[string]int{}
			for i, n := range numbers {
				counted[q.AnswerWords()[i]] = n
			}
			if iv.hands == nil {
				iv.hands = map[string]map[string]int{}
			}
			iv.hands[q.ID] = counted
		},
	}
}

func (iv *Interview) takeBackHands(q *questions.Question) {
	delete(iv.hands, q.ID)
	if a, answered := iv.Answers.Given[q.ID]; answered {
		a.Votes = nil
		iv.Answers.Given[q.ID] = a
	}
}

// Unsettled is the questions whose last show of hands no answer followed. Votes
// are kept with an answer, so these are not saved.
func (iv *Interview) Unsettled() []string {
	var asked []string
	for _, q := range iv.Bank.Questions() {
		if counted, ok := iv.hands[q.ID]; ok && !maps.Equal(counted, iv.Answers.Given[q.ID].Votes) {
			asked = append(asked, iv.ask(q))
		}
	}
	return asked
}

// readOut is a question as it is read to a group, with why it is asked.
func (iv *Interview) readOut(q *questions.Question) string {
	return strings.TrimSuffix(iv.ask(q)+"\n"+iv.why(q), "\n")
}

func (iv *Interview) handsPrompt(q *questions.Question) ask.Prompt {
	var page strings.Builder
	page.WriteString(iv.readOut(q))
	for i, mark := range marks(q) {
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
		Detail:   fmt.Sprintf("Type a number for each of the %d answers, in order; 0 where no hand goes up.", len(q.Options)),
		Form:     "numbers such as 0 2 5 1 0 0",
		Check:    func(s string) error { _, err := parseHands(q, s); return err },
	}
	if counted := iv.counted(q); counted != nil {
		p.Current = votes.Typed(inOrder(q, counted))
	}
	return p
}

var answerWords = map[string]string{
	questions.Unknown:       "We don't know yet",
	questions.NotApplicable: "This does not apply to our project",
}

// parseHands reads one number for each option; those for "we don't know yet" and
// "does not apply" may follow.
func parseHands(q *questions.Question, s string) ([]int, error) {
	least, most := len(q.Options), len(q.AnswerWords())
	return votes.Parse(s, func(n int) error {
		if n < least || n > most {
			return fmt.Errorf("found %d numbers; please give %d, one for each answer, with 0 where no hand goes up", n, least)
		}
		return nil
	})
}

// counted is the last count for a question, or nil where hands were not counted.
func (iv *Interview) counted(q *questions.Question) map[string]int {
	if counted, ok := iv.hands[q.ID]; ok {
		return counted
	}
	return iv.Answers.Given[q.ID].Votes
}

// inOrder is the counts in the order of the answers.
func inOrder(q *questions.Question, counted map[string]int) []int {
	words := q.AnswerWords()
	for last := len(words) - 1; last >= len(q.Options); last-- {
		if _, given := counted[words[last]]; given {
			break
		}
		words = words[:last]
	}
	numbers := make([]int, len(words))
	for i, w := range words {
		numbers[i] = counted[w]
	}
	return numbers
}

// marks is what stands before each answer: a number, ? and -.
func marks(q *questions.Question) []string {
	out := make([]string, 0, len(q.Options)+2)
	for i := range q.AnswerWords() {
		switch {
		case i < len(q.Options):
			out = append(out, fmt.Sprint(i+1))
		case i == len(q.Options):
			out = append(out, ask.UnknownValue)
		default:
			out = append(out, ask.ExemptValue)
		}
	}
	return out
}

// settle turns the prompt of a question into one for what the group settles on
// after its show of hands.
func (iv *Interview) settle(p *ask.Prompt, q *questions.Question) {
	counted := iv.counted(q)
	if counted == nil {
		return
	}
	numbers := inOrder(q, counted)
	p.Page = iv.readOut(q) + "\n" + strings.Join(reports.DrawHands(marks(q)[:len(numbers)], numbers, -1, iv.Draw), "\n")
	p.Text, p.Detail = "What does the group settle on?", ""
}
