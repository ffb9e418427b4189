package lint

import (
	"cmp"
	"math"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Measures says how much a bank asks, and how long and hard its words are. Grades are
// Flesch–Kincaid grades: school years as counted in the United States.
type Measures struct {
	Placement, Practice int // questions of each kind
	Short               int // questions in the short check
	Words, EasyWords    int // in all wordings and options; in all easy text
	Grade, EasyGrade    Figure
	Hardest             []Figure // the grade of every question with its options, hardest first
	LongestQuestion     Figure   // in words
	LongestOption       Figure   // in words
}

// Figure is something measured, with the most it should be.
type Figure struct {
	Of          string // the id of a question, or of a question and option: pay/never; "" for the bank
	Value, Most float64
}

// Measure measures a bank without judging it: [Bank] says which limits it exceeds.
func Measure(b *questions.Bank) Measures {
	plain, easy := plainText(b), easyText(b)
	m := Measures{
		Words:     plain.words,
		EasyWords: easy.words,
		Grade:     Figure{Value: plain.grade(), Most: maxGrade},
		EasyGrade: Figure{Value: easy.grade(), Most: maxEasyGrade},
	}
	longer := func(longest *Figure, of, text string, most float64) {
		if n := float64(len(words(text))); n > longest.Value {
			*longest = Figure{of, n, most}
		}
	}
	for _, q := range b.Questions() {
		if q.Kind == questions.Placement {
			m.Placement++
		} else {
			m.Practice++
		}
		if q.Short {
			m.Short++
		}
		m.Hardest = append(m.Hardest, Figure{q.ID, gradeOf(q), maxQuestionGrade})
		for _, w := range wordings(q.Ask) {
			longer(&m.LongestQuestion, q.ID, w.text, maxQuestionWords)
		}
		for _, o := range q.Options {
			longer(&m.LongestOption, q.ID+"/"+o.ID, o.Text, maxOptionWords)
		}
	}
	slices.SortStableFunc(m.Hardest, func(x, y Figure) int { return cmp.Compare(y.Value, x.Value) })
	return m
}

// plainText returns the counts for all text of questions and options that is not easy
// text: every wording and every option, each counted once.
func plainText(b *questions.Bank) reading {
	var texts []string
	for _, q := range b.Questions() {
		for _, w := range wordings(q.Ask) {
			texts = append(texts, w.text)
		}
		for _, o := range q.Options {
			texts = append(texts, o.Text)
		}
	}
	return readingOf(texts...)
}

// easyText returns the counts for all easy text: of questions and options, and of
// levels, framework items and the glossary.
func easyText(b *questions.Bank) reading {
	var texts []string
	for _, q := range b.Questions() {
		for _, w := range wordings(q.Easy) {
			texts = append(texts, w.text)
		}
		texts = append(texts, q.EasyWhy)
		for _, o := range q.Options {
			texts = append(texts, o.Easy, o.EasyNext)
		}
	}
	for _, w := range b.Levels {
		texts = append(texts, w.Easy)
	}
	for _, f := range b.Frameworks {
		for _, i := range f.Items {
			texts = append(texts, i.Easy)
		}
	}
	for _, t := range b.Glossary {
		texts = append(texts, t.Easy)
	}
	return readingOf(texts...)
}

// gradeOf returns the grade of a question with its options, in the round where it is
// hardest to read.
func gradeOf(q *questions.Question) float64 {
	var options []string
	for _, o := range q.Options {
		options = append(options, o.Text)
	}
	worst := math.Inf(-1)
	for _, w := range wordings(q.Ask) {
		worst = max(worst, readingOf(append(options, w.text)...).grade())
	}
	return worst
}
