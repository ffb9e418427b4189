package reports_test

import (
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// TestOneIsNotSeveral checks that sentences that count things are still English if there
// is only one of them.
func TestOneIsNotSeveral(t *testing.T) {
	bank := questions.Default()
	evidence := func(strong, missing int) reports.Document {
		r := assess.Evaluate(bank, example(t, bank))
		r.Evidence = assess.Evidence{Strong: strong, Backed: strong - missing, Missing: bank.Questions()[:missing]}
		return reports.Report(r)
	}
	promised := func(all ...assess.Action) reports.Document {
		c := rounds(t, false)
		c.Kept = nil
		for _, a := range all {
			c.Kept = append(c.Kept, assess.Promise{Action: a, Round: "before"})
		}
		return reports.Rounds(c)
	}
	aims := func(reached, short int) reports.Document {
		p := &assess.Portfolio{Bank: bank, Choice: assess.Choice{Day: "2026-11-20"}, Projects: reached + short}
		p.Aims = assess.Counts{{Kinds: []string{assess.OneShort}, Projects: short}, {Kinds: []string{assess.AtAim}, Projects: reached}}
		return reports.Portfolio(p)
	}
	teamless := func(n int) reports.Document {
		return reports.Portfolio(&assess.Portfolio{Bank: bank, Choice: assess.Choice{Day: "2026-11-20"}, Projects: 9, Teamless: n})
	}
	levels := func(inform, unplaced int) reports.Document {
		p := &assess.Portfolio{Bank: bank, Choice: assess.Choice{Day: "2026-11-20"}, Projects: inform + unplaced}
		p.Levels = assess.Counts{{Kinds: []string{assess.NotPlaced}, Projects: unplaced}, {Kinds: []string{"inform"}, Projects: inform}}
		return reports.Portfolio(p)
	}
	open := assess.Action{Will: "Ring"}
	done := assess.Action{Will: "Ring", Done: true}
	dropped := assess.Action{Will: "Ring", Dropped: "Nobody is left"}
	for _, c := range []struct {
		document reports.Document
		want     string
	}{
		{evidence(1, 0), "None: the only strong answer names what backs it up."},
		{evidence(3, 0), "None: each of the three strong answers names what backs it up."},
		{evidence(1, 1), "The only strong answer names no evidence."},
		{evidence(3, 1), "1 of 3 strong answers names no evidence."},
		{evidence(3, 2), "2 of 3 strong answers name no evidence."},
		{promised(open), "The one action from earlier rounds is not done yet."},
		{promised(done), "The one action from earlier rounds is done."},
		{promised(dropped), "The one action from earlier rounds is no longer planned."},
		{promised(open, done, dropped), "Of three actions from earlier rounds, one is done and one is no longer planned."},
		{promised(open, open, open), "One more action is open: does it still matter?"},
		{promised(open, open, open, open), "Two more actions are open: which still matter?"},
		{aims(0, 1), "The one project with a level and an aim has not reached its aim."},
		{aims(1, 0), "The one project with a level and an aim has reached its aim."},
		{aims(0, 3), "None of the 3 projects with a level and an aim has reached its aim."},
		{aims(1, 2), "1 of 3 projects with a level and an aim has reached its aim."},
		{aims(2, 1), "2 of 3 projects with a level and an aim have reached their aim."},
		{levels(1, 0), "The one project is at Inform."},
		{levels(0, 1), "No project has a level yet. Too little is known yet to name the level of one project."},
		{levels(1, 2), "The most common level is Inform: 1 of 3 projects. Too little is known yet to name the level of two projects."},
		{levels(3, 0), "The most common level is Inform: 3 of 3 projects."},
		{teamless(1), "The files of one project do not name a team, but several teams have a project with that name."},
		{teamless(2), "The files of two projects do not name a team, but several teams have projects with those names."},
	} {
		var out strings.Builder
		if err := reports.Terminal(&out, c.document, reports.Options{Width: 200}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), c.want) {
			t.Errorf("no %q in %s", c.want, c.document.Title)
		}
	}
}
