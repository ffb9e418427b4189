package reports

import (
	"cmp"
	"fmt"
	"html/template"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// Easy returns a result in easy words: the level, what it means, why it is not
// higher, what is good and what to do next. If the bank has no easy words for
// something, it uses the plain ones.
func Easy(r *assess.Result) Document {
	t := builder{r, phrasesFor(r)}
	d := t.document("Petal report in easy words")
	d.Easy, d.About, d.Warnings = true, fmt.Sprintf("Date: %s.", day(r.Date)), nil
	switch p := t.phrase; {
	case !r.StaffViewOnly:
	case p.nobodyYet():
		d.Warnings = append(d.Warnings, "There are too few answers yet. We cannot say what anyone thinks.")
	case len(r.Perspectives) == 0 || p.usersAnswered(): // a private copy does not say who answered
		d.Warnings = append(d.Warnings, "This shows what staff think. Other people may see it in another way. Ask them too.")
	default:
		d.Warnings = append(d.Warnings, "Only staff gave answers. Other people may see it in another way. Ask them too.")
	}
	if r.LeftOut != nil {
		d.Warnings = append(d.Warnings, "This is a private copy. It does not say who gave the answers.")
	}
	where, good := "Where we are", "What is good"
	if t.phrase.planned() {
		where, good = "Our plan", "What is good in the plan"
	}
	d.add("level", where, t.easyLevel()...)
	d.add("why", "Why", t.easyWhy()...)
	d.add("strengths", good, some(t.easyStrengths())...)
	d.add("to-work-on", "What we can do next", some(t.easyNext())...)
	return d
}

func (t builder) easyLevel() []Block {
	if t.r.Placement.Level == nil {
		return []Block{
			lead("We do not know yet."),
			para("We need more answers. Then we can say where we are."),
			drawing{Petals: t.easyPetals(), Says: t.phrase.drawn(), Easy: true},
		}
	}
	words := t.r.Bank.Words(*t.r.Placement.Level)
	blocks := []Block{lead(words.Name), para(cmp.Or(words.Easy, words.Is))}
	if pl := &t.r.Placement; !pl.Sure() {
		blocks = append(blocks, para(fmt.Sprintf("This may change. We do not know all the answers yet. It could be %s. Or it could be %s.", t.phrase.name(pl.AtLeast), t.phrase.name(pl.AtMost))))
	}
	if t.phrase.planned() {
		blocks = append(blocks, para("This is the plan. The work has not started."))
	}
	blocks = append(blocks, drawing{Petals: t.easyPetals(), Says: t.phrase.drawn(), Easy: true, Show: Picture(t.r.Bank, "level-"+t.r.Placement.Level.String())})
	if aim := t.r.Aim; aim != nil {
		switch level := *t.r.Placement.Level; {
		case *aim > level:
			aimed := t.r.Bank.Words(*aim)
			blocks = append(blocks, para(fmt.Sprintf("We want to get to: %s. %s", aimed.Name, cmp.Or(aimed.Easy, aimed.Is))))
		case *aim == level:
			blocks = append(blocks, para("This is where we want to be."))
		default:
			blocks = append(blocks, para("We have done more than we set out to do."))
		}
	}
	return blocks
}

// easyWhy returns the answers that keep the project where it is, and what would move
// it.
func (t builder) easyWhy() []Block {
	next := t.r.Placement.Next
	if next == nil || len(next.Change) == 0 {
		return nil
	}
	changes := list{Numbered: true}
	for _, c := range next.Change {
		changes.Items = append(changes.Items, item{
			Title: cmp.Or(t.easyAsk(c.Question), t.ask(c.Question)),
			Text:  nonEmpty(c.Question.EasyWhy),
			Facts: []fact{{t.phrase.now(), cmp.Or(c.From.Easy, c.From.Text)}, {"To move up", cmp.Or(c.To.Easy, c.To.Text)}},
		})
	}
	return []Block{para(fmt.Sprintf("The next step up is: %s. These answers would have to change to get there.", t.phrase.name(next.Level))), changes}
}

// easyPetals returns the levels with their meaning in easy words.
func (t builder) easyPetals() []petal {
	petals := t.petals()
	for i := range petals {
		words := t.r.Bank.Words(petals[i].Level)
		petals[i].Is = cmp.Or(words.Easy, words.Is)
		petals[i].State = map[string]string{"reached": "yes", "planned": "in the plan", "not reached": "not yet", "not known yet": "we do not know",
			"reached, but that may change": "yes, but it may change", "planned, but that may change": "in the plan, but it may change"}[petals[i].State]
		petals[i].Marks = nil
		if l := t.r.Placement.Level; l != nil && *l == petals[i].Level {
			petals[i].Marks = append(petals[i].Marks, "here")
		}
		if aim := t.r.Aim; aim != nil && *aim == petals[i].Level {
			petals[i].Marks = append(petals[i].Marks, "goal")
		}
	}
	return petals
}

func (t builder) easyStrengths() list {
	good := list{Numbered: true}
	for _, f := range t.r.Strengths {
		good.Items = append(good.Items, item{
			Title: f.Item.Name,
			Show:  t.pictureOf(f),
			Text: []string{
				"It means: " + cmp.Or(f.Item.Easy, f.Item.Is),
				cmp.Or(t.easyAsk(f.Question), t.ask(f.Question)),
				cmp.Or(f.Option.Easy, f.Option.Text),
			},
		})
	}
	return good
}

// pictureOf returns the picture of a value; "" for the items of other frameworks.
func (t builder) pictureOf(f assess.Finding) template.HTML {
	if f.Framework.ID != questions.Values {
		return ""
	}
	return Picture(t.r.Bank, "heard-"+f.Item.ID)
}

func (t builder) easyNext() list {
	next := list{Numbered: true}
	for _, f := range t.r.ToWorkOn {
		i := item{
			Title: f.Item.Name,
			Show:  t.pictureOf(f),
			Text:  []string{"It means: " + cmp.Or(f.Item.Easy, f.Item.Is), cmp.Or(t.easyAsk(f.Question), t.ask(f.Question))},
			Facts: []fact{{t.phrase.now(), cmp.Or(f.Option.Easy, f.Option.Text)}},
		}
		i.Facts = append(i.Facts, fact{t.phrase.advice(), cmp.Or(f.Option.EasyNext, f.Option.Next)})
		next.Items = append(next.Items, i)
	}
	return next
}

func (t builder) easyAsk(q *questions.Question) string { return q.Easy.In(t.r.Round) }

// nonEmpty returns a list with a text, or an empty list if the text is empty.
func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
