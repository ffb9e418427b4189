package assess_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// drawn is a random bank of placement questions with random answers of staff to it.
type drawn struct {
	bank    *questions.Bank
	answers *assess.Answers

	head string   // the bank's file up to its questions
	rows []string // its questions
}

// draw makes a bank of up to most questions, whose options have any levels that
// never fall, under any rule.
func draw(t *rapid.T, most int) drawn {
	rule := questions.Rule{
		Share:         rapid.SampledFrom([]float64{0.5, 0.6, 0.75, 0.9, 1}).Draw(t, "share"),
		MinAnswered:   rapid.SampledFrom([]float64{0.3, 0.67, 1}).Draw(t, "min-answered"),
		StartToFinish: rapid.SampledFrom([]float64{0, 0.5, 0.75, 1}).Draw(t, "start-to-finish"),
	}
	var b strings.Builder
	fmt.Fprintf(&b, "petal-bank: 1\nid: test\nversion: 1.0.0\ntitle: Test\nplacement: {share: %v, min-answered: %v, start-to-finish: %v}\nlevels:\n",
		rule.Share, rule.MinAnswered, rule.StartToFinish)
	for _, l := range questions.Levels {
		fmt.Fprintf(&b, "  - {id: %s, name: %s, is: Words.}\n", l, l)
	}
	b.WriteString("frameworks: []\nsections:\n  - id: only\n    title: Only\n    questions:\n")
	d := drawn{head: b.String(), answers: staff(nil)}
	for i := range rapid.IntRange(1, most).Draw(t, "questions") {
		b.Reset()
		gate := rapid.IntRange(0, 3).Draw(t, "gate") == 0
		levels := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 5).Draw(t, "levels")
		slices.Sort(levels)
		fmt.Fprintf(&b, "      - {id: q%d, kind: placement, ask: Ask, stage: %s, gate: %t, may-not-apply: %t, options: [",
			i, rapid.SampledFrom(questions.Stages).Draw(t, "stage"), gate, !gate)
		for j, l := range append(levels, 5) {
			fmt.Fprintf(&b, "{id: o%d, level: %s, text: Text}, ", j, questions.Level(l))
		}
		b.WriteString("]}\n")
		d.rows = append(d.rows, b.String())
	}
	d.bank = d.load(t)
	for _, q := range d.bank.Questions() {
		words := q.AnswerWords()
		for range 3 { // mostly known
			words = append(words, q.OptionIDs()...)
		}
		if word := rapid.SampledFrom(append(words, "")).Draw(t, "answer"); word != "" {
			answer := assess.Answer{Choose: word}
			if rapid.Bool().Draw(t, "evidence") {
				answer.Evidence = "minutes"
			}
			d.answers.Given[q.ID] = answer
		}
	}
	return d
}

// load reads the bank that the rows make.
func (d drawn) load(t *rapid.T) *questions.Bank {
	bank, err := questions.Load("test.yaml", []byte(d.head+strings.Join(d.rows, "")))
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

func (d drawn) place() assess.Placement { return assess.Place(d.bank, d.answers) }

// choose answers a question and leaves the drawn answers as they were.
func (d drawn) choose(options map[string]string) drawn {
	a := *d.answers
	a.Given = map[string]assess.Answer{}
	for id, answer := range d.answers.Given {
		a.Given[id] = answer
	}
	for id, option := range options {
		a.Given[id] = assess.Answer{Choose: option, Evidence: a.Given[id].Evidence}
	}
	return drawn{bank: d.bank, answers: &a}
}

// The contract in its plainest form: a question is its options' levels, an answer an
// index into them, -1 if it is missing.
type plainQuestion struct {
	id     string
	levels []questions.Level
	gate   bool
	stage  questions.Stage
}

func plainly(d drawn) (all []plainQuestion, answers []int) {
	for _, q := range d.bank.Questions() {
		choose := d.answers.Given[q.ID].Choose
		if choose == questions.NotApplicable {
			continue
		}
		p := plainQuestion{id: q.ID, gate: q.Gate, stage: q.Stage}
		for _, o := range q.Options {
			p.levels = append(p.levels, *o.Level)
		}
		all = append(all, p)
		answers = append(answers, slices.Index(q.OptionIDs(), choose))
	}
	return all, answers
}

func plainCeil(x float64) int { return int(math.Ceil(x - 1e-9)) }

// plainFails returns the conditions that a level does not meet, exactly as the rule
// says.
func plainFails(rule questions.Rule, all []plainQuestion, answers []int, level questions.Level) (fails []string) {
	counted, allow := 0, 0
	gates := true
	inStage, shared := map[questions.Stage]int{}, map[questions.Stage]int{}
	for i, q := range all {
		at := answers[i]
		if at < 0 {
			if q.levels[0] >= level {
				counted++
				allow++
			}
			continue
		}
		counted++
		if q.levels[at] >= level {
			allow++
		} else if q.gate {
			gates = false
		}
		inStage[q.stage]++
		if q.levels[at] == questions.CoProduce {
			shared[q.stage]++
		}
	}
	if allow < plainCeil(rule.Share*float64(counted)) {
		fails = append(fails, "share")
	}
	if !gates {
		fails = append(fails, "gates")
	}
	if level == questions.CoProduce {
		for stage, n := range inStage {
			if shared[stage] < plainCeil(rule.StartToFinish*float64(n)) {
				return append(fails, "start-to-finish")
			}
		}
	}
	return fails
}

func plainLevel(rule questions.Rule, all []plainQuestion, answers []int) questions.Level {
	for level := questions.CoProduce; level > questions.None; level-- {
		if len(plainFails(rule, all, answers, level)) == 0 {
			return level
		}
	}
	return questions.None
}

// TestPlaceIsThePlainRule compares every part of a placement with the rule written
// out a second time.
func TestPlaceIsThePlainRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, 12)
		rule := d.bank.Placement
		all, answers := plainly(d)
		p := d.place()
		known, gates := 0, true
		lowest, highest, unproved := slices.Clone(answers), slices.Clone(answers), slices.Clone(answers)
		for i, at := range answers {
			q := all[i]
			if at < 0 {
				lowest[i], highest[i] = 0, len(q.levels)-1
				gates = gates && !q.gate
				continue
			}
			known++
			if at > 0 && q.levels[at] >= questions.CoDesign && d.answers.Given[q.id].Evidence == "" {
				unproved[i] = 0
				for j, l := range q.levels {
					if l < questions.CoDesign {
						unproved[i] = j
					}
				}
			}
		}
		if p.Asked != len(all) || p.Answered != known {
			t.Fatalf("%d of %d, want %d of %d", p.Answered, p.Asked, known, len(all))
		}
		if len(all) == 0 {
			if p.Placed() || p.AtLeast != questions.None || p.AtMost != questions.CoProduce {
				t.Fatalf("nothing applies, and it is placed at %s between %s and %s", levelWord(p.Level), p.AtLeast, p.AtMost)
			}
			return
		}
		atLeast, atMost := plainLevel(rule, all, lowest), plainLevel(rule, all, highest)
		placed := known > 0 && known >= plainCeil(rule.MinAnswered*float64(len(all))) && gates
		if p.Placed() != placed {
			t.Fatalf("placed %t, want %t", p.Placed(), placed)
		}
		if !placed {
			if p.AtLeast != atLeast || p.AtMost != atMost || p.BackedLevel != nil || p.Next != nil || len(p.HeldBy()) > 0 {
				t.Fatalf("%s to %s, want %s to %s", p.AtLeast, p.AtMost, atLeast, atMost)
			}
			return
		}
		level := plainLevel(rule, all, answers)
		// A missing question whose every option is co-produce raises the range but
		// not the level, so the range gives way.
		if *p.Level != level || p.AtLeast != min(atLeast, level) || p.AtMost != atMost {
			t.Fatalf("%s between %s and %s, want %s between %s and %s", *p.Level, p.AtLeast, p.AtMost, level, atLeast, atMost)
		}
		if want := plainLevel(rule, all, unproved); *p.BackedLevel != want {
			t.Fatalf("backed %s, want %s", *p.BackedLevel, want)
		}
		var fails []string
		if level < questions.CoProduce {
			fails = plainFails(rule, all, answers, level+1)
		}
		if got, want := heldBy(p), strings.Join(fails, " "); got != want {
			t.Fatalf("held by %q, want %q", got, want)
		}
	})
}

func TestLawRaisingNeverLowers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, 12)
		before := d.place()
		q := rapid.SampledFrom(d.bank.Questions()).Draw(t, "raised")
		at := slices.Index(q.OptionIDs(), d.answers.Given[q.ID].Choose)
		if at < 0 || at == len(q.Options)-1 {
			return
		}
		to := rapid.IntRange(at+1, len(q.Options)-1).Draw(t, "to")
		after := d.choose(map[string]string{q.ID: q.Options[to].ID}).place()
		if before.Level != nil && *after.Level < *before.Level || after.AtLeast < before.AtLeast || after.AtMost < before.AtMost {
			t.Fatalf("raising %s lowers %s %s %s to %s %s %s", q.ID, levelWord(before.Level), before.AtLeast, before.AtMost,
				levelWord(after.Level), after.AtLeast, after.AtMost)
		}
	})
}

func TestLawLevelLiesInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 12).place()
		if p.AtLeast > p.AtMost {
			t.Fatalf("at least %s, at most %s", p.AtLeast, p.AtMost)
		}
		if p.Level != nil && (*p.Level < p.AtLeast || *p.Level > p.AtMost) {
			t.Fatalf("%s is not between %s and %s", *p.Level, p.AtLeast, p.AtMost)
		}
		if p.Level != nil && *p.BackedLevel > *p.Level {
			t.Fatalf("backed %s is above %s", *p.BackedLevel, *p.Level)
		}
	})
}

func TestLawOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, 12)
		before := d.place()
		d.rows = rapid.Permutation(d.rows).Draw(t, "order")
		after := assess.Place(d.load(t), d.answers)
		if levelWord(before.Level) != levelWord(after.Level) || before.AtLeast != after.AtLeast || before.AtMost != after.AtMost || heldBy(before) != heldBy(after) {
			t.Fatalf("%s in another order is %s", levelWord(before.Level), levelWord(after.Level))
		}
	})
}

func TestLawAnsweringNeverWidens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, 12)
		q := rapid.SampledFrom(d.bank.Questions()).Draw(t, "learnt")
		if choose := d.answers.Given[q.ID].Choose; choose != "" && choose != questions.Unknown {
			return
		}
		before := d.place()
		after := d.choose(map[string]string{q.ID: rapid.SampledFrom(q.OptionIDs()).Draw(t, "to")}).place()
		if after.Level != nil && after.AtLeast == *after.Level {
			before.AtLeast = min(before.AtLeast, after.AtLeast) // the range holds the level
		}
		if after.AtLeast < before.AtLeast || after.AtMost > before.AtMost {
			t.Fatalf("from %s-%s to %s-%s", before.AtLeast, before.AtMost, after.AtLeast, after.AtMost)
		}
	})
}

// TestLawNextIsSmallest makes the changes of Next and checks that they reach its
// level, and that no smaller set of answers raised to the top does: every one is
// tried.
func TestLawNextIsSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, 7)
		p := d.place()
		if p.Next == nil {
			if p.Level != nil && *p.Level != questions.CoProduce {
				t.Fatalf("no way up from %s", *p.Level)
			}
			return
		}
		if p.Next.Level != *p.Level+1 {
			t.Fatalf("next of %s is %s", *p.Level, p.Next.Level)
		}
		changed := map[string]string{}
		for _, c := range p.Next.Change {
			if c.From.Allows(p.Next.Level) || !c.To.Allows(p.Next.Level) || c.To != c.Question.LowestFrom(p.Next.Level) {
				t.Fatalf("%s from %s to %s", c.Question.ID, c.From.ID, c.To.ID)
			}
			changed[c.Question.ID] = c.To.ID
		}
		if got := d.choose(changed).place().Level; *got < p.Next.Level {
			t.Fatalf("all changes reach %s, not %s", *got, p.Next.Level)
		}
		known := slices.DeleteFunc(slices.Clone(d.bank.Questions()), func(q *questions.Question) bool {
			return q.Option(d.answers.Given[q.ID].Choose) == nil
		})
		for set := range 1 << len(known) {
			some := map[string]string{}
			for i, q := range known {
				if set>>i&1 == 1 {
					some[q.ID] = q.Highest().ID
				}
			}
			if len(some) < len(changed) && *d.choose(some).place().Level >= p.Next.Level {
				t.Fatalf("%v reaches %s with fewer than the %d changes %v", some, p.Next.Level, len(changed), changed)
			}
		}
	})
}

// TestEveryLevelIsReached checks that the built-in bank can place a project at every
// level, full and short.
func TestEveryLevelIsReached(t *testing.T) {
	bank := questions.Default()
	for _, depth := range assess.Depths {
		for _, want := range questions.Levels {
			a := staff(nil)
			a.Depth = depth
			for _, q := range a.Asked(bank) {
				highest := q.Lowest()
				for i := range q.Options {
					if o := &q.Options[i]; o.Level == nil || *o.Level <= want {
						highest = o
					}
				}
				a.Given[q.ID] = assess.Answer{Choose: highest.ID}
			}
			if p := assess.Place(bank, a); levelWord(p.Level) != want.String() {
				t.Errorf("%s: every answer as high as %s allows is %s", depth, want, levelWord(p.Level))
			}
		}
	}
}
