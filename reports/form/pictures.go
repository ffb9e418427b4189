package form

import (
	"html/template"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// symbol is a picture that is stored in the page once and shown in many places.
type symbol struct {
	ID     string
	Shapes template.HTML
}

// Symbols returns the pictures a web form may show, with easy words.
func (f form) Symbols() []symbol {
	var all []symbol
	add := func(name string) {
		if shapes := reports.PictureShapes(name); shapes != "" {
			all = append(all, symbol{"picture-" + name, shapes})
		}
	}
	for _, l := range questions.Levels {
		add("level-" + l.String())
	}
	for _, s := range f.Sections {
		add("section-" + s.ID)
	}
	if values := f.Bank.Framework(questions.Values); values != nil {
		for _, item := range values.Items {
			add("heard-" + item.ID)
		}
	}
	return all
}

// Use shows the symbol for a kind of thing with an id. It returns "" if there is
// none.
func (f form) Use(kind, id string) template.HTML {
	name := kind + "-" + id
	if reports.PictureShapes(name) == "" {
		return ""
	}
	return template.HTML(`<svg class="picture" viewBox="0 0 96 72" role="img" aria-label="` + //nolint:gosec // our own name, and escaped text
		template.HTMLEscapeString(f.Bank.Say("picture-"+name)) + `"><use href="#picture-` + name + `"/></svg>`)
}
