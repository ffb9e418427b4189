package reports

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/petal-check/petal/questions/prose"
)

// Markdown writes a document for pull requests, wikis and job summaries. It uses
// GitHub's tables, draws the flower in text, and has no links and no HTML apart from
// page breaks. What people wrote cannot add any.
func Markdown(w io.Writer, d Document, o Options) error {
	m := &markdownReport{o: o}
	m.block("# %s", markdown(d.Title))
	if d.Team != "" {
		m.block("%s", markdown(d.Team))
	}
	m.block("%s", markdown(d.About))
	for _, warning := range d.Warnings {
		m.block("> **%s**", markdown(warning))
	}
	for _, section := range d.Sections {
		if section.Title != "" {
			m.block("## %s", markdown(section.Title))
		}
		for _, b := range section.Blocks {
			m.draw(b)
		}
	}
	if o.Date != "" {
		m.block("*Made with Petal on %s.*", markdown(day(o.Date)))
	}
	_, err := io.WriteString(w, strings.TrimRight(m.out.String(), "\n")+"\n")
	return err
}

type markdownReport struct {
	out strings.Builder
	o   Options
}

// block writes one block of Markdown, with an empty line after it.
func (m *markdownReport) block(format string, args ...any) {
	if s := strings.TrimRight(fmt.Sprintf(format, args...), "\n"); s != "" {
		m.out.WriteString(s + "\n\n")
	}
}

func (m *markdownReport) draw(b Block) {
	switch b := b.(type) {
	case lead:
		m.block("**%s**", markdown(string(b)))
	case para:
		m.block("%s", markdown(string(b)))
	case subhead:
		m.block("### %s", markdown(string(b)))
	case drawing:
		m.drawing(b)
	case trend:
		m.block("%s", markdown(b.Says))
	case list:
		m.list(b)
	case scores:
		t := table{Head: []string{b.Column, "Score", "In words"}}
		for _, row := range b.Rows {
			solid, rest := row.bar(10)
			word := row.Word
			if row.Backed != "" {
				word += ", " + row.Backed
			}
			if row.Range != "" {
				word += ", " + row.Range
			}
			t.Rows = append(t.Rows, []string{row.Name, solid + rest + " " + cmp.Or(row.Whole, "–"), word})
		}
		m.table(t)
	case table:
		m.table(b)
	case contrast:
		m.block("#### %s", markdown(b.Question))
		m.block("%s:", markdown(prose.Capital(b.Gap)))
		m.facts(b.Views)
		m.block("**For the meeting:** %s", markdown(b.Discuss))
	case vote:
		m.block("#### %s", markdown(b.Question))
		var votes []fact
		for _, o := range b.Options {
			votes = append(votes, fact{prose.Count(o.Count, "hand", "hands"), o.Text})
		}
		m.facts(votes)
	case tally:
		t := table{Caption: b.Caption, Head: []string{b.Column, b.Number}}
		for _, row := range b.Rows {
			solid, rest := bar(100*float64(row.Count)/float64(max(1, b.Most)), 10)
			t.Rows = append(t.Rows, []string{row.Text, solid + rest + " " + fmt.Sprint(row.Count)})
		}
		m.table(t)
	case verdicts:
		m.verdicts(b)
	case lines:
		var all list
		for _, l := range b {
			all.Items = append(all.Items, item{Title: l.Text})
		}
		m.list(all)
	case code:
		m.block("%s", markdownCode(string(b)))
	case pageBreak:
		m.block(markdownPageBreak)
	case ruled:
		m.block("%s", markdown(b.Ask))
		for range b.Lines {
			m.block(markdownRule)
		}
	}
}

// markdownPageBreak starts a new page if Markdown is printed by way of HTML, as
// nearly all programs do. It shows nothing on a screen.
const markdownPageBreak = `<div style="page-break-before: always"></div>`

// markdownRule is a line across the page to write on. It looks like one in plain
// text, too.
const markdownRule = `__________________________________________________`

// verdicts writes a table of the rules, followed by more about those that need it.
func (m *markdownReport) verdicts(all verdicts) {
	rules := table{Head: []string{"", "Rule", "Wanted", "Found"}}
	for _, v := range all {
		rules.Rows = append(rules.Rows, []string{v.Mark(), v.Rule, v.Want, v.Got})
	}
	m.table(rules)
	for _, v := range all {
		if v.Say == "" && len(v.Look) == 0 {
			continue
		}
		m.block("### %s", markdown(v.Rule))
		m.block("%s", markdown(v.Say))
		look := list{}
		for _, place := range v.Look {
			look.Items = append(look.Items, item{Title: place.String()})
		}
		m.list(look)
		m.block("%s", markdown(v.More))
	}
}

// drawing writes the flower in text, and the levels in a table.
func (m *markdownReport) drawing(d drawing) {
	lines := d.inText(m.o.View, 60, func(s string) string { return s })
	for i, l := range lines {
		// A row of nothing but dots still lines up with the next, even if dots come
		// from another font than letters.
		if strings.ContainsFunc(l, func(r rune) bool { return r > 0x2800 && r <= 0x28ff }) {
			lines[i] = strings.ReplaceAll(l, " ", "\u2800")
		}
	}
	drawn := strings.Join(lines, "\n")
	fence := "```"
	for strings.Contains(drawn, fence) {
		fence += "`"
	}
	m.block("%stext\n%s\n%s", fence, drawn, fence)
	m.block("%s", markdown(d.key(m.o.View)))
	t := table{Head: []string{"Level", "What it means", d.Column()}}
	for _, p := range d.Petals {
		t.Rows = append(t.Rows, []string{p.Name, p.Is, p.State + marksIn(p)})
	}
	m.table(t)
}

func (m *markdownReport) table(t table) {
	if t.Caption != "" {
		m.block("%s:", markdown(t.Caption))
	}
	row := func(cells []string) string {
		escaped := make([]string, len(cells))
		for i, cell := range cells {
			escaped[i] = markdown(cell)
		}
		return "| " + strings.Join(escaped, " | ") + " |\n"
	}
	rule := "|" + strings.Repeat(" --- |", len(t.Head)) + "\n"
	text := row(t.Head) + rule
	for _, cells := range t.Rows {
		text += row(cells)
	}
	m.block("%s", text)
}

func (m *markdownReport) facts(facts []fact) {
	text := ""
	for _, f := range facts {
		text += fmt.Sprintf("- **%s:** %s\n", markdown(f.Label), markdown(f.Text))
	}
	m.block("%s", text)
}

// list writes an item as a line: its title, then its text. Its facts are a list
// below.
func (m *markdownReport) list(l list) {
	text := ""
	for n, i := range l.Items {
		mark := "- "
		switch {
		case l.Ticks:
			mark = "- [ ] "
		case l.Numbered:
			mark = fmt.Sprintf("%d. ", n+1)
		}
		pad := strings.Repeat(" ", len(mark))
		var parts []string
		switch {
		case i.Title != "" && len(i.Text)+len(i.Facts) > 0:
			title := markdown(i.Title)
			if title == strings.TrimRight(title, ".?!:)") {
				title += ":" // not a question or a sentence, so what follows explains it
			}
			parts = append(parts, "**"+title+"**")
		case i.Title != "":
			parts = append(parts, markdown(i.Title))
		}
		for _, s := range i.Text {
			parts = append(parts, markdown(s))
		}
		facts := i.Facts
		if len(parts) == 0 && len(facts) > 0 {
			parts = append(parts, "**"+markdown(facts[0].Label)+":** "+markdown(facts[0].Text))
			facts = facts[1:]
		}
		text += mark + strings.Join(parts, " ") + "\n"
		for _, f := range facts {
			text += fmt.Sprintf("%s- %s: %s\n", pad, markdown(f.Label), markdown(f.Text))
		}
	}
	m.block("%s", text)
}

// markdownMarks escapes every character that some dialect of Markdown may read as
// markup anywhere in a line.
var markdownMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `#`, `\#`, `|`, `\|`, `~`, `\~`, `$`, `\$`,
	`<`, `&lt;`, `>`, `&gt;`, `&`, `&amp;`,
)

// Services turn some texts into links, and notify people about others, after they
// have undone every escape: @somebody, a@b.org, #12, GH-12, http://b.org, //b.org,
// www.b.org, mailto:a. A zero-width character inside them keeps them as text.
var (
	markdownLinks = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(@)|(#|\bGH-)([\pL\pN])|(www|mailto|xmpp)([.:])`)
	})
	markdownSlashes = strings.NewReplacer("//", "/\u2060/\u2060")
)

// markdownHost matches what can end a host name. Some parsers turn host names into
// links as they read; an escape stops them.
var markdownHost = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\.\pL{2,}`) })

// ownEndings are the endings of Petal's file names. No host name ends like that, so
// they stay readable in the source of a report, which logs show as it is.
var ownEndings = []string{".petal", ".yaml", ".yml"}

// markdownStart matches what begins a list or a rule, which it does only at the start
// of a line.
var markdownStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{0,9})([-+=.)])`) })

// markdown returns Markdown that shows any text just as it is, on one line. The text
// cannot format anything, make links, run HTML or begin a list. Control characters
// are dropped.
func markdown(s string) string {
	s = prose.OneLine(s)
	if !strings.ContainsAny(s, "@#-./:") { // otherwise there is nothing to find, and this runs for every text
		return markdownStart().ReplaceAllString(markdownMarks.Replace(s), `$1\$2`)
	}
	s = markdownLinks().ReplaceAllString(markdownSlashes.Replace(s), "$1$2$4\u2060$3$5")
	s = markdownHost().ReplaceAllStringFunc(markdownMarks.Replace(s), func(ending string) string {
		if slices.Contains(ownEndings, ending) {
			return ending
		}
		return `\` + ending
	})
	return markdownStart().ReplaceAllString(s, `$1\$2`)
}

// markdownCode returns a line as a code block, in which nothing is formatted.
func markdownCode(s string) string {
	return "    " + prose.OneLine(s)
}
