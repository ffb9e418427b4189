package reports

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
)

// Brief writes the result in at most ten lines, each cut to the width: where the
// project stands, the way to its aim, and what to do.
func Brief(w io.Writer, r *assess.Result, o TerminalOptions) error {
	p, a := phrasesFor(r), r.Answers
	out := lineWriter{w: w, width: min(max(o.Width, 40), 200), styles: newStyles(o.Colour)}
	line := func(s string) { out.line(ansi.Truncate(oneLine(s), out.width, "…")) }

	title := a.Project.Name
	if a.Project.Team != "" {
		title += ", " + a.Project.Team
	}
	out.line(out.styles.strong.Render(ansi.Truncate(oneLine(title), out.width, "…")))
	line(p.whoAnswered())
	switch private := r.LeftOut != nil; { // one line, so that there are never more than ten
	case r.StaffViewOnly && private:
		line("! Staff view only. A private copy.")
	case r.StaffViewOnly:
		line("! Staff view only: what staff and partners believe.")
	case private:
		line("! Private copy: names, notes, evidence and single voices are left out.")
	}
	narrow := out.width < 60
	switch {
	case r.Placement.Placed() && (narrow || !r.Placement.Sure()) && p.planned():
		line("Planned: " + p.name(*r.Placement.Level) + p.mayChange() + ".")
	case r.Placement.Placed() && (narrow || !r.Placement.Sure()):
		line("At: " + p.name(*r.Placement.Level) + p.mayChange() + ".")
	case r.Placement.Placed():
		line(p.standing())
	default:
		line("No level yet. " + p.spread())
	}
	if dots := levelDots(r); !o.Words && ansi.StringWidth(dots) <= out.width {
		line(dots)
	}
	switch s := p.claimAndAim(); {
	case s != "" && narrow && a.Claim != nil && a.Aim != nil:
		line("Claim " + p.name(*a.Claim) + ", aim " + p.name(*a.Aim) + ".")
	case s != "":
		line(s)
	}
	switch next := r.Placement.Next; {
	case next != nil && len(next.Change) > 0:
		line("To reach " + p.name(next.Level) + ": " + count(len(next.Change), "answer", "answers") + ". First: " +
			next.Change[0].Question.Ask.In(a.Round))
	case !r.Placement.Placed():
		if open := p.unanswered(); len(open) > 0 {
			line("Still open: " + count(len(open), "question", "questions") + ". First: " + open[0].Ask.In(a.Round))
		}
	}
	var scored []string
	for _, f := range inOrder(r.Frameworks) {
		if s := newScore(f.Name, f.Score); s.Whole != "" && len(scored) < 2 {
			scored = append(scored, s.Name+" "+s.Whole+", "+s.Word)
		}
	}
	if len(scored) > 0 {
		line(strings.Join(scored, "; ") + ".")
	}
	for _, f := range []struct {
		label string
		found []assess.Finding
	}{{"Strengths: ", r.Strengths}, {"To work on: ", r.ToWorkOn}} {
		if len(f.found) == 0 {
			continue
		}
		var names []string
		for _, found := range f.found {
			names = append(names, found.Item.Name)
		}
		line(f.label + and(names) + ".")
	}
	return out.err
}

// levelDots is the levels on one line, solid as far as they are reached.
func levelDots(r *assess.Result) string {
	var out []string
	for _, p := range (teller{r, phrasesFor(r)}).petals() {
		dot := "○ "
		switch {
		case p.Open:
			dot = "? "
		case p.Reached:
			dot = "● "
		}
		out = append(out, dot+p.Name)
	}
	return strings.Join(out, "  ")
}
