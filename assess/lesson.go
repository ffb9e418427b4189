package assess

import (
	"math/rand/v2"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Lesson is one session of telling the levels apart: its stories, including those
// still to come, and what people guessed. A session file leaves out the votes on a
// story if fewer than five people voted.
type Lesson struct {
	Scenarios BankRef           // which set the stories are from
	Date      string            // 2026-11-20, the day it began
	Seed      int               // the seed that the stories were chosen with, 0 to MaxSeed
	Levels    []questions.Level // the levels that stories were chosen from; nil for all
	Group     string            // who took part, in a line; "" if not given
	Mode      string            // Alone or Room
	People    int               // in the room; 0 if not given
	Stories   []StoryVotes      // in the order they are shown
}

// The two ways of holding a lesson.
const (
	Alone = "alone" // one person guesses
	Room  = "room"  // a room votes, talks and may vote again
)

// MaxSeed is the highest seed that can be used to choose stories.
const MaxSeed = 999_999_999

// StoryVotes is how one story was placed. A guess is a vote of one.
type StoryVotes struct {
	ID     string
	First  Votes  // no votes if the story was skipped or is still to come
	Second *Votes // after the talk; nil if there was no second vote
	Few    bool   // fewer than five people voted, so no votes are kept
	Open   bool   // voted on, but the room is still on its answer
}

// Voted reports whether anybody has voted on the story.
func (s StoryVotes) Voted() bool { return s.Few || s.First.Hands() > 0 }

// Voted returns how many stories have been voted on.
func (l *Lesson) Voted() int {
	n := 0
	for _, s := range l.Stories {
		if s.Voted() {
			n++
		}
	}
	return n
}

// Next returns the index of the story to go on with: the first that is open or, if
// none is, the one after the last that was voted on. It is the number of stories if
// nothing is left to do.
func (l *Lesson) Next() int {
	if open := slices.IndexFunc(l.Stories, func(s StoryVotes) bool { return s.Open }); open >= 0 {
		return open
	}
	for i := len(l.Stories); i > 0; i-- {
		if l.Stories[i-1].Voted() {
			return i
		}
	}
	return 0
}

// kept returns the votes that may be saved and shown. If fewer than five people in a
// room voted, somebody who knows the other votes could work out what each of them
// voted, so these are left out. A person alone keeps their own guesses.
func (l *Lesson) kept() []StoryVotes {
	stories := slices.Clone(l.Stories)
	if l.Mode != Room {
		return stories
	}
	for i, s := range stories {
		switch {
		case !s.Voted():
		case s.First.Sum() < enough:
			stories[i] = StoryVotes{ID: s.ID, Few: true, Open: s.Open}
		case s.Second != nil && s.Second.Sum() < enough:
			stories[i].Second = nil
		}
	}
	return stories
}

// Votes counts the votes for each level and, at index [Unsure], the people who don't
// know. Each count is 0 to MaxPeople.
type Votes [Unsure + 1]int

// Unsure is the index in [Votes] for people who don't know. Their votes count for no
// level.
const Unsure = questions.CoProduce + 1

// Guess returns the single vote of a person for a level.
func Guess(l questions.Level) Votes {
	var v Votes
	v[l] = 1
	return v
}

// Sum returns the number of votes for a level.
func (v Votes) Sum() int { return v.Hands() - v[Unsure] }

// Hands returns the number of votes, including those of people who don't know.
func (v Votes) Hands() int {
	n := 0
	for _, count := range v {
		n += count
	}
	return n
}

// Most returns the level with the most votes, or the lowest such level in a tie.
func (v Votes) Most() questions.Level {
	most := questions.None
	for _, l := range questions.Levels {
		if v[l] > v[most] {
			most = l
		}
	}
	return most
}

// Spread returns how many levels apart two voters are on average, counting every pair
// once: 0 if all agree, at most 5. It is 0 if there are fewer than two voters.
func (v Votes) Spread() float64 {
	n, apart := v.Sum(), 0
	for _, a := range questions.Levels {
		for _, b := range questions.Levels[a+1:] {
			apart += v[a] * v[b] * int(b-a)
		}
	}
	if n < 2 {
		return 0
	}
	return float64(apart) / (float64(n) * float64(n-1) / 2)
}

// ChooseScenarios picks count stories, or all there are if there are fewer, whose
// level is one of levels; no levels means every level. The same arguments give the
// same stories in the same order. As far as the stories allow, each level comes
// equally often, and so does each border; clear-cut stories count as one more border.
// No story comes twice, and the order gives nothing away.
func ChooseScenarios(set *questions.ScenarioSet, count int, levels []questions.Level, seed int) []*questions.Scenario {
	random := rand.New(rand.NewPCG(uint64(seed), 0)) //nolint:gosec // the same seed must give the same stories
	var left []*questions.Scenario
	for i := range set.Scenarios {
		s := &set.Scenarios[i]
		if len(levels) == 0 || slices.Contains(levels, s.Level) {
			left = append(left, s)
		}
	}
	shuffle := func(list []*questions.Scenario) {
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	shuffle(left)

	chosen := left[:max(0, min(count, len(left)))]
	left = left[len(chosen):]
	for improve(chosen, left) { //nolint:revive // everything happens in the condition
	}
	shuffle(chosen)
	return chosen
}

// improve swaps the first chosen story it can for one that is left, if that makes the
// choice better balanced. It returns false if no swap helps. Each swap lowers a whole
// number that is never negative, so repeating it comes to an end.
func improve(chosen, left []*questions.Scenario) bool {
	now := imbalance(chosen)
	for i := range chosen {
		for j := range left {
			chosen[i], left[j] = left[j], chosen[i]
			if imbalance(chosen) < now {
				return true
			}
			chosen[i], left[j] = left[j], chosen[i]
		}
	}
	return false
}

// imbalance returns the sum of the squares of how often each level and each border
// comes. The smaller it is, the more evenly they are spread. Levels weigh more, since
// a lesson that leaves one out teaches less than one that leaves out a border.
func imbalance(chosen []*questions.Scenario) int {
	var levels [questions.CoProduce + 1]int
	borders := map[questions.Border]int{}
	for _, s := range chosen {
		levels[s.Level]++
		if s.Border != nil {
			borders[*s.Border]++
		} else {
			borders[questions.Border{}]++
		}
	}
	sum := 0
	for _, n := range levels {
		sum += 3 * n * n
	}
	for _, n := range borders {
		sum += n * n
	}
	return sum
}
