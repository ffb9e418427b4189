package assess

import (
	"strings"

	"github.com/petal-check/petal/questions"
)

// copies returns the files that give the same answers, in the order of the files.
// Notes and evidence do not matter, since somebody who copies a file may well change
// those. A file that answers fewer than half of its questions never counts as a copy,
// since nearly empty files are alike anyway.
func copies(files []*file) []Copies {
	var all []Copies
	places := map[string]int{}
	for _, f := range files {
		if !heard(f.lines) {
			continue
		}
		answers := f.answers()
		at, known := places[answers]
		if !known {
			at = len(all)
			places[answers] = at
			all = append(all, Copies{})
		}
		all[at].Files = append(all[at].Files, f.sheet.File)
	}
	var several []Copies
	for _, c := range all {
		if len(c.Files) > 1 {
			several = append(several, c)
		}
	}
	return several
}

// answers returns every answer of a file as one text, so that files can be compared.
// It leaves out questions that were not answered or were answered "unknown".
func (f *file) answers() string {
	var out strings.Builder
	for _, l := range f.lines {
		if choice := l.Answer.Choose; choice != "" && choice != questions.Unknown {
			out.WriteString(l.Question.ID + "=" + choice + "\n")
		}
	}
	return out.String()
}
