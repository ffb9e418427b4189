package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
)

// kind is a kind of file that Petal reads.
type kind string

const (
	answersKind   kind = "answers"
	bankKind      kind = "bank"
	scenariosKind kind = "scenarios"
	lessonKind    kind = "lesson"
	policyKind    kind = "policy"
)

// invocation is a command that reads a file of one kind. In its words, {} stands
// for the file, {answers} for a good answers file, {new} for one not there yet,
// {carer} for what a carer answered beside the file, {before} for what its team
// answered a round earlier.
type invocation struct {
	words  string
	format string // how its output is to be read: text, or a format of a report
	stdin  string
}

// setUp is what petal assess needs before it comes to the questions.
const setUp = " --project P --team T --perspective staff --people 3 --round during --claim inform --aim engage --limit none --depth short"

// invocations returns every command that reads a file of this kind, in every format.
func invocations(k kind) []invocation {
	var out []invocation
	add := func(words string, formats ...string) {
		if len(formats) == 0 {
			out = append(out, invocation{words: words, format: "text"})
		}
		for _, f := range formats {
			out = append(out, invocation{words: words + " --format " + f, format: f})
		}
	}
	switch k {
	case answersKind:
		add("report {}", reportFormats.names()...)
		add("report {} --private", reportFormats.names()...)
		add("check {} --at-least aim --heard 50 --no-copies --private", checkFormats.names()...)
		add("compare {before} {} --private", roundFormats.names()...)
		add("portfolio {} {carer} {before} --all-rounds", portfolioFormats.names()...)
		add("portfolio {} {carer} --by team", inWords[drawn]().names()...)
		add("portfolio {} {carer} --private", inWords[drawn]().names()...)
		add("portfolio {} --long", "csv")
		add("report {} --easy", inWords[drawn]().names()...)
		add("report {} --brief", inWords[drawn]().names()...)
		add("report {} --one-page", append(inWords[drawn]().names(), "text")...)
		add("report {} --slide --private", "html")
		add("report {} --view ladder", "svg")
		add("report {} {carer}", "terminal", "json", "html")
		add("compare {before} {}", roundFormats.names()...)
		add("compare {} {carer} --by perspective", sideFormats.names()...)
		add("actions {} {before}", actionsFormats.names()...)
		add("actions {} --open --who Amira --large-print", "html")
		add("check {} {carer} --at-least aim --principles 50 --evidence co-design --perspectives partner --no-fall-since {before}", checkFormats.names()...)
		out = append(out,
			invocation{words: "assess {} --notes none", format: "text", stdin: "2\n?\nb\n1\nq\n"},
			invocation{words: "assess {new} --from {} --round after --perspective staff", format: "text", stdin: "y\nIt came\n3\n1\nq\n"},
		)
	case bankKind:
		add("bank check {}")
		add("bank show {}", bankFormats.names()...)
		add("bank list --bank {}", "text", "json")
		add("schema policy --bank {}")
		add("explain --bank {}", "text", "json")
		add("report {answers} --bank {}", reportFormats.names()...)
		add("report {answers} --easy --bank {}", "html")
		add("learn --print --seed 7 --bank {}", learnFormats.names()...)
		out = append(out, invocation{words: "assess {new} --easy --bank {}" + setUp, format: "text", stdin: "1\nh\n2\nq\n"})
		add("form --bank {}", "text")
		out = append(out, invocation{words: "form --bank {} --format paper --easy", format: "html"}, invocation{words: "form --bank {} --format html", format: "web form"})
	case scenariosKind:
		add("bank check {}")
		add("learn --print --seed 7 --scenarios {}", learnFormats.names()...)
		out = append(out, invocation{words: "learn --seed 7 --count 2 --scenarios {}", format: "text", stdin: "1\n\n2\n\n"})
	case lessonKind:
		add("learn --results {}", learnFormats.names()...)
		out = append(out, invocation{words: "learn {}", format: "text", stdin: "1\n\n2\n\n"})
	case policyKind:
		add("check {answers} --policy {}", checkFormats.names()...)
	}
	return out
}

// good holds the valid files that a command needs beside the file it is tried with.
type good struct {
	answers string // a good answers file
	dir     string // where further files go
}

// args returns the words of an invocation with the files put in, of which text is
// what the one in question holds.
func (g good) args(t testing.TB, i invocation, file, text string) []string {
	t.Helper()
	with := func(name, old, new string) string {
		if !strings.Contains(i.words, "{"+name+"}") {
			return ""
		}
		return put(t, g.dir, name+answersfile.Suffix, strings.Replace(text, old, new, 1))
	}
	places := strings.NewReplacer(
		"{}", file, "{answers}", g.answers, "{new}", filepath.Join(g.dir, "new"+answersfile.Suffix),
		"{carer}", with("carer", "perspective: staff", "perspective: carer"),
		"{before}", with("before", "round: during", "round: before"),
	)
	words := strings.Fields(i.words)
	for n, w := range words {
		words[n] = places.Replace(w)
	}
	return words
}

// TestInvocationsCoverEveryCommand checks that a new command or format is tried with
// hostile and broken files too.
func TestInvocationsCoverEveryCommand(t *testing.T) {
	filesNotRead := []string{"petal", "petal bank", "petal version",
		"petal bank new"} // its copy of a file is tried in bank.txtar: it writes over nothing, whatever -o says
	used := map[string]bool{}
	for _, k := range kinds {
		for _, i := range invocations(k) {
			cmd, _, err := (&app{}).root().Find(strings.Fields(i.words))
			if err != nil {
				t.Fatal(err)
			}
			used[cmd.CommandPath()] = true
		}
	}
	for _, cmd := range documented((&app{}).root()) {
		if path := cmd.CommandPath(); !used[path] && !slices.Contains(filesNotRead, path) {
			t.Errorf("nothing here runs %s with a file", path)
		}
	}
}

var kinds = []kind{answersKind, bankKind, scenariosKind, lessonKind, policyKind}

// sample returns a good file of each kind, with something in every field.
func sample(t testing.TB, k kind) string {
	t.Helper()
	switch k {
	case answersKind:
		return fullAnswers()
	case bankKind:
		return string(questions.BankText(questions.DefaultBank))
	case scenariosKind:
		text, err := os.ReadFile("../../questions/bank/scenarios.yaml")
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	case lessonKind:
		return fullLesson
	case policyKind:
		return fullPolicy
	}
	t.Fatalf("no sample of %s", k)
	return ""
}

// fullAnswers answers every question that staff are asked, the placement ones as
// if all were well and each with a reason and evidence.
func fullAnswers() string {
	var out strings.Builder
	out.WriteString(answersHead)
	for _, q := range questions.Default().Questions() {
		if q.IsAskedOf(questions.Staff) && !strings.Contains(answersHead, "\n  "+q.ID+":") {
			fmt.Fprintf(&out, "  %s: {choose: %s, note: %q, evidence: %q}\n", q.ID, q.Options[len(q.Options)-1].ID, "As agreed", "minutes, page 3")
		}
	}
	out.WriteString(answersFoot)
	return out.String()
}

const answersHead = `petal: 1
bank: {id: co-production, version: 1.0.0}
project: {name: "Letters home", team: "Ward 7"}
round: during
date: 2026-11-20
depth: full
respondent: {perspective: staff, people: 6, name: "Amira"}
claim: co-design
aim: co-produce
limit: law
answers:
  first-involved: part-choosing-what-to-tackle
  who-decides: {choose: decide-shared, note: "Terms of reference agreed in March.", evidence: "minutes/2026-03.pdf", votes: {decide-shared: 5, decide-after-views: 3}}
  money: {choose: not-applicable, note: "No budget"}
  aims: {choose: unknown, note: "Nobody asked"}
`

const answersFoot = `actions:
  - {said: "Letters use words nobody explains", will: "Write a glossary together", who: "Amira", needs: "Two afternoons", by: 2027-01-31, done: false}
  - {said: "We come too late", will: "Ask people first", done: true, did: "Six came"}
  - {will: "Paint the hall", dropped: "The hall is sold"}
`

const fullLesson = `petal-lesson: 1
scenarios: {id: "participation", version: "1.0.0"}
date: 2026-11-20
seed: 7
group: "Ward 7 staff"
mode: room
stories:
  - {id: "breakfast-at-the-shelter", first: {inform: 2, consult: 3, engage: 4, co-design: 1}, second: {consult: 9, engage: 1}}
  - {id: "washing-day", first: {consult: 5, engage: 5}}
`

const fullPolicy = `petal-policy: 1
at-least: aim
principles: {min: 50, payment: 60}
heard: {min: 50}
perspectives: [staff, lived-experience]
evidence: co-design
max-age: 180d
depth: full
bank: built-in
no-copies: true
allow-limit: {law: consult}
`

// speech is the keys whose values are somebody's words and may be any text.
var speech = []string{
	"name", "team", "note", "evidence", "said", "will", "who", "group", "title", "is", "planned", "easy", "not-yet", "people-hear", "fits-when",
	"about", "why", "easy-why", "ask", "before", "during", "after", "text", "next", "easy-next", "story", "say", "term", "means", "by", "used-for", "language",
	"up", "room", "misses",
}

// saying returns a file in which everybody says the same, or "" if nobody can say
// anything.
func saying(t testing.TB, text, words string) string {
	t.Helper()
	if strings.HasPrefix(text, "petal-policy:") {
		return "" // numbers and fixed words
	}
	var tree yaml.Node
	if err := yaml.Unmarshal([]byte(text), &tree); err != nil {
		t.Fatal(err)
	}
	said := 0
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		for i, child := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 1 && child.Kind == yaml.ScalarNode && child.ShortTag() == "!!str" && slices.Contains(speech, n.Content[i-1].Value) {
				child.Value, child.Style = words, yaml.DoubleQuotedStyle
				if n.Content[i-1].Value == "term" {
					child.Value += strconv.Itoa(said) // each term once
				}
				said++
			}
			visit(child)
		}
	}
	visit(&tree)
	if said == 0 {
		t.Fatal("nobody says anything in this file")
	}
	out, err := yaml.Marshal(&tree)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// fewAnswers is good for [smallBank].
const fewAnswers = `petal: 1
bank: {id: small, version: 1.0.0}
project: {name: "Letters home", team: "Ward 7"}
round: during
date: 2026-11-20
depth: full
respondent: {perspective: carer, people: 2}
claim: engage
aim: co-design
limit: none
answers:
  who-decides: {choose: staff, note: "As ever"}
  when: late
`

// smallBank returns a bank with each thing a bank can have, once or twice.
func smallBank(t testing.TB) string {
	t.Helper()
	const text = `petal-bank: 1
id: small
version: 1.0.0
language: en-GB
title: A small bank
placement: {share: 0.75, min-answered: 0.5, start-to-finish: 0.5}
sources:
  - {id: us, title: "What we know", by: Us, used-for: All of it}
levels:
  - {id: inform, name: Inform, is: "Staff tell people.", planned: "Staff will tell people.", easy: "We tell you.", not-yet: "Nobody answers.", people-hear: "We decided.", fits-when: "The law decides."}
  - {id: consult, name: Consult, is: "Staff ask people."}
  - {id: engage, name: Engage, is: "Staff talk with people."}
  - {id: co-design, name: Co-design, is: "People and staff draw up the plan."}
  - {id: co-produce, name: Co-produce, is: "People and staff decide."}
frameworks:
  - id: values
    name: Values
    about: What counts.
    items:
      - {id: power, name: Power, is: "It is shared.", easy: "We share.", source: us}
      - {id: pay, name: Pay, is: "People are paid.", source: us}
sections:
  - id: deciding
    title: Deciding
    questions:
      - id: who-decides
        kind: placement
        ask: {before: "Who will decide?", during: "Who decides?", after: "Who decided?"}
        easy: Who says yes or no?
        why: It shows who has the power.
        easy-why: It shows who is in charge.
        stage: planning
        gate: true
        short: true
        counts-towards: [values/power]
        options:
          - {id: staff, level: none, score: 0, text: "Staff alone.", easy: "Staff.", next: "Ask people first.", easy-next: "Ask us."}
          - {id: staff-after, level: consult, score: 2, text: "Staff, after they asked.", next: "Decide with them."}
          - {id: both, level: co-produce, score: 5, text: "Both, with a vote each."}
      - id: when
        kind: placement
        ask: When do people come in?
        stage: design
        may-not-apply: true
        counts-towards: [values/power]
        options:
          - {id: late, level: inform, text: "At the end."}
          - {id: early, level: co-produce, text: "At the start."}
  - id: paying
    title: Paying
    questions:
      - id: paid
        kind: practice
        ask: Are people paid?
        why: Time is worth money.
        stage: delivery
        short: true
        counts-towards: [values/pay]
        options:
          - {id: not-at-all, score: 0, text: "No.", next: "Find a budget."}
          - {id: sometimes, score: 1, text: "Sometimes."}
          - {id: always, score: 3, text: "Always."}
      - id: thanked
        kind: practice
        ask: Are you thanked?
        stage: evaluation
        asked-of: [lived-experience, carer]
        counts-towards: [values/pay]
        options:
          - {id: not-thanked, score: 0, text: "No."}
          - {id: thanked-by-name, score: 1, text: "Yes, by name."}
cases:
  - {id: all-by-staff, story: "Staff decide.", answers: {who-decides: staff, when: late}, level: none, never: consult}
  - {id: little-told, story: "People came in late.", answers: {who-decides: unknown, when: late}, at-least: none, at-most: inform}
glossary:
  - {term: carer, means: "Somebody who looks after somebody.", easy: "A helper."}
conflicts:
  - {if: {who-decides: [staff]}, and: {when: [early]}, say: "Early, and yet without a say."}
`
	if _, err := questions.Load("small.yaml", []byte(text)); err != nil {
		t.Fatal(err)
	}
	return text
}

// fewStories returns the first stories of a file of them.
func fewStories(t testing.TB, text string) string {
	t.Helper()
	stories := strings.Split(text, "\n  - id: ")
	few := strings.Join(stories[:6], "\n  - id: ") + "\n"
	if _, err := questions.LoadScenarios("few.yaml", []byte(few)); err != nil {
		t.Fatal(err)
	}
	return few
}
