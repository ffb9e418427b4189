package assess

import (
	"errors"
	"slices"

	"github.com/petal-check/petal/questions"
)

// EvaluateAll works out one result from several answers files about the same project
// and round. Each file is placed and scored on its own. A perspective's level is the
// lower median of its placed files. The project's level is that of the lowest
// perspective, because a project is only as far as the people it works with say it
// is. Scores are the mean within each perspective, then the mean of the perspectives.
//
// The placement and lines of the result come from the file that decides it: one at
// the lower median of the lowest perspective. If there are several, the file with the
// most answers decides, then one from people who use the service. A perspective has
// no level if none of its files can be placed, and it does not decide unless no
// perspective has a level.
//
// The range is different: it takes in every file. It is the lowest perspective's
// lower median of what each file allows, including files too empty to place, so that
// leaving answers open never raises it.
//
// The order of the sheets does not matter. If they are not all about one project and
// round, EvaluateAll returns an error, as [strict.Problems], naming the odd ones.
func EvaluateAll(bank *questions.Bank, sheets []*Sheet) (*Result, error) {
	if len(sheets) == 0 {
		return nil, errors.New("no answers to work from")
	}
	if problems := append(oddProjects(sheets), oddRounds(sheets)...); len(problems) > 0 {
		return nil, problems
	}
	return evaluate(bank, byPerspective(bank, sheets)), nil
}

// evaluate works out the files of one project and round.
func evaluate(bank *questions.Bank, groups []*group) *Result {
	r := standing(bank, groups)
	all := inOrder(groups)
	r.Conflicts, r.Evidence = contradictions(bank, all), evidence(bank, all)
	r.Claims = named(groups, func(a *Answers) *questions.Level { return a.Claim })
	r.Aims = named(groups, (*Answers).aim)
	r.Agreement, r.Copies = agreement(bank, all), copies(all)
	lines := r.Lines
	if len(all) > 1 {
		r.Voices = voices(bank, groups, all)
		r.Differences = differences(r.Voices)
		lines = sharedLines(r.Voices)
	}
	r.Strengths = findings(r, lines, 1, nil)
	r.ToWorkOn = findings(r, lines, -1, r.Strengths)
	return r
}

// standing returns the part of a result that says where a project stands: its
// heading, its placement and scores, and those of each perspective.
func standing(bank *questions.Bank, groups []*group) *Result {
	decides := decidingGroup(groups).decides()
	all := inOrder(groups)
	sheets := make([]*Sheet, len(all))
	for i, f := range all {
		sheets[i] = f.sheet
	}
	r := &Result{
		Bank:          bank,
		Heading:       heading(sheets),
		Respondent:    decides.sheet.Respondent,
		StaffViewOnly: !slices.ContainsFunc(groups, func(g *group) bool { return g.perspective.UsesService() && g.heard() }),
		Placement:     decides.placement,
		Lines:         decides.lines,
		groups:        groups,
		deciding:      decides.sheet,
	}
	r.Placement.AtLeast, r.Placement.AtMost = span(groups, r.Placement.Level)
	perspectives := make([]Scores, len(groups))
	for i, g := range groups {
		perspectives[i] = g.scores()
		view := PerspectiveView{
			Perspective: g.perspective,
			Files:       len(g.files),
			People:      g.people(),
			Heard:       g.heard(),
			Level:       g.level(),
			Sure:        g.sure(),
			Scores:      perspectives[i],
		}
		view.Lowest, view.Highest = g.apart()
		r.Perspectives = append(r.Perspectives, view)
	}
	r.Scores = meanScores(perspectives)
	return r
}
