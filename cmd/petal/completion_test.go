package main

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// offered returns what a shell would offer after args, the last of which is the part
// of the next word that was typed: the words that begin with it, without
// descriptions. If files are offered, it returns their extensions, each after a star.
func offered(t *testing.T, args ...string) []string {
	t.Helper()
	got := newHarness(t).run("", append([]string{cobra.ShellCompRequestCmd}, args...)...)
	if got.code != 0 {
		t.Fatalf("exit code %d: %s", got.code, got.stderr)
	}
	lines := strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\n")
	last := len(lines) - 1
	directive, err := strconv.Atoi(strings.TrimPrefix(lines[last], ":"))
	if err != nil {
		t.Fatalf("the last line is %q", lines[last])
	}
	var out []string
	for _, line := range lines[:last] {
		switch word, _, _ := strings.Cut(line, "\t"); {
		case cobra.ShellCompDirective(directive)&cobra.ShellCompDirectiveFilterFileExt != 0:
			out = append(out, "*."+word)
		case strings.HasPrefix(word, args[len(args)-1]):
			out = append(out, word)
		}
	}
	return out
}

// TestCompletion checks what is offered at each place.
func TestCompletion(t *testing.T) {
	answers, yaml := []string{"*.petal.yaml"}, []string{"*.yaml", "*.yml"}
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"assess ", answers},
		{"report ", answers},
		{"report ward.petal.yaml ", answers},
		{"report --format ", reportFormats.names()},
		{"report -f j", []string{"json", "junit"}},
		{"report --view ", reports.Views},
		{"check ", answers},
		{"compare w", answers},
		{"check -f ", checkFormats.names()},
		{"compare -f ", roundFormats.names()},
		{"actions w", answers},
		{"actions -f ", actionsFormats.names()},
		{"portfolio w", answers},
		{"portfolio -f ", portfolioFormats.names()},
		{"portfolio --sort ", assess.Sorts},
		{"portfolio --by ", []string{"team"}},
		{"compare --by ", []string{"round", "perspective"}},
		{"check --at-least ", append(questions.LevelIDs()[1:], "aim")},
		{"check --evidence co-p", []string{"co-produce"}},
		{"check --allow-limit safety=co", []string{"safety=consult", "safety=co-design", "safety=co-produce"}},
		{"check --perspectives staff,c", []string{"staff,carer"}},
		{"check --item pay", []string{"payment="}},
		{"check --item principles/sh", nil},
		{"check --policy ", yaml},
		{"check --no-fall-since c", answers},
		{"assess --from w", answers},
		{"schema p", []string{"policy", "portfolio"}},
		{"assess --perspective ", questions.PerspectiveIDs(questions.Perspectives)},
		{"assess --round ", assess.Rounds},
		{"assess --claim ", questions.LevelIDs()},
		{"assess --aim ", questions.LevelIDs()[1:]},
		{"assess --limit ", questions.Limits},
		{"assess --depth ", assess.Depths},
		{"assess --notes ", []string{"all", "strong", "none"}},
		{"assess --bank ", yaml},
		{"bank show ", yaml},
		{"bank check o", yaml},
		{"bank new ", nil},
		{"bank list -f ", []string{"text", "json"}},
		{"version --format ", []string{"text", "json"}},
		{"explain co-d", []string{"co-design"}},
		{"explain co-p", []string{"co-produce", "co-production"}},
		{"explain hea", []string{"heard"}},
		{"learn --level ", questions.LevelIDs()},
		{"learn --level inform,co-", []string{"inform,co-design", "inform,co-produce"}},
		{"learn --results ", yaml},
		{"learn --scenarios o", yaml},
	} {
		got := offered(t, strings.Split(c.typed, " ")...)
		slices.Sort(got)
		want := slices.Sorted(slices.Values(c.want))
		if !slices.Equal(got, want) {
			t.Errorf("petal %s: got %q, want %q", c.typed, got, want)
		}
	}
}

// TestCompletionOffersItems checks that the items of every framework can be explained
// by what is offered, and that the bank that is named is the one used.
func TestCompletionOffersItems(t *testing.T) {
	words := offered(t, "explain", "")
	for _, f := range questions.Default().Frameworks {
		for _, i := range f.Items {
			if !slices.Contains(words, i.ID) {
				t.Errorf("%s/%s is not offered", f.ID, i.ID)
			}
		}
	}
	h := newHarness(t)
	for _, w := range words {
		if got := h.run("", "explain", w); got.code != 0 {
			t.Errorf("petal explain %s, as offered: %s", w, got.stderr)
		}
	}
	text := strings.Replace(string(questions.BankText(questions.DefaultBank)), "- id: heard", "- id: heard-here", 1)
	text = strings.ReplaceAll(text, "heard/", "heard-here/")
	bank := put(t, t.TempDir(), "bank.yaml", text)
	if got := offered(t, "explain", "--bank", bank, "heard-h"); !slices.Equal(got, []string{"heard-here"}) {
		t.Errorf("with another bank: got %q, want heard-here", got)
	}
}

// TestCompletionKnowsEveryChoice checks that no flag with a fixed choice is
// forgotten, and that each format offered is one the command takes.
func TestCompletionKnowsEveryChoice(t *testing.T) {
	h := newHarness(t)
	a := &app{}
	for _, cmd := range documented(a.root()) {
		path := strings.Fields(cmd.CommandPath())[1:]
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			switch f.Name {
			case "format":
				formats := offered(t, append(path, "--format", "")...)
				if len(formats) < 2 {
					t.Errorf("%s --format offers %q", cmd.CommandPath(), formats)
				}
				for _, format := range formats {
					if got := h.run("", append(path, "--format", format)...); strings.Contains(got.stderr, "unknown format") {
						t.Errorf("%s --format %s: %s", cmd.CommandPath(), format, got.stderr)
					}
				}
			case "bank", "view", "perspective", "perspectives", "claim", "aim", "limit", "allow-limit", "depth", "notes", "level", "at-least", "evidence", "item", "by":
				if len(offered(t, append(path, "--"+f.Name, "")...)) == 0 {
					t.Errorf("%s --%s offers nothing", cmd.CommandPath(), f.Name)
				}
			}
		})
	}
}

// TestCompletionScripts checks that each shell's script asks Petal.
func TestCompletionScripts(t *testing.T) {
	h := newHarness(t)
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		got := h.run("", "completion", shell)
		if got.code != 0 || !strings.Contains(got.stdout, "__complete") {
			t.Errorf("%s: exit code %d, %d bytes", shell, got.code, len(got.stdout))
		}
	}
	if help := h.run("", "completion", "bash", "--help").stdout; !strings.Contains(help, "works without it") {
		t.Errorf("the help for bash asks for what is not needed:\n%s", help)
	}
}
