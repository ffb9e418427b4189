package form

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

// textColumns is the longest line of a form in plain text.
const textColumns = 72

// Text writes the form as plain text for an e-mail, a screen reader or a braille
// translator: no drawing, short lines, and punctuation that all of them can handle.
func Text(w io.Writer, bank *questions.Bank, o Options) error {
	f := newForm(bank, deep(o), onPaper)
	var t textWriter
	t.heading(f.About(), "=")
	for _, p := range f.Start("paper-kept") {
		t.para(p)
	}
	t.para(f.Say("start-no-patients"))
	if f.ReturnTo != "" {
		t.para(f.Say("paper-return", "to", f.ReturnTo))
	}
	for _, b := range f.Blanks() {
		t.hang("", b.Label+" "+b.Text)
	}
	for _, ask := range f.Ticks() {
		t.para(ask.Ask)
		t.choices(ask.Options)
		t.line(f.Say("text-answer"))
	}
	t.para(f.Say("text-how"))
	for _, part := range f.parts() {
		t.heading(part.Title, "-")
		if part.Note != "" {
			t.para(part.Note)
		}
		for _, q := range part.Questions {
			t.gap()
			t.hang("Q"+strconv.Itoa(q.Number)+". ", q.Ask)
			t.choices(q.Options)
			t.line(f.Say("text-answer"))
		}
	}
	t.heading(f.Say("paper-notes"), "-")
	t.para(f.Say("note-label") + " " + f.Say("note-hint"))
	t.gap()
	t.para(f.Say("thanks"))
	_, err := io.WriteString(w, t.out.String())
	return err
}

// textWriter writes lines of plain text.
type textWriter struct{ out strings.Builder }

func (t *textWriter) line(s string) {
	t.out.WriteString(strings.TrimRight(reports.PlainPunctuation(s), " ") + "\n")
}

// gap leaves one line empty, except at the top.
func (t *textWriter) gap() {
	if s := t.out.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		t.out.WriteString("\n")
	}
}

func (t *textWriter) heading(s, under string) {
	t.gap()
	longest := 0
	for _, l := range strings.Split(prose.Wrap(reports.PlainPunctuation(s), textColumns), "\n") {
		t.line(l)
		longest = max(longest, utf8.RuneCountInString(l))
	}
	t.line(strings.Repeat(under, longest))
	t.gap()
}

func (t *textWriter) para(s string) {
	t.gap()
	t.hang("", s)
	t.gap()
}

// hang writes a text after a mark, with further lines indented by the mark's width.
func (t *textWriter) hang(mark, s string) {
	for i, l := range strings.Split(prose.Wrap(reports.PlainPunctuation(s), textColumns-len(mark)), "\n") {
		if i > 0 {
			mark = strings.Repeat(" ", len(mark))
		}
		t.line(mark + l)
	}
}

// choices writes the possible answers, each after the mark that is typed for it.
func (t *textWriter) choices(all []pick) {
	for _, c := range all {
		t.hang("  "+c.Mark+" ", c.Text)
	}
}
