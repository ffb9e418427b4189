package reports_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	return compiled(t, name, reports.Schema(name))
}

func compiled(t *testing.T, name string, schema []byte) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(name, text); err != nil {
		t.Fatal(err)
	}
	whole, err := compiler.Compile(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return whole
}

// asValue is YAML, or JSON, as the values that a schema is compared with.
func asValue(t *testing.T, text []byte) any {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	dates(&doc)
	var value any
	if err := doc.Decode(&value); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	back, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// dates makes plain dates the text that Petal reads them as.
func dates(n *yaml.Node) {
	if n.ShortTag() == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, child := range n.Content {
		dates(child)
	}
}

// TestSchemaResult checks the schema against every result.
func TestSchemaResult(t *testing.T) {
	result := schema(t, "result")
	for _, name := range fixtures {
		for what, r := range map[string][]byte{
			name:               asJSON(t, fixture(t, name)),
			name + ", private": asJSON(t, fixture(t, name).Private()),
		} {
			if err := result.Validate(asValue(t, r)); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

// TestSchemaCheck checks the schema against checks of every kind: kept, failed,
// without a file, private, and with a rule for everything.
func TestSchemaCheck(t *testing.T) {
	check := schema(t, "check")
	for _, round := range []string{"before", "during", "after"} {
		r, verdicts := checked(t, round)
		holdsSchema(t, check, round, func(w io.Writer) error { return reports.CheckJSON(w, r, verdicts) })
		holdsSchema(t, check, round+", private", func(w io.Writer) error { return reports.CheckJSON(w, r.Private(), r.PrivateVerdicts(verdicts)) })
	}
	full := fixture(t, "full")
	verdicts, err := assess.Check(assess.PolicyFor(full, full, full.Aim, 50), full, written, nil)
	if err != nil {
		t.Fatal(err)
	}
	holdsSchema(t, check, "of answers in no file", func(w io.Writer) error { return reports.CheckJSON(w, full, verdicts) })
	everything, err := assess.ReadPolicy("p.yaml", []byte(everyRule), questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	now, err := assess.EvaluateAll(questions.Default(), storySheets(t, "after"))
	if err != nil {
		t.Fatal(err)
	}
	if verdicts, err = assess.Check(everything, now, "2026-11-20", storySheets(t, "during")); err != nil {
		t.Fatal(err)
	}
	holdsSchema(t, check, "every rule", func(w io.Writer) error { return reports.CheckJSON(w, now, verdicts) })
}

// TestSchemaCompare checks the schema against rounds and perspectives side by side,
// whole and private, and against two rounds that moved at random.
func TestSchemaCompare(t *testing.T) {
	bank, compare := questions.Default(), schema(t, "compare")
	all := rounds(t, false)
	holdsSchema(t, compare, "rounds", func(w io.Writer) error {
		return reports.CompareJSON(w, all, assess.Falls(all.Times[0].Result, all.Times[1].Result, 0))
	})
	holdsSchema(t, compare, "rounds, private", func(w io.Writer) error { return reports.CompareJSON(w, all.Private(), nil) })
	for _, round := range []string{"before", "during", "after"} {
		r, sides := byPerspective(t, round)
		holdsSchema(t, compare, round, func(w io.Writer) error { return reports.SidesJSON(w, r, sides) })
		holdsSchema(t, compare, round+", private", func(w io.Writer) error { return reports.SidesJSON(w, r.Private(), assess.PrivateSides(r)) })
	}
	for seed := range uint32(10) {
		then, now := twoSheets(t, bank, "said", seed)
		then.Round, then.Date, now.Round = "before", "2026-01-20", "after"
		times, err := assess.Times(bank, []*assess.Sheet{then, now})
		if err != nil {
			t.Fatal(err)
		}
		c := assess.Compare(bank, times)
		falls := assess.Falls(times[0].Result, times[1].Result, 0)
		holdsSchema(t, compare, fmt.Sprint("at random ", seed), func(w io.Writer) error { return reports.CompareJSON(w, c, falls) })
	}
}

// TestSchemaLesson checks the schema against lessons as they are saved: of a room, of
// a room in which few voted, and of one person.
func TestSchemaLesson(t *testing.T) {
	saved := schema(t, "lesson")
	before, after, alone := lessons()
	before.Lesson.Stories[0] = assess.StoryVotes{ID: before.Lesson.Stories[0].ID, Few: true}
	after.Lesson.Levels, after.Lesson.People = []questions.Level{questions.Consult, questions.Engage}, 12
	after.Lesson.Stories[1].First[assess.Unsure], after.Lesson.Stories[1].Open = 2, true
	after.Lesson.Stories[2] = assess.StoryVotes{ID: after.Lesson.Stories[2].ID}
	for name, l := range map[string]*assess.Lesson{"before": before.Lesson, "after": after.Lesson, "alone": alone.Lesson} {
		text, err := assess.EncodeLesson(l, questions.DefaultScenarios())
		if err != nil {
			t.Fatal(err)
		}
		if err := saved.Validate(asValue(t, text)); err != nil {
			t.Errorf("%s: %v in\n%s", name, err, text)
		}
	}
	for _, wrong := range []string{"guess: consult, first: {inform: 5}", "second: {inform: 5}", "first: {involve: 5}", "few: false", "few: true, first: {inform: 5}"} {
		text := "petal-lesson: 1\nscenarios: {id: participation, version: 1.0.0}\ndate: 2026-11-20\nseed: 7\nmode: room\nstories: [{id: a, " + wrong + "}]\n"
		if saved.Validate(asValue(t, []byte(text))) == nil {
			t.Errorf("a story with %q passes", wrong)
		}
	}
}

// holdsSchema checks what is written against a schema.
func holdsSchema(t *testing.T, schema *jsonschema.Schema, name string, write func(w io.Writer) error) {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(asValue(t, out.Bytes())); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// TestSchemaIsStrict checks that a schema refuses what it should: a key too many, a
// key too few, a value out of range.
func TestSchemaIsStrict(t *testing.T) {
	full := asJSON(t, fixture(t, "full"))
	for _, c := range []struct{ schema, with, instead string }{
		{"result", `"petal": 1,`, `"petal": 1, "extra": 1,`},
		{"result", `"staff_view_only": true,`, ``},
		{"result", `"level": "engage",`, `"level": "involve",`},
		{"result", `"score": 50.0,`, `"score": 500,`},
	} {
		changed := bytes.Replace(full, []byte(c.with), []byte(c.instead), 1)
		if bytes.Equal(changed, full) {
			t.Errorf("no %s to change", c.with)
		}
		if schema(t, c.schema).Validate(asValue(t, changed)) == nil {
			t.Errorf("%s instead of %s passes", c.instead, c.with)
		}
	}
	for name, text := range map[string]string{
		"answers": "petal: 1\nbank: {id: a, version: 1.0.0}\nproject: {name: X}\nround: during\ndate: 2026-11-20\ndepth: full\n" +
			"respondent: {perspective: staff}\nanswers: {who-decide: {choose: x, votes: {x: -1}}}\n",
		"bank":   "petal-bank: 1\nid: a\n",
		"policy": "petal-policy: 1\nat-least: everything\n",
	} {
		if schema(t, name).Validate(asValue(t, []byte(text))) == nil {
			t.Errorf("a wrong %s passes", name)
		}
	}
}

// TestSchemaFiles checks the schemas against the files Petal carries: the example's
// answers and the bank, also as it is shown in JSON.
func TestSchemaFiles(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "assess", "example.petal.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema(t, "answers").Validate(asValue(t, text)); err != nil {
		t.Errorf("the example: %v", err)
	}
	bank := schema(t, "bank")
	for _, id := range questions.EmbeddedBanks {
		if err := bank.Validate(asValue(t, questions.BankText(id))); err != nil {
			t.Errorf("the bank %s: %v", id, err)
		}
	}
	loaded, err := json.Marshal(questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	if err := bank.Validate(asValue(t, loaded)); err != nil {
		t.Errorf("the bank as JSON: %v", err)
	}
}

// TestSchemaPolicy checks a policy with every rule in it, and that an item or
// framework that the built-in bank does not have is refused, as Petal itself would.
func TestSchemaPolicy(t *testing.T) {
	if err := schema(t, "policy").Validate(asValue(t, []byte(everyRule))); err != nil {
		t.Error(err)
	}
	for _, wrong := range []string{"principles: {paymnt: 60}", "tips: {min: 50, skills: 20}", "our-promise: {min: 50}", "principles: {backed: true}"} {
		text := []byte("petal-policy: 1\n" + wrong + "\n")
		if schema(t, "policy").Validate(asValue(t, text)) == nil {
			t.Errorf("%s passes", wrong)
		}
		if _, err := assess.ReadPolicy("p.yaml", text, questions.Default()); err == nil {
			t.Errorf("%s: Petal itself lets it pass", wrong)
		}
	}
}

// everyRule is a policy with every rule in it.
const everyRule = `petal-policy: 1
at-least: aim
principles: {min: 50, payment: 60}
heard: {min: 50}
perspectives: [staff, lived-experience]
evidence: co-design
max-age: 180d
no-fall-since: earlier/*.petal.yaml
depth: full
bank: built-in
no-copies: true
allow-limit: {law: consult}
`

// TestSchemaPolicyOfBank checks that the schema for a bank's policies knows what
// [assess.ReadPolicy] does: the frameworks and items of that bank alone.
func TestSchemaPolicyOfBank(t *testing.T) {
	text, err := reports.PolicySchema(ownBank(t))
	if err != nil {
		t.Fatal(err)
	}
	policy := compiled(t, "policy", text)
	for _, c := range []struct {
		rules string
		right bool
	}{
		{"our-promise: {min: 50}", true},
		{"our-promise: {min: 50, no-surprises: 60}", true},
		{"at-least: engage", true},
		{"our-promise: {no-surprise: 60}", false},
		{"our-promise: {}", false},
		{"our-promise: {backed: true}", false},
		{"our-promise: {min: 101}", false},
		{"our-promises: {min: 50}", false},
		{"heard: {min: 50}", false},
		{"at-least: everything", false},
	} {
		text := []byte("petal-policy: 1\n" + c.rules + "\n")
		if err := policy.Validate(asValue(t, text)); (err == nil) != c.right {
			t.Errorf("%s: got %v, want right %v", c.rules, err, c.right)
		}
		if _, err := assess.ReadPolicy("p.yaml", text, ownBank(t)); (err == nil) != c.right {
			t.Errorf("%s: Petal itself: got %v, want right %v", c.rules, err, c.right)
		}
	}
}

// ownBank returns the smallest bank, without words for the level none; for comparison
// with the schema.
func ownBank(t *testing.T) *questions.Bank {
	t.Helper()
	text := []byte(`petal-bank: 1
id: own
version: 1.0.0
title: Own
placement: {share: 0.75, min-answered: 0.67}
levels: [{id: inform, name: A, is: a}, {id: consult, name: B, is: b}, {id: engage, name: C, is: c}, {id: co-design, name: D, is: d}, {id: co-produce, name: E, is: e}]
frameworks: [{id: our-promise, name: Our promise, items: [{id: no-surprises, name: No surprises, is: Known before.}]}]
sections:
  - id: start
    title: Start
    questions:
      - id: who-decides
        kind: placement
        ask: Who decides?
        stage: planning
        counts-towards: [our-promise/no-surprises]
        options: [{id: staff, level: none, text: Staff.}, {id: all, level: co-produce, text: All.}]
`)
	if err := schema(t, "bank").Validate(asValue(t, text)); err != nil {
		t.Errorf("the smallest bank: %v", err)
	}
	bank, err := questions.Load("own.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

// TestSchemaPatterns checks that each pattern is one that every language reads: no
// Unicode classes, which Python does not have.
func TestSchemaPatterns(t *testing.T) {
	for _, name := range reports.Schemas {
		if bytes.Contains(reports.Schema(name), []byte(`\\p{`)) {
			t.Errorf("%s has a pattern with a class of Unicode", name)
		}
	}
	answers := schema(t, "answers")
	for round, right := range map[string]bool{"before": true, "été-2027": true, "spring 2027": false, "a/b": false, "": false} {
		text := fmt.Sprintf("petal: 1\nbank: {id: a, version: 1.0.0}\nproject: {name: X}\nround: %q\ndate: 2026-11-20\ndepth: full\nrespondent: {perspective: staff}\nanswers: {}\n", round)
		if err := answers.Validate(asValue(t, []byte(text))); (err == nil) != right {
			t.Errorf("round %q: got %v, want right %v", round, err, right)
		}
	}
}

// TestSchemaBankSaysWhatEverythingIs checks that an editor can show what each key of
// a bank is for.
func TestSchemaBankSaysWhatEverythingIs(t *testing.T) {
	var whole any
	if err := json.Unmarshal(reports.Schema("bank"), &whole); err != nil {
		t.Fatal(err)
	}
	found := 0
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case []any:
			for _, each := range v {
				walk(path, each)
			}
		case map[string]any:
			properties, _ := v["properties"].(map[string]any)
			for key, p := range properties {
				found++
				if said, _ := p.(map[string]any)["description"].(string); said == "" {
					t.Errorf("%s/%s has no description", path, key)
				}
			}
			for key, each := range v {
				walk(path+"/"+key, each)
			}
		}
	}
	walk("", whole)
	if found < 60 {
		t.Errorf("%d keys looked at, want at least 60", found)
	}
}

func TestSchemaUnknown(t *testing.T) {
	for _, name := range []string{"../json", "shared", ""} {
		if got := reports.Schema(name); got != nil {
			t.Errorf("%s: got %q, want nothing", name, got)
		}
	}
}
