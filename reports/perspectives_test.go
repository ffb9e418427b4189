package reports_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// TestEveryPerspective walks all perspectives through every format: each is named,
// and each warns if nobody who uses the service is heard.
func TestEveryPerspective(t *testing.T) {
	bank := questions.Default()
	for _, p := range questions.Perspectives {
		for _, words := range []string{p.People(), p.Everybody(), p.One(), p.Short()} {
			if words == "" || words == string(p) && p != questions.Staff {
				t.Errorf("%s has no words of its own for one of its places", p)
			}
		}
		if !p.UsesService() && !p.RunsWork() {
			t.Errorf("%s neither uses the service nor runs the work", p)
		}
		a := example(t, bank)
		a.Respondent = assess.Respondent{Perspective: p, People: 6}
		for _, q := range bank.Questions() {
			if _, given := a.Given[q.ID]; !given && q.IsAskedOf(p) {
				a.Given[q.ID] = assess.Answer{Choose: q.Highest().ID}
			}
		}
		r := assess.Evaluate(bank, a)
		if want := !p.UsesService(); r.StaffViewOnly != want {
			t.Errorf("%s: staff view only is %t", p, r.StaffViewOnly)
		}
		for format := range formats {
			out := string(write(t, format, r))
			switch format {
			case ".txt", ".md", ".html", "-large.html", "-brief.txt":
				if want := "Answered by " + p.People() + " (6 people)"; !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
					t.Errorf("%s%s does not say %q", p, format, want)
				}
			case ".json":
				if !strings.Contains(out, `"perspective": "`+string(p)+`"`) {
					t.Errorf("%s is not in the JSON", p)
				}
			case ".csv":
				if !strings.Contains(out, ","+string(p)+",") {
					t.Errorf("%s is not in the CSV", p)
				}
			}
		}
	}
}

// TestSchemasKnowEveryPerspective compares each list of perspectives in a schema
// with those there are.
func TestSchemasKnowEveryPerspective(t *testing.T) {
	want := questions.PerspectiveIDs(questions.Perspectives)
	lists := 0
	var walk func(name string, v any)
	walk = func(name string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, child := range v {
				words, isList := child.([]any)
				if key != "enum" || !isList {
					walk(name, child)
					continue
				}
				var got []string
				for _, w := range words {
					if s, ok := w.(string); ok {
						got = append(got, s)
					}
				}
				if slices.Contains(got, string(questions.Carer)) {
					if lists++; !slices.Equal(got, want) {
						t.Errorf("schema of %s: %v, want %v", name, got, want)
					}
				}
			}
		case []any:
			for _, child := range v {
				walk(name, child)
			}
		}
	}
	for _, name := range reports.Schemas {
		var schema any
		if err := json.NewDecoder(bytes.NewReader(reports.Schema(name))).Decode(&schema); err != nil {
			t.Fatal(err)
		}
		walk(name, schema)
	}
	if lists < 4 {
		t.Errorf("%d lists of perspectives in the schemas, want at least 4", lists)
	}
}
