package lint

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// optionText is one of the two texts of an option. Each is checked on its own.
type optionText struct {
	name string
	of   func(*questions.Option) string
}

var optionTexts = []optionText{
	{"text", func(o *questions.Option) string { return o.Text }},
	{"easy text", func(o *questions.Option) string { return o.Easy }},
}

// length returns the length in characters; 0 if the text is missing.
func (t optionText) length(o *questions.Option) int { return utf8.RuneCountInString(t.of(o)) }

// optionLengths finds questions whose options differ so much in length that a reader
// who knows nothing could tell them apart by that.
func (l *linter) optionLengths() {
	for _, q := range l.bank.Questions() {
		for _, text := range optionTexts {
			var written []*questions.Option
			for i := range q.Options {
				if text.length(&q.Options[i]) > 0 {
					written = append(written, &q.Options[i])
				}
			}
			if len(written) == 0 {
				continue
			}
			byLength := func(a, b *questions.Option) int { return cmp.Compare(text.length(a), text.length(b)) }
			short, long := slices.MinFunc(written, byLength), slices.MaxFunc(written, byLength)
			from, to := text.length(short), text.length(long)
			if ratio := float64(to) / float64(from); ratio > maxLengthRatio {
				l.say("option-lengths", q.Line, ratio, "question %q: option %q has %d characters of %s, but option %q has %d, which is %.1f times as many; the limit is %g times",
					q.ID, short.ID, from, text.name, long.ID, to, ratio, maxLengthRatio)
			}
		}
	}
}

// longestOption checks whether, over the whole bank, the highest option is the
// longest more often than by chance. With n options the chance is 1/n; a tie for
// the longest gives nothing away.
func (l *linter) longestOption() {
	asked := len(l.bank.Questions())
	for _, text := range optionTexts {
		longest, expected := 0, 0.0
		for _, q := range l.bank.Questions() {
			top, most := len(q.Options)-1, 0
			for i := range top {
				most = max(most, text.length(&q.Options[i]))
			}
			if text.length(q.Highest()) > most {
				longest++
			}
			expected += 1 / float64(len(q.Options))
		}
		if p := atLeast(longest, asked, expected/float64(asked)); p < lengthClueChance {
			l.say("top-longest", 0, 1-p, "the top option has the longest %s in %d of %d questions; by chance that would be about %.0f, and as many as this only %.1f times in 100 (it should be at least %g)",
				text.name, longest, asked, expected, 100*p, 100*lengthClueChance)
		}
	}
}

// atLeast returns the chance of k or more out of n, each with chance p between 0 and
// 1.
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

// items finds framework items with too few questions to say how a team does on
// them. The principles and values are about how people work, so there only
// practice questions count.
func (l *linter) items() {
	for _, f := range l.bank.Frameworks {
		one, more := "question counts", "questions count"
		if f.Core() {
			one, more = "practice question counts", "practice questions count"
		}
		for _, i := range f.Items {
			ref, n := refTo(f, i), 0
			for _, q := range l.bank.Questions() {
				if slices.Contains(q.CountsTowards, ref) && (q.Kind == questions.Practice || !f.Core()) {
					n++
				}
			}
			if n < minQuestionsPerItem {
				l.say("item-questions", i.Line, float64(minQuestionsPerItem-n), "%s towards %q; it needs at least %d", prose.Count(n, one, more), ref, minQuestionsPerItem)
			}
		}
	}
}

func refTo(f questions.Framework, i questions.Item) questions.Ref {
	return questions.Ref{Framework: f.ID, Item: i.ID}
}

// countsForNothing finds practice questions that count towards no item, so that their
// answers have no effect.
func (l *linter) countsForNothing() {
	for _, q := range l.bank.Questions() {
		if q.Kind == questions.Practice && len(q.CountsTowards) == 0 {
			l.say("counts-for-nothing", q.Line, 1, "practice question %q counts towards no framework item, so it is not part of any score", q.ID)
		}
	}
}

// placementQuestions checks how many placement questions there are, in total and by
// stage.
func (l *linter) placementQuestions() {
	placement := placementOf(l.bank.Questions())
	few := func(rule string, n, least int, of string) {
		if n < least {
			l.say(rule, 0, float64(least-n), "there %s%s; at least %d are needed", are(n, "placement question", "placement questions"), of, least)
		}
	}
	few("placement-questions", len(placement), minPlacement, "")
	perStage := map[questions.Stage]int{}
	for _, q := range placement {
		perStage[q.Stage]++
	}
	for _, stage := range questions.Stages {
		few("stage-questions", perStage[stage], minPlacementPerStage, fmt.Sprintf(" for stage %q", stage))
	}
}

// placementOf returns the placement questions among some questions.
func placementOf(qs []*questions.Question) []*questions.Question {
	return slices.DeleteFunc(slices.Clone(qs), func(q *questions.Question) bool { return q.Kind != questions.Placement })
}

// gates checks that there are neither too few nor too many gates, and that none of
// them keeps every project above the lowest level. With too few, good meetings hide a
// decision already taken; with too many, one answer decides alone.
func (l *linter) gates() {
	n := 0
	for _, q := range placementOf(l.bank.Questions()) {
		if !q.Gate {
			continue
		}
		n++
		if !has(q, questions.None) {
			l.say("gate-levels", q.Line, 1, "gate %q needs an option at level %q, because it is a gate", q.ID, questions.None)
		}
	}
	if n < minGates || n > maxGates {
		l.say("gates", 0, 1, "there %s; there should be %d or %d", are(n, "gate", "gates"), minGates, maxGates)
	}
}

func has(q *questions.Question, level questions.Level) bool {
	return slices.ContainsFunc(q.Options, func(o questions.Option) bool { return *o.Level == level })
}

// scope is a set of questions that somebody is asked in one of the two checks.
type scope struct {
	check string // full or short
	who   questions.Perspective
	asked []*questions.Question
}

// scopes returns what each perspective is asked in each check. A set that several
// perspectives are asked comes only once.
func (l *linter) scopes() []scope {
	var all []scope
	for _, check := range []string{"full", "short"} {
		for _, who := range questions.Perspectives {
			s := scope{check: check, who: who}
			for _, q := range l.bank.Questions() {
				if q.IsAskedOf(who) && (q.Short || check == "full") {
					s.asked = append(s.asked, q)
				}
			}
			if !slices.ContainsFunc(all, func(o scope) bool { return o.check == check && slices.Equal(o.asked, s.asked) }) {
				all = append(all, s)
			}
		}
	}
	return all
}

// borders finds borders between levels that few questions test, so that a project
// could cross them by its answers about other things. A question can stop a project
// at a border if it has an option below it. It tells the two levels apart if it has
// options on either side.
func (l *linter) borders() {
	type found struct {
		check string
		level questions.Level
		fails int
	}
	reported := map[found]bool{}
	for _, s := range l.scopes() {
		placement := placementOf(s.asked)
		if len(placement) == 0 {
			continue
		}
		least := minTells
		if s.check == "short" {
			least = minTellsShort
		}
		for _, level := range questions.Levels[questions.Inform:] {
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
			if reported[found{s.check, level, fails}] {
				continue
			}
			reported[found{s.check, level, fails}] = true
			border := fmt.Sprintf("the border below %q: ", level)
			if share := float64(fails) / float64(len(placement)); share < minFailShare-1e-9 {
				l.say("border", 0, minFailShare-share, border+"%d of %d placement questions in the %s check have an option below it; at least three in ten should", fails, len(placement), s.check)
			}
			if tells < least {
				have := "have"
				if tells == 1 {
					have = "has"
				}
				l.say("border", 0, float64(least-tells), border+"%s in the %s check %s an option on either side of it; it needs at least %d",
					prose.Count(tells, "placement question", "placement questions"), s.check, have, least)
			}
		}
	}
}

// aboutPower lists the items about power. If staff still settle a thing alone, its
// score for these must not be more than half.
var aboutPower = []questions.Ref{
	{Framework: questions.Principles, Item: "power"},
	{Framework: questions.Values, Item: "equality"},
	{Framework: "done-well", Item: "deciding-together"},
}

// staffAlone finds options that score too much in a question about power although
// staff settle the thing alone, that is, although they go no further than engage.
func (l *linter) staffAlone() {
	for _, q := range placementOf(l.bank.Questions()) {
		if !slices.ContainsFunc(q.CountsTowards, func(r questions.Ref) bool { return slices.Contains(aboutPower, r) }) {
			continue
		}
		for i := range q.Options {
			if o := &q.Options[i]; !o.Allows(questions.CoDesign) && q.Percent(o) > 50 {
				l.say("staff-alone", o.Line, q.Percent(o), "%s goes no further than %q and is worth %.0f in 100; in a question about power, anything staff settle alone should be worth at most half", named(q, o), *o.Level, q.Percent(o))
			}
		}
	}
}

// reachableLevels finds levels that no answers lead to, in the full or the short
// check.
func (l *linter) reachableLevels() {
	full := placementOf(l.bank.Questions())
	short := slices.DeleteFunc(slices.Clone(full), func(q *questions.Question) bool { return !q.Short })
	for _, check := range []struct {
		name  string
		asked []*questions.Question
	}{{"full", full}, {"short", short}} {
		if len(check.asked) == 0 {
			continue
		}
		for _, level := range questions.Levels {
			if !reachable(l.bank.Placement, check.asked, level) {
				l.say("unreachable", 0, 1, "no set of answers to the %s check gives level %q; every level must be reachable", check.name, level)
			}
		}
	}
}

// reachable reports whether some choice of options places a project at exactly level
// by the rule of placement. Every question has an option that allows all levels, so a
// gate with an option at the level can hold the project there. Without such a gate,
// too few answers must allow the level above.
func reachable(rule questions.Rule, placement []*questions.Question, level questions.Level) bool {
	needed := rule.Needed(len(placement))
	canBeAt, above := 0, 0
	for _, q := range placement {
		switch {
		case q.Gate && has(q, level):
			return true
		case has(q, level):
			canBeAt++
		case q.Gate || q.Lowest().Allows(level):
			above++ // whichever option is chosen
		}
	}
	return level == questions.CoProduce || max(above, needed-canBeAt) < needed
}

// size finds a check that is too long to finish, and names the perspective that is
// asked most.
func (l *linter) size() {
	most := map[string]int{"full": maxFull, "short": maxShort}
	longest := map[string]scope{}
	for _, s := range l.scopes() {
		if len(s.asked) > max(most[s.check], len(longest[s.check].asked)) {
			longest[s.check] = s
		}
	}
	for _, check := range []string{"full", "short"} {
		if s, long := longest[check]; long {
			l.say("length", 0, float64(len(s.asked)), "the %s check asks %q %d questions; it should ask at most %d", check, s.who, len(s.asked), most[check])
		}
	}
}

// shortCheck finds gates, principles and values that the short check does not ask
// about. It also reports if there is no short check.
func (l *linter) shortCheck() {
	short := slices.DeleteFunc(slices.Clone(l.bank.Questions()), func(q *questions.Question) bool { return !q.Short })
	if len(short) == 0 {
		l.say("short-check", 0, 1, "no question is in the short check; mark at most %d with short: true", maxShort)
		return
	}
	for _, q := range l.bank.Questions() {
		if q.Gate && !q.Short {
			l.say("short-check", q.Line, 2, "gate %q is not in the short check", q.ID)
		}
	}
	for _, f := range l.bank.Frameworks {
		if !f.Core() {
			continue
		}
		var missing []string
		for _, i := range f.Items {
			if !slices.ContainsFunc(short, func(q *questions.Question) bool { return slices.Contains(q.CountsTowards, refTo(f, i)) }) {
				missing = append(missing, refTo(f, i).String())
			}
		}
		if len(missing) > 0 {
			l.say("short-check", f.Line, float64(len(missing))/1000, "no question in the short check counts towards %s; each needs at least one", strings.Join(missing, ", "))
		}
	}
}
