package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestManyFiles checks that as many files as are read at once are read, and that more
// of them, or larger ones, are refused for that reason.
func TestManyFiles(t *testing.T) {
	oneAfterTheOther(t)
	h := newHarness(t)
	dir := t.TempDir()
	t.Chdir(dir)
	large := fullAnswers() + numbered("  - {said: \"s\", will: \"w%d\"}\n", 6000)
	most := mostBytes / len(large)
	for i := range most + 1 {
		put(t, dir, fmt.Sprintf("large-%04d.petal.yaml", i), large)
	}
	many := numbered(" not-there-%d.petal.yaml", mostFiles+1) // they are counted before they are looked for
	tooMany := fmt.Sprintf("petal: %d files are too many; Petal reads at most %d at a time\n", mostFiles+1, mostFiles)
	tooLarge := fmt.Sprintf("petal: the %d files hold more than %d MB together, which is the most that Petal reads at a time\n", most+1, mostBytes>>20)
	for _, c := range []struct{ command, refused string }{
		{"check" + many + " --at-least inform", tooMany},
		{"report" + many, tooMany},
		{"compare" + many, tooMany},
		{"actions" + many, tooMany},
		{"learn --results" + many, tooMany},
		{"check large-*.petal.yaml --at-least inform", tooLarge},
		{"report large-*.petal.yaml -f json", tooLarge},
		{"check large-000*.petal.yaml --at-least inform", ""},
	} {
		got := h.run("", strings.Fields(c.command)...)
		if c.refused == "" && got.code == exitWrong || c.refused != "" && (got.code != exitWrong || got.stderr != c.refused || got.stdout != "") {
			t.Errorf("petal %.60s: exit code %d, %.300s, want %q", c.command, got.code, got.stderr, c.refused)
		}
	}
}

// TestMatchingHasAnEnd checks that a pattern which looks at too many names is
// refused, in folders within folders too, and that one which looks at just enough is
// not.
func TestMatchingHasAnEnd(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o700); err != nil {
			t.Fatal(err)
		}
		for i := range 4 {
			put(t, filepath.Join(dir, folder), fmt.Sprintf("%d.petal.yaml", i), "x")
		}
	}
	pattern := filepath.Join(dir, "*", "*.petal.yaml")
	found, err := matchingAmong(pattern, 10) // two folders, and four names in each
	if err != nil || len(found) != 8 || found[0] != filepath.Join(dir, "a", "0.petal.yaml") {
		t.Errorf("found %q, error %v; want the eight files", found, err)
	}
	if found, err := matchingAmong(pattern, 9); err == nil {
		t.Errorf("found %q, want a refusal", found)
	}
}
