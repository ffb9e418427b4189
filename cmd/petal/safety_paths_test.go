package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// TestOutputPaths tries, on every command that writes to a file named with -o
// and reads others, each kind of name that is not a plain new file.
func TestOutputPaths(t *testing.T) {
	oneAfterTheOther(t)
	h := newHarness(t)
	counted := countCases(t, "commands with each kind of path", 7)
	met := map[string]bool{}
	for _, k := range kinds {
		sound := sample(t, k)
		for _, i := range invocations(k) {
			cmd, _, err := (&app{}).root().Find(strings.Fields(i.words))
			if err != nil {
				t.Fatal(err)
			}
			// A session that asks is kept with --save, not with -o.
			if cmd.Flags().Lookup("output") == nil || i.stdin != "" {
				continue
			}
			first := !met[cmd.CommandPath()]
			met[cmd.CommandPath()] = true
			if !counted.nextOr(first) {
				continue
			}
			t.Run(i.words, func(t *testing.T) {
				dir := t.TempDir()
				input := put(t, dir, "input.yaml", sound)
				beside := good{answers: put(t, dir, "good.petal.yaml", sample(t, answersKind)), dir: t.TempDir()}
				put(t, dir, "other", "before")
				if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
					t.Fatal(err)
				}
				symlink(t, "input.yaml", filepath.Join(dir, "link-to-input"))
				symlink(t, "link-to-input", filepath.Join(dir, "link-to-link"))
				link(t, os.Link, input, filepath.Join(dir, "input-again"))
				symlink(t, "other", filepath.Join(dir, "link-to-other"))
				symlink(t, "not-yet", filepath.Join(dir, "link-to-nothing"))
				symlink(t, "ring", filepath.Join(dir, "ring"))
				to := func(name string) outcome {
					if name != "-" && !filepath.IsAbs(name) {
						name = dir + "/" + name
					}
					args := append(beside.args(t, i, input, sound), "-o", name)
					if !strings.Contains(i.words, "--format") && cmd.Flags().Lookup("format") != nil {
						args = append(args, "--format", "terminal")
					}
					return h.run(i.stdin, args...)
				}

				plain := to("-")
				if plain.code == exitWrong || plain.stdout == "" || plain.code == exitDone && plain.stderr != "" {
					t.Fatalf("-o -: %d, %q", plain.code, plain.stderr)
				}
				refused := []string{"input.yaml", "folder/../input.yaml", "link-to-input", "link-to-link", "input-again", "folder", "folder/", "ring", "no/such/folder", "other/inside", ""}
				if strings.Contains(i.words, "{answers}") {
					refused = append(refused, "good.petal.yaml")
				}
				for _, name := range []string{"carer", "before"} {
					if strings.Contains(i.words, "{"+name+"}") {
						refused = append(refused, filepath.Join(beside.dir, name+answersfile.Suffix))
					}
				}
				for _, name := range refused {
					got := to(name)
					if got.code != exitWrong || got.stdout != "" || !strings.HasPrefix(got.stderr, "petal: ") {
						t.Errorf("-o %q: got %d, %q", name, got.code, got.stderr)
					}
				}
				for name, want := range map[string]string{"input.yaml": sound, "other": "before", "good.petal.yaml": sample(t, answersKind)} {
					if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(text) != want {
						t.Errorf("%s was changed: %v", name, err)
					}
				}
				for name, written := range map[string]string{"new": "new", "link-to-other": "other", "link-to-nothing": "not-yet", "folder/new": "folder/new"} {
					got := to(name)
					if got.code != plain.code || got.stdout != "" || got.stderr != fmt.Sprintf("wrote %s/%s\n", dir, name)+plain.stderr {
						t.Errorf("-o %s: got %d, %q", name, got.code, got.stderr)
					}
					if text, err := os.ReadFile(filepath.Join(dir, written)); err != nil || string(text) != plain.stdout {
						t.Errorf("-o %s: %s does not hold what -o - shows: %v", name, written, err)
					}
				}
				if info, err := os.Lstat(filepath.Join(dir, "link-to-other")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
					t.Error("the link was written over")
				}
				if got := to(os.DevNull); got.code != plain.code {
					t.Errorf("-o %s: got %d, %q", os.DevNull, got.code, got.stderr)
				}
				const want = "folder good.petal.yaml input-again input.yaml link-to-input link-to-link link-to-nothing link-to-other new not-yet other ring"
				if got := listing(t, dir); got != want {
					t.Errorf("the folder holds\n%s, want\n%s", got, want)
				}
			})
		}
	}
}

// symlink makes a symbolic link. Wine makes one and does not see it afterwards.
func symlink(t *testing.T, from, to string) {
	t.Helper()
	link(t, os.Symlink, from, to)
	if _, err := os.Readlink(to); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

func link(t *testing.T, how func(from, to string) error, from, to string) {
	t.Helper()
	if err := how(from, to); err != nil {
		t.Skipf("no links here: %v", err)
	}
}

// listing returns what is in a folder.
func listing(t testing.TB, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}
