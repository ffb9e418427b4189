package reports

import (
	"fmt"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// Report returns the whole of a result, in the order in which readers ask: where the
// project stands, why, what to do, and then every detail.
func Report(r *assess.Result) Document {
	t := builder{r, phrasesFor(r)}
	d := t.document("Petal report")
	d.add("level", "Where it stands", t.level()...)
	d.add("why", "Why", t.why()...)
	if r.LeftOut != nil && r.LeftOut.Small {
		d.addDetail("method", "How this was worked out", t.method()...)
		return d
	}
	d.addDetail("stages", "Stage by stage", t.stages()...)
	for _, f := range inOrder(r.Frameworks) {
		d.addDetail("framework-"+f.ID, f.Name, t.framework(f)...)
	}
	d.add("strengths", "Strengths", t.strengths()...)
	d.add("to-work-on", "To work on", t.toWorkOn()...)
	d.addDetail("differences", "Where people see it differently", t.differences()...)
	d.add("conflicts", "Answers that do not fit together", t.conflicts()...)
	d.addDetail("evidence", "Strong answers without evidence", t.evidence()...)
	d.addDetail("actions", actionsTitle(r.Actions), t.actions()...)
	d.addDetail("answers", "Every answer", t.answers()...)
	d.addDetail("method", "How this was worked out", t.method()...)
	return d
}

// inOrder returns the frameworks in the order of a report: the values, the
// principles, then any others.
func inOrder(all []assess.FrameworkScore) []*assess.FrameworkScore {
	var values, principles, lenses []*assess.FrameworkScore
	for i := range all {
		switch f := &all[i]; f.ID {
		case questions.Values:
			values = append(values, f)
		case questions.Principles:
			principles = append(principles, f)
		default:
			lenses = append(lenses, f)
		}
	}
	return append(append(values, principles...), lenses...)
}

type builder struct {
	r      *assess.Result
	phrase phrases
}

// document returns an empty document about the project.
func (t builder) document(kind string) Document {
	a := t.r
	return Document{
		Kind: kind, Language: languageOf(t.r.Bank),
		Title: prose.Clean(a.Project.Name), Team: prose.Clean(a.Project.Team), About: prose.Clean(t.phrase.whoAnswered()), Warnings: t.phrase.warnings(),
	}
}

// languageOf returns the language that a document says it is written in. Petal's own
// sentences are English, whatever the language of the bank.
func languageOf(bank *questions.Bank) string {
	if strings.HasPrefix(bank.Language, "en") {
		return bank.Language
	}
	return "en-GB"
}

func (t builder) level() []Block {
	blocks := []Block{lead(t.phrase.standing())}
	if meaning := t.phrase.meaning(); meaning != "" {
		blocks = append(blocks, para(meaning))
	}
	blocks = append(blocks, drawing{Petals: t.petals(), Says: t.phrase.drawn()})
	for _, s := range t.phrase.claimAimLimit() {
		blocks = append(blocks, para(s))
	}
	return blocks
}

// petals returns every level that is drawn. If the project has no level, it shows the
// least that the answers allow.
func (t builder) petals() []petal {
	reached := t.r.Placement.AtLeast
	if t.r.Placement.Level != nil {
		reached = *t.r.Placement.Level
	}
	var out []petal
	for _, l := range rungs {
		words := t.r.Bank.Words(l)
		p := petal{Level: l, Name: words.Name, Is: words.Is, Reached: l <= reached, State: "not reached", Marks: t.marks(l)}
		p.Open = l > t.r.Placement.AtLeast && l <= t.r.Placement.AtMost
		if t.phrase.planned() && words.Planned != "" {
			p.Is = words.Planned
		}
		switch {
		case p.Reached && t.phrase.planned():
			p.State = "planned"
		case p.Reached:
			p.State = "reached"
		case p.Open:
			p.State = "not known yet"
		}
		if p.Reached && p.Open {
			p.State += ", but that may change"
		}
		out = append(out, p)
	}
	return out
}

// marks returns words that say whether a level is the project's, its claim or its
// aim.
func (t builder) marks(level questions.Level) []string {
	var marks []string
	for _, m := range []struct {
		level *questions.Level
		word  string
	}{{t.r.Placement.Level, "here"}, {t.r.Claim, "claimed"}, {t.r.Aim, "aim"}} {
		if m.level != nil && *m.level == level {
			marks = append(marks, m.word)
		}
	}
	return marks
}

func (t builder) why() []Block {
	var blocks []Block
	for _, s := range t.phrase.why() {
		blocks = append(blocks, para(s))
	}
	p := &t.r.Placement
	if !p.Placed() {
		open := list{}
		for _, q := range t.phrase.unanswered() {
			open.Items = append(open.Items, item{Title: t.ask(q)})
		}
		if len(open.Items) > 0 {
			blocks = append(blocks, open)
		}
		return blocks
	}
	if p.Next == nil {
		return blocks
	}
	changes := list{Numbered: true}
	for _, c := range p.Next.Change {
		change := item{Title: t.ask(c.Question)}
		if c.Question.Gate {
			change.Title += " (a key question)"
		}
		change.Facts = append(change.Facts, fact{t.phrase.now(), c.From.Text})
		change.Facts = append(change.Facts, fact{"To", c.To.Text})
		if c.From.Next != "" {
			change.Facts = append(change.Facts, fact{t.phrase.advice(), c.From.Next})
		}
		changes.Items = append(changes.Items, change)
	}
	return append(blocks, changes)
}

func (t builder) ask(q *questions.Question) string { return q.Ask.In(t.r.Round) }

// stages returns the score of each stage of the work.
func (t builder) stages() []Block {
	all := scores{Name: "Stage by stage", Column: "Stage"}
	for _, stage := range t.r.Stages {
		all.Rows = append(all.Rows, newScore(prose.Capital(string(stage.Stage)), stage.Score))
	}
	return []Block{para("How much good practice the answers show at each stage of the work."), all}
}

func (t builder) framework(f *assess.FrameworkScore) []Block {
	all := scores{Name: f.Name, Column: column(f.ID)}
	for _, i := range f.Items {
		row := newScore(i.Name, i.Score)
		row.Is = i.Is
		all.Rows = append(all.Rows, row)
	}
	overall := newScore("Overall", f.Score)
	overall.Total = true
	all.Rows = append(all.Rows, overall)
	if f.About == "" {
		return []Block{all}
	}
	return []Block{para(f.About), all}
}

// column returns what the items of a framework are called.
func column(framework string) string {
	switch framework {
	case questions.Values:
		return "Value"
	case questions.Principles:
		return "Principle"
	}
	return "Item"
}

func newScore(name string, s assess.Score) score {
	switch {
	case s.Low == nil:
		return score{Name: name, Word: "not asked"}
	case s.Known == nil:
		return score{Name: name, Word: "not known yet"}
	}
	row := score{Name: name, Percent: *s.Known, Low: *s.Low, High: *s.High, Whole: whole(*s.Known), Word: strings.ReplaceAll(s.Band(), "-", " ")}
	// A score over several items or files leaves out those without a score, but the
	// range does not. So the score may lie outside its range, and a bar covers both.
	row.Low, row.High = min(row.Low, row.Percent), max(row.High, row.Percent)
	if row.High-row.Low >= noise {
		row.Range = fmt.Sprintf("between %s and %s, as some answers are not known yet", whole(row.Low), whole(row.High))
	}
	if s.Backed != nil && *s.Known-*s.Backed >= noise {
		row.Evidence, row.Backed = *s.Backed, whole(*s.Backed)+" with evidence"
	}
	return row
}

// noise is the widest range, in points out of 100, that is not worth showing.
const noise = 2

func (t builder) strengths() []Block {
	best := list{Numbered: true}
	for _, f := range t.r.Strengths {
		best.Items = append(best.Items, item{Title: f.Item.Name, Text: []string{t.ask(f.Question), f.Option.Text}})
	}
	return some(best)
}

func (t builder) toWorkOn() []Block {
	work := list{Numbered: true}
	for _, f := range t.r.ToWorkOn {
		work.Items = append(work.Items, item{
			Title: f.Item.Name,
			Text:  []string{t.ask(f.Question)},
			Facts: []fact{{t.phrase.now(), f.Option.Text}, {t.phrase.advice(), f.Option.Next}},
		})
	}
	return some(work)
}

// some returns the list, or no block if the list is empty.
func some(l list) []Block {
	if len(l.Items) == 0 {
		return nil
	}
	return []Block{l}
}

func (t builder) conflicts() []Block {
	var all list
	for _, c := range t.r.Conflicts {
		conflict := item{Title: c.Say}
		for i, q := range c.Questions {
			said := ""
			if o := c.Options[i]; o != nil {
				said = o.Text
			}
			conflict.Text = append(conflict.Text, t.ask(q)+" "+said)
		}
		if t.phrase.several() {
			conflict.Facts = []fact{{"Said by", prose.And(peopleOf(c.By))}}
		}
		all.Items = append(all.Items, conflict)
	}
	return some(all)
}

func (t builder) evidence() []Block {
	e := t.r.Evidence
	if e.Strong == 0 {
		return nil
	}
	switch {
	case len(e.Missing) == 0 && e.Strong == 1:
		return []Block{para("None: the only strong answer names what backs it up.")}
	case len(e.Missing) == 0:
		return []Block{para(fmt.Sprintf("None: each of the %s names what backs it up.", prose.CountInWords(e.Strong, "strong answer", "strong answers")))}
	}
	said := fmt.Sprintf("%d of %d strong answers name no evidence.", len(e.Missing), e.Strong)
	switch {
	case e.Strong == 1:
		said = "The only strong answer names no evidence."
	case len(e.Missing) == 1:
		said = fmt.Sprintf("1 of %d strong answers names no evidence.", e.Strong)
	}
	var missing list
	for _, q := range e.Missing {
		missing.Items = append(missing.Items, item{Title: t.ask(q)})
	}
	return []Block{para(said + " A date, a document or a name would help others to trust what is said."), missing}
}

func (t builder) actions() []Block {
	var all list
	for _, a := range t.r.Actions {
		all.Items = append(all.Items, newAction(a))
	}
	return some(all)
}

func (t builder) answers() []Block {
	var blocks []Block
	section, answers := "", list{}
	flush := func() {
		if len(answers.Items) > 0 {
			blocks = append(blocks, answers)
		}
		answers = list{}
	}
	add := func(q *questions.Question, answer item) {
		if s := t.r.Bank.SectionOf(q.ID); s != nil && s.Title != section {
			flush()
			section = s.Title
			blocks = append(blocks, subhead(section))
		}
		answer.Title = t.ask(q)
		answers.Items = append(answers.Items, answer)
	}
	if len(t.r.Voices) > 0 {
		for _, v := range t.r.Voices {
			add(v.Question, t.voice(v))
		}
	} else {
		for _, line := range t.r.Lines {
			add(line.Question, item{Text: []string{answerText(line)}, Facts: remarks("", line.Answer.Note, line.Answer.Evidence)})
		}
	}
	flush()
	return blocks
}

// voice returns what each perspective answered to a question, with every note and all
// evidence.
func (t builder) voice(v assess.Voice) item {
	var said item
	if len(v.By) == 0 {
		said.Text = []string{"[not known]"}
	}
	shown := map[*questions.Option]bool{}
	for _, view := range v.By {
		if shown[view.Option] {
			continue
		}
		shown[view.Option] = true
		var alike []string // perspectives that gave this answer
		for _, other := range v.By {
			if other.Option == view.Option {
				alike = append(alike, other.Perspective.Short())
			}
		}
		said.Facts = append(said.Facts, fact{prose.Capital(prose.And(alike)), view.Option.Text})
	}
	for _, r := range v.Remarks {
		said.Facts = append(said.Facts, remarks(", "+r.Perspective.Short(), r.Note, r.Evidence)...)
	}
	return said
}

// remarks returns a note and evidence, if there are any. whose is added to their
// labels.
func remarks(whose, note, evidence string) []fact {
	var out []fact
	if note != "" {
		out = append(out, fact{"Note" + whose, prose.Clean(note)})
	}
	if evidence != "" {
		out = append(out, fact{"Evidence" + whose, prose.Clean(evidence)})
	}
	return out
}

// answerText returns an answer in words. The ways of not answering stay different.
func answerText(line assess.Line) string {
	switch {
	case line.Option != nil:
		return line.Option.Text
	case line.Answer.Choose == questions.Unknown:
		return "[we do not know yet]"
	case line.Answer.Choose == questions.NotApplicable:
		return "[does not apply]"
	}
	return "[not answered]"
}

func (t builder) method() []Block {
	b := t.r.Bank
	var sources list
	for _, s := range b.Sources {
		sources.Items = append(sources.Items, item{Title: strings.TrimSuffix(s.Title+", "+s.By, ", ")})
	}
	blocks := []Block{
		para(t.phrase.rule() + " It is never an average, and it is not a mark: what counts is whether it fits the aim."),
		para("Scores run from 0 to 100: below 25 is “not yet”, below 50 “starting”, below 75 “growing”, and 75 or more “strong”. " +
			"A score is shown when at least half of its questions are answered."),
		para("Where evidence backs only part of a score, a line on the bar marks how much. To work that out, each strong answer without evidence counts as the best answer that needs none."),
	}
	if len(t.r.Perspectives) > 1 {
		blocks = append(blocks, para("Each perspective counts the same, however many people answered. "+
			"The level is the lowest that any perspective sees: a project is only as far along as the people it works with say it is."))
	}
	blocks = append(blocks, para(asked(b)))
	return append(blocks, some(sources)...)
}
