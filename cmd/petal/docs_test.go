//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

var consoleBlock = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestDocuments runs every session shown in the README and in docs, those of one
// document in turn in one folder. It compares what each command prints, with both
// streams together, as a terminal shows them. A line "…" stands for any number of
// lines, but not for all of them; lines that begin with "> " continue the command.
// Each command must exit with code 0, unless the session shows its code with echo
// "exit code $?".
func TestDocuments(t *testing.T) {
	oneAfterTheOther(t)
	documents, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	sessions := 0
	for _, path := range append(documents, "../../README.md") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for _, block := range consoleBlock.FindAllStringSubmatch(string(text), -1) {
				for _, session := range strings.Split("\n"+block[1], "\n$ ")[1:] {
					sessions++
					command, want := parseSession(session)
					runSession(t, dir, command, want)
				}
			}
		})
	}
	if sessions < 5 {
		t.Errorf("%d sessions in the documents, want at least 5", sessions)
	}
}

// parseSession separates what is typed from what is printed.
func parseSession(session string) (command, want string) {
	command, want, _ = strings.Cut(session, "\n")
	for {
		more, typed := strings.CutPrefix(want, "> ")
		if !typed {
			break
		}
		line, rest, _ := strings.Cut(more, "\n")
		command, want = command+"\n"+line, rest
	}
	if want != "" && !strings.HasSuffix(want, "\n") {
		want += "\n"
	}
	return command, want
}

func runSession(t *testing.T, dir, command, want string) {
	t.Helper()
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "COLUMNS=80", "ACCESSIBLE=", "TERM=xterm")
	got, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("$ %s\n%v, which the session does not show; it prints\n%s", command, err, got)
	}
	if strings.Trim(want, "…\n") == "" && want != "" {
		t.Errorf("$ %s\nis shown to print anything; show some of it, or throw it away with >/dev/null", command)
	}
	if !showsAs(string(got), want) {
		t.Errorf("$ %s\nis shown to print\n%s\nand prints\n%s", command, want, got)
	}
}

// showsAs reports whether got is want, where a line "…" of want is any lines.
func showsAs(got, want string) bool {
	var pattern strings.Builder
	for line := range strings.Lines(want) {
		if line == "…\n" {
			pattern.WriteString(`(?:.*\n)*`)
		} else {
			pattern.WriteString(regexp.QuoteMeta(line))
		}
	}
	return regexp.MustCompile(`^` + pattern.String() + `$`).MatchString(got)
}

// TestReadmeCommands runs the first of the commands that the README begins with, from
// where a reader runs it, and checks that the picture above it exists. [TestPictures]
// checks that the picture is what Petal shows. A test does not run the tests
// themselves: .ci/run reads that command here.
func TestReadmeCommands(t *testing.T) {
	oneAfterTheOther(t)
	readme := document(t, "../../README.md")
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(readme, -1)
	if len(blocks) != 2 || blocks[0][1] != "go run ./cmd/petal report --example\n" || blocks[1][1] != "go test ./...\n" {
		t.Fatalf("the commands of the README are %q", blocks)
	}
	pictures := regexp.MustCompile(`!\[(.+)\]\(([^)]+)\)`).FindAllStringSubmatchIndex(readme, -1)
	if len(pictures) == 0 || pictures[0][0] > strings.Index(readme, "```sh") {
		t.Error("no picture stands before the commands")
	}
	for _, p := range pictures {
		document(t, filepath.Join("../..", readme[p[4]:p[5]]))
	}
	runSession(t, "../..", strings.TrimSpace(blocks[0][1]), "Hospital discharge letters\n…\nThis project is at: Engage.\n…\n")
}

// petalCommand matches the commands that a workflow in a document runs.
var petalCommand = regexp.MustCompile(`(?m)^\s*- (?:run: )?(petal .*)$`)

// TestWorkflows runs every petal command of the workflows in the documents, in the
// folder that the sessions of docs/ci.md make, and checks that each does its work;
// and that the action of our own that a workflow uses is there, with the inputs it is
// given and those that docs/ci.md lists. Its own steps are run by .ci/action/run.
func TestWorkflows(t *testing.T) {
	oneAfterTheOther(t)
	guide := documents(t)["ci.md"]
	dir := t.TempDir()
	for _, block := range consoleBlock.FindAllStringSubmatch(guide, -1) {
		for _, session := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			command, want := parseSession(session)
			runSession(t, dir, command, want)
		}
	}
	commands := petalCommand.FindAllStringSubmatch(guide, -1)
	if len(commands) != 2 {
		t.Fatalf("%d petal commands in the workflows, want 2", len(commands))
	}
	for _, c := range commands {
		cmd := exec.Command("sh", "-c", c[1])
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", c[1], err, out)
		}
	}
	for _, name := range []string{"petal.html", "petal.xml"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("no %s was written: %v", name, err)
		}
	}

	type uses struct {
		Uses string            `yaml:"uses"`
		With map[string]string `yaml:"with"`
	}
	used := 0
	for name, text := range documents(t) {
		for _, block := range regexp.MustCompile("(?s)```yaml\n(name:.*?)```").FindAllStringSubmatch(text, -1) {
			var workflow struct {
				Jobs map[string]struct {
					Steps []uses `yaml:"steps"`
				} `yaml:"jobs"`
			}
			if err := yaml.Unmarshal([]byte(block[1]), &workflow); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, step := range workflow.Jobs["petal"].Steps {
				path, ours := strings.CutPrefix(step.Uses, "./.petal/")
				if !ours {
					continue
				}
				used++
				var action struct {
					Inputs map[string]struct {
						Default string `yaml:"default"`
					} `yaml:"inputs"`
				}
				if err := yaml.Unmarshal([]byte(document(t, filepath.Join("../..", path, "action.yml"))), &action); err != nil {
					t.Fatal(err)
				}
				for input := range step.With {
					if _, there := action.Inputs[input]; !there {
						t.Errorf("%s: the action has no input %q", name, input)
					}
				}
				for input := range action.Inputs {
					if !strings.Contains(guide, "\n| `"+input+"` | ") {
						t.Errorf("docs/ci.md does not list the input %q", input)
					}
				}
			}
		}
	}
	if used != 2 {
		t.Errorf("%d workflows use the action, want those of the README and of docs/ci.md", used)
	}
}
