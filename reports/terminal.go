package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions/prose"
)

// Terminal draws a document for a person at a terminal.
func Terminal(w io.Writer, d Document, o Options) error {
	t := &terminal{lineWriter: lineWriter{w: w, width: min(max(o.Width, 40), 100), styles: newStyles(o.Colours)}, o: o}
	t.head(d)
	for _, section := range d.Sections {
		if section.Detail && o.Summary {
			continue
		}
		if section.Title != "" {
			t.heading(section.Title)
		} else if !d.Brief {
			t.gap()
		}
		t.blocks(section.Blocks)
	}
	return t.err
}

// head writes what a document is about.
func (t *terminal) head(d Document) {
	if d.Brief {
		t.line(t.styles.strong.Render(ansi.Truncate(prose.OneLine(d.Title), t.width, "…")))
		t.line(ansi.Truncate(prose.OneLine(d.About), t.width, "…"))
		return
	}
	t.hang("", d.Title, &t.styles.strong)
	for _, s := range []string{d.Team, d.About} {
		if s != "" {
			t.text(0, s)
		}
	}
	for _, warning := range d.Warnings {
		t.gap()
		t.hang("! ", warning, &t.styles.strong)
	}
}

type terminal struct {
	lineWriter
	o Options
}

// blocks draws the blocks of a section. Short paragraphs that follow a drawing go
// beside it if the terminal is wide enough.
func (t *terminal) blocks(blocks []Block) {
	for begins := true; len(blocks) > 0; begins = false {
		first := blocks[0]
		blocks = blocks[1:]
		if l, ok := first.(list); ok && !begins && l.long() {
			t.gap()
		}
		if d, ok := first.(drawing); ok {
			var beside []string
			for len(blocks) > 0 {
				p, ok := blocks[0].(para)
				if !ok {
					break
				}
				beside = append(beside, string(p))
				blocks = blocks[1:]
			}
			t.drawing(d, beside)
			continue
		}
		t.block(first)
	}
}

func (t *terminal) block(b Block) {
	switch b := b.(type) {
	case lead:
		t.hang("", string(b), &t.styles.strong)
	case para:
		t.text(0, string(b))
	case subhead:
		t.gap()
		t.hang("", string(b), &t.styles.strong)
	case list:
		t.list(b)
	case scores:
		t.scores(b)
	case trend:
		if b.Says != "" {
			t.text(0, b.Says)
		}
	case table:
		t.table(b)
	case contrast:
		t.contrast(b)
	case vote:
		t.vote(b)
	case tally:
		t.tally(b)
	case verdicts:
		t.verdicts(b)
	case lines:
		t.lines(b)
	case code:
		t.line("  " + prose.OneLine(string(b)))
	case pageBreak:
		t.gap()
	case ruled:
		t.gap()
		t.text(0, b.Ask)
		for range b.Lines {
			t.line(strings.Repeat("_", t.width))
		}
	}
}

// lines writes lines. If one is too long, it uses its short form if that helps, and
// otherwise cuts it.
func (t *terminal) lines(all lines) {
	for _, l := range all {
		text := l.Text
		if l.Short != "" && ansi.StringWidth(text) > t.width {
			text = l.Short
		}
		if l.Drawing && (t.o.Words || ansi.StringWidth(text) > t.width) {
			continue
		}
		t.line(ansi.Truncate(prose.Clean(text), t.width, "…"))
	}
}

// verdicts writes one line for each rule. Under a rule that is not met it writes
// why, and the answers to look at with their place in the files.
func (t *terminal) verdicts(all verdicts) {
	t.gap()
	wide := 0
	for _, v := range all {
		wide = max(wide, len(v.Rule))
	}
	if wide > t.width/3 {
		wide = 0 // too narrow for columns
	}
	for _, v := range all {
		style := &t.styles.plain
		if !v.Passed {
			style = &t.styles.strong
		}
		t.hang(fmt.Sprintf("%s  %-*s  ", v.Mark(), wide, v.Rule), fmt.Sprintf("wanted %s; %s", v.Want, v.Got), style)
		if v.Say != "" {
			t.hang("        ", v.Say, nil)
		}
		for _, place := range v.Look {
			t.place(place)
		}
		if v.More != "" {
			t.hang("        ", v.More, nil)
		}
	}
	t.gap()
}

// place writes a question and where it is in the files. It never breaks a place, so
// that it can be copied.
func (t *terminal) place(look place) {
	mark := "        - "
	if look.Ask != "" {
		t.hang(mark, look.Ask, nil)
		mark = "          "
	}
	line := mark
	for i, where := range look.Where {
		where = prose.Clean(where)
		if i < len(look.Where)-1 {
			where += ","
		}
		if line != mark && ansi.StringWidth(line)+1+ansi.StringWidth(where) > t.width {
			t.line(line)
			mark = strings.Repeat(" ", len(mark))
			line = mark
		}
		if line != mark {
			line += " "
		}
		line += where
	}
	t.line(line)
}

// drawing returns the flower or the ladder with what is said about it, or the same in
// words.
func (t *terminal) drawing(d drawing, says []string) {
	t.gap()
	if t.o.Words {
		for i := len(d.Petals) - 1; i >= 0; i-- {
			p := d.Petals[i]
			t.text(2, p.Name+": "+p.State+marksIn(p))
		}
		t.gap()
		for _, s := range says {
			t.text(0, s)
		}
		return
	}
	paint := func(s string) string {
		if s == "" {
			return "" // no escape codes around nothing
		}
		return t.styles.drawing.Render(s)
	}
	room := t.width
	beside := t.width >= 76
	if beside {
		room = t.width / 2
	}
	lines, key := d.inText(t.o.View, room, paint), d.key(t.o.View)
	if !beside {
		for _, l := range lines {
			t.line(l)
		}
		t.text(0, key)
		t.gap()
		for _, s := range says {
			t.text(0, s)
		}
		return
	}
	t.beside(lines, append(says, key))
}

// beside writes a drawing with paragraphs to its right, centred on its height.
func (t *terminal) beside(drawn []string, says []string) {
	wide := 0
	for _, l := range drawn {
		wide = max(wide, ansi.StringWidth(l))
	}
	var text []string
	for i, s := range says {
		if i > 0 {
			text = append(text, "")
		}
		text = append(text, wrap(prose.Clean(s), t.width-wide-3)...)
	}
	if len(text) > len(drawn)+4 { // too much to say in so little room
		for _, l := range drawn {
			t.line(l)
		}
		t.gap()
		for _, s := range says {
			t.text(0, s)
		}
		return
	}
	top := max(0, (len(drawn)-len(text)+1)/2)
	for i := range max(len(drawn), len(text)) {
		left, right := "", ""
		if i < len(drawn) {
			left = drawn[i]
		}
		if i >= top && i-top < len(text) {
			right = text[i-top]
		}
		if right != "" {
			left += strings.Repeat(" ", wide-ansi.StringWidth(left)+3) + right
		}
		t.line(left)
	}
}

// marksIn says which of the team's own levels a petal is.
func marksIn(p petal) string {
	if len(p.Marks) == 0 {
		return ""
	}
	return " (" + strings.Join(p.Marks, ", ") + ")"
}

// list writes items: bare ones as bullets, those with more to say with empty lines
// between them.
func (t *terminal) list(l list) {
	for n, i := range l.Items {
		mark, style := "  - ", &t.styles.plain
		switch {
		case l.Ticks:
			mark = "  [ ] "
		case l.Numbered:
			mark, style = fmt.Sprintf("%d. ", n+1), &t.styles.strong
		}
		if n > 0 && l.long() {
			t.gap()
		}
		pad := strings.Repeat(" ", len(mark))
		facts := i.Facts
		if i.Title != "" {
			t.hang(mark, i.Title, style)
		} else if len(facts) > 0 {
			t.hang(mark+facts[0].Label+": "+strings.Repeat(" ", max(0, labelWidth(facts)-len(facts[0].Label))), facts[0].Text, nil)
			facts = facts[1:]
		}
		for _, s := range i.Text {
			t.text(len(pad), s)
		}
		for _, f := range facts {
			t.fact(len(pad), f, labelWidth(i.Facts))
		}
	}
}

// long reports whether the items of a list need an empty line between them.
func (l list) long() bool {
	for _, i := range l.Items {
		if len(i.Facts) > 1 || l.Numbered && len(i.Text) > 1 {
			return true
		}
	}
	return false
}

// fact writes a fact after its label, or under it if there is little room.
func (t *terminal) fact(indent int, f fact, wide int) {
	mark := strings.Repeat(" ", indent) + f.Label + ": " + strings.Repeat(" ", max(0, wide-len(f.Label)))
	if len(mark) < t.width/2 {
		t.hang(mark, f.Text, nil)
		return
	}
	t.text(indent, f.Label+":")
	t.text(indent+2, f.Text)
}

// labelWidth returns how wide labels must be for their texts to line up; 0 if the
// labels are too long for that.
func labelWidth(facts []fact) int {
	const most = 16
	wide := 0
	for _, f := range facts {
		wide = max(wide, len(f.Label))
	}
	if wide > most {
		return 0
	}
	return wide
}

func (t *terminal) scores(all scores) {
	t.gap()
	wide := 0
	for _, row := range all.Rows {
		wide = max(wide, ansi.StringWidth(prose.Clean(row.Name)))
	}
	for _, row := range all.Rows {
		t.score(row, wide)
	}
	t.gap()
}

// score writes a name, a bar, the score as a whole number and its word, on one line
// if the terminal is wide enough.
func (t *terminal) score(row score, nameWidth int) {
	barWidth := 20
	if t.width < 60 {
		barWidth = 12
	}
	rest := barWidth + len("    -  not known yet")
	number := row.Whole
	if number == "" {
		number = "-"
	}
	value := fmt.Sprintf("%3s  %s", number, row.Word)
	if !t.o.Words {
		solid, rest := row.bar(barWidth)
		value = t.styles.drawing.Render(solid) + rest + "  " + value
	}
	name := prose.Clean(row.Name)
	line := "  " + name + strings.Repeat(" ", nameWidth-ansi.StringWidth(name)+2) + value
	more := []string{row.Backed, row.Range}
	if nameWidth+2+2+rest <= t.width && !t.o.Words {
		if row.Backed != "" && ansi.StringWidth(line+", "+row.Backed) <= t.width {
			line += ", " + row.Backed
			more = more[1:]
		}
		t.line(line)
	} else {
		t.text(2, name)
		t.line("    " + value)
	}
	for _, s := range more {
		if s != "" {
			t.text(4, s)
		}
	}
}

// table writes rows in columns if they fit, and otherwise each row as a list.
func (t *terminal) table(all table) {
	t.gap()
	defer t.gap()
	wide := make([]int, len(all.Head))
	total := 0
	for column := range all.Head {
		for _, row := range append([][]string{all.Head}, all.Rows...) {
			wide[column] = max(wide[column], ansi.StringWidth(prose.Clean(row[column])))
		}
		total += wide[column] + 2
	}
	if t.o.Words || total > t.width {
		for _, row := range all.Rows {
			t.hang("  - ", row[0], &t.styles.strong)
			if all.Flow {
				t.hang("    ", all.flowing(row), nil)
				continue
			}
			for column, cell := range row[1:] {
				if cell == "" {
					continue
				}
				t.hang("    ", all.Head[column+1]+": "+cell, nil)
			}
		}
		return
	}
	for n, row := range append([][]string{all.Head}, all.Rows...) {
		line := ""
		for column, cell := range row {
			cell = prose.Clean(cell)
			line += "  " + cell + strings.Repeat(" ", wide[column]-ansi.StringWidth(cell))
		}
		if n == 0 {
			line = t.styles.strong.Render(strings.TrimRight(line, " "))
		}
		t.line(line)
	}
}

// flowing returns the cells of a row except the first as a sentence, each with its
// heading.
func (all table) flowing(row []string) string {
	cells := make([]string, len(row)-1)
	for i, cell := range row[1:] {
		cells[i] = all.Head[i+1] + ": " + cell
	}
	return strings.Join(cells, "; ") + "."
}

// tally writes a bar, a number and a name on each line.
func (t *terminal) tally(all tally) {
	t.gap()
	if all.Caption != "" {
		t.text(0, all.Caption+":")
	}
	most := len(fmt.Sprint(all.Most))
	for _, row := range all.Rows {
		mark := fmt.Sprintf("  %*d  ", most, row.Count)
		if !t.o.Words {
			solid, rest := bar(100*float64(row.Count)/float64(max(1, all.Most)), 16)
			mark += t.styles.drawing.Render(solid) + rest + "  "
		}
		t.hang(mark, row.Text, nil)
	}
	t.gap()
}

func (t *terminal) contrast(c contrast) {
	t.gap()
	t.hang("", c.Question+" "+prose.Capital(c.Gap)+".", nil)
	for _, v := range append(c.Views, fact{"For the meeting", c.Discuss}) {
		t.fact(2, v, 0)
	}
	t.gap()
}

func (t *terminal) vote(v vote) {
	t.gap()
	t.hang("", v.Question, nil)
	for _, o := range v.Options {
		solid, _ := bar(100*float64(o.Count)/float64(o.Of), 10)
		mark := fmt.Sprintf("  %3d  ", o.Count)
		if !t.o.Words {
			mark += solid + strings.Repeat(" ", 10-ansi.StringWidth(solid)) + "  "
		}
		t.hang(mark, o.Text, nil)
	}
}
