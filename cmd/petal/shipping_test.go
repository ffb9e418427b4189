package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/cmd/petal/internal/manpages"
	"github.com/petal-check/petal/questions"
)

func TestVersion(t *testing.T) {
	defer func(v, c, d string) { version, commit, date = v, c, d }(version, commit, date)
	version, commit, date = "1.2.3", "abc123", "2026-11-20T08:00:00Z"
	bank := questions.Default()
	h := newHarness(t)
	want := fmt.Sprintf("petal 1.2.3\ncommit abc123\ndate   2026-11-20T08:00:00Z\ngo     %s\nbank   %s %s\n", runtime.Version(), bank.ID, bank.Version)
	if got := h.run("", "version"); got.stdout != want {
		t.Errorf("got\n%s\nwant\n%s", got.stdout, want)
	}
	if got, want := h.run("", "--version").stdout, "petal 1.2.3\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var read build
	got := h.run("", "version", "-f", "json")
	if err := json.Unmarshal([]byte(got.stdout), &read); err != nil {
		t.Fatal(err)
	}
	if want := (build{"1.2.3", "abc123", "2026-11-20T08:00:00Z", runtime.Version(), bankBuilt{bank.ID, bank.Version}}); read != want {
		t.Errorf("got %+v, want %+v", read, want)
	}
	got = h.run("", "version", "-f", "yaml")
	if want := (outcome{exitWrong, "", "petal: unknown format \"yaml\"; choose one of text, json\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestManPages checks that every command the help shows has a page with its version
// and date, and that man reads each without a warning.
func TestManPages(t *testing.T) {
	dir := t.TempDir()
	if err := manpages.Write((&app{}).root(), dir, "1.2.3", "2026-11-20T08:00:00Z"); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		pages[i] = filepath.Base(pages[i])
	}
	if want := manNames(); !slices.Equal(pages, want) {
		t.Errorf("got %q, want %q", pages, want)
	}
	for _, page := range pages {
		text, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf(`.TH "%s" "1" "Nov 2026" "petal 1.2.3" "Petal"`, strings.ToUpper(strings.TrimSuffix(page, ".1")))
		if !slices.Contains(strings.Split(string(text), "\n"), want) {
			t.Errorf("%s has no line %s", page, want)
		}
	}
	if err := manpages.Write((&app{}).root(), dir, "1.2.3", "yesterday"); err == nil {
		t.Error("yesterday is taken for a date")
	}
	if _, err := exec.LookPath("groff"); err != nil {
		t.Skip("no groff to read the pages with")
	}
	for _, page := range pages {
		out, err := exec.Command("groff", "-man", "-ww", "-z", "-Tutf8", filepath.Join(dir, page)).CombinedOutput()
		if err != nil || len(out) > 0 {
			t.Errorf("groff %s: %v\n%s", page, err, out)
		}
	}
}

// manNames returns the files of the manual, in order.
func manNames() []string {
	var names []string
	for _, cmd := range documented((&app{}).root()) {
		names = append(names, strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1")
	}
	slices.Sort(names)
	return names
}

// TestReleaseNamesEveryPage checks that the cask, which lists the pages it installs,
// lists all of them.
func TestReleaseNamesEveryPage(t *testing.T) {
	text, err := os.ReadFile("../../.goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var release struct {
		Casks []struct {
			Manpages []string `yaml:"manpages"`
		} `yaml:"homebrew_casks"`
	}
	if err := yaml.Unmarshal(text, &release); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, name := range manNames() {
		want = append(want, "man/"+name)
	}
	if got := slices.Sorted(slices.Values(release.Casks[0].Manpages)); !slices.Equal(got, want) {
		t.Errorf("manpages of the cask in .goreleaser.yaml: got %q, want %q", got, want)
	}
}

// TestActionsArePinned checks that what a workflow or an action of our own uses is
// named by a full commit, which nobody can move, with the version it is beside it;
// that a workflow may do nothing but what a job asks for, and a job no more than
// read, but for the signature of a release.
func TestActionsArePinned(t *testing.T) {
	pinned := regexp.MustCompile(`^[a-z-]+(/[a-z-]+)+@[0-9a-f]{40}$`)
	version := regexp.MustCompile(`^# v[0-9]+\.[0-9]+\.[0-9]+$`)
	allowed := map[string]string{"release.yaml build id-token": "write"}
	paths, err := filepath.Glob("../../.github/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	actions, err := filepath.Glob("../../.github/actions/*/action.yml")
	if err != nil {
		t.Fatal(err)
	}
	paths = append(paths, actions...)
	used := 0
	for _, path := range paths {
		name := filepath.Base(path)
		var tree yaml.Node
		if err := yaml.Unmarshal([]byte(document(t, path)), &tree); err != nil {
			t.Fatal(err)
		}
		var visit func(n *yaml.Node)
		visit = func(n *yaml.Node) {
			for i, child := range n.Content {
				if n.Kind == yaml.MappingNode && i%2 == 1 && n.Content[i-1].Value == "uses" {
					used++
					if !pinned.MatchString(child.Value) || !version.MatchString(child.LineComment) {
						t.Errorf("%s:%d: uses: %s %s; want a commit and, behind it, # and its version", name, child.Line, child.Value, child.LineComment)
					}
				}
				visit(child)
			}
		}
		visit(&tree)
		if name == "action.yml" { // it may do what the job may that uses it
			continue
		}

		var workflow struct {
			Permissions map[string]string `yaml:"permissions"`
			Jobs        map[string]struct {
				Permissions map[string]string `yaml:"permissions"`
			} `yaml:"jobs"`
		}
		if err := tree.Decode(&workflow); err != nil {
			t.Fatal(err)
		}
		if workflow.Permissions == nil || len(workflow.Permissions) > 0 {
			t.Errorf("%s: permissions: got %v, want {}", name, workflow.Permissions)
		}
		for job, may := range workflow.Jobs {
			if may.Permissions == nil {
				t.Errorf("%s: the job %s does not say what it may do", name, job)
			}
			for what, how := range may.Permissions {
				if how != "read" && allowed[strings.Join([]string{name, job, what}, " ")] != how {
					t.Errorf("%s: the job %s may %s %s", name, job, how, what)
				}
			}
		}
	}
	if len(paths) < 3 || used < 11 {
		t.Errorf("%d workflows and actions of our own use %d actions, want at least 3 and 11", len(paths), used)
	}
}

// TestThreatsNameTests checks that the tests the threat table names are there, and
// that it names the package if several tests have the same name.
func TestThreatsNameTests(t *testing.T) {
	table, err := os.ReadFile("../../docs/threats.md")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string][]string{} // the folders that have a test of a name
	function := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)[A-Za-z]+)\(`)
	err = filepath.WalkDir("../..", func(path string, _ os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, "_test.go") {
			var text []byte
			text, err = os.ReadFile(path)
			for _, f := range function.FindAllSubmatch(text, -1) {
				there[string(f[1])] = append(there[string(f[1])], filepath.Base(filepath.Dir(path)))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`(?:([a-z]+)\\.)?((?:Test|Fuzz)[A-Za-z]+)`").FindAllStringSubmatch(string(table), -1)
	for _, n := range named {
		in := there[n[2]]
		switch {
		case len(in) == 0 || n[1] != "" && !slices.Contains(in, n[1]):
			t.Errorf("there is no %s", n[0])
		case n[1] == "" && len(in) > 1:
			t.Errorf("%s is in %q; say which is meant", n[0], in)
		}
	}
	scripts := regexp.MustCompile("`([a-z_]+\\.txtar)`").FindAllStringSubmatch(string(table), -1)
	for _, s := range scripts {
		if _, err := os.Stat("testdata/script/" + s[1]); err != nil {
			t.Error(err)
		}
	}
	if len(named) < 30 || len(scripts) < 3 {
		t.Errorf("%d tests and %d scripts are named, want at least 30 and 3", len(named), len(scripts))
	}
}
