package assess

import (
	"slices"

	"github.com/petal-check/petal/questions"
)

// Heading is what all the files of a result say about the project. A value that
// differs between them is absent. The date is the latest one, and the actions are
// everybody's. Claim, aim and limit come from the staff, since the team makes the
// promise, or from everybody if no staff answered.
type Heading struct {
	Project    Project
	Round      string
	Date       string
	Depth      string
	Claim, Aim *questions.Level
	Limit      string
	Actions    []Action
}

// Named is a level that files name as their claim or aim.
type Named struct {
	Level        questions.Level
	Files        int
	Perspectives []questions.Perspective
}

// heading returns what all the files of a project and round say about it.
func heading(sheets []*Sheet) Heading {
	of := func(part func(a *Answers) string) string { return shared(sheets, part) }
	promised := func(part func(a *Answers) string) string {
		staff := slices.DeleteFunc(slices.Clone(sheets), func(s *Sheet) bool { return s.Respondent.Perspective != questions.Staff || part(s.Answers) == "" })
		if len(staff) > 0 {
			return shared(staff, part)
		}
		return of(part)
	}
	h := Heading{
		Project: Project{Name: commonest(answersOf(sheets), projectName), Team: of(projectTeam)},
		Round:   roundOf(sheets[0]),
		Depth:   of(func(a *Answers) string { return a.Depth }),
		Claim:   levelFrom(promised(func(a *Answers) string { return levelID(a.Claim) })),
		Aim:     levelFrom(promised(func(a *Answers) string { return levelID(a.aim()) })),
		Limit:   promised(func(a *Answers) string { return a.Limit }),
		Actions: allActions(sheets),
	}
	for _, s := range sheets {
		h.Date = max(h.Date, s.Date)
	}
	return h
}

// shared returns what all the sheets that say anything say, ignoring case and spaces,
// or "" if they differ.
func shared(sheets []*Sheet, part func(a *Answers) string) string {
	texts := spellings(answersOf(sheets), part)
	if len(texts) == 0 || slices.ContainsFunc(texts, func(s string) bool { return !SameName(s, texts[0]) }) {
		return ""
	}
	return texts[0]
}

func levelFrom(id string) *questions.Level {
	if l, err := questions.ParseLevel(id); err == nil {
		return &l
	}
	return nil
}

// named returns each level that files name, the lowest first, or nil if they all name
// the same one.
func named(groups []*group, of func(*Answers) *questions.Level) []Named {
	var all []Named
	for _, level := range questions.Levels {
		one := Named{Level: level}
		for _, g := range groups {
			for _, s := range g.files {
				if l := of(s.sheet.Answers); l == nil || *l != level {
					continue
				}
				if one.Files++; !slices.Contains(one.Perspectives, g.perspective) {
					one.Perspectives = append(one.Perspectives, g.perspective)
				}
			}
		}
		if one.Files > 0 {
			all = append(all, one)
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}
