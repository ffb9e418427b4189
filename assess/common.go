package assess

import (
	"slices"

	"github.com/petal-check/petal/questions"
)

// inCommon returns two rounds as if both had asked only the questions that they
// share, since a short check says nothing about the questions that it leaves out. If
// both asked the same questions, the results stay as they are.
func inCommon(then, now *Result) (was, is *Result) {
	if !slices.ContainsFunc(append(slices.Clone(then.groups), now.groups...), (*group).short) {
		return then, now // both asked the same, as they nearly always do
	}
	asked := func(g *group, l Line) bool {
		return l.Question.Short || then.depth(g.perspective).most == Full && now.depth(g.perspective).most == Full
	}
	return then.with(asked, nil), now.with(asked, nil)
}

// short reports whether any of the files was a short check.
func (g *group) short() bool {
	return slices.ContainsFunc(g.files, func(f *file) bool { return f.sheet.Depth == Short })
}

// askedOnce returns the questions that one round asked and the other did not.
func askedOnce(one, other *Result) []*questions.Question {
	var once []*questions.Question
	for _, q := range one.Bank.Questions() {
		asked := func(g *group) bool {
			return q.IsAskedOf(g.perspective) && !q.Short && one.depth(g.perspective).most == Full && other.depth(g.perspective).most == Short
		}
		if slices.ContainsFunc(one.groups, asked) {
			once = append(once, q)
		}
	}
	return once
}

// group returns the files of a perspective, or nil.
func (r *Result) group(perspective questions.Perspective) *group {
	for _, g := range r.groups {
		if g.perspective == perspective {
			return g
		}
	}
	return nil
}

// depths is the least and the most that any of the files was asked: Short or Full.
type depths struct{ least, most string }

// depth returns how much a perspective was asked, or how much everybody was asked if
// that perspective did not answer.
func (r *Result) depth(perspective questions.Perspective) depths {
	groups := r.groups
	if g := r.group(perspective); g != nil {
		groups = []*group{g}
	}
	d := depths{least: Full, most: Short}
	for _, f := range inOrder(groups) {
		if f.sheet.Depth == Short {
			d.least = Short
		} else {
			d.most = Full
		}
	}
	return d
}

// asksLess reports whether some of the perspectives that answered both times were
// asked less the second time. If none answered both times, it reports whether those
// who answer now were asked less than those before.
func asksLess(then, now *Result) bool {
	both := slices.DeleteFunc(slices.Clone(now.groups), func(g *group) bool { return then.group(g.perspective) == nil })
	if len(both) == 0 {
		both = now.groups
	}
	return slices.ContainsFunc(both, func(g *group) bool {
		was, is := then.depth(g.perspective), now.depth(g.perspective)
		return was.most == Full && is.most == Short || was.least == Full && is.least == Short
	})
}

// withoutExcuses returns now with some answers read as not known: those to questions
// that were answered then and are now said not to apply. Dropping a question never
// helps. It is meant for checks, which cannot ask why. As many files as said so then
// may say that a question does not apply.
func withoutExcuses(then, now *Result) *Result {
	type asked struct {
		perspective questions.Perspective // "" for everybody
		question    *questions.Question
	}
	answered, exempt := map[asked]bool{}, map[asked]int{}
	for _, g := range then.groups {
		for _, f := range g.files {
			for _, l := range f.lines {
				for _, who := range []questions.Perspective{g.perspective, ""} {
					switch at := (asked{who, l.Question}); {
					case l.Option != nil:
						answered[at] = true
					case !l.applies():
						exempt[at]++
					}
				}
			}
		}
	}
	return now.with(nil, func(g *group, l Line) Line {
		at := asked{g.perspective, l.Question}
		if then.group(g.perspective) == nil {
			at.perspective = "" // a new perspective is compared with everybody
		}
		if l.applies() || !answered[at] {
			return l
		}
		if exempt[at]--; exempt[at] < 0 {
			l.Answer.Choose = questions.Unknown
		}
		return l
	})
}

// with returns the result of the same files with some of their lines left out or
// replaced. keep says which lines stay; nil keeps them all. as says what a line
// becomes; nil leaves it as it is. with returns r itself if nothing changes.
func (r *Result) with(keep func(*group, Line) bool, as func(*group, Line) Line) *Result {
	changed := false
	lines := map[*file][]Line{}
	for _, g := range r.groups {
		for _, f := range g.files {
			for _, l := range f.lines {
				if keep != nil && !keep(g, l) {
					changed = true
					continue
				}
				one := l
				if as != nil {
					one = as(g, l)
					changed = changed || one.Answer.Choose != l.Answer.Choose
				}
				lines[f] = append(lines[f], one)
			}
		}
	}
	if !changed {
		return r
	}
	groups := make([]*group, len(r.groups))
	for i, g := range r.groups {
		groups[i] = &group{perspective: g.perspective}
		for _, f := range g.files {
			groups[i].files = append(groups[i].files, weigh(r.Bank, f.sheet, lines[f]))
		}
		groups[i].sort()
	}
	return evaluate(r.Bank, groups)
}
