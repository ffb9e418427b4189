package assess

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// Phrases for verdicts and falls.

// levelName returns a level's name in the bank, for use within a sentence: in quotes
// if it is more than one word.
func levelName(bank *questions.Bank, level questions.Level) string {
	name := bank.Words(level).Name
	if strings.Contains(name, " ") {
		return strconv.Quote(name)
	}
	return name
}

// orAbove returns words for a level and those above it.
func orAbove(bank *questions.Bank, level questions.Level) string {
	if level == questions.CoProduce {
		return levelName(bank, level)
	}
	return levelName(bank, level) + " or above"
}

// spoken returns a level in words, with the part of it that is certain, or why there
// is no level.
func spoken(bank *questions.Bank, p *Placement) string {
	switch {
	case !p.Placed() && p.AtLeast == p.AtMost:
		return fmt.Sprintf("no level yet, though from what is known it could only be %s", levelName(bank, p.AtLeast))
	case !p.Placed():
		return fmt.Sprintf("no level yet, only a range from %s to %s", levelName(bank, p.AtLeast), levelName(bank, p.AtMost))
	case p.AtLeast < *p.Level:
		return fmt.Sprintf("%s, but only %s is certain", levelName(bank, *p.Level), levelName(bank, p.AtLeast))
	}
	return levelName(bank, *p.Level)
}

// stands returns a sentence, without its full stop, on where the project is.
func stands(bank *questions.Bank, p *Placement) string {
	if !p.Placed() {
		return "the project has " + spoken(bank, p)
	}
	return "the project is at " + spoken(bank, p)
}

// everybody returns words for the people of some perspectives, for use within a
// sentence.
func everybody(perspectives []questions.Perspective) string {
	words := make([]string, len(perspectives))
	for i, p := range perspectives {
		words[i] = p.Everybody()
	}
	return prose.And(words)
}
