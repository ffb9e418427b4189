package assess_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// verdicts returns each verdict in a line: passed or failed, rule, wanted, got.
func verdicts(t testing.TB, p *assess.Policy, sheets, earlier []*assess.Sheet) []assess.Verdict {
	t.Helper()
	bank := questions.Default()
	r, err := assess.EvaluateAll(bank, sheets)
	if err != nil {
		t.Fatal(err)
	}
	all, err := assess.Check(p, r, "2026-11-20", earlier)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func lines(all []assess.Verdict) []string {
	var out []string
	for _, v := range all {
		mark := "failed"
		if v.Passed {
			mark = "passed"
		}
		out = append(out, fmt.Sprintf("%s %s | %s | %s", mark, v.Rule, v.Want, v.Got))
	}
	return out
}

func levelAt(l questions.Level) *questions.Level { return &l }

// TestCheckStory checks the canonical project against every kind of rule.
func TestCheckStory(t *testing.T) {
	policy, err := assess.ReadPolicy("p.yaml", []byte("petal-policy: 1\nat-least: aim\nprinciples: {min: 40, payment: 60}\nheard: {min: 50}\n"+
		"perspectives: [staff, lived-experience]\nevidence: co-produce\nmax-age: 26w\nno-fall-since: x\n"), questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		round, earlier string
		want           []string
	}{
		{"during", "before", []string{
			"failed at-least | Co-design or above, which is the aim | the project is at Consult, according to people with lived experience, carers and partner organisations",
			"failed principles | at least 40 in each | too low: Skills 16.6; Sharing what we learn 23.6; Inclusion 37.5; Communication 39.5; Reflection 15.7; Support 20.8; Power 20.8",
			"failed principles/payment | at least 60 | it is 18.2",
			"failed heard | at least 50 in each | too low: Honesty and trust 47.9; Equality 32.6; Accessibility 36.8; Respect 25.1; Diversity 37.5",
			"passed perspectives | to hear from staff and people with lived experience | heard from people with lived experience, carers, staff and partner organisations",
			"passed evidence | evidence for every answer at Co-produce | no answer is that high",
			"passed max-age | answers at most 182 days old | the oldest is 170 days old",
			"failed no-fall-since | no fall since the round \"before\" (2026-01-16) | lower now: the level is Consult (was Engage); Sharing what we learn is 23.6 (was 48.6); Listened to is 37.5 (was 54.3); Openness is 47.9 (was 64.5); Honesty and trust is 47.9 (was 64.5); and 24 more",
		}},
		{"after", "during", []string{
			"failed at-least | Co-design or above, which is the aim | the project is at Engage, according to people with lived experience and carers",
			"passed principles | at least 40 in each | the lowest is Reflection, 42.5",
			"passed principles/payment | at least 60 | it is 72.3",
			"passed heard | at least 50 in each | the lowest is Equality, 56.8",
			"passed perspectives | to hear from staff and people with lived experience | heard from people with lived experience, carers, staff and partner organisations",
			"passed evidence | evidence for every answer at Co-produce | every such answer has it",
			"passed max-age | answers at most 182 days old | the oldest is 10 days old",
			"passed no-fall-since | no fall since the round \"during\" (2026-06-12) | nothing is lower",
		}},
	} {
		got := lines(verdicts(t, policy, story(t, c.round), story(t, c.earlier)))
		if len(got) != len(c.want) {
			t.Fatalf("%s: %d verdicts, want %d\n%s", c.round, len(got), len(c.want), strings.Join(got, "\n"))
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s:\ngot  %s\nwant %s", c.round, got[i], c.want[i])
			}
		}
	}
}

// TestCheckLooks checks that a failed rule names the answers concerned and their
// places in the files, the lowest first, and that a passed rule names none.
func TestCheckLooks(t *testing.T) {
	all := verdicts(t, &assess.Policy{Items: []assess.ItemRule{{Framework: "principles", Item: "payment", Least: 78}, {Framework: "principles", Item: "skills", Least: 10}}, MaxAge: 6},
		story(t, "after"), nil)
	want := []string{
		"benefits-advice after-lived-day-centre.petal.yaml:34", "benefits-advice after-carers.petal.yaml:36", "benefits-advice after-partner.petal.yaml:27",
		"pay-policy after-lived-day-centre.petal.yaml:32", "pay-policy after-carers.petal.yaml:32", "pay-policy after-staff.petal.yaml:36", "pay-policy after-partner.petal.yaml:25",
		"expenses after-carers.petal.yaml:33", "benefits-advice after-staff.petal.yaml:38", "expenses after-partner.petal.yaml:26",
	}
	var got []string
	for _, at := range all[0].At {
		got = append(got, fmt.Sprintf("%s %s:%d", at.Question, at.File, at.Line))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if want := []string{"benefits-advice", "pay-policy", "expenses"}; !slices.Equal(all[0].Look, want) {
		t.Errorf("look at %v, want %v", all[0].Look, want)
	}
	if len(all[1].Look)+len(all[1].At) != 0 {
		t.Errorf("%s passed and wants a look at %v", all[1].Rule, all[1].At)
	}
	var old []string
	for _, at := range all[2].At {
		old = append(old, fmt.Sprintf("%s:%d", at.File, at.Line))
	}
	if want := []string{"after-lived-day-centre.petal.yaml:5", "after-carers.petal.yaml:5", "after-staff.petal.yaml:5", "after-partner.petal.yaml:5"}; !slices.Equal(old, want) {
		t.Errorf("too old are %v, want %v", old, want)
	}
}

// TestCheckUnplaced checks that a perspective that cannot be placed fails, with the
// reason, even if others can be: leaving questions open must not silence anyone.
func TestCheckUnplaced(t *testing.T) {
	bank := bankOf(1, 3)
	for _, c := range []struct {
		name   string
		sheets []*assess.Sheet
		want   assess.Verdict
	}{
		{"alone", []*assess.Sheet{sheetOf("a", "carer", unknown, 5, 5, 5)}, assess.Verdict{
			Got: "the project has no level yet, only a range from none to co-produce", Say: "The answers in a give no level: every key question must be answered, and this is still open: Ask",
			Look: []string{"q1"},
		}},
		{"beside staff who can", []*assess.Sheet{sheetOf("a", "carer", 5, unanswered, unknown, 5), sheetOf("b", "staff", four(5)...)}, assess.Verdict{
			Got: "the project is at co-produce, not counting carers", Say: "Too few of the questions about the level are answered in a: 2 of 4, and it takes 3, including the key questions.",
			Look: []string{"q2", "q3"},
		}},
	} {
		r := together(t, bank, c.sheets...)
		all, err := assess.Check(&assess.Policy{AtLeast: levelAt(questions.Inform)}, r, "2026-11-20", nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := all[0]; got.Passed || got.Got != c.want.Got || got.Say != c.want.Say || !slices.Equal(got.Look, c.want.Look) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// TestCheckCertain checks that a level does not pass if open answers could lower it.
// Five of the six known answers are enough to place the project, but five of all
// eight are not.
func TestCheckCertain(t *testing.T) {
	bank := bankOf(1, 7)
	s := sheetOf("a", "carer", 5, 5, 5, 5, 5, unknown, unanswered, 0)
	all, err := assess.Check(&assess.Policy{AtLeast: levelAt(questions.Engage)}, together(t, bank, s), "2026-11-20", nil)
	if err != nil {
		t.Fatal(err)
	}
	v := all[0]
	if v.Passed || v.Got != "the project is at co-produce, but only none is certain" || v.Say != "An answer that is not known yet counts as the lowest one here." || !slices.Equal(v.Look, []string{"q6", "q7"}) {
		t.Errorf("got %+v", v)
	}
}

// TestAllowLimit checks that a limit excuses a level only if the policy allows it
// down to that level, every file below names one, and a note on an answer that is too
// low explains it.
func TestAllowLimit(t *testing.T) {
	bank := bankOf(1, 3)
	const way, no = "The smallest change that would reach engage: 2 answers in a.", "The answers name a limit that the policy allows, but it does not excuse this: "
	const yes = "This is lower, but the policy accepts it because of a limit: law. Please check that the reason is a good one: "
	law := map[string]questions.Level{"law": questions.Consult}
	for _, c := range []struct {
		name, limit string
		allow       map[string]questions.Level
		note        map[string]string
		want        bool
		say         string
	}{
		{"explained", "law", law, map[string]string{"q1": "Section 117 says who decides."}, true, yes + `a says: "Section 117 says who decides."`},
		{"explained at another answer", "law", law, map[string]string{"q3": "The Act."}, true, yes + `a says: "The Act."`},
		{"a key question first", "law", law, map[string]string{"q3": "The Act.", "q1": "Section 117."}, true, yes + `a says: "Section 117."`},
		{"not explained", "law", law, nil, false, no + "no answer below engage has a note that explains it. " + way},
		{"explained where it is high enough", "law", law, map[string]string{"q2": "We ask openly."}, false, no + "no answer below engage has a note that explains it. " + way},
		{"lower than it excuses", "law", map[string]questions.Level{"law": questions.Engage}, map[string]string{"q1": "The Act."}, false,
			no + "\"law\" excuses a level down to engage, but in a only consult is certain. " + way},
		{"another limit", "time", law, map[string]string{"q1": "No time."}, false, way},
		{"no limit", "", law, map[string]string{"q1": "We are shy."}, false, way},
		{"nothing allowed", "law", nil, map[string]string{"q1": "The Act."}, false, way},
	} {
		s := sheetOf("a", "staff", 2, 4, 2, 2)
		s.Limit = c.limit
		for id, note := range c.note {
			answer := s.Given[id]
			answer.Note = note
			s.Given[id] = answer
		}
		v := levelVerdict(t, bank, c.allow, s)
		if v.Passed != c.want || v.Say != c.say {
			t.Errorf("%s: passed %t, says %s\nwant %t, %s", c.name, v.Passed, v.Say, c.want, c.say)
		}
	}
}

// TestAllowLimitInEveryFile checks that nothing is excused if a single file below the
// level names no allowed limit.
func TestAllowLimitInEveryFile(t *testing.T) {
	bank := bankOf(1, 3)
	allow := map[string]questions.Level{"law": questions.Inform, "safety": questions.Inform}
	for limit, want := range map[string]string{
		"":       "The answers name a limit that the policy allows, but it does not excuse this: b is below engage and names no such limit. The smallest change that would reach engage: 2 answers in b and 2 answers in a.",
		"safety": `This is lower, but the policy accepts it because of a limit: safety and law. Please check that the reason is a good one: a says: "The Act."`,
	} {
		a, b := sheetOf("a", "staff", 2, 4, 2, 2), sheetOf("b", "carer", 2, 4, 2, 2)
		a.Limit, b.Limit = "law", limit
		a.Given["q1"] = assess.Answer{Choose: a.Given["q1"].Choose, Note: "The Act."}
		if v := levelVerdict(t, bank, allow, a, b); v.Say != want || v.Passed != (limit != "") {
			t.Errorf("limit %q: passed %t, says %s\nwant %s", limit, v.Passed, v.Say, want)
		}
	}
}

// levelVerdict returns the verdict on files for a policy that wants engage.
func levelVerdict(t *testing.T, bank *questions.Bank, allow map[string]questions.Level, sheets ...*assess.Sheet) assess.Verdict {
	t.Helper()
	all, err := assess.Check(&assess.Policy{AtLeast: levelAt(questions.Engage), AllowLimit: allow}, together(t, bank, sheets...), "2026-11-20", nil)
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// TestNoAim checks that a project without an aim does not reach it, that "none" is
// not an aim, and that it does not undo the aims of others.
func TestNoAim(t *testing.T) {
	bank := bankOf(1, 3)
	aim := func(file, perspective string, level *questions.Level) *assess.Sheet {
		s := sheetOf(file, perspective, 2, 2, 2, 2)
		s.Aim = level
		return s
	}
	for name, c := range map[string]struct {
		sheets []*assess.Sheet
		want   string
	}{
		"none set":                    {[]*assess.Sheet{aim("a", "staff", nil)}, "failed at-least | the aim | no aim is set"},
		"the aim none":                {[]*assess.Sheet{aim("a", "staff", levelAt(questions.None))}, "failed at-least | the aim | no aim is set"},
		"staff aim for none":          {[]*assess.Sheet{aim("a", "staff", levelAt(questions.None)), aim("b", "carer", levelAt(questions.CoDesign))}, "failed at-least | co-design or above, which is the aim | the project is at consult, according to carers and staff"},
		"two aims":                    {[]*assess.Sheet{aim("a", "staff", levelAt(questions.Inform)), aim("b", "staff", levelAt(questions.Consult))}, "failed at-least | the aim | the files name different aims"},
		"an aim that is reached":      {[]*assess.Sheet{aim("a", "staff", levelAt(questions.Consult))}, "passed at-least | consult or above, which is the aim | the project is at consult"},
		"staff aim lower than carers": {[]*assess.Sheet{aim("a", "staff", levelAt(questions.Consult)), aim("b", "carer", levelAt(questions.Engage))}, "passed at-least | consult or above, which is the aim | the project is at consult"},
	} {
		all, err := assess.Check(&assess.Policy{ReachAim: true}, together(t, bank, c.sheets...), "2026-11-20", nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(all)[0]; got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// TestCheckBank checks that answers to a bank whose rule was made easier do not pass
// as answers to the built-in one, though its id and version are the same.
func TestCheckBank(t *testing.T) {
	own := questions.Default()
	easier := *own
	easier.Placement.Share = 0.05
	for name, c := range map[string]struct {
		bank  *questions.Bank
		wants string
		want  bool
	}{
		"the built-in one":               {own, assess.BuiltIn, true},
		"the built-in one by its digest": {own, own.Digest(), true},
		"an easier one":                  {&easier, assess.BuiltIn, false},
		"an easier one by the digest":    {&easier, own.Digest(), false},
		"an easier one by its own":       {&easier, easier.Digest(), true},
	} {
		a, err := assess.Example(own)
		if err != nil {
			t.Fatal(err)
		}
		all, err := assess.Check(&assess.Policy{Bank: c.wants}, assess.Evaluate(c.bank, a), "2026-11-20", nil)
		if err != nil {
			t.Fatal(err)
		}
		if all[0].Passed != c.want {
			t.Errorf("%s: %s", name, lines(all)[0])
		}
	}
}

// TestCopies checks that files with the same answers are named, whoever sent them and
// whatever they note, and that nearly empty files are not.
func TestCopies(t *testing.T) {
	bank := bankOf(1, 3)
	noted := sheetOf("c", "carer", 2, 4, 2, 2)
	noted.Given["q1"] = assess.Answer{Choose: noted.Given["q1"].Choose, Note: "In my own words."}
	r := together(t, bank, sheetOf("a", "staff", 2, 4, 2, 2), sheetOf("b", "staff", 2, 4, 2, 3), noted,
		sheetOf("d", "staff", unknown, unknown, unknown, unknown), sheetOf("e", "staff", unknown, unknown, unknown, unanswered))
	if len(r.Copies) != 1 || !slices.Equal(r.Copies[0].Files, []string{"c", "a"}) {
		t.Errorf("copies %v, want c and a", r.Copies)
	}
	all, err := assess.Check(&assess.Policy{NoCopies: true}, r, "2026-11-20", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lines(all)[0], "failed no-copies | no two files with exactly the same answers | the same answers in c and a"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestCheckItem checks how one item is read: at its low, rounded down, and not at all
// where no question of the check counts towards it.
func TestCheckItem(t *testing.T) {
	bank := questions.Default()
	a, err := assess.Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	r := assess.Evaluate(bank, a)
	for _, c := range []struct {
		item string
		min  float64
		want string
	}{
		{"payment", 50, "failed principles/payment | at least 50 | it is 33.3"}, // its score is 50, but its low a third
		{"payment", 33.3, "passed principles/payment | at least 33.3 | it is 33.3"},
		{"payment", 33.4, "failed principles/payment | at least 33.4 | it is 33.3"},
		{"reflection", 0, "passed principles/reflection | at least 0 | it is 8.3"}, // too little is known for a score
	} {
		all, err := assess.Check(&assess.Policy{Items: []assess.ItemRule{{Framework: "principles", Item: c.item, Least: c.min}}}, r, "2026-11-20", nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(all)[0]; got != c.want || all[0].Passed != (len(all[0].Look) == 0) || len(all[0].At) > 0 {
			t.Errorf("got %s, want %s; look at %v, in no file %v", got, c.want, all[0].Look, all[0].At)
		}
	}
}

// TestCannotBeJudged checks what is an error rather than a verdict.
func TestCannotBeJudged(t *testing.T) {
	bank := questions.Default()
	aim := &assess.Policy{ReachAim: true}
	fall := &assess.Policy{NoFallSince: "x"}
	otherProject := story(t, "before-staff")
	otherProject[0].Project.Name = "Meals"
	for _, c := range []struct {
		name            string
		policy          *assess.Policy
		sheets, earlier []*assess.Sheet
		date            string
		want            []string
	}{
		{"answers from the future", aim, story(t, "during-staff"), nil, "2026-01-01", []string{
			"during-staff.petal.yaml:5:7: these answers are dated 2026-06-03, which is after 2026-01-01"}},
		{"nothing earlier", fall, story(t, "after"), nil, "2026-11-20", []string{"no earlier answers to compare with"}},
		{"only later", fall, story(t, "before"), story(t, "before"), "2026-11-20", []string{
			"before-partner.petal.yaml:5:7: these answers are not from an earlier round than before-staff.petal.yaml, so there is nothing to compare"}},
		{"earlier by date and later by round", fall, story(t, "before"), story(t, "after"), "2026-11-20", []string{
			"after-carers.petal.yaml:5:7: these answers are not from an earlier round than before-staff.petal.yaml, so there is nothing to compare"}},
		{"of another project", fall, story(t, "after-staff"), otherProject, "2026-11-20", []string{
			`before-staff.petal.yaml:4:17: the project is "Meals" here and "Coming home after a stroke" in after-staff.petal.yaml; an assessment covers one project, so leave this file out and run petal report on it alone`}},
		{"no rule", &assess.Policy{}, story(t, "after"), nil, "2026-11-20", []string{"the policy has no rules"}},
	} {
		r, err := assess.EvaluateAll(bank, c.sheets)
		if err != nil {
			t.Fatal(err)
		}
		all, err := assess.Check(c.policy, r, c.date, c.earlier)
		if err == nil {
			t.Errorf("%s: judged %v", c.name, lines(all))
			continue
		}
		if got := strings.Split(err.Error(), "\n"); !slices.Equal(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// benchmarkCheck reads files, puts them together and checks them against a policy.
func benchmarkCheck(b *testing.B, n int) {
	bank := questions.Default()
	text, err := os.ReadFile("testdata/story/after-staff.petal.yaml")
	if err != nil {
		b.Fatal(err)
	}
	var files []assess.File
	for i := range n {
		perspective := "perspective: " + string(questions.Perspectives[i%4])
		files = append(files, assess.File{Name: fmt.Sprint(i), Text: bytes.Replace(text, []byte("perspective: staff"), []byte(perspective), 1)})
	}
	policy := &assess.Policy{AtLeast: levelAt(questions.Engage), Items: []assess.ItemRule{{Framework: "principles", Least: 50}}, MaxAge: 30}
	for b.Loop() {
		sheets, err := assess.ReadSheets(files, bank)
		if err != nil {
			b.Fatal(err)
		}
		r, err := assess.EvaluateAll(bank, sheets)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := assess.Check(policy, r, "2026-11-20", nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckOne(b *testing.B) { benchmarkCheck(b, 1) }
func BenchmarkCheckTen(b *testing.B) { benchmarkCheck(b, 10) }

// TestLawUnknownNeverHelps answers a question with "unknown" that had an option, and
// checks that no rule about levels and scores passes that failed before.
func TestLawUnknownNeverHelps(t *testing.T) {
	bank := bankOf(2, 6)
	rapid.Check(t, func(t *rapid.T) {
		sheets := drawSheets(t, 6)
		policy := &assess.Policy{
			AtLeast: levelAt(questions.Level(rapid.IntRange(1, 5).Draw(t, "level"))),
			Items:   []assess.ItemRule{{Framework: "heard", Least: rapid.Float64Range(0, 100).Draw(t, "least")}},
		}
		check := func() []assess.Verdict {
			r, err := assess.EvaluateAll(bank, sheets)
			if err != nil {
				t.Fatal(err)
			}
			all, err := assess.Check(policy, r, "2026-11-20", nil)
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		before := check()
		s := rapid.SampledFrom(sheets).Draw(t, "file")
		id := fmt.Sprintf("q%d", rapid.IntRange(1, 8).Draw(t, "question"))
		if choose := s.Given[id].Choose; choose == "" || choose == questions.NotApplicable {
			return
		}
		s.Given[id] = assess.Answer{Choose: questions.Unknown}
		for i, v := range check() {
			if v.Passed && !before[i].Passed {
				t.Fatalf("%s fails with %s and passes with unknown: %+v, then %+v", v.Rule, id, before[i], v)
			}
		}
	})
}
