package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
)

// The limits for a set of stories: short enough to be read out, easy enough for a
// mixed room, and enough of them for every level and border.
const (
	minStoryWords     = 60
	maxStoryWords     = 120
	maxWhyWords       = 60
	maxMissesWords    = 45
	maxUpWords        = 40
	maxRoomWords      = 25
	maxStoryGrade     = 8.0  // for one story; maxGrade is for all of them together
	maxLengthClue     = 10.0 // words between the mean story lengths of two levels
	minScenarios      = 20
	minPerLevel       = 3 // for each level from inform to co-produce
	minAtNone         = 2
	minPerBorder      = 2
	minShareOnABorder = 0.5
)

// Scenarios returns what could be better in a set of stories, by rule, with the worst
// of each first, or nil if there is nothing to improve.
func Scenarios(set *questions.ScenarioSet) []Remark {
	l := &scenarioLinter{set: set}
	for i := range set.Scenarios {
		l.story(&set.Scenarios[i])
	}
	l.balance()
	l.together()
	return l.worstFirst()
}

type scenarioLinter struct {
	set *questions.ScenarioSet
	remarks
}

// story checks one story and what is said about it.
func (l *scenarioLinter) story(s *questions.Scenario) {
	for _, part := range []struct {
		what, text  string
		least, most int
	}{
		{"story", s.Story, minStoryWords, maxStoryWords},
		{"why", s.Why, 0, maxWhyWords},
		{"first wrong answer", s.Wrong[0].Misses, 0, maxMissesWords},
		{"second wrong answer", s.Wrong[1].Misses, 0, maxMissesWords},
		{"up", s.Up, 0, maxUpWords},
		{"room", s.Room, 0, maxRoomWords},
	} {
		if n := len(words(part.text)); n < part.least || n > part.most {
			l.say("scenario-words", s.Line, float64(max(part.least-n, n-part.most)), "%s: the %s has %d words; it should have %d to %d", s.ID, part.what, n, part.least, part.most)
		}
	}
	if grade := readingOf(s.Story).grade(); grade > maxStoryGrade {
		l.say("scenario-grade", s.Line, grade-maxStoryGrade, "%s: the story reads at grade %.1f; it should be at most %g", s.ID, grade, maxStoryGrade)
	}
	for _, part := range []struct{ what, text string }{{"id", strings.ReplaceAll(s.ID, "-", " ")}, {"title", s.Title}, {"story", s.Story}} {
		if word := levelName(part.text); word != "" {
			l.say("scenario-level-name", s.Line, 1, "%s: the %s contains the name of a level: %q", s.ID, part.what, word)
		}
	}
	if near := nearestLevels(s.Level); s.Misses(near[0]) == "" || s.Misses(near[1]) == "" {
		l.say("scenario-wrong", s.Line, 1, "%s: the wrong answers nearest to %q are %q and %q, but it has %q and %q",
			s.ID, s.Level, near[0], near[1], s.Wrong[0].Level, s.Wrong[1].Level)
	}
}

// balance checks how many stories there are of each kind.
func (l *scenarioLinter) balance() {
	perLevel, perBorder, onBorder := map[questions.Level]int{}, map[questions.Border]int{}, 0
	for _, s := range l.set.Scenarios {
		perLevel[s.Level]++
		if s.Border != nil {
			perBorder[*s.Border]++
			onBorder++
		}
	}
	few := func(what string, n, least int) {
		if n < least {
			l.say("scenario-few", 0, float64(least-n), "%s: %d stories; there should be at least %d", what, n, least)
		}
	}
	n := len(l.set.Scenarios)
	few("all", n, minScenarios)
	for _, level := range questions.Levels {
		least := minPerLevel
		if level == questions.None {
			least = minAtNone
		}
		few(level.String(), perLevel[level], least)
	}
	for _, b := range questions.Borders {
		few(fmt.Sprintf("border of %s and %s", b.Lower, b.Upper), perBorder[b], minPerBorder)
	}
	if share := float64(onBorder) / float64(max(1, n)); share < minShareOnABorder {
		l.say("scenario-borders", 0, minShareOnABorder-share, "%d of %d stories sit on a border; at least half should", onBorder, n)
	}
}

// together checks what shows only in the stories as a whole: how hard they are to
// read, and whether their length gives their level away.
func (l *scenarioLinter) together() {
	var stories []string
	perLevel := map[questions.Level][]string{}
	for _, s := range l.set.Scenarios {
		stories = append(stories, s.Story)
		perLevel[s.Level] = append(perLevel[s.Level], s.Story)
	}
	if grade := readingOf(stories...).grade(); grade > maxGrade {
		l.say("scenario-grade", 0, grade-maxGrade, "all stories together read at grade %.1f; it should be at most %g", grade, maxGrade)
	}
	var shown []questions.Level
	mean := map[questions.Level]float64{}
	for _, level := range questions.Levels {
		if of := perLevel[level]; len(of) > 0 {
			shown = append(shown, level)
			mean[level] = float64(len(words(strings.Join(of, "\n")))) / float64(len(of))
		}
	}
	if len(shown) == 0 {
		return
	}
	byMean := func(a, b questions.Level) int { return cmp.Compare(mean[a], mean[b]) }
	short, long := slices.MinFunc(shown, byMean), slices.MaxFunc(shown, byMean)
	if gap := mean[long] - mean[short]; gap > maxLengthClue {
		l.say("scenario-length", 0, gap-maxLengthClue, "stories at %s have %.0f words on average and those at %s have %.0f; they should be within %g",
			long, mean[long], short, mean[short], maxLengthClue)
	}
}

// nearestLevels returns the two levels nearest to a level: its neighbours or, at
// either end, the next two.
func nearestLevels(l questions.Level) [2]questions.Level {
	switch l {
	case questions.None:
		return [2]questions.Level{questions.Inform, questions.Consult}
	case questions.CoProduce:
		return [2]questions.Level{questions.CoDesign, questions.Engage}
	}
	return [2]questions.Level{l - 1, l + 1}
}
