package assess

import (
	"cmp"
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
)

// Spellings returns the names of projects that files spell in several ways, differing
// only in case or spaces: one list for each such project. The first name in a list is
// the one that reports show.
func Spellings(sheets []*Sheet) [][]string { return spelledApart(answersOf(sheets)) }

// EntrySpellings is [Spellings] for the entries of a portfolio.
func EntrySpellings(entries []*Entry) [][]string {
	all := make([]*Answers, len(entries))
	for i, e := range entries {
		all[i] = &e.setUp
	}
	return spelledApart(all)
}

func spelledApart(all []*Answers) [][]string {
	var apart [][]string
	for _, files := range byProject(all, func(a *Answers) Project { return a.Project }) {
		if names := spellings(files, projectName); len(names) > 1 {
			apart = append(apart, names)
		}
	}
	return apart
}

// spellings returns the different texts that answers have for a part, leaving out
// empty ones. The most common comes first; in a tie, one that staff gave, and then
// one that is not all in capitals.
func spellings(all []*Answers, part func(*Answers) string) []string {
	type use struct{ files, staff int }
	uses := map[string]use{}
	var texts []string
	for _, a := range all {
		text := strings.TrimSpace(part(a))
		if text == "" {
			continue
		}
		u := uses[text]
		if u.files++; u.files == 1 {
			texts = append(texts, text)
		}
		if a.Respondent.Perspective == questions.Staff {
			u.staff = 1
		}
		uses[text] = u
	}
	slices.SortFunc(texts, func(a, b string) int {
		return cmp.Or(cmp.Compare(uses[b].files, uses[a].files), cmp.Compare(uses[b].staff, uses[a].staff), cmp.Compare(shouts(a), shouts(b)), cmp.Compare(a, b))
	})
	return texts
}

// shouts returns 1 for a text all in capitals and 0 for any other.
func shouts(s string) int {
	if s == strings.ToUpper(s) {
		return 1
	}
	return 0
}

// commonest returns the first of the spellings, or "" if no answers have the part.
func commonest(all []*Answers, part func(*Answers) string) string {
	if texts := spellings(all, part); len(texts) > 0 {
		return texts[0]
	}
	return ""
}

func projectName(a *Answers) string { return a.Project.Name }
func projectTeam(a *Answers) string { return a.Project.Team }

func answersOf(sheets []*Sheet) []*Answers {
	all := make([]*Answers, len(sheets))
	for i, s := range sheets {
		all[i] = s.Answers
	}
	return all
}
