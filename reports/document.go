package reports

import (
	"html/template"
	"strings"

	"github.com/petal-check/petal/questions"
)

// Document is a text made of blocks. Builders such as [Report], [Rounds] and [Check]
// make one from a result; writers draw any document: [Terminal], [Markdown], [HTML],
// [Text]. A writer decides only how each kind of block looks, so that all formats say
// the same. Formats for programs read the result itself.
type Document struct {
	Kind     string // what it is, such as "Petal report"
	Language string // the language of its words, such as en-GB
	Easy     bool   // in easy words
	Brief    bool   // a few lines, which are cut if a terminal is too narrow
	Paper    string // its layout: "" for a report; or PaperWall, PaperPage or PaperSlide
	Title    string // the project, or what it is about
	Team     string // "" if not given
	About    string // the round, who answered and when; "" if there is none
	Warnings []string
	Sections []Section
}

// The layouts other than that of a report.
const (
	PaperWall  = "wall"  // landscape sheets with large letters, to be read from a few steps away
	PaperPage  = "page"  // a single sheet of A4
	PaperSlide = "slide" // a single slide, 16 to 9
)

// Options says how a document is drawn. A writer ignores the options that are not for
// it.
type Options struct {
	View View   // which drawing; "" is the flower
	Date string // the day it is written, 2026-11-20; "" leaves it out

	// For a terminal.
	Width   int  // columns; at least 40 are used, at most 100
	Colours int  // how many colours the terminal shows: 0, 16 or 256; unless 0, bold and underline too. None of them carries meaning alone
	Words   bool // no drawings: the same in words, for a screen reader
	Summary bool // show only where the project stands and what to do next

	// For a page.
	LargePrint bool // 18 points and up, in one column
}

// Section is a part of a document under a heading.
type Section struct {
	ID     string // names the section in links, and never changes
	Title  string // "" if it needs no heading
	Detail bool   // left out of a summary
	Whole  bool   // kept on one page in print
	Blocks []Block
}

// add adds a section, unless there is nothing in it.
func (d *Document) add(id, title string, blocks ...Block) {
	if len(blocks) > 0 {
		d.Sections = append(d.Sections, Section{ID: id, Title: title, Blocks: blocks})
	}
}

// addWhole adds a section that is kept on one page in print.
func (d *Document) addWhole(id, title string, blocks ...Block) {
	before := len(d.Sections)
	d.add(id, title, blocks...)
	for i := before; i < len(d.Sections); i++ {
		d.Sections[i].Whole = true
	}
}

// addDetail adds a section that a summary leaves out.
func (d *Document) addDetail(id, title string, blocks ...Block) {
	before := len(d.Sections)
	d.add(id, title, blocks...)
	for i := before; i < len(d.Sections); i++ {
		d.Sections[i].Detail = true
	}
}

// Block is one part of a section. Every writer draws every kind of block; in HTML,
// the template with the name of the kind does. All kinds are in this package.
type Block interface{ Kind() string }

type (
	// lead is the sentence a reader must not miss.
	lead string
	// para is a paragraph.
	para string
	// subhead is a heading within a section.
	subhead string

	// drawing is the flower or the ladder.
	drawing struct {
		Petals []petal       // the lowest first
		Says   string        // the same in a sentence
		Easy   bool          // in easy words
		Counts bool          // it shows many projects: each petal has the number at its level
		Show   template.HTML // a picture of the level, for a page; "" if there is none
	}

	// list is a list of items. They are numbered if their order matters, and have
	// boxes if they are to be ticked.
	list struct {
		Numbered bool
		Ticks    bool
		Items    []item
	}

	// scores is the items of a framework, with the framework's own score last; or
	// the stages of the work.
	scores struct {
		Name   string // the name for all of them
		Column string // what each row is, as a column heading
		Rows   []score
	}

	// table is words in columns. The first column names the row.
	table struct {
		Caption string
		Head    []string
		Rows    [][]string
		Flow    bool // if the columns do not fit, the cells of a row become one paragraph
	}

	// tally shows how many there are of each kind, as bars.
	tally struct {
		Caption, Column string
		Number          string // what is counted
		Most            int    // the number that the longest bar stands for
		Rows            []tallied
	}

	// contrast is one question that perspectives answered differently.
	contrast struct {
		Question string
		Gap      string
		Views    []fact // who, and what they answered
		Discuss  string // a question for the meeting
	}

	// verdicts is rules, each with what was wanted and what was found.
	verdicts []verdict

	// lines is a few lines, which are cut if the terminal is too narrow.
	lines []line

	// code is a command to type.
	code string

	// pageBreak starts a new page in print.
	pageBreak struct{}

	// ruled is something to answer by hand.
	ruled struct {
		Ask   string
		Lines int // empty lines to write on
	}

	// vote is how a room voted on one question.
	vote struct {
		Question string
		Options  []hands
	}
)

func (lead) Kind() string      { return "lead" }
func (para) Kind() string      { return "para" }
func (subhead) Kind() string   { return "subhead" }
func (drawing) Kind() string   { return "drawing" }
func (list) Kind() string      { return "list" }
func (scores) Kind() string    { return "scores" }
func (table) Kind() string     { return "table" }
func (contrast) Kind() string  { return "contrast" }
func (tally) Kind() string     { return "tally" }
func (vote) Kind() string      { return "vote" }
func (verdicts) Kind() string  { return "verdicts" }
func (lines) Kind() string     { return "lines" }
func (code) Kind() string      { return "code" }
func (pageBreak) Kind() string { return "break" }
func (ruled) Kind() string     { return "ruled" }

// item is one entry of a list: a title, text under it, and facts with a label.
type item struct {
	Title string
	Text  []string
	Facts []fact
	Show  template.HTML // a picture of it, for a page; "" if there is none
}

type fact struct{ Label, Text string }

// petal is a level in a drawing.
type petal struct {
	Level   questions.Level
	Name    string
	Is      string // what the level means
	Reached bool
	Open    bool     // missing answers may change whether it is reached
	State   string   // reached, not reached, not known yet; for many projects, how many are here
	Count   string   // for many projects, how many are here, in figures; "" for one project
	Marks   []string // here, claimed, aim
}

// score is a bar with its number and word. Without a score, Whole is "" and Percent
// is 0.
type score struct {
	Name, Is string
	Percent  float64
	Low      float64 // the low end of what unknown answers leave open
	High     float64 // the high end
	Whole    string
	Word     string  // the band, or that it is not known yet
	Range    string  // what unknown answers leave open, or ""
	Evidence float64 // the score with evidence, if Backed says it
	Backed   string  // the same in words; "" if all of it is backed, or there is no score
	Total    bool    // of the whole framework
}

// bar returns the score as a bar: the part that is reached, and the rest. A line in
// it marks how much has evidence. The rest looks different if the score is not known,
// because that is not the same as zero.
func (s score) bar(width int) (solid, rest string) {
	if s.Whole == "" {
		return "", strings.Repeat("·", width)
	}
	solid, rest = bar(s.Percent, width)
	if cells := []rune(solid); s.Backed != "" && len(cells) > 0 {
		cells[min(int(s.Evidence/100*float64(width)), len(cells)-1)] = '│'
		solid = string(cells)
	}
	return solid, rest
}

// verdict is one rule, and whether the project meets it.
type verdict struct {
	Rule, Want, Got string
	Say             string // why, or what to do; may be ""
	Passed          bool
	Look            []place // what to look at; none if it passed
	More            string  // how many more places there are to look at, or ""
}

// Mark returns the verdict in one word.
func (v verdict) Mark() string {
	if v.Passed {
		return "passed"
	}
	return "FAILED"
}

// line is one line. Short says the same in fewer words, to use if Text does not fit;
// it is "" if there is no shorter form.
type line struct {
	Text, Short string
	Strong      bool
	Drawing     bool // left out if drawings are described in words
}

// tallied is one kind in a tally, with its number.
type tallied struct {
	Text  string
	Count int
}

type hands struct {
	Text  string
	Count int
	Of    int // the most votes that any option of the question has
}
