package reports

import (
	"fmt"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// Questions returns the questions of a bank with what each option is worth. It is for
// authors, not for people who have yet to answer.
func Questions(b *questions.Bank) Document {
	d := Document{Kind: "Petal questions", Language: languageOf(b), Title: prose.Clean(b.Title), About: fmt.Sprintf("%s, version %s.", b.ID, b.Version)}
	for _, s := range b.Sections {
		var all list
		for i := range s.Questions {
			all.Items = append(all.Items, newQuestion(&s.Questions[i]))
		}
		d.add(s.ID, s.Title, some(all)...)
	}
	return d
}

func newQuestion(q *questions.Question) item {
	marks := []string{q.ID, string(q.Kind)}
	if q.Stage != "" {
		marks = append(marks, string(q.Stage))
	}
	if q.Gate {
		marks = append(marks, "key question")
	}
	if q.Short {
		marks = append(marks, "in the short check")
	}
	if q.MayNotApply {
		marks = append(marks, "may not apply")
	}
	if len(q.AskedOf) > 0 {
		marks = append(marks, "asked of "+prose.And(questions.PerspectiveIDs(q.AskedOf))+" only")
	}
	shown := item{Title: q.Ask.During, Text: []string{strings.Join(marks, ", ")}}
	if len(q.CountsTowards) > 0 {
		refs := make([]string, len(q.CountsTowards))
		for i, r := range q.CountsTowards {
			refs[i] = r.String()
		}
		shown.Text = append(shown.Text, "counts towards "+strings.Join(refs, ", "))
	}
	for _, o := range q.Options {
		worth := fmt.Sprintf("score %d", o.Score)
		if o.Level != nil {
			worth = fmt.Sprintf("up to %s, %s", *o.Level, worth)
		}
		shown.Facts = append(shown.Facts, fact{worth, o.Text})
	}
	return shown
}
