package reports_test

import (
	"io"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/reports"
)

// TestNamesOfFiles checks that a file's name is on one line in every format of
// verdicts, with everything in it visible.
func TestNamesOfFiles(t *testing.T) {
	r := fixture(t, "full")
	verdicts := []assess.Verdict{{Rule: "level", Want: "engage", Got: "consult", At: []assess.At{{Question: "who-decides", File: "a\n::error::forged\t\x1b[2J.yaml", Line: 3}}}}
	for name, write := range map[string]func(io.Writer) error{
		"github": func(w io.Writer) error { return reports.CheckGitHub(w, r, verdicts) },
		"junit":  func(w io.Writer) error { return reports.JUnit(w, r, verdicts, "") },
		"terminal": func(w io.Writer) error {
			return reports.Terminal(w, reports.Check(r, verdicts), reports.Options{Width: 100})
		},
		"markdown": func(w io.Writer) error { return reports.Markdown(w, reports.Check(r, verdicts), reports.Options{}) },
		"html":     func(w io.Writer) error { return reports.HTML(w, reports.Check(r, verdicts), reports.Options{}) },
	} {
		var out strings.Builder
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if strings.HasPrefix(line, "::error::") {
				t.Errorf("%s: a line of the name's own in\n%s", name, out.String())
			}
		}
		if name != "github" && !strings.Contains(strings.ReplaceAll(out.String(), `\\`, `\`), `a\n::error::forged\t\x1b`) {
			t.Errorf("%s does not show what is in the name:\n%s", name, out.String())
		}
	}
}
