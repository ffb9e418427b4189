package reports_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/reports"
)

// planned returns what was promised in two projects. If hostile, everything people
// wrote is text that a format might trip over.
func planned(t testing.TB, evil bool) *assess.Plan {
	t.Helper()
	sheets := storySheets(t, "")
	other := *sheets[0].Answers
	other.Project = assess.Project{Name: "Parking for carers"}
	other.Actions = []assess.Action{
		{Will: "Paint six bays blue", Needs: "£200 for paint", Who: "Ravi", By: "2026-11-21"},
		{Will: "Ask the council for a bus", Said: "Nobody with a frame can walk up that hill"},
		{Will: "Hire the field", By: "2026-05-01", Dropped: "The field is sold"},
	}
	sheets = append(sheets, &assess.Sheet{File: "other", Answers: &other})
	if evil {
		for i, s := range sheets {
			s.Project = assess.Project{Name: hostile["script"] + hostile["escapes"] + fmt.Sprint(i%2), Team: hostile["markdown"] + hostile["bidi"]}
			for i := range s.Actions {
				a := &s.Actions[i]
				a.Said, a.Will, a.Who, a.Needs, a.Did = hostile["escapes"], hostile["markdown"]+a.Will, hostile["formula"], hostile["right"], hostile["template"]
				if a.Dropped != "" {
					a.Dropped = hostile["links"]
				}
			}
		}
	}
	return assess.NewPlan(sheets, written)
}

// planFormats lists every way of writing a plan.
var planFormats = map[string]func(io.Writer, *assess.Plan) error{
	".txt": func(w io.Writer, p *assess.Plan) error {
		return reports.Terminal(w, reports.Plan(p), reports.Options{Width: 80})
	},
	".md": func(w io.Writer, p *assess.Plan) error {
		return reports.Markdown(w, reports.Plan(p), reports.Options{Date: written})
	},
	".html": func(w io.Writer, p *assess.Plan) error {
		return reports.HTML(w, reports.Plan(p), reports.Options{Date: written})
	},
	".json": reports.PlanJSON,
	".csv":  func(w io.Writer, p *assess.Plan) error { return reports.PlanCSV(w, p, false) },
}

func TestPlanGolden(t *testing.T) {
	for format, write := range planFormats {
		var out bytes.Buffer
		if err := write(&out, planned(t, false)); err != nil {
			t.Fatal(err)
		}
		golden(t, "plan"+format, out.Bytes())
	}
}

// TestPlanObeysNothing checks that a plan shows what people wrote without acting on
// it, in every format.
func TestPlanObeysNothing(t *testing.T) {
	for format, write := range planFormats {
		var out bytes.Buffer
		if err := write(&out, planned(t, true)); err != nil {
			t.Fatal(err)
		}
		if format == ".csv" {
			out = *bytes.NewBuffer(bytes.ReplaceAll(out.Bytes(), []byte("\r\n"), []byte("\n")))
		}
		if err := plainText(out.Bytes()); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		for _, unwanted := range map[string][]string{".html": {"<script", "<img", "<b>bold"}, ".md": {"<script", "<img", "<b>bold", "[link](http"}, ".csv": {",="}}[format] {
			if strings.Contains(out.String(), unwanted) {
				t.Errorf("%s holds %q", format, unwanted)
			}
		}
	}
}

// TestPlanCounts checks that every format shows the same actions in the same order,
// and that JSON counts them.
func TestPlanCounts(t *testing.T) {
	p := planned(t, false)
	var out bytes.Buffer
	if err := reports.PlanJSON(&out, p); err != nil {
		t.Fatal(err)
	}
	var told struct {
		Count   map[string]int
		Actions []struct{ Will, State string }
	}
	if err := json.Unmarshal(out.Bytes(), &told); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, a := range told.Actions {
		want = append(want, a.State+" "+a.Will)
	}
	if got := told.Count; got["overdue"] != 1 || got["open"] != 3 || got["done"] != 5 || got["dropped"] != 1 || len(want) != 10 {
		t.Errorf("counts %v of %d actions", got, len(want))
	}
	out.Reset()
	if err := reports.PlanCSV(&out, p, true); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows[1:] {
		got = append(got, row[0]+" "+row[2])
	}
	if !slices.Equal(got, want) {
		t.Errorf("csv tells %q, json %q", got, want)
	}
}

// TestPlanSchema checks the schema against plans with every kind of action, with hostile
// words and with nothing to list, and checks that it refuses a key that is missing or
// new.
func TestPlanSchema(t *testing.T) {
	actions := schema(t, "actions")
	for name, p := range map[string]*assess.Plan{
		"whole":   planned(t, false),
		"hostile": planned(t, true),
		"empty":   planned(t, false).Only(func(assess.Planned) bool { return false }),
		"no file": assess.NewPlan(nil, written),
	} {
		holdsSchema(t, actions, name, func(w io.Writer) error { return reports.PlanJSON(w, p) })
	}
	var out bytes.Buffer
	if err := reports.PlanJSON(&out, planned(t, false)); err != nil {
		t.Fatal(err)
	}
	for with, instead := range map[string]string{
		`"state": "overdue",`:            `"state": "late",`,
		`"needs": "£200 for paint",`:     ``,
		`"who": "Ravi",`:                 `"who": "Ravi", "phone": null,`,
		`"by": "2026-11-21",`:            `"by": "21 November",`,
		`"dropped": "The field is sold"`: `"dropped": true`,
	} {
		changed := bytes.Replace(out.Bytes(), []byte(with), []byte(instead), 1)
		if bytes.Equal(changed, out.Bytes()) {
			t.Errorf("no %s to change", with)
		}
		if actions.Validate(asValue(t, changed)) == nil {
			t.Errorf("%s instead of %s passes", instead, with)
		}
	}
}

// TestPlanOfNothing checks that a plan without actions says so.
func TestPlanOfNothing(t *testing.T) {
	sheets := storySheets(t, "")
	for _, s := range sheets {
		s.Actions = nil
	}
	var out bytes.Buffer
	if err := reports.Text(&out, reports.Plan(assess.NewPlan(sheets, written)), reports.Options{}); err != nil {
		t.Fatal(err)
	}
	want := "Coming home after a stroke\nCommunity stroke team, Tidewell\nOn 21 November 2026. 0 actions.\n\nThere are no actions to show.\n"
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
