package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Portfolio is many projects at once, each told by its latest round.
type Portfolio struct {
	Bank *questions.Bank
	Choice
	Files    int   // answers files that were read
	Skipped  int   // files that are not valid, and left out
	Older    int   // projects left out because all their answers are from before Since
	Teamless int   // projects whose files name no team, where several teams have one of that name
	Misdated int   // projects whose rounds are dated against their names, so that the latest may not be the last
	Projects int   // that are counted
	Rows     []Row // in the order chosen; none in a private copy

	// Each counts every project once.
	Levels   Counts // at each level, [NotPlaced] first
	Voices   Counts // whether staff's word alone is there
	Aims     Counts // how far they are from their aim
	Moves    Counts // what became of the level since the round before
	Promises Counts // whether a promise is overdue
	Ages     Counts // whether the answers are older than Stale; nil where that was not asked

	Heard []HeardIn // each perspective, in the order of [questions.Perspectives]
	Means []Mean    // of each gauge, in the order of [Gauges]
	Teams []Team    // by name, those without one last; nil unless ByTeam

	Open, Overdue int // promises of all the projects; 0 in a private copy

	IsPrivate bool // whether this is a private copy
}

// Choice says which rows a portfolio tells of, and how.
type Choice struct {
	Day       string // on which it is told: what is overdue or old is so on that day
	AllRounds bool   // tell of every round, and not of the latest alone; counts go by the latest all the same
	Since     string // leave out rounds from before this day; "" leaves out none
	Stale     string // answers from before this day are old; "" asks for none
	ByTeam    bool   // tell of the teams too
	Sort      string // one of [Sorts]
}

// The orders that rows can be told in. All but by name and team begin with what may
// need a look: the lowest level, the furthest short of its aim, the oldest answers,
// the most promises overdue.
const (
	SortName    = "name"
	SortTeam    = "team"
	SortLevel   = "level"
	SortAim     = "aim"
	SortDate    = "date"
	SortOverdue = "overdue"
)

// Sorts is every order of rows.
var Sorts = []string{SortName, SortTeam, SortLevel, SortAim, SortDate, SortOverdue}

// Count is how many projects are of a kind. In a private copy it may be of several
// kinds, which are counted together.
type Count struct {
	Kinds    []string
	Projects int
}

// Counts is how many projects are of each kind, in the order of the kinds. In a
// private copy it is nil where there are too few to be told.
type Counts []Count

// Of is how many projects are of a kind; 0 where that is counted with others.
func (c Counts) Of(kind string) int {
	for _, one := range c {
		if len(one.Kinds) == 1 && one.Kinds[0] == kind {
			return one.Projects
		}
	}
	return 0
}

// The kinds of projects. Of levels, the kinds are the levels' ids and NotPlaced.
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
	MoveUnknown   = "not-known"   // one of the two rounds has no level over the questions that both asked
	NothingBefore = "first-round" // no round before has been read

	StaffOnly   = "staff-only"
	OthersHeard = "others-heard"

	WithOverdue    = "overdue"
	WithoutOverdue = "none-overdue"

	Stale = "stale"
	Fresh = "fresh"
)

// HeardIn is in how many projects a perspective is heard.
type HeardIn struct {
	Perspective questions.Perspective
	Counts      Counts // heard and not-heard
}

// The kinds of [HeardIn].
const (
	Heard    = "heard"
	NotHeard = "not-heard"
)

// Mean is a score over the projects that have it, each counted the same.
type Mean struct {
	Gauge
	Projects int      // that have the score; 0 in a private copy
	Score    *float64 // 0 to 100; nil where no project has one
	Below50  int      // projects in which it is below 50: not yet or starting; 0 in a private copy
	Moved    *float64 // the mean shift since the round before, in points; nil where no project has one
	MovedIn  int      // projects that have the score in both rounds; 0 in a private copy
}

// Team is the projects of one team.
type Team struct {
	Name      string // "" for the projects without one
	Projects  int
	Levels    Counts
	WithAim   int // projects of which both level and aim are known
	AtAim     int // those of them that have reached their aim, or are beyond it
	StaffOnly int // projects in which nobody but staff and partners is heard
	Overdue   int // promises whose day has passed
}

// NewPortfolio puts the rows of projects together. They come as [ProjectFiles.Rows]
// makes them, project by project.
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

// count counts projects by everything they are counted by.
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

// countBy is how many rows are of each kind.
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

// compareTeams orders teams by name, those without one last.
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

// sortRows puts rows, which come by name, in another order.
func sortRows(rows []Row, by string) {
	level := func(r *Row) int { // those without one last
		if r.Level == nil {
			return len(questions.Levels)
		}
		return int(*r.Level)
	}
	aim := func(r *Row) int { // those of which it is not known last
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
