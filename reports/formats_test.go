package reports_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

const written = "2026-11-21"

// formats is every way of writing a result, by the name its golden files end in.
var formats = map[string]func(io.Writer, *assess.Result) error{
	".html": func(w io.Writer, r *assess.Result) error {
		return reports.HTML(w, reports.Report(r), reports.Options{Date: written})
	},
	"-page.html": func(w io.Writer, r *assess.Result) error {
		return reports.HTML(w, reports.OnePage(r), reports.Options{Date: written})
	},
	"-slide.html": func(w io.Writer, r *assess.Result) error {
		return reports.HTML(w, reports.Slide(r), reports.Options{Date: written})
	},
	"-page.md": func(w io.Writer, r *assess.Result) error {
		return reports.Markdown(w, reports.OnePage(r), reports.Options{Date: written})
	},
	"-page.txt": func(w io.Writer, r *assess.Result) error {
		return reports.Terminal(w, reports.OnePage(r), reports.Options{Width: 80})
	},
	"-easy.html": func(w io.Writer, r *assess.Result) error {
		return reports.HTML(w, reports.Easy(r), reports.Options{Date: written})
	},
	"-large.html": func(w io.Writer, r *assess.Result) error {
		return reports.HTML(w, reports.Report(r), reports.Options{LargePrint: true, View: reports.Ladder, Date: written})
	},
	".md": func(w io.Writer, r *assess.Result) error {
		return reports.Markdown(w, reports.Report(r), reports.Options{Date: written})
	},
	"-easy.md": func(w io.Writer, r *assess.Result) error {
		return reports.Markdown(w, reports.Easy(r), reports.Options{View: reports.Ladder})
	},
	".json":       reports.JSON,
	".csv":        func(w io.Writer, r *assess.Result) error { return reports.CSV(w, r, false) },
	".svg":        func(w io.Writer, r *assess.Result) error { return reports.SVG(w, r, reports.Flower) },
	"-ladder.svg": func(w io.Writer, r *assess.Result) error { return reports.SVG(w, r, reports.Ladder) },
	".xml": func(w io.Writer, r *assess.Result) error {
		if r.LeftOut != nil { // what a policy asks about is not in it
			return reports.JUnit(w, r, nil, written)
		}
		verdicts, err := assess.Check(assess.PolicyFor(r, r, r.Aim, 50), r, "2026-11-20", nil)
		if err != nil {
			return err
		}
		return reports.JUnit(w, r, verdicts, written)
	},
	"-brief.txt": func(w io.Writer, r *assess.Result) error {
		return reports.Terminal(w, reports.Brief(r), reports.Options{Width: 80})
	},
	".txt": func(w io.Writer, r *assess.Result) error {
		return reports.Terminal(w, reports.Report(r), reports.Options{Width: 80})
	},
}

func write(t testing.TB, format string, r *assess.Result) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := formats[format](&out, r); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return out.Bytes()
}

// TestFormatsGolden keeps one page of each format, so that anyone who changes a
// format sees what its readers will. What must hold for every result is checked by
// other tests.
func TestFormatsGolden(t *testing.T) {
	for format := range formats {
		if format == ".txt" {
			continue // in TestTerminalGolden
		}
		t.Run("full"+format, func(t *testing.T) { golden(t, "full"+format, write(t, format, fixture(t, "full"))) })
	}
}

// TestFormatsRepeat checks that the same result gives the same bytes.
func TestFormatsRepeat(t *testing.T) {
	for format := range formats {
		for _, name := range fixtures {
			first := write(t, format, fixture(t, name))
			for range 5 {
				if again := write(t, format, fixture(t, name)); !bytes.Equal(first, again) {
					t.Errorf("%s%s differs from one writing to the next", name, format)
					break
				}
			}
		}
	}
}

// TestFormatsObeyNothing checks that no control character of what people wrote
// reaches any format. JSON writes them as the escapes its readers undo.
func TestFormatsObeyNothing(t *testing.T) {
	r := fixture(t, "hostile")
	for format := range formats {
		for i, c := range string(write(t, format, r)) {
			control := c < ' ' && c != '\n' && c != '\r' || c >= 0x7f && c <= 0x9f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
			if control {
				t.Errorf("%s: %U at byte %d", format, c, i)
				break
			}
		}
	}
}

// TestFormatsSayStaffViewOnly checks that every format says, before it says anything
// of the level, that nobody but staff answered.
func TestFormatsSayStaffViewOnly(t *testing.T) {
	r := fixture(t, "full")
	for format := range formats {
		said, level := "Staff view only", "This project is at"
		switch {
		case strings.Contains(format, "easy"):
			said, level = "Only staff gave answers.", "Where we are"
		case format == ".json":
			said, level = `"staff_view_only": true`, `"placement"`
		case format == ".csv":
			said, level = "staff_view_only", ",item,"
		case format == ".xml":
			said, level = "(staff view only)", "<testcase"
		case strings.Contains(format, "svg"):
			level = "</desc>"
		}
		out := string(write(t, format, r))
		if at := strings.Index(out, said); at < 0 || strings.Index(out, level) < at {
			t.Errorf("%s does not say so before the level", format)
		}
	}
}

// TestTooFewAnswersAreNobodysView checks that a carer's file with hardly any answers is
// not called the view of staff, and that no report says only staff answered if others
// did too.
func TestTooFewAnswersAreNobodysView(t *testing.T) {
	bank := questions.Default()
	carer := example(t, bank)
	carer.Respondent = assess.Respondent{Perspective: "carer", People: 1}
	carer.Given = map[string]assess.Answer{"who-decides": {Choose: questions.Unknown}}
	alone := assess.Evaluate(bank, carer)
	together, err := assess.EvaluateAll(bank, []*assess.Sheet{{File: "carer", Answers: carer}, {File: "staff", Answers: example(t, bank)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		document reports.Document
		want     string
		never    string
	}{
		{"a carer's report", reports.Report(alone), "Too few questions have been answered to count as anybody's view yet.", "taff view"},
		{"a carer's brief", reports.Brief(alone), "! Too few answers to count as anybody's view yet.", "taff view"},
		{"a carer's easy words", reports.Easy(alone), "There are too few answers yet. We cannot say what anyone thinks.", "staff gave"},
		{"easy words of a carer and staff", reports.Easy(together), "This shows what staff think.", "Only staff gave answers"},
	} {
		var out strings.Builder
		if err := reports.Terminal(&out, c.document, reports.Options{Width: 100}); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !strings.Contains(got, c.want) || strings.Contains(got, c.never) {
			t.Errorf("%s: want %q and not %q in\n%s", c.name, c.want, c.never, got)
		}
	}
}

// TestPrivate checks that a private result shows no name, note or evidence, nor what
// a single person of a perspective said, in any format.
func TestPrivate(t *testing.T) {
	for format := range formats {
		full := fixture(t, "full")
		full.Respondent.Name = "Secret Name"
		full.Actions[0].Who, full.Actions[0].Needs, full.Actions[0].Dropped = "Secret Amira", "secret funds", "Secret Amira left"
		for i := range full.Lines {
			full.Lines[i].Answer.Note, full.Lines[i].Answer.Evidence = "secret <note>", "secret =evidence"
		}
		for _, r := range []*assess.Result{full, several(t, false), several(t, true)} {
			out := string(write(t, format, r.Private()))
			if i := strings.Index(strings.ToLower(out), "secret"); i >= 0 {
				t.Errorf("%s shows %q", format, out[max(0, i-40):i+40])
			}
			if len(r.Perspectives) < 2 {
				continue
			}
			for _, word := range []string{">Carers<", "Carers:", "| Carers |", `"carer"`, ",carer,", "Carers  "} {
				if strings.Contains(out, word) {
					t.Errorf("%s shows the perspective of one carer: %q", format, word)
				}
			}
		}
	}
}

// TestPrivateSays checks that a private report says that it is one, and that it
// leaves a perspective out.
func TestPrivateSays(t *testing.T) {
	flow := func(r *assess.Result) string { return strings.Join(strings.Fields(string(write(t, ".txt", r))), " ") }
	out := flow(fixture(t, "several").Private())
	for _, want := range []string{
		"! Private copy. Some of the answers come from fewer than five people, so only the level and its range are shown:",
		"Round: during. Answered 20 November 2026, full check.",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out[:min(len(out), 600)])
		}
	}
	full := flow(fixture(t, "full").Private()) // a group of six
	if want := "! Private copy. Names, notes and evidence are left out."; !strings.Contains(full, want) {
		t.Errorf("no %q in\n%s", want, full[:600])
	}
	alone := fixture(t, "half") // one carer, by name
	out = flow(alone.Private())
	if strings.Contains(out, "one carer") || strings.Contains(out, "by carers") || strings.Contains(out, "Joan") {
		t.Errorf("who answered alone is told:\n%s", out[:600])
	}
	if !strings.Contains(out, alone.Bank.Words(*alone.Placement.Level).Name) {
		t.Error("the level is gone")
	}
}

// TestPrivateQuotesNoOne checks that if one person decides the level, a private
// report shows the level but none of that person's answers, in any format.
func TestPrivateQuotesNoOne(t *testing.T) {
	r := several(t, true)
	if r.Respondent.Perspective != "carer" || *r.Placement.Level != questions.None {
		t.Fatalf("%s decides, at %s", r.Respondent.Perspective, *r.Placement.Level)
	}
	shared := map[string]bool{} // what others say too
	for _, d := range r.Differences {
		for _, v := range d.By {
			shared[v.Option.Text] = shared[v.Option.Text] || v.Perspective != "carer"
		}
	}
	for format := range formats {
		out := string(write(t, format, r.Private()))
		for _, line := range r.Lines {
			if line.Option != nil && !shared[line.Option.Text] && strings.Contains(out, line.Option.Text) {
				t.Errorf("%s quotes the one carer on %s", format, line.Question.ID)
			}
		}
		if format == ".xml" {
			continue // it shows what was promised, and nothing was
		}
		if !strings.Contains(out, r.Bank.Words(questions.None).Name) && !strings.Contains(out, "none") {
			t.Errorf("%s does not tell the level", format)
		}
	}
}

// TestEasyWithoutEasyWords checks that a bank without easy words still has an easy
// report, in its plain ones.
func TestEasyWithoutEasyWords(t *testing.T) {
	bank := *questions.Default()
	bank.Levels = append([]questions.LevelWords(nil), bank.Levels...)
	for i := range bank.Levels {
		bank.Levels[i].Easy = ""
	}
	r := assess.Evaluate(&bank, example(t, &bank))
	out := string(write(t, "-easy.md", r))
	if want := bank.Words(questions.Engage).Is; !strings.Contains(out, want) {
		t.Errorf("no %q", want)
	}
}

func BenchmarkFormats(b *testing.B) {
	r := fixture(b, "full")
	for format := range formats {
		b.Run(strings.TrimLeft(format, ".-"), func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := formats[format](&out, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
