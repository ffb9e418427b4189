package questions_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
)

// small is a valid bank with one of everything.
const small = `petal-bank: 1
id: small
version: 1.2.3
title: A small bank
placement: {share: 0.75, min-answered: 0.67}
levels:
  - {id: inform, name: Inform, is: People are told.}
  - {id: consult, name: Consult, is: People are asked.}
  - {id: engage, name: Engage, is: People are heard.}
  - {id: co-design, name: Co-design, is: People make it too.}
  - {id: co-produce, name: Co-produce, is: People share it all.}
frameworks:
  - id: heard
    name: The values
    items:
      - {id: equality, name: Equality, is: Sharing power.}
      - {id: respect, name: Respect, is: Being valued.}
sections:
  - id: start
    title: The start
    questions:
      - id: who-decides
        kind: placement
        ask: {before: "Who will decide?", during: "Who decides?", after: "Who decided?"}
        stage: planning
        gate: true
        short: true
        counts-towards: [heard/equality]
        options:
          - {id: staff, level: none, text: Staff.}
          - {id: everyone, level: co-produce, text: All of us.}
      - id: pay
        kind: practice
        ask: Are people paid?
        may-not-apply: true
        counts-towards: [heard/respect]
        options:
          - {id: never, score: 0, text: No., next: Find out the rate.}
          - {id: paid, score: 2, text: "Yes."}
cases:
  - {id: alone, story: Staff do it alone., answers: {who-decides: staff, pay: not-applicable}, level: none, never: inform}
glossary:
  - {term: carer, means: Someone who gives unpaid support.}
conflicts:
  - {if: {who-decides: [everyone]}, and: {pay: [never]}, say: Both cannot be.}
`

func TestLoad(t *testing.T) {
	b, err := questions.Load("small.yaml", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(b.QuestionIDs(), " "), "who-decides pay"; got != want {
		t.Errorf("questions %q, want %q", got, want)
	}
	q := b.Question("who-decides")
	for round, want := range map[string]string{
		"before": "Who will decide?", "during": "Who decides?", "after": "Who decided?", "spring-2027": "Who decides?",
	} {
		if got := q.Ask.In(round); got != want {
			t.Errorf("asked %q in round %s, want %q", got, round, want)
		}
	}
	if got := b.Question("pay").Ask.In("after"); got != "Are people paid?" {
		t.Errorf("one wording for all rounds: got %q", got)
	}
	if got := b.Words(questions.None).Name; got != "Not yet informing" {
		t.Errorf("a bank without words for none calls it %q", got)
	}
	if got := q.Percent(q.Option("everyone")); got != 100 {
		t.Errorf("co-produce is %v%% of its question, want 100", got)
	}
	pay := b.Question("pay")
	if got := pay.Percent(pay.Option("paid")); got != 100 {
		t.Errorf("the highest score is %v%% of its question, want 100", got)
	}
}

// TestLoadKeepsLines checks that each part has its line in the file.
func TestLoadKeepsLines(t *testing.T) {
	text := strings.Split(string(questions.BankText(questions.DefaultBank)), "\n")
	holds := func(line int, want string) {
		t.Helper()
		if line < 1 || line > len(text) || !strings.Contains(text[line-1]+"\n", want+"\n") {
			t.Errorf("%q is said to stand in line %d, which it does not", want, line)
		}
	}
	b, err := questions.Load(questions.DefaultBank, questions.BankText(questions.DefaultBank))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range b.Levels {
		holds(w.Line, "- id: "+w.Level.String())
	}
	for _, f := range b.Frameworks {
		holds(f.Line, "- id: "+f.ID)
		for _, i := range f.Items {
			holds(i.Line, "- id: "+i.ID)
		}
	}
	for _, s := range b.Sections {
		holds(s.Line, "- id: "+s.ID)
		for _, q := range s.Questions {
			holds(q.Line, "- id: "+q.ID)
			for _, o := range q.Options {
				holds(o.Line, "- id: "+o.ID)
			}
		}
	}
	for _, c := range b.Cases {
		holds(c.Line, "- id: "+c.ID)
	}
	for _, term := range b.Glossary {
		holds(term.Line, "- term: "+term.Term)
	}
	for _, c := range b.Conflicts {
		holds(c.Line, "- if:")
	}
}

// TestLoadMistakes changes one thing in a valid bank and checks what is said.
func TestLoadMistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", "title: A small", "titel: A small", `4:1: no key "titel" here; did you mean "title"?` + "\n" + `1:1: "title" is missing here`},
		{"duplicate key", "title: A small bank", "title: A\ntitle: B", `5:1: "title" appears twice; it is first on line 4`},
		{"future format", "petal-bank: 1", "petal-bank: 2", "1:13: this bank has format 2, but this version of Petal reads only format 1; you need a newer version"},
		{"version", "version: 1.2.3", "version: 1.2", `3:10: this must be text, but it is a number; put it in quotes: "1.2"`},
		{"share", "share: 0.75", "share: 75", "5:20: this must be a number from 0.01 to 1, but it is 75"},
		{"no words for a level", "  - {id: engage, name: Engage, is: People are heard.}\n", "", `7:3: no words for level "engage"`},
		{"level twice", "{id: consult, name", "{id: inform, name", `8:10: level "inform" appears twice; it is first on line 7` + "\n" + `7:3: no words for level "consult"`},
		{"duplicate question", "- id: pay", "- id: who-decides", `32:13: question "who-decides" appears twice; it is first on line 22`},
		{"duplicate framework", "sections:", "  - id: heard\n    name: Again\n    items: [{id: respect, name: R, is: X.}]\nsections:", `18:9: framework "heard" appears twice; it is first on line 13`},
		{"duplicate term", "glossary:", "glossary:\n  - {term: Carer, means: X.}", `44:12: term "carer" appears twice; it is first on line 43`},
		{"counted twice", "[heard/equality]", "[heard/equality, heard/equality]", `28:42: reference "heard/equality" appears twice; it is first on line 28`},
		{"source that is not there", "is: Sharing power.}", "is: Sharing power., source: no-such}", `16:68: no source "no-such"`},
		{"source that is nearly there", "frameworks:\n  - id: heard\n    name: The values\n    items:\n      - {id: equality, name: Equality, is: Sharing power.}",
			"sources: [{id: charter, title: The charter}]\nframeworks:\n  - id: heard\n    name: The values\n    items:\n      - {id: equality, name: Equality, is: Sharing power., source: chartre}", `17:68: no source "chartre"; did you mean "charter"?`},
		{"round of a case", "level: none, never", "round: during, level: none, never", `41:96: no key "round" here`},
		{"placement scores out of order", "level: co-produce, text", "level: co-produce, score: 0, text", "31:54: each option must score more than the one before: 0 is not more than 0"},
		{"position below a named score", "level: none, text", "level: none, score: 1, text", "31:13: each option must score more than the one before: 1 is not more than 1"},
		{"asked of nobody", "        may-not-apply: true\n", "        may-not-apply: true\n        asked-of: []\n", "36:19: name at least one perspective here, or leave out asked-of to ask everyone"},
		{"asked of somebody unknown", "        may-not-apply: true\n", "        may-not-apply: true\n        asked-of: [carers]\n", `36:20: no perspective "carers"; did you mean "carer"?`},
		{"asked of one twice", "        may-not-apply: true\n", "        may-not-apply: true\n        asked-of: [carer, carer]\n", `36:27: perspective "carer" appears twice; it is first on line 36`},
		{"case that is not asked of staff", "        may-not-apply: true\n", "        may-not-apply: true\n        asked-of: [carer]\n", `42:74: the question "pay" is not asked of staff, and cases are answered as staff`},
		{"case without a level", "level: none, never", "never", "41:5: a case needs the level it should be at; if the story does not settle one, give at-least and at-most"},
		{"start to finish over 1", "share: 0.75,", "share: 0.75, start-to-finish: 2,", "5:43: this must be a number from 0 to 1, but it is 2"},
		{"long name of a question", "{if: {who-decides:", "{if: {" + strings.Repeat("x", 200) + ":", `45:11: no question "` + strings.Repeat("x", 60) + `…"; choose one of who-decides, pay`},
		{"unknown kind", "kind: practice", "kind: practise", `33:15: no kind of question "practise"; did you mean "practice"?`},
		{"unknown stage", "stage: planning", "stage: plan", `25:16: no stage "plan"; did you mean "planning"?`},
		{"no stage", "        stage: planning\n", "", `22:9: "stage" is missing here`},
		{"gate that may not apply", "gate: true", "gate: true\n        may-not-apply: true", "27:24: a gate must apply to every project"},
		{"practice gate", "        may-not-apply: true\n", "        gate: true\n", "35:15: only a placement question can be a gate"},
		{"unknown item", "[heard/equality]", "[heard/equalty]", `28:26: no framework item "heard/equalty"; did you mean "heard/equality"?`},
		{"item without a question", "[heard/respect]", "[heard/equality]", `17:14: no question counts towards "heard/respect"; list it under counts-towards in a question, or remove it`},
		{"option without a level", "{id: staff, level: none,", "{id: staff,", `30:13: "level" is missing here`},
		{"level in a practice question", "{id: never, score: 0,", "{id: never, score: 0, level: none,", `38:42: an option of a practice question has a score, not a level`},
		{"options out of order", "{id: everyone, level: co-produce, text: All of us.}", "{id: some, level: engage, text: Some.}\n          - {id: few, level: inform, text: Few.}\n          - {id: everyone, level: co-produce, text: All of us.}",
			`32:30: options run from lowest to highest: "inform" is lower than "engage" before it`},
		{"last option too low", "level: co-produce, text", "level: co-design, text", `31:35: the last option of a placement question must have the level "co-produce", so that every project has an answer; this one has "co-design"`},
		{"scores out of order", "score: 0", "score: 2", "39:31: each option must score more than the one before: 2 is not more than 2"},
		{"option twice", "{id: everyone,", "{id: staff,", `31:18: option "staff" appears twice; it is first on line 30`},
		{"option called unknown", "{id: never,", "{id: unknown,", `38:18: "unknown" cannot be the id of an option; every question already has that answer`},
		{"one option", "          - {id: never, score: 0, text: No., next: Find out the rate.}\n", "", "38:11: a question must have 2 to 6 options, but this has 1"},
		{"conflict about no question", "{if: {who-decides:", "{if: {who-decide:", `45:11: no question "who-decide"; did you mean "who-decides"?`},
		{"conflict about no option", "and: {pay: [never]}", "and: {pay: [nevre]}", `45:49: no option "nevre"; did you mean "never"?`},
		{"case with a wrong answer", "answers: {who-decides: staff,", "answers: {who-decides: stuff,", `41:67: no option "stuff"; did you mean "staff"?`},
		{"case that cannot be exempt", "who-decides: staff, pay: not-applicable", "who-decides: not-applicable", `41:67: no option "not-applicable"; choose one of staff, everyone, unknown`},
		{"one wording missing", `, after: "Who decided?"`, "", `24:14: "after" is missing here`},
		{"no placement question", "kind: placement", "kind: practice", "no placement question"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(small, c.old) == 0 {
				t.Fatalf("the bank has no %q", c.old)
			}
			_, err := questions.Load("b.yaml", []byte(strings.Replace(small, c.old, c.new, 1)))
			if err == nil {
				t.Fatal("the bank loads")
			}
			for _, want := range strings.Split(c.want, "\n") {
				if strings.Contains(want, ": ") {
					want = "b.yaml:" + want
				}
				if !strings.Contains(err.Error()+"\n", want) {
					t.Errorf("got\n%v\nwant\n%s", err, want)
				}
			}
		})
	}
}

// TestLoadMistakesAlone checks that one slip is one message: nothing else is said to
// be wrong because of it.
func TestLoadMistakesAlone(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"duplicate question", "      - id: pay\n", "      - id: who-decides\n        kind: practice\n        ask: Twice?\n" +
			"        options: [{id: a, score: 0, text: A.}, {id: b, score: 1, text: B.}]\n      - id: pay\n",
			`b.yaml:32:13: question "who-decides" appears twice; it is first on line 22`},
		{"wrong id of an item", "    items:\n", "    items:\n      - {id: Two Words, name: Two, is: Two.}\n",
			`b.yaml:16:14: "Two Words" is not an id; use small letters, digits and single hyphens`},
		{"wrong source", "is: Sharing power.}", "is: Sharing power., source: no-such}", `b.yaml:16:68: no source "no-such"`},
	} {
		_, err := questions.Load("b.yaml", []byte(strings.Replace(small, c.old, c.new, 1)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: got\n%v\nwant\n%s", c.name, err, c.want)
		}
	}
}

// TestLoadTellsAllAtOnce checks that five mistakes are five messages.
func TestLoadTellsAllAtOnce(t *testing.T) {
	bad := strings.NewReplacer("title: A small bank", "titel: x", "kind: practice", "kind: quiz", "[heard/equality]", "[heard/equity]",
		"level: co-produce, text", "level: top, text", "and: {pay:", "and: {pays:").Replace(small)
	_, err := questions.Load("b.yaml", []byte(bad))
	if err == nil {
		t.Fatal("the bank loads")
	}
	for _, want := range []string{`"titel"`, `"quiz"`, `"heard/equity"`, `"top"`, `"pays"`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not reported in\n%v", want, err)
		}
	}
}

// TestBankJSON checks that a bank can be read by other programs by the keys of the
// YAML.
func TestBankJSON(t *testing.T) {
	b, err := questions.Load("small.yaml", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(b.Sections)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"id":"start","title":"The start","questions":[` +
		`{"id":"who-decides","kind":"placement","ask":{"before":"Who will decide?","during":"Who decides?","after":"Who decided?"},` +
		`"stage":"planning","gate":true,"short":true,"may-not-apply":false,"counts-towards":["heard/equality"],"options":[` +
		`{"id":"staff","level":"none","score":0,"text":"Staff."},{"id":"everyone","level":"co-produce","score":1,"text":"All of us."}]},` +
		`{"id":"pay","kind":"practice","ask":"Are people paid?","gate":false,"short":false,"may-not-apply":true,"counts-towards":["heard/respect"],"options":[` +
		`{"id":"never","score":0,"text":"No.","next":"Find out the rate."},{"id":"paid","score":2,"text":"Yes."}]}]}]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := questions.Load("fuzz.yaml", data)
		if (b == nil) == (err == nil) {
			t.Fatalf("bank %v, error %v: want one of them", b != nil, err)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	text := questions.BankText(questions.DefaultBank)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := questions.Load("bank", text); err != nil {
			b.Fatal(err)
		}
	}
}
