package form

import (
	_ "embed"
	"html/template"
	"io"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

//go:embed paper.css
var paperStyle string

// Paper writes the form as a page to print, with boxes to tick. Its questions are
// numbered, so that answers can be typed in by number; see [numbersOf].
func Paper(w io.Writer, bank *questions.Bank, o Options) error {
	f := newForm(bank, deep(o), onPaper)
	page := paperPage{
		form:   f,
		Policy: "default-src 'none'; style-src " + hash(paperStyle) + "; base-uri 'none'; form-action 'none'",
		Style:  template.CSS(paperStyle), //nolint:gosec // our own file
		Parts:  f.parts(),
	}
	if o.LargePrint {
		page.Class = "large"
	}
	return write(w, "paper.tmpl", page)
}

type paperPage struct {
	form
	Class, Policy string
	Style         template.CSS
	Parts         []part
}

// part is a group of questions under a heading, in one wording.
type part struct {
	Title     string
	Picture   template.HTML // of the section, with easy words; "" if there is none
	Note      string        // the only people who are asked these; "" if everybody is
	Questions []asked
}

// asked is one question in the words in which it is asked.
type asked struct {
	Number  int
	Ask     string
	Options []pick // what a person may answer, including "we don't know yet" and the like
}

// pick is one answer with the mark that is typed for it: its number, ? or -.
type pick struct{ Mark, Text string }

// parts returns the questions of a paper form in the order of their numbers: section
// by section, then those that only some people are asked.
func (f form) parts() []part {
	var all []part
	some := map[string]int{} // from the only people who are asked to the index of their part
	for _, s := range f.Sections {
		p := part{Title: s.Title}
		if f.Easy {
			p.Picture = reports.Picture(f.Bank, "section-"+s.ID)
		}
		for _, q := range s.Questions {
			if q.Only == "" {
				p.Questions = append(p.Questions, f.put(q))
			}
		}
		if len(p.Questions) > 0 {
			all = append(all, p)
		}
	}
	for _, s := range f.Sections {
		for _, q := range s.Questions {
			if q.Only == "" {
				continue
			}
			n, begun := some[q.Only]
			if !begun {
				n = len(all)
				some[q.Only] = n
				p := part{Title: f.Say("paper-for-some"), Note: f.Say("paper-only", "who", q.Only)}
				if f.Known.Respondent.Perspective != "" {
					p.Note = "" // everybody who answers this form belongs to them
				}
				all = append(all, p)
			}
			all[n].Questions = append(all[n].Questions, f.put(q))
		}
	}
	return all
}

func (f form) put(q question) asked {
	easy := func(plain, easy string) string {
		if f.Easy && easy != "" {
			return easy
		}
		return plain
	}
	out := asked{Number: q.Number, Ask: easy(q.Question.Ask.In(f.Known.Round), q.Easy.In(f.Known.Round))}
	for _, o := range q.Question.Options {
		out.Options = append(out.Options, pick{number(len(out.Options) + 1), easy(o.Text, o.Easy)})
	}
	out.Options = append(out.Options, pick{"?", f.Say("unknown")})
	if q.MayNotApply {
		out.Options = append(out.Options, pick{"-", f.Say("not-applicable")})
	}
	return out
}

// Blanks returns the lines at the top of a paper form, filled in with what is known.
func (f form) Blanks() []blank {
	return []blank{{f.Say("paper-project"), f.Known.Project.Name}, {f.Say("paper-team"), f.Known.Project.Team}, {f.Say("paper-date"), ""}, {f.inWords("people"), ""}}
}

type blank struct{ Label, Text string }

// Ticks returns the parts of the set-up that are answered by ticking a box.
func (f form) Ticks() []tick {
	var all []tick
	for _, p := range f.asked() {
		if p.Words == nil {
			continue // a line to write on
		}
		t := tick{Ask: f.inWords(p.ID), Short: p.Kind == assess.RoundPart}
		for _, w := range p.Words {
			t.Options = append(t.Options, pick{number(len(t.Options) + 1), f.inWords(p.ID + "-" + w)})
		}
		all = append(all, t)
	}
	return all
}

// inWords returns one of Petal's own sentences, in easy words if those are wanted.
func (f form) inWords(id string) string {
	if f.Easy {
		return f.Bank.SayEasy(id)
	}
	return f.Say(id)
}

type tick struct {
	Ask     string
	Options []pick
	Short   bool // they fit on one line
}

// deep returns the options for a form that, unlike a web page, cannot ask how many
// questions to answer. It has all of them, unless the short check was chosen.
func deep(o Options) Options {
	if o.Known.Depth == "" {
		o.Known.Depth = assess.Full
	}
	return o
}
