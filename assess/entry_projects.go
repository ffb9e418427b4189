package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// ProjectFiles holds the entries about one project, from all its rounds.
type ProjectFiles struct {
	entries  []*Entry
	teamless bool // no entry names a team, and several teams have a project of this name
}

// ByProject groups entries by project, in order of the projects' names, then of their
// teams. Case and spaces in names and teams do not matter. If different teams have
// projects of the same name, these are different projects. A file that names no team
// belongs to the only team with a project of that name. If several teams have one,
// the files without a team make a project of their own.
func ByProject(entries []*Entry) []*ProjectFiles {
	all := byProject(entries, func(e *Entry) Project { return e.setUp.Project })
	projects := make([]*ProjectFiles, len(all))
	of := map[string]int{} // how many projects have a name
	for i, files := range all {
		slices.SortFunc(files, func(a, b *Entry) int { return cmp.Compare(a.File, b.File) })
		projects[i] = &ProjectFiles{entries: files}
		of[folded(files[0].setUp.Project.Name)]++
	}
	for _, p := range projects {
		p.teamless = p.team() == "" && of[folded(p.entries[0].setUp.Project.Name)] > 1
	}
	return projects
}

// times returns the rounds of the project, the earliest first, each worked out.
// Unlike [Times] it uses the rounds alone and ignores dates, and the results say only
// where the project stands.
func (p *ProjectFiles) times(bank *questions.Bank) []*Time {
	sheets := make([]*Sheet, len(p.entries))
	for i, e := range p.entries {
		sheets[i] = e.sheet(bank)
	}
	times := groupTimes(sheets, func(s *Sheet) string { return folded(s.Round) })
	for _, t := range times {
		t.Result = standing(bank, byPerspective(bank, t.Sheets))
	}
	return times
}
