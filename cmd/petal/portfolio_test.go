//go:build unix

package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestPortfolioSameBytes checks that the number of processors and the order of the
// paths change nothing.
func TestPortfolioSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	dir := t.TempDir()
	writeProjects(t, dir, 90)
	half := filepath.Join(dir, "0", "00004?.petal.yaml")
	h := newHarness(t)
	for _, format := range portfolioFormats.names() {
		want := ""
		for _, processors := range []int{1, 2, 7} {
			runtime.GOMAXPROCS(processors)
			for _, paths := range [][]string{{dir, half}, {half, dir}} {
				got := h.run("", append([]string{"portfolio", "--all-rounds", "-f", format}, paths...)...)
				if got.code != exitDone {
					t.Fatalf("%s: exit code %d: %s", format, got.code, got.stderr)
				}
				if want == "" {
					want = got.stdout
				}
				if got.stdout != want || len(want) < 1000 {
					t.Errorf("%s: %d processors and %v give other bytes", format, processors, paths)
				}
			}
		}
	}
}

// TestOnceEach checks that a file with several names is read once, and that a link to
// a folder, which could form a loop, is not followed.
func TestOnceEach(t *testing.T) {
	dir := t.TempDir()
	inner := filepath.Join(dir, "inner")
	if err := os.Mkdir(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	one := put(t, inner, "one.petal.yaml", "x")
	put(t, dir, "two.petal.yaml", "y")
	for _, err := range []error{
		os.Symlink(one, filepath.Join(dir, "zlink.petal.yaml")),
		os.Link(one, filepath.Join(dir, "zhard.petal.yaml")),
		os.Symlink(dir, filepath.Join(inner, "round")),
		os.Symlink(inner, filepath.Join(dir, "folder-link")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, paths := range [][]string{{dir}, {inner, dir, one}, {filepath.Join(dir, "*")}, {filepath.Join(dir, "folder-link"), filepath.Join(dir, "two.petal.yaml")}} {
		found, err := search(paths)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, path := range onceEach(found) {
			got = append(got, strings.TrimPrefix(path, dir+"/"))
		}
		if len(got) != 2 || !slices.Contains(got, "two.petal.yaml") {
			t.Errorf("%v: got %q", paths, got)
		}
	}
}
