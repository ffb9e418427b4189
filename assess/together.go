package assess

import (
	"cmp"
	"errors"
	"slices"
	"strings"

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
// The heading keeps what is true of all the files. Its date is the latest, its
// actions are everybody's. Claim, aim and limit are the staff's, since the team
// makes the promise, and everybody's where no staff answered; what the files do
// not agree on is absent.
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
	if len(sheets) == 1 {
		r := Evaluate(bank, sheets[0].Answers)
		r.deciding = sheets[0]
		return r, nil
	}

	groups := byPerspective(bank, sheets)
	lowest := decidingGroup(groups)
	decides := lowest.decides()
	all := inOrder(groups)
	r := &Result{
		Bank:          bank,
		Answers:       heading(sheets, decides.sheet.Answers),
		StaffViewOnly: !slices.ContainsFunc(groups, func(g *group) bool { return usesService(g.perspective) }),
		Placement:     decides.placement,
		Conflicts:     contradictions(bank, all),
		Evidence:      evidence(bank, all),
		Voices:        voices(bank, groups, all),
		Claims:        named(groups, func(a *Answers) *questions.Level { return a.Claim }),
		Aims:          named(groups, func(a *Answers) *questions.Level { return a.Aim }),
		Agreement:     agreement(bank, sheets),
		deciding:      decides.sheet,
	}
	r.Placement.AtLeast, r.Placement.AtMost = span(groups, r.Placement.Level)
	r.takeLines(decides.sheet.Answers)
	scores := make([][]FrameworkScore, len(groups))
	for i, g := range groups {
		scores[i] = g.frameworks()
		view := PerspectiveView{
			Perspective: g.perspective,
			Files:       len(g.seen),
			People:      g.people(),
			Level:       g.level(),
			Frameworks:  scores[i],
		}
		view.Lowest, view.Highest = g.apart()
		r.Perspectives = append(r.Perspectives, view)
	}
	r.Frameworks = meanFrameworks(scores)
	r.Differences = differences(r.Voices)
	shared := sharedLines(r.Voices)
	r.Strengths = findings(r, shared, 1, nil)
	r.ToWorkOn = findings(r, shared, -1, r.Strengths)
	return r, nil
}

// group is the answers files of one perspective.
type group struct {
	perspective string
	seen        []seen // by level, those without one last
}

// seen is one file, worked out on its own.
type seen struct {
	sheet     *Sheet
	placement Placement
	scores    []FrameworkScore
}

// byPerspective is the sheets in their perspectives, which come in the order of
// [Perspectives].
func byPerspective(bank *questions.Bank, sheets []*Sheet) []*group {
	var groups []*group
	for _, perspective := range Perspectives {
		g := &group{perspective: perspective}
		for _, s := range sheets {
			if s.Respondent.Perspective == perspective {
				g.seen = append(g.seen, seen{s, Place(bank, s.Answers), ScoreFrameworks(bank, s.Answers)})
			}
		}
		if len(g.seen) == 0 {
			continue
		}
		slices.SortFunc(g.seen, func(a, b seen) int { return cmp.Or(compareSeen(a, b), cmp.Compare(a.sheet.File, b.sheet.File)) })
		groups = append(groups, g)
	}
	return groups
}

// compareSeen orders files by the level they show, those without one last and by
// the range they allow.
func compareSeen(a, b seen) int {
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
func (g *group) decides() seen {
	placed := 0
	for _, s := range g.seen {
		if s.placement.Placed() {
			placed++
		}
	}
	if placed == 0 {
		placed = len(g.seen)
	}
	median := g.seen[(placed-1)/2]
	same := slices.DeleteFunc(slices.Clone(g.seen), func(s seen) bool { return compareSeen(s, median) != 0 })
	return slices.MinFunc(same, func(a, b seen) int {
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
	for _, s := range g.seen { // by level, those without one last
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

// span is what the files of all perspectives allow: the lowest perspective's lower
// median of what each file shows at least, and the same of at most. The level lies
// between them even where files that could not be placed speak against it.
func span(groups []*group, level *questions.Level) (atLeast, atMost questions.Level) {
	lowest := func(of func(Placement) questions.Level) questions.Level {
		low := questions.CoProduce
		for _, g := range groups {
			var levels []questions.Level
			for _, s := range g.seen {
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

// inOrder is every file's answers: by perspective, and by name within each, so
// that the order they were named in, and that of their levels, cannot matter.
func inOrder(groups []*group) []*Answers {
	var all []*Answers
	for _, g := range groups {
		for _, s := range slices.SortedFunc(slices.Values(g.seen), func(a, b seen) int { return cmp.Compare(a.sheet.File, b.sheet.File) }) {
			all = append(all, s.sheet.Answers)
		}
	}
	return all
}

// named is each level that files name, the lowest first, or nil where all that name
// one name the same.
func named(groups []*group, of func(*Answers) *questions.Level) []Named {
	var all []Named
	for _, level := range questions.Levels {
		one := Named{Level: level}
		for _, g := range groups {
			for _, s := range g.seen {
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
	for _, s := range g.seen {
		n += max(1, s.sheet.Respondent.People)
	}
	return n
}

// frameworks is the mean of the files' scores.
func (g *group) frameworks() []FrameworkScore {
	scores := make([][]FrameworkScore, len(g.seen))
	for i, s := range g.seen {
		scores[i] = s.scores
	}
	return meanFrameworks(scores)
}

// decidingGroup is the lowest perspective: of those with a level one at the lowest,
// and where none has a level one that allows the least. Of several it is the one
// whose file tells most, then the first in the order of [Perspectives].
func decidingGroup(groups []*group) *group {
	return slices.MinFunc(groups, func(a, b *group) int { // the first of equal ones
		x, y := a.decides(), b.decides()
		return cmp.Or(compareSeen(x, y), cmp.Compare(y.placement.Answered, x.placement.Answered))
	})
}

// meanFrameworks is the mean of several scores of every item, each counted the
// same; what is absent from one is the mean of the others. Where some are absent
// the known mean may lie outside the range: it leaves out a file that the range
// reads as 0 and as 100.
func meanFrameworks(all [][]FrameworkScore) []FrameworkScore {
	if len(all) == 1 {
		return all[0]
	}
	out := slices.Clone(all[0])
	for f := range out {
		out[f].Items = slices.Clone(out[f].Items)
		for i := range out[f].Items {
			item := ItemScore{Item: out[f].Items[i].Item}
			var known, low, high []float64
			for _, one := range all {
				other := one[f].Items[i]
				item.Answered += other.Answered
				item.Asked += other.Asked
				known, low, high = appendKnown(known, other.Known), appendKnown(low, other.Low), appendKnown(high, other.High)
			}
			item.Score = Score{meanOf(known), meanOf(low), meanOf(high)}
			out[f].Items[i] = item
		}
		out[f].Score = frameworkScore(out[f].Items)
	}
	return out
}

func appendKnown(xs []float64, x *float64) []float64 {
	if x == nil {
		return xs
	}
	return append(xs, *x)
}

// meanOf is the mean, or nil of nothing.
func meanOf(xs []float64) *float64 {
	if len(xs) == 0 {
		return nil
	}
	return mean(xs)
}

// heading is what can be said of all the files, over the answers that decide.
func heading(sheets []*Sheet, decides *Answers) *Answers {
	of := func(part func(a *Answers) string) string { return shared(sheets, part) }
	promised := func(part func(a *Answers) string) string {
		staff := slices.DeleteFunc(slices.Clone(sheets), func(s *Sheet) bool { return s.Respondent.Perspective != "staff" || part(s.Answers) == "" })
		if len(staff) > 0 {
			return shared(staff, part)
		}
		return of(part)
	}
	a := *decides
	a.Project.Team = of(func(a *Answers) string { return a.Project.Team })
	a.Depth = of(func(a *Answers) string { return a.Depth })
	a.Claim = levelFrom(promised(func(a *Answers) string { return levelID(a.Claim) }))
	a.Aim = levelFrom(promised(func(a *Answers) string { return levelID(a.Aim) }))
	a.Limit = promised(func(a *Answers) string { return a.Limit })
	a.Actions = allActions(sheets)
	for _, s := range sheets {
		a.Date = max(a.Date, s.Date)
	}
	return &a
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
	for _, s := range ordered {
		for _, action := range s.Actions {
			at := slices.IndexFunc(all, action.SameAs)
			if at < 0 {
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
func (a Action) SameAs(b Action) bool { return alike(a.Said, b.Said) && alike(a.Will, b.Will) }

// alike tells whether two texts differ in nothing but case and spaces.
func alike(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), ""), strings.Join(strings.Fields(b), ""))
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
