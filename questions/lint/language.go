package lint

import (
	"strings"

	"github.com/petal-check/petal/questions"
)

// stillEnglish finds the sentences of a form that are still in English in a bank in
// another language.
func (l *linter) stillEnglish() {
	left := l.bank.InEnglish()
	if len(left) == 0 {
		return
	}
	named := strings.Join(left[:min(8, len(left))], ", ")
	if len(left) > 8 {
		named += " and others"
	}
	l.say("still-english", 0, float64(len(left)),
		"the bank is in %q, but %d of the %d sentences that Petal puts on forms are still in English: %s; translate them under words", l.bank.Language, len(left), len(questions.WordIDs()), named)
}
