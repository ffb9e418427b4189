package assess_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// promised is a policy with every rule.
const promised = `# agreed by the board in March
petal-policy: 1
at-least: engage
principles: {min: 50, payment: 60, power: 40}
heard: {min: 50}
perspectives: [staff, lived-experience]
evidence: co-design
max-age: 180d
no-fall-since: earlier/*.petal.yaml
depth: full
bank: built-in
no-copies: true
allow-limit: {law: consult}
`

func TestReadPolicy(t *testing.T) {
	got, err := assess.ReadPolicy("p.yaml", []byte(promised), questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	engage, design := questions.Engage, questions.CoDesign
	want := &assess.Policy{
		AtLeast: &engage,
		Items: []assess.ItemRule{ // the values come after the principles in the bank, and payment before power in neither order
			{Framework: "principles", Least: 50}, {Framework: "principles", Item: "power", Least: 40}, {Framework: "principles", Item: "payment", Least: 60},
			{Framework: "heard", Least: 50},
		},
		Perspectives: []string{"staff", "lived-experience"},
		Evidence:     &design,
		MaxAge:       180,
		NoFallSince:  "earlier/*.petal.yaml",
		FullDepth:    true,
		Bank:         assess.BuiltIn,
		NoCopies:     true,
		AllowLimit:   map[string]questions.Level{"law": questions.Consult},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	aim, err := assess.ReadPolicy("p.yaml", []byte("petal-policy: 1\nat-least: aim\n"), questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	if want := (&assess.Policy{ReachAim: true}); !reflect.DeepEqual(aim, want) {
		t.Errorf("got %+v, want %+v", aim, want)
	}
}

func TestPolicyMistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", "evidence:", "evidnce:", `p.yaml:7:1: no key "evidnce" here; did you mean "evidence"?`},
		{"unknown level", "at-least: engage", "at-least: enage", `p.yaml:3:11: no level "enage"; did you mean "engage"?`},
		{"a level that asks nothing", "at-least: engage", "at-least: none", `p.yaml:3:11: no level "none"; choose one of inform, consult, engage, co-design, co-produce, aim`},
		{"unknown item", "payment:", "paymnt:", `p.yaml:4:23: no item "paymnt" in principles; did you mean "payment"?`},
		{"not a score", "payment: 60", "payment: 101", `p.yaml:4:32: this must be a number from 0 to 100, but it is 101`},
		{"a score in words", "payment: 60", "payment: high", `p.yaml:4:32: this must be a number from 0 to 100, but it is "high"`},
		{"no score at all", "{min: 50}", "{}", `p.yaml:5:8: no lowest score given; write one, such as {min: 50}`},
		{"a bare score", "{min: 50}", "50", `p.yaml:5:8: expected keys and values here, such as "name: Ward 7"; this is a number`},
		{"unknown perspective", "lived-experience]", "lived-experence]", `p.yaml:6:23: no perspective "lived-experence"; did you mean "lived-experience"?`},
		{"perspective twice", "lived-experience]", "staff]", `p.yaml:6:23: "staff" appears twice`},
		{"age in months", "180d", "6 months", `p.yaml:8:10: "6 months" is not an age; give days or weeks, such as 180d or 26w`},
		{"age of nothing", "180d", "0d", `p.yaml:8:10: "0d" is not an age; give days or weeks, such as 180d or 26w`},
		{"age without a unit", "180d", "180", `p.yaml:8:10: this must be an age in days or weeks, such as 180d or 26w`},
		{"empty pattern", "earlier/*.petal.yaml", `""`, `p.yaml:9:16: this must not be empty`},
		{"unknown limit", "{law: consult}", "{lwa: consult}", `p.yaml:13:15: no limit "lwa"; did you mean "law"?`},
		{"a limit that caps nothing", "{law: consult}", "{none: inform}", `p.yaml:13:15: no limit "none"; choose one of law, contract, safety, time`},
		{"a limit without its level", "{law: consult}", "[law]", `p.yaml:13:14: expected keys and values here, such as "name: Ward 7"; this is a list`},
		{"a limit that excuses nothing", "{law: consult}", "{}", `p.yaml:13:14: no limit given; name one and the lowest level it allows, such as {law: consult}`},
		{"another depth", "depth: full", "depth: short", `p.yaml:10:8: no depth "short"; the only choice is full`},
		{"not a bank", "built-in", "ours", `p.yaml:11:7: "ours" is not a bank; write built-in, or the digest that petal report -f json shows (sha256: and 64 digits)`},
		{"an excuse from nothing", "at-least: engage\n", "", `p.yaml:12:14: allow-limit only works with at-least, which is missing`},
		{"key twice", "evidence: co-design", "heard: {min: 5}", `p.yaml:7:1: "heard" appears twice; it is first on line 5`},
		{"future format", "petal-policy: 1", "petal-policy: 2", `p.yaml:2:15: this policy has format 2, but this version of Petal reads only format 1; you need a newer version`},
		{"no format", "petal-policy: 1\n", "", `p.yaml:2:1: "petal-policy" is missing here`},
		{"no rule", promised, "petal-policy: 1\n", `p.yaml:1:1: the policy has no rules; start with one such as at-least: engage`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(promised, c.old) {
				t.Fatalf("the policy has no %q", c.old)
			}
			_, err := assess.ReadPolicy("p.yaml", []byte(strings.Replace(promised, c.old, c.new, 1)), questions.Default())
			if err == nil {
				t.Fatal("the policy is read")
			}
			if got := err.Error(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestCheckIDs checks that a bank whose ids are words of a policy is reported, and
// cannot be used with any policy.
func TestCheckIDs(t *testing.T) {
	for _, c := range []struct{ framework, item, want string }{
		{"heard", "all", ""},
		{"evidence", "all", `13:1: "evidence" cannot be the id of a framework, because a policy already has a key with that name`},
		{"heard", "min", `13:1: "min" cannot be the id of an item, because it means something else in a policy`},
		{"max-age", "backed", `13:1: "max-age" cannot be the id of a framework, because a policy already has a key with that name` + "\n" +
			`13:1: "backed" cannot be the id of an item, because it means something else in a policy`},
	} {
		text := strings.NewReplacer("id: heard,", "id: "+c.framework+",", "{id: all,", "{id: "+c.item+",", "heard/all", c.framework+"/"+c.item).Replace(bankText(1, 3))
		bank, err := questions.Load("b.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := assess.CheckIDs("b.yaml", bank).Error(), placed("b.yaml:", c.want); got != want {
			t.Errorf("%s/%s: got\n%s\nwant\n%s", c.framework, c.item, got, want)
		}
		_, err = assess.ReadPolicy("p.yaml", []byte("petal-policy: 1\nat-least: engage\n"), bank)
		refused := ""
		if err != nil {
			refused = err.Error()
		}
		if want := strings.ReplaceAll(placed("p.yaml: no policy can be read with the bank \"test\": ", c.want), "13:1: ", ""); refused != want {
			t.Errorf("%s/%s: a policy is refused with\n%s\nwant\n%s", c.framework, c.item, refused, want)
		}
	}
}

// placed puts the same words before every line, of which there may be none.
func placed(before, lines string) string {
	if lines == "" {
		return ""
	}
	return before + strings.ReplaceAll(lines, "\n", "\n"+before)
}

func TestParseAge(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int // 0: an error
	}{{"180d", 180}, {"26w", 182}, {"1d", 1}, {" 7d ", 7}, {"", 0}, {"d", 0}, {"-3d", 0}, {"1.5d", 0}, {"3h", 0}, {"0w", 0}, {"999999d", 0}, {"3 d", 0}} {
		got, err := assess.ParseAge(c.in)
		if got != c.want || (err != nil) != (c.want == 0) {
			t.Errorf("%q is %d days, error %v; want %d", c.in, got, err, c.want)
		}
	}
}

func TestItemRuleFrom(t *testing.T) {
	for _, c := range []struct{ item, want, err string }{
		{"payment", "principles/payment", ""},
		{"heard/respect", "heard/respect", ""},
		{"paymnt", "", `unknown item "paymnt"; did you mean "payment"?`},
		{"", "", `unknown item ""`},
	} {
		got, err := assess.ItemRuleFrom(questions.Default(), c.item, 60)
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%q: error %v, want %s", c.item, err, c.err)
			}
			continue
		}
		if err != nil || got.Framework+"/"+got.Item != c.want || got.Least != 60 {
			t.Errorf("%q is %+v, error %v; want %s", c.item, got, err, c.want)
		}
	}
}
