package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestManyFiles holds that as many files as are read at once are read, and that
// more of them, or larger ones, are refused for that reason.
func TestManyFiles(t *testing.T) {
	oneAfterTheOther(t)
	h := newHarness(t)
	dir := t.TempDir()
	t.Chdir(dir)
	room := sample(t, lessonKind)
	for i := range mostFiles + 1 {
		put(t, dir, fmt.Sprintf("small-%04d.petal.yaml", i), fullAnswers())
		put(t, dir, fmt.Sprintf("room-%04d.yaml", i), room)
	}
	large := fullAnswers() + numbered("  - {said: \"s\", will: \"w%d\"}\n", 6000)
	most := mostBytes / len(large)
	for i := range most + 1 {
		put(t, dir, fmt.Sprintf("large-%04d.petal.yaml", i), large)
	}
	put(t, dir, "before.petal.yaml", strings.Replace(fullAnswers(), "round: during", "round: before", 1))
	rooms := ""
	for i := range mostFiles + 1 {
		rooms += fmt.Sprintf(" room-%04d.yaml", i)
	}
	tooMany := fmt.Sprintf("petal: %d files are named; at most %d are read at once\n", mostFiles+1, mostFiles)
	tooLarge := fmt.Sprintf("petal: the %d files hold more than 8 MB together; at most that much is read at once\n", most+1)
	for _, c := range []struct{ command, refused string }{
		{"check small-*.petal.yaml --at-least inform", tooMany},
		{"report small-*.petal.yaml", tooMany},
		{"compare small-*.petal.yaml", tooMany},
		{"check before.petal.yaml --no-fall-since small-*.petal.yaml", tooMany},
		{"learn --results" + rooms, tooMany},
		{"check large-*.petal.yaml --at-least inform", tooLarge},
		{"report large-*.petal.yaml -f json", tooLarge},
		{"check small-0*.petal.yaml --at-least inform", ""},
		{"check large-000*.petal.yaml --at-least inform", ""},
	} {
		got := h.run("", strings.Fields(c.command)...)
		if c.refused == "" && got.code == exitWrong || c.refused != "" && (got.code != exitWrong || got.stderr != c.refused || got.stdout != "") {
			t.Errorf("petal %.60s: exit code %d, %.300s, want %q", c.command, got.code, got.stderr, c.refused)
		}
	}
}
