package reports

import (
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
)

// Brief returns a result in at most ten lines: where the project stands, how far it
// is from its aim, and what to do.
func Brief(r *assess.Result) Document {
	t := builder{r, phrasesFor(r)}
	p, a := t.phrase, r
	d := t.document("Petal report in brief")
	d.Brief, d.Team, d.Warnings = true, "", nil
	if a.Project.Team != "" {
		d.Title += ", " + prose.Clean(a.Project.Team)
	}
	var all lines
	say := func(text, short string) {
		all = append(all, line{Text: prose.OneLine(text), Short: prose.OneLine(short)})
	}
	left := "names, notes and evidence are left out."
	if r.LeftOut != nil && r.LeftOut.Small {
		left = "only the level and its range are shown."
	}
	switch private := r.LeftOut != nil; { // one line, so that there are never more than ten
	case p.nobodyYet():
		say("! Too few answers to count as anybody's view yet.", "")
	case r.StaffViewOnly && private:
		say("! Staff view only. A private copy.", "")
	case r.StaffViewOnly:
		say("! Staff view only: what staff and partners believe.", "")
	case private:
		say("! Private copy: "+left, "! Private copy.")
	}
	switch {
	case r.Placement.Placed():
		say(p.standing(), p.standingShort())
	default:
		say("No level yet. "+p.spread(), "")
	}
	all = append(all, line{Text: levelDots(r), Drawing: true})
	switch s := p.claimAndAim(); {
	case s != "" && a.Claim != nil && a.Aim != nil:
		say(s, "Claim "+p.name(*a.Claim)+", aim "+p.name(*a.Aim)+".")
	case s != "":
		say(s, "")
	}
	switch next := r.Placement.Next; {
	case next != nil && len(next.Change) > 0:
		say("To reach "+p.name(next.Level)+": "+prose.CountInWords(len(next.Change), "answer", "answers")+". First: "+
			next.Change[0].Question.Ask.In(a.Round), "")
	case !r.Placement.Placed():
		if open := p.unanswered(); len(open) > 0 {
			say("Still open: "+prose.CountInWords(len(open), "question", "questions")+". First: "+open[0].Ask.In(a.Round), "")
		}
	}
	var scored []string
	for _, f := range inOrder(r.Frameworks) {
		if s := newScore(f.Name, f.Score); s.Whole != "" && len(scored) < 2 {
			scored = append(scored, s.Name+" "+s.Whole+", "+s.Word)
		}
	}
	if len(scored) > 0 {
		say(strings.Join(scored, "; ")+".", "")
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
		say(f.label+prose.And(names)+".", "")
	}
	d.add("brief", "", all)
	return d
}

// levelDots returns the levels on one line, with a solid dot for each level that is
// reached.
func levelDots(r *assess.Result) string {
	var out []string
	for _, p := range (builder{r, phrasesFor(r)}).petals() {
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
