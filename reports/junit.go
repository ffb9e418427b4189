package reports

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
)

// JUnit writes verdicts as test cases, one for each rule, for tools that show test
// results. A failed case says what was wanted, what was found and which answers to
// look at. date is the day of the run, such as 2026-11-20, or "".
func JUnit(w io.Writer, r *assess.Result, verdicts []assess.Verdict, date string) error {
	suite := junitSuite{Name: "petal: " + prose.Clean(r.Project.Name), Tests: len(verdicts)}
	if r.StaffViewOnly {
		suite.Name += " (staff view only)"
	}
	if r.LeftOut != nil {
		suite.Name += " (private copy)"
	}
	if date != "" {
		suite.Timestamp = date + "T00:00:00"
	}
	for _, v := range verdicts {
		c := junitCase{Class: "petal." + junitGroup(v.Rule), Name: prose.Clean(v.Rule)}
		if !v.Passed {
			suite.Failures++
			c.Failure = &junitFailure{
				Message: prose.Clean(fmt.Sprintf("wanted %s; %s", v.Want, v.Got)),
				Type:    "threshold",
				Text:    prose.Clean(junitDetail(r, v)),
			}
		}
		suite.Cases = append(suite.Cases, c)
	}
	all := junitSuites{Name: "petal", Tests: suite.Tests, Failures: suite.Failures, Suites: []junitSuite{suite}}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name      string      `xml:"name,attr"`
	Tests     int         `xml:"tests,attr"`
	Failures  int         `xml:"failures,attr"`
	Timestamp string      `xml:"timestamp,attr,omitempty"`
	Cases     []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitFailure `xml:"failure,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",cdata"`
}

// junitGroup returns the first word of a rule, which tools use to group cases.
func junitGroup(rule string) string {
	group, _, _ := strings.Cut(strings.FieldsFunc(rule+" ", func(r rune) bool { return r == ' ' || r == ':' })[0], "/")
	return group
}

// junitDetail returns what helps a person to fix what failed.
func junitDetail(r *assess.Result, v assess.Verdict) string {
	var out strings.Builder
	if v.Say != "" {
		out.WriteString(v.Say + "\n")
	}
	if len(v.Look) > 0 || len(v.At) > 0 {
		out.WriteString("Look at:\n")
	}
	for _, place := range places(r, v) {
		out.WriteString("- " + place.String() + "\n")
	}
	if len(v.At) > 0 {
		return out.String()
	}
	for _, id := range v.Look {
		q := r.Bank.Question(id)
		if q == nil {
			out.WriteString("- " + id + "\n")
			continue
		}
		fmt.Fprintf(&out, "- %s: %s %s\n", id, q.Ask.In(r.Round), answerText(r.Line(q)))
	}
	return out.String()
}
