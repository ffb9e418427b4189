package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// level is the verdict on the level: the policy's own, or the one that the files
// aim for. No aim is a promise that nobody made, and is not kept.
func (c *check) level() Verdict {
	if !c.policy.ReachAim {
		return c.atLeast(*c.policy.AtLeast)
	}
	if aim := c.result.Aim; aim != nil {
		v := c.atLeast(*aim)
		v.Want += ", the aim"
		return v
	}
	v := Verdict{Rule: "at-least", Want: "the aim", Got: "no aim is set"}
	v.Say = "Add one to the answers, such as aim: engage, or name the level to reach. The aim \"none\" is no aim."
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

// atLeast wants a level that holds whatever the open answers turn out to be.
func (c *check) atLeast(want questions.Level) Verdict {
	p := &c.result.Placement
	v := Verdict{Rule: "at-least", Want: orMore(want), privately: spoken(p)}
	unplaced := c.unplaced()
	switch {
	case !p.Placed():
		v.Got = spoken(p)
		c.whyUnplaced(&v)
		return v
	case len(unplaced) > 0:
		v.Got = fmt.Sprintf("%s, without %s", *p.Level, prose.And(unplaced))
		c.whyUnplaced(&v)
		return v
	case p.AtLeast >= want:
		v.Got, v.Passed = p.Level.String(), true
		return v
	}
	v.Got = p.Level.String()
	if *p.Level >= want {
		v.Got += ", but for certain only " + p.AtLeast.String()
		v.Say = "What is not known counts as the lowest answer."
		for _, f := range c.files {
			if f.placement.AtLeast < want {
				v.lookOpen(f)
			}
		}
		return v
	}
	if len(c.result.Perspectives) > 1 {
		v.Got += ", by the answers of " + strings.Join(c.below(want), " and ")
	}
	if c.excused(&v, want) {
		return v
	}
	c.wayUp(&v, want)
	return v
}

// spoken is a level with what of it is certain.
func spoken(p *Placement) string {
	switch {
	case !p.Placed() && p.AtLeast == p.AtMost:
		return fmt.Sprintf("no level, though by what is known it could only be %s", p.AtLeast)
	case !p.Placed():
		return fmt.Sprintf("no level, between %s and %s", p.AtLeast, p.AtMost)
	case p.AtLeast < *p.Level:
		return fmt.Sprintf("%s, but for certain only %s", *p.Level, p.AtLeast)
	}
	return p.Level.String()
}

// unplaced is the perspectives that answered and cannot be placed.
func (c *check) unplaced() []string {
	var names []string
	for _, view := range c.result.Perspectives {
		if view.Level == nil {
			names = append(names, string(view.Perspective))
		}
	}
	return names
}

// lookOpen adds every placement answer of a file that is not known.
func (v *Verdict) lookOpen(f *file) {
	for _, l := range f.lines {
		if l.Open() && l.Question.Kind == questions.Placement {
			v.look(f.sheet, l.Question.ID)
		}
	}
}

// wayUp says which answers would have to rise for each perspective that is below
// a level to reach it.
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
		v.Say += fmt.Sprintf("The smallest change that reaches %s: %s.", want, strings.Join(ways, ", "))
	}
}

// whyUnplaced says why perspectives have no level.
func (c *check) whyUnplaced(v *Verdict) {
	unplaced := c.unplaced()
	for _, f := range c.files {
		if !slices.Contains(unplaced, string(f.sheet.Respondent.Perspective)) {
			continue
		}
		p := &f.placement
		v.lookOpen(f)
		if v.Say != "" {
			v.Say += " "
		}
		who := "The project"
		switch f.sheet.File {
		case "":
		case "-":
			who = "What standard input holds"
		default:
			who = f.sheet.File
		}
		if p.Answered < p.MinAnswered {
			v.Say += fmt.Sprintf("%s cannot be placed: %d of %s answered, and a level needs %d and every key question.",
				who, p.Answered, prose.Count(p.Asked, "placement question", "placement questions"), p.MinAnswered)
			continue
		}
		v.Say += fmt.Sprintf("%s cannot be placed: a level needs every key question, and %s not known.", who, openGates(p.Gates, f.sheet.Round))
	}
}

// openGates is the key questions that are not known, in words.
func openGates(gates []GateLevel, round string) string {
	var open []string
	for _, g := range gates {
		if g.Level == nil {
			open = append(open, strconv.Quote(g.Question.Ask.In(round)))
		}
	}
	if len(open) == 1 {
		return open[0] + " is"
	}
	return prose.And(open) + " are"
}

// below is the perspectives that are below a level.
func (c *check) below(level questions.Level) []string {
	var names []string
	for _, view := range c.result.Perspectives {
		if view.Level != nil && *view.Level < level {
			names = append(names, string(view.Perspective))
		}
	}
	return names
}

// excused tells whether limits that the policy allows excuse a level that is too
// low, and says so with the notes for a person to read. Every file below the level
// must name such a limit and be no lower than it excuses, and one of them must
// explain it in a note on a placement answer that is below the level.
func (c *check) excused(v *Verdict, want questions.Level) bool {
	named := func(s *Sheet) bool {
		_, allowed := c.policy.AllowLimit[s.Limit]
		return allowed
	}
	if !slices.ContainsFunc(c.sheets, named) {
		return false
	}
	no := func(format string, args ...any) bool {
		v.Say = "A limit that this policy allows is named, and does not excuse it: " + fmt.Sprintf(format, args...) + ". "
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
		case !named(f.sheet):
			return no("%s is below %s and does not name it", f.sheet.File, want)
		case f.placement.AtLeast < down:
			return no("%s excuses down to %s, and %s is for certain only at %s", limit, down, f.sheet.File, f.placement.AtLeast)
		}
		if !slices.Contains(limits, limit) {
			limits = append(limits, limit)
		}
		if note := f.noteBelow(want); note != "" {
			notes = append(notes, fmt.Sprintf("%s says: %q", f.sheet.File, note))
		}
	}
	if len(notes) == 0 {
		return no("no note on an answer below %s explains it", want)
	}
	v.Passed = true
	v.Say = fmt.Sprintf("Excused by %s. Read whether the reason holds: %s.", prose.And(limits), strings.Join(notes, "; "))
	v.sayPrivately = fmt.Sprintf("Excused by %s; see the file.", prose.And(limits))
	return true
}

// noteBelow is the first note on a placement answer that does not allow a level,
// or "". Key questions go first: they are where a limit bites.
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
