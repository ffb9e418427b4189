package questions_test

import (
	"slices"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestDefaultBank holds what the design asks of the bank that Petal carries.
func TestDefaultBank(t *testing.T) {
	b := questions.Default()
	byStage := map[questions.Stage]int{}
	levels := map[questions.Level]int{}
	gates, placement, short := 0, 0, 0
	for _, q := range b.Questions() {
		if q.Short {
			short++
		}
		if q.Kind != questions.Placement {
			continue
		}
		placement++
		byStage[q.Stage]++
		for _, o := range q.Options {
			levels[o.Level]++
		}
		if q.Gate {
			gates++
			if q.Options[0].Level != questions.None || q.Options[len(q.Options)-1].Level != questions.CoProduce {
				t.Errorf("gate %s does not run from none to co-produce", q.ID)
			}
			if !q.Short {
				t.Errorf("gate %s is not in the short check", q.ID)
			}
		}
	}
	if placement < 10 {
		t.Errorf("%d placement questions, want at least 10", placement)
	}
	if gates < 2 || gates > 3 {
		t.Errorf("%d gates, want two or three", gates)
	}
	if short > 20 {
		t.Errorf("the short check has %d questions, want at most 20", short)
	}
	for _, s := range questions.Stages {
		if byStage[s] < 2 {
			t.Errorf("%d placement questions about %s, want at least 2", byStage[s], s)
		}
	}
	for _, l := range questions.Levels {
		if 2*levels[l] < placement {
			t.Errorf("level %s is in %d of %d placement questions, want at least half", l, levels[l], placement)
		}
	}
}

// TestDefaultBorders holds that each border between neighbouring levels is drawn
// by at least two placement questions, which have an option on either side.
func TestDefaultBorders(t *testing.T) {
	for upper := questions.Inform; upper <= questions.CoProduce; upper++ {
		n := 0
		for _, q := range questions.Default().Questions() {
			has := func(l questions.Level) bool {
				return slices.ContainsFunc(q.Options, func(o questions.Option) bool { return o.Level == l })
			}
			if q.Kind == questions.Placement && has(upper-1) && has(upper) {
				n++
			}
		}
		if n < 2 {
			t.Errorf("%d questions draw the border of %s and %s, want at least 2", n, upper-1, upper)
		}
	}
}

// TestDefaultFalseClaims holds that the commonest false claims are among the
// cases, each barred from the level it claims.
func TestDefaultFalseClaims(t *testing.T) {
	claims := map[string]questions.Level{
		"survey-after-decision":         questions.Consult,
		"ten-roadshows":                 questions.Engage,
		"hand-picked-seats":             questions.Engage,
		"good-workshops-finished-alone": questions.CoProduce,
		"talks-after-a-done-deal":       questions.Consult,
	}
	for _, c := range questions.Default().Cases {
		if never, claimed := claims[c.ID]; claimed {
			delete(claims, c.ID)
			if c.Never == nil || *c.Never != never {
				t.Errorf("case %s never reaches %v, want %s", c.ID, c.Never, never)
			}
		}
	}
	for id := range claims {
		t.Errorf("no case %s", id)
	}
	if n := len(questions.Default().Conflicts); n < 8 {
		t.Errorf("%d conflicts, want at least 8", n)
	}
}

// TestDefaultFrameworks holds that every item can be scored, the principles and
// values from practice and in a short check too.
func TestDefaultFrameworks(t *testing.T) {
	b := questions.Default()
	want := map[string]int{"principles": 10, "heard": 5, "done-well": 6, "tips": 8, "expert-link": 3}
	for id, n := range want {
		f := b.Framework(id)
		if f == nil {
			t.Errorf("no framework %s", id)
			continue
		}
		if len(f.Items) != n {
			t.Errorf("framework %s has %d items, want %d", id, len(f.Items), n)
		}
	}
	for _, f := range b.Frameworks {
		for _, i := range f.Items {
			all, practice, short := 0, 0, 0
			for _, q := range b.Questions() {
				if !slices.Contains(q.CountsTowards, questions.Ref{Framework: f.ID, Item: i.ID}) {
					continue
				}
				all++
				if q.Kind == questions.Practice {
					practice++
				}
				if q.Short {
					short++
				}
			}
			if all < 2 {
				t.Errorf("%d questions count towards %s/%s, want at least 2", all, f.ID, i.ID)
			}
			if core := f.ID == "principles" || f.ID == "heard"; core && (practice < 2 || short < 1) {
				t.Errorf("%d practice questions and %d short ones count towards %s/%s, want at least 2 and 1", practice, short, f.ID, i.ID)
			}
		}
	}
}
