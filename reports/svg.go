package reports

import (
	"io"

	"github.com/petal-check/petal/assess"
)

// SVG writes the flower or the ladder alone, with a title and a description,
// for slides and documents.
func SVG(w io.Writer, r *assess.Result, view View) error {
	t := teller{r, phrasesFor(r)}
	d := drawing{Petals: t.petals(), Says: t.phrase.standing() + " " + t.phrase.drawn()}
	s := newShapes(view, d, r.Answers.Project.Name)
	s.Alone = true
	if r.StaffViewOnly {
		x := "8"
		if s.View == Ladder {
			x = "284"
		}
		s.Notes = []label{{x, "20", "Staff view"}, {x, "38", "only"}}
		s.Says = "Staff view only. " + s.Says
	}
	if err := writeTemplate(w, string(s.View), s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
