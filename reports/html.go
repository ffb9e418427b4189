package reports

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"
	"sync"

	"github.com/petal-check/petal/questions/prose"
)

//go:embed html/*.tmpl
var templateFiles embed.FS

// htmlStyle is the style sheet of every page. The pages allow it by its hash, and
// nothing else.
//
//go:embed html/style.css
var htmlStyle string

// templates are parsed when a page is first written, so that no other command pays
// for it.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(templateFiles, "html/*.tmpl"))
})

// pagePolicy lets a page use its own style sheet and nothing more: no scripts, images
// or requests.
var pagePolicy = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(htmlStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
})

// HTML draws a document as a single self-contained page, without scripts, for the
// screen and for paper.
func HTML(w io.Writer, d Document, o Options) error {
	page := htmlPage{
		Policy:   pagePolicy(),
		Style:    template.CSS(htmlStyle), //nolint:gosec // our own file
		Document: d,
		Contents: !d.Easy && d.Paper == "" && len(d.Sections) > 1,
		Date:     day(o.Date),
	}
	var class []string
	if o.LargePrint {
		class = append(class, "large")
	}
	if d.Easy {
		class = append(class, "easy")
	}
	if d.Paper != "" {
		class = append(class, d.Paper)
	}
	page.Class = strings.Join(class, " ")
	for _, section := range d.Sections {
		page.Sections = append(page.Sections, newHTMLSection(section, o.View, d))
	}
	return writeTemplate(w, "page.tmpl", page)
}

// writeTemplate writes the output of a template without control characters. The
// templates escape every text, but leave those in.
func writeTemplate(w io.Writer, name string, data any) error {
	var out strings.Builder
	if err := templates().ExecuteTemplate(&out, name, data); err != nil {
		return err
	}
	_, err := io.WriteString(w, prose.Clean(out.String()))
	return err
}

type htmlPage struct {
	Class, Policy string
	Style         template.CSS
	Document      Document
	Contents      bool // whether it has a table of contents
	Sections      []htmlSection
	Date          string
}

// htmlSection is a section. If it has a drawing, this is beside the text, usually
// with a table of the levels below.
type htmlSection struct {
	Section
	Shapes *shapes
	Show   template.HTML
	Levels *drawing // nil if there is none
}

func newHTMLSection(s Section, view View, of Document) htmlSection {
	out := htmlSection{Section: s}
	out.Blocks = nil
	for _, b := range s.Blocks {
		d, ok := b.(drawing)
		if !ok {
			out.Blocks = append(out.Blocks, b)
			continue
		}
		drawn := newShapes(view, d, "Where it stands: "+of.Title)
		out.Shapes, out.Show = &drawn, d.Show
		if of.Paper == "" { // a single sheet has no room for it
			out.Levels = &d
		}
	}
	return out
}

// Short reports whether the items of a list are short enough to go side by side.
func (l list) Short() bool {
	const most = 48
	for _, i := range l.Items {
		if len(i.Title) > most {
			return false
		}
	}
	return true
}

// Bare reports whether the items of a list have only titles.
func (l list) Bare() bool {
	for _, i := range l.Items {
		if len(i.Text)+len(i.Facts) > 0 {
			return false
		}
	}
	return true
}
