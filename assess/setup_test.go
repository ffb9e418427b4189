package assess_test

import (
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// TestPartCheck checks which values each kind of part accepts, and the errors for
// others.
func TestPartCheck(t *testing.T) {
	for _, c := range []struct{ part, text, want string }{
		{"project", "Letters", ""},
		{"project", "", "this needs the name of the project"},
		{"project", "a\x1b[2Jb", "\"a\\x1b[2Jb\" has characters that cannot be saved"},
		{"team", "", ""},
		{"perspective", "carer", ""},
		{"perspective", "carers", `unknown perspective "carers"; did you mean "carer"?`},
		{"round", "spring-2027", ""},
		{"round", "next spring", `"next spring" is not a round; use before, during, after or one short word`},
		{"round", strings.Repeat("a", 31), `"` + strings.Repeat("a", 31) + `" is not a round; use before, during, after or one short word`},
		{"claim", "none", ""},
		{"claim", "codesign", `unknown level "codesign"; did you mean "co-design"?`},
		{"aim", "none", `unknown level "none"; choose one of inform, consult, engage, co-design, co-produce`},
		{"people", "1", ""},
		{"people", "10000", ""},
		{"people", "0", "please give a whole number from 1 to 10000"},
		{"people", "10001", "please give a whole number from 1 to 10000"},
		{"people", "six", "please give a whole number from 1 to 10000"},
	} {
		got := ""
		if err := assess.PartOf(c.part).Check(c.text); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.part, c.text, got, c.want)
		}
	}
	if assess.PartOf("colour") != nil {
		t.Error("there is a part of the set-up called colour")
	}
}

// TestPartIsAskedOf checks that only people who run the work are asked for its aim
// and its limits, and that nobody is asked for the date.
func TestPartIsAskedOf(t *testing.T) {
	for part, want := range map[string]string{"project": "everybody", "aim": "staff", "limit": "staff", "date": "nobody"} {
		p := assess.PartOf(part)
		got := "nobody"
		switch staff, carer := p.IsAskedOf(questions.Staff), p.IsAskedOf(questions.Carer); {
		case staff && carer:
			got = "everybody"
		case staff:
			got = "staff"
		}
		if got != want {
			t.Errorf("%s is asked of %s, want %s", part, got, want)
		}
	}
}

// TestMinutes checks twenty seconds each, rounded up.
func TestMinutes(t *testing.T) {
	for asked, want := range map[int]int{0: 0, 1: 1, 3: 1, 4: 2, 27: 9, 50: 17} {
		if got := assess.Minutes(asked); got != want {
			t.Errorf("%d: got %d minutes, want %d", asked, got, want)
		}
	}
}

func TestActionSameAs(t *testing.T) {
	a := assess.Action{Said: "Words nobody  explains", Will: "write a glossary", Who: "Amira"}
	for _, c := range []struct {
		b    assess.Action
		want bool
	}{
		{assess.Action{Said: "WORDS nobody explains ", Will: "Write a glossary", Done: true}, true},
		{assess.Action{Said: "Words nobody explains", Will: "Write a letter"}, false},
		{assess.Action{Will: "Write a glossary"}, false},
	} {
		if got := a.SameAs(c.b); got != c.want || c.b.SameAs(a) != c.want {
			t.Errorf("%+v: got %t, want %t", c.b, got, c.want)
		}
	}
}

func TestParseAllowLimit(t *testing.T) {
	for _, c := range []struct {
		text, limit string
		down        questions.Level
		problem     string
	}{
		{"law=consult", "law", questions.Consult, ""},
		{" time=none ", "time", questions.None, ""},
		{"lore=consult", "", 0, `unknown limit "lore"; choose one of law, contract, safety, time`},
		{"law", "", 0, `"law" does not say how low the level can be; write it as law=consult`},
		{"law=low", "", 0, `"law=low" does not say how low the level can be; write it as law=consult`},
		{"none=consult", "", 0, `unknown limit "none"; choose one of law, contract, safety, time`},
	} {
		limit, down, err := assess.ParseAllowLimit(c.text)
		problem := ""
		if err != nil {
			problem = err.Error()
		}
		if limit != c.limit || down != c.down || problem != c.problem {
			t.Errorf("%q: got %q, %v, %q; want %q, %v, %q", c.text, limit, down, problem, c.limit, c.down, c.problem)
		}
	}
}
