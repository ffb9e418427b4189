// Package form writes the questions of a bank for people to answer away from a
// terminal: as a single web page that works offline, as a form on paper, and as plain
// text. The page saves an answers file like any other; answers on paper and in text
// are typed in.
//
// People who answer do not see what an answer is worth: none of these show levels,
// scores or ids, except in the data that the page's script reads.
package form

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"io"
	"strings"
	"sync"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// Options says what is known before a form is answered, and how the form looks.
type Options struct {
	Known      assess.Answers // the part of the set-up that is known; the rest is asked
	Intro      []string       // paragraphs for the first page, instead of Petal's own
	ReturnTo   string         // where to send answers; "" leaves that to the people who hand the form out
	LargePrint bool           // on paper
	Easy       bool           // start with easy words; on paper and in text, use only those
}

//go:embed *.tmpl
var templateFiles embed.FS

//go:embed web.css
var webStyle string

//go:embed place.js
var placeScript string

//go:embed web.js
var webScript string

// webCode is all the code that a page runs: the rules of placement and scoring, and
// the pages.
var webCode = sync.OnceValue(func() string {
	return "'use strict';\n(() => {\n" + placeScript + "\n" + webScript + "})();\n"
})

// templates are parsed when a page is first written, so that no other command pays
// for it.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").ParseFS(templateFiles, "*.tmpl"))
})

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Web writes the form as one page that has everything it needs and uses no network.
func Web(w io.Writer, bank *questions.Bank, o Options) error {
	f := newForm(bank, o, onPages)
	data := newData(f)
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	data.Key = hex.EncodeToString(sum[:8]) // keeps the answers apart from those of another form in the same browser
	page := webPage{
		form:   f,
		Policy: "default-src 'none'; style-src " + hash(webStyle) + "; script-src " + hash(webCode()) + "; base-uri 'none'; form-action 'none'",
		Style:  template.CSS(webStyle), //nolint:gosec // our own file
		Script: template.JS(webCode()), //nolint:gosec // our own files
		Data:   data,
	}
	return write(w, "web.tmpl", page)
}

// write writes the output of a template. What people wrote has been read strictly,
// and the templates escape it for its place in the page.
func write(w io.Writer, name string, page any) error {
	var out strings.Builder
	if err := templates().ExecuteTemplate(&out, name, page); err != nil {
		return err
	}
	_, err := io.WriteString(w, out.String())
	return err
}

type webPage struct {
	form
	Policy string
	Style  template.CSS
	Script template.JS
	Data   data
}

// form is a bank as the people who answer see it.
type form struct {
	Bank *questions.Bank
	Options
	Language, Dir string
	SetUp         []string  // the ids of the parts of the set-up that it has room for, in the order of the form
	Sections      []section // sections with the questions that may be asked, without empty sections
}

type section struct {
	Title     string
	ID        string
	Questions []question
}

// question is one question as it is asked. At one depth, its number is the same for
// everybody: questions asked of everybody come first.
type question struct {
	*questions.Question
	Number  int
	Ask     []variant
	Why     []variant
	Options []option
	Only    string // the only people who are asked it, in words; "" if everybody is
}

type option struct {
	ID   string
	Text []variant
}

// variant is one wording of a text. A page shows one at a time. Class is p for plain
// words and e for easy ones, followed by b, d or a if it is only for the round
// before, during or after. A form has eight hundred of these, so single letters keep
// it small.
type variant struct{ Class, Text string }

func newForm(bank *questions.Bank, o Options, setUp []string) form {
	f := form{Bank: bank, Options: o, SetUp: setUp, Language: bank.Language, Dir: bank.Dir}
	if f.Language == "" {
		f.Language = "en-GB"
	}
	if f.Dir == "" {
		f.Dir = "ltr"
	}
	who := o.Known.Respondent.Perspective
	numbers := numbersOf(bank, o.Known.Depth)
	for i := range bank.Sections {
		s := section{Title: bank.Sections[i].Title, ID: bank.Sections[i].ID}
		for j := range bank.Sections[i].Questions {
			q := &bank.Sections[i].Questions[j]
			if o.Known.Depth == assess.Short && !q.Short || who != "" && !q.IsAskedOf(who) {
				continue
			}
			s.Questions = append(s.Questions, f.question(q, numbers[q.ID]))
		}
		if len(s.Questions) > 0 {
			f.Sections = append(f.Sections, s)
		}
	}
	return f
}

// numbersOf returns the number of each question on a paper form of a depth, by its
// id. A question has the same number whoever the form is for: questions that only
// some people are asked come after those that everybody is asked.
func numbersOf(bank *questions.Bank, depth string) map[string]int {
	numbers := map[string]int{}
	for n, q := range InPaperOrder(bank, depth) {
		numbers[q.ID] = n + 1
	}
	return numbers
}

// InPaperOrder returns the questions of a depth in the order of their numbers.
func InPaperOrder(bank *questions.Bank, depth string) []*questions.Question {
	var everybody, some []*questions.Question
	for _, q := range bank.Questions() {
		switch {
		case depth == assess.Short && !q.Short:
		case len(q.AskedOf) == 0:
			everybody = append(everybody, q)
		default:
			some = append(some, q)
		}
	}
	return append(everybody, some...)
}

func (f form) question(q *questions.Question, number int) question {
	out := question{Question: q, Number: number, Ask: f.wordings(q.Ask, q.Easy), Why: f.wording(q.Why, q.EasyWhy)}
	for _, o := range q.Options {
		out.Options = append(out.Options, option{o.ID, f.wording(o.Text, o.Easy)})
	}
	var who []string
	for _, p := range q.AskedOf {
		who = append(who, f.Say("perspective-"+string(p)))
	}
	out.Only = strings.Join(who, "; ")
	return out
}

// wording returns the wordings of a text that is the same in every round.
func (f form) wording(plain, easy string) []variant {
	if plain == "" && easy == "" {
		return nil
	}
	return f.wordings(questions.Wording{Before: plain, During: plain, After: plain}, questions.Wording{Before: easy, During: easy, After: easy})
}

// wordings returns every wording of a text that the form may need. If the round is
// known, these are only the ones for that round.
func (f form) wordings(plain, easy questions.Wording) []variant {
	rounds := assess.Rounds
	if f.Known.Round != "" {
		rounds = []string{f.Known.Round}
	}
	var all []variant
	add := func(of questions.Wording, class string) {
		for _, round := range rounds {
			text := of.In(round)
			if n := len(all); n > 0 && all[n-1].Text == text && strings.HasPrefix(all[n-1].Class, class) {
				all[n-1].Class += " " + round[:1]
				continue
			}
			all = append(all, variant{class + " " + round[:1], text})
		}
	}
	switch {
	case easy.During == "":
		add(plain, "p e")
	case plain.During == "":
		add(easy, "p e")
	default:
		add(plain, "p")
		add(easy, "e")
	}
	every := ""
	for _, round := range rounds {
		every += " " + round[:1]
	}
	for i := range all {
		all[i].Class = strings.TrimSuffix(all[i].Class, every)
	}
	return all
}

// Say returns one of Petal's own sentences; see [questions.Bank.Say].
func (f form) Say(id string, parts ...string) string { return f.Bank.Say(id, parts...) }

// About says what the questions are about.
func (f form) About() string {
	if f.Known.Project.Name == "" {
		return f.Say("about-any")
	}
	return f.Say("about", "project", f.Known.Project.Name)
}

// Start returns the paragraphs that say what the questions are for and who sees the
// answers. kept is the sentence that says where answers are kept until they are sent.
func (f form) Start(kept string) []string {
	if len(f.Intro) > 0 {
		return f.Intro
	}
	what := f.Say("start-what-any")
	if f.Known.Project.Name != "" {
		what = f.Say("start-what", "project", f.Known.Project.Name)
	}
	return []string{what, f.Length(), f.Say("start-unsure"), f.Say(kept), f.Say("start-who-sees"), f.Say("start-meaning")}
}

// Length says how many questions there are and how long the form takes.
func (f form) Length() string {
	short, all := f.count(assess.Short), f.count(assess.Full)
	if depth := f.Known.Depth; depth != "" {
		n := f.count(depth)
		return f.Say("start-length", "n", number(n), "minutes", number(f.minutes(n)))
	}
	return f.Say("start-length-choice", "short", number(short), "short-minutes", number(f.minutes(short)), "all", number(all), "minutes", number(f.minutes(all)))
}

// minutes returns how long the form takes with a number of questions, including the
// set-up.
func (f form) minutes(questions int) int { return assess.Minutes(len(f.asked()) + questions) }

// count returns how many questions a form of a depth asks. If it is not known who
// answers, it leaves out those that only some people are asked.
func (f form) count(depth string) int {
	return len((&assess.Answers{Depth: depth, Respondent: f.Known.Respondent}).Asked(f.Bank))
}
