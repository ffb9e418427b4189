package assess

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// SameName reports whether two names stand for the same project, round or team. Case
// and spaces do not matter.
func SameName(a, b string) bool { return folded(a) == folded(b) }

// folded returns a text without spaces and in one case, so that texts can be
// compared.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return least
	}, s)
}

// oddProjects names the files whose project differs from that of most files. Case and
// spaces do not matter.
func oddProjects(sheets []*Sheet) strict.Problems {
	return odd(sheets, func(s *Sheet) string { return s.Project.Name }, []string{"project", "name"},
		"the project is %q here and %q in %s; an assessment covers one project, so leave this file out and run petal report on it alone")
}

// oddRounds names the files whose round differs from that of most files.
func oddRounds(sheets []*Sheet) strict.Problems {
	return odd(sheets, func(s *Sheet) string { return s.Round }, []string{"round"},
		"the round is %q here and %q in %s; an assessment covers one round, so leave this file out, or use petal compare to compare rounds")
}

// odd names the files that differ from most of the others. In a tie, the first file
// counts. format takes what a file says, what most say, and which files those are.
func odd(sheets []*Sheet, part func(*Sheet) string, path []string, format string) strict.Problems {
	if len(sheets) == 0 {
		return nil
	}
	count := map[string]int{}
	for _, s := range sheets {
		count[folded(part(s))]++
	}
	var most *Sheet
	for _, s := range sheets {
		if most == nil || count[folded(part(s))] > count[folded(part(most))] {
			most = s
		}
	}
	of := most.File
	if n := count[folded(part(most))]; n > 1 {
		of = prose.Count(n, "other file", "other files")
	}
	var problems strict.Problems
	for _, s := range sheets {
		if !SameName(part(s), part(most)) {
			problems = append(problems, s.problem(path, format, part(s), part(most), of))
		}
	}
	return problems
}

// roundOf returns a file's round, in Petal's spelling if it is one of [Rounds].
func roundOf(s *Sheet) string {
	for _, round := range Rounds {
		if SameName(round, s.Round) {
			return round
		}
	}
	return s.Round
}

// byProject groups files by project, in order of the projects' names. If different
// teams have projects of the same name, these are different projects. A file that
// names no team belongs to the only team with a project of that name, if there is
// just one.
func byProject[T any](files []T, project func(T) Project) [][]T {
	teams := map[string]map[string]bool{} // by project
	for _, f := range files {
		p := project(f)
		name := folded(p.Name)
		if teams[name] == nil {
			teams[name] = map[string]bool{}
		}
		if p.Team != "" {
			teams[name][folded(p.Team)] = true
		}
	}
	type key struct{ name, team string }
	parts := map[key][]T{}
	var order []key
	for _, f := range files {
		p := project(f)
		k := key{name: folded(p.Name)}
		if len(teams[k.name]) > 1 {
			k.team = folded(p.Team)
		}
		if parts[k] == nil {
			order = append(order, k)
		}
		parts[k] = append(parts[k], f)
	}
	slices.SortFunc(order, func(a, b key) int { return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.team, b.team)) })
	all := make([][]T, len(order))
	for i, k := range order {
		all[i] = parts[k]
	}
	return all
}
