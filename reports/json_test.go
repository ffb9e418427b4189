package reports_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

func asJSON(t *testing.T, r *assess.Result) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := reports.JSON(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestJSONKeys checks that every key of the contract is there in every result: what
// is absent is null and not left out.
func TestJSONKeys(t *testing.T) {
	contract := map[string][]string{
		"": {"petal", "bank", "project", "round", "date", "depth", "claim", "aim", "limit", "staff_view_only", "placement", "frameworks",
			"evidence", "conflicts", "copies", "perspectives", "differences", "agreement", "actions", "answers", "answers_of", "voices", "private"},
		"bank":      {"id", "version", "digest", "built_in"},
		"project":   {"name", "team"},
		"placement": {"level", "placed", "at_least", "at_most", "backed_level", "answered", "asked", "held_by", "stages", "next", "gates"},
		"evidence":  {"strong", "backed", "missing"},
		"agreement": {"alpha", "raters", "units"},
	}
	for _, name := range []string{"full", "half", "unplaced"} {
		var result map[string]any
		if err := json.Unmarshal(asJSON(t, fixture(t, name)), &result); err != nil {
			t.Fatal(err)
		}
		for part, keys := range contract {
			object := result
			if part != "" {
				object = result[part].(map[string]any)
			}
			for _, key := range keys {
				if _, there := object[key]; !there {
					t.Errorf("%s: no key %s/%s", name, part, key)
				}
			}
			if len(object) != len(keys) {
				t.Errorf("%s: %q has %d keys, want %d", name, part, len(object), len(keys))
			}
		}
	}
}

// TestJSONAbsent checks that the four ways of not knowing stay apart from zero.
func TestJSONAbsent(t *testing.T) {
	bank := questions.Default()
	a := &assess.Answers{Project: assess.Project{Name: "X"}, Depth: assess.Full, Given: map[string]assess.Answer{
		"first-involved": {Choose: "part-not-told"},
		"aims":           {Choose: questions.Unknown},
		"money":          {Choose: questions.NotApplicable},
	}}
	var result struct {
		Claim     *string
		Placement struct {
			Level *string
			Next  *struct{}
		}
		Frameworks []struct {
			Score *float64
			Low   *float64
			Band  *string
		}
		Answers []struct {
			Question, Choose string
			Level            *string
			Percent          *float64
		}
	}
	if err := json.Unmarshal(asJSON(t, assess.Evaluate(bank, a)), &result); err != nil {
		t.Fatal(err)
	}
	if result.Claim != nil || result.Placement.Level != nil || result.Placement.Next != nil {
		t.Error("what is absent is not null")
	}
	if f := result.Frameworks[0]; f.Score != nil || f.Band != nil || f.Low == nil || *f.Low != 0 {
		t.Errorf("framework %+v, want no score, no band and a low of 0", f)
	}
	want := map[string]string{"first-involved": "part-not-told", "aims": "unknown", "money": "not-applicable", "who-decides": ""}
	for _, answer := range result.Answers {
		choose, named := want[answer.Question]
		if !named {
			continue
		}
		if answer.Choose != choose {
			t.Errorf("%s is %q, want %q", answer.Question, answer.Choose, choose)
		}
		if zero := answer.Percent != nil && *answer.Percent == 0 && *answer.Level == "none"; zero != (answer.Question == "first-involved") {
			t.Errorf("%s has percent %v and level %v", answer.Question, answer.Percent, answer.Level)
		}
	}
	if len(result.Answers) != len(a.Asked(bank)) {
		t.Errorf("%d answers, want one for each of the %d questions", len(result.Answers), len(a.Asked(bank)))
	}
}

// TestJSONDecimals checks that numbers have one decimal, rounded once.
func TestJSONDecimals(t *testing.T) {
	out := asJSON(t, fixture(t, "full"))
	if !bytes.Contains(out, []byte(`"percent": 66.7`)) || !bytes.Contains(out, []byte(`"percent": 50.0`)) {
		t.Error("two thirds are not 66.7, or 50 is not 50.0")
	}
	if i := slices.IndexFunc(bytes.Split(out, []byte("\n")), func(l []byte) bool { return bytes.Contains(l, []byte(".66")) }); i >= 0 {
		t.Errorf("line %d has more than one decimal", i+1)
	}
}

func BenchmarkJSON(b *testing.B) {
	r := fixture(b, "full")
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := reports.JSON(&out, r); err != nil {
			b.Fatal(err)
		}
	}
}
