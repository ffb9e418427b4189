package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
)

// kept says how many of the rules are kept.
func kept(verdicts []assess.Verdict) string {
	passed := 0
	for _, v := range verdicts {
		if v.Passed {
			passed++
		}
	}
	switch {
	case passed == len(verdicts) && passed == 1:
		return "The one rule is kept."
	case passed == len(verdicts):
		return fmt.Sprintf("All %d rules are kept.", passed)
	case len(verdicts) == 1:
		return "The one rule is not kept."
	case passed == 1:
		return fmt.Sprintf("1 of %d rules is kept.", len(verdicts))
	}
	return fmt.Sprintf("%d of %d rules are kept.", passed, len(verdicts))
}

// checked is what is being checked, in one line.
func checked(r *assess.Result) string {
	return fmt.Sprintf("%s, round %s", r.Answers.Project.Name, r.Answers.Round)
}

// mostPlaces is how many answers to look at a person is shown for one rule. The
// formats for programs name all.
const mostPlaces = 5

// first is the places a person is shown, and how many more there are, or "".
func first(all []place) (shown []place, more string) {
	if len(all) <= mostPlaces+1 { // a line for one more would be as long as that one
		return all, ""
	}
	return all[:mostPlaces], fmt.Sprintf("and %d more answers, which --format json names", len(all)-mostPlaces)
}

// CheckTerminal writes verdicts for a person: one line for each rule, and under
// one that failed why, and the answers to look at with their place in the files.
func CheckTerminal(w io.Writer, r *assess.Result, verdicts []assess.Verdict, o TerminalOptions) error {
	p := &lineWriter{w: w, width: max(o.Width, 40), styles: newStyles(o.Colour)}
	p.hang("", checked(r), &p.styles.strong)
	for _, warning := range phrasesFor(r).warnings() {
		p.hang("! ", warning, &p.styles.strong)
	}
	p.gap()
	wide := 0
	for _, v := range verdicts {
		wide = max(wide, len(v.Rule))
	}
	if wide > p.width/3 {
		wide = 0 // too narrow for columns
	}
	for _, v := range verdicts {
		mark, style := "passed", &p.styles.plain
		if !v.Passed {
			mark, style = "FAILED", &p.styles.strong
		}
		p.hang(fmt.Sprintf("%s  %-*s  ", mark, wide, v.Rule), fmt.Sprintf("wanted %s; got %s", v.Want, v.Got), style)
		if v.Say != "" {
			p.hang("        ", v.Say, nil)
		}
		look, more := first(places(r, v))
		for _, place := range look {
			p.place(place)
		}
		if more != "" {
			p.hang("        ", more, nil)
		}
	}
	p.gap()
	p.hang("", kept(verdicts), &p.styles.strong)
	return p.err
}

// copies them.
func (p *lineWriter) place(look place) {
	mark := "        - "
	if look.Ask != "" {
		p.hang(mark, look.Ask, nil)
		mark = "          "
	}
	line := mark
	for i, where := range look.Where {
		where = clean(where)
		if i < len(look.Where)-1 {
			where += ","
		}
		if line != mark && ansi.StringWidth(line)+1+ansi.StringWidth(where) > p.width {
			p.line(line)
			mark = strings.Repeat(" ", len(mark))
			line = mark
		}
		if line != mark {
			line += " "
		}
		line += where
	}
	p.line(line)
}

// place is one thing to look at: what was asked, "" where it is not an answer,
// and where it stands in the files.
type place struct {
	Ask   string
	Where []string
}

// String is the place in one line.
func (p place) String() string {
	where := strings.Join(p.Where, ", ")
	if p.Ask == "" {
		return where
	}
	return fmt.Sprintf("%s (%s)", p.Ask, where)
}

// places is everything to look at, a question at a time.
func places(r *assess.Result, v assess.Verdict) []place {
	var order []string
	at := map[string][]string{}
	for _, a := range v.At {
		if _, known := at[a.Question]; !known {
			order = append(order, a.Question)
		}
		place := a.File
		if a.Line > 0 {
			place = fmt.Sprintf("%s:%d", a.File, a.Line)
		}
		at[a.Question] = append(at[a.Question], place)
	}
	var out []place
	for _, id := range order {
		one := place{Where: at[id]}
		if q := r.Bank.Question(id); q != nil {
			one.Ask = q.Ask.In(r.Answers.Round)
		}
		out = append(out, one)
	}
	return out
}

// CheckMarkdown writes verdicts for pull requests and job summaries.
func CheckMarkdown(w io.Writer, r *assess.Result, verdicts []assess.Verdict) error {
	m := &markdownReport{}
	m.block("# %s", markdown(checked(r)))
	for _, warning := range phrasesFor(r).warnings() {
		m.block("> **%s**", markdown(warning))
	}
	m.block("**%s**", markdown(kept(verdicts)))
	rules := table{Head: []string{"", "Rule", "Wanted", "Got"}}
	for _, v := range verdicts {
		mark := "passed"
		if !v.Passed {
			mark = "FAILED"
		}
		rules.Rows = append(rules.Rows, []string{mark, v.Rule, v.Want, v.Got})
	}
	m.table(rules)
	for _, v := range verdicts {
		look, more := first(places(r, v))
		if v.Say == "" && len(look) == 0 {
			continue
		}
		m.block("## %s", markdown(v.Rule))
		if v.Say != "" {
			m.block("%s", markdown(v.Say))
		}
		answers := list{}
		for _, one := range look {
			answers.Items = append(answers.Items, item{Title: one.String()})
		}
		m.list(answers)
		m.block("%s", markdown(more))
	}
	_, err := io.WriteString(w, strings.TrimRight(m.out.String(), "\n")+"\n")
	return err
}

// CheckGitHub writes verdicts as workflow annotations: an error at each answer
// concerned, a line of the log for each rule that is kept, and a notice that sums up. GitHub shows the first ten of a step, so
// every rule that failed comes with one answer before any comes with a second.
func CheckGitHub(w io.Writer, r *assess.Result, verdicts []assess.Verdict) error {
	var out strings.Builder
	for _, warning := range phrasesFor(r).warnings() {
		annotate(&out, "warning", assess.At{}, checked(r), warning)
	}
	most := 0
	for _, v := range verdicts {
		most = max(most, len(v.At), 1)
	}
	for n := range most {
		for _, v := range verdicts {
			if !v.Passed && n < max(len(v.At), 1) {
				annotateVerdict(&out, r, v, n)
			}
		}
	}
	for _, v := range verdicts {
		if v.Passed {
			fmt.Fprintln(&out, strings.ReplaceAll(oneLine(fmt.Sprintf("passed %s: %s", v.Rule, wantedAndGot(v))), "##[", "# #[")) // the old form of a command, obeyed anywhere in a line
		}
	}
	annotate(&out, "notice", assess.At{}, checked(r), kept(verdicts))
	_, err := io.WriteString(w, out.String())
	return err
}

// wantedAndGot is a verdict in a sentence.
func wantedAndGot(v assess.Verdict) string {
	said := fmt.Sprintf("wanted %s; got %s.", v.Want, v.Got)
	if v.Say != "" {
		said += " " + v.Say
	}
	return said
}

// annotateVerdict writes a rule that failed at the nth place to look at.
func annotateVerdict(out *strings.Builder, r *assess.Result, v assess.Verdict, n int) {
	says := wantedAndGot(v)
	var at assess.At
	if n < len(v.At) {
		at = v.At[n]
	}
	if q := r.Bank.Question(at.Question); q != nil {
		says = q.Ask.In(r.Answers.Round) + " " + says
	}
	annotate(out, "error", at, v.Rule, says)
}

// The escapes of GitHub's workflow commands: without them a file could give
// commands of its own.
var (
	githubText  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubValue = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func annotate(out *strings.Builder, kind string, at assess.At, title, says string) {
	var with []string
	if at.File != "" {
		with = append(with, "file="+githubValue.Replace(clean(at.File)))
		if at.Line > 0 {
			with = append(with, fmt.Sprintf("line=%d", at.Line))
		}
	}
	with = append(with, "title="+githubValue.Replace(clean("petal: "+title)))
	fmt.Fprintf(out, "::%s %s::%s\n", kind, strings.Join(with, ","), githubText.Replace(clean(says)))
}

// CheckJSON writes verdicts for other programs.
func CheckJSON(w io.Writer, r *assess.Result, verdicts []assess.Verdict) error {
	out := jsonCheck{Petal: 1, Bank: newJSONBank(r.Bank), Project: jsonProject{r.Answers.Project.Name, orNull(r.Answers.Project.Team)},
		Round: orNull(r.Answers.Round), Date: orNull(r.Answers.Date), StaffViewOnly: r.StaffViewOnly, Passed: true, Rules: []jsonVerdict{}}
	for _, v := range verdicts {
		out.Passed = out.Passed && v.Passed
		rule := jsonVerdict{v.Rule, v.Passed, v.Want, v.Got, orNull(v.Say), listed(v.Look), []jsonAt{}}
		for _, a := range v.At {
			rule.At = append(rule.At, jsonAt{orNull(a.Question), a.File, a.Line})
		}
		out.Rules = append(out.Rules, rule)
	}
	return encode(w, out)
}

type jsonCheck struct {
	Petal         int           `json:"petal"`
	Bank          jsonBank      `json:"bank"`
	Project       jsonProject   `json:"project"`
	Round         *string       `json:"round"`
	Date          *string       `json:"date"`
	StaffViewOnly bool          `json:"staff_view_only"`
	Passed        bool          `json:"passed"`
	Rules         []jsonVerdict `json:"rules"`
}

type jsonVerdict struct {
	Rule   string   `json:"rule"`
	Passed bool     `json:"passed"`
	Want   string   `json:"want"`
	Got    string   `json:"got"`
	Say    *string  `json:"say"`
	Look   []string `json:"look"`
	At     []jsonAt `json:"at"`
}

type jsonAt struct {
	Question *string `json:"question"`
	File     string  `json:"file"`
	Line     int     `json:"line"`
}
