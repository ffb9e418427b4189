package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// ProjectFiles is the entries about one project, of all its rounds.
type ProjectFiles struct {
	entries  []*Entry
	teamless bool // none of them names a team, and several teams have a project of this name
}

// ByProject groups entries by project, in order of the projects' names, then of their
// teams. Names and teams that differ in nothing but case and spaces are the same.
// Different teams with a project of one name have different projects. A file that
// names no team belongs to the only team with a project of that name; where there are
// several such teams, the files without one make a project of their own.
func ByProject(entries []*Entry) []*ProjectFiles {
	type keyed struct {
		entry      *Entry
		name, team string
	}
	all := make([]keyed, len(entries))
	onlyTeam := map[string]string{} // of a project's name; "" where there are several
	for i, e := range entries {
		k := keyed{e, folded(e.setUp.Project.Name), folded(e.setUp.Project.Team)}
		all[i] = k
		if k.team == "" {
			continue
		}
		if one, known := onlyTeam[k.name]; known && one != k.team {
			onlyTeam[k.name] = ""
		} else {
			onlyTeam[k.name] = k.team
		}
	}
	for i := range all {
		if all[i].team == "" {
			all[i].team = onlyTeam[all[i].name]
		}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.team, b.team), cmp.Compare(a.entry.File, b.entry.File))
	})
	var projects []*ProjectFiles
	for i, k := range all {
		if i == 0 || k.name != all[i-1].name || k.team != all[i-1].team {
			_, named := onlyTeam[k.name]
			projects = append(projects, &ProjectFiles{teamless: named && k.team == ""})
		}
		p := projects[len(projects)-1]
		p.entries = append(p.entries, k.entry)
	}
	return projects
}

// times is the rounds of the project, the earliest first, each worked out. Unlike
// [Times] it goes by the rounds alone, whatever their dates, and their results say no
// more than where the project stands.
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
