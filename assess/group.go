package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// group is the answers files of one perspective.
type group struct {
	perspective questions.Perspective
	files       []*file // by level, those without one last
}

// file is one answers file, worked out on its own.
type file struct {
	sheet     *Sheet
	lines     []Line
	placement Placement
	scores    Scores
}

// workOut works out a file. Its answers are looked up here and nowhere else.
func workOut(bank *questions.Bank, s *Sheet) *file {
	return weigh(bank, s, s.lines(bank))
}

// weigh returns a file with the level and the scores that its lines give.
func weigh(bank *questions.Bank, s *Sheet, lines []Line) *file {
	return &file{s, lines, place(bank.Placement, lines), score(bank, lines)}
}

// chosen returns the option that the file has for a question, or nil.
func (f *file) chosen(q *questions.Question) *questions.Option {
	for i := range f.lines {
		if f.lines[i].Question == q {
			return f.lines[i].Option
		}
	}
	return nil
}

// byPerspective groups the sheets by perspective, in the order of
// [questions.Perspectives].
func byPerspective(bank *questions.Bank, sheets []*Sheet) []*group {
	var groups []*group
	for _, s := range sheets {
		who := s.Respondent.Perspective
		at := slices.IndexFunc(groups, func(g *group) bool { return g.perspective == who })
		if at < 0 {
			at = len(groups)
			groups = append(groups, &group{perspective: who})
		}
		groups[at].files = append(groups[at].files, workOut(bank, s))
	}
	for _, g := range groups {
		g.sort()
	}
	slices.SortFunc(groups, func(a, b *group) int {
		return cmp.Compare(slices.Index(questions.Perspectives, a.perspective), slices.Index(questions.Perspectives, b.perspective))
	})
	return groups
}

// sort puts the files in order of their level: see compareFiles.
func (g *group) sort() {
	slices.SortFunc(g.files, func(a, b *file) int { return cmp.Or(compareFiles(a, b), cmp.Compare(a.sheet.File, b.sheet.File)) })
}

// compareFiles orders files by their level. Those without one come last, in order of
// the range they allow.
func compareFiles(a, b *file) int {
	rank := func(p Placement) int {
		if p.Level == nil {
			return len(questions.Levels)*(1+int(p.AtLeast)) + int(p.AtMost)
		}
		return int(*p.Level)
	}
	return cmp.Compare(rank(a.placement), rank(b.placement))
}

// decides returns the file that decides for the perspective: one at the lower median
// of the placed files, or of all files if none is placed. If several files are at
// that level, the one with the most answers decides, then the one that speaks for the
// most people, then the first by name. The order in which the files were named does
// not matter.
func (g *group) decides() *file {
	placed := 0
	for _, s := range g.files {
		if s.placement.Placed() {
			placed++
		}
	}
	if placed == 0 {
		placed = len(g.files)
	}
	median := g.files[(placed-1)/2]
	same := slices.DeleteFunc(slices.Clone(g.files), func(s *file) bool { return compareFiles(s, median) != 0 })
	return slices.MinFunc(same, func(a, b *file) int {
		return cmp.Or(
			cmp.Compare(b.placement.Answered, a.placement.Answered),
			cmp.Compare(b.sheet.Respondent.People, a.sheet.Respondent.People),
			cmp.Compare(a.sheet.File, b.sheet.File),
		)
	})
}

// apart returns the lowest and the highest level of the placed files, or nil if they
// are the same.
func (g *group) apart() (lowest, highest *questions.Level) {
	for _, s := range g.files { // by level, those without one last
		if level := s.placement.Level; level != nil {
			if lowest == nil {
				lowest = level
			}
			highest = level
		}
	}
	if lowest == nil || *lowest == *highest {
		return nil, nil
	}
	return lowest, highest
}

func (g *group) level() *questions.Level { return g.decides().placement.Level }

// sure reports whether the level of the file that decides is certain.
func (g *group) sure() bool { return g.decides().placement.Sure() }

// span returns the range over the files of all perspectives. Its low end is the
// lowest perspective's lower median of the least that each file allows; its high end
// is the same for the most that each file allows. The level always lies within it,
// even if files that could not be placed point elsewhere.
func span(groups []*group, level *questions.Level) (atLeast, atMost questions.Level) {
	lowest := func(of func(Placement) questions.Level) questions.Level {
		low := questions.CoProduce
		for _, g := range groups {
			var levels []questions.Level
			for _, s := range g.files {
				levels = append(levels, of(s.placement))
			}
			slices.Sort(levels)
			low = min(low, levels[(len(levels)-1)/2])
		}
		return low
	}
	atLeast = lowest(func(p Placement) questions.Level { return p.AtLeast })
	atMost = lowest(func(p Placement) questions.Level { return p.AtMost })
	if level != nil {
		atLeast, atMost = min(atLeast, *level), max(atMost, *level)
	}
	return atLeast, atMost
}

// inOrder returns every file, by perspective and then by name, whatever order they
// were named in and whatever their levels.
func inOrder(groups []*group) []*file {
	var all []*file
	for _, g := range groups {
		all = append(all, slices.SortedFunc(slices.Values(g.files), func(a, b *file) int { return cmp.Compare(a.sheet.File, b.sheet.File) })...)
	}
	return all
}

// heard reports whether the perspective is heard. It is if one of its files is.
func (g *group) heard() bool {
	return slices.ContainsFunc(g.files, func(f *file) bool { return heard(f.lines) })
}

func (g *group) people() int {
	n := 0
	for _, s := range g.files {
		n += max(1, s.sheet.Respondent.People)
	}
	return n
}

// scores returns the mean of the files' scores.
func (g *group) scores() Scores {
	all := make([]Scores, len(g.files))
	for i, f := range g.files {
		all[i] = f.scores
	}
	return meanScores(all)
}

// decidingGroup returns the perspective that decides: one at the lowest level or, if
// none has a level, one that allows the least. If there are several, it is the one
// whose deciding file has the most answers, then the first in the order of
// [questions.Perspectives].
func decidingGroup(groups []*group) *group {
	return slices.MinFunc(groups, func(a, b *group) int { // the first in a tie
		x, y := a.decides(), b.decides()
		return cmp.Or(compareFiles(x, y), cmp.Compare(y.placement.Answered, x.placement.Answered))
	})
}
