package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// inBackticks matches what a document names as code, over a line's end too.
var inBackticks = regexp.MustCompile("`([^`]+)`")

// TestDocumentsNameCommands checks that every petal command a document names between
// backticks exists, with the flags it is given, and that every flag named on its own
// belongs to some command.
func TestDocumentsNameCommands(t *testing.T) {
	flags := map[string]bool{}
	note := func(f *pflag.Flag) { flags["--"+f.Name], flags["-"+f.Shorthand] = true, true }
	for _, cmd := range documented((&app{}).root()) {
		cmd.Flags().VisitAll(note)
		cmd.PersistentFlags().VisitAll(note)
	}
	commands, alone := 0, 0
	for name, text := range documents(t) {
		text = regexp.MustCompile("(?s)```.*?```").ReplaceAllString(text, "") // sessions and workflows are run
		for _, code := range inBackticks.FindAllStringSubmatch(text, -1) {
			words := strings.Fields(code[1])
			switch {
			case words[0] == "petal":
				commands++
				if err := resolves(words[1:]); err != nil {
					t.Errorf("%s: `%s`: %v", name, code[1], err)
				}
			case strings.HasPrefix(words[0], "--"):
				alone++
				if !flags[words[0]] {
					t.Errorf("%s: no command has the flag %s", name, words[0])
				}
			}
		}
	}
	if commands < 30 || alone < 15 {
		t.Errorf("%d commands and %d flags are named, want at least 30 and 15", commands, alone)
	}
}

// TestResolves checks that commands and flags that do not exist are found.
func TestResolves(t *testing.T) {
	for line, want := range map[string]bool{
		"": true, "report FILE": true, "bank check --strict our-bank.yaml": true, "completion --help": true, "learn --seed 7 --room": true,
		"reprot FILE": false, "bank chekc": false, "report --stirct": false, "learn --seed seven": false, "report -x": false,
	} {
		if err := resolves(strings.Fields(line)); (err == nil) != want {
			t.Errorf("petal %s: %v", line, err)
		}
	}
}

// resolves returns what is wrong with a command line. Its files need not exist.
func resolves(args []string) error {
	root := (&app{}).root()
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	cmd, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	cmd.InitDefaultHelpFlag()
	if err := cmd.ParseFlags(rest); err != nil && !errors.Is(err, pflag.ErrHelp) {
		return err
	}
	if left := cmd.Flags().Args(); len(left) > 0 && slices.ContainsFunc(cmd.Commands(), (*cobra.Command).IsAvailableCommand) {
		return errors.New(cmd.CommandPath() + " has no command " + left[0])
	}
	return nil
}

func document(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// documents returns the README and the documents, by their names.
func documents(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, path := range append(paths, "../../README.md") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(path)] = string(text)
	}
	return out
}

// TestReadmeFigures compares the README's figures with go.mod. How long a check takes
// is in [TestPromisedTime].
func TestReadmeFigures(t *testing.T) {
	readme := strings.Join(strings.Fields(documents(t)["README.md"]), " ")
	module, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go ([0-9.]+)$`).FindSubmatch(module)
	if want := "with Go " + string(version[1]) + " or newer"; !strings.Contains(readme, want) {
		t.Errorf("the README does not say %q", want)
	}
}
