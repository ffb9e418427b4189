package assess

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// EvaluateAll works out the result of several answers files that are one
// assessment: one project, one round. Each is placed and scored on its own. A
// perspective's level is the lower median of its placed files, and the project's
// is that of the lowest perspective, for a project is only as far as the people
// it works with say it is. Scores are the mean within each perspective, then the
// mean of perspectives.
//
// The placement and the lines of the result are those of the file that decides
// it: one at the lower median of the lowest perspective. Its range alone is that of
// all: the lowest perspective's lower median of what each file allows, no file left
// out for being too empty to place, so that leaving answers open never raises it. Of several such files the
// one with the most answers decides, then that of those who use the service. A perspective of which no file can be
// placed has no level and does not decide, unless none has one.
//
// The order of the sheets does not matter. It is an error, [strict.Problems],
// when they are not of one project and round; the odd ones are named.
func EvaluateAll(bank *questions.Bank, sheets []*Sheet) (*Result, error) {
	if len(sheets) == 0 {
		return nil, errors.New("no answers to work out")
	}
	if problems := append(oddProjects(sheets), oddRounds(sheets)...); len(problems) > 0 {
		return nil, problems
	}
	return evaluate(bank, byPerspective(bank, sheets)), nil
}

// evaluate works out files of one project and round.
func evaluate(bank *questions.Bank, groups []*group) *Result {
	decides := decidingGroup(groups).decides()
	all := inOrder(groups)
	sheets := make([]*Sheet, len(all))
	for i, f := range all {
		sheets[i] = f.sheet
	}
	r := &Result{
		Bank:          bank,
		Heading:       heading(sheets),
		Respondent:    decides.sheet.Respondent,
		StaffViewOnly: !slices.ContainsFunc(groups, func(g *group) bool { return g.perspective.UsesService() && g.heard() }),
		Placement:     decides.placement,
		Lines:         decides.lines,
		Conflicts:     contradictions(bank, all),
		Evidence:      evidence(bank, all),
		Claims:        named(groups, func(a *Answers) *questions.Level { return a.Claim }),
		Aims:          named(groups, (*Answers).aim),
		Agreement:     agreement(bank, all),
		Copies:        copies(all),
		groups:        groups,
		deciding:      decides.sheet,
	}
	r.Placement.AtLeast, r.Placement.AtMost = span(groups, r.Placement.Level)
	perspectives := make([]Scores, len(groups))
	for i, g := range groups {
		perspectives[i] = g.scores()
		view := PerspectiveView{
			Perspective: g.perspective,
			Files:       len(g.files),
			People:      g.people(),
			Heard:       g.heard(),
			Level:       g.level(),
			Sure:        g.sure(),
			Scores:      perspectives[i],
		}
		view.Lowest, view.Highest = g.apart()
		r.Perspectives = append(r.Perspectives, view)
	}
	r.Scores = meanScores(perspectives)
	lines := r.Lines
	if len(sheets) > 1 {
		r.Voices = voices(bank, groups, all)
		r.Differences = differences(r.Voices)
		lines = sharedLines(r.Voices)
	}
	r.Strengths = findings(r, lines, 1, nil)
	r.ToWorkOn = findings(r, lines, -1, r.Strengths)
	return r
}

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

// workOut works out a file: its answers are looked up here, and nowhere after.
func workOut(bank *questions.Bank, s *Sheet) *file {
	return weigh(bank, s, s.lines(bank))
}

// weigh is a file with the level and the scores of its lines.
func weigh(bank *questions.Bank, s *Sheet, lines []Line) *file {
	return &file{s, lines, place(bank.Placement, lines), score(bank, lines)}
}

// chosen is the option that the file has for a question, or nil.
func (f *file) chosen(q *questions.Question) *questions.Option {
	for i := range f.lines {
		if f.lines[i].Question == q {
			return f.lines[i].Option
		}
	}
	return nil
}

// byPerspective is the sheets in their perspectives, which come in the order of
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

// sort puts the files in order of what they show.
func (g *group) sort() {
	slices.SortFunc(g.files, func(a, b *file) int { return cmp.Or(compareFiles(a, b), cmp.Compare(a.sheet.File, b.sheet.File)) })
}

// compareFiles orders files by the level they show, those without one last and by
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

// decides is a file at the lower median of the placed ones, or of all of them
// where none is placed. Of several files at that level it is the one that tells
// most: with the most answers, then for the most people. The name comes last, so
// that the order the files were named in cannot matter.
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

// apart is the lowest and the highest level of the placed files, or nil where they
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

// sure tells whether the level of the file that decides is certain.
func (g *group) sure() bool { return g.decides().placement.Sure() }

// span is what the files of all perspectives allow: the lowest perspective's lower
// median of what each file shows at least, and the same of at most. The level lies
// between them even where files that could not be placed speak against it.
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

// inOrder is every file: by perspective, and by name within each, so that the order
// they were named in, and that of their levels, cannot matter.
func inOrder(groups []*group) []*file {
	var all []*file
	for _, g := range groups {
		all = append(all, slices.SortedFunc(slices.Values(g.files), func(a, b *file) int { return cmp.Compare(a.sheet.File, b.sheet.File) })...)
	}
	return all
}

// heard tells whether the perspective is: one of its files is enough.
func (g *group) heard() bool {
	return slices.ContainsFunc(g.files, func(f *file) bool { return heard(f.lines) })
}

// named is each level that files name, the lowest first, or nil where all that name
// one name the same.
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

func (g *group) people() int {
	n := 0
	for _, s := range g.files {
		n += max(1, s.sheet.Respondent.People)
	}
	return n
}

// scores is the mean of the files' scores.
func (g *group) scores() Scores {
	all := make([]Scores, len(g.files))
	for i, f := range g.files {
		all[i] = f.scores
	}
	return meanScores(all)
}

// decidingGroup is the lowest perspective: of those with a level one at the lowest,
// and where none has a level one that allows the least. Of several it is the one
// whose file tells most, then the first in the order of [questions.Perspectives].
func decidingGroup(groups []*group) *group {
	return slices.MinFunc(groups, func(a, b *group) int { // the first of equal ones
		x, y := a.decides(), b.decides()
		return cmp.Or(compareFiles(x, y), cmp.Compare(y.placement.Answered, x.placement.Answered))
	})
}

// heading is what can be said of all the files of a project and round.
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
		Project: Project{Name: sheets[0].Project.Name, Team: of(func(a *Answers) string { return a.Project.Team })},
		Round:   sheets[0].Round,
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

// shared is what all the sheets that say anything say alike, or "".
func shared(sheets []*Sheet, part func(a *Answers) string) string {
	said := ""
	for _, s := range sheets {
		switch one := part(s.Answers); {
		case one == "" || one == said:
		case said != "":
			return ""
		default:
			said = one
		}
	}
	return said
}

func levelFrom(id string) *questions.Level {
	if l, err := questions.ParseLevel(id); err == nil {
		return &l
	}
	return nil
}

// allActions is every file's actions, the earliest file's first. One that several
// files carry is told once, and is done when any of them says so.
func allActions(sheets []*Sheet) []Action {
	ordered := slices.Clone(sheets)
	slices.SortFunc(ordered, func(a, b *Sheet) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.File, b.File)) })
	var all []Action
	places := map[sameness]int{}
	for _, s := range ordered {
		for _, action := range s.Actions {
			at, known := places[action.sameness()]
			if !known {
				places[action.sameness()] = len(all)
				all = append(all, action)
				continue
			}
			all[at].Done = all[at].Done || action.Done
			all[at].Did = cmp.Or(all[at].Did, action.Did)
		}
	}
	return all
}

// SameAs tells whether two actions are one promise, perhaps at different times:
// what was said and what will be done is the same but for case and spaces.
func (a Action) SameAs(b Action) bool { return a.sameness() == b.sameness() }

// sameness is what two actions have in common that are one promise: a key, since a
// file may hold thousands of them.
type sameness struct{ said, will string }

func (a Action) sameness() sameness { return sameness{folded(a.Said), folded(a.Will)} }

// alike tells whether two texts differ in nothing but case and spaces.
func alike(a, b string) bool { return folded(a) == folded(b) }

// folded is a text without its spaces, in letters that stand for either case.
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

// oddProjects names the files whose project is not that of most of them.
func oddProjects(sheets []*Sheet) strict.Problems {
	name := func(s *Sheet) string { return s.Project.Name }
	most, of := common(sheets, name)
	var odd strict.Problems
	for _, s := range sheets {
		switch {
		case s.Project.Name == most:
		case alike(s.Project.Name, most):
			odd = append(odd, s.problem([]string{"project", "name"}, "the project is %q here and %q in %s; "+
				"if they are one project, write its name alike in each", s.Project.Name, most, of))
		default:
			odd = append(odd, s.problem([]string{"project", "name"}, "the project is %q here and %q in %s; "+
				"one assessment is about one project: leave this file out, and look at it alone with petal report", s.Project.Name, most, of))
		}
	}
	return odd
}

// oddRounds names the files whose round is not that of most of them.
func oddRounds(sheets []*Sheet) strict.Problems {
	most, of := common(sheets, func(s *Sheet) string { return s.Round })
	var odd strict.Problems
	for _, s := range sheets {
		switch {
		case s.Round == most:
		case alike(s.Round, most):
			odd = append(odd, s.problem([]string{"round"}, "the round is %q here and %q in %s; if it is one round, write it alike in each", s.Round, most, of))
		default:
			odd = append(odd, s.problem([]string{"round"}, "the round is %q here and %q in %s; "+
				"one assessment is of one round: leave this file out, or set rounds side by side with petal compare", s.Round, most, of))
		}
	}
	return odd
}

// common is what most sheets say, of equally many the first, with the file or
// the number of files that say so.
func common(sheets []*Sheet, part func(*Sheet) string) (most, of string) {
	count := map[string]int{}
	for _, s := range sheets {
		count[part(s)]++
	}
	file := ""
	for _, s := range sheets {
		if word := part(s); file == "" || count[word] > count[most] {
			most, file = word, s.File
		}
	}
	if n := count[most]; n > 1 {
		return most, plural(n, "other file", "other files")
	}
	return most, file
}
