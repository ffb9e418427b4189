package reports_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(reports.Schema(name)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(name, text); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return compiled
}

// asValue is YAML, or JSON, as the values a schema is held against.
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

// TestSchemaResult holds the schema against every result.
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

// TestSchemaIsStrict holds that a schema refuses what it should: a key too many,
// a key too few, a value out of range.
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

// TestSchemaFiles holds the schemas against the files Petal carries: the
// example's answers and the bank, also as it is shown in JSON.
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

// TestSchemaPolicy holds a policy with every rule in it.
func TestSchemaPolicy(t *testing.T) {
	policy := `
petal-policy: 1
at-least: aim
principles: {min: 50, payment: 60}
heard: {min: 50}
perspectives: [staff, lived-experience]
evidence: co-design
max-age: 180d
no-fall-since: earlier/*.petal.yaml
allow-limit: [law]
`
	if err := schema(t, "policy").Validate(asValue(t, []byte(policy))); err != nil {
		t.Error(err)
	}
}

func TestSchemaUnknown(t *testing.T) {
	if got := reports.Schema("../json"); got != nil {
		t.Errorf("got %q, want nothing", got)
	}
}
