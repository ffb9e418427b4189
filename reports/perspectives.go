package reports

import (
	"fmt"
	"slices"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// sidesBuilder builds a document with perspectives side by side.
type sidesBuilder struct {
	builder
	sides []assess.Side
}

// Perspectives returns the perspectives of one round side by side. all is the result
// of all of them together.
func Perspectives(all *assess.Result, sides []assess.Side) Document {
	t := sidesBuilder{builder{all, phrasesFor(all)}, sides}
	d := t.document("Petal perspectives side by side")
	d.add("level", "Side by side", t.level()...)
	if all.LeftOut != nil && all.LeftOut.Small {
		d.add("method", "How this was worked out", t.method()...)
		return d
	}
	if len(sides) > 1 {
		gaps := t.gaps()
		if said := t.phrase.agreement(); said != "" {
			gaps = append(gaps, para(said))
		}
		d.add("differences", "Where people see it differently", gaps...)
	}
	d.add("stages", "Stage by stage", t.stages())
	for _, f := range inOrder(all.Frameworks) {
		d.add("framework-"+f.ID, f.Name, t.framework(f.ID))
	}
	d.add("method", "How this was worked out", t.method()...)
	return d
}

// level returns the level each perspective sees, and how many people and files it
// comes from.
func (t sidesBuilder) level() []Block {
	rows := table{Caption: "The level each perspective sees", Head: []string{"Who", "Level", "People", "Files"}}
	for _, side := range t.sides {
		view := side.Result.Perspectives[0]
		level := "not known yet"
		if view.Level != nil {
			level = t.phrase.name(*view.Level)
		}
		rows.Rows = append(rows.Rows, []string{prose.Capital(side.Perspective.People()), level, fmt.Sprint(view.People), fmt.Sprint(view.Files)})
	}
	blocks := []Block{lead(t.phrase.standing())}
	if len(t.sides) == 0 {
		return blocks
	}
	if len(t.sides) > 1 && t.r.Placement.Placed() {
		blocks = append(blocks, para("A project is only as far along as the people it works with say it is, so its level is that of the lowest perspective."))
	}
	return append(blocks, rows)
}

// heads returns the perspectives as column headings.
func (t sidesBuilder) heads(first string, last ...string) []string {
	head := []string{first}
	for _, side := range t.sides {
		head = append(head, prose.Capital(side.Perspective.Short()))
	}
	return append(head, last...)
}

// stages returns the score of each stage of the work by perspective.
func (t sidesBuilder) stages() Block {
	out := table{Caption: "Scores from 0 to 100", Head: t.heads("Stage")}
	for i, stage := range questions.Stages {
		row := []string{string(stage)}
		for _, side := range t.sides {
			row = append(row, scoreOrDash(side.Result.Stages[i].Score))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// framework returns every item's score by perspective, and how far apart they are.
func (t sidesBuilder) framework(id string) Block {
	out := table{Caption: "Scores from 0 to 100", Head: t.heads("Score", "Gap")}
	line := func(name string, of func(f *assess.FrameworkScore) assess.Score) {
		row := []string{name}
		var known []float64
		for _, side := range t.sides {
			s := of(side.Result.Framework(id))
			if s.Known != nil {
				known = append(known, *s.Known)
			}
			row = append(row, scoreOrDash(s))
		}
		apart := "–"
		if len(known) > 1 {
			apart = fmt.Sprint(shownChange(slices.Min(known), slices.Max(known)))
		}
		out.Rows = append(out.Rows, append(row, apart))
	}
	for i, item := range t.r.Framework(id).Items {
		line(item.Name, func(f *assess.FrameworkScore) assess.Score { return f.Items[i].Score })
	}
	line("Overall", func(f *assess.FrameworkScore) assess.Score { return f.Score })
	return out
}
