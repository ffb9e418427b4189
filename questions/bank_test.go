package questions_test

import (
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestRuleRoundsUp checks that a share of some answers is a whole number of them, and
// that floating point adds none.
func TestRuleRoundsUp(t *testing.T) {
	rule := questions.Rule{Share: 0.7, MinAnswered: 0.67, StartToFinish: 0.5}
	for _, c := range []struct{ answers, needed, enough, throughout int }{
		{0, 0, 0, 0}, {1, 1, 1, 1}, {3, 3, 3, 2}, {4, 3, 3, 2}, {10, 7, 7, 5}, {15, 11, 11, 8},
	} {
		if needed, enough, throughout := rule.Needed(c.answers), rule.Enough(c.answers), rule.Throughout(c.answers); needed != c.needed || enough != c.enough || throughout != c.throughout {
			t.Errorf("of %d answers: needed %d, enough %d, throughout %d; want %d, %d and %d", c.answers, needed, enough, throughout, c.needed, c.enough, c.throughout)
		}
	}
	if got := (questions.Rule{}).Throughout(10); got != 0 {
		t.Errorf("a rule that asks for nothing throughout needs %d answers", got)
	}
}

// TestStrong checks which answers need evidence, and what they are read as without.
func TestStrong(t *testing.T) {
	ladder := func(levels ...string) string {
		options := ""
		for _, l := range levels {
			options += "          - {id: " + l + ", level: " + l + ", text: Text.}\n"
		}
		return options
	}
	const placement = "          - {id: staff, level: none, text: Staff.}\n          - {id: everyone, level: co-produce, text: All of us.}\n"
	const practice = "          - {id: never, score: 0, text: No., next: Find out the rate.}\n          - {id: paid, score: 2, text: \"Yes.\"}\n"
	head, _, _ := strings.Cut(small, "cases:\n") // cases and conflicts name options
	for _, c := range []struct {
		name, question, old, new string
		strong, unproved         string
	}{
		{"co-design and above", "who-decides", placement, ladder("inform", "engage", "co-design", "co-produce"), "co-design co-produce", "engage"},
		{"never the lowest", "who-decides", placement, ladder("co-design", "co-produce"), "co-produce", "co-design"},
		{"three quarters of the score", "pay", practice, "          - {id: a, score: 0, text: A.}\n          - {id: b, score: 2, text: B.}\n          - {id: c, score: 3, text: C.}\n          - {id: d, score: 4, text: D.}\n", "c d", "b"},
		{"nobody's own experience", "pay", "        may-not-apply: true\n", "        asked-of: [carer]\n", "", "paid"},
	} {
		b, err := questions.Load("b.yaml", []byte(strings.Replace(head, c.old, c.new, 1)))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		q := b.Question(c.question)
		var strong []string
		for i := range q.Options {
			if o := &q.Options[i]; q.Strong(o) {
				strong = append(strong, o.ID)
			}
		}
		if got := strings.Join(strong, " "); got != c.strong || q.Unproved().ID != c.unproved {
			t.Errorf("%s: %q are strong, read as %q; want %q and %q", c.name, got, q.Unproved().ID, c.strong, c.unproved)
		}
	}
}

func TestLookUp(t *testing.T) {
	b, err := questions.Load("small.yaml", []byte(strings.Replace(small, "version: 1.2.3", "version: 12.0.1", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if b.Major() != "12" || b.BuiltIn() {
		t.Errorf("major version %s, built in %v; want 12 and false", b.Major(), b.BuiltIn())
	}
	who, pay := b.Question("who-decides"), b.Question("pay")
	if b.SectionOf("pay").ID != "start" || b.SectionOf("no-such") != nil || b.Question("no-such") != nil || who.Option("no-such") != nil || b.Framework("no-such") != nil {
		t.Error("what is there is not found, or what is not there is")
	}
	if !b.Framework("heard").Core() || questions.Default().Framework("tips").Core() {
		t.Error("the values are core, and the tips are not")
	}
	if questions.GatesFirst(who, pay) != -1 || questions.GatesFirst(pay, who) != 1 || questions.GatesFirst(who, who) != 0 {
		t.Error("a gate does not come first")
	}
	if got := who.LowestFrom(questions.Inform); got.ID != "everyone" {
		t.Errorf("the lowest option from inform is %s, want everyone", got.ID)
	}
	if questions.BankText("small") != nil {
		t.Error("there is a text of a bank that is not embedded")
	}
}

// TestBuiltIn checks that the content of a bank counts, not its layout.
func TestBuiltIn(t *testing.T) {
	text := questions.BankText(questions.DefaultBank)
	for _, c := range []struct {
		name string
		text string
		want bool
	}{
		{"a copy", string(text), true},
		{"with a comment", "# ours\n" + string(text), true},
		{"another title", strings.Replace(string(text), "\ntitle: ", "\ntitle: Our ", 1), false},
	} {
		b, err := questions.Load("copy.yaml", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := b.BuiltIn(); got != c.want {
			t.Errorf("%s: built in %v, want %v", c.name, got, c.want)
		}
	}
}

// TestPerspectives checks who counts as using the service and as running the work,
// and that there are words for everybody.
func TestPerspectives(t *testing.T) {
	for _, c := range []struct {
		who        questions.Perspective
		uses, runs bool
	}{
		{questions.LivedExperience, true, false},
		{questions.Carer, true, false},
		{questions.Staff, false, true},
		{questions.Partner, false, true},
		{questions.Mixed, true, true},
	} {
		if c.who.UsesService() != c.uses || c.who.RunsWork() != c.runs {
			t.Errorf("%s: uses the service %v, runs the work %v; want %v and %v", c.who, c.who.UsesService(), c.who.RunsWork(), c.uses, c.runs)
		}
		for _, words := range []string{c.who.People(), c.who.Everybody(), c.who.One(), c.who.Short()} {
			if words == "" {
				t.Errorf("%s is missing a word", c.who)
			}
		}
	}
}
