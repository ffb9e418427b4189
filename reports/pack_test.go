package reports_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// packIn returns the pages of a pack in Markdown, by name.
func packIn(t *testing.T, stories []*questions.Scenario) (names []string, pages map[string]string) {
	t.Helper()
	pages = map[string]string{}
	for _, p := range reports.Pack(questions.Default(), stories, "petal learn --room --count 2 --seed 7") {
		var out bytes.Buffer
		if err := reports.Markdown(&out, p.Document, reports.Options{}); err != nil {
			t.Fatal(err)
		}
		names = append(names, p.Name)
		pages[p.Name] = out.String()
	}
	return names, pages
}

func TestPack(t *testing.T) {
	set := questions.DefaultScenarios()
	names, pages := packIn(t, []*questions.Scenario{set.Scenario("washing-day"), set.Scenario("friday-kitchen")})
	if want := []string{"1-trainers-notes", "2-stories", "3-answers", "4-sign-up", "5-feedback"}; !slices.Equal(names, want) {
		t.Fatalf("the pages are %q, want %q", names, want)
	}
	var all strings.Builder
	for _, name := range names {
		all.WriteString("<!-- " + name + " -->\n\n" + pages[name] + "\n")
	}
	golden(t, "pack.md", []byte(all.String()))

	// The answers are for the trainer alone.
	for _, s := range []*questions.Scenario{set.Scenario("washing-day"), set.Scenario("friday-kitchen")} {
		for name, text := range pages {
			if told := strings.Contains(text, s.Why); told != (name == "3-answers") {
				t.Errorf("%s tells why %s is at its level: %v", name, s.ID, told)
			}
		}
	}
	for name, text := range pages {
		if strings.ContainsAny(text, "{}") {
			t.Errorf("%s has a place that nothing fills:\n%s", name, text)
		}
	}
}

// TestPackFitsTheHour checks that what happens adds up to sixty minutes, and that a
// story is never given less than it takes.
func TestPackFitsTheHour(t *testing.T) {
	set := questions.DefaultScenarios()
	if got := reports.FitsPack(); got != 8 {
		t.Errorf("an hour has room for %d stories, want 8", got)
	}
	for count, want := range map[int]string{1: "about 40 minutes each", 5: "about 8 minutes each", 8: "about 5 minutes each", 20: "about 5 minutes each"} {
		var stories []*questions.Scenario
		for i := range set.Scenarios[:count] {
			stories = append(stories, &set.Scenarios[i])
		}
		_, pages := packIn(t, stories)
		for _, words := range []string{want, "| 0 to 5: Welcome |", "| 55 to 60: Close |"} {
			if !strings.Contains(pages["1-trainers-notes"], words) {
				t.Errorf("%d stories: %q is not in the notes", count, words)
			}
		}
	}
}
