package reports_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"testing"
	"unicode"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// Each format has its own target: whatever people wrote and whichever questions they
// answered, the format is valid, no control character is left, and nothing that
// people wrote has any effect on the format's readers.

func FuzzTerminal(f *testing.F) { fuzzFormats(f, plainText, ".txt", "-brief.txt") }
func FuzzHTML(f *testing.F)     { fuzzFormats(f, calmHTML, ".html", "-easy.html", "-large.html") }
func FuzzMarkdown(f *testing.F) { fuzzFormats(f, calmMarkdown, ".md", "-easy.md") }
func FuzzSVG(f *testing.F)      { fuzzFormats(f, wellFormed, ".svg", "-ladder.svg") }
func FuzzJUnit(f *testing.F)    { fuzzFormats(f, wellFormed, ".xml") }
func FuzzJSON(f *testing.F)     { fuzzFormats(f, validJSON, ".json") }
func FuzzCSV(f *testing.F)      { fuzzFormats(f, calmCSV, ".csv") }

// FuzzCompare compares two rounds in which people said any text.
func FuzzCompare(f *testing.F) {
	bank := questions.Default()
	seedHostile(f)
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		then, now := twoSheets(t, bank, said, seed)
		then.Date = "2026-05-20"
		if seed>>4%3 > 0 { // else they are of one round, asked twice
			then.Round, now.Round = "before", "after"+said
		}
		times, err := assess.Times(bank, []*assess.Sheet{now, then})
		if err != nil {
			t.Skip(err) // a round is spelt in two ways, and there is nothing to write
		}
		c := assess.Compare(bank, times)
		var falls []assess.Fall
		if len(times) > 1 {
			falls = assess.Falls(times[0].Result, times[1].Result, 0)
		}
		hold(t, said, seed, []writing{
			{"terminal", plainText, func(w io.Writer) error {
				return reports.Terminal(w, reports.Rounds(c), reports.Options{Width: 40 + int(seed>>8%100)})
			}},
			{"markdown", calmMarkdown, func(w io.Writer) error { return reports.Markdown(w, reports.Rounds(c), reports.Options{Date: written}) }},
			{"html", calmHTML, func(w io.Writer) error { return reports.HTML(w, reports.Rounds(c), reports.Options{Date: written}) }},
			{"json", validJSON, func(w io.Writer) error { return reports.CompareJSON(w, c, falls) }},
			{"svg", wellFormed, func(w io.Writer) error { return reports.RoundsSVG(w, c) }},
		})
	})
}

// FuzzSides compares two perspectives in which people said any text.
func FuzzSides(f *testing.F) {
	bank := questions.Default()
	seedHostile(f)
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		staff, carer := twoSheets(t, bank, said, seed)
		carer.Respondent.Perspective = "carer"
		both := []*assess.Sheet{staff, carer}
		all, err := assess.EvaluateAll(bank, both)
		if err != nil {
			t.Fatal(err)
		}
		sides := assess.Sides(all)
		hold(t, said, seed, []writing{
			{"terminal", plainText, func(w io.Writer) error {
				return reports.Terminal(w, reports.Perspectives(all, sides), reports.Options{Width: 40 + int(seed>>8%100)})
			}},
			{"markdown", calmMarkdown, func(w io.Writer) error {
				return reports.Markdown(w, reports.Perspectives(all, sides), reports.Options{})
			}},
			{"html", calmHTML, func(w io.Writer) error { return reports.HTML(w, reports.Perspectives(all, sides), reports.Options{}) }},
			{"json", validJSON, func(w io.Writer) error { return reports.SidesJSON(w, all, sides) }},
		})
	})
}

// FuzzCheck checks what people said, in a file of any name, against a policy with
// every rule.
func FuzzCheck(f *testing.F) {
	bank := questions.Default()
	policy, err := assess.ReadPolicy("p.yaml", []byte("petal-policy: 1\nat-least: aim\nprinciples: {min: 50, payment: 60}\nheard: {min: 50}\n"+
		"perspectives: [staff, lived-experience]\nevidence: engage\nmax-age: 26w\nno-fall-since: x\ndepth: full\nbank: built-in\nno-copies: true\nallow-limit: {law: inform}\n"), bank)
	if err != nil {
		f.Fatal(err)
	}
	seedHostile(f)
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		staff, carer := twoSheets(t, bank, said, seed)
		carer.Respondent.Perspective = "carer"
		staff.Limit = []string{"law", "none"}[seed>>4%2]
		_, earlier := twoSheets(t, bank, said, ^seed)
		earlier.Date = "2026-01-20"
		both := []*assess.Sheet{staff, carer}
		r, err := assess.EvaluateAll(bank, both)
		if err != nil {
			t.Fatal(err)
		}
		verdicts, err := assess.Check(policy, r, written, []*assess.Sheet{earlier})
		if err != nil {
			t.Fatal(err)
		}
		hold(t, said, seed, []writing{
			{"terminal", plainText, func(w io.Writer) error {
				return reports.Terminal(w, reports.Check(r, verdicts), reports.Options{Width: 40 + int(seed>>8%100)})
			}},
			{"markdown", calmMarkdown, func(w io.Writer) error { return reports.Markdown(w, reports.Check(r, verdicts), reports.Options{}) }},
			{"github", calmGitHub, func(w io.Writer) error { return reports.CheckGitHub(w, r, verdicts) }},
			{"json", validJSON, func(w io.Writer) error { return reports.CheckJSON(w, r, verdicts) }},
			{"junit", wellFormed, func(w io.Writer) error { return reports.JUnit(w, r, verdicts, written) }},
		})
	})
}

// FuzzPortfolio makes a portfolio of projects about which people said any text.
func FuzzPortfolio(f *testing.F) {
	seedHostile(f)
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		one, other := twoSheets(t, questions.Default(), said, seed)
		other.Round = "after" + said
		p := portfolioOf([]*assess.Sheet{one, other}, assess.Choice{AllRounds: seed>>5%2 > 0, ByTeam: seed>>6%2 > 0})
		hold(t, said, seed, []writing{
			{"terminal", plainText, func(w io.Writer) error {
				return reports.Terminal(w, reports.Portfolio(p), reports.Options{Width: 40 + int(seed>>8%100)})
			}},
			{"markdown", calmMarkdown, func(w io.Writer) error { return reports.Markdown(w, reports.Portfolio(p), reports.Options{}) }},
			{"html", calmHTML, func(w io.Writer) error { return reports.HTML(w, reports.Portfolio(p), reports.Options{}) }},
			{"csv", calmCSV, func(w io.Writer) error { return reports.PortfolioCSV(w, p, false) }},
			{"csv", calmCSV, func(w io.Writer) error { return reports.PortfolioLongCSV(w, p, false) }},
			{"json", validJSON, func(w io.Writer) error { return reports.PortfolioJSON(w, p) }},
			{"ndjson", validNDJSON, func(w io.Writer) error { return reports.PortfolioNDJSON(w, p) }},
		})
	})
}

// twoSheets is two files of one project in which every text is said, the files'
// names among them, with different questions answered.
func twoSheets(t testing.TB, bank *questions.Bank, said string, seed uint32) (one, other *assess.Sheet) {
	t.Helper()
	return &assess.Sheet{File: said + ".petal.yaml", Answers: spoken(t, bank, said, seed)},
		&assess.Sheet{File: "other.petal.yaml", Answers: spoken(t, bank, said, seed*2654435761)}
}

// writing is a format, with what checks it and what writes it.
type writing struct {
	name  string
	check func(out []byte) error
	write func(w io.Writer) error
}

// hold writes one of the formats, chosen by the seed, and checks it.
func hold(t *testing.T, said string, seed uint32, all []writing) {
	t.Helper()
	w := all[int(seed)%len(all)]
	var out bytes.Buffer
	err := w.write(&out)
	if err == nil {
		err = w.check(out.Bytes())
	}
	if err == nil && w.name != "json" && w.name != "csv" { // where control characters are escaped, and where lines end in two
		err = plainText(out.Bytes())
	}
	if err != nil {
		t.Fatalf("%s with %q: %v in\n%.2000s", w.name, said, err, out.String())
	}
}

func validJSON(out []byte) error {
	if !json.Valid(out) {
		return errors.New("it is no JSON")
	}
	return nil
}

func validNDJSON(out []byte) error {
	for line := range bytes.Lines(out) {
		if err := validJSON(line); err != nil {
			return err
		}
	}
	return nil
}

func FuzzLesson(f *testing.F) {
	set, bank := questions.DefaultScenarios(), questions.Default()
	seedHostile(f)
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		r := assess.EvaluateLesson(set, &assess.Lesson{
			Scenarios: assess.BankRef{ID: set.ID, Version: set.Version}, Date: "2026-11-20", Group: said, Mode: assess.Room,
			Stories: []assess.StoryVotes{{ID: set.Scenarios[int(seed)%len(set.Scenarios)].ID, First: assess.Votes{0, int(seed % 7), 1}}},
		})
		var out bytes.Buffer
		options := reports.Options{Width: 40 + int(seed%100), Words: seed%2 == 0}
		err := errors.Join(reports.Terminal(&out, reports.Lesson(bank, r, "petal explain"), options),
			reports.Terminal(&out, reports.Lessons(bank, assess.CompareLessons(set, []*assess.LessonResult{r, r}), "petal explain"), options))
		if err := errors.Join(err, plainText(out.Bytes())); err != nil {
			t.Fatalf("%v in\n%s", err, out.String())
		}
	})
}

func FuzzHandout(f *testing.F) {
	set := *questions.DefaultScenarios()
	seedHostile(f)
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		story := set.Scenarios[int(seed)%len(set.Scenarios)]
		story.Title, story.Story, story.Why, story.Up, story.Room = said, said+"\n\n"+said, said, said, said
		own := set
		own.Title = said
		var out bytes.Buffer
		d := reports.Handout(questions.Default(), &own, []*questions.Scenario{&story}, "petal learn "+said)
		if err := errors.Join(reports.Markdown(&out, d, reports.Options{}), plainText(out.Bytes()), calmMarkdown(out.Bytes())); err != nil {
			t.Fatalf("%v in\n%s", err, out.String())
		}
	})
}

// most is how many ways of writing a target tries, or more. Each input is
// written in one of them: writing takes far longer than all else.
const most = 5

// seedHostile starts a target from what formats might trip over, in every way of
// writing.
func seedHostile(f *testing.F) {
	f.Helper()
	for _, said := range hostile {
		for n := range uint32(most) {
			f.Add(said, 7+n)
		}
		f.Add("- "+said, uint32(12345))
	}
}

// fuzzFormats writes a result in which people said any text everywhere, and checks
// each format with check.
func fuzzFormats(f *testing.F, check func(out []byte) error, names ...string) {
	f.Helper()
	seedHostile(f)
	bank := questions.Default()
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		r := assess.Evaluate(bank, spoken(t, bank, said, seed))
		name := names[int(seed)%len(names)]
		out := write(t, name, r)
		err := check(out)
		if err == nil && name != ".json" { // where control characters are escaped
			err = plainText(bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n")))
		}
		if err != nil {
			t.Fatalf("%s with %q: %v in\n%.2000s", name, said, err, out)
		}
	})
}

// spoken is answers in which every text is said, with the questions that seed
// leaves out, does not know or answers with each of their options.
func spoken(t testing.TB, bank *questions.Bank, said string, seed uint32) *assess.Answers {
	t.Helper()
	a := example(t, bank)
	a.Project, a.Round = assess.Project{Name: said, Team: said}, said
	a.Respondent.Name = said
	a.Actions = []assess.Action{{Said: said, Will: said, Who: said, Needs: said, By: "2027-01-31"}, {Will: said, Did: said, Dropped: said}}
	for i, q := range bank.Questions() {
		switch n := int(seed>>(i%27)) % (len(q.Options) + 3); {
		case n < len(q.Options):
			a.Given[q.ID] = assess.Answer{Choose: q.Options[n].ID, Note: said, Evidence: said}
		case n == len(q.Options):
			a.Given[q.ID] = assess.Answer{Choose: questions.Unknown, Note: said}
		case n == len(q.Options)+1:
			delete(a.Given, q.ID)
		}
	}
	return a
}

// plainText checks that there is nothing a terminal might act on.
func plainText(out []byte) error {
	for i, r := range string(out) {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return fmt.Errorf("the control character %U at byte %d", r, i)
		}
	}
	return nil
}

// wellFormed checks that it is XML, with no more in it than elements and text.
func wellFormed(out []byte) error {
	d := xml.NewDecoder(bytes.NewReader(out))
	for {
		switch token, err := d.Token(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		default:
			if _, ok := token.(xml.Directive); ok {
				return errors.New("a directive")
			}
		}
	}
}
