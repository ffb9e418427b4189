package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// LessonResult is what a lesson shows. A guess counts as one vote.
type LessonResult struct {
	Lesson  *Lesson
	Set     *questions.ScenarioSet
	Stories []StoryResult // those voted on, in the order they were shown
	First   Tally         // every first vote
	// Talked and After are the first and the second votes on the stories that were
	// voted on twice, so that the two can be compared; nil if there are none.
	Talked, After *Tally
	Borders       []BorderTally // all five, by first votes, lowest first
	Few           int           // stories whose votes are not shown because fewer than five people voted
}

// StoryResult is one story with the votes on it.
type StoryResult struct {
	Scenario *questions.Scenario
	First    Votes
	Second   *Votes // nil if there was no second vote
	Few      bool   // fewer than five people voted, so there are no votes here
}

// FirstTally compares the first votes with the answer.
func (s StoryResult) FirstTally() Tally { return tallyOf(s.First, s.Scenario.Level) }

// SecondTally compares the second votes with the answer. It is empty if there were
// none.
func (s StoryResult) SecondTally() Tally {
	if s.Second == nil {
		return Tally{}
	}
	return tallyOf(*s.Second, s.Scenario.Level)
}

// Tally compares votes with the right level.
type Tally struct {
	Votes   int
	Right   int
	OneOff  int // on a neighbour of the right level
	Further int // further off than one level
	Steps   int // levels away from the right one, added up over all votes
}

// Share returns the right votes as a percentage, 0 to 100; 0 without votes.
func (t Tally) Share() float64 { return percentOf(t.Right, t.Votes) }

// Distance returns how many levels a vote is from the right one on average, 0 to 5; 0
// without votes.
func (t Tally) Distance() float64 {
	if t.Votes == 0 {
		return 0
	}
	return float64(t.Steps) / float64(t.Votes)
}

// Plus returns the sum of two tallies.
func (t Tally) Plus(o Tally) Tally {
	return Tally{t.Votes + o.Votes, t.Right + o.Right, t.OneOff + o.OneOff, t.Further + o.Further, t.Steps + o.Steps}
}

func tallyOf(v Votes, right questions.Level) Tally {
	var t Tally
	for _, l := range questions.Levels {
		off := int(max(l-right, right-l))
		t.Votes += v[l]
		t.Steps += off * v[l]
		switch off {
		case 0:
			t.Right += v[l]
		case 1:
			t.OneOff += v[l]
		default:
			t.Further += v[l]
		}
	}
	return t
}

// BorderTally counts how often two neighbouring levels were taken for one
// another.
type BorderTally struct {
	Border  questions.Border
	Votes   int // on stories at one of the two levels
	TooHigh int // votes for the upper level on stories at the lower
	TooLow  int // votes for the lower level on stories at the upper
}

// Mixed returns how many votes mixed the two levels up.
func (b BorderTally) Mixed() int { return b.TooHigh + b.TooLow }

// Share returns the votes that mixed them up as a percentage of those that could
// have, 0 to 100; 0 without votes.
func (b BorderTally) Share() float64 { return percentOf(b.Mixed(), b.Votes) }

func percentOf(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// EvaluateLesson works out what a lesson shows. The lesson's stories must be in the
// set. If fewer than five people in a room voted on a story, the result leaves out
// their votes and only counts the story in Few.
func EvaluateLesson(set *questions.ScenarioSet, lesson *Lesson) *LessonResult {
	r := &LessonResult{Lesson: lesson, Set: set}
	for _, b := range questions.Borders {
		r.Borders = append(r.Borders, BorderTally{Border: b})
	}
	for _, v := range lesson.kept() {
		if !v.Voted() {
			continue
		}
		s := StoryResult{set.Scenario(v.ID), v.First, v.Second, v.Few}
		r.Stories = append(r.Stories, s)
		if s.Few {
			r.Few++
			continue
		}
		first := s.FirstTally()
		r.First = r.First.Plus(first)
		if s.Second != nil {
			if r.Talked == nil {
				r.Talked, r.After = &Tally{}, &Tally{}
			}
			*r.Talked, *r.After = r.Talked.Plus(first), r.After.Plus(s.SecondTally())
		}
		for i := range r.Borders {
			b := &r.Borders[i]
			switch s.Scenario.Level {
			case b.Border.Lower:
				b.Votes += first.Votes
				b.TooHigh += v.First[b.Border.Upper]
			case b.Border.Upper:
				b.Votes += first.Votes
				b.TooLow += v.First[b.Border.Lower]
			}
		}
	}
	return r
}

// MixedUp returns the borders that were mixed up, those mixed up most often first.
func (r *LessonResult) MixedUp() []BorderTally {
	mixed := slices.DeleteFunc(slices.Clone(r.Borders), func(b BorderTally) bool { return b.Mixed() == 0 })
	slices.SortStableFunc(mixed, func(a, b BorderTally) int {
		return cmp.Or(cmp.Compare(b.Share(), a.Share()), cmp.Compare(b.Mixed(), a.Mixed()))
	})
	return mixed
}

// Mistake counts the votes that took one level for another.
type Mistake struct {
	Right, Said questions.Level
	Votes       int
}

// Further returns the first votes that were more than one level off, the most common
// first. They do not mix up a border; they show that a story was not understood.
func (r *LessonResult) Further() []Mistake {
	var all []Mistake
	for _, right := range questions.Levels {
		for _, said := range questions.Levels {
			m := Mistake{Right: right, Said: said}
			for _, s := range r.Stories {
				if s.Scenario.Level == right && max(said-right, right-said) > 1 {
					m.Votes += s.First[said]
				}
			}
			if m.Votes > 0 {
				all = append(all, m)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Mistake) int { return cmp.Compare(b.Votes, a.Votes) })
	return all
}

// ToRead returns the levels worth reading about, at most four: both sides of the two
// borders that were mixed up most or, if none was, the levels mistaken for one
// further off. It is empty if every vote was right.
func (r *LessonResult) ToRead() []questions.Level {
	var levels []questions.Level
	add := func(more ...questions.Level) {
		for _, l := range more {
			if !slices.Contains(levels, l) {
				levels = append(levels, l)
			}
		}
	}
	mixed := r.MixedUp()
	for _, b := range mixed[:min(2, len(mixed))] {
		add(b.Border.Lower, b.Border.Upper)
	}
	if len(mixed) > 0 {
		return levels
	}
	for _, m := range r.Further() {
		add(m.Right, m.Said)
	}
	return levels[:min(4, len(levels))]
}

// LessonComparison compares lessons, the earliest first.
type LessonComparison struct {
	Lessons []*LessonResult
	Same    []SameStory // the stories that every lesson has votes on, in the order of the set
}

// SameStory is one story with the first votes of every lesson.
type SameStory struct {
	Scenario *questions.Scenario
	First    []Tally // by lesson
}

// CompareLessons compares lessons that used the same set of stories, in order of
// date. Lessons from the same day stay in the order given.
func CompareLessons(set *questions.ScenarioSet, results []*LessonResult) *LessonComparison {
	c := &LessonComparison{Lessons: slices.Clone(results)}
	slices.SortStableFunc(c.Lessons, func(a, b *LessonResult) int { return cmp.Compare(a.Lesson.Date, b.Lesson.Date) })
	for i := range set.Scenarios {
		same := SameStory{Scenario: &set.Scenarios[i]}
		for _, r := range c.Lessons {
			at := slices.IndexFunc(r.Stories, func(s StoryResult) bool { return s.Scenario == same.Scenario && !s.Few })
			if at >= 0 {
				same.First = append(same.First, r.Stories[at].FirstTally())
			}
		}
		if len(same.First) == len(c.Lessons) && len(c.Lessons) > 0 {
			c.Same = append(c.Same, same)
		}
	}
	return c
}
