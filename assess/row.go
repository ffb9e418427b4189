package assess

import "github.com/petal-check/petal/questions"

// Row is one project in one round, as a portfolio shows it. Rows do not depend on one
// another.
type Row struct {
	Project       Project
	Round         string
	Date          string // the latest date of its files
	Latest        bool   // no later round of the project has been read
	Depth         string // Short or Full; "" if its files differ
	Files, People int    // People is at least 1 for each file
	Level         *questions.Level
	AtLeast       questions.Level
	AtMost        questions.Level
	Claim, Aim    *questions.Level
	StaffViewOnly bool
	Perspectives  []RowView // the ones that answered, in the order of [questions.Perspectives]
	Figures       []Figure  // for the project as a whole, in the order of [Gauges]
	Open          int       // promises from this round and earlier ones that are not done yet
	Overdue       int       // how many of these are past their due date
	Move          *Move     // the change since the round before; nil for the first round that was read
	Teamless      bool      // its files name no team, and several teams have a project of this name
	Misdated      bool      // its rounds have dates in the wrong order, such as before after during

	large bool // whether every perspective is large, in this round and in all earlier ones
}

// RowView is one perspective's view of a project in one round.
type RowView struct {
	Perspective   questions.Perspective
	Files, People int
	Heard         bool
	Level         *questions.Level
	Figures       []Figure // in the order of [Gauges]
}

// Gauge is something that has a score in every project: a framework, or one of its
// items.
type Gauge struct {
	Framework *questions.Framework
	Item      *questions.Item // nil for the whole framework
}

// ID names the gauge: heard, or heard/equality.
func (g Gauge) ID() string {
	if g.Item == nil {
		return g.Framework.ID
	}
	return questions.Ref{Framework: g.Framework.ID, Item: g.Item.ID}.String()
}

// Gauges is everything in the bank that has a score: each framework, followed by its
// items.
func Gauges(bank *questions.Bank) []Gauge {
	var all []Gauge
	for f := range bank.Frameworks {
		framework := &bank.Frameworks[f]
		all = append(all, Gauge{Framework: framework})
		for i := range framework.Items {
			all = append(all, Gauge{framework, &framework.Items[i]})
		}
	}
	return all
}

// Figure is a [Score] without pointers, since a portfolio holds hundreds of thousands
// of them. Values are 0 to 100, not rounded.
type Figure struct {
	Known            bool // whether there is a score
	Asked            bool // whether there is a low and a high
	Score, Low, High float64
}

func newFigure(s Score) Figure {
	var f Figure
	if s.Known != nil {
		f.Known, f.Score = true, *s.Known
	}
	if s.Low != nil && s.High != nil {
		f.Asked, f.Low, f.High = true, *s.Low, *s.High
	}
	return f
}

func newFigures(s Scores) []Figure {
	n := len(s.Frameworks)
	for _, f := range s.Frameworks {
		n += len(f.Items)
	}
	all := make([]Figure, 0, n)
	for _, f := range s.Frameworks {
		all = append(all, newFigure(f.Score))
		for _, i := range f.Items {
			all = append(all, newFigure(i.Score))
		}
	}
	return all
}

// Move is what changed from one round of a project to the next, over the questions
// that both asked.
type Move struct {
	Round, Date string // the round before
	Was, Is     *questions.Level
	By          []Shift // in the order of [Gauges]
}

// Shift is how far a score moved, in points out of 100.
type Shift struct {
	Known bool // whether there is a score in both rounds
	By    float64
}

// Rows works out the project: its latest round, or each of them, the earliest first.
// A promise that was due before day is overdue.
func (p *ProjectFiles) Rows(bank *questions.Bank, day string, eachRound bool) []Row {
	times := p.times(bank)
	named := Project{Name: commonest(p.setUps(), projectName), Team: p.team()} // the same spelling for all rounds
	misdated := len(turnedRounds(times)) > 0
	latest := len(times) - 1
	large := true // in this round and in all before it
	var rows []Row
	for i, t := range times {
		large = large && t.Result.large()
		if i < latest && !eachRound {
			continue
		}
		row := newRow(t)
		row.Project, row.Latest, row.Teamless, row.Misdated, row.large = named, i == latest, p.teamless, misdated, large
		row.promised(times[:i+1], day)
		if i > 0 {
			row.Move = newMove(times[i-1], t)
		}
		rows = append(rows, row)
	}
	return rows
}

// team returns the team's name as most of the files spell it, or "" if no file names
// a team.
func (p *ProjectFiles) team() string { return commonest(p.setUps(), projectTeam) }

func (p *ProjectFiles) setUps() []*Answers {
	all := make([]*Answers, len(p.entries))
	for i, e := range p.entries {
		all[i] = &e.setUp
	}
	return all
}

func newRow(t *Time) Row {
	r := t.Result
	row := Row{
		Round:         r.Round,
		Date:          r.Date,
		Depth:         r.Depth,
		Files:         len(t.Sheets),
		Level:         r.Placement.Level,
		AtLeast:       r.Placement.AtLeast,
		AtMost:        r.Placement.AtMost,
		Claim:         r.Claim,
		Aim:           r.Aim,
		StaffViewOnly: r.StaffViewOnly,
		Figures:       newFigures(r.Scores),
	}
	for _, v := range r.Perspectives {
		row.People += v.People
		view := RowView{v.Perspective, v.Files, v.People, v.Heard, v.Level, row.Figures}
		if len(r.Perspectives) > 1 {
			view.Figures = newFigures(v.Scores)
		}
		row.Perspectives = append(row.Perspectives, view)
	}
	return row
}

// promised counts the promises made up to the last of the times.
func (r *Row) promised(times []*Time, day string) {
	for _, p := range promisesOf(times) {
		if p.Open() {
			r.Open++
		}
		if p.Overdue(day) {
			r.Overdue++
		}
	}
}

func newMove(then, now *Time) *Move {
	was, is := inCommon(then.Result, now.Result)
	m := &Move{Round: then.Round, Date: then.To, Was: was.Placement.Level, Is: is.Placement.Level}
	before, after := newFigures(was.Scores), newFigures(is.Scores)
	m.By = make([]Shift, len(after))
	for i := range after {
		if before[i].Known && after[i].Known {
			m.By[i] = Shift{true, after[i].Score - before[i].Score}
		}
	}
	return m
}

// ToAim returns how many steps the level is above the aim; it is negative if the
// level falls short. known is false if there is no level or no aim.
func (r *Row) ToAim() (steps int, known bool) {
	if r.Level == nil || r.Aim == nil {
		return 0, false
	}
	return int(*r.Level) - int(*r.Aim), true
}

// Heard returns the perspectives that are heard.
func (r *Row) Heard() []questions.Perspective {
	var heard []questions.Perspective
	for _, v := range r.Perspectives {
		if v.Heard {
			heard = append(heard, v.Perspective)
		}
	}
	return heard
}
