package assess

import (
	"slices"

	"github.com/petal-check/petal/questions"
)

// Placement says which level a project is at, by the answers, and what the
// answers leave open.
type Placement struct {
	Level       *questions.Level // nil where too little is known
	AtLeast     questions.Level  // the level if every missing answer were none
	AtMost      questions.Level  // the level if every missing answer were co-produce
	BackedLevel *questions.Level // the level if strong answers without evidence were engage
	Mixed       bool             // the highest and lowest known levels are three or more apart
	Answered    int              // placement questions answered with an option
	Asked       int              // placement questions that apply
	Needed      int              // answers that must reach a level for the project to be at it
	MinAnswered int              // answers that must be known for the project to be placed
	Stages      []StageLevel     // every stage, in order
	Gates       []GateLevel      // every gate, in the order of asking
	Next        *Next            // nil at the top, where there is no level, and where no answer could move it
}

// Placed tells whether enough is known to name a level.
func (p *Placement) Placed() bool { return p.Level != nil }

// StageLevel is the level of one stage by the share rule alone; nil where no
// answer is known.
type StageLevel struct {
	Stage questions.Stage
	Level *questions.Level
}

// GateLevel is the level of the answer to a gate; nil where it is not known.
type GateLevel struct {
	Question *questions.Question
	Level    *questions.Level
}

// Next is the smallest set of answers that would move a project up one level.
type Next struct {
	Level  questions.Level
	Change []Change
}

// Change is one answer to raise. To is the lowest level at or above the next
// one that the question has an option for.
type Change struct {
	Question *questions.Question
	From, To questions.Level
}

// known is a placement question that applies, with its answer where there is one.
type known struct {
	question *questions.Question
	level    questions.Level
	answered bool
	backed   bool // carries evidence
}

// Place works out where a project stands, as the design's rule has it: the
// highest level that at least a share of the known answers reach and that every
// gate reaches. It is never an average.
func Place(bank *questions.Bank, a *Answers) Placement {
	all := placing(bank, a)
	answered := onlyAnswered(all)

	p := Placement{
		Answered:    len(answered),
		Asked:       len(all),
		Needed:      bank.Placement.Needed(len(answered)),
		MinAnswered: bank.Placement.Enough(len(all)),
		AtLeast:     place(bank, filled(all, questions.None)),
		AtMost:      place(bank, filled(all, questions.CoProduce)),
		Mixed:       mixed(answered),
	}
	if len(all) == 0 {
		p.AtMost = questions.CoProduce // nothing was asked that could say otherwise
	}
	for _, k := range all {
		if k.question.Gate {
			p.Gates = append(p.Gates, GateLevel{k.question, levelOf(k)})
		}
	}
	for _, stage := range questions.Stages {
		p.Stages = append(p.Stages, StageLevel{stage, stageLevel(bank, answered, stage)})
	}
	if !p.placeable(all) {
		return p
	}
	level := place(bank, answered)
	backed := place(bank, unbackedAsEngage(answered))
	p.Level, p.BackedLevel = &level, &backed
	p.Next = next(answered, level, p.Needed)
	return p
}

// placing is the placement questions in scope that apply.
func placing(bank *questions.Bank, a *Answers) []known {
	var all []known
	for _, q := range a.InScope(bank) {
		if q.Kind != questions.Placement || !a.applies(q) {
			continue
		}
		k := known{question: q}
		if o := a.Chosen(q); o != nil {
			k.level, k.answered, k.backed = o.Level, true, a.Given[q.ID].Evidence != ""
		}
		all = append(all, k)
	}
	return all
}

func onlyAnswered(all []known) []known {
	return slices.DeleteFunc(slices.Clone(all), func(k known) bool { return !k.answered })
}

// placeable tells whether enough answers are known, the gates among them.
func (p *Placement) placeable(all []known) bool {
	if p.Answered == 0 || p.Answered < p.MinAnswered {
		return false
	}
	return !slices.ContainsFunc(all, func(k known) bool { return k.question.Gate && !k.answered })
}

// place applies the rule to answers that are all known.
func place(bank *questions.Bank, answers []known) questions.Level {
	needed := bank.Placement.Needed(len(answers))
	for level := questions.CoProduce; level > questions.None; level-- {
		if countAt(answers, level) >= needed && gatesReach(answers, level) && len(answers) > 0 {
			return level
		}
	}
	return questions.None
}

func countAt(answers []known, level questions.Level) int {
	n := 0
	for _, k := range answers {
		if k.level >= level {
			n++
		}
	}
	return n
}

func gatesReach(answers []known, level questions.Level) bool {
	return !slices.ContainsFunc(answers, func(k known) bool { return k.question.Gate && k.level < level })
}

// filled is all with every missing answer read as level.
func filled(all []known, level questions.Level) []known {
	out := slices.Clone(all)
	for i := range out {
		if !out[i].answered {
			out[i].level = level
		}
	}
	return out
}

func unbackedAsEngage(answers []known) []known {
	out := slices.Clone(answers)
	for i := range out {
		if out[i].level >= questions.CoDesign && !out[i].backed {
			out[i].level = questions.Engage
		}
	}
	return out
}

func mixed(answered []known) bool {
	if len(answered) == 0 {
		return false
	}
	byLevel := func(a, b known) int { return int(a.level - b.level) }
	return slices.MaxFunc(answered, byLevel).level-slices.MinFunc(answered, byLevel).level >= 3
}

func levelOf(k known) *questions.Level {
	if !k.answered {
		return nil
	}
	return &k.level
}

func stageLevel(bank *questions.Bank, answered []known, stage questions.Stage) *questions.Level {
	var here []known
	for _, k := range answered {
		if k.question.Stage == stage {
			k.question = &questions.Question{} // no gates in a stage
			here = append(here, k)
		}
	}
	if len(here) == 0 {
		return nil
	}
	level := place(bank, here)
	return &level
}

// next is what would move the project up one level.
func next(answered []known, level questions.Level, needed int) *Next {
	if level == questions.CoProduce {
		return nil
	}
	return reach(answered, level+1, needed)
}

// reach is every gate below target, then as many other answers as the share still
// needs: the nearest in level first, then in the order of the bank. It is nil
// where no answers of this bank would do.
func reach(answered []known, target questions.Level, needed int) *Next {
	n := &Next{Level: target}
	var others []Change
	for _, k := range answered {
		if k.level >= target {
			continue
		}
		to, reachable := k.question.LowestFrom(target)
		switch {
		case reachable && k.question.Gate:
			n.Change = append(n.Change, Change{k.question, k.level, to})
		case reachable:
			others = append(others, Change{k.question, k.level, to})
		case k.question.Gate:
			return nil // a gate without so high an option holds the project for good
		}
	}
	missing := needed - countAt(answered, target) - len(n.Change)
	if missing > len(others) {
		return nil
	}
	slices.SortStableFunc(others, func(a, b Change) int { return int(b.From - a.From) })
	n.Change = append(n.Change, others[:max(0, missing)]...)
	return n
}
