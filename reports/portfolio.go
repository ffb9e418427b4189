package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// mostItems is how many of the weakest items, and of the strongest, are named.
const mostItems = 3

// portfolioBuilder builds documents about many projects.
type portfolioBuilder struct{ *assess.Portfolio }

// Portfolio returns many projects in one picture: how many are at each level, who has
// been heard, how far they are from their aims, what is hard and what goes well in
// general, what moved, what was promised, whose answers are old, and a table of every
// project.
func Portfolio(p *assess.Portfolio) Document {
	c := portfolioBuilder{p}
	d := Document{
		Kind: "Petal portfolio", Language: languageOf(p.Bank), Title: c.title(), About: c.about(), Warnings: c.warnings(),
	}
	if p.Projects == 0 {
		d.add("levels", "Where the projects stand", lead(c.nothing()))
		return d
	}
	d.add("levels", "Where the projects stand", c.levels()...)
	d.add("voices", "Who has been heard", c.voices()...)
	d.add("aims", "How far from their aims", c.aims()...)
	d.add("items", "What is hard, and what goes well", c.items()...)
	d.add("moves", "What changed since the previous round", c.moves()...)
	d.add("promises", "What was promised", c.promises()...)
	d.add("ages", "How old the answers are", c.ages()...)
	d.add("teams", "Team by team", c.teams()...)
	for _, f := range c.frameworks() {
		d.addDetail("framework-"+f.ID, f.Name, c.framework(f))
	}
	d.addDetail("projects", "Every project", c.projects()...)
	d.addDetail("method", "How this was worked out", c.method()...)
	return d
}

func (c portfolioBuilder) title() string {
	if c.Projects == 0 {
		return "Projects"
	}
	return prose.Capital(prose.CountInWords(c.Projects, "project", "projects"))
}

func (c portfolioBuilder) about() string {
	said := "On " + day(c.Day) + "."
	if c.Files > 0 {
		said = fmt.Sprintf("From %s, on %s.", prose.Count(c.Files, "answers file", "answers files"), day(c.Day))
	}
	said += " Each project is shown as it was in its latest round."
	if c.Since != "" {
		said += fmt.Sprintf(" Rounds from before %s are left out.", day(c.Since))
	}
	return said
}

func (c portfolioBuilder) nothing() string {
	if c.IsPrivate {
		return "There are fewer than five projects, so a private copy shows nothing about them."
	}
	return "No project has answers from " + day(c.Since) + " or later."
}

func (c portfolioBuilder) warnings() []string {
	var out []string
	if c.Skipped > 0 {
		out = append(out, leftOut(c.Skipped, "file", "is not valid", "are not valid"))
	}
	if c.IsPrivate {
		out = append(out, "Private copy. It shows no single project, no count below five and no average of fewer than five projects: groups of fewer than five are counted together. "+
			"A project where fewer than five people answered from one side is counted at its level and nowhere else.")
	}
	if c.Older > 0 {
		out = append(out, leftOut(c.Older, "project", "has no answers from "+day(c.Since)+" or later", "have no answers from "+day(c.Since)+" or later"))
	}
	if c.Teamless > 0 {
		said := "The files of one project do not name a team, but several teams have a project with that name. It is counted as a separate project until its files name a team."
		if c.Teamless > 1 {
			said = fmt.Sprintf("The files of %s do not name a team, but several teams have projects with those names. They are counted as separate projects until their files name a team.",
				prose.CountInWords(c.Teamless, "project", "projects"))
		}
		out = append(out, said)
	}
	if c.Misdated > 0 {
		out = append(out, fmt.Sprintf("In %s, the dates of the rounds do not fit their names: for example, “before” is dated later than “during”. So the wrong round may be shown as the latest. petal compare says where.", prose.CountInWords(c.Misdated, "project", "projects")))
	}
	return out
}

// notShown says that a private copy leaves a number out, and why.
func notShown(what string) string {
	return what + " is not shown, because some of the numbers would be below five."
}

// leftOut says how many of something were left out, and why.
func leftOut(n int, thing, one, many string) string {
	why := "they " + many
	if n == 1 {
		why = "it " + one
	}
	return fmt.Sprintf("%s left out, because %s.", prose.Capital(prose.CountInWords(n, thing+" was", thing+"s were")), why)
}

// levelName returns the name of a kind in [assess.Portfolio.Levels].
func (c portfolioBuilder) levelName(kind string) string {
	if l, err := questions.ParseLevel(kind); err == nil {
		return c.Bank.Words(l).Name
	}
	return "Not known yet"
}

// fits keeps people from reading the picture as a league table.
const fits = "This is not a league table. The right level for a project is the one that fits its aim."

func (c portfolioBuilder) levels() []Block {
	if len(c.Levels) < 2 {
		return []Block{lead(notShown("How many projects are at each level")), para(fits)}
	}
	blocks := []Block{lead(c.mostAt())}
	if unplaced := c.Levels.Of(assess.NotPlaced); unplaced > 0 {
		blocks = append(blocks, para(fmt.Sprintf("Too little is known yet to name the level of %s.", prose.CountInWords(unplaced, "project", "projects"))))
	}
	if petals := c.petals(); petals != nil {
		blocks = append(blocks, drawing{Counts: true, Petals: petals, Says: c.drawn()})
	}
	return append(blocks, para(fits), c.tally("Projects at each level", "Level", c.Levels, c.levelName, assess.NotPlaced))
}

// mostAt says which level most of the projects are at.
func (c portfolioBuilder) mostAt() string {
	levels := slices.DeleteFunc(slices.Clone(c.Levels), func(one assess.Count) bool { return slices.Equal(one.Kinds, []string{assess.NotPlaced}) })
	most := 0
	for _, one := range levels {
		most = max(most, one.Projects)
	}
	var names []string
	for _, one := range levels {
		if one.Projects == most {
			names = append(names, c.named(one.Kinds, c.levelName))
		}
	}
	switch {
	case most == 0:
		return "No project has a level yet."
	case c.Projects == 1:
		return fmt.Sprintf("The one project is at %s.", names[0])
	case len(names) > 1:
		return fmt.Sprintf("The most common levels are %s: %s each.", prose.And(names), prose.Count(most, "project", "projects"))
	}
	return fmt.Sprintf("The most common level is %s: %d of %s.", names[0], most, prose.Count(c.Projects, "project", "projects"))
}

// named returns the names of kinds that are counted together.
func (c portfolioBuilder) named(kinds []string, name func(string) string) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = name(kind)
	}
	return prose.Or(names)
}

// petals returns the flower with the number of projects at each level, or nil if
// levels are counted together.
func (c portfolioBuilder) petals() []petal {
	var out []petal
	for _, l := range rungs {
		at := slices.IndexFunc(c.Levels, func(one assess.Count) bool { return len(one.Kinds) == 1 && one.Kinds[0] == l.String() })
		if at < 0 {
			return nil
		}
		n := c.Levels[at].Projects
		words := c.Bank.Words(l)
		out = append(out, petal{Level: l, Name: words.Name, Is: words.Is, Reached: n > 0, Count: fmt.Sprint(n), State: prose.Count(n, "project", "projects")})
	}
	return out
}

func (c portfolioBuilder) drawn() string {
	var said []string
	for _, p := range c.petals() {
		said = append(said, p.Name+" "+p.State)
	}
	return "Five levels around people at the centre: " + strings.Join(said, ", ") + "."
}

// tally returns counts as bars. The kinds in aside stand for something not known:
// those counted separately come last, and are left out if there are none.
func (c portfolioBuilder) tally(caption, column string, counts assess.Counts, name func(string) string, aside ...string) Block {
	t := tally{Caption: caption, Column: column, Number: "Projects"}
	var last []tallied
	for _, one := range counts {
		row := tallied{prose.Capital(c.named(one.Kinds, name)), one.Projects}
		t.Most = max(t.Most, one.Projects)
		switch {
		case len(one.Kinds) > 1 || !slices.Contains(aside, one.Kinds[0]):
			t.Rows = append(t.Rows, row)
		case one.Projects > 0:
			last = append(last, row)
		}
	}
	t.Rows = append(t.Rows, last...)
	return t
}

func (c portfolioBuilder) voices() []Block {
	if c.Heard == nil {
		return nil
	}
	var blocks []Block
	switch n := c.Voices.Of(assess.StaffOnly); {
	case len(c.Voices) < 2:
		blocks = append(blocks, lead(notShown("How many projects rest on staff's word alone")))
	case n == 0:
		blocks = append(blocks, lead("No project rests on staff's word alone."))
	case n == c.Projects:
		blocks = append(blocks, lead("Every project rests on staff's word alone."),
			para("No carers or people with lived experience have been heard in any of them, so they show what staff and partners believe."))
	default:
		blocks = append(blocks, lead(fmt.Sprintf("%s on staff's word alone.", prose.Capital(prose.CountInWords(n, "project rests", "projects rest")))),
			para("No carers or people with lived experience have been heard in them, so they show what staff and partners believe."))
	}
	t := tally{Caption: "Projects that have heard from each", Column: "Who", Number: "Projects"}
	var hidden []string
	for _, h := range c.Heard {
		if len(h.Counts) < 2 {
			hidden = append(hidden, h.Perspective.Everybody())
			continue
		}
		heard := h.Counts.Of(assess.Heard)
		t.Rows = append(t.Rows, tallied{prose.Capital(h.Perspective.Short()), heard})
		t.Most = heard + h.Counts.Of(assess.NotHeard) // the same for each
	}
	if len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if len(hidden) > 0 {
		blocks = append(blocks, para(notShown("How many projects have heard from "+prose.Or(hidden))))
	}
	return blocks
}

var aimNames = map[string]string{
	assess.FurtherShort: "two or more steps short",
	assess.OneShort:     "one step short",
	assess.AtAim:        "at the aim",
	assess.BeyondAim:    "beyond the aim",
	assess.AimUnknown:   "aim or level not known",
}

func (c portfolioBuilder) aims() []Block {
	if c.Aims == nil {
		return nil
	}
	if len(c.Aims) < 2 {
		return []Block{para(notShown("How far the projects are from their aims"))}
	}
	said := ""
	if !c.IsPrivate {
		there, short := c.Aims.Of(assess.AtAim)+c.Aims.Of(assess.BeyondAim), c.Aims.Of(assess.OneShort)+c.Aims.Of(assess.FurtherShort)
		known := there + short
		switch {
		case known == 0:
			said = "No project has both a level and an aim."
		case known == 1 && there == 0:
			said = "The one project with a level and an aim has not reached its aim."
		case known == 1:
			said = "The one project with a level and an aim has reached its aim."
		case there == 0:
			said = fmt.Sprintf("None of the %d projects with a level and an aim has reached its aim.", known)
		case there == 1:
			said = fmt.Sprintf("1 of %d projects with a level and an aim has reached its aim.", known)
		default:
			said = fmt.Sprintf("%d of %d projects with a level and an aim have reached their aim.", there, known)
		}
	}
	var blocks []Block
	if said != "" {
		blocks = append(blocks, lead(said))
	}
	return append(blocks, c.tally("Projects by how far they are from their aim", "How far", c.Aims, func(kind string) string { return aimNames[kind] }, assess.AimUnknown))
}

// core returns the means of the items to compare, weakest first: those of the
// principles and values, if the bank has them.
func (c portfolioBuilder) core() []assess.Mean {
	var items []assess.Mean
	anyCore := slices.ContainsFunc(c.Means, func(m assess.Mean) bool { return m.Framework.Core() })
	for _, m := range c.Means {
		if m.Item != nil && m.Score != nil && (m.Framework.Core() || !anyCore) {
			items = append(items, m)
		}
	}
	slices.SortStableFunc(items, func(a, b assess.Mean) int { return cmp.Compare(*a.Score, *b.Score) })
	return items
}

func (c portfolioBuilder) items() []Block {
	items := c.core()
	if len(items) == 0 {
		return nil
	}
	n := max(1, min(mostItems, len(items)/2))
	weakest := items[:n]
	strongest := slices.Clone(items[len(items)-n:])
	slices.Reverse(strongest)
	of := func(items []assess.Mean) list {
		var l list
		for _, m := range items {
			l.Items = append(l.Items, item{Title: m.Item.Name, Text: []string{m.Item.Is, c.rests(m)}})
		}
		l.Numbered = true
		return l
	}
	return []Block{
		lead(fmt.Sprintf("The weakest is %s and the strongest is %s.", quoted(weakest[0].Item.Name), quoted(strongest[0].Item.Name))),
		subhead("Weakest across the projects"), of(weakest),
		subhead("Strongest across the projects"), of(strongest),
	}
}

func quoted(name string) string { return "“" + name + "”" }

// rests says what a mean is, and how many projects it is based on.
func (c portfolioBuilder) rests(m assess.Mean) string {
	if c.IsPrivate {
		return fmt.Sprintf("An average of %s out of 100 in at least five projects.", whole(*m.Score))
	}
	said := fmt.Sprintf("An average of %s out of 100 in %s", whole(*m.Score), prose.Count(m.Projects, "project", "projects"))
	if m.Below50 > 0 {
		said += fmt.Sprintf("; below 50 in %d", m.Below50)
	}
	return said + "."
}

var moveNames = map[string]string{
	assess.MovedDown:     "down",
	assess.MovedNot:      "at the same level",
	assess.MovedUp:       "up",
	assess.MoveUnknown:   "no level in one of the rounds",
	assess.NothingBefore: "first round",
}

func (c portfolioBuilder) moves() []Block {
	if c.Moves == nil {
		return nil
	}
	var blocks []Block
	up, same, down := c.Moves.Of(assess.MovedUp), c.Moves.Of(assess.MovedNot), c.Moves.Of(assess.MovedDown)
	if !c.IsPrivate {
		if up+same+down == 0 {
			return nil
		}
		blocks = append(blocks, lead(fmt.Sprintf("Of %s asked before, %d went up and %d went down.", prose.Count(up+same+down, "project", "projects"), up, down)))
	}
	blocks = append(blocks, para("Two rounds are compared only on the questions that both asked."))
	if len(c.Moves) < 2 {
		blocks = append(blocks, para(notShown("How many projects went up or down")))
	} else {
		blocks = append(blocks, c.tally("Projects by how their level changed", "Level", c.Moves, func(kind string) string { return moveNames[kind] }, assess.MoveUnknown, assess.NothingBefore))
	}
	var moved []assess.Mean
	for _, m := range c.core() {
		if m.Moved != nil {
			moved = append(moved, m)
		}
	}
	slices.SortStableFunc(moved, func(a, b assess.Mean) int { return cmp.Compare(*b.Moved, *a.Moved) })
	t := table{Caption: "Average change", Head: []string{"Value or principle", "Points", "Projects"}}
	if c.IsPrivate {
		t.Head = t.Head[:2]
	}
	for _, m := range moved {
		row := []string{m.Item.Name, signed(*m.Moved), fmt.Sprint(m.MovedIn)}
		t.Rows = append(t.Rows, row[:len(t.Head)])
	}
	if len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	return blocks
}

// signed returns points with their sign.
func signed(x float64) string {
	switch s := whole(x); {
	case s == "0" || s == "-0":
		return "0"
	case x > 0:
		return "+" + s
	default:
		return s
	}
}

func (c portfolioBuilder) promises() []Block {
	if c.Promises == nil {
		return nil
	}
	switch n := c.Promises.Of(assess.WithOverdue); {
	case len(c.Promises) < 2:
		return []Block{para(notShown("How many projects have an overdue promise"))}
	case c.IsPrivate:
		return []Block{lead(fmt.Sprintf("%s an overdue promise.", prose.Capital(prose.CountInWords(n, "project has", "projects have"))))}
	case c.Open == 0:
		return []Block{lead("No promise is open.")}
	case c.Overdue == 0:
		return []Block{lead(fmt.Sprintf("%s open, and none is overdue.", prose.Capital(prose.CountInWords(c.Open, "promise is", "promises are"))))}
	default:
		return []Block{lead(fmt.Sprintf("%s overdue, in %s.", prose.Capital(prose.CountInWords(c.Overdue, "promise is", "promises are")), prose.CountInWords(n, "project", "projects"))),
			para(fmt.Sprintf("%s open in all.", prose.Capital(prose.CountInWords(c.Open, "promise is", "promises are"))))}
	}
}

func (c portfolioBuilder) ages() []Block {
	if c.Ages == nil {
		return nil
	}
	switch n := c.Ages.Of(assess.Stale); {
	case len(c.Ages) < 2:
		return []Block{para(notShown("How many projects have old answers"))}
	case n == 0:
		return []Block{lead(fmt.Sprintf("Every project has answers from %s or later.", day(c.Stale)))}
	default:
		blocks := []Block{lead(fmt.Sprintf("The latest answers of %s are from before %s.", prose.CountInWords(n, "project", "projects"), day(c.Stale)))}
		if c.IsPrivate {
			return blocks
		}
		var old list
		for i := range c.Rows {
			if r := &c.Rows[i]; r.Latest && r.Date < c.Stale {
				old.Items = append(old.Items, item{Title: c.project(r) + ": " + day(r.Date)})
			}
		}
		return append(blocks, old)
	}
}

func (c portfolioBuilder) teams() []Block {
	if len(c.Teams) == 0 {
		return nil
	}
	t := table{Caption: "The projects of each team", Flow: true, Head: []string{"Team", "Projects", "Levels", "At their aim", "Staff's word alone", "Promises overdue"}}
	for _, team := range c.Teams {
		var levels []string
		for _, one := range team.Levels {
			if one.Projects > 0 {
				levels = append(levels, fmt.Sprintf("%s %d", c.levelName(one.Kinds[0]), one.Projects))
			}
		}
		t.Rows = append(t.Rows, []string{
			cmp.Or(prose.Clean(team.Name), "No team named"), fmt.Sprint(team.Projects), strings.Join(levels, ", "),
			fmt.Sprintf("%d of %d", team.AtAim, team.WithAim), fmt.Sprint(team.StaffOnly), fmt.Sprint(team.Overdue),
		})
	}
	return []Block{t, para(fits)}
}

// frameworks returns the frameworks in the order of a report.
func (c portfolioBuilder) frameworks() []*questions.Framework {
	all := make([]assess.FrameworkScore, len(c.Bank.Frameworks))
	for i := range c.Bank.Frameworks {
		all[i].Framework = &c.Bank.Frameworks[i]
	}
	var out []*questions.Framework
	for _, f := range inOrder(all) {
		if slices.ContainsFunc(c.Means, func(m assess.Mean) bool { return m.Framework == f.Framework && m.Score != nil }) {
			out = append(out, f.Framework)
		}
	}
	return out
}

// framework returns the means of the items of a framework, with the mean of the
// framework itself last.
func (c portfolioBuilder) framework(f *questions.Framework) Block {
	all := scores{Name: f.Name, Column: "Average of the projects"}
	var total score
	for _, m := range c.Means {
		if m.Framework != f {
			continue
		}
		row := score{Word: "not known yet"}
		if m.Score != nil {
			row.Percent, row.Whole = *m.Score, whole(*m.Score)
			row.Word = prose.Count(m.Projects, "project", "projects")
			if c.IsPrivate {
				row.Word = strings.ReplaceAll(assess.Score{Known: m.Score}.Band(), "-", " ")
			}
		} else if c.IsPrivate {
			row.Word = "not shown"
		}
		if m.Item == nil {
			row.Name, row.Total = "Overall", true
			total = row
			continue
		}
		row.Name = m.Item.Name
		all.Rows = append(all.Rows, row)
	}
	all.Rows = append(all.Rows, total)
	return all
}

// project returns a project's name with its team.
func (c portfolioBuilder) project(r *assess.Row) string {
	name := prose.Clean(r.Project.Name)
	if team := prose.Clean(r.Project.Team); team != "" {
		name += ", " + team
	}
	return name
}

// projects returns every project, or every round of each, in a table.
func (c portfolioBuilder) projects() []Block {
	if len(c.Rows) == 0 {
		return nil
	}
	gauges := assess.Gauges(c.Bank)
	var columns []int // the indexes of the frameworks that findings come from
	head := []string{"Project", "Level", "Aim", "Claim", "Heard"}
	for _, f := range c.frameworks() {
		if f.Core() {
			columns = append(columns, slices.IndexFunc(gauges, func(g assess.Gauge) bool { return g.Framework == f && g.Item == nil }))
			head = append(head, frameworkHead(f))
		}
	}
	t := table{Flow: true, Head: append(head, "Answers", "Overdue")}
	if c.AllRounds {
		t.Caption = "Every round of every project"
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		row := []string{c.project(r), c.standing(r), c.aim(r), c.levelOrDash(r.Claim), c.heard(r)}
		for _, column := range columns {
			f := r.Figures[column]
			cell := "–"
			if f.Known {
				cell = whole(f.Score)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, append(row, prose.Clean(r.Round)+", "+day(r.Date), fmt.Sprint(r.Overdue)))
	}
	return []Block{t}
}

// frameworkHead returns the heading of a narrow column for a framework.
func frameworkHead(f *questions.Framework) string {
	switch f.ID {
	case questions.Values:
		return "HEARD"
	case questions.Principles:
		return "Principles"
	}
	return f.Name
}

// standing returns a level, with its range if it may still change.
func (c portfolioBuilder) standing(r *assess.Row) string {
	name := func(l questions.Level) string { return c.Bank.Words(l).Name }
	from := ""
	if r.AtLeast != r.AtMost {
		from = fmt.Sprintf("%s to %s", name(r.AtLeast), name(r.AtMost))
	}
	switch {
	case r.Level == nil && from == "":
		return "Not known yet"
	case r.Level == nil:
		return "Not known yet (" + from + ")"
	case from == "":
		return name(*r.Level)
	}
	return fmt.Sprintf("%s (may be %s)", name(*r.Level), from)
}

func (c portfolioBuilder) levelOrDash(l *questions.Level) string {
	if l == nil {
		return "–"
	}
	return c.Bank.Words(*l).Name
}

// aim returns the aim with how many steps the level is from it.
func (c portfolioBuilder) aim(r *assess.Row) string {
	said := c.levelOrDash(r.Aim)
	switch steps, known := r.ToAim(); {
	case !known:
	case steps == 0:
		said += ", reached"
	case steps > 0:
		said += fmt.Sprintf(", %d beyond", steps)
	default:
		said += fmt.Sprintf(", %d to go", -steps)
	}
	return said
}

func (c portfolioBuilder) heard(r *assess.Row) string {
	var who []string
	for _, p := range r.Heard() {
		who = append(who, p.Short())
	}
	switch {
	case len(who) == 0:
		return "nobody yet"
	case r.StaffViewOnly:
		return prose.And(who) + " only"
	}
	return prose.And(who)
}

func (c portfolioBuilder) method() []Block {
	return []Block{
		para("Files about one project and round are put together as petal report does: a project is only as far along as the people it works with say it is. Each project is shown as it was in its latest round. Other capitals or spaces in a name do not make it a different project, but another team does."),
		para("An average counts every project the same, however many people answered in it. It shows what is hard everywhere, and is not a mark for any project."),
		para(asked(c.Bank)),
	}
}
