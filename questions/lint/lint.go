// Package lint finds ways to improve a question bank or a set of stories: long or
// hard words, missing texts, options that give themselves away, and borders between
// levels that too few questions test. It only warns; [questions.Load] refuses a bank
// with mistakes that stop it being asked or scored.
package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// Remark is one thing that could be better.
type Remark struct {
	Rule    string // the rule's short name, such as option-words
	Line    int    // where in the file, from 1; 0 if it is about the file as a whole
	Message string // names the question and option, the figure and the limit

	over float64 // how far past its limit, for comparing remarks of one rule; higher is worse
}

// The limits for a bank. Those on words and grades aim for a reading age of about
// eleven, and for easy text with one idea in each sentence.
const (
	maxQuestionWords     = 20   // in one wording of a question
	maxOptionWords       = 25   // in the text of an option
	maxEasyWords         = 15   // in one sentence of an easy question, or in a whole easy option
	maxGrade             = 6.0  // of all questions and options together
	maxQuestionGrade     = 9.0  // of one question with its options
	maxEasyGrade         = 4.0  // of all easy text together
	maxLengthRatio       = 3.0  // of the longest to the shortest option of a question, in characters
	lengthClueChance     = 0.05 // how unlikely it must be that so many top options are the longest by chance
	minQuestionsPerItem  = 2    // questions that count towards a framework item
	minPlacement         = 10
	minPlacementPerStage = 2
	minGates             = 2
	maxGates             = 3
	minFailShare         = 0.3 // the share of the placement questions somebody is asked that can stop a project at a border
	minTells             = 4   // placement questions that tell apart the levels at a border
	minTellsShort        = 3   // the same in the short check
	maxShort             = 20  // questions in a short check, which should take ten minutes
	maxFull              = 46  // questions in a full check
)

// Bank returns what could be better in a bank, by rule, with the worst of each first,
// or nil if there is nothing to improve. It is much slower than [questions.Load] and
// meant for people who edit a bank.
func Bank(b *questions.Bank) []Remark {
	var all []Remark
	for _, rule := range rules {
		l := &linter{bank: b}
		rule(l)
		all = append(all, l.worstFirst()...)
	}
	return all
}

// rules is what Bank checks, in this order. A function may report under more than
// one name.
var rules = []func(*linter){
	(*linter).questionWords,
	(*linter).optionWords,
	(*linter).easyWords,
	(*linter).grades,
	(*linter).levelNames,
	(*linter).jargon,
	(*linter).doubleQuestions,
	(*linter).missingTexts,
	(*linter).also,
	(*linter).optionLengths,
	(*linter).longestOption,
	(*linter).items,
	(*linter).countsForNothing,
	(*linter).placementQuestions,
	(*linter).gates,
	(*linter).borders,
	(*linter).staffAlone,
	(*linter).reachableLevels,
	(*linter).size,
	(*linter).shortCheck,
	(*linter).stillEnglish,
}

// linter applies one rule to a bank.
type linter struct {
	bank *questions.Bank
	remarks
}

// remarks collects what is found.
type remarks []Remark

func (rs *remarks) say(rule string, line int, over float64, format string, args ...any) {
	*rs = append(*rs, Remark{Rule: rule, Line: line, over: over, Message: fmt.Sprintf(format, args...)})
}

// worstFirst returns the remarks grouped by rule, the worst of each first.
func (rs remarks) worstFirst() []Remark {
	slices.SortStableFunc(rs, func(a, b Remark) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(b.over, a.over), cmp.Compare(a.Line, b.Line))
	})
	return rs
}

// wording is one text of a question as it is asked in some round.
type wording struct{ round, text string }

// wordings returns the different texts of a wording, named by round if they differ;
// none if it is empty.
func wordings(w questions.Wording) []wording {
	if w.Before == w.During && w.During == w.After {
		if w.During == "" {
			return nil
		}
		return []wording{{"", w.During}}
	}
	var out []wording
	for _, x := range []wording{{"before", w.Before}, {"during", w.During}, {"after", w.After}} {
		if !slices.ContainsFunc(out, func(y wording) bool { return y.text == x.text }) {
			out = append(out, x)
		}
	}
	return out
}

// asked says in a message which round a wording is for.
func (w wording) asked() string {
	if w.round == "" {
		return ""
	}
	return fmt.Sprintf(" (asked %s)", w.round)
}

// named returns what messages call an option.
func named(q *questions.Question, o *questions.Option) string {
	return fmt.Sprintf("question %q, option %q", q.ID, o.ID)
}

// are returns a verb, a count and its noun, to follow "there".
func are(n int, one, more string) string {
	if n == 1 {
		return "is " + prose.Count(n, one, more)
	}
	return "are " + prose.Count(n, one, more)
}
