package lint

import (
	"fmt"
	"strings"

	"github.com/petal-check/petal/questions"
)

// also finds alternative words that are not needed because they are the thing's own
// name or id, or that mislead because they are the name or id of something else:
// anyone who searches for that would find both.
func (l *linter) also() {
	type thing struct {
		what, id, name string
		also           questions.Also
		line           int
	}
	var things []thing
	for _, w := range l.bank.Levels {
		things = append(things, thing{fmt.Sprintf("level %q", w.Level), w.Level.String(), w.Name, w.Also, w.Line})
	}
	for _, f := range l.bank.Frameworks {
		things = append(things, thing{fmt.Sprintf("framework %q", f.ID), f.ID, f.Name, f.Also, f.Line})
		for _, i := range f.Items {
			things = append(things, thing{fmt.Sprintf("item %q", refTo(f, i)), i.ID, i.Name, i.Also, i.Line})
		}
	}
	for _, t := range l.bank.Glossary {
		things = append(things, thing{fmt.Sprintf("term %q", t.Term), t.Term, t.Term, t.Also, t.Line})
	}
	named := map[string]string{} // the thing that has a name or id
	for _, t := range things {
		for _, name := range []string{t.id, t.name} {
			if key := strings.ToLower(name); named[key] == "" {
				named[key] = t.what
			}
		}
	}
	for _, t := range things {
		for _, word := range t.also {
			switch what := named[strings.ToLower(word)]; what {
			case "":
			case t.what:
				l.say("also", t.line, 0, "%s has %q under also, which is its own name", t.what, word)
			default:
				l.say("also", t.line, 1, "%s has %q under also, which is the name of %s", t.what, word, what)
			}
		}
	}
}
