package assess

import (
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
)

// enough is the smallest number of people that anything in a private copy may be
// based on. Published statistics hide smaller numbers, because someone who knows the
// rest could work out what each person said.
const enough = 5

// LeftOut says what a private result leaves out, beside names, notes and evidence.
type LeftOut struct {
	Small    bool // a perspective speaks for fewer than five people, so only the level and its range are left
	Deciding bool // the answers behind the level, since one file of fewer than five people decides it
	Evidence bool // which answers are strong and which contradict each other, since they could identify a file of fewer than five people
}

// Private returns the result for readers who should not learn who said what. If every
// perspective is large, it shows the whole and each perspective, without names,
// notes, evidence, who will act, what that needs, why an action was dropped, and
// votes below five. Otherwise it shows only the level and its range. What is shown is
// listed here: anything added to a result later is private until it is added here
// too. Private does not change r.
func (r *Result) Private() *Result { return r.private(!r.large()) }

// private returns the private copy; if small is true, it has only the level and its
// range.
func (r *Result) private(small bool) *Result {
	out := &Result{
		Bank:          r.Bank,
		Heading:       Heading{Project: r.Project, Round: r.Round, Date: r.Date, Depth: r.Depth},
		StaffViewOnly: r.StaffViewOnly,
		Placement:     Placement{Level: r.Placement.Level, AtLeast: r.Placement.AtLeast, AtMost: r.Placement.AtMost},
		LeftOut:       &LeftOut{Small: small},
	}
	if out.LeftOut.Small {
		out.LeftOut.Deciding, out.LeftOut.Evidence = true, true
		out.Scores = noScores(r.Bank)
		return out
	}
	out.Respondent = Respondent{Perspective: r.Respondent.Perspective, People: r.Respondent.People}
	out.Claim, out.Aim, out.Limit = r.Claim, r.Aim, r.Limit
	for _, action := range r.Actions {
		out.Actions = append(out.Actions, action.private())
	}
	out.Scores, out.Strengths, out.ToWorkOn = r.Scores, r.Strengths, r.ToWorkOn
	out.Differences, out.Agreement = r.Differences, r.Agreement
	for _, p := range r.Perspectives {
		p.Lowest, p.Highest = nil, nil // each is from one file
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

// large reports whether every perspective is large: each of its files speaks for at
// least five people, or it has at least five files.
func (r *Result) large() bool {
	return !slices.ContainsFunc(r.groups, func(g *group) bool { return !g.inLargeFiles() && len(g.files) < enough })
}

// inLargeFiles reports whether each file of a perspective speaks for at least five
// people.
func (g *group) inLargeFiles() bool {
	return !slices.ContainsFunc(g.files, func(f *file) bool { return f.sheet.Respondent.People < enough })
}

// manyVotes returns how a room voted, or nil if any option has fewer than five votes.
// Hiding that option alone is not enough: anyone who knows how many were in the room
// could work it out.
func manyVotes(votes map[string]int) map[string]int {
	for _, n := range votes {
		if n > 0 && n < enough {
			return nil
		}
	}
	return votes
}

// noScores returns the frameworks and stages of a bank without any score.
func noScores(bank *questions.Bank) Scores { return score(bank, nil) }

// PrivateVerdicts returns verdicts for the readers of a private copy, without
// anything about single answers, files or notes. If few people answered, all rules on
// answers except the one on the level become one verdict: whether each is met would
// say more about the answers than the level does, and whether all are met is known
// from the exit code anyway.
func (r *Result) PrivateVerdicts(verdicts []Verdict) []Verdict {
	small := !r.large()
	var out []Verdict
	hidden := Verdict{Passed: true, Got: "not shown, because few people answered"}
	var names, wants []string
	for _, v := range verdicts {
		one := Verdict{Rule: v.Rule, Want: v.Want, Passed: v.Passed, Got: v.Got, Say: v.sayPrivately}
		switch {
		case v.aboutLevel():
			if small {
				one.Got = v.privately
			}
		case v.aboutAnswers() && small:
			names, wants = append(names, v.Rule), append(wants, v.Rule+": "+v.Want)
			hidden.Passed = hidden.Passed && v.Passed
			continue
		case v.Rule == "evidence" && slices.ContainsFunc(r.groups, func(g *group) bool { return !g.inLargeFiles() }), v.aboutFiles():
			one.Got = "this is not the case"
			if v.Passed {
				one.Got = "this is the case"
			}
		}
		out = append(out, one)
	}
	if len(names) > 0 {
		hidden.Rule, hidden.Want = strings.Join(names, ", "), strings.Join(wants, "; ")
		if len(names) == 1 {
			hidden.Want = strings.TrimPrefix(hidden.Want, names[0]+": ")
		}
		out = append(out, hidden)
	}
	return out
}

// aboutLevel reports whether a verdict is about the level of the whole assessment.
func (v *Verdict) aboutLevel() bool { return v.Rule == "at-least" }

// aboutFiles reports whether a verdict is about the files rather than the answers in
// them.
func (v *Verdict) aboutFiles() bool {
	return slices.Contains([]string{"perspectives", "max-age", "depth", "bank", "no-copies"}, v.Rule)
}

// aboutAnswers reports whether a verdict says anything about the answers. All do,
// except those known not to.
func (v *Verdict) aboutAnswers() bool {
	return !v.aboutLevel() && !v.aboutFiles() || v.Rule == "no-copies"
}

// Private returns the comparison for readers who should not learn who said what. If
// any perspective of any time is small, it shows only the level and the range of each
// time. Private does not change c.
func (c *Comparison) Private() *Comparison {
	small := slices.ContainsFunc(c.Times, func(t *Time) bool { return !t.Result.large() })
	out := &Comparison{Bank: c.Bank}
	times := map[*Time]*Time{}
	for _, t := range c.Times {
		times[t] = &Time{Round: t.Round, From: t.From, To: t.To, Result: t.Result.private(small)}
		out.Times = append(out.Times, times[t])
	}
	for _, s := range c.Steps {
		one := Step{Then: times[s.Then], Now: times[s.Now], OnlyThen: s.OnlyThen, OnlyNow: s.OnlyNow, Was: times[s.Then].Result, Is: times[s.Now].Result}
		if !small {
			one.Was, one.Is = s.Was.private(false), s.Is.private(false)
			one.Items, one.OfBoth, one.Answers, one.Came, one.Gone = s.Items, s.OfBoth, s.Answers, s.Came, s.Gone
		}
		out.Steps = append(out.Steps, one)
	}
	if small {
		return out
	}
	for _, p := range c.Kept {
		out.Kept = append(out.Kept, Promise{Action: p.private(), Round: p.Round, Asked: p.Asked})
	}
	for _, a := range c.New {
		out.New = append(out.New, a.private())
	}
	return out
}

// private returns an action without who will do it, what it needs and why it was
// dropped, since these may name somebody. It keeps the fact that it was dropped.
func (a Action) private() Action {
	out := Action{Said: a.Said, Will: a.Will, By: a.By, Done: a.Done, Did: a.Did}
	if a.Dropped != "" {
		out.Dropped = "not shown"
	}
	return out
}

// PrivateSides returns the perspectives of a result for readers who should not learn
// who said what; it returns none if any perspective is small.
func PrivateSides(all *Result) []Side {
	if !all.large() {
		return nil
	}
	sides := Sides(all)
	for i := range sides {
		sides[i].Result = sides[i].Result.Private()
	}
	return sides
}

// PrivateFalls returns falls for the readers of a private copy of the two results. If
// few people answered, it keeps only the fall of the level.
func PrivateFalls(then, now *Result, falls []Fall) []Fall {
	small := !then.large() || !now.large()
	var out []Fall
	for _, f := range falls {
		if small && f.Rule != "level" && f.Rule != "depth" {
			continue
		}
		if f.Look = nil; small && f.Rule == "level" {
			f.Then, f.Now = spoken(then.Bank, &then.Placement), spoken(now.Bank, &now.Placement)
		}
		out = append(out, f)
	}
	return out
}
