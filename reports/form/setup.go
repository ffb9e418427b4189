package form

import (
	"html/template"

	"github.com/petal-check/petal/questions"
)

// setUp is one question about who answers, and what about.
type setUp struct {
	Form       form
	Part, Hint string // Hint is the id of a sentence, or ""
	Choices    []setUpChoice
	MaySkip    bool
}

type setUpChoice struct {
	ID   string
	Text []variant
	// Picture of a level, for easy words; "" where there is none.
	Picture template.HTML
}

// Setup is a part of the set-up whose answers can be chosen among. Levels are
// chosen by what they mean and never by their names.
func (f form) Setup(part, hint string, maySkip bool) setUp {
	s := setUp{Form: f, Part: part, Hint: hint, MaySkip: maySkip}
	switch part {
	case "claim", "aim":
		from := questions.None
		if part == "aim" {
			from = questions.Inform
		}
		for _, l := range f.Levels(int(from)) {
			s.Choices = append(s.Choices, setUpChoice{l.ID, l.Is, f.Use("level", l.ID)})
		}
	default:
		for _, c := range f.Choices(part) {
			s.Choices = append(s.Choices, setUpChoice{c.ID, f.wording(c.Text, ""), ""})
		}
	}
	return s
}

// Asks tells whether a part of the set-up is asked. The aim and what limits it are
// asked of those who run the work: others cannot know them.
func (f form) Asks(part string) bool {
	known := map[string]string{"project": f.Project, "perspective": string(f.Perspective), "round": f.Round, "depth": f.Depth, "aim": f.Aim, "limit": f.Limit}
	if part == "aim" || part == "limit" {
		return known[part] == "" && (f.Perspective == "" || f.Perspective.RunsWork())
	}
	return known[part] == ""
}
