package form

import (
	"html/template"
	"slices"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// The parts of the set-up that each kind of form has room for, in the order of the
// form. A web page has all parts that anybody is asked; the team is on the page of
// the project. On paper, the claim and the aim would need pages of their own, and the
// number of questions has been chosen by the person who hands it out.
var (
	onPages = []string{"project", "team", "perspective", "people", "round", "depth", "claim", "aim", "limit"}
	onPaper = []string{"project", "team", "people", "perspective", "round"}
)

// asked returns the parts of the set-up that the form asks. The team goes with its
// project.
func (f form) asked() []*assess.Part {
	var all []*assess.Part
	for _, id := range f.SetUp {
		p := assess.PartOf(id)
		alone := id == "team" && f.Known.Project.Name != ""
		if p.Of(&f.Known) == "" && p.IsAskedOf(f.Known.Respondent.Perspective) && !alone {
			all = append(all, p)
		}
	}
	return all
}

// Asks reports whether the form asks for a part of the set-up.
func (f form) Asks(id string) bool {
	return slices.ContainsFunc(f.asked(), func(p *assess.Part) bool { return p.ID == id })
}

// setUp is one part of the set-up as a web page asks for it.
type setUp struct {
	Form    form
	Part    string
	Hint    []variant // nil if there is none
	Choices []setUpChoice
	MaySkip bool
}

type setUpChoice struct {
	ID   string
	Text []variant
	// Picture of a level, for easy words; "" if there is none.
	Picture template.HTML
}

// Pages returns the parts of the set-up that are asked, one for each page.
func (f form) Pages() []setUp {
	var all []setUp
	for _, p := range f.asked() {
		if p.ID == "team" {
			continue
		}
		s := setUp{Form: f, Part: p.ID, MaySkip: !p.Needed}
		switch p.Kind {
		case assess.LevelPart:
			s.Hint = f.Words(p.ID + "-hint")
			for _, l := range f.levels(p.Words) {
				s.Choices = append(s.Choices, setUpChoice{l.ID, l.Is, f.Use("level", l.ID)})
			}
		case assess.PeoplePart:
			s.Hint = f.Words(p.ID + "-hint")
		default:
			for _, w := range p.Words {
				s.Choices = append(s.Choices, setUpChoice{w, f.choice(p, w), ""})
			}
		}
		all = append(all, s)
	}
	return all
}

// choice returns the text for one of the words that can be chosen for a part.
func (f form) choice(p *assess.Part, word string) []variant {
	n := f.count(word) // if the part is the depth
	return f.Words(p.ID+"-"+word, "n", number(n), "minutes", number(f.minutes(n)))
}

// Words returns one of Petal's own sentences, and its easy version if there is one.
func (f form) Words(id string, parts ...string) []variant {
	plain, easy := f.Say(id, parts...), f.Bank.SayEasy(id, parts...)
	if easy == plain {
		easy = ""
	}
	return f.wording(plain, easy)
}

// level is a level described by what it means, since people never choose it by name.
type level struct {
	ID string
	Is []variant
}

func (f form) levels(ids []string) []level {
	var all []level
	for _, l := range questions.Levels {
		if !slices.Contains(ids, l.String()) {
			continue
		}
		words := f.Bank.Words(l)
		planned := words.Planned
		if planned == "" {
			planned = words.Is
		}
		is := questions.Wording{Before: planned, During: words.Is, After: words.Is}
		easy := questions.Wording{Before: words.Easy, During: words.Easy, After: words.Easy}
		all = append(all, level{l.String(), f.wordings(is, easy)})
	}
	return all
}
