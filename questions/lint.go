package questions

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// Remark is one thing in a bank that could be better. It is a warning: a bank
// with remarks loads, asks and scores all the same.
type Remark struct {
	Rule    string  // the rule's short name, such as option-words
	Line    int     // where in the bank's file, from 1; 0 where it is about the bank as a whole
	Over    float64 // how far past its limit, for comparing remarks of one rule; higher is worse
	Message string  // names the question and option, the figure and the limit
}

// The plain-language rules of the bank, and what a fair questionnaire needs. The
// limits on words and grades aim at a reading age of about eleven, and at easy
// text of one idea a sentence.
const (
	MaxQuestionWords     = 20   // in one wording of a question
	MaxOptionWords       = 25   // in the text of an option
	MaxEasyWords         = 15   // in one sentence of an easy question, in the whole of an easy option
	MaxGrade             = 6.0  // of all questions and options together
	MaxQuestionGrade     = 9.0  // of one question with its options
	MaxEasyGrade         = 4.0  // of all easy text together
	MaxLengthRatio       = 3.0  // of the longest to the shortest option of a question, in characters
	LengthClueChance     = 0.05 // of so many long top options by luck, below which it is no luck
	LongWord             = 4    // syllables from which a word wants explaining
	MinQuestionsPerItem  = 2    // that count towards a framework item
	MinPlacement         = 10
	MinPlacementPerStage = 2
	MinGates             = 2
	MaxGates             = 3
	MinFailShare         = 0.3 // of the placement questions somebody is asked that can fail a border
	MinTells             = 4   // placement questions that tell a border
	MinTellsShort        = 3   // the same in the short check
	MaxShort             = 20  // questions in a short check, which should take ten minutes
	MaxFull              = 46  // questions in a full check
)

// Lint measures a bank against the rules of plain language and of a fair
// questionnaire. Remarks come rule by rule, the worst of each first; a bank
// without any has none. It is far slower than [Load] and meant for those who
// edit a bank.
func Lint(bank *Bank) []Remark {
	var all []Remark
	explained := sync.OnceValue(bank.glossaryStems)
	for _, rule := range rules {
		l := &linter{bank: bank, explained: explained}
		rule(l)
		slices.SortStableFunc(l.remarks, func(a, b Remark) int {
			return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(b.Over, a.Over), cmp.Compare(a.Line, b.Line))
		})
		all = append(all, l.remarks...)
	}
	return all
}

// rules is what Lint goes through, in this order. A function may report under
// more than one name.
var rules = []func(*linter){
	(*linter).questionWords,
	(*linter).optionWords,
	(*linter).easyWords,
	(*linter).grades,
	(*linter).levelNames,
	(*linter).jargon,
	(*linter).longWords,
	(*linter).doubleQuestions,
	(*linter).missingTexts,
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

// linter carries one rule through a bank.
type linter struct {
	bank      *Bank
	explained func() [][]string // what the glossary explains, in stems
	remarks   []Remark
}

// say reports a remark.
func (l *linter) say(rule string, line int, over float64, format string, args ...any) {
	l.remarks = append(l.remarks, Remark{rule, line, over, fmt.Sprintf(format, args...)})
}

// wording is one text of a question as it is asked in some round.
type wording struct{ round, text string }

// wordings is the different texts of a wording, named by round where they
// differ; none where it is empty.
func (w Wording) wordings() []wording {
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

// in says in which round a wording is asked, for a message.
func (w wording) in() string {
	if w.round == "" {
		return ""
	}
	return fmt.Sprintf(" (asked %s)", w.round)
}

// named is an option as messages name it.
func named(q *Question, o *Option) string {
	return fmt.Sprintf("question %q, option %q", q.ID, o.ID)
}
