package reports

import (
	"embed"
	"html/template"
	"strings"

	"github.com/petal-check/petal/questions"
)

// The pictures that go with easy words: one for each level, and one for each section
// and value of the built-in bank. Staff are drawn in outline with a badge; the people
// the work is for are filled. Each picture is a separate file in one colour and an
// accent.
//
//go:embed pictures/*.svg
var pictureFiles embed.FS

// Picture returns the picture for a level ("level-inform"), a section
// ("section-deciding") or a value ("heard-respect"), for use in a page. It returns ""
// if there is none, as for the sections of most other banks.
func Picture(bank *questions.Bank, name string) template.HTML {
	inside := PictureShapes(name)
	if inside == "" {
		return ""
	}
	return template.HTML(`<svg class="picture" viewBox="0 0 96 72" role="img" aria-label="`) + //nolint:gosec // our own file, and text that is escaped
		template.HTML(template.HTMLEscapeString(bank.Say("picture-"+name))) + `">` + inside + `</svg>` //nolint:gosec // the same
}

// PictureShapes returns the shapes of a picture, without the svg element around them.
func PictureShapes(name string) template.HTML {
	text, err := pictureFiles.ReadFile("pictures/" + name + ".svg")
	if err != nil {
		return "" // a name from another bank
	}
	svg := strings.TrimSpace(string(text))
	head, rest, _ := strings.Cut(svg, `fill="none"`)
	if !strings.HasPrefix(head, "<svg ") {
		return ""
	}
	return template.HTML(`<g fill="none"` + strings.TrimSuffix(rest, "</svg>") + `</g>`) //nolint:gosec // our own file
}
