package questions_test

import (
	"slices"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestDefaultBank checks what is promised of the bank that Petal carries: how much it
// asks, how many questions can fail each border between levels, and that each stage
// is asked about.
func TestDefaultBank(t *testing.T) {
	b := questions.Default()
	for _, who := range questions.Perspectives {
		full, short := 0, 0
		placement := map[string][]*questions.Question{}
		for _, q := range b.Questions() {
			if !q.IsAskedOf(who) {
				continue
			}
			full++
			if q.Short {
				short++
			}
			if q.Kind == questions.Placement {
				placement["full"] = append(placement["full"], q)
				if q.Short {
					placement["short"] = append(placement["short"], q)
				}
			}
		}
		if full > 46 || short > 20 {
			t.Errorf("%s: %d questions, %d in the short check; want at most 46 and 20", who, full, short)
		}
		for check, least := range map[string]int{"full": 4, "short": 3} {
			for _, level := range questions.Levels[questions.Inform:] {
				fail := 0
				for _, q := range placement[check] {
					if !q.Lowest().Allows(level) {
						fail++
					}
				}
				if n := len(placement[check]); 10*fail < 3*n || fail < least {
					t.Errorf("%s: %d of %d questions of the %s check can fail %s; want three in ten, and %d", who, fail, n, check, level, least)
				}
			}
		}
	}
	byStage := map[questions.Stage]int{}
	var gates []string
	for _, q := range b.Questions() {
		if q.Kind == questions.Placement {
			byStage[q.Stage]++
		}
		if q.Gate {
			gates = append(gates, q.ID)
			if *q.Lowest().Level != questions.None || !q.Short {
				t.Errorf("gate %s does not begin at none, or is not in the short check", q.ID)
			}
		}
	}
	if want := []string{"who-decides", "what-can-change"}; !slices.Equal(gates, want) {
		t.Errorf("gates %v, want %v", gates, want)
	}
	for _, s := range questions.Stages {
		if byStage[s] < 2 {
			t.Errorf("%d placement questions about %s, want at least 2", byStage[s], s)
		}
	}
}

// TestDefaultFalseClaims checks that the commonest false claims are among the cases,
// each barred from the level it claims.
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

// TestDefaultFrameworks checks that every item can be scored, the principles and
// values from practice and in a short check too.
func TestDefaultFrameworks(t *testing.T) {
	b := questions.Default()
	want := map[string]int{"principles": 10, "heard": 5, "done-well": 6, "tips": 8, "expert-link": 3, "making-it-real": 2}
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
