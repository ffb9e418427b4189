package reports_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// storySheets returns the files of the canonical project whose name begins with
// prefix.
func storySheets(t testing.TB, prefix string) []*assess.Sheet {
	t.Helper()
	paths, err := filepath.Glob("../assess/testdata/story/" + prefix + "*.petal.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no story %q: %v", prefix, err)
	}
	var files []assess.File
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, assess.File{Name: filepath.Base(path), Text: text})
	}
	sheets, err := assess.ReadSheets(files, questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	return sheets
}

// rounds returns the canonical project over its rounds. If hostile, everything people
// wrote is text that a format might trip over.
func rounds(t testing.TB, evil bool) *assess.Comparison {
	t.Helper()
	sheets := storySheets(t, "")
	if evil {
		for _, s := range sheets {
			s.Round = "évil" + hostile["escapes"] + s.Round
			s.Project = assess.Project{Name: hostile["script"] + hostile["escapes"], Team: hostile["markdown"] + hostile["bidi"]}
			for i := range s.Actions {
				s.Actions[i] = assess.Action{Said: hostile["escapes"], Will: hostile["markdown"] + s.Actions[i].Will, Who: hostile["formula"], Needs: hostile["right"], Did: hostile["template"], Dropped: hostile["links"]}
			}
		}
	}
	times, err := assess.Times(questions.Default(), sheets)
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compare(questions.Default(), times)
}

// byPerspective returns one round of the canonical project, by perspective.
func byPerspective(t testing.TB, round string) (*assess.Result, []assess.Side) {
	t.Helper()
	sheets := storySheets(t, round)
	all, err := assess.EvaluateAll(questions.Default(), sheets)
	if err != nil {
		t.Fatal(err)
	}
	return all, assess.Sides(all)
}

// checked returns the round during of the canonical project, checked against a
// policy.
func checked(t testing.TB, round string) (*assess.Result, []assess.Verdict) {
	t.Helper()
	policy, err := assess.ReadPolicy("p.yaml", []byte("petal-policy: 1\nat-least: aim\nprinciples: {min: 40, payment: 60}\nheard: {min: 30}\n"+
		"perspectives: [staff, lived-experience]\nevidence: co-design\nmax-age: 26w\n"), questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	sheets := storySheets(t, round)
	r, err := assess.EvaluateAll(questions.Default(), sheets)
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := assess.Check(policy, r, "2026-11-20", nil)
	if err != nil {
		t.Fatal(err)
	}
	return r, verdicts
}

// TestStoryGolden checks what every document says about the canonical project.
func TestStoryGolden(t *testing.T) {
	c := rounds(t, false)
	all, sides := byPerspective(t, "during")
	failed, verdicts := checked(t, "during")
	wide, narrow := reports.Options{Width: 80}, reports.Options{Width: 40}
	date := "2026-11-20"
	for file, write := range map[string]func(w io.Writer) error{
		"story-rounds-80.txt": func(w io.Writer) error { return reports.Terminal(w, reports.Rounds(c), wide) },
		"story-rounds-40.txt": func(w io.Writer) error { return reports.Terminal(w, reports.Rounds(c), narrow) },
		"story-sides-80.txt":  func(w io.Writer) error { return reports.Terminal(w, reports.Perspectives(all, sides), wide) },
		"story-check-80.txt":  func(w io.Writer) error { return reports.Terminal(w, reports.Check(failed, verdicts), wide) },
		"story-check-40.txt":  func(w io.Writer) error { return reports.Terminal(w, reports.Check(failed, verdicts), narrow) },
		"story-check.md": func(w io.Writer) error {
			return reports.Markdown(w, reports.Check(failed, verdicts), reports.Options{})
		},
		"story-check.xml": func(w io.Writer) error { return reports.JUnit(w, failed, verdicts, date) },
	} {
		t.Run(file, func(t *testing.T) {
			var out bytes.Buffer
			if err := write(&out); err != nil {
				t.Fatal(err)
			}
			golden(t, file, out.Bytes())
		})
	}
}

// TestCheckGitHub checks that an annotation names the file and line of an answer, and
// that every failed rule comes with one before any comes with a second.
func TestCheckGitHub(t *testing.T) {
	r, verdicts := checked(t, "during")
	var out bytes.Buffer
	if err := reports.CheckGitHub(&out, r, verdicts); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	for i, want := range []string{
		"::error file=during-lived-day-centre.petal.yaml,line=14,title=petal%3A at-least::In practice, who makes the main decisions? wanted Co-design or above, which is the aim; the project is at Consult, according to people with lived experience, ",
		"::error file=during-lived-by-phone.petal.yaml,line=32,title=petal%3A principles::How do people and staff look back at how they work together? wanted at least 40 in each; too low: Skills 16.6; ",
		"::error file=during-lived-day-centre.petal.yaml,line=34,title=petal%3A principles/payment::Who writes the policy on paying people for their time?",
		"::error file=during-lived-day-centre.petal.yaml,line=34,title=petal%3A heard::Who writes the policy on paying people for their time?",
		"::error file=during-staff.petal.yaml,line=15,title=petal%3A evidence::Where did the idea for this project come from?",
	} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %s\nwant %s…", i+1, lines[i], want)
		}
	}
	if want := "::notice title=petal%3A Coming home after a stroke%2C round during::2 of 7 rules are met."; lines[len(lines)-2] != want {
		t.Errorf("the last line is %s, want %s", lines[len(lines)-2], want)
	}
}

// TestCompareFits checks that no line is wider than the terminal, at any width.
func TestCompareFits(t *testing.T) {
	c := rounds(t, true)
	all, sides := byPerspective(t, "during")
	for width := 40; width <= 100; width += 3 {
		var out bytes.Buffer
		o := reports.Options{Width: width}
		if err := reports.Terminal(&out, reports.Rounds(c), o); err != nil {
			t.Fatal(err)
		}
		if err := reports.Terminal(&out, reports.Perspectives(all, sides), o); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if w := ansi.StringWidth(strings.TrimSuffix(line, "\n")); w > width {
				t.Fatalf("%d columns of %d: %q", w, width, line)
			}
		}
	}
}

// TestCompareHostile checks that what people wrote cannot steer any format.
func TestCompareHostile(t *testing.T) {
	c := rounds(t, true)
	for _, s := range c.Times[0].Sheets {
		s.File = "a\x1b[31m::error::\n::stop-commands::x"
	}
	bank := questions.Default()
	policy, err := assess.ReadPolicy("p.yaml", []byte("petal-policy: 1\nat-least: co-produce\nprinciples: {min: 100}\n"), bank)
	if err != nil {
		t.Fatal(err)
	}
	r := c.Times[0].Result
	verdicts, err := assess.Check(policy, r, "2026-11-20", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(w io.Writer) error{
		"terminal": func(w io.Writer) error { return reports.Terminal(w, reports.Rounds(c), reports.Options{Width: 80}) },
		"markdown": func(w io.Writer) error { return reports.Markdown(w, reports.Rounds(c), reports.Options{}) },
		"html":     func(w io.Writer) error { return reports.HTML(w, reports.Rounds(c), reports.Options{}) },
		"json":     func(w io.Writer) error { return reports.CompareJSON(w, c, nil) },
		"check": func(w io.Writer) error {
			return reports.Terminal(w, reports.Check(r, verdicts), reports.Options{Width: 80})
		},
		"check markdown": func(w io.Writer) error { return reports.Markdown(w, reports.Check(r, verdicts), reports.Options{}) },
		"check json":     func(w io.Writer) error { return reports.CheckJSON(w, r, verdicts) },
		"check github":   func(w io.Writer) error { return reports.CheckGitHub(w, r, verdicts) },
		"check junit":    func(w io.Writer) error { return reports.JUnit(w, r, verdicts, "") },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, c := range out.String() {
			if c == '\x1b' || c == '\a' || c == '\u009b' || c == '\u202e' || c == '\u2066' {
				t.Errorf("%s: %U is printed", name, c)
				break
			}
		}
		if strings.Contains(out.String(), "<script") && name != "terminal" && name != "check" && !strings.HasSuffix(name, "json") && name != "check github" {
			t.Errorf("%s: a script is in it", name)
		}
		if name == "check github" {
			for line := range strings.Lines(out.String()) {
				if !strings.HasPrefix(line, "::error ") && !strings.HasPrefix(line, "::notice ") && !strings.HasPrefix(line, "::warning ") {
					t.Errorf("a line that is not a command of ours: %q", line)
				}
			}
		}
	}
}

// TestUnplacedPerspective checks that a report says so if somebody answered too
// little to count towards the level.
func TestUnplacedPerspective(t *testing.T) {
	sheets := storySheets(t, "after")
	for _, s := range sheets {
		if s.Respondent.Perspective == "carer" {
			delete(s.Given, "who-decides")
		}
	}
	r, err := assess.EvaluateAll(questions.Default(), sheets)
	if err != nil {
		t.Fatal(err)
	}
	want := "Carers answered too few questions to show what level they see. The level here leaves them out."
	if got := strings.Join(strings.Fields(string(terminal(t, r, reports.Options{Width: 80}))), " "); !strings.Contains(got, "! "+want) {
		t.Errorf("the report does not say: %s", want)
	}
}

// TestJSONIsJSON checks that absent values of comparisons and checks are null and
// lists are never so.
func TestJSONIsJSON(t *testing.T) {
	var out bytes.Buffer
	if err := reports.CompareJSON(&out, rounds(t, false), nil); err != nil {
		t.Fatal(err)
	}
	var c map[string]any
	if err := json.Unmarshal(out.Bytes(), &c); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"petal", "bank", "project", "rounds", "steps", "actions", "falls"} {
		if c[key] == nil {
			t.Errorf("%s is %v", key, c[key])
		}
	}
	if got := len(c["rounds"].([]any)); got != 3 {
		t.Errorf("%d rounds, want 3", got)
	}
}

func BenchmarkCompareHTML(b *testing.B) {
	c := rounds(b, false)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := reports.HTML(&out, reports.Rounds(c), reports.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestOnePageNamesNoGates checks that the sentence on what holds a project back reads
// as one, though the key questions themselves are next to it.
func TestOnePageNamesNoGates(t *testing.T) {
	all, _ := byPerspective(t, "during")
	var out bytes.Buffer
	if err := reports.Text(&out, reports.OnePage(all), reports.Options{}); err != nil {
		t.Fatal(err)
	}
	said := strings.Join(strings.Fields(out.String()), " ")
	const want = "What holds it below Engage: 11 of 15 answers allow Engage, and 12 are needed; the answers to two key questions do not allow it."
	if !strings.Contains(said, want) {
		t.Errorf("the page does not say %q:\n%s", want, out.String())
	}
}
