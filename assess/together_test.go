package assess_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// sheetOf returns a file of the round "during" that answers q1, q2, … with the
// levels.
func sheetOf(file, perspective string, levels ...int) *assess.Sheet {
	a := answersOf(levels)
	a.Project.Name, a.Round, a.Date = "Letters", "during", "2026-11-20"
	a.Respondent.Perspective = questions.Perspective(perspective)
	return &assess.Sheet{File: file, Answers: a}
}

func together(t testing.TB, bank *questions.Bank, sheets ...*assess.Sheet) *assess.Result {
	t.Helper()
	r, err := assess.EvaluateAll(bank, sheets)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// four returns the levels of a project at that level by all of four questions.
func four(level int) []int { return []int{level, level, level, level} }

func TestLowestPerspectiveDecides(t *testing.T) {
	bank := bankOf(1, 3)
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   string
		by     []string // perspective and level, in order
	}{
		{"one file", []*assess.Sheet{sheetOf("a", "staff", four(4)...)}, "co-design", []string{"staff co-design"}},
		{"staff and carers", []*assess.Sheet{sheetOf("a", "staff", four(4)...), sheetOf("b", "carer", four(2)...)},
			"consult", []string{"carer consult", "staff co-design"}},
		{"however many staff", []*assess.Sheet{sheetOf("a", "staff", four(5)...), sheetOf("b", "staff", four(5)...), sheetOf("c", "staff", four(5)...), sheetOf("d", "carer", four(1)...)},
			"inform", []string{"carer inform", "staff co-produce"}},
		{"the lower of two", []*assess.Sheet{sheetOf("a", "carer", four(4)...), sheetOf("b", "carer", four(2)...)},
			"consult", []string{"carer consult"}},
		{"the middle of three", []*assess.Sheet{sheetOf("a", "carer", four(5)...), sheetOf("b", "carer", four(0)...), sheetOf("c", "carer", four(3)...)},
			"engage", []string{"carer engage"}},
		{"a file that cannot be placed is passed over", []*assess.Sheet{sheetOf("a", "carer", unanswered, unanswered, unanswered, 0), sheetOf("b", "carer", four(3)...)},
			"engage", []string{"carer engage"}},
		{"a perspective that cannot be placed has no level", []*assess.Sheet{sheetOf("a", "carer", unknown, unknown, 0, 0), sheetOf("b", "staff", four(4)...)},
			"co-design", []string{"carer -", "staff co-design"}},
		{"nothing can be placed", []*assess.Sheet{sheetOf("a", "carer", unknown, unknown, 0, 0), sheetOf("b", "staff", unknown, 3, 3, unknown)},
			"-", []string{"carer -", "staff -"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := together(t, bank, c.sheets...)
			if got := levelWord(r.Placement.Level); got != c.want {
				t.Errorf("the project is at %s, want %s", got, c.want)
			}
			var by []string
			for _, p := range r.Perspectives {
				by = append(by, string(p.Perspective)+" "+levelWord(p.Level))
			}
			if !slices.Equal(by, c.by) {
				t.Errorf("perspectives %v, want %v", by, c.by)
			}
		})
	}
}

// TestNothingPlacedShowsTheLeast checks that the range of a project without any level
// is that of the perspective that allows the least.
func TestNothingPlacedShowsTheLeast(t *testing.T) {
	r := together(t, bankOf(1, 3), sheetOf("a", "staff", unknown, 5, 5, 5), sheetOf("b", "carer", 0, unanswered, unanswered, unanswered))
	if got, want := fmt.Sprintf("%s to %s", r.Placement.AtLeast, r.Placement.AtMost), "none to none"; got != want {
		t.Errorf("range %s, want %s", got, want)
	}
}

func TestStaffViewOnly(t *testing.T) {
	for _, c := range []struct {
		perspectives string
		want         bool
	}{
		{"staff", true}, {"partner", true}, {"staff partner", true}, {"carer", false}, {"lived-experience", false},
		{"mixed", false}, {"staff staff carer", false}, {"partner mixed", false},
	} {
		var sheets []*assess.Sheet
		for i, p := range strings.Fields(c.perspectives) {
			sheets = append(sheets, sheetOf(fmt.Sprint(i), p, four(3)...))
		}
		if got := together(t, bankOf(1, 3), sheets...).StaffViewOnly; got != c.want {
			t.Errorf("%s: staff view only is %t, want %t", c.perspectives, got, c.want)
		}
	}
}

// TestScoresTogether works out by hand an item that three staff score 100 and one
// carer 20: each perspective counts the same, so it is 60 and not 80.
func TestScoresTogether(t *testing.T) {
	r := together(t, bankOf(1, 3),
		sheetOf("a", "staff", four(5)...), sheetOf("b", "staff", four(5)...), sheetOf("c", "staff", four(5)...), sheetOf("d", "carer", four(1)...))
	item := r.Frameworks[0].Items[0]
	if *item.Known != 60 || *item.Low != 60 || *item.High != 60 || item.Answered != 16 || item.Asked != 16 {
		t.Errorf("score %v, low %v, high %v of %d/%d; want 60 each of 16/16", *item.Known, *item.Low, *item.High, item.Answered, item.Asked)
	}
	if got := *r.Frameworks[0].Known; got != 60 {
		t.Errorf("the framework scores %v, want 60", got)
	}
	// Half of the carer's answers are open: between 10 and 60, known as 20.
	r = together(t, bankOf(1, 3), sheetOf("a", "staff", four(5)...), sheetOf("d", "carer", 1, 1, unknown, unanswered))
	item = r.Frameworks[0].Items[0]
	if *item.Known != 60 || *item.Low != 55 || *item.High != 80 {
		t.Errorf("score %v, low %v, high %v; want 60, 55, 80", *item.Known, *item.Low, *item.High)
	}
}

// TestDifferences checks the gap between the lower medians, and the widest first.
func TestDifferences(t *testing.T) {
	r := together(t, bankOf(1, 3),
		sheetOf("a", "staff", 4, 3, 5, 5), sheetOf("b", "staff", 4, 5, 5, 5), sheetOf("c", "carer", 4, 2, 0, unknown))
	var got []string
	for _, d := range r.Differences {
		line := fmt.Sprintf("%s %v", d.Question.ID, d.Gap)
		for _, v := range d.By {
			line += fmt.Sprintf(" %s=%v", v.Perspective, v.Percent)
		}
		got = append(got, line)
	}
	want := []string{"q3 100 carer=0 staff=100", "q2 20 carer=40 staff=60", "q1 0 carer=80 staff=80"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestHeading checks what the heading says about several files: the promises are the
// staff's, the date is the latest, and what differs is absent.
func TestHeading(t *testing.T) {
	engage, design := questions.Engage, questions.CoDesign
	a, b, c := sheetOf("a", "staff", four(3)...), sheetOf("b", "carer", four(2)...), sheetOf("c", "partner", four(4)...)
	a.Aim, a.Claim, a.Limit, a.Project.Team = &design, &design, "law", "Ward 7"
	b.Aim, b.Claim, b.Date, b.Depth, b.Project.Team = &engage, nil, "2026-12-01", assess.Short, "Ward 8"
	c.Limit, c.Claim = "none", &engage
	a.Actions = []assess.Action{{Said: "Too long", Will: "Cut the letter"}}
	b.Actions = []assess.Action{{Will: "Ring people"}, {Said: "too long", Will: "cut  the letter", Done: true, Did: "Half as long"}}
	got := together(t, bankOf(1, 3), c, b, a).Heading
	if got.Aim == nil || *got.Aim != design || got.Claim == nil || *got.Claim != design || got.Limit != "law" {
		t.Errorf("aim %v, claim %v, limit %q; want those of staff", got.Aim, got.Claim, got.Limit)
	}
	if got.Date != "2026-12-01" || got.Depth != "" || got.Project.Team != "" {
		t.Errorf("date %q, depth %q, team %q; want the latest date, and nothing of what differs", got.Date, got.Depth, got.Project.Team)
	}
	want := []assess.Action{{Said: "Too long", Will: "Cut the letter", Done: true, Did: "Half as long"}, {Will: "Ring people"}}
	if !reflect.DeepEqual(got.Actions, want) {
		t.Errorf("actions %+v, want %+v", got.Actions, want)
	}
	b.Aim = &design
	if got := together(t, bankOf(1, 3), b, c).Aim; got == nil || *got != design {
		t.Errorf("without staff the aim is %v, want what all say", got)
	}
}

// story returns the files of the canonical project whose name begins with prefix, by
// the name of the file.
func story(t testing.TB, prefix string) []*assess.Sheet {
	t.Helper()
	paths, err := filepath.Glob("testdata/story/" + prefix + "*.petal.yaml")
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

// TestSpellings checks that files belong together if their projects and rounds differ
// only in case and spaces, whatever the order, and that a round has Petal's spelling.
func TestSpellings(t *testing.T) {
	sheets := story(t, "during")
	want := together(t, questions.Default(), story(t, "during")...).Placement
	for i, s := range sheets {
		s.Project.Name = []string{"Coming home after a stroke", "COMING HOME AFTER A STROKE", "Coming  home after a stroke "}[i%3]
		s.Round = []string{"During", "during", "DURING"}[i%3]
	}
	r := together(t, questions.Default(), sheets...)
	if r.Round != "during" || *r.Placement.Level != *want.Level {
		t.Errorf("round %q at %s; want during at %s", r.Round, *r.Placement.Level, *want.Level)
	}
	times, err := assess.Times(questions.Default(), append(sheets, story(t, "after")...))
	if err != nil {
		t.Fatal(err)
	}
	if len(times) != 2 || times[0].Round != "during" {
		t.Errorf("%d times, the first %q; want during and after", len(times), times[0].Round)
	}
}

// TestMixUps checks that files that do not make up one assessment are refused, and
// that the error names the odd one, its line and the command that was probably meant.
func TestMixUps(t *testing.T) {
	const head = "petal: 1\nbank: {id: %s, version: %s}\nproject: {name: %q}\nround: %s\ndate: 2026-11-20\ndepth: short\nrespondent: {perspective: staff}\nanswers: {}\n"
	file := func(name, bank, version, project, round string) assess.File {
		return assess.File{Name: name, Text: fmt.Appendf(nil, head, bank, version, project, round)}
	}
	good := func(name string) assess.File { return file(name, "co-production", "1.0.0", "Letters", "during") }
	for _, c := range []struct {
		name  string
		files []assess.File
		want  []string
	}{
		{"another project", []assess.File{file("x", "co-production", "1.0.0", "Meals", "during"), good("a"), good("b")},
			[]string{`x:3:17: the project is "Meals" here and "Letters" in 2 other files; an assessment covers one project, so leave this file out and run petal report on it alone`}},
		{"another round", []assess.File{good("a"), file("x", "co-production", "1.0.0", "Letters", "after"), good("b")},
			[]string{`x:4:8: the round is "after" here and "during" in 2 other files; an assessment covers one round, so leave this file out, or use petal compare to compare rounds`}},
		{"another bank", []assess.File{good("a"), file("x", "ours", "1.0.0", "Letters", "during")},
			[]string{`x:2:7: these answers are for the bank "ours", version 1.0.0, but most of the others are for "co-production", version 1.0.0; ` +
				`answers to different questions cannot be combined; leave this file out and read it alone, with its own --bank`}},
		{"another major version", []assess.File{good("a"), file("x", "co-production", "2.0.0", "Letters", "during")},
			[]string{`x:2:7: these answers are for the bank "co-production", version 2.0.0, but most of the others are for "co-production", version 1.0.0; ` +
				`answers to different questions cannot be combined; leave this file out and read it alone, with its own --bank`}},
		{"mistakes in two files", []assess.File{{Name: "a", Text: []byte("petal: one")}, good("b"), {Name: "c", Text: nil}},
			[]string{`a:1:1: "bank" is missing here`, `a:1:1: "answers" is missing here`, `a:1:8: this must be a whole number from 1 to 999, but it is "one"`, `c: the file is empty`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			sheets, err := assess.ReadSheets(c.files, questions.Default())
			if err == nil {
				_, err = assess.EvaluateAll(questions.Default(), sheets)
			}
			if err == nil {
				t.Fatal("they are put together")
			}
			got := strings.Split(err.Error(), "\n")
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestAlphaOfKrippendorff checks agreement against the worked example of
// Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), which is also in
// Hayes and Krippendorff (2007): four observers, twelve units, values from 1 to 5,
// values missing. Its ordinal alpha is 0.815.
func TestAlphaOfKrippendorff(t *testing.T) {
	const m = unknown
	bank := bankOf(1, 11)
	r := together(t, bank,
		sheetOf("a", "staff", 1, 2, 3, 3, 2, 1, 4, 1, 2, m, m, m),
		sheetOf("b", "staff", 1, 2, 3, 3, 2, 2, 4, 1, 2, 5, m, 3),
		sheetOf("c", "carer", m, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, m),
		sheetOf("d", "mixed", 1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, m))
	if r.Agreement.Alpha == nil {
		t.Fatal("alpha is not defined")
	}
	if got := math.Round(*r.Agreement.Alpha*1000) / 1000; got != 0.815 {
		t.Errorf("alpha %v, want 0.815", got)
	}
	if r.Agreement.Raters != 4 || r.Agreement.Units != 11 {
		t.Errorf("%d raters, %d units; want 4 and the 11 that two observers rated", r.Agreement.Raters, r.Agreement.Units)
	}
}

func TestAlpha(t *testing.T) {
	bank := bankOf(1, 3)
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   string
	}{
		{"one rater", []*assess.Sheet{sheetOf("a", "staff", 1, 2, 3, 4)}, "absent"},
		{"no unit with two answers", []*assess.Sheet{sheetOf("a", "staff", 1, 2, unknown, unknown), sheetOf("b", "staff", unknown, unknown, 3, 4)}, "absent"},
		{"no variation", []*assess.Sheet{sheetOf("a", "staff", four(3)...), sheetOf("b", "carer", four(3)...)}, "absent"},
		{"full agreement", []*assess.Sheet{sheetOf("a", "staff", 1, 2, 3, 4), sheetOf("b", "carer", 1, 2, 3, 4)}, "1.000"},
		// By hand: each of 0 and 5 comes 4 times, so the ranks 0 and 5 are 4 apart. All
		// four pairs disagree. 1 - (8-1)·4·16/(4·4·16) = -0.75.
		{"full disagreement", []*assess.Sheet{sheetOf("a", "staff", 0, 5, 0, 5), sheetOf("b", "carer", 5, 0, 5, 0)}, "-0.750"},
	} {
		got := "absent"
		if alpha := together(t, bank, c.sheets...).Agreement.Alpha; alpha != nil {
			got = fmt.Sprintf("%.3f", *alpha)
		}
		if got != c.want {
			t.Errorf("%s: alpha %s, want %s", c.name, got, c.want)
		}
	}
}

// drawSheets returns several files with two gates that may leave anything open.
func drawSheets(t *rapid.T, others int) []*assess.Sheet {
	const gates = 2
	n := rapid.IntRange(1, 6).Draw(t, "files")
	var sheets []*assess.Sheet
	for i := range n {
		levels := rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 2, 3, 4, 5, unknown, unanswered}), gates, gates).Draw(t, "gates")
		rest := rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 2, 3, 3, 4, 4, 5, unknown, exempt, unanswered}), others, others).Draw(t, "others")
		s := sheetOf(fmt.Sprint(i), string(rapid.SampledFrom(questions.Perspectives).Draw(t, "perspective")), append(levels, rest...)...)
		s.Respondent.People = rapid.IntRange(0, 9).Draw(t, "people")
		sheets = append(sheets, s)
	}
	return sheets
}

// TestLawOrderOfFiles checks that the order the files come in changes nothing.
func TestLawOrderOfFiles(t *testing.T) {
	bank := bankOf(2, 8)
	rapid.Check(t, func(t *rapid.T) {
		sheets := drawSheets(t, 8)
		want, err := assess.EvaluateAll(bank, sheets)
		if err != nil {
			t.Fatal(err)
		}
		got, err := assess.EvaluateAll(bank, rapid.Permutation(sheets).Draw(t, "order"))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	})
}

// TestLawTogether checks what must be true of every assessment of several files.
func TestLawTogether(t *testing.T) {
	bank := bankOf(2, 8)
	rapid.Check(t, func(t *rapid.T) {
		sheets := drawSheets(t, 8)
		r, err := assess.EvaluateAll(bank, sheets)
		if err != nil {
			t.Fatal(err)
		}
		p := r.Placement
		files, people := 0, 0
		for _, view := range r.Perspectives {
			files, people = files+view.Files, people+view.People
			if view.Level != nil && p.Level == nil {
				t.Fatalf("%s is at %s and the project has no level", view.Perspective, *view.Level)
			}
			if view.Level != nil && *view.Level < *p.Level {
				t.Fatalf("the project is at %s, above %s at %s", *p.Level, view.Perspective, *view.Level)
			}
		}
		if files != len(sheets) || people < files {
			t.Fatalf("%d files and %d people in the perspectives, of %d files", files, people, len(sheets))
		}
		if p.Level != nil && (*p.Level < p.AtLeast || *p.Level > p.AtMost) {
			t.Fatalf("level %s outside %s to %s", *p.Level, p.AtLeast, p.AtMost)
		}
		everybody := func(framework, item int) bool { // has a score: one who has none is absent from the mean, and not from its range
			return !slices.ContainsFunc(sheets, func(s *assess.Sheet) bool {
				return assess.Evaluate(bank, s.Answers).Frameworks[framework].Items[item].Known == nil
			})
		}
		for nf, f := range r.Frameworks {
			for ni, i := range f.Items {
				if i.Known != nil && everybody(nf, ni) && (*i.Low > *i.Known+1e-9 || *i.Known > *i.High+1e-9) {
					t.Fatalf("score %v outside %v to %v", *i.Known, *i.Low, *i.High)
				}
			}
		}
		for i, d := range r.Differences {
			if len(d.By) < 2 || d.Gap < 0 || d.Gap > 100 || i > 0 && d.Gap > r.Differences[i-1].Gap {
				t.Fatalf("difference %d: gap %v among %d", i, d.Gap, len(d.By))
			}
		}
		if a := r.Agreement.Alpha; a != nil && *a > 1+1e-9 {
			t.Fatalf("alpha %v", *a)
		}
	})
}

// TestLawPerfectAgreement checks that raters who all say the same agree fully, as
// long as the units vary at all.
func TestLawPerfectAgreement(t *testing.T) {
	bank := bankOf(1, 7)
	rapid.Check(t, func(t *rapid.T) {
		levels := rapid.SliceOfN(rapid.IntRange(0, 5), 8, 8).Draw(t, "levels")
		var sheets []*assess.Sheet
		for i := range rapid.IntRange(2, 9).Draw(t, "raters") {
			sheets = append(sheets, sheetOf(fmt.Sprint(i), "carer", levels...))
		}
		r, err := assess.EvaluateAll(bank, sheets)
		if err != nil {
			t.Fatal(err)
		}
		varied := slices.Max(levels) != slices.Min(levels)
		switch alpha := r.Agreement.Alpha; {
		case varied && (alpha == nil || math.Abs(*alpha-1) > 1e-9):
			t.Fatalf("alpha %v, want 1", alpha)
		case !varied && alpha != nil:
			t.Fatalf("alpha %v of answers that do not vary", *alpha)
		}
	})
}

// TestLawMoreVoicesNeverLift checks that asking one more perspective can only lower
// the level of a project or leave it the same.
func TestLawMoreVoicesNeverLift(t *testing.T) {
	bank := bankOf(1, 3)
	level := rapid.IntRange(0, 5)
	rapid.Check(t, func(t *rapid.T) {
		staff := sheetOf("a", "staff", rapid.SliceOfN(level, 4, 4).Draw(t, "staff")...)
		carer := sheetOf("b", "carer", rapid.SliceOfN(level, 4, 4).Draw(t, "carer")...)
		alone, err := assess.EvaluateAll(bank, []*assess.Sheet{staff})
		if err != nil {
			t.Fatal(err)
		}
		both, err := assess.EvaluateAll(bank, []*assess.Sheet{staff, carer})
		if err != nil {
			t.Fatal(err)
		}
		if *both.Placement.Level > *alone.Placement.Level {
			t.Fatalf("%s with carers, %s without", *both.Placement.Level, *alone.Placement.Level)
		}
	})
}

// BenchmarkFifty is fifty respondents who answered the whole default bank.
func BenchmarkFifty(b *testing.B) {
	bank := questions.Default()
	var sheets []*assess.Sheet
	for i := range 50 {
		a := &assess.Answers{Project: assess.Project{Name: "X"}, Round: "during", Date: "2026-11-20", Depth: assess.Full, Given: map[string]assess.Answer{}}
		a.Respondent.Perspective = questions.Perspectives[i%4]
		for j, q := range bank.Questions() {
			a.Given[q.ID] = assess.Answer{Choose: q.Options[(i*7+j*3)%len(q.Options)].ID}
		}
		sheets = append(sheets, &assess.Sheet{File: fmt.Sprint(i), Answers: a})
	}
	b.ResetTimer()
	for b.Loop() {
		if _, err := assess.EvaluateAll(bank, sheets); err != nil {
			b.Fatal(err)
		}
	}
}
