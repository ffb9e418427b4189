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

// OnePage returns a result on one sheet of A4, for a board: where the project stands
// and why, what would move it, the values and principles as bars, who was heard, and
// what was promised. Texts are cut to fit, and what is left out is counted.
func OnePage(r *assess.Result) Document { return onePage(r, pageSheet) }

// Slide is like [OnePage], but in fewer words, for a screen that a whole room looks
// at.
func Slide(r *assess.Result) Document { return onePage(r, slideSheet) }

// onePageBuilder builds a document that fits on one sheet.
type onePageBuilder struct {
	builder
	sheet
}

func onePage(r *assess.Result, on sheet) Document {
	t := onePageBuilder{builder{r, phrasesFor(r)}, on}
	d := t.document("Petal report on one page")
	d.Paper = t.paper
	d.Title, d.Team, d.About = shorter(d.Title, t.name), shorter(d.Team, t.team), shorter(t.when(), t.team)
	d.Warnings = t.warnings()
	room := t.below(d)

	method := []Block{para(wholeSentences(t.phrase.rule()+" "+asked(t.r.Bank), t.rule))}
	if r.LeftOut != nil && r.LeftOut.Small {
		d.add("level", "Where it stands", t.shrunk(t.levels, room/2, t.level)...)
		d.add("method", "How this was worked out", method...)
		return d
	}
	bars, who := t.scores(), []Block{para(shorter(t.who(), t.heard))}
	title := t.changesTitle()
	level := t.shrunk(t.levels, t.levelHigh, t.level)
	changes := t.shrunk(t.items, t.changesHigh, t.changes)
	room -= t.withoutActions(level, changes, bars, who, method)
	d.add("level", "Where it stands", level...)
	d.add("changes", title, changes...)
	d.add("scores", "Values and principles", bars...)
	d.add("actions", actionsTitle(t.r.Actions), t.actions(room)...)
	d.add("who", "Who was heard", who...)
	d.add("method", "How this was worked out", method...)
	return d
}

// shrunk returns what build makes, with texts cut until it is no higher than most. by
// is the share of its full length that each text may have.
func (t onePageBuilder) shrunk(set measures, most float64, build func(by float64) []Block) []Block {
	for by := 1.0; ; by *= 0.9 {
		if blocks := build(by); set.height(blocks) <= most || by < 0.15 {
			return blocks
		}
	}
}

// part returns a share of a length.
func part(length int, by float64) int { return int(float64(length) * by) }

// shorter returns a text on one line that takes no more room than a number of
// ordinary letters. If the text is longer, it is cut after a whole word and ends in
// three dots.
func shorter(s string, most int) string {
	s = prose.OneLine(s)
	if breadth(s) <= float64(most) {
		return s
	}
	wide, cut := 1.0, 0
	for at, r := range s {
		if wide += breadthOf(r); wide > float64(most) {
			cut = at
			break
		}
	}
	s = s[:cut]
	if at := strings.LastIndexByte(s, ' '); at > len(s)/2 {
		s = s[:at]
	}
	return strings.TrimRight(s, " ,;:.") + "…"
}

// wholeSentences shortens one of our own texts, if need be, by leaving out whole
// sentences, if that leaves most of it.
func wholeSentences(s string, most int) string {
	cut := shorter(s, most)
	if cut == s {
		return s
	}
	if at := strings.LastIndex(cut, ". "); at > len(cut)*6/10 {
		return cut[:at+1]
	}
	return cut
}

// when returns the round and the date. Who answered is shown elsewhere.
func (t onePageBuilder) when() string {
	said := fmt.Sprintf("Round: %s. %s", t.r.Round, day(t.r.Date))
	if t.r.Depth != "" {
		said += ", " + t.r.Depth + " check"
	}
	return said + "."
}

// warnings returns the first warning of a report, and then one more or how many more
// there are.
func (t onePageBuilder) warnings() []string {
	all := t.phrase.warnings()
	if len(all) == 0 {
		return nil
	}
	rest := "The whole report has " + prose.CountInWords(len(all)-1, "more warning", "more warnings") + "."
	switch {
	case len(all) == 1:
		return []string{shorter(all[0], t.warning)}
	case t.slide:
		return []string{shorter(all[0], t.warning-50) + " " + rest}
	case len(all) == 2:
		rest = all[1]
	}
	return []string{shorter(all[0], t.warning), shorter(rest, t.warning/2)}
}

// level shows where the project stands. The level itself is never cut, even if there
// is little room.
func (t onePageBuilder) level(by float64) []Block {
	stands, meaning := t.phrase.standing(), t.phrase.meaning()
	switch {
	case !t.r.Placement.Placed():
		stands, meaning = "No level yet.", t.phrase.spread()
	case breadth(stands) > float64(t.lead):
		stands = t.phrase.standingShort()
	}
	blocks := []Block{lead(shorter(stands, 130))}
	if meaning != "" && (t.words || !t.r.Placement.Placed()) {
		blocks = append(blocks, para(wholeSentences(meaning, part(500, by))))
	}
	petals := t.petals()
	for i := range petals {
		petals[i].Is = shorter(petals[i].Is, 120)
	}
	blocks = append(blocks, drawing{Petals: petals, Says: shorter(t.phrase.drawn(), 200)})
	said := t.phrase.claimAndAim()
	if t.words {
		said = strings.Join(t.phrase.claimAimLimit(), " ")
	}
	if said != "" {
		blocks = append(blocks, para(wholeSentences(said, max(66, part(600, by)))))
	}
	return append(blocks, para(wholeSentences(t.whyShort(), part(400, by))))
}

// whyShort says in a sentence or two what keeps the project where it is.
func (t onePageBuilder) whyShort() string {
	pl := &t.r.Placement
	if !pl.Placed() || pl.Above == nil || pl.Next == nil {
		if pl.Placed() && *pl.Level == questions.CoProduce {
			return atTheTop
		}
		return strings.TrimSuffix(t.phrase.why()[0], " Still open:")
	}
	held := t.phrase.heldShort() // the questions are beside it
	if low := t.phrase.lowest(); low != "" {
		return held + " " + low
	}
	return held
}

// The most changes and actions that are shown. There are fewer actions if there is no
// room.
const (
	mostChanges               = 3
	mostActions, leastActions = 12, 2
)

// changesTitle returns the heading above the changes.
func (t onePageBuilder) changesTitle() string {
	switch next := t.r.Placement.Next; {
	case t.unplaced():
		return "Still to be answered"
	case next != nil && len(next.Change) > 0:
		return shorter("What would move it up to "+t.phrase.name(next.Level), t.title)
	}
	return "To work on"
}

// unplaced reports whether there is no level because too few questions are answered.
func (t onePageBuilder) unplaced() bool {
	return !t.r.Placement.Placed() && (t.r.LeftOut == nil || !t.r.LeftOut.Deciding)
}

// changes returns the smallest changes that would move the project up. If there are
// none to show, it returns what is not answered, or what to work on.
func (t onePageBuilder) changes(by float64) []Block {
	var all list
	more := "answer"
	few := t.r.Placement.Next != nil && len(t.r.Placement.Next.Change) < mostChanges // otherwise there is no room to say how it is now
	change := func(title, now, label, to string) {
		i := item{Title: shorter(title, part(160, by))}
		if t.words && few {
			i.Facts = append(i.Facts, fact{t.phrase.now(), shorter(now, part(220, by))})
		}
		i.Facts = append(i.Facts, fact{label, shorter(to, part(220, by))})
		all.Items = append(all.Items, i)
	}
	switch next := t.r.Placement.Next; {
	case t.unplaced():
		more = "question"
		for _, q := range t.phrase.unanswered() {
			all.Items = append(all.Items, item{Title: shorter(t.ask(q), part(160, by))})
		}
	case next != nil && len(next.Change) > 0:
		for _, c := range next.Change {
			change(t.ask(c.Question), c.From.Text, "To", c.To.Text)
		}
	default:
		for _, f := range t.r.ToWorkOn {
			change(f.Item.Name, f.Option.Text, t.phrase.advice(), f.Option.Next)
		}
	}
	if len(all.Items) == 0 {
		return nil
	}
	left := len(all.Items) - mostChanges
	all.Items, all.Numbered = all.Items[:min(len(all.Items), mostChanges)], true
	if left > 0 {
		return []Block{all, para(fmt.Sprintf("And %s.", prose.CountInWords(left, "more "+more, "more "+more+"s")))}
	}
	return []Block{all}
}

// scores returns the values and the principles as bars. If the bank has neither, it
// uses the bank's first two frameworks. If one has more items than there is room for,
// it shows the lowest.
func (t onePageBuilder) scores() []Block {
	var blocks []Block
	open := false // whether missing answers could move any score
	room := 15    // HEARD has five values, and there are ten principles
	for n, f := range inOrder(t.r.Frameworks)[:min(2, len(t.r.Frameworks))] {
		most := room
		if n == 0 && len(t.r.Frameworks) > 1 {
			most = room - min(10, len(inOrder(t.r.Frameworks)[1].Items))
		}
		items, name := f.Items, f.Name
		if len(items) > most {
			items = slices.Clone(items)
			slices.SortStableFunc(items, func(a, b assess.ItemScore) int { return cmp.Compare(known(a), known(b)) })
			items, name = items[:most], fmt.Sprintf("%s: the lowest %d of %d", f.Name, most, len(f.Items))
		}
		room -= len(items)
		all := scores{Name: shorter(f.Name, 40), Column: column(f.ID)}
		for _, i := range items {
			row := t.score(i.Name, i.Score)
			open = open || strings.HasSuffix(row.Word, unknown)
			all.Rows = append(all.Rows, row)
		}
		blocks = append(blocks, subhead(shorter(name, 44)), all)
	}
	if open {
		blocks = append(blocks, para("A score marked ? may change, as some answers are not known yet."))
	}
	return blocks
}

// known returns a score to sort items by: those not known come last.
func known(i assess.ItemScore) float64 {
	if i.Known == nil {
		return 101
	}
	return *i.Known
}

// score returns a bar on one line.
func (t onePageBuilder) score(name string, s assess.Score) score {
	row := newScore(shorter(name, 24), s)
	if row.Range != "" {
		row.Word += unknown
	}
	row.Range, row.Backed = "", ""
	return row
}

// actions returns as much of what was promised as there is room for. What is still to
// be done comes first, by day.
func (t onePageBuilder) actions(room float64) []Block {
	if len(t.r.Actions) == 0 {
		return []Block{para("Nothing has been promised yet.")}
	}
	all := slices.Clone(t.r.Actions)
	order := func(a assess.Action) int { return slices.Index(assess.States, a.State("")) }
	slices.SortStableFunc(all, func(a, b assess.Action) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), a.CompareDay(b))
	})
	var blocks []Block
	for by := 1.0; by > 0.1; by *= 0.85 {
		least := min(len(all), leastActions)
		if by < 0.25 {
			least = 1
		}
		for most := min(len(all), mostActions); most >= least; most-- {
			out := table{Head: []string{"You said", "We will", "Who and by when"}}
			for _, a := range all[:most] {
				out.Rows = append(out.Rows, []string{shorter(a.Said, part(160, by)), shorter(a.Will, part(200, by)), t.owner(a, by)})
			}
			if blocks = []Block{out}; most < len(all) {
				blocks = append(blocks, para(moreActions(all[most:])))
			}
			if t.rows.height(blocks) <= room {
				return blocks
			}
		}
	}
	return blocks
}

// owner says who will do an action and by when, or that it is done.
func (t onePageBuilder) owner(a assess.Action, by float64) string {
	var said []string
	if a.Who != "" {
		said = append(said, isolated(shorter(a.Who, max(12, part(60, by)))))
	}
	switch {
	case a.Done:
		said = append(said, "done")
	case a.Dropped != "":
		said = append(said, "no longer planned")
	case a.By != "":
		said = append(said, shortDay(a.By))
	}
	return strings.Join(said, ", ")
}

// shortDay returns a date in short form: 31 Jan 2027.
func shortDay(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.Format("2 Jan 2006")
}

// moreActions says how many actions are not shown.
func moreActions(rest []assess.Action) string {
	counts := map[assess.State]int{}
	for _, a := range rest {
		counts[a.State("")]++
	}
	return fmt.Sprintf("And %s: %s.", prose.Count(len(rest), "more action", "more actions"), stateCounts(counts))
}

// who names the perspectives that answered, with what each sees, and those that
// should be heard but are not.
func (t onePageBuilder) who() string {
	var heard, missing []string
	for _, v := range t.r.Perspectives {
		said := fmt.Sprintf("%s (%d)", v.Perspective.Everybody(), v.People)
		switch {
		case !v.Heard:
			said += ": too few answers to count"
		case v.Level != nil && len(t.r.Perspectives) > 1:
			said += ": " + t.phrase.name(*v.Level)
		}
		heard = append(heard, said)
	}
	for _, p := range []questions.Perspective{questions.LivedExperience, questions.Carer, questions.Staff} {
		if !slices.ContainsFunc(t.r.Perspectives, func(v assess.PerspectiveView) bool { return v.Perspective == p || v.Perspective == questions.Mixed }) {
			missing = append(missing, p.People())
		}
	}
	said := prose.Capital(strings.Join(heard, "; ")) + "."
	if len(missing) > 0 {
		said += " Not heard: " + prose.And(missing) + "."
	}
	return said
}
