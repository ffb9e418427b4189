package assess_test

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// whole is an answers file with everything a file can have.
const whole = `# Ward 7, spring
petal: 1
bank: {id: co-production, version: 1.0.0} # the built-in one
project: {name: "Hospital discharge letters", team: "Ward 7"}
round: before
date: 2026-11-20
depth: full
respondent: {perspective: staff, people: 6, name: "Amira"}
claim: co-design
aim: co-produce
limit: none
answers:
  # asked in the day room
  first-involved: part-choosing-what-to-tackle # nobody disagreed
  who-decides:
    choose: decide-shared
    note: Terms of reference agreed in March.
    evidence: minutes/2026-03.pdf
    votes: {decide-shared: 5, decide-after-views: 3}
  money: not-applicable
  aims: unknown
# what we promised
actions:
  - {said: "Letters use words nobody explains", will: "Write a glossary together", who: "Amira", by: 2027-01-31, done: false}
`

func read(t *testing.T, text string) *assess.Answers {
	t.Helper()
	a, err := assess.Read("w.yaml", []byte(text), questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestRead(t *testing.T) {
	got := read(t, whole)
	claim, aim := questions.CoDesign, questions.CoProduce
	want := &assess.Answers{
		Bank:       assess.BankRef{ID: "co-production", Version: "1.0.0"},
		Project:    assess.Project{Name: "Hospital discharge letters", Team: "Ward 7"},
		Round:      "before",
		Date:       "2026-11-20",
		Depth:      "full",
		Respondent: assess.Respondent{Perspective: "staff", People: 6, Name: "Amira"},
		Claim:      &claim,
		Aim:        &aim,
		Limit:      "none",
		Given: map[string]assess.Answer{
			"first-involved": {Choose: "part-choosing-what-to-tackle"},
			"who-decides": {
				Choose: "decide-shared", Note: "Terms of reference agreed in March.", Evidence: "minutes/2026-03.pdf",
				Votes: map[string]int{"decide-shared": 5, "decide-after-views": 3},
			},
			"money": {Choose: "not-applicable"},
			"aims":  {Choose: "unknown"},
		},
		Actions: []assess.Action{{Said: "Letters use words nobody explains", Will: "Write a glossary together", Who: "Amira", By: "2027-01-31"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// TestReadJSON checks that a file may be JSON, as a web form writes it.
func TestReadJSON(t *testing.T) {
	a := read(t, `{"petal": 1, "bank": {"id": "co-production", "version": "1.0.0"}, "project": {"name": "Letters"}, "round": "during",
 "date": "2026-11-20", "depth": "short", "respondent": {"perspective": "carer"}, "answers": {"aims": {"choose": "unknown", "note": "not told"}}}`)
	if a.Respondent.Perspective != "carer" || a.Given["aims"].Note != "not told" {
		t.Errorf("got %+v", a)
	}
}

// TestReadEscapesOfJSON checks that JSON is read as programs write it by default:
// Python with every emoji as a pair of escapes, PHP with each slash escaped.
func TestReadEscapesOfJSON(t *testing.T) {
	const text = `{"petal": 1, "bank": {"id": "co-production", "version": "1.0.0"}, "project": {"name": "Letters \ud83d\ude00"}, "round": "during",
 "date": "2026-11-20", "depth": "short", "respondent": {"perspective": "carer"},
 "answers": {"aims": {"choose": "unknown", "note": "C:\\U0001F600 # \ud83d\ude00", "evidence": "minutes\/march.pdf"}},
 "actions": [{"said": "No \ud83d\ude00", "will": "Ask"}]}`
	a := read(t, text)
	if got, want := a.Project.Name, "Letters 😀"; got != want {
		t.Errorf("project %q, want %q", got, want)
	}
	if got, want := a.Given["aims"], (assess.Answer{Choose: "unknown", Note: `C:\U0001F600 # 😀`, Evidence: "minutes/march.pdf"}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	a.Given["money"] = assess.Answer{Choose: "unknown", Note: "later"}
	a.Actions = append(a.Actions, assess.Action{Will: "Ring", By: "2027-01-31"})
	saved, err := assess.Encode(a, questions.Default(), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"petal": 1, "bank": {"id": "co-production", "version": "1.0.0"}, "project": {"name": "Letters 😀"}, "round": "during", ` +
		`"date": "2026-11-20", "depth": "short", "respondent": {"perspective": "carer"}, ` +
		`"answers": {"aims": {"choose": "unknown", "note": "C:\\U0001F600 # 😀", "evidence": "minutes/march.pdf"}, "money": {"choose": "unknown", "note": "later"}}, ` +
		`"actions": [{"said": "No 😀", "will": "Ask"}, {"will": "Ring", "by": "2027-01-31", "done": false}]}` + "\n"
	if string(saved) != want {
		t.Errorf("got  %s\nwant %s", saved, want)
	}
	if !reflect.DeepEqual(read(t, string(saved)), a) {
		t.Error("the saved file reads otherwise")
	}
}

func TestReadMistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown question", "who-decides:", "who-decide:", `w.yaml:15:3: no question "who-decide"; did you mean "who-decides"?`},
		{"unknown option", "choose: decide-shared", "choose: decide-sharde", `w.yaml:16:13: no option "decide-sharde"; did you mean "decide-shared"?`},
		{"unknown key in an answer", "evidence:", "evidense:", `w.yaml:18:5: no key "evidense" here; did you mean "evidence"?`},
		{"answer twice", "aims: unknown", "money: unknown", `w.yaml:21:3: "money" appears twice; it is first on line 20`},
		{"exempt where it applies", "aims: unknown", "aims: not-applicable", `w.yaml:21:9: the question "aims" applies to every project; it cannot be answered "not-applicable"`},
		{"an answer that staff are not asked for", "aims: unknown", "valued: unknown", `w.yaml:21:3: the question "valued" is asked of lived-experience and carer, not of staff; remove this answer`},
		{"impossible date", "date: 2026-11-20", "date: 2026-02-30", `w.yaml:6:7: this must be a date such as 2026-11-20, but it is "2026-02-30"`},
		{"another bank", "{id: co-production,", "{id: ours,", `w.yaml:3:7: these answers are for the bank "ours", not "co-production"; name its file with --bank`},
		{"another major version", "version: 1.0.0", "version: 2.1.0", `w.yaml:3:7: these answers are for version 2.1.0 of the bank "co-production", but this is version 1.0.0, whose questions differ; name the file of the older bank with --bank, or answer again in a new file`},
		{"future format", "petal: 1", "petal: 2", `w.yaml:2:8: these answers have format 2, but this version of Petal reads only format 1; you need a newer version`},
		{"people", "people: 6", "people: 0", `w.yaml:8:42: this must be a whole number from 1 to 10000, but it is 0`},
		{"half a person", "people: 6", "people: 2.5", `w.yaml:8:42: this must be a whole number from 1 to 10000, but it is "2.5"`},
		{"perspective", "perspective: staff", "perspective: stuff", `w.yaml:8:27: no perspective "stuff"; did you mean "staff"?`},
		{"claim", "claim: co-design", "claim: codesign", `w.yaml:9:8: no level "codesign"; did you mean "co-design"?`},
		{"limit", "limit: none", "limit: weather", `w.yaml:11:8: no limit "weather"; choose one of none, law, contract, safety, time`},
		{"long round", "round: before", "round: the spring of next year", `w.yaml:5:8: "the spring of next year" is not a round; use before, during, after or one short word`},
		{"votes", "decide-shared: 5", "decide-shared: -5", `w.yaml:19:28: this must be a whole number from 0 to 10000, but it is "-5"`},
		{"vote for nothing", "decide-after-views: 3", "decide-after-vews: 3", `w.yaml:19:31: no option "decide-after-vews"; did you mean "decide-after-views"?`},
		{"text as number", `"Ward 7"`, "7", `w.yaml:4:53: this must be text, but it is a number; put it in quotes: "7"`},
		{"escape in a note", "Terms of reference agreed in March.", `"\e[2J"`, `w.yaml:17:11: a control character (U+001B) is not allowed in text`},
		{"a date and a round missing beside an unknown key", "round: before\ndate: 2026-11-20\n", "rounds: 1\n",
			`w.yaml:2:1: still to be answered: which round this is (round), the date of the answers (date); petal assess will ask` + "\n" + `w.yaml:5:1: no key "rounds" here; did you mean "round"?`},
		{"a date missing beside a round that is wrong", "round: before\ndate: 2026-11-20\n", "round: 1\n",
			`w.yaml:2:1: still to be answered: the date of the answers (date); petal assess will ask` + "\n" + `w.yaml:5:8: this must be text, but it is a number; put it in quotes: "1"`},
		{"a date that is empty", "date: 2026-11-20", "date:", `w.yaml:6:6: this must be a date such as 2026-11-20, but it is empty`},
		{"a date before the calendar", "date: 2026-11-20", "date: 0000-01-01", `w.yaml:6:7: this must be a date such as 2026-11-20, but it is "0000-01-01"`},
		{"a project that is no mapping", `{name: "Hospital discharge letters", team: "Ward 7"}`, "Letters", `w.yaml:4:10: expected keys and values here, such as "name: Ward 7"; this is text`},
		{"a name of another type", `"Hospital discharge letters"`, "7", `w.yaml:4:17: this must be text, but it is a number; put it in quotes: "7"`},
		{"an empty name", `"Hospital discharge letters"`, `""`, `w.yaml:2:1: still to be answered: the name of the project (project.name); petal assess will ask`},
		{"a wrong key where the perspective is missing", "{perspective: staff, people: 6, name: \"Amira\"}", "\n  persons: 6",
			`w.yaml:2:1: still to be answered: who is answering (respondent.perspective); petal assess will ask` + "\n" + `w.yaml:9:3: no key "persons" here; choose one of perspective, people, name`},
		{"a long word", "choose: decide-shared", "choose: " + strings.Repeat("x", 200_000), `w.yaml:16:13: no option "` + strings.Repeat("x", 60) +
			`…"; choose one of decide-untold, decide-then-tell, decide-after-views, decide-after-open-talks, decide-from-joint-options, decide-shared, unknown`},
		{"dropped without a reason", "done: false", "dropped: true", `w.yaml:24:123: this must say why the action is no longer planned, in words`},
		{"done and dropped", "done: false", `done: true, dropped: "No money"`, `w.yaml:24:135: this action is marked as done and as dropped; it can only be one of them`},
		{"no perspective", "perspective: staff, ", "", "w.yaml:2:1: still to be answered: who is answering (respondent.perspective); petal assess will ask"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(whole, c.old) == 0 {
				t.Fatalf("the file has no %q", c.old)
			}
			_, err := assess.Read("w.yaml", []byte(strings.Replace(whole, c.old, c.new, 1)), questions.Default())
			if err == nil {
				t.Fatal("the file is read")
			}
			if got := err.Error(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestNullIsNoAnswer checks that an answer left empty is not an answer, and that the
// question is then out of a short check's scope.
func TestNullIsNoAnswer(t *testing.T) {
	for _, empty := range []string{"aims:", "aims: null", "aims: ~"} {
		a := read(t, strings.Replace(whole, "aims: unknown", empty, 1))
		if answer, there := a.Given["aims"]; there {
			t.Errorf("%q is read as %+v", empty, answer)
		}
	}
}

// TestEveryCorruption makes every single-field corruption of a valid file: each
// scalar, list and mapping in it is replaced in turn by something of another
// type, each fixed word by one that is not there, each key is misspelt and each
// is doubled. Every one must be refused with its line.
func TestEveryCorruption(t *testing.T) {
	var tree yaml.Node
	if err := yaml.Unmarshal([]byte(whole), &tree); err != nil {
		t.Fatal(err)
	}
	tried := 0
	refuse := func(what string) {
		t.Helper()
		tried++
		text, err := yaml.Marshal(&tree)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := assess.Read("w.yaml", text, questions.Default()); err == nil {
			t.Errorf("%s: the file is read\n%s", what, text)
		} else if !strings.HasPrefix(err.Error(), "w.yaml:") {
			t.Errorf("%s: no place in %q", what, err)
		}
	}
	var walk func(n *yaml.Node, path string)
	walk = func(n *yaml.Node, path string) {
		was := *n
		wrong := []yaml.Node{
			{Kind: yaml.SequenceNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "x"}}},
			{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "xyzzy"}, {Kind: yaml.ScalarNode, Value: "x"}}},
			{Kind: yaml.ScalarNode, Tag: "!!float", Value: "2.5"},
			{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: "a\x1bb"},
		}
		if n.Kind != yaml.SequenceNode { // an empty list of actions is a valid one
			wrong = append(wrong, yaml.Node{Kind: yaml.SequenceNode})
		}
		if !strings.HasPrefix(path, "/answers/") || strings.Count(path, "/") > 2 { // where a null means not answered
			wrong = append(wrong, yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"})
		}
		free := strings.HasSuffix(path, "name") || strings.HasSuffix(path, "team") || strings.HasSuffix(path, "note") || strings.HasSuffix(path, "evidence") ||
			strings.HasSuffix(path, "said") || strings.HasSuffix(path, "will") || strings.HasSuffix(path, "who")
		if !free && !strings.HasSuffix(path, "round") {
			wrong = append(wrong, yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "xyzzy"})
		}
		for _, w := range wrong {
			*n = w
			refuse(fmt.Sprintf("%s as %v %q", path, w.Kind, w.Value))
		}
		*n = was
		for i, child := range n.Content {
			switch {
			case n.Kind == yaml.SequenceNode:
				walk(child, fmt.Sprintf("%s[%d]", path, i))
			case i%2 == 1:
				walk(child, path+"/"+n.Content[i-1].Value)
			default:
				key := child.Value
				child.Value = key + "x"
				refuse("key " + path + "/" + child.Value)
				child.Value = key
				content := n.Content
				n.Content = append(slices.Clone(content), content[i], content[i+1])
				refuse("key " + path + "/" + key + " twice")
				n.Content = content
			}
		}
	}
	walk(tree.Content[0], "")
	if tried < 200 {
		t.Errorf("%d corruptions tried, want at least 200", tried)
	}
}

// TestDraft checks that a file with an unfinished set-up can be continued but not
// reported on.
func TestDraft(t *testing.T) {
	text := []byte("petal: 1\nbank: {id: co-production, version: 1.0.0}\nproject: {name: \"Letters\"}\nanswers: {}\n")
	a, err := assess.ReadDraft("w.yaml", text, questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range a.Missing() {
		got = append(got, p.Key)
	}
	if want := []string{"respondent.perspective", "round", "depth", "date"}; !slices.Equal(got, want) {
		t.Errorf("missing %v, want %v", got, want)
	}
	if _, err := assess.Read("w.yaml", text, questions.Default()); err == nil {
		t.Error("a report could be made of it")
	}
}

// TestEncodeKeeps changes two answers and adds one, and checks that the rest of the
// file, its comments included, stays as a person wrote it.
func TestEncodeKeeps(t *testing.T) {
	a := read(t, whole)
	a.Given["first-involved"] = assess.Answer{Choose: "part-only-told"}
	a.Given["aims"] = assess.Answer{Choose: "aims-without-people", Note: "Amira: \"no\"\n# really"}
	a.Given["who-chairs"] = assess.Answer{Choose: "chair-shared"}
	got, err := assess.Encode(a, questions.Default(), []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(
		"first-involved: part-choosing-what-to-tackle #", "first-involved: part-only-told #",
		"  aims: unknown\n", "  aims:\n    choose: aims-without-people\n    note: \"Amira: \\\"no\\\"\\n# really\"\n  who-chairs: chair-shared\n",
	).Replace(whole)
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestEncodeNew checks the shape of a file that is written for the first time.
func TestEncodeNew(t *testing.T) {
	claim := questions.Consult
	a := &assess.Answers{
		Bank:    assess.BankRef{ID: "co-production", Version: "1.0.0"},
		Project: assess.Project{Name: "No: 7"}, Round: "2027", Date: "2026-11-20", Depth: "short",
		Respondent: assess.Respondent{Perspective: "carer", People: 1}, Claim: &claim,
		Given: map[string]assess.Answer{"aims": {Choose: "unknown"}, "first-involved": {Choose: "part-choosing-what-to-tackle", Evidence: "true"}},
	}
	got, err := assess.Encode(a, questions.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `petal: 1
bank: {id: co-production, version: 1.0.0}
project: {name: "No: 7"}
round: "2027"
date: 2026-11-20
depth: short
respondent: {perspective: carer, people: 1}
claim: consult
answers:
  first-involved:
    choose: part-choosing-what-to-tackle
    evidence: "true"
  aims: unknown
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestEncodeKeepsActions changes two actions and adds one, and checks that the rest
// of each stays as a person wrote it, comments and all.
func TestEncodeKeepsActions(t *testing.T) {
	text := whole + `  # Ravi asked for this
  - will: Paint six bays # blue ones
    who: Ravi
    # the council knows
    done: false
  - {will: Hire the field} # is it free?
`
	a := read(t, text)
	a.Actions[1].Done, a.Actions[1].Did, a.Actions[1].Needs = true, "They are blue", "£200"
	a.Actions[2].Dropped = "The field is sold"
	a.Actions = append(a.Actions, assess.Action{Will: "Ring people", Needs: "A telephone"})
	got, err := assess.Encode(a, questions.Default(), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(
		"    who: Ravi\n", "    who: Ravi\n    needs: \"£200\"\n",
		"    done: false\n", "    done: true\n    did: \"They are blue\"\n",
		"{will: Hire the field} # is it free?\n", "{will: Hire the field, done: false, dropped: \"The field is sold\"} # is it free?\n  - {will: \"Ring people\", needs: \"A telephone\", done: false}\n",
	).Replace(text)
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestEncodeAddsInOrder checks that what is answered later is put where a reader
// looks for it: the set-up before the answers, the actions after them.
func TestEncodeAddsInOrder(t *testing.T) {
	text := []byte("petal: 1\nbank: {id: co-production, version: 1.0.0}\nproject: {name: \"Letters\"}\n# so far\nanswers:\n  aims: unknown\n")
	a, err := assess.ReadDraft("w.yaml", text, questions.Default())
	if err != nil {
		t.Fatal(err)
	}
	a.Round, a.Date, a.Limit = "during", "2026-11-20", "none"
	a.Actions = []assess.Action{{Will: "Ring people", Done: true, Did: "Nine rang back"}}
	got, err := assess.Encode(a, questions.Default(), text)
	if err != nil {
		t.Fatal(err)
	}
	want := `petal: 1
bank: {id: co-production, version: 1.0.0}
project: {name: "Letters"}
round: during
date: 2026-11-20
respondent: {}
limit: none
# so far
answers:
  aims: unknown
actions:
  - {will: "Ring people", done: true, did: "Nine rang back"}
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestEncodeJSONStaysJSON checks that a file a web form wrote stays JSON that the
// form can read.
func TestEncodeJSONStaysJSON(t *testing.T) {
	previous := `{"petal": 1, "bank": {"id": "co-production", "version": "1.0.0"}, "project": {"name": "Letters"}, "round": "during", ` +
		`"date": "2026-11-20", "depth": "short", "respondent": {"perspective": "carer"}, "answers": {"aims": "unknown"}}`
	a := read(t, previous)
	a.Given["money"] = assess.Answer{Choose: "not-applicable", Note: "no budget"}
	got, err := assess.Encode(a, questions.Default(), []byte(previous))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(previous, `"aims": "unknown"`, `"aims": "unknown", "money": {"choose": "not-applicable", "note": "no budget"}`, 1) + "\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestEncodeRefuses checks that text that would not read back gives an error, not a
// broken file.
func TestEncodeRefuses(t *testing.T) {
	a := read(t, whole)
	a.Given["aims"] = assess.Answer{Choose: "unknown", Note: "\x1b[2J"}
	if text, err := assess.Encode(a, questions.Default(), []byte(whole)); err == nil {
		t.Errorf("got\n%s\nwant an error", text)
	}
}

// drawAnswers returns a random valid set of answers with awkward texts.
func drawAnswers(t *rapid.T) *assess.Answers {
	bank := questions.Default()
	piece := rapid.SampledFrom([]string{"a", "Ä", "#", " # x", ": ", "- ", "\"", "'", "\\", "{", "}", "[", "]", "no", "1e3", "2026-01-01", "|", ">", "%", "@", "&", "*", "!", "`", "مرحبا", "🌸", "~", "?"})
	line := func(label string) string {
		return strings.TrimSpace(strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, label), ""))
	}
	note := func(label string) string {
		pieces := rapid.SliceOfN(rapid.OneOf(piece, rapid.SampledFrom([]string{"\n", "\n\n", "\t", "  ", "\n  "})), 0, 8)
		return strings.Join(pieces.Draw(t, label), "")
	}
	a := &assess.Answers{
		Bank:       assess.BankRef{ID: bank.ID, Version: bank.Version},
		Project:    assess.Project{Name: line("name"), Team: line("team")},
		Round:      rapid.SampledFrom([]string{"before", "during", "after", "2027", "no", "x1"}).Draw(t, "round"),
		Date:       "2026-11-20",
		Depth:      rapid.SampledFrom(assess.Depths).Draw(t, "depth"),
		Respondent: assess.Respondent{Perspective: rapid.SampledFrom(questions.Perspectives).Draw(t, "perspective"), People: rapid.IntRange(0, 9).Draw(t, "people")},
		Given:      map[string]assess.Answer{},
	}
	for _, q := range bank.Questions() {
		if !q.IsAskedOf(a.Respondent.Perspective) || !rapid.Bool().Draw(t, "answered") {
			continue
		}
		answer := assess.Answer{Choose: rapid.SampledFrom(q.AnswerWords()).Draw(t, "choose")}
		if rapid.IntRange(0, 3).Draw(t, "more") == 0 {
			answer.Note, answer.Evidence = note("note"), line("evidence")
		}
		if rapid.IntRange(0, 9).Draw(t, "voted") == 0 {
			answer.Votes = map[string]int{q.Options[0].ID: rapid.IntRange(0, 20).Draw(t, "votes")}
		}
		a.Given[q.ID] = answer
	}
	for range rapid.IntRange(0, 3).Draw(t, "actions") {
		action := assess.Action{
			Said: line("said"), Will: "do" + line("will"), Who: line("who"), Needs: line("needs"), By: rapid.SampledFrom([]string{"", "2027-01-31"}).Draw(t, "by"),
			Done: rapid.Bool().Draw(t, "done"), Did: line("did"),
		}
		if !action.Done {
			action.Dropped = line("dropped")
		}
		a.Actions = append(a.Actions, action)
	}
	return a
}

// TestLawRoundTrip writes random answers, changes them, writes them over the first
// file, and checks that what is read back is what was meant.
func TestLawRoundTrip(t *testing.T) {
	bank := questions.Default()
	rapid.Check(t, func(t *rapid.T) {
		var previous []byte
		for range 2 {
			a := drawAnswers(t)
			text, err := assess.Encode(a, bank, previous)
			if err != nil {
				t.Fatal(err)
			}
			again, err := assess.ReadDraft("again", text, bank)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if !reflect.DeepEqual(again, a) {
				t.Fatalf("got  %+v\nwant %+v\n%s", again, a, text)
			}
			previous = text
		}
	})
}

// TestLawCommentsSurvive puts comments in random places of a file, changes answers,
// and checks that every comment is still there.
func TestLawCommentsSurvive(t *testing.T) {
	bank := questions.Default()
	rapid.Check(t, func(t *rapid.T) {
		base, err := assess.Encode(drawAnswers(t), bank, nil)
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		var comments []string
		for i, line := range strings.Split(strings.TrimSuffix(string(base), "\n"), "\n") {
			comment := fmt.Sprintf("# remark %d", i)
			indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
			switch rapid.IntRange(0, 4).Draw(t, "place") {
			case 0: // above
				fmt.Fprintf(&text, "%s%s\n%s\n", indent, comment, line)
				comments = append(comments, comment)
			case 1: // after
				fmt.Fprintf(&text, "%s %s\n", line, comment)
				comments = append(comments, comment)
			case 2: // above, at the margin
				fmt.Fprintf(&text, "%s\n%s\n", comment, line)
				comments = append(comments, comment)
			default:
				fmt.Fprintln(&text, line)
			}
		}
		a, err := assess.ReadDraft("commented", text.Bytes(), bank)
		if err != nil {
			t.Fatalf("%v\n%s", err, text.String())
		}
		for _, q := range bank.Questions() {
			if q.IsAskedOf(a.Respondent.Perspective) && rapid.IntRange(0, 2).Draw(t, "change") == 0 {
				answer := assess.Answer{Choose: rapid.SampledFrom(q.AnswerWords()).Draw(t, "choose")}
				if rapid.Bool().Draw(t, "noted") {
					answer.Note = "changed"
				}
				a.Given[q.ID] = answer
			}
		}
		for i := range a.Actions {
			if rapid.Bool().Draw(t, "change action") {
				a.Actions[i] = assess.Action{Said: a.Actions[i].Said, Will: "changed", Needs: "time", Done: true, Did: "changed"}
			}
		}
		if rapid.Bool().Draw(t, "add action") {
			a.Actions = append(a.Actions, assess.Action{Will: "added"})
		}
		got, err := assess.Encode(a, bank, text.Bytes())
		if err != nil {
			t.Fatalf("%v\n%s", err, text.String())
		}
		for _, c := range comments {
			if !strings.Contains(string(got), c) {
				t.Fatalf("%q is lost in\n%s", c, got)
			}
		}
	})
}

// TestExample checks that the built-in example is whole and shows what a newcomer
// should see: a level, a way up, gaps and praise.
func TestExample(t *testing.T) {
	bank := questions.Default()
	a, err := assess.Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	r := assess.Evaluate(bank, a)
	if got := levelWord(r.Placement.Level); got != "engage" {
		t.Errorf("the example is at %s, want engage", got)
	}
	if r.Placement.Next == nil || len(r.Placement.Next.Change) != 2 {
		t.Errorf("the way up is %s, want two changes", changes(r.Placement.Next))
	}
	if len(r.Strengths) != 3 || len(r.ToWorkOn) != 3 || r.Evidence.Backed == 0 || len(r.Evidence.Missing) == 0 {
		t.Errorf("%d strengths, %d to work on, evidence %+v", len(r.Strengths), len(r.ToWorkOn), r.Evidence)
	}
}

func FuzzRead(f *testing.F) {
	bank := questions.Default()
	f.Add([]byte(whole))
	example, err := os.ReadFile("example.petal.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(example)
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := assess.Read("fuzz.yaml", data, bank)
		if err != nil {
			return
		}
		// What is read can be worked out and written, and reads back the same.
		assess.Evaluate(bank, a)
		text, err := assess.Encode(a, bank, data)
		if err != nil {
			t.Fatalf("it is read but not written: %v", err)
		}
		if len(text) > 256<<10 {
			return
		}
		again, err := assess.Read("again.yaml", text, bank)
		if err != nil {
			t.Fatalf("written but not read: %v\n%s", err, text)
		}
		if len(again.Given) != len(a.Given) || again.Project != a.Project {
			t.Fatalf("got %+v\nwant %+v", again, a)
		}
	})
}
