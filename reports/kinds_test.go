package reports

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestEveryFormatDrawsEveryKind holds that no format in words drops a kind of
// block it does not know.
func TestEveryFormatDrawsEveryKind(t *testing.T) {
	one := []block{
		lead("zlead"), para("zpara"), subhead("zsubhead"),
		drawing{Petals: []petal{{Level: questions.Inform, Name: "zdrawing"}}},
		list{Items: []item{{Title: "zlist"}}},
		scores{Rows: []score{{Name: "zscores"}}},
		table{Head: []string{"heading"}, Rows: [][]string{{"ztable"}}},
		contrast{Question: "zcontrast"},
		vote{Question: "zvote", Options: []hands{{Text: "option", Count: 1, Of: 1}}},
	}
	for format, write := range map[string]func(io.Writer, story) error{
		"terminal": func(w io.Writer, s story) error { return writeTerminal(w, s, TerminalOptions{Width: 80}) },
		"in words": func(w io.Writer, s story) error { return writeTerminal(w, s, TerminalOptions{Width: 80, Words: true}) },
		"markdown": func(w io.Writer, s story) error { return writeMarkdown(w, s, MarkdownOptions{}) },
		"html":     func(w io.Writer, s story) error { return writeHTML(w, questions.Default(), s, "", HTMLOptions{}) },
	} {
		for _, b := range one {
			var out bytes.Buffer
			if err := write(&out, story{Sections: []section{{Blocks: []block{b}}}}); err != nil {
				t.Errorf("%s: %s: %v", format, b.Kind(), err)
			}
			if !strings.Contains(out.String(), "z"+b.Kind()) {
				t.Errorf("%s does not draw a %s", format, b.Kind())
			}
		}
	}
}
