package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// The most that is shown of one step from round to round: as much as there is time
// for in a meeting. The tables have the rest.
const (
	mostMoves  = 3
	mostWhy    = 4
	mostAgenda = 5
	mostOpen   = 2 // actions that get their own place on the agenda
)

// roundsBuilder builds a document on how a project went from round to round.
type roundsBuilder struct {
	*assess.Comparison
	now builder // for the last round
}

// Rounds returns a project over its rounds: where it stood each time, what moved it,
// what was promised and how that went.
func Rounds(all *assess.Comparison) Document {
	last := all.Times[len(all.Times)-1].Result
	c := roundsBuilder{all, builder{last, phrasesFor(last)}}
	d := c.now.document("Petal rounds side by side")
	d.About, d.Warnings = prose.Clean(c.about()), c.warnings()
	d.add("level", "Then and now", c.level()...)
	for i := range c.Steps {
		step := &c.Steps[i]
		d.add(fmt.Sprintf("step-%d", i+1), fmt.Sprintf("From %s to %s", c.title(step.Then), c.title(step.Now)), c.step(step)...)
	}
	if c.small() {
		d.add("method", "How this was worked out", c.method()...)
		return d
	}
	d.add("actions", "You said, we will, we did", c.promises()...)
	d.add("meeting", "For the next meeting", c.meeting()...)
	d.add("stages", "Stage by stage", c.stages())
	for _, f := range inOrder(last.Frameworks) {
		blocks := []Block{c.framework(f.ID)}
		if f.Core() {
			blocks = []Block{c.itemTrends(f.ID), c.framework(f.ID)}
		}
		d.add("framework-"+f.ID, f.Name, blocks...)
	}
	d.add("method", "How this was worked out", c.method()...)
	return d
}

// small reports whether this is a private copy of a comparison to which few people
// answered.
func (c roundsBuilder) small() bool {
	left := c.now.r.LeftOut
	return left != nil && left.Small
}

// byDate reports whether the times are dates within one round rather than rounds.
func (c roundsBuilder) byDate() bool { return c.Times[0].Round == c.Times[len(c.Times)-1].Round }

// title names a time by its round, or by its date if all are of one round.
func (c roundsBuilder) title(t *assess.Time) string {
	if c.byDate() {
		return day(t.From)
	}
	return prose.Clean(t.Round)
}

func (c roundsBuilder) about() string {
	var names []string
	for _, t := range c.Times {
		if c.byDate() {
			names = append(names, day(t.From))
		} else {
			names = append(names, c.title(t)+" ("+days(t.From, t.To)+")")
		}
	}
	if c.byDate() {
		return fmt.Sprintf("Round: %s, on %s.", c.Times[0].Round, prose.And(names))
	}
	return fmt.Sprintf("%s: %s.", prose.Capital(prose.CountInWords(len(names), "round", "rounds")), prose.And(names))
}

// days returns a date, or the dates from one to another, as people write them: 3 to
// 12 June 2026.
func days(from, to string) string {
	x, err1 := time.Parse(time.DateOnly, from)
	y, err2 := time.Parse(time.DateOnly, to)
	begins := "2 January 2006"
	switch {
	case from == to || err1 != nil || err2 != nil:
		return day(to)
	case x.Year() == y.Year() && x.Month() == y.Month():
		begins = "2"
	case x.Year() == y.Year():
		begins = "2 January"
	}
	return x.Format(begins) + " to " + day(to)
}

func (c roundsBuilder) warnings() []string {
	var out []string
	if said := c.staffOnly(); said != "" {
		out = append(out, said)
	}
	if said := c.now.phrase.private(); said != "" {
		out = append(out, said)
	}
	return out
}

// staffOnly says in which rounds only staff and partners were heard.
func (c roundsBuilder) staffOnly() string {
	var staffOnly []string
	for _, t := range c.Times {
		if t.Result.StaffViewOnly {
			staffOnly = append(staffOnly, c.title(t))
		}
	}
	switch {
	case len(staffOnly) == 0:
		return ""
	case len(staffOnly) == len(c.Times):
		return "Staff view only. No carers or people with lived experience have been heard in any round, so this shows what staff and partners believe."
	}
	if c.byDate() {
		return fmt.Sprintf("Staff view only on %s: no carers or people with lived experience had been heard then.", prose.And(staffOnly))
	}
	rounds := "rounds"
	if len(staffOnly) == 1 {
		rounds = "round"
	}
	for i, name := range staffOnly {
		staffOnly[i] = "“" + name + "”"
	}
	return fmt.Sprintf("Staff view only in the %s %s: no carers or people with lived experience had been heard then.", prose.And(staffOnly), rounds)
}

// standing returns a level in a few words, with its range if it is not certain. It
// says so if the level is only planned.
func (c roundsBuilder) standing(r *assess.Result) string {
	p := &r.Placement
	if p.Level == nil {
		return "not known yet"
	}
	may := phrasesFor(r).mayChange()
	if r.Round == "before" {
		return c.now.phrase.name(*p.Level) + ", planned" + may
	}
	return c.now.phrase.name(*p.Level) + may
}

// path says in one sentence where the project stood each time.
func (c roundsBuilder) path() string {
	var path []string
	for i, t := range c.Times {
		path = append(path, when(i, len(c.Times))+" "+c.standing(t.Result))
	}
	said := prose.Capital(strings.Join(path, "; ")) + "."
	if was, is := c.standing(c.Times[0].Result), c.standing(c.Times[len(c.Times)-1].Result); len(c.Times) == 2 && was == is {
		return prose.Capital(was) + ", both times."
	}
	return said
}

// when says which of n rounds the i-th is, for use in a sentence.
func when(i, n int) string {
	switch i {
	case 0:
		return "first"
	case n - 1:
		return "now"
	}
	return "then"
}

// level shows where the project stood each time: in one sentence, as a drawing and in
// a table.
func (c roundsBuilder) level() []Block {
	said := c.path()
	blocks := []Block{lead(said), para(c.claims()), c.levelTrend(said)}

	head := []string{"Level"}
	for _, t := range c.Times {
		head = append(head, prose.Capital(c.title(t)))
	}
	rows := table{Caption: "Each time", Head: head}
	row := func(name string, of func(t *assess.Time) string) {
		cells, filled := []string{name}, false
		for _, t := range c.Times {
			cell := of(t)
			filled = filled || cell != ""
			cells = append(cells, cmp.Or(cell, "–"))
		}
		if filled {
			rows.Rows = append(rows.Rows, cells)
		}
	}
	row("The project", func(t *assess.Time) string { return c.standing(t.Result) })
	for _, perspective := range questions.Perspectives {
		row(prose.Capital(perspective.Short()), func(t *assess.Time) string {
			for _, v := range t.Result.Perspectives {
				switch {
				case v.Perspective != perspective:
				case v.Level == nil:
					return "not known yet"
				default:
					return c.now.phrase.name(*v.Level)
				}
			}
			return ""
		})
	}
	row("The team's claim", func(t *assess.Time) string { return c.named(t.Result.Claim) })
	row("The aim", func(t *assess.Time) string { return c.named(t.Result.Aim) })
	if c.small() {
		return append(blocks, rows)
	}
	row("People who answered", func(t *assess.Time) string {
		n := 0
		for _, v := range t.Result.Perspectives {
			n += v.People
		}
		return fmt.Sprint(n)
	})
	return append(blocks, rows)
}

func (c roundsBuilder) named(l *questions.Level) string {
	if l == nil {
		return ""
	}
	return c.now.phrase.name(*l)
}

// claims compares what the team first claimed with where the project is now.
func (c roundsBuilder) claims() string {
	first, last := c.Times[0], c.Times[len(c.Times)-1]
	claim, is := first.Result.Claim, last.Result.Placement.Level
	came := "It is not yet known where it is now."
	if is != nil {
		came = fmt.Sprintf("It is now at %s.", c.now.phrase.name(*is))
	}
	said := ""
	if claim != nil {
		said = fmt.Sprintf("In the first round (%s) the team thought it was at %s. ", c.title(first), c.now.phrase.name(*claim))
		if c.byDate() {
			said = fmt.Sprintf("On %s the team thought it was at %s. ", c.title(first), c.now.phrase.name(*claim))
		}
		if is != nil && *is == *claim {
			came = "That is where it is now."
		}
	}
	if aim := last.Result.Aim; aim != nil {
		said += came + " " + strings.Replace(c.now.phrase.aim(*aim, is), "Your aim", "The team's aim", 1)
		return said
	}
	return said + came
}

// step returns what changed from one time to the next.
func (c roundsBuilder) step(s *assess.Step) []Block {
	blocks := append([]Block{lead(c.moved(s))}, c.askedOnce(s)...)
	if c.small() {
		return blocks
	}
	if text := c.voices(s); text != "" {
		blocks = append(blocks, para(text))
	}
	blocks = append(blocks, c.why(s)...)
	return append(blocks, c.items(s)...)
}

// askedOnce lists the questions that only one of the two rounds asked.
func (c roundsBuilder) askedOnce(s *assess.Step) []Block {
	var blocks []Block
	for _, once := range []struct {
		of   *assess.Time
		asks []*questions.Question
	}{{s.Then, s.OnlyThen}, {s.Now, s.OnlyNow}} {
		if len(once.asks) == 0 {
			continue
		}
		var asks list
		for _, q := range once.asks {
			asks.Items = append(asks.Items, item{Title: q.Ask.In(once.of.Round)})
		}
		blocks = append(blocks, para(fmt.Sprintf("One check was short and the other full, so the levels above cannot be compared. What changed is worked out from the questions that both asked. These were asked only once (%s):", c.title(once.of))), asks)
	}
	return blocks
}

// moved says how the level changed on the questions that both rounds asked.
func (c roundsBuilder) moved(s *assess.Step) string {
	was, is := s.Was.Placement.Level, s.Is.Placement.Level
	switch {
	case was == nil && is == nil:
		return "Too little is known to name a level for either time."
	case was == nil:
		return fmt.Sprintf("Enough is known now to place it at %s.", c.now.phrase.name(*is))
	case is == nil:
		return fmt.Sprintf("It was at %s; now too little is known to place it.", c.now.phrase.name(*was))
	case *is > *was:
		return fmt.Sprintf("Up from %s to %s.", c.now.phrase.name(*was), c.now.phrase.name(*is))
	case *is < *was:
		return fmt.Sprintf("Down from %s to %s.", c.now.phrase.name(*was), c.now.phrase.name(*is))
	}
	return fmt.Sprintf("It is still at %s.", c.now.phrase.name(*is))
}

// voices says who answered for the first time, who no longer answered, and whether
// the perspectives that answered both times see the project lower. A level that falls
// because more people were asked was probably that low before, and nobody had asked.
func (c roundsBuilder) voices(s *assess.Step) string {
	var said []string
	if len(s.Came) > 0 {
		said = append(said, fmt.Sprintf("%s answered for the first time.", prose.Capital(prose.And(peopleOf(s.Came)))))
	}
	if len(s.Gone) > 0 {
		said = append(said, fmt.Sprintf("%s did not answer this time.", prose.Capital(prose.And(peopleOf(s.Gone)))))
	}
	if len(said) == 0 {
		return ""
	}
	was, is := s.Was.Placement.Level, s.Is.Placement.Level
	if len(s.Came) > 0 && was != nil && is != nil && *is < *was && !c.fellForAny(s) {
		said = append(said, "Nobody who answered both times places it lower than before. What is new is who was asked: it was probably like this before, but nobody had asked.")
	}
	return strings.Join(said, " ")
}

// peopleOf returns the people of perspectives, for use in a sentence.
func peopleOf(perspectives []questions.Perspective) []string {
	words := make([]string, len(perspectives))
	for i, p := range perspectives {
		words[i] = p.Everybody()
	}
	return words
}

// fellForAny reports whether a perspective that answered both times sees a lower
// level now.
func (c roundsBuilder) fellForAny(s *assess.Step) bool {
	for _, v := range s.Is.Perspectives {
		if was := levelOf(s.Was, v.Perspective); was != nil && v.Level != nil && *v.Level < *was {
			return true
		}
	}
	return false
}

// levelOf returns the level a perspective sees, or nil.
func levelOf(r *assess.Result, perspective questions.Perspective) *questions.Level {
	for _, v := range r.Perspectives {
		if v.Perspective == perspective {
			return v.Level
		}
	}
	return nil
}

// why returns the answers that moved the level, from the perspectives that answered
// both times. If the level fell for none of these, it returns what the newcomers
// answered.
func (c roundsBuilder) why(s *assess.Step) []Block {
	was, is := s.Was.Placement.Level, s.Is.Placement.Level
	sign, title := 1.0, "The answers that moved it up"
	switch {
	case was == nil || is == nil:
		return nil
	case *is < *was && len(s.Came) > 0 && !c.fellForAny(s):
		return c.newViews(s)
	case *is < *was:
		sign, title = -1, "The answers that moved it down"
	case *is == *was:
		title = "Placement answers that improved"
	}
	var moves list
	shown := map[*questions.Question]bool{}
	for _, m := range s.Placed(sign) {
		if len(moves.Items) == mostWhy {
			break
		}
		if !shown[m.Question] && c.decided(s, m.Perspective) {
			shown[m.Question] = true
			moves.Items = append(moves.Items, c.answer(s, m))
		}
	}
	if len(moves.Items) == 0 {
		return nil
	}
	return []Block{subhead(title), moves}
}

// newViews compares what the newcomers see with what the others see, on the
// placement questions where they differ: key questions first.
func (c roundsBuilder) newViews(s *assess.Step) []Block {
	var apart []assess.Difference
	for _, d := range s.Now.Result.Differences {
		came := slices.ContainsFunc(d.By, func(v assess.View) bool { return slices.Contains(s.Came, v.Perspective) })
		if d.Question.Kind == questions.Placement && d.Gap > 0 && came {
			apart = append(apart, d)
		}
	}
	slices.SortStableFunc(apart, func(a, b assess.Difference) int { return questions.GatesFirst(a.Question, b.Question) })
	if len(apart) == 0 {
		return nil
	}
	blocks := []Block{subhead("What they see")}
	for n, d := range apart[:min(mostMoves, len(apart))] {
		blocks = append(blocks, newContrast(c.asked(s, d.Question), n, d))
	}
	return blocks
}

// decided reports whether a perspective was among the lowest, then or now. Answers
// from other perspectives do not move the level.
func (c roundsBuilder) decided(s *assess.Step, perspective questions.Perspective) bool {
	for _, r := range []*assess.Result{s.Was, s.Is} {
		if l := levelOf(r, perspective); l != nil && r.Placement.Level != nil && *l == *r.Placement.Level {
			return true
		}
	}
	return false
}

// answer returns one answer then and now.
func (c roundsBuilder) answer(s *assess.Step, m assess.AnswerMove) item {
	return item{Title: c.asked(s, m.Question), Text: []string{prose.Capital(m.Perspective.People()) + ":"},
		Facts: []fact{{"Then", m.Then.Text}, {"Now", m.Now.Text}}}
}

func (c roundsBuilder) asked(s *assess.Step, q *questions.Question) string {
	ask := q.Ask.In(s.Now.Round)
	if q.Gate {
		ask += " (a key question)"
	}
	return ask
}

// items returns the principles and values that moved furthest, each with the answer
// that moved most. If different perspectives answered, only those that answered both
// times count: new voices change a score even if nothing has changed.
func (c roundsBuilder) items(s *assess.Step) []Block {
	var blocks []Block
	moved, according := s.Items, ""
	if len(s.Came)+len(s.Gone) > 0 {
		moved = s.OfBoth
		if len(moved) == 0 {
			return []Block{para("No perspective answered both times, so the scores of the two rounds do not say what changed.")}
		}
		according = ", according to those who answered both times"
	}
	for _, way := range []struct {
		sign  float64
		title string
	}{{1, "What improved most"}, {-1, "What fell most"}} {
		if moves := c.moves(s, moved, way.sign); len(moves.Items) > 0 {
			blocks = append(blocks, subhead(way.title+according), moves)
		}
	}
	if len(blocks) == 0 {
		return []Block{para("No principle or value moved by a whole point" + according + ".")}
	}
	return blocks
}

// moves returns the items that moved furthest in the direction of sign. An answer
// that moved several items is shown only with the first.
func (c roundsBuilder) moves(s *assess.Step, all []assess.ItemMove, sign float64) list {
	by := func(m assess.ItemMove) int {
		if m.Then.Known == nil || m.Now.Known == nil {
			return 0
		}
		return int(sign) * shownChange(*m.Then.Known, *m.Now.Known)
	}
	moved := slices.DeleteFunc(slices.Clone(all), func(m assess.ItemMove) bool { return !m.Framework.Core() || by(m) <= 0 })
	slices.SortStableFunc(moved, func(a, b assess.ItemMove) int { return cmp.Compare(by(b), by(a)) })
	var out list
	shown := map[*questions.Question]bool{}
	for _, m := range moved {
		i := slices.IndexFunc(s.Towards(m.Framework.ID, m.Item.ID, sign), func(answer assess.AnswerMove) bool { return !shown[answer.Question] })
		if i < 0 {
			continue // what moved this item has been shown already
		}
		answer := s.Towards(m.Framework.ID, m.Item.ID, sign)[i]
		shown[answer.Question] = true
		out.Items = append(out.Items, item{
			Title: fmt.Sprintf("%s: %s, now %s", m.Item.Name, whole(*m.Then.Known), whole(*m.Now.Known)),
			Text:  []string{answer.Question.Ask.In(s.Now.Round) + " " + prose.Capital(answer.Perspective.People()) + ":"},
			Facts: []fact{{"Then", answer.Then.Text}, {"Now", answer.Now.Text}},
		})
		if len(out.Items) == mostMoves {
			break
		}
	}
	return out
}

// promises returns the actions of earlier rounds and how they went, and the new
// actions of the last round.
func (c roundsBuilder) promises() []Block {
	var blocks []Block
	done, dropped := 0, 0
	var kept list
	for _, p := range c.Kept {
		one := newAction(p.Action)
		switch {
		case p.Done:
			done++
		case p.Dropped != "":
			dropped++
		case !p.Asked:
			one.Facts = append(one.Facts, fact{"But", "nobody has said since how it went"})
		}
		one.Facts = append([]fact{{"Round", p.Round}}, one.Facts...)
		kept.Items = append(kept.Items, one)
	}
	if len(kept.Items) > 0 {
		said := fmt.Sprintf("Of %s from earlier rounds, %s done", prose.CountInWords(len(kept.Items), "action", "actions"), is(done))
		switch {
		case len(kept.Items) == 1 && done == 1:
			said = "The one action from earlier rounds is done"
		case len(kept.Items) == 1 && dropped == 1:
			said = "The one action from earlier rounds is no longer planned"
		case len(kept.Items) == 1:
			said = "The one action from earlier rounds is not done yet"
		case dropped > 0:
			said += fmt.Sprintf(" and %s no longer planned", is(dropped))
		}
		blocks = append(blocks, para(said+"."), kept)
	}
	var fresh list
	for _, a := range c.New {
		fresh.Items = append(fresh.Items, newAction(a))
	}
	if len(fresh.Items) > 0 {
		blocks = append(blocks, subhead("New in this round"), fresh)
	}
	return blocks
}

// is says how many of something there are, with a verb: none is, one is, two are.
func is(n int) string {
	switch n {
	case 0:
		return "none is"
	case 1:
		return "one is"
	}
	return prose.CountInWords(n, "", "are")
}

// meeting returns what a facilitator could put on the agenda.
func (c roundsBuilder) meeting() []Block {
	var agenda list
	open := 0
	for _, p := range c.Kept {
		if !p.Open() {
			continue
		}
		if open++; open <= mostOpen {
			agenda.Items = append(agenda.Items, item{Title: prose.Clean(strings.TrimRight(p.Will, ".")) + ": what stands in the way, and who can move it?"})
		}
	}
	if more := open - mostOpen; more > 0 {
		matter := "which still matter?"
		if more == 1 {
			matter = "does it still matter?"
		}
		agenda.Items = append(agenda.Items, item{Title: prose.Capital(prose.CountInWords(more, "more action is", "more actions are")) + " open: " + matter})
	}
	last := c.Times[len(c.Times)-1].Result
	for _, d := range last.Differences {
		if d.Gap > 0 && len(agenda.Items) < mostAgenda {
			agenda.Items = append(agenda.Items, item{Title: d.Question.Ask.In(last.Round) + " " + discuss(0, d.By)})
			break
		}
	}
	for _, f := range last.ToWorkOn {
		if len(agenda.Items) >= mostAgenda {
			break
		}
		agenda.Items = append(agenda.Items, item{Title: fmt.Sprintf("%s: %s", f.Item.Name, f.Option.Next)})
	}
	agenda.Numbered = len(agenda.Items) > 1
	return some(agenda)
}

// stages returns the score of each stage of the work at each time.
func (c roundsBuilder) stages() Block {
	out := table{Caption: "Scores from 0 to 100", Head: append([]string{"Stage"}, c.heads()...)}
	for i, stage := range questions.Stages {
		row := []string{string(stage)}
		for _, t := range c.Times {
			row = append(row, scoreOrDash(t.Result.Stages[i].Score))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (c roundsBuilder) heads() []string {
	var names []string
	for _, t := range c.Times {
		names = append(names, prose.Capital(c.title(t)))
	}
	return names
}

// framework returns every item's score each time, and how far it moved from the first
// time to the last.
func (c roundsBuilder) framework(id string) Block {
	out := table{Caption: "Scores from 0 to 100", Head: append(append([]string{"Score"}, c.heads()...), "Change")}
	line := func(name string, of func(f *assess.FrameworkScore) assess.Score) {
		row := []string{name}
		var first, last *float64
		for i, t := range c.Times {
			s := of(t.Result.Framework(id))
			if last = s.Known; i == 0 {
				first = s.Known
			}
			row = append(row, scoreOrDash(s))
		}
		out.Rows = append(out.Rows, append(row, changed(first, last)))
	}
	for i, item := range c.Times[0].Result.Framework(id).Items {
		line(item.Name, func(f *assess.FrameworkScore) assess.Score { return f.Items[i].Score })
	}
	line("Overall", func(f *assess.FrameworkScore) assess.Score { return f.Score })
	return out
}

func scoreOrDash(s assess.Score) string {
	if s.Known == nil {
		return "–"
	}
	return whole(*s.Known)
}

// changed returns how far a score moved.
func changed(from, to *float64) string {
	if from == nil || to == nil {
		return "–"
	}
	switch by := shownChange(*from, *to); {
	case by > 0:
		return fmt.Sprintf("up %d", by)
	case by < 0:
		return fmt.Sprintf("down %d", -by)
	}
	return "the same"
}

func (c roundsBuilder) method() []Block {
	blocks := []Block{para("Each round is worked out separately, from its own answers files. " +
		"Answers are compared within each perspective: its middle answer then with its middle answer now, or the lower of the middle two. " +
		"Scores run from 0 to 100; a score is shown when at least half of its questions are answered.")}
	for _, t := range c.Times {
		if len(t.Result.Perspectives) > 1 {
			blocks = append(blocks, para("Each perspective counts the same, however many people answered. The level is the lowest that any perspective sees."))
			break
		}
	}
	return append(blocks, para(asked(c.Bank)))
}
