package assess

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// Comparison is one project at several times.
type Comparison struct {
	Bank  *questions.Bank
	Times []*Time
	Steps []Step    // from each time to the next
	Kept  []Promise // the actions of every time but the last, in order
	New   []Action  // the actions that only the last time has
}

// Step is what changed from one time of asking to the next.
type Step struct {
	Then, Now *Time
	// Was and Is are the results of the two times over the questions that both asked;
	// everything that moved is read from them. OnlyThen and OnlyNow are the questions
	// that only one of them asked, in the order of asking. They say nothing about up
	// or down.
	Was, Is           *Result
	OnlyThen, OnlyNow []*questions.Question
	Items             []ItemMove              // every item that has a score at one of the times, in the order of the bank
	OfBoth            []ItemMove              // the same, over the perspectives that answered both times
	Answers           []AnswerMove            // every answer that moved, in the order of asking
	Came              []questions.Perspective // perspectives that answered only now
	Gone              []questions.Perspective // perspectives that answered only then
}

// ItemMove is a framework item then and now.
type ItemMove struct {
	Framework *questions.Framework
	Item      *questions.Item
	Then, Now Score
}

// By returns how far the score moved, in points out of 100; 0 if either score is not
// known.
func (m ItemMove) By() float64 {
	if m.Then.Known == nil || m.Now.Known == nil {
		return 0
	}
	return *m.Now.Known - *m.Then.Known
}

// AnswerMove is a question that a perspective answered differently the second time:
// its lower-median answer then and now. One of the two can be nil, which means not
// known.
type AnswerMove struct {
	Question    *questions.Question
	Perspective questions.Perspective
	Then, Now   *questions.Option
}

// By returns how far the answer moved, in points out of 100; 0 if either answer is
// not known.
func (m AnswerMove) By() float64 {
	if m.Then == nil || m.Now == nil {
		return 0
	}
	return m.Question.Percent(m.Now) - m.Question.Percent(m.Then)
}

// Compare compares the times of one project, each with the one before.
func Compare(bank *questions.Bank, times []*Time) *Comparison {
	c := &Comparison{Bank: bank, Times: times}
	c.Kept, c.New = promises(times)
	for i := 1; i < len(times); i++ {
		c.Steps = append(c.Steps, newStep(bank, times[i-1], times[i]))
	}
	return c
}

func newStep(bank *questions.Bank, then, now *Time) Step {
	s := Step{Then: then, Now: now, OnlyThen: askedOnce(then.Result, now.Result), OnlyNow: askedOnce(now.Result, then.Result)}
	s.Was, s.Is = inCommon(then.Result, now.Result)
	s.Items = itemMoves(bank, s.Was.Frameworks, s.Is.Frameworks)
	var was, is []Scores
	for _, perspective := range questions.Perspectives {
		switch x, y := s.Was.group(perspective), s.Is.group(perspective); {
		case x == nil && y != nil:
			s.Came = append(s.Came, perspective)
		case x != nil && y == nil:
			s.Gone = append(s.Gone, perspective)
		case x != nil:
			was, is = append(was, x.scores()), append(is, y.scores())
		}
	}
	if len(was) > 0 {
		s.OfBoth = itemMoves(bank, meanScores(was).Frameworks, meanScores(is).Frameworks)
	}
	for _, q := range bank.Questions() {
		for _, y := range s.Is.groups {
			x := s.Was.group(y.perspective)
			if x == nil {
				continue
			}
			if was, is := x.view(q), y.view(q); was != is {
				s.Answers = append(s.Answers, AnswerMove{q, y.perspective, was, is})
			}
		}
	}
	return s
}

// itemMoves returns every item that has a score then or now.
func itemMoves(bank *questions.Bank, then, now []FrameworkScore) []ItemMove {
	var moves []ItemMove
	for f := range bank.Frameworks {
		for i := range bank.Frameworks[f].Items {
			m := ItemMove{
				Framework: &bank.Frameworks[f],
				Item:      &bank.Frameworks[f].Items[i],
				Then:      then[f].Items[i].Score,
				Now:       now[f].Items[i].Score,
			}
			if m.Then.Known != nil || m.Now.Known != nil {
				moves = append(moves, m)
			}
		}
	}
	return moves
}

// Towards returns the answers that count towards an item and moved in the direction
// of sign, the furthest move first.
func (s *Step) Towards(framework, item string, sign float64) []AnswerMove {
	ref := questions.Ref{Framework: framework, Item: item}
	return s.answers(sign, func(q *questions.Question) bool { return slices.Contains(q.CountsTowards, ref) })
}

// Placed returns the placement answers that moved in the direction of sign: key
// questions first, then the furthest move first.
func (s *Step) Placed(sign float64) []AnswerMove {
	moves := s.answers(sign, func(q *questions.Question) bool { return q.Kind == questions.Placement })
	slices.SortStableFunc(moves, func(a, b AnswerMove) int { return questions.GatesFirst(a.Question, b.Question) })
	return moves
}

func (s *Step) answers(sign float64, of func(*questions.Question) bool) []AnswerMove {
	var moves []AnswerMove
	for _, m := range s.Answers {
		if sign*m.By() > 0 && of(m.Question) {
			moves = append(moves, m)
		}
	}
	slices.SortStableFunc(moves, func(a, b AnswerMove) int { return cmp.Compare(math.Abs(b.By()), math.Abs(a.By())) })
	return moves
}

// promises returns the actions made before the last time, each with the latest news
// of it, and the actions that only the last time has.
func promises(times []*Time) (kept []Promise, fresh []Action) {
	for _, p := range promisesOf(times) {
		if p.made == len(times)-1 {
			fresh = append(fresh, p.Action)
		} else {
			kept = append(kept, p)
		}
	}
	return kept, fresh
}

// Fall is something that is lower than it was.
type Fall struct {
	Rule      string // level, depth, or an item as framework/item
	Then, Now string // a level in words, or a score with one decimal
	Look      []string

	name string  // what is lower, in words
	by   float64 // how far, in points of 100
}

// Falls returns what is lower now than then, over the questions that both rounds
// asked: the level, and every framework item that fell by more than tolerance points
// (0 to 100). It uses the low end of each item's range, and counts a level that has
// become less certain as a fall, so that answering "we don't know" can never hide a
// fall. Nor can saying that a question no longer applies. Asking fewer questions than
// in the round before is itself a fall, since the rest cannot be compared.
func Falls(then, now *Result, tolerance float64) []Fall {
	if asksLess(then, now) {
		return []Fall{{Rule: "depth", Then: Full, Now: Short, name: "the check", by: 100}}
	}
	then, now = inCommon(then, now)
	now = withoutExcuses(then, now)
	var falls []Fall
	was, is := then.Placement.Level, now.Placement.Level
	if was != nil && is != nil && *is < *was || now.Placement.AtLeast < then.Placement.AtLeast {
		f := Fall{Rule: "level", Then: levelSaid(then), Now: levelSaid(now), name: "the level", by: 100} // sorts before any score
		goal := then.Placement.AtLeast
		if was != nil {
			goal = *was
		}
		for _, line := range now.Lines {
			if line.Question.Kind == questions.Placement && line.Answer.Choose != questions.NotApplicable && (line.Option == nil || !line.Option.Allows(goal)) {
				f.Look = append(f.Look, line.Question.ID)
			}
		}
		falls = append(falls, f)
	}
	for f := range now.Frameworks {
		for i, item := range now.Frameworks[f].Items {
			old := then.Frameworks[f].Items[i]
			if old.Low == nil || item.Low == nil || *old.Low-*item.Low <= tolerance+1e-9 {
				continue
			}
			ref := questions.Ref{Framework: now.Frameworks[f].ID, Item: item.ID}
			falls = append(falls, Fall{Rule: ref.String(), Then: decimals(*old.Low), Now: decimals(*item.Low), Look: lookAt(now, ref, 100), name: item.Name, by: *old.Low - *item.Low})
		}
	}
	return falls
}

// lookAt returns the questions that keep an item below the lowest score allowed:
// those not known, and those answered below it.
func lookAt(r *Result, ref questions.Ref, least float64) []string {
	var ids []string
	for _, line := range r.Lines {
		q := line.Question
		if line.Answer.Choose == questions.NotApplicable || !slices.Contains(q.CountsTowards, ref) {
			continue
		}
		if line.Option == nil || q.Percent(line.Option) < least-1e-9 {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// Furthest describes up to most falls in words: the level first, then whatever fell
// furthest. A last line counts any others.
func Furthest(falls []Fall, most int) []string {
	ordered := slices.Clone(falls)
	slices.SortStableFunc(ordered, func(a, b Fall) int { return cmp.Compare(b.by, a.by) })
	var said []string
	for i, f := range ordered {
		if i == most {
			return append(said, fmt.Sprintf("and %d more", len(ordered)-most))
		}
		said = append(said, fmt.Sprintf("%s is %s (was %s)", f.name, f.Now, f.Then))
	}
	return said
}

// NewVoices returns a sentence to add to a fall if perspectives answered for the
// first time: it says what that may mean.
func NewVoices(came []questions.Perspective) string {
	return prose.Capital(everybody(came)) + " did not answer last time. It was probably like this before, but nobody had asked."
}

// levelSaid returns the level, with the part of it that is certain if that is less.
func levelSaid(r *Result) string {
	p := &r.Placement
	if !p.Placed() {
		return "not known yet, and only " + levelName(r.Bank, p.AtLeast) + " is certain"
	}
	return spoken(r.Bank, p)
}

// decimals returns a score with one decimal, rounded down: 49.96 must not read as
// 50.0.
func decimals(x float64) string { return fmt.Sprint(math.Floor(x*10+1e-9) / 10) }

// Side is the result of one perspective of an assessment.
type Side struct {
	Perspective questions.Perspective
	Result      *Result
}

// Sides splits a result by perspective. A private result has no sides.
func Sides(all *Result) []Side {
	sides := make([]Side, len(all.groups))
	for i, g := range all.groups {
		sides[i] = Side{g.perspective, evaluate(all.Bank, []*group{g})}
	}
	return sides
}
