package reports

import (
	"io"

	"github.com/petal-check/petal/assess"
)

// SVG writes just the flower or the ladder, with a title and a description, for
// slides and documents.
func SVG(w io.Writer, r *assess.Result, view View) error {
	t := builder{r, phrasesFor(r)}
	d := drawing{Petals: t.petals(), Says: t.phrase.standing() + " " + t.phrase.drawn()}
	s := newShapes(view, d, r.Project.Name)
	s.Alone = true
	if r.StaffViewOnly {
		s.Notes = []label{{"8", "20", "Staff view"}, {"8", "38", "only"}}
		if s.View == Ladder { // marks take its only free corner
			s.Notes, s.Top = []label{{"28", "-8", "Staff view only"}}, 26
			s.Height += s.Top
		}
		s.Says = "Staff view only. " + s.Says
	}
	if err := writeTemplate(w, string(s.View), s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
