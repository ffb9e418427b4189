package assess

import (
	"slices"

	"github.com/petal-check/petal/questions"
)

// enough is how many people must stand behind whatever a private copy shows.
// Published statistics hide smaller numbers: what few people said can be turned
// back into what each of them said by someone who knows the rest.
const enough = 5

// LeftOut says what a private result no longer holds, beside names, notes and
// evidence.
type LeftOut struct {
	Small    bool // a perspective speaks for fewer than five people, so only the level and its range are left
	Deciding bool // the answers behind the level, since one file of fewer than five people decides it
	Evidence bool // which answers are strong and which contradict each other, since a file of fewer than five people may be known by them
}

// Private is the result for readers who should not learn who said what. Where
// every perspective is large it shows the whole and each perspective, without
// names, notes, evidence, who will act, and votes below five. Otherwise it shows
// the level and its range alone. What is shown is listed here: whatever is added to
// a result is private until it is added here too. r stays as it was.
func (r *Result) Private() *Result {
	out := &Result{
		Bank:          r.Bank,
		Heading:       Heading{Project: r.Project, Round: r.Round, Date: r.Date, Depth: r.Depth},
		StaffViewOnly: r.StaffViewOnly,
		Placement:     Placement{Level: r.Placement.Level, AtLeast: r.Placement.AtLeast, AtMost: r.Placement.AtMost},
		LeftOut:       &LeftOut{Small: !r.large()},
	}
	if out.LeftOut.Small {
		out.LeftOut.Deciding, out.LeftOut.Evidence = true, true
		out.Scores = noScores(r.Bank)
		return out
	}
	out.Respondent = Respondent{Perspective: r.Respondent.Perspective, People: r.Respondent.People}
	out.Claim, out.Aim, out.Limit = r.Claim, r.Aim, r.Limit
	for _, action := range r.Actions {
		action.Who = ""
		out.Actions = append(out.Actions, action)
	}
	out.Scores, out.Strengths, out.ToWorkOn = r.Scores, r.Strengths, r.ToWorkOn
	out.Differences, out.Agreement = r.Differences, r.Agreement
	for _, p := range r.Perspectives {
		p.Lowest, p.Highest = nil, nil // each of one file
		out.Perspectives = append(out.Perspectives, p)
	}
	for _, v := range r.Voices {
		v.Remarks = nil
		out.Voices = append(out.Voices, v)
	}
	if slices.ContainsFunc(r.groups, func(g *group) bool { return !g.inLargeFiles() }) {
		out.LeftOut.Evidence = true
	} else {
		out.Conflicts, out.Evidence = r.Conflicts, r.Evidence
	}
	if r.deciding.Respondent.People < enough {
		out.LeftOut.Deciding = true
		return out
	}
	out.Placement = r.Placement
	for _, l := range r.Lines {
		l.Answer = Answer{Choose: l.Answer.Choose, Votes: manyVotes(l.Answer.Votes)}
		out.Lines = append(out.Lines, l)
	}
	return out
}

// large tells whether every perspective is: each of its files speaks for at least
// five people, or it has at least five files.
func (r *Result) large() bool {
	return !slices.ContainsFunc(r.groups, func(g *group) bool { return !g.inLargeFiles() && len(g.files) < enough })
}

// inLargeFiles tells whether each file of a perspective speaks for at least five
// people.
func (g *group) inLargeFiles() bool {
	return !slices.ContainsFunc(g.files, func(f *file) bool { return f.sheet.Respondent.People < enough })
}

// manyVotes is how a room voted, or nil where any hand that went up was one of
// fewer than five: with the number in the room, one hidden count is known.
func manyVotes(votes map[string]int) map[string]int {
	for _, n := range votes {
		if n > 0 && n < enough {
			return nil
		}
	}
	return votes
}

// noScores is the frameworks and stages of a bank without any score.
func noScores(bank *questions.Bank) Scores { return score(bank, nil) }
