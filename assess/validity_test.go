package assess_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// The trial of the bank: stories that nobody wrote with its questions in mind, the
// levels they were meant and judged to be at, and what readers answered from the
// stories alone. docs/validity.md describes how it was done.

var updateFigures = flag.Bool("update-validity", false, "write the figures in docs/validity.md anew")

// trialStory is one story of the trial.
type trialStory struct {
	ID          string
	Kind        string // plain, misleading or messy
	Round       string
	Perspective questions.Perspective
	Intended    string // by who wrote it
	Judged      string // by who judged it from the definitions
	Also        string // another level that the judge could defend, or ""
	Story       string
}

// accepts reports whether a level is one that the story may be placed at.
func (s *trialStory) accepts(l *questions.Level) bool {
	return l != nil && (l.String() == s.Intended || l.String() == s.Judged || l.String() == s.Also)
}

// off returns how many levels a placement is away from the nearest accepted one; if
// there is no level, more than any real distance.
func (s *trialStory) off(l *questions.Level) int {
	least := len(questions.Levels)
	if l == nil {
		return least
	}
	for _, id := range []string{s.Intended, s.Judged, s.Also} {
		if accepted, err := questions.ParseLevel(id); err == nil {
			least = min(least, int(math.Abs(float64(accepted-*l))))
		}
	}
	return least
}

// trialReaders lists the readers whose answers count.
var trialReaders = []string{"first", "second"}

func readTrial[T any](t *testing.T, name string) T {
	t.Helper()
	text, err := os.ReadFile("testdata/validity/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var out T
	if err := yaml.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// answers returns a reader's answers to a story in a check of a depth.
func (s *trialStory) answers(bank *questions.Bank, given map[string]string, depth string) *assess.Answers {
	a := &assess.Answers{Depth: depth, Respondent: assess.Respondent{Perspective: s.Perspective}, Given: map[string]assess.Answer{}}
	for _, q := range a.Asked(bank) {
		if choose := given[q.ID]; choose != "" {
			a.Given[q.ID] = assess.Answer{Choose: choose}
		}
	}
	return a
}

// stirred returns the answers with each option moved to a neighbour with a chance of
// one in five, up or down alike; one at an end that would leave it stays.
func stirred(bank *questions.Bank, a *assess.Answers, chance *rand.Rand) *assess.Answers {
	out := *a
	out.Given = map[string]assess.Answer{}
	for _, q := range bank.Questions() { // in order, so that a seed always gives the same
		given, answered := a.Given[q.ID]
		if !answered {
			continue
		}
		if at := slices.Index(q.OptionIDs(), given.Choose); at >= 0 && chance.Float64() < 0.2 {
			at += 1 - 2*chance.IntN(2)
			given.Choose = q.Options[min(max(at, 0), len(q.Options)-1)].ID
		}
		out.Given[q.ID] = given
	}
	return &out
}

// TestTrial works out the figures of the trial, compares them with the goals that
// were set beforehand, and checks that docs/validity.md says the same.
func TestTrial(t *testing.T) {
	bank := questions.Default()
	stories := readTrial[[]trialStory](t, "stories")
	byReader := map[string]map[string]map[string]string{}
	for _, reader := range trialReaders {
		byReader[reader] = readTrial[map[string]map[string]string](t, reader)
		for i := range stories {
			s := &stories[i]
			given := byReader[reader][s.ID]
			for _, q := range s.answers(bank, nil, assess.Full).Asked(bank) {
				if !slices.Contains(q.AnswerWords(), given[q.ID]) {
					t.Errorf("%s, %s: %s is answered %q", reader, s.ID, q.ID, given[q.ID])
				}
			}
		}
	}
	agreed := 0
	for _, s := range stories {
		if s.Intended == s.Judged {
			agreed++
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%d stories; the judge names the level that was intended in %d\n\n", len(stories), agreed)
	fmt.Fprintf(&out, "%-6s %-28s %9s %11s %10s %6s\n", "check", "answers", "accepted", "within one", "not placed", "alpha")
	for _, depth := range []string{assess.Full, assess.Short} {
		ratings, accepted, near, unplaced := 0, 0, 0, 0
		stirs, stirredAccepted, stirredNear := 0, 0, 0
		units := make([][]float64, len(stories))
		chance := rand.New(rand.NewPCG(1, 2))
		for i := range stories {
			s := &stories[i]
			for _, reader := range trialReaders {
				a := s.answers(bank, byReader[reader][s.ID], depth)
				level := assess.Place(bank, a).Level
				ratings++
				switch off := s.off(level); {
				case s.accepts(level):
					accepted++
					near++
				case level == nil:
					unplaced++
					t.Logf("%s, %s reader: %s is not placed, not %s", depth, reader, s.ID, s.Intended)
				default:
					if off <= 1 {
						near++
					}
					t.Logf("%s, %s reader: %s is at %s, not %s", depth, reader, s.ID, *level, s.Intended)
				}
				if level != nil {
					units[i] = append(units[i], float64(*level))
				}
				for range 200 {
					stirs++
					moved := assess.Place(bank, stirred(bank, a, chance)).Level
					if s.accepts(moved) {
						stirredAccepted++
					}
					if s.off(moved) <= 1 {
						stirredNear++
					}
				}
			}
		}
		alpha := assess.OrdinalAlpha(units)
		share := func(n, of int) float64 { return 100 * float64(n) / float64(of) }
		fmt.Fprintf(&out, "%-6s %-28s %9s %11s %10d %6.2f\n", depth, "as given",
			fmt.Sprintf("%d of %d", accepted, ratings), fmt.Sprintf("%d of %d", near, ratings), unplaced, *alpha)
		fmt.Fprintf(&out, "%-6s %-28s %8.1f%% %10.1f%%\n", depth, "one in five moved by one", share(stirredAccepted, stirs), share(stirredNear, stirs))
		if share(accepted, ratings) < 90 || near != ratings || *alpha < 0.9 {
			t.Errorf("%s: %d of %d accepted, %d within one, alpha %.2f; the goal was 90 in 100, all, and 0.9", depth, accepted, ratings, near, *alpha)
		}
		if share(stirredAccepted, stirs) < 75 || share(stirredNear, stirs) < 98 {
			t.Errorf("%s, moved: %.1f%% accepted, %.1f%% within one; the goal was 75 and 98", depth, share(stirredAccepted, stirs), share(stirredNear, stirs))
		}
	}
	const path = "../docs/validity.md"
	document, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(document), "```text\n")
	figures, after, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("docs/validity.md has no figures")
	}
	if *updateFigures {
		if err := os.WriteFile(path, []byte(before+"```text\n"+out.String()+"```"+after), 0o644); err != nil {
			t.Fatal(err)
		}
		figures = out.String()
	}
	if figures != out.String() {
		t.Errorf("docs/validity.md says\n%s\nand the files say\n%s", figures, out.String())
	}
}
