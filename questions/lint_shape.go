package questions

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// optionLengths: a reader who knows nothing should not be able to tell the
// options of a question apart by their length.
func (l *linter) optionLengths() {
	for _, q := range l.bank.Questions() {
		for _, kind := range optionTexts {
			shortest, longest := -1, -1
			for i := range q.Options {
				n := utf8.RuneCountInString(kind.of(&q.Options[i]))
				if n == 0 {
					continue // missing, which is a remark of its own
				}
				if shortest < 0 || n < length(q, shortest, kind.of) {
					shortest = i
				}
				if longest < 0 || n > length(q, longest, kind.of) {
					longest = i
				}
			}
			if shortest < 0 {
				continue
			}
			from, to := length(q, shortest, kind.of), length(q, longest, kind.of)
			if ratio := float64(to) / float64(from); ratio > MaxLengthRatio {
				l.say("option-lengths", q.Line, ratio, "question %q: option %q has %d characters of %s and option %q has %d, %.1f times as many; at most %g times",
					q.ID, q.Options[shortest].ID, from, kind.name, q.Options[longest].ID, to, ratio, MaxLengthRatio)
			}
		}
	}
}

// optionTexts are the two texts of an option, each looked at on its own.
var optionTexts = []struct {
	name string
	of   func(*Option) string
}{
	{"text", func(o *Option) string { return o.Text }},
	{"easy text", func(o *Option) string { return o.Easy }},
}

func length(q *Question, i int, of func(*Option) string) int {
	return utf8.RuneCountInString(of(&q.Options[i]))
}

// longestOption: over a whole bank the highest option must not be the longest
// more often than chance would have it. With n options that chance is 1/n; a
// tie for the longest gives nothing away.
func (l *linter) longestOption() {
	for _, kind := range optionTexts {
		asked, longest, chance := 0, 0, 0.0
		for _, q := range l.bank.Questions() {
			top := len(q.Options) - 1
			most := 0
			for i := range top {
				most = max(most, length(q, i, kind.of))
			}
			asked++
			chance += 1 / float64(len(q.Options))
			if length(q, top, kind.of) > most {
				longest++
			}
		}
		if asked == 0 {
			continue
		}
		chance /= float64(asked)
		if p := atLeast(longest, asked, chance); p < LengthClueChance {
			l.say("top-longest", 0, 1-p, "the top option has the longest %s in %d of %d questions; chance alone gives about %.0f, and so many only %.1f times in 100 (at least %g)",
				kind.name, longest, asked, chance*float64(asked), 100*p, 100*LengthClueChance)
		}
	}
}

// atLeast is the chance of k or more out of n, each with chance p between 0 and 1.
func atLeast(k, n int, p float64) float64 {
	sum := 0.0
	for i := max(0, k); i <= n; i++ {
		all, _ := math.Lgamma(float64(n + 1))
		in, _ := math.Lgamma(float64(i + 1))
		out, _ := math.Lgamma(float64(n - i + 1))
		sum += math.Exp(all - in - out + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return min(1, sum)
}

// items: one question is too little to say how a team does on anything. The
// principles and values are about how people work, so there only practice
// questions count.
func (l *linter) items() {
	for _, f := range l.bank.Frameworks {
		one, more := "question counts", "questions count"
		if f.Core() {
			one, more = "practice question counts", "practice questions count"
		}
		for _, i := range f.Items {
			ref, n := Ref{f.ID, i.ID}, 0
			for _, q := range l.bank.Questions() {
				if slices.Contains(q.CountsTowards, ref) && (q.Kind == Practice || !f.Core()) {
					n++
				}
			}
			if n < MinQuestionsPerItem {
				l.say("item-questions", i.Line, float64(MinQuestionsPerItem-n), "%s towards %q; at least %d", counted(n, one, more), ref, MinQuestionsPerItem)
			}
		}
	}
}

// countsForNothing: the answer to a practice question shows nowhere but in the
// items it counts towards.
func (l *linter) countsForNothing() {
	for _, q := range l.bank.Questions() {
		if q.Kind == Practice && len(q.CountsTowards) == 0 {
			l.say("counts-for-nothing", q.Line, 1, "practice question %q counts towards no framework item, so no score has it in it", q.ID)
		}
	}
}

// counted is a number with the word for it.
func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

func (l *linter) placementQuestions() {
	placement := l.placement()
	if n := len(placement); n < MinPlacement {
		l.say("placement-questions", 0, float64(MinPlacement-n), "%s; at least %d", counted(n, "placement question", "placement questions"), MinPlacement)
	}
	for _, stage := range Stages {
		n := 0
		for _, q := range placement {
			if q.Stage == stage {
				n++
			}
		}
		if n < MinPlacementPerStage {
			l.say("stage-questions", 0, float64(MinPlacementPerStage-n), "%s for stage %q; at least %d", counted(n, "placement question", "placement questions"), stage, MinPlacementPerStage)
		}
	}
}

func (l *linter) placement() []*Question {
	var out []*Question
	for _, q := range l.bank.Questions() {
		if q.Kind == Placement {
			out = append(out, q)
		}
	}
	return out
}

// gates: too few and good meetings hide a decision already taken; too many and
// one answer decides alone. A gate without the lowest or highest level would
// bar the project from it.
func (l *linter) gates() {
	n := 0
	for _, q := range l.placement() {
		if !q.Gate {
			continue
		}
		n++
		for _, level := range []Level{None, CoProduce} {
			if !has(q, level) {
				l.say("gate-levels", q.Line, 1, "gate %q has no option at level %q; a gate needs the lowest and the highest", q.ID, level)
			}
		}
	}
	if n < MinGates || n > MaxGates {
		l.say("gates", 0, 1, "%s; %d or %d are right", counted(n, "gate", "gates"), MinGates, MaxGates)
	}
}

func has(q *Question, level Level) bool {
	return slices.ContainsFunc(q.Options, func(o Option) bool { return *o.Level == level })
}

// scope is the questions that somebody is asked in one of the two checks.
type scope struct {
	check     string // full or short
	who       Perspective
	questions []*Question
}

// scopes is what each perspective is asked in either check, each different set of
// questions once.
func (l *linter) scopes() []scope {
	var all []scope
	for _, check := range []string{"full", "short"} {
		for _, who := range Perspectives {
			s := scope{check: check, who: who}
			for _, q := range l.bank.Questions() {
				if q.IsAskedOf(who) && (q.Short || check == "full") {
					s.questions = append(s.questions, q)
				}
			}
			if !slices.ContainsFunc(all, func(o scope) bool { return o.check == check && slices.Equal(o.questions, s.questions) }) {
				all = append(all, s)
			}
		}
	}
	return all
}

// placement is the placement questions of a scope.
func (s scope) placement() []*Question {
	return slices.DeleteFunc(slices.Clone(s.questions), func(q *Question) bool { return q.Kind != Placement })
}

// borders: a border that few questions can fail is crossed by answering about
// other things. A question fails a border with an option below it, and tells it
// with options on either side.
func (l *linter) borders() {
	type found struct {
		check string
		level Level
		n     int
	}
	told := map[found]bool{}
	for _, s := range l.scopes() {
		placement := s.placement()
		if len(placement) == 0 {
			continue
		}
		least := MinTells
		if s.check == "short" {
			least = MinTellsShort
		}
		for _, level := range Levels[Inform:] {
			fails, tells := 0, 0
			for _, q := range placement {
				if q.Lowest().Allows(level) {
					continue
				}
				fails++
				if q.Highest().Allows(level) {
					tells++
				}
			}
			border := fmt.Sprintf("the border below %q: ", level)
			if told[found{s.check, level, fails}] {
				continue
			}
			told[found{s.check, level, fails}] = true
			if share := float64(fails) / float64(len(placement)); share < MinFailShare-1e-9 {
				l.say("border", 0, MinFailShare-share, border+"%d of %d placement questions of the %s check have an option below it; at least three in ten", fails, len(placement), s.check)
			}
			if tells < least {
				l.say("border", 0, float64(least-tells), border+"%s of the %s check have an option on either side of it; at least %d",
					counted(tells, "placement question", "placement questions"), s.check, least)
			}
		}
	}
}

// shared are the items about power. Where staff alone still settle a thing, no
// more than half of it is there.
var shared = []Ref{{Principles, "power"}, {Values, "equality"}, {"done-well", "deciding-together"}}

// staffAlone: an option that goes no further than engage is one that staff settle
// alone.
func (l *linter) staffAlone() {
	for _, q := range l.placement() {
		if !slices.ContainsFunc(q.CountsTowards, func(r Ref) bool { return slices.Contains(shared, r) }) {
			continue
		}
		for i := range q.Options {
			if o := &q.Options[i]; !o.Allows(CoDesign) && q.Percent(o) > 50 {
				l.say("staff-alone", o.Line, q.Percent(o), "%s goes no further than %q and is worth %.0f in 100; in a question about power what staff settle alone is worth at most half", named(q, o), *o.Level, q.Percent(o))
			}
		}
	}
}

// reachableLevels: a level that no answers come to is a promise the bank cannot
// keep. The short check is looked at too.
func (l *linter) reachableLevels() {
	all := l.placement()
	short := slices.DeleteFunc(slices.Clone(all), func(q *Question) bool { return !q.Short })
	for _, scope := range []struct {
		name      string
		questions []*Question
	}{{"full", all}, {"short", short}} {
		if len(scope.questions) == 0 {
			continue
		}
		for _, level := range Levels {
			if !reachable(l.bank.Placement, scope.questions, level) {
				l.say("unreachable", 0, 1, "no answers to all the questions of the %s check come to level %q; every level must be within reach", scope.name, level)
			}
		}
	}
}

// reachable tells whether some choice of options places a project at exactly
// level by the rule of placement. Every question has an option that allows all
// levels, so a gate with an option at the level holds the project there; without
// one, the level above must be missed by number.
func reachable(rule Rule, placement []*Question, level Level) bool {
	needed := rule.Needed(len(placement))
	canBeAt, above := 0, 0
	for _, q := range placement {
		switch {
		case q.Gate && has(q, level):
			return true
		case has(q, level):
			canBeAt++
		case q.Gate || q.Lowest().Allows(level):
			above++ // whatever is chosen
		}
	}
	return level == CoProduce || max(above, needed-canBeAt) < needed
}

// size: a check that is too long is not finished.
func (l *linter) size() {
	most := map[string]int{"full": MaxFull, "short": MaxShort}
	worst := map[string]scope{}
	for _, s := range l.scopes() {
		if len(s.questions) > max(most[s.check], len(worst[s.check].questions)) {
			worst[s.check] = s
		}
	}
	for _, check := range []string{"full", "short"} {
		if s, long := worst[check]; long {
			l.say("length", 0, float64(len(s.questions)), "the %s check asks %d questions of %q; at most %d", check, len(s.questions), s.who, most[check])
		}
	}
}

// shortCheck looks at a bank that has one: it must still ask for every gate,
// principle and value.
func (l *linter) shortCheck() {
	n := 0
	scored := map[Ref]bool{}
	var gates []*Question
	for _, q := range l.bank.Questions() {
		switch {
		case q.Short:
			n++
			for _, ref := range q.CountsTowards {
				scored[ref] = true
			}
		case q.Gate:
			gates = append(gates, q)
		}
	}
	if n == 0 {
		l.say("short-check", 0, 1, "no question is in the short check; mark at most %d with short: true", MaxShort)
		return
	}
	for _, q := range gates {
		l.say("short-check", q.Line, 2, "gate %q is not in the short check", q.ID)
	}
	for _, f := range l.bank.Frameworks {
		if !f.Core() {
			continue
		}
		var missing []string
		for _, i := range f.Items {
			if !scored[Ref{f.ID, i.ID}] {
				missing = append(missing, Ref{f.ID, i.ID}.String())
			}
		}
		if len(missing) > 0 {
			l.say("short-check", f.Line, float64(len(missing))/1000, "no question of the short check counts towards %s; each needs at least one", strings.Join(missing, ", "))
		}
	}
}
