package assess

import (
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// level returns the verdict on the level: the one in the policy, or the one that the
// files aim for. If no file has an aim, there is nothing to compare with, and the
// rule is not met.
func (c *check) level() Verdict {
	if !c.policy.ReachAim {
		return c.atLeast(*c.policy.AtLeast)
	}
	if aim := c.result.Aim; aim != nil {
		v := c.atLeast(*aim)
		v.Want += ", which is the aim"
		return v
	}
	v := Verdict{Rule: "at-least", Want: "the aim", Got: "no aim is set"}
	v.Say = "Add an aim to the answers, such as aim: engage, or name the level to reach. The aim \"none\" does not count as one."
	if len(c.result.Aims) > 0 {
		v.Got, v.Say = "the files name different aims", "Name the level to reach, or agree on one aim."
	}
	v.privately = v.Got
	for _, s := range c.sheets {
		if s.Aim != nil || len(c.result.Aims) == 0 {
			v.lookAt(s, "aim")
		}
	}
	return v
}

// atLeast checks that the level is reached, whatever the missing answers turn out to
// be.
func (c *check) atLeast(want questions.Level) Verdict {
	p := &c.result.Placement
	bank := c.result.Bank
	v := Verdict{Rule: "at-least", Want: orAbove(bank, want), privately: stands(bank, p)}
	unplaced := c.unplaced()
	switch {
	case !p.Placed():
		v.Got = stands(bank, p)
		c.whyUnplaced(&v)
		return v
	case len(unplaced) > 0:
		v.Got = fmt.Sprintf("the project is at %s, not counting %s", levelName(bank, *p.Level), everybody(unplaced))
		c.whyUnplaced(&v)
		return v
	}
	v.Got = "the project is at " + levelName(bank, *p.Level)
	if p.AtLeast >= want {
		v.Passed = true
		return v
	}
	if *p.Level >= want {
		v.Got = stands(bank, p)
		v.Say = "An answer that is not known yet counts as the lowest one here."
		for _, f := range c.files {
			if f.placement.AtLeast < want {
				v.lookOpen(f)
			}
		}
		return v
	}
	if len(c.result.Perspectives) > 1 {
		v.Got += ", according to " + everybody(c.below(want))
	}
	if c.excused(&v, want) {
		return v
	}
	c.wayUp(&v, want)
	return v
}

// unplaced returns the perspectives that answered but cannot be placed.
func (c *check) unplaced() []questions.Perspective {
	var who []questions.Perspective
	for _, view := range c.result.Perspectives {
		if view.Level == nil {
			who = append(who, view.Perspective)
		}
	}
	return who
}

// lookOpen adds every placement question of a file whose answer is not known to the
// places to look at.
func (v *Verdict) lookOpen(f *file) {
	for _, l := range f.lines {
		if l.Open() && l.Question.Kind == questions.Placement {
			v.look(f.sheet, l.Question.ID)
		}
	}
}

// wayUp says which answers would have to rise for each perspective below a level to
// reach it.
func (c *check) wayUp(v *Verdict, want questions.Level) {
	var ways []string
	for _, g := range c.result.groups {
		decides := g.decides()
		if level := decides.placement.Level; level == nil || *level >= want {
			continue
		}
		way := newPlacing(c.result.Bank.Placement, decides.lines).reach(want)
		said := prose.Count(len(way.Change), "answer", "answers")
		if decides.sheet.File != "" {
			said += " in " + decides.sheet.File
		}
		ways = append(ways, said)
		for _, change := range way.Change {
			v.look(decides.sheet, change.Question.ID)
		}
	}
	if len(ways) > 0 {
		v.Say += fmt.Sprintf("The smallest change that would reach %s: %s.", levelName(c.result.Bank, want), prose.And(ways))
	}
}

// whyUnplaced says why perspectives have no level.
func (c *check) whyUnplaced(v *Verdict) {
	unplaced := c.unplaced()
	for _, f := range c.files {
		if !slices.Contains(unplaced, f.sheet.Respondent.Perspective) {
			continue
		}
		p := &f.placement
		v.lookOpen(f)
		if v.Say != "" {
			v.Say += " "
		}
		in := ""
		if f.sheet.File != "" {
			in = " in " + f.sheet.File
		}
		if p.Answered < p.MinAnswered {
			v.Say += fmt.Sprintf("Too few of the questions about the level are answered%s: %d of %d, and it takes %d, including the key questions.",
				in, p.Answered, p.Asked, p.MinAnswered)
			continue
		}
		v.Say += fmt.Sprintf("The answers%s give no level: every key question must be answered, and this is still open: %s", in, openGates(p.Gates, f.sheet.Round))
	}
}

// openGates returns the key questions without a known answer, in words.
func openGates(gates []GateLevel, round string) string {
	var open []string
	for _, g := range gates {
		if g.Level == nil {
			open = append(open, g.Question.Ask.In(round))
		}
	}
	return strings.Join(open, " ")
}

// below returns the perspectives that are below a level.
func (c *check) below(level questions.Level) []questions.Perspective {
	var who []questions.Perspective
	for _, view := range c.result.Perspectives {
		if view.Level != nil && *view.Level < level {
			who = append(who, view.Perspective)
		}
	}
	return who
}

// excused reports whether limits that the policy allows excuse a level that is too
// low. If they do, it adds the notes that explain them to the verdict, for a person
// to read. Every file below the level must name such a limit and be no lower than the
// limit excuses, and one of them must explain it in a note on a placement answer that
// is below the level.
func (c *check) excused(v *Verdict, want questions.Level) bool {
	bank := c.result.Bank
	allowed := func(s *Sheet) bool {
		_, yes := c.policy.AllowLimit[s.Limit]
		return yes
	}
	if !slices.ContainsFunc(c.sheets, allowed) {
		return false
	}
	no := func(format string, args ...any) bool {
		v.Say = "The answers name a limit that the policy allows, but it does not excuse this: " + fmt.Sprintf(format, args...) + ". "
		return false
	}
	var limits, notes []string
	for _, f := range c.files {
		level := f.placement.AtMost
		if f.placement.Placed() {
			level = *f.placement.Level
		}
		if level >= want {
			continue
		}
		limit := f.sheet.Limit
		switch down := c.policy.AllowLimit[limit]; {
		case !allowed(f.sheet):
			return no("%s is below %s and names no such limit", f.sheet.File, levelName(bank, want))
		case f.placement.AtLeast < down:
			return no("%q excuses a level down to %s, but in %s only %s is certain", limit, levelName(bank, down), f.sheet.File, levelName(bank, f.placement.AtLeast))
		}
		if !slices.Contains(limits, limit) {
			limits = append(limits, limit)
		}
		if note := f.noteBelow(want); note != "" {
			notes = append(notes, fmt.Sprintf("%s says: %q", f.sheet.File, note))
		}
	}
	if len(notes) == 0 {
		return no("no answer below %s has a note that explains it", levelName(bank, want))
	}
	v.Passed = true
	v.sayPrivately = fmt.Sprintf("This is lower, but the policy accepts it because of a limit: %s. The reason is in the file.", prose.And(limits))
	v.Say = fmt.Sprintf("This is lower, but the policy accepts it because of a limit: %s. Please check that the reason is a good one: %s", prose.And(limits), strings.Join(notes, "; "))
	return true
}

// noteBelow returns the first note on a placement answer that does not allow a level,
// or "". Key questions come first: a limit usually shows there.
func (f *file) noteBelow(want questions.Level) string {
	for _, gates := range []bool{true, false} {
		for _, l := range f.lines {
			if l.Question.Kind != questions.Placement || l.Option == nil || l.Option.Allows(want) || l.Question.Gate != gates {
				continue
			}
			if note := strings.TrimSpace(l.Answer.Note); note != "" {
				return note
			}
		}
	}
	return ""
}
