package reports

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestEveryFormatDrawsEveryKind checks that no format in words drops a kind of block
// it does not know.
func TestEveryFormatDrawsEveryKind(t *testing.T) {
	one := []Block{
		lead("zlead"), para("zpara"), subhead("zsubhead"),
		drawing{Petals: []petal{{Level: questions.Inform, Name: "zdrawing"}}},
		trend{Says: "ztrend", Label: "ztrend"},
		list{Items: []item{{Title: "zlist"}}},
		scores{Rows: []score{{Name: "zscores"}}},
		table{Head: []string{"heading"}, Rows: [][]string{{"ztable"}}},
		contrast{Question: "zcontrast"},
		verdicts{{Rule: "zverdicts"}},
		lines{{Text: "zlines"}},
		code("zcode"),
		tally{Caption: "counted", Most: 1, Rows: []tallied{{"ztally", 1}}},
		ruled{Ask: "zruled", Lines: 2},
		vote{Question: "zvote", Options: []hands{{Text: "option", Count: 1, Of: 1}}},
	}
	for format, write := range map[string]func(io.Writer, Document) error{
		"terminal": func(w io.Writer, d Document) error { return Terminal(w, d, Options{Width: 80}) },
		"in words": func(w io.Writer, d Document) error { return Terminal(w, d, Options{Width: 80, Words: true}) },
		"markdown": func(w io.Writer, d Document) error { return Markdown(w, d, Options{}) },
		"html":     func(w io.Writer, d Document) error { return HTML(w, d, Options{}) },
	} {
		for _, b := range one {
			var out bytes.Buffer
			if err := write(&out, Document{Sections: []Section{{Blocks: []Block{b}}}}); err != nil {
				t.Errorf("%s: %s: %v", format, b.Kind(), err)
			}
			if !strings.Contains(out.String(), "z"+b.Kind()) {
				t.Errorf("%s does not draw a %s", format, b.Kind())
			}
		}
	}
}
