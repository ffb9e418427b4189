package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Portfolio shows many projects at once, each as it was in its latest round.
type Portfolio struct {
	Bank *questions.Bank
	Choice
	Files    int   // answers files that were read
	Skipped  int   // files left out because they are not valid
	Older    int   // projects left out because all their answers are from before Since
	Teamless int   // projects whose files name no team, though several teams have a project of that name
	Misdated int   // projects whose rounds have dates in the wrong order, so that the latest may not be the last
	Projects int   // projects that are counted
	Rows     []Row // in the order of Sort; none in a private copy

	// Each of these counts every project once.
	Levels   Counts // by level, [NotPlaced] first
	Voices   Counts // by whether anyone but staff was heard
	Aims     Counts // by where they are, compared with their aim
	Moves    Counts // by how the level changed since the round before
	Promises Counts // by whether a promise is overdue
	Ages     Counts // by whether the answers are from before Stale; nil if Stale is ""

	Heard []HeardIn // each perspective, in the order of [questions.Perspectives]
	Means []Mean    // for each gauge, in the order of [Gauges]
	Teams []Team    // by name, the projects without a team last; nil unless ByTeam

	Open, Overdue int // promises of all the projects; 0 in a private copy

	IsPrivate bool // whether this is a private copy
}

// Choice says which rows a portfolio shows, and how.
type Choice struct {
	Day       string // the day of the portfolio, which decides what is overdue
	AllRounds bool   // show every round, not only the latest; counts still use the latest only
	Since     string // leave out rounds from before this day; "" leaves none out
	Stale     string // answers from before this day are old; "" if age does not matter
	ByTeam    bool   // show the teams too
	Sort      string // one of [Sorts]
}

// The orders that rows can be shown in. All except name and team start with what may
// need attention: the lowest level, the furthest below its aim, the oldest answers,
// the most overdue promises.
const (
	SortName    = "name"
	SortTeam    = "team"
	SortLevel   = "level"
	SortAim     = "aim"
	SortDate    = "date"
	SortOverdue = "overdue"
)

// Sorts lists every order of rows.
var Sorts = []string{SortName, SortTeam, SortLevel, SortAim, SortDate, SortOverdue}

// Count is how many projects are of a kind. In a private copy, several kinds may be
// counted together.
type Count struct {
	Kinds    []string
	Projects int
}

// Counts is how many projects are of each kind, in the order of the kinds. In a
// private copy it is nil if there are too few projects to show.
type Counts []Count

// Of returns how many projects are of a kind. It is 0 if that kind is counted
// together with others.
func (c Counts) Of(kind string) int {
	for _, one := range c {
		if len(one.Kinds) == 1 && one.Kinds[0] == kind {
			return one.Projects
		}
	}
	return 0
}

// The kinds of projects. For levels, the kinds are the levels' ids and NotPlaced.
const (
	NotPlaced = "not-placed" // too little is known to name a level

	BeyondAim    = "beyond"
	AtAim        = "reached"
	OneShort     = "one-step-short"
	FurtherShort = "further-short"
	AimUnknown   = "not-known" // there is no aim, or no level

	MovedUp       = "up"
	MovedNot      = "same"
	MovedDown     = "down"
	MoveUnknown   = "not-known"   // one of the two rounds has no level on the questions that both asked
	NothingBefore = "first-round" // no earlier round has been read

	StaffOnly   = "staff-only"
	OthersHeard = "others-heard"

	WithOverdue    = "overdue"
	WithoutOverdue = "none-overdue"

	Stale = "stale"
	Fresh = "fresh"
)

// HeardIn counts the projects in which a perspective is heard.
type HeardIn struct {
	Perspective questions.Perspective
	Counts      Counts // heard and not-heard
}

// The kinds of [HeardIn].
const (
	Heard    = "heard"
	NotHeard = "not-heard"
)

// Mean is the mean of a score over the projects that have it, each counted the same.
type Mean struct {
	Gauge
	Projects int      // projects that have the score; 0 in a private copy
	Score    *float64 // 0 to 100; nil if no project has one
	Below50  int      // projects that score below 50 (not yet or starting); 0 in a private copy
	Moved    *float64 // the mean shift since the round before, in points; nil if no project has one
	MovedIn  int      // projects that have the score in both rounds; 0 in a private copy
}

// Team is the projects of one team.
type Team struct {
	Name      string // "" for the projects without one
	Projects  int
	Levels    Counts
	WithAim   int // projects whose level and aim are both known
	AtAim     int // projects among them that have reached or passed their aim
	StaffOnly int // projects in which only staff and partners are heard
	Overdue   int // promises whose due date has passed
}

// NewPortfolio makes a portfolio from the rows of projects. They must come project by
// project, as [ProjectFiles.Rows] makes them.
func NewPortfolio(bank *questions.Bank, rows []Row, choice Choice) *Portfolio {
	p := &Portfolio{Bank: bank, Choice: choice}
	var latest []*Row
	for i := range rows {
		row := &rows[i]
		if row.Date < choice.Since {
			if row.Latest {
				p.Older++
			}
			continue
		}
		if row.Latest {
			latest = append(latest, row)
		}
		if row.Latest || choice.AllRounds {
			p.Rows = append(p.Rows, *row)
		}
	}
	p.count(latest)
	p.Heard = heardIn(latest)
	p.Means = means(bank, latest)
	for _, row := range latest {
		p.Open += row.Open
		p.Overdue += row.Overdue
		if row.Teamless {
			p.Teamless++
		}
		if row.Misdated {
			p.Misdated++
		}
	}
	if choice.ByTeam {
		p.Teams = teams(latest)
	}
	sortRows(p.Rows, choice.Sort)
	return p
}

// count fills in every count of the portfolio.
func (p *Portfolio) count(rows []*Row) {
	p.Projects = len(rows)
	p.Levels = levelCounts(rows)
	p.Voices = countBy(rows, []string{StaffOnly, OthersHeard}, (*Row).voice)
	p.Aims = countBy(rows, []string{AimUnknown, FurtherShort, OneShort, AtAim, BeyondAim}, (*Row).aimKind)
	p.Moves = countBy(rows, []string{NothingBefore, MoveUnknown, MovedDown, MovedNot, MovedUp}, (*Row).moveKind)
	p.Promises = countBy(rows, []string{WithOverdue, WithoutOverdue}, (*Row).promiseKind)
	if p.Stale != "" {
		p.Ages = countBy(rows, []string{Stale, Fresh}, func(r *Row) string {
			if r.Date < p.Stale {
				return Stale
			}
			return Fresh
		})
	}
}

// countBy returns how many rows are of each kind.
func countBy(rows []*Row, kinds []string, kind func(*Row) string) Counts {
	all := make(Counts, len(kinds))
	for i, k := range kinds {
		all[i].Kinds = []string{k}
	}
	for _, row := range rows {
		all[slices.Index(kinds, kind(row))].Projects++
	}
	return all
}

func levelCounts(rows []*Row) Counts {
	return countBy(rows, append([]string{NotPlaced}, questions.LevelIDs()...), func(r *Row) string {
		if r.Level == nil {
			return NotPlaced
		}
		return r.Level.String()
	})
}

func (r *Row) voice() string {
	if r.StaffViewOnly {
		return StaffOnly
	}
	return OthersHeard
}

func (r *Row) aimKind() string {
	switch steps, known := r.ToAim(); {
	case !known:
		return AimUnknown
	case steps > 0:
		return BeyondAim
	case steps == 0:
		return AtAim
	case steps == -1:
		return OneShort
	}
	return FurtherShort
}

func (r *Row) moveKind() string {
	m := r.Move
	switch {
	case m == nil:
		return NothingBefore
	case m.Was == nil || m.Is == nil:
		return MoveUnknown
	case *m.Is > *m.Was:
		return MovedUp
	case *m.Is < *m.Was:
		return MovedDown
	}
	return MovedNot
}

func (r *Row) promiseKind() string {
	if r.Overdue > 0 {
		return WithOverdue
	}
	return WithoutOverdue
}

func heardIn(rows []*Row) []HeardIn {
	all := make([]HeardIn, len(questions.Perspectives))
	for i, who := range questions.Perspectives {
		all[i] = HeardIn{who, countBy(rows, []string{Heard, NotHeard}, func(r *Row) string {
			if slices.Contains(r.Heard(), who) {
				return Heard
			}
			return NotHeard
		})}
	}
	return all
}

// means adds up in the order of the rows, so that the same files give the same sums.
func means(bank *questions.Bank, rows []*Row) []Mean {
	gauges := Gauges(bank)
	all := make([]Mean, len(gauges))
	for i, gauge := range gauges {
		m := Mean{Gauge: gauge}
		sum, moved := 0.0, 0.0
		for _, row := range rows {
			if f := row.Figures[i]; f.Known {
				m.Projects++
				sum += f.Score
				if f.Score < 50-1e-9 {
					m.Below50++
				}
			}
			if row.Move != nil && row.Move.By[i].Known {
				m.MovedIn++
				moved += row.Move.By[i].By
			}
		}
		m.Score, m.Moved = meanOf(sum, m.Projects), meanOf(moved, m.MovedIn)
		all[i] = m
	}
	return all
}

func meanOf(sum float64, n int) *float64 {
	if n == 0 {
		return nil
	}
	sum /= float64(n)
	return &sum
}

func teams(rows []*Row) []Team {
	of := map[string][]*Row{}
	for _, row := range rows {
		key := folded(row.Project.Team)
		of[key] = append(of[key], row)
	}
	keys := make([]string, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, compareTeams)
	all := make([]Team, len(keys))
	for i, key := range keys {
		all[i] = newTeam(of[key])
	}
	return all
}

// compareTeams orders teams by name, the one without a name last.
func compareTeams(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

func newTeam(rows []*Row) Team {
	t := Team{Name: rows[0].Project.Team, Projects: len(rows), Levels: levelCounts(rows)}
	for _, row := range rows {
		if steps, known := row.ToAim(); known {
			t.WithAim++
			if steps >= 0 {
				t.AtAim++
			}
		}
		if row.StaffViewOnly {
			t.StaffOnly++
		}
		t.Overdue += row.Overdue
	}
	return t
}

// sortRows sorts rows, which are already in order of name.
func sortRows(rows []Row, by string) {
	level := func(r *Row) int { // those without a level last
		if r.Level == nil {
			return len(questions.Levels)
		}
		return int(*r.Level)
	}
	aim := func(r *Row) int { // those where it is not known last
		steps, known := r.ToAim()
		if !known {
			return len(questions.Levels)
		}
		return steps
	}
	compare := map[string]func(a, b *Row) int{
		SortTeam:    func(a, b *Row) int { return compareTeams(folded(a.Project.Team), folded(b.Project.Team)) },
		SortLevel:   func(a, b *Row) int { return cmp.Compare(level(a), level(b)) },
		SortAim:     func(a, b *Row) int { return cmp.Compare(aim(a), aim(b)) },
		SortDate:    func(a, b *Row) int { return cmp.Compare(a.Date, b.Date) },
		SortOverdue: func(a, b *Row) int { return cmp.Compare(b.Overdue, a.Overdue) },
	}[by]
	if compare != nil {
		slices.SortStableFunc(rows, func(a, b Row) int { return compare(&a, &b) })
	}
}
