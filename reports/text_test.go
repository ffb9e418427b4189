package reports_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/reports"
)

// TestPlainPunctuation checks that typographic punctuation becomes that of a
// typewriter, and that letters stay.
func TestPlainPunctuation(t *testing.T) {
	for s, want := range map[string]string{
		"“one” – ‘two’… it’s":   `"one" - 'two'... it's`,
		"Dŵr, naïve, 20\u00a0%": "Dŵr, naïve, 20 %",
		"• a → b":               "- a to b",
		"plain":                 "plain",
	} {
		if got := reports.PlainPunctuation(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

// TestText checks that every document in plain text has short lines and no drawing,
// and still says where the project stands.
func TestText(t *testing.T) {
	for _, name := range fixtures {
		r := fixture(t, name)
		for kind, d := range map[string]reports.Document{"report": reports.Report(r), "easy": reports.Easy(r), "brief": reports.Brief(r)} {
			var text strings.Builder
			if err := reports.Text(&text, d, reports.Options{}); err != nil {
				t.Fatal(err)
			}
			for n, line := range strings.Split(text.String(), "\n") {
				if ansi.StringWidth(line) > 72 || strings.ContainsFunc(line, func(r rune) bool { return r >= '\u2010' && r < '\u2e80' }) {
					t.Errorf("%s, %s, line %d: %q", name, kind, n+1, line)
				}
			}
			standing := reports.PlainPunctuation(reports.Standing(r))
			if kind == "report" && !strings.Contains(strings.Join(strings.Fields(text.String()), " "), standing) {
				t.Errorf("%s, %s does not say %q", name, kind, standing)
			}
		}
	}
}
