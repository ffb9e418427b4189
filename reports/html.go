package reports

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"
	"sync"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// HTMLOptions says for whom a page is made.
type HTMLOptions struct {
	View       View   // which drawing; "" is the flower
	LargePrint bool   // 18 points and up, in one column
	Easy       bool   // the easy version
	Date       string // the day it is written, 2026-11-20; "" leaves it out
}

//go:embed html/*.tmpl
var templateFiles embed.FS

// htmlStyle is the look of every page. The pages allow this style by its hash
// and nothing else.
//
//go:embed html/style.css
var htmlStyle string

// templates are read when a page is first written: every other command would
// pay for them at its start.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(templateFiles, "html/*.tmpl"))
})

// pagePolicy lets a page use its own style and nothing more: no script, no
// picture, no request.
var pagePolicy = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(htmlStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
})

// HTML writes the result as one page that holds everything it shows, without
// script, for a screen and for paper.
func HTML(w io.Writer, r *assess.Result, o HTMLOptions) error {
	heading := "Petal report"
	if o.Easy {
		heading = "Petal report in easy words"
	}
	return writeHTML(w, r.Bank, tell(r, o.Easy), heading, o)
}

// writeHTML draws a story as a page.
func writeHTML(w io.Writer, bank *questions.Bank, s story, heading string, o HTMLOptions) error {
	page := htmlPage{
		Lang:     pageLanguage(bank),
		Policy:   pagePolicy(),
		Style:    template.CSS(htmlStyle), //nolint:gosec // our own file
		Heading:  heading,
		Story:    s,
		Contents: !o.Easy,
		Date:     day(o.Date),
	}
	var class []string
	if o.LargePrint {
		class = append(class, "large")
	}
	if o.Easy {
		class = append(class, "easy")
	}
	page.Class = strings.Join(class, " ")
	for _, section := range s.Sections {
		page.Sections = append(page.Sections, newHTMLSection(section, o.View, s.Title))
	}
	return writeTemplate(w, "page.tmpl", page)
}

// writeTemplate writes what a template makes, clean: the templates escape every
// text, and leave control characters in.
func writeTemplate(w io.Writer, name string, data any) error {
	var out strings.Builder
	if err := templates().ExecuteTemplate(&out, name, data); err != nil {
		return err
	}
	_, err := io.WriteString(w, clean(out.String()))
	return err
}

// pageLanguage is what the page says it is written in. Petal's own sentences
// are English, whatever the bank speaks.
func pageLanguage(bank *questions.Bank) string {
	if strings.HasPrefix(bank.Language, "en") {
		return bank.Language
	}
	return "en-GB"
}

type htmlPage struct {
	Lang, Class, Policy string
	Style               template.CSS
	Heading             string
	Story               story
	Contents            bool
	Sections            []htmlSection
	Date                string
}

// htmlSection is a section; one with a drawing shows it beside what is said,
// and the levels in a table below.
type htmlSection struct {
	section
	Shapes *shapes
	Levels []petal
}

func newHTMLSection(s section, view View, title string) htmlSection {
	out := htmlSection{section: s}
	out.Blocks = nil
	for _, b := range s.Blocks {
		d, ok := b.(drawing)
		if !ok {
			out.Blocks = append(out.Blocks, b)
			continue
		}
		drawn := newShapes(view, d, "Where it stands: "+title)
		out.Shapes, out.Levels = &drawn, d.Petals
	}
	return out
}

// Bare tells whether the items of a list are nothing but titles.
func (l list) Bare() bool {
	for _, i := range l.Items {
		if len(i.Text)+len(i.Facts) > 0 {
			return false
		}
	}
	return true
}
