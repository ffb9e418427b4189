package reports_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if strings.HasSuffix(name, ".html") {
		got = pageStyle.ReplaceAll(got, []byte("$1$3…$2$4"))
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; -update writes it anew. got\n%s", path, got)
	}
}

// pageStyle is the style of a page and the hash that allows it: every page has the
// same, which is checked in a browser.
var pageStyle = regexp.MustCompile(`(?s)(<style>).*?(</style>)|(sha256-).*?(&#39;)`)

func terminal(t testing.TB, r *assess.Result, o reports.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := reports.Terminal(&out, reports.Report(r), o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTerminalGolden(t *testing.T) {
	for _, c := range []struct {
		file, fixture string
		options       reports.Options
	}{
		{"full-80.txt", "full", reports.Options{Width: 80}},
		{"full-40.txt", "full", reports.Options{Width: 40, View: reports.Ladder}},
		{"full-80-words.txt", "full", reports.Options{Width: 80, Words: true}},
		{"several-80.txt", "several", reports.Options{Width: 80}},
	} {
		t.Run(c.file, func(t *testing.T) { golden(t, c.file, terminal(t, fixture(t, c.fixture), c.options)) })
	}
}

// TestTerminalFits checks that no line is wider than the terminal, at any width from
// 40 columns, for every fixture and both drawings.
func TestTerminalFits(t *testing.T) {
	for _, name := range fixtures {
		r := fixture(t, name)
		for _, view := range []reports.View{reports.Flower, reports.Ladder} {
			for width := 40; width <= 100; width++ {
				for i, line := range strings.Split(string(terminal(t, r, reports.Options{Width: width, View: view})), "\n") {
					if w := ansi.StringWidth(line); w > width {
						t.Fatalf("%s, %s: line %d has %d columns of %d: %q", name, view, i+1, w, width, line)
					}
				}
			}
		}
	}
}

// TestTerminalWithoutColourSaysTheSame checks that colour carries no meaning of its
// own: without its escapes a coloured report is the plain one.
func TestTerminalWithoutColourSaysTheSame(t *testing.T) {
	r := fixture(t, "full")
	plain := terminal(t, r, reports.Options{Width: 80})
	coloured := terminal(t, r, reports.Options{Width: 80, Colours: 16})
	if bytes.Contains(plain, []byte("\x1b")) {
		t.Error("the plain report has escapes")
	}
	if !bytes.Contains(coloured, []byte("\x1b[")) {
		t.Error("the coloured report has no escapes")
	}
	got, want := strings.Split(ansi.Strip(string(coloured)), "\n"), strings.Split(string(plain), "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("line %d: stripped it is %q, plain it is %q", i+1, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines in colour, %d without", len(got), len(want))
	}
}

// TestFlowerShowsTheLevel checks that the drawing differs for every level.
func TestFlowerShowsTheLevel(t *testing.T) {
	r := fixture(t, "full")
	for _, view := range []reports.View{reports.Flower, reports.Ladder} {
		seen := map[string]questions.Level{}
		for _, level := range questions.Levels {
			r.Placement.Level = &level
			r.Claim, r.Aim, r.Placement.BackedLevel, r.Placement.Next = nil, nil, &level, nil
			out := string(terminal(t, r, reports.Options{Width: 80, View: view, Summary: true}))
			_, drawing, _ := strings.Cut(out, "\n\n")
			var only []string
			for _, l := range strings.Split(drawing, "\n") {
				if strings.ContainsAny(l, "⣿⡇│") {
					only = append(only, strings.ReplaceAll(l, " (here)", ""))
				}
			}
			key := strings.Join(only, "\n")
			if other, known := seen[key]; known {
				t.Errorf("the %s is the same for %s and %s", view, other, level)
			}
			seen[key] = level
		}
	}
}

func BenchmarkTerminal(b *testing.B) {
	r := fixture(b, "full")
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := reports.Terminal(&out, reports.Report(r), reports.Options{Width: 80, Colours: 16}); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleTerminal() {
	bank := questions.Default()
	answers, err := assess.Example(bank)
	if err != nil {
		fmt.Println(err)
		return
	}
	var out bytes.Buffer
	if err := reports.Terminal(&out, reports.Report(assess.Evaluate(bank, answers)), reports.Options{Width: 80}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.SplitN(out.String(), "\n", 2)[0])
	// Output: Hospital discharge letters
}
