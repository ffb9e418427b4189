package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// kinds is counts of a, b, c and so on.
func kinds(projects ...int) assess.Counts {
	var all assess.Counts
	for i, n := range projects {
		all = append(all, assess.Count{Kinds: []string{string(rune('a' + i))}, Projects: n})
	}
	return all
}

// TestTogether checks which kinds a private copy counts together.
func TestTogether(t *testing.T) {
	for _, c := range []struct {
		counts assess.Counts
		want   string
	}{
		{kinds(5, 9, 6), "[{[a] 5} {[b] 9} {[c] 6}]"},
		{kinds(4, 9, 6), "[{[a b] 13} {[c] 6}]"},
		{kinds(5, 0, 6), "[{[a] 5} {[b c] 6}]"},
		{kinds(5, 9, 1), "[{[a] 5} {[b c] 10}]"},
		{kinds(2, 2, 1), "[{[a b c] 5}]"},
		{kinds(5, 1, 1), "[{[a b c] 7}]"},
		{kinds(2, 1, 1), "[]"},
		{nil, "[]"},
	} {
		if got := fmt.Sprint(c.counts.Together()); got != c.want {
			t.Errorf("%v: got %s, want %s", c.counts, got, c.want)
		}
	}
}

// TestTogetherAttacked adds kinds together in every possible way, with up to 16
// projects of four kinds. An attacker who knows the rule, the number of projects and
// what is shown works out which counts are possible. For a kind that is not shown on
// its own, there must be at least five possible counts.
func TestTogetherAttacked(t *testing.T) {
	const most, size = 16, 4
	possible := map[string]*[size]map[int]bool{} // by what is shown
	told := map[string]assess.Counts{}
	var try func(n int, chosen []int)
	try = func(n int, chosen []int) {
		if len(chosen) < size {
			for i := range n + 1 {
				try(n-i, append(slices.Clone(chosen), i))
			}
			return
		}
		total := most - n
		counts := kinds(chosen...).Together()
		for _, one := range counts {
			if one.Projects < 5 {
				t.Fatalf("%v: tells a count of %d", chosen, one.Projects)
			}
		}
		if counts == nil {
			return // not even the total is shown
		}
		key := fmt.Sprint(total, counts)
		if possible[key] == nil {
			possible[key], told[key] = &[size]map[int]bool{}, counts
			for kind := range size {
				possible[key][kind] = map[int]bool{}
			}
		}
		for kind, n := range chosen {
			possible[key][kind][n] = true
		}
	}
	try(most, nil)
	if len(possible) < 100 {
		t.Fatalf("only %d ways of telling were attacked", len(possible))
	}
	for key, kinds := range possible {
		for _, one := range told[key] {
			for _, kind := range one.Kinds {
				n := len(kinds[kind[0]-'a'])
				if len(one.Kinds) > 1 && n < 5 || len(one.Kinds) == 1 && n != 1 {
					t.Errorf("%s: the count of %s is one of %d", key, kind, n)
				}
			}
		}
	}
}

// TestLawPrivatePortfolio checks what must be true of every private copy: each count
// is five or more; all of them except the levels' add up to the same number of
// projects, which is that of all of them or smaller by five or more; a mean has five
// projects; and nothing is about a single project.
func TestLawPrivatePortfolio(t *testing.T) {
	bank := bankOf(2, 2)
	rapid.Check(t, func(t *rapid.T) {
		var sheets []*assess.Sheet
		n := rapid.IntRange(0, 40).Draw(t, "projects")
		for i := range n {
			for _, round := range []string{"before", "during"}[rapid.IntRange(0, 1).Draw(t, "first"):] {
				s := sheetOf(fmt.Sprint(i, round), string(rapid.SampledFrom(questions.Perspectives).Draw(t, "who")),
					rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 2, 3, 4, 5, unknown}), 4, 4).Draw(t, "levels")...)
				s.Respondent.People = rapid.SampledFrom([]int{1, 9, 9, 9, 9}).Draw(t, "people")
				aim := questions.Levels[rapid.IntRange(0, 5).Draw(t, "aim")]
				s.Aim = &aim
				s.Actions = []assess.Action{{Will: "Tell people", By: rapid.SampledFrom([]string{"2026-01-01", "2027-01-01"}).Draw(t, "by")}}
				sheets = append(sheets, about(s, fmt.Sprint("Project ", i), "", round, map[string]string{"before": "2025-01-01", "during": "2026-01-01"}[round]))
			}
		}
		choice := assess.Choice{Day: "2026-11-20", Stale: "2025-06-01", AllRounds: rapid.Bool().Draw(t, "all rounds"), Sort: rapid.SampledFrom(assess.Sorts).Draw(t, "sort")}
		full := assess.NewPortfolio(bank, rowsOf(bank, sheets...), choice)
		p := full.Private()
		if p.Rows != nil || p.Teams != nil || p.Files != 0 || p.Open != 0 || p.Overdue != 0 {
			t.Fatal("a private copy tells of single projects or files")
		}
		if n < 5 && p.Projects != 0 {
			t.Fatalf("the number of %d projects is told", n)
		}
		sum := func(name string, counts assess.Counts, want int) int {
			all := 0
			for _, one := range counts {
				if one.Projects < 5 {
					t.Fatalf("%s: a count of %d is told", name, one.Projects)
				}
				all += one.Projects
			}
			if counts != nil && want >= 0 && all != want {
				t.Fatalf("%s add up to %d, want %d", name, all, want)
			}
			return all
		}
		sum("levels", p.Levels, p.Projects)
		counted := sum("voices", p.Voices, -1)
		if less := n - counted; counted > 0 && less != 0 && less < 5 {
			t.Fatalf("%d projects less %d are %d", n, counted, less)
		}
		sum("aims", p.Aims, counted)
		sum("moves", p.Moves, counted)
		sum("promises", p.Promises, counted)
		sum("ages", p.Ages, counted)
		for _, h := range p.Heard {
			sum(string(h.Perspective), h.Counts, counted)
		}
		for i, m := range p.Means {
			if m.Projects != 0 || m.MovedIn != 0 || m.Below50 != 0 {
				t.Fatalf("%s tells how many projects it rests on", m.ID())
			}
			if m.Score != nil && full.Means[i].Projects < 5 || m.Moved != nil && full.Means[i].MovedIn < 5 {
				t.Fatalf("%s is a mean of fewer than five projects", m.ID())
			}
		}
	})
}
