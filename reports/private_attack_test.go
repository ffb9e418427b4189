package reports_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// TestNobodyIsFound attacks private copies. Groups of one to six files are drawn; in
// one of the perspectives few people answered. The attacker knows every file but one
// of that perspective, and has every private copy there is: of the report, of a
// check, and of comparisons of rounds and of perspectives, in every format. A second
// file is made that answers as many questions as possible differently, with the same
// level and range, and says other things in its notes. If all the copies are the
// same, byte for byte, nothing distinguishes the two files, so none of those answers
// can be found: neither by subtraction nor in any other way.
func TestNobodyIsFound(t *testing.T) {
	groups := 12
	if os.Getenv("PETAL_EVERY_CASE") != "" {
		groups = 300
	}
	hidden, implied := 0, 0
	for seed := range uint64(groups) {
		g := drawGroup(rand.New(rand.NewPCG(seed, 11)))
		before := g.copies(t)
		changed := g.change()
		hidden, implied = hidden+changed, implied+len(g.victim.Given)-changed
		if changed == 0 {
			continue
		}
		after := g.copies(t)
		for name := range before {
			if !bytes.Equal(before[name], after[name]) {
				t.Fatalf("group %d: %s tells two files of %s apart, which answer %d questions differently:\n%s\nand\n%s",
					seed, name, g.victim.Respondent.Perspective, changed, before[name], after[name])
			}
		}
	}
	t.Logf("%d groups: %d answers hidden, %d that the level itself tells of", groups, hidden, implied)
	if hidden < 20*groups {
		t.Errorf("only %d answers of %d groups were changed; the attack tries too little", hidden, groups)
	}
}

// group is files of one project and round, with those of an earlier one.
type group struct {
	random         *rand.Rand
	bank           *questions.Bank
	now, then      []*assess.Sheet
	victim         *assess.Sheet // of a perspective in which few people answered
	level          questions.Level
	thresholdItems float64
}

func drawGroup(random *rand.Rand) *group {
	g := &group{random: random, bank: questions.Default(), level: questions.Levels[1+random.IntN(5)], thresholdItems: float64(10 * random.IntN(8))}
	n := 1 + random.IntN(6)
	for i := range n {
		g.now = append(g.now, g.sheet(fmt.Sprintf("now-%d", i), "during", "2026-06-01"))
		g.then = append(g.then, g.sheet(fmt.Sprintf("then-%d", i), "before", "2026-01-10"))
	}
	g.victim = g.now[random.IntN(n)]
	g.victim.Respondent.People = 1 + random.IntN(4) // of fewer than five files, one of fewer than five people
	same := 0
	for _, s := range g.now {
		if s.Respondent.Perspective == g.victim.Respondent.Perspective {
			if same++; same == 5 {
				s.Respondent.Perspective = questions.Mixed
				same--
			}
		}
	}
	return g
}

// sheet returns a file whose answers are drawn, most of them near one another:
// answers drawn evenly would hardly ever be above the first level.
func (g *group) sheet(name, round, date string) *assess.Sheet {
	r := g.random
	a := &assess.Answers{
		Bank: assess.BankRef{ID: g.bank.ID, Version: g.bank.Version}, Project: assess.Project{Name: "Letters"}, Round: round, Date: date,
		Depth: assess.Depths[r.IntN(2)], Given: map[string]assess.Answer{},
		Respondent: assess.Respondent{Perspective: questions.Perspectives[r.IntN(len(questions.Perspectives))], People: 1 + r.IntN(9)},
	}
	s := &assess.Sheet{File: name, Answers: a}
	g.say(s)
	around := r.Float64()
	for _, q := range a.Asked(g.bank) {
		at := int((around + r.Float64()) / 2 * float64(len(q.Options)))
		a.Given[q.ID] = g.answer(q, min(at, len(q.Options)-1))
	}
	return s
}

// answer returns an option with a note, or now and then none.
func (g *group) answer(q *questions.Question, at int) assess.Answer {
	if g.random.IntN(12) == 0 {
		return assess.Answer{Choose: questions.Unknown}
	}
	a := assess.Answer{Choose: q.Options[at].ID, Note: fmt.Sprint("note ", g.random.Uint32())}
	if g.random.IntN(2) == 0 {
		a.Evidence = fmt.Sprint("minutes ", g.random.Uint32())
	}
	return a
}

// say gives a file a name, a claim and an action of its own.
func (g *group) say(s *assess.Sheet) {
	r := g.random
	s.Respondent.Name = fmt.Sprint("name ", r.Uint32())
	s.Claim = &questions.Levels[r.IntN(6)]
	s.Limit = questions.Limits[r.IntN(len(questions.Limits))]
	s.Actions = []assess.Action{{Said: fmt.Sprint("said ", r.Uint32()), Will: fmt.Sprint("will ", r.Uint32()), Who: "Ann"}}
}

// change gives the victim other answers, as many as possible without changing what a
// private copy may show: the level, its range, and whether the check passed. It
// counts them.
func (g *group) change() int {
	want := g.told()
	g.say(g.victim)
	changed := 0
	for _, q := range g.victim.Asked(g.bank) {
		was := g.victim.Given[q.ID]
		for _, at := range g.random.Perm(len(q.Options)) {
			if q.Options[at].ID == was.Choose {
				continue
			}
			g.victim.Given[q.ID] = assess.Answer{Choose: q.Options[at].ID, Note: fmt.Sprint("other ", g.random.Uint32())}
			if g.told() == want {
				changed++
				break
			}
			g.victim.Given[q.ID] = was
		}
	}
	return changed
}

// told returns what a private copy may show if few people answered.
func (g *group) told() string {
	r, verdicts, falls, then := g.results()
	passed := func(of func(rule string) bool) bool {
		return !slices.ContainsFunc(verdicts, func(v assess.Verdict) bool { return of(v.Rule) && !v.Passed })
	}
	level := func(rule string) bool { return rule == "at-least" }
	perspectives := func(rule string) bool { return rule == "perspectives" }
	others := func(rule string) bool { return !level(rule) && !perspectives(rule) }
	standing := func(r *assess.Result) string {
		l := "-"
		if r.Placement.Level != nil {
			l = r.Placement.Level.String()
		}
		return fmt.Sprint(l, r.Placement.AtLeast, r.Placement.AtMost, r.StaffViewOnly)
	}
	fell := slices.ContainsFunc(falls, func(f assess.Fall) bool { return f.Rule == "level" || f.Rule == "depth" })
	return fmt.Sprint(standing(r), standing(then), fell, passed(level), passed(perspectives), passed(others))
}

func (g *group) results() (r *assess.Result, verdicts []assess.Verdict, falls []assess.Fall, then *assess.Result) {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	r, err := assess.EvaluateAll(g.bank, g.now)
	must(err)
	then, err = assess.EvaluateAll(g.bank, g.then)
	must(err)
	verdicts, err = assess.Check(&assess.Policy{
		AtLeast:      &g.level,
		Items:        []assess.ItemRule{{Framework: questions.Principles, Least: g.thresholdItems}, {Framework: questions.Values, Item: "respect", Least: g.thresholdItems}},
		Perspectives: []string{"staff"}, Evidence: &g.level, NoCopies: true, NoFallSince: "then", AllowLimit: map[string]questions.Level{"law": questions.None},
	}, r, "2026-11-20", g.then)
	must(err)
	return r, verdicts, assess.Falls(then, r, 5), then
}

// copies returns every private copy, by its name.
func (g *group) copies(t *testing.T) map[string][]byte {
	t.Helper()
	r, verdicts, falls, then := g.results()
	private := r.Private()
	if !private.LeftOut.Small {
		t.Fatal("no perspective is small")
	}
	checked := r.PrivateVerdicts(verdicts)
	times, err := assess.Times(g.bank, append(slices.Clone(g.then), g.now...))
	if err != nil {
		t.Fatal(err)
	}
	rounds := assess.Compare(g.bank, times).Private()
	fell := assess.PrivateFalls(then, r, falls)
	out := map[string][]byte{}
	add := func(name string, write func(w io.Writer) error) {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = b.Bytes()
	}
	for name, d := range map[string]reports.Document{
		"report": reports.Report(private), "brief": reports.Brief(private), "easy": reports.Easy(private), "check": reports.Check(private, checked),
		"rounds": reports.Rounds(rounds), "perspectives": reports.Perspectives(private, assess.PrivateSides(r)),
	} {
		o := reports.Options{Width: 80, Date: written}
		add(name+".txt", func(w io.Writer) error { return reports.Terminal(w, d, o) })
		add(name+"-plain.txt", func(w io.Writer) error { return reports.Text(w, d, o) })
		add(name+".md", func(w io.Writer) error { return reports.Markdown(w, d, o) })
		add(name+".html", func(w io.Writer) error { return reports.HTML(w, d, o) })
	}
	add("report.json", func(w io.Writer) error { return reports.JSON(w, private) })
	add("report.csv", func(w io.Writer) error { return reports.CSV(w, private, false) })
	add("report.svg", func(w io.Writer) error { return reports.SVG(w, private, reports.Flower) })
	add("check.json", func(w io.Writer) error { return reports.CheckJSON(w, private, checked) })
	add("check.xml", func(w io.Writer) error { return reports.JUnit(w, private, checked, written) })
	add("check.github", func(w io.Writer) error { return reports.CheckGitHub(w, private, checked) })
	add("rounds.svg", func(w io.Writer) error { return reports.RoundsSVG(w, rounds) })
	add("rounds.json", func(w io.Writer) error { return reports.CompareJSON(w, rounds, fell) })
	add("perspectives.json", func(w io.Writer) error { return reports.SidesJSON(w, private, assess.PrivateSides(r)) })
	return out
}
