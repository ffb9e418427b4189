package questions

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// What a good set of scenarios keeps to: stories short enough to be read out,
// easy enough for a mixed room, and enough of them on every level and border.
const (
	MinStoryWords     = 60
	MaxStoryWords     = 120
	MaxWhyWords       = 60
	MaxMissesWords    = 45
	MaxUpWords        = 40
	MaxRoomWords      = 25
	MaxStoryGrade     = 8.0  // of one story; MaxGrade is of all of them together
	MaxLengthClue     = 10.0 // words between the mean story lengths of two levels
	MinScenarios      = 20
	MinPerLevel       = 3 // of inform to co-produce
	MinAtNone         = 2
	MinPerBorder      = 2
	MinShareOnABorder = 0.5
)

// LintScenarios measures a set of scenarios against what makes it fit to teach
// with. Remarks come rule by rule, the worst of each first; a set without any
// has none.
func LintScenarios(set *ScenarioSet) []Remark {
	l := &scenarioLinter{set: set}
	for i := range set.Scenarios {
		l.story(&set.Scenarios[i])
	}
	l.balance()
	l.together()
	slices.SortStableFunc(l.remarks, func(a, b Remark) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(b.Over, a.Over), cmp.Compare(a.Line, b.Line))
	})
	return l.remarks
}

type scenarioLinter struct {
	set     *ScenarioSet
	remarks []Remark
}

func (l *scenarioLinter) say(rule string, line int, over float64, format string, args ...any) {
	l.remarks = append(l.remarks, Remark{"scenario-" + rule, line, over, fmt.Sprintf(format, args...)})
}

// story looks at one story and what is said about it.
func (l *scenarioLinter) story(s *Scenario) {
	for _, part := range []struct {
		what, text  string
		least, most int
	}{
		{"story", s.Story, MinStoryWords, MaxStoryWords},
		{"why", s.Why, 0, MaxWhyWords},
		{"first wrong answer", s.Wrong[0].Misses, 0, MaxMissesWords},
		{"second wrong answer", s.Wrong[1].Misses, 0, MaxMissesWords},
		{"up", s.Up, 0, MaxUpWords},
		{"room", s.Room, 0, MaxRoomWords},
	} {
		if n := Words(part.text); n < part.least || n > part.most {
			l.say("words", s.Line, float64(max(part.least-n, n-part.most)), "%s: the %s has %d words; want %d to %d", s.ID, part.what, n, part.least, part.most)
		}
	}
	if grade := Readability(s.Story).Grade(); grade > MaxStoryGrade {
		l.say("grade", s.Line, grade-MaxStoryGrade, "%s: the story reads at grade %.1f; want at most %g", s.ID, grade, MaxStoryGrade)
	}
	for _, part := range []struct{ what, text string }{{"id", strings.ReplaceAll(s.ID, "-", " ")}, {"title", s.Title}, {"story", s.Story}} {
		if word := levelName(part.text); word != "" {
			l.say("level-name", s.Line, 1, "%s: the %s has a level's name in it: %q", s.ID, part.what, word)
		}
	}
	if near := nearestLevels(s.Level); s.Misses(near[0]) == "" || s.Misses(near[1]) == "" {
		l.say("wrong", s.Line, 1, "%s: the wrong answers nearest to %q are %q and %q; found %q and %q",
			s.ID, s.Level, near[0], near[1], s.Wrong[0].Level, s.Wrong[1].Level)
	}
}

// balance looks at how many stories there are of each kind.
func (l *scenarioLinter) balance() {
	perLevel, perBorder, onBorder := map[Level]int{}, map[Border]int{}, 0
	for _, s := range l.set.Scenarios {
		perLevel[s.Level]++
		if s.Border != nil {
			perBorder[*s.Border]++
			onBorder++
		}
	}
	few := func(what string, n, least int) {
		if n < least {
			l.say("few", 0, float64(least-n), "%s: %d stories; want at least %d", what, n, least)
		}
	}
	n := len(l.set.Scenarios)
	few("all", n, MinScenarios)
	for _, level := range Levels {
		least := MinPerLevel
		if level == None {
			least = MinAtNone
		}
		few(level.String(), perLevel[level], least)
	}
	for _, b := range Borders {
		few(fmt.Sprintf("border of %s and %s", b.Lower, b.Upper), perBorder[b], MinPerBorder)
	}
	if share := float64(onBorder) / float64(max(1, n)); share < MinShareOnABorder {
		l.say("borders", 0, MinShareOnABorder-share, "%d of %d stories sit on a border; want at least half", onBorder, n)
	}
}

// together looks at what only shows over all stories: how hard they read, and
// whether their length gives their level away.
func (l *scenarioLinter) together() {
	var stories []string
	words, count := map[Level]int{}, map[Level]int{}
	for _, s := range l.set.Scenarios {
		stories = append(stories, s.Story)
		words[s.Level] += Words(s.Story)
		count[s.Level]++
	}
	if grade := Readability(stories...).Grade(); grade > MaxGrade {
		l.say("grade", 0, grade-MaxGrade, "all stories together read at grade %.1f; want at most %g", grade, MaxGrade)
	}
	mean := func(level Level) float64 { return float64(words[level]) / float64(count[level]) }
	var shown []Level
	for _, level := range Levels {
		if count[level] > 0 {
			shown = append(shown, level)
		}
	}
	if len(shown) == 0 {
		return
	}
	byMean := func(a, b Level) int { return cmp.Compare(mean(a), mean(b)) }
	short, long := slices.MinFunc(shown, byMean), slices.MaxFunc(shown, byMean)
	if gap := mean(long) - mean(short); gap > MaxLengthClue {
		l.say("length", 0, gap-MaxLengthClue, "stories at %s have %.0f words on average and those at %s %.0f; want them within %g",
			long, mean(long), short, mean(short), MaxLengthClue)
	}
}

// nearestLevels is the two levels nearest to one: its neighbours, or the two
// next to it at either end.
func nearestLevels(l Level) [2]Level {
	switch l {
	case None:
		return [2]Level{Inform, Consult}
	case CoProduce:
		return [2]Level{CoDesign, Engage}
	}
	return [2]Level{l - 1, l + 1}
}
