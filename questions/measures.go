package questions

import "math"

// PlainText is the reading of all text of questions and options but the easy: every
// wording and every option, each counted once.
func (b *Bank) PlainText() Reading {
	var texts []string
	for _, q := range b.Questions() {
		for _, w := range q.Ask.wordings() {
			texts = append(texts, w.text)
		}
		for _, o := range q.Options {
			texts = append(texts, o.Text)
		}
	}
	return Readability(texts...)
}

// EasyText is the reading of all easy text: of questions and options, and of
// levels, framework items and the glossary.
func (b *Bank) EasyText() Reading {
	var texts []string
	for _, q := range b.Questions() {
		for _, w := range q.Easy.wordings() {
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
	return Readability(texts...)
}

// Grade is the Flesch–Kincaid grade of a question with its options, in the round
// where it reads hardest.
func (q *Question) Grade() float64 {
	var options []string
	for _, o := range q.Options {
		options = append(options, o.Text)
	}
	worst := math.Inf(-1)
	for _, w := range q.Ask.wordings() {
		worst = max(worst, Readability(append(options, w.text)...).Grade())
	}
	return worst
}

// Words is the number of words of the longest wording.
func (w Wording) Words() int {
	return max(Words(w.Before), Words(w.During), Words(w.After))
}
