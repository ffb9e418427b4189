package reports_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// Each format has a target of its own: whatever people wrote and whichever
// questions they answered, the format holds and no control character is left.

func FuzzTerminal(f *testing.F) { fuzzFormats(f, plainText, ".txt", "-brief.txt") }
func FuzzHTML(f *testing.F)     { fuzzFormats(f, plainText, ".html", "-easy.html", "-large.html") }
func FuzzMarkdown(f *testing.F) { fuzzFormats(f, plainText, ".md", "-easy.md") }
func FuzzSVG(f *testing.F)      { fuzzFormats(f, wellFormed, ".svg", "-ladder.svg") }
func FuzzJUnit(f *testing.F)    { fuzzFormats(f, wellFormed, ".xml") }

func FuzzJSON(f *testing.F) {
	fuzzFormats(f, func(out []byte) error {
		if !json.Valid(out) {
			return errors.New("it is no JSON")
		}
		return nil
	}, ".json")
}

func FuzzCSV(f *testing.F) {
	fuzzFormats(f, func(out []byte) error {
		rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
		if err != nil {
			return err
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
					return fmt.Errorf("the formula %q", cell)
				}
			}
		}
		return nil
	}, ".csv")
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
		options := reports.LessonOptions{Width: 40 + int(seed%100), Words: seed%2 == 0, Bank: bank, Explain: "petal explain"}
		err := errors.Join(reports.Lesson(&out, r, options), reports.CompareLessons(&out, assess.CompareLessons(set, []*assess.LessonResult{r, r}), options))
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
		h := reports.Handout{Bank: questions.Default(), Set: &own, Stories: []*questions.Scenario{&story}, Command: "petal learn " + said}
		if err := errors.Join(h.Markdown(&out), plainText(out.Bytes())); err != nil {
			t.Fatalf("%v in\n%s", err, out.String())
		}
	})
}

// seedHostile starts a target from what formats might trip over.
func seedHostile(f *testing.F) {
	f.Helper()
	for _, said := range hostile {
		f.Add(said, uint32(7))
		f.Add("- "+said, uint32(12345))
	}
}

// fuzzFormats writes a result in which people said any text everywhere, and
// holds each format to check.
func fuzzFormats(f *testing.F, check func(out []byte) error, names ...string) {
	f.Helper()
	seedHostile(f)
	bank := questions.Default()
	f.Fuzz(func(t *testing.T, said string, seed uint32) {
		r := assess.Evaluate(bank, spoken(t, bank, said, seed))
		for _, name := range names {
			out := write(t, name, r)
			err := check(out)
			if err == nil && name != ".json" { // where control characters are escaped
				err = plainText(bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n")))
			}
			if err != nil {
				t.Fatalf("%s with %q: %v in\n%.2000s", name, said, err, out)
			}
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
	a.Actions = []assess.Action{{Said: said, Will: said, Who: said, By: "2027-01-31"}}
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

// plainText holds that there is nothing a terminal might obey.
func plainText(out []byte) error {
	for i, r := range string(out) {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return fmt.Errorf("the control character %U at byte %d", r, i)
		}
	}
	return nil
}

// wellFormed holds that it is XML, with no more in it than elements and text.
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
