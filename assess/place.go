package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Placement is the level that the answers put a project at, and what they leave
// uncertain.
type Placement struct {
	Level       *questions.Level // nil if too little is known
	AtLeast     questions.Level  // the level if every missing answer were its question's lowest option
	AtMost      questions.Level  // the level if every missing answer were its question's highest option
	BackedLevel *questions.Level // the level with strong answers without evidence read as less; nil if there is no level
	Answered    int              // placement questions answered with an option
	Asked       int              // placement questions that apply
	MinAnswered int              // answers that must be known for the project to be placed
	Gates       []GateLevel      // every gate, in the order of asking
	Above       *Above           // what the next level up lacks; nil at the top and where there is no level
	Next        *Next            // what would reach that level; nil if Above is
}

// Placed reports whether enough is known to name a level.
func (p *Placement) Placed() bool { return p.Level != nil }

// Sure reports whether the level is certain: no missing answer could change it. It is
// false if there is no level.
func (p *Placement) Sure() bool { return p.Placed() && p.AtLeast == p.AtMost }

// Condition is one of the three parts of the rule of placement.
type Condition string

// The conditions, in the order of the rule.
const (
	Share         Condition = "share"           // enough of the answers allow the level
	Gates         Condition = "gates"           // every gate allows it
	StartToFinish Condition = "start-to-finish" // for co-produce, enough of each stage is co-produce
)

// Above says what holds a project below the next level up: at least one of the
// three conditions is not met.
type Above struct {
	Level  questions.Level
	Needed int                   // answers that must allow the level
	Allow  int                   // answers that allow it
	Of     int                   // answers that count
	Gates  []*questions.Question // gates that do not allow it, in the order of asking
	Stages []questions.Stage     // stages that are not co-produced enough, in order; none unless the next level is co-produce
}

// HeldBy returns the conditions that the project does not meet for the next level up,
// in the order of the rule. It is empty at the top, and if there is no level.
func (p *Placement) HeldBy() []Condition {
	var held []Condition
	if p.Above == nil {
		return held
	}
	if p.Above.Allow < p.Above.Needed {
		held = append(held, Share)
	}
	if len(p.Above.Gates) > 0 {
		held = append(held, Gates)
	}
	if len(p.Above.Stages) > 0 {
		held = append(held, StartToFinish)
	}
	return held
}

// GateLevel is the level of the answer to a gate; nil if it is not known.
type GateLevel struct {
	Question *questions.Question
	Level    *questions.Level
}

// Next is the smallest set of answers that would move a project up one level.
type Next struct {
	Level  questions.Level
	Change []Change
}

// Change is one answer to raise. To is the lowest option of its question that
// allows the next level.
type Change struct {
	Question *questions.Question
	From, To *questions.Option
}

// Place works out where a project stands: the highest level that a large enough share
// of the answers allows and that every gate allows. To be placed at co-produce, the
// work must also be co-produced from start to finish. It is never an average, which
// lets good meetings hide a decision that was already taken.
func Place(bank *questions.Bank, a *Answers) Placement {
	return place(bank.Placement, a.lines(bank))
}

func place(rule questions.Rule, lines []Line) Placement {
	all := newPlacing(rule, lines)
	p := Placement{
		Asked:       len(all.lines),
		MinAnswered: rule.Enough(len(all.lines)),
		AtLeast:     all.missingAs((*questions.Question).Lowest).level(),
		AtMost:      all.missingAs((*questions.Question).Highest).level(),
	}
	if len(all.lines) == 0 {
		p.AtMost = questions.CoProduce // no question was asked that could lower it
	}
	gatesKnown := true
	for _, l := range all.lines {
		if l.Option != nil {
			p.Answered++
		}
		if l.Question.Gate {
			gate := GateLevel{Question: l.Question}
			if l.Option != nil {
				gate.Level = l.Option.Level
			}
			gatesKnown = gatesKnown && l.Option != nil
			p.Gates = append(p.Gates, gate)
		}
	}
	if p.Answered == 0 || p.Answered < p.MinAnswered || !gatesKnown {
		return p
	}
	level, backed := all.level(), all.unproved().level()
	p.Level, p.BackedLevel = &level, &backed
	// A missing answer helps its stage only once it is given, even if the question
	// has no option below co-produce.
	p.AtLeast = min(p.AtLeast, level)
	if level < questions.CoProduce {
		above := all.above(level + 1)
		p.Above = &above
		p.Next = all.reach(level + 1)
	}
	return p
}

// placing is the placement questions that apply, with the rule for placing a project
// by their answers.
type placing struct {
	rule  questions.Rule
	lines []Line
}

func newPlacing(rule questions.Rule, lines []Line) placing {
	p := placing{rule: rule}
	for _, l := range lines {
		if l.Question.Kind == questions.Placement && l.applies() {
			p.lines = append(p.lines, l)
		}
	}
	return p
}

// level returns the highest level that lacks nothing. An answer that allows a level
// allows those below it too, so this is the first one found from the top.
func (p placing) level() questions.Level {
	for level := questions.CoProduce; level > questions.None; level-- {
		if above := p.above(level); above.Of > 0 && above.Allow >= above.Needed && len(above.Gates)+len(above.Stages) == 0 {
			return level
		}
	}
	return questions.None
}

// above compares the answers with a level. A missing answer counts as allowing it if
// none of the question's options would hold the level back.
func (p placing) above(level questions.Level) Above {
	a := Above{Level: level}
	for _, l := range p.lines {
		allows := l.Option != nil && l.Option.Allows(level)
		if l.Option != nil || l.Question.Lowest().Allows(level) {
			a.Of++
		}
		if allows || l.Option == nil && l.Question.Lowest().Allows(level) {
			a.Allow++
		}
		if l.Question.Gate && l.Option != nil && !allows {
			a.Gates = append(a.Gates, l.Question)
		}
	}
	a.Needed = p.rule.Needed(a.Of)
	if level == questions.CoProduce {
		for _, stage := range questions.Stages {
			if p.shortIn(stage) > 0 {
				a.Stages = append(a.Stages, stage)
			}
		}
	}
	return a
}

// shortIn returns how many co-produced answers a stage lacks for the work to be
// co-produced from start to finish; it lacks none if the result is 0 or less.
func (p placing) shortIn(stage questions.Stage) int {
	here, shared := 0, 0
	for _, l := range p.lines {
		if l.Question.Stage != stage || l.Option == nil {
			continue
		}
		here++
		if l.Option.Allows(questions.CoProduce) {
			shared++
		}
	}
	return p.rule.Throughout(here) - shared
}

// missingAs returns a copy in which every missing answer is read as the option that
// the function picks.
func (p placing) missingAs(option func(*questions.Question) *questions.Option) placing {
	return p.with(func(l Line) *questions.Option {
		if l.Option == nil {
			return option(l.Question)
		}
		return l.Option
	})
}

// unproved returns a copy in which every strong answer without evidence is read as
// the option it is worth without.
func (p placing) unproved() placing {
	return p.with(func(l Line) *questions.Option {
		if l.strong && l.Answer.Evidence == "" {
			return l.Question.Unproved()
		}
		return l.Option
	})
}

func (p placing) with(option func(Line) *questions.Option) placing {
	lines := slices.Clone(p.lines)
	for i := range lines {
		lines[i].Option = option(lines[i])
	}
	return placing{p.rule, lines}
}

// reach returns the smallest set of answers that would move the project up to a
// level: every gate below it; then, to be co-produced, what each stage still lacks;
// then as many others as the share lacks. In each step the highest answers come
// first, since they have the shortest way to go; in a tie, bank order decides. Every
// question has an option that allows the level.
func (p placing) reach(level questions.Level) *Next {
	next := &Next{Level: level}
	now := placing{p.rule, slices.Clone(p.lines)}
	nearest := func(a, b int) int {
		return cmp.Or(cmp.Compare(*now.lines[b].Option.Level, *now.lines[a].Option.Level), cmp.Compare(a, b))
	}
	below := func(of func(*questions.Question) bool) []int {
		var at []int
		for i, l := range now.lines {
			if l.Option != nil && !l.Option.Allows(level) && of(l.Question) {
				at = append(at, i)
			}
		}
		slices.SortFunc(at, nearest)
		return at
	}
	raise := func(at []int) {
		slices.SortFunc(at, nearest)
		for _, i := range at {
			l := &now.lines[i]
			change := Change{l.Question, l.Option, l.Question.LowestFrom(level)}
			next.Change = append(next.Change, change)
			l.Option = change.To
		}
	}
	first := func(n int, at []int) []int { return at[:min(max(0, n), len(at))] }

	raise(below(func(q *questions.Question) bool { return q.Gate }))
	if level == questions.CoProduce {
		var lacking []int
		for _, stage := range questions.Stages {
			lacking = append(lacking, first(now.shortIn(stage), below(func(q *questions.Question) bool { return q.Stage == stage }))...)
		}
		raise(lacking)
	}
	share := now.above(level)
	raise(first(share.Needed-share.Allow, below(func(*questions.Question) bool { return true })))
	return next
}
