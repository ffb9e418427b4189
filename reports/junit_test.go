package reports_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

type junit struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Suite    struct {
		Name      string `xml:"name,attr"`
		Tests     int    `xml:"tests,attr"`
		Timestamp string `xml:"timestamp,attr"`
		Cases     []struct {
			Class   string `xml:"classname,attr"`
			Name    string `xml:"name,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
				Text    string `xml:",chardata"`
			} `xml:"failure"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func readJUnit(t *testing.T, r *assess.Result) junit {
	t.Helper()
	var out junit
	if err := xml.Unmarshal(write(t, ".xml", r), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestJUnitCases checks one case for the level and for each item, and what a case
// that failed says.
func TestJUnitCases(t *testing.T) {
	out := readJUnit(t, fixture(t, "full"))
	if out.Tests != 16 || len(out.Suite.Cases) != 16 || out.Suite.Tests != 16 {
		t.Errorf("%d cases, want 16: the level, ten principles and five values", len(out.Suite.Cases))
	}
	failed := 0
	for _, c := range out.Suite.Cases {
		if c.Failure != nil {
			failed++
		}
	}
	if failed != out.Failures {
		t.Errorf("%d cases failed, and %d are counted", failed, out.Failures)
	}
	level := out.Suite.Cases[0]
	if level.Class != "petal.at-least" || level.Failure == nil || level.Failure.Message != "wanted Co-design or above; the project is at Engage" {
		t.Errorf("the level's case is %+v", level)
	}
	want := "The smallest change that would reach Co-design: 2 answers.\nLook at:\n" +
		"- who-decides: In practice, who makes the main decisions? Staff decide after open talks with people, held before there is a plan.\n"
	if !strings.HasPrefix(level.Failure.Text, want) {
		t.Errorf("it says %q, want %q first", level.Failure.Text, want)
	}
	if out.Suite.Timestamp != "2026-11-21T00:00:00" {
		t.Errorf("at %q", out.Suite.Timestamp)
	}
}

// TestJUnitReadsLow checks that what is not known does not help.
func TestJUnitReadsLow(t *testing.T) {
	for _, c := range readJUnit(t, fixture(t, "full")).Suite.Cases {
		if c.Name == "principles/payment" { // a score of 66.7, and a low of 33.3
			if c.Failure == nil || c.Failure.Message != "wanted at least 50; it is 33.3" {
				t.Errorf("payment: %+v, want a failure at 33.3", c.Failure)
			}
		}
	}
}

// TestJUnitUnplaced checks that a project without a level fails its level, with the
// reason and the questions that are open.
func TestJUnitUnplaced(t *testing.T) {
	r := fixture(t, "unplaced")
	aim := questions.Inform
	r.Aim = &aim
	level := readJUnit(t, r).Suite.Cases[0]
	if level.Failure == nil ||
		!strings.HasPrefix(level.Failure.Message, "wanted Inform or above; the project has no level yet, only a range from \"Not yet informing\" to ") {
		t.Fatalf("the level's case is %+v", level)
	}
	if !strings.Contains(level.Failure.Text, "- who-decides: In practice, who makes the main decisions? [we do not know yet]\n") {
		t.Errorf("it says %q", level.Failure.Text)
	}
}

// TestJUnitHostile checks that a suite named by anybody is still XML.
func TestJUnitHostile(t *testing.T) {
	r := fixture(t, "hostile")
	r.Project.Name += "]]>\ufffe\xff"
	out := readJUnit(t, r)
	if want := "petal: " + hostile["script"] + " " + hostile["formula"] + "]]>\ufffd (staff view only)"; out.Suite.Name != want {
		t.Errorf("got %q, want %q", out.Suite.Name, want)
	}
}
