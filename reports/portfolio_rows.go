package reports

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// portfolioColumns is the header of the rows of projects. A column for each framework
// and each item of the bank follows.
var portfolioColumns = []string{
	"project", "team", "round", "date", "latest", // latest is whether no later round was read
	"level", "at_least", "at_most", "claim", "aim",
	"steps_to_aim", // from the level up to the aim; below 0 if the level is past it, empty if either is not known
	"staff_view_only",
	"heard_from",                                  // perspectives, separated by spaces
	"files", "people", "depth", "open", "overdue", // open and overdue are promises
	"level_before",  // the level in the round before, over the questions that both asked
	"skipped_files", // files that were not valid; the same in every row
}

// PortfolioCSV writes a row for each project, or for each round of each. As in [CSV],
// cells cannot run as formulas, and mark adds a byte order mark.
func PortfolioCSV(w io.Writer, p *assess.Portfolio, mark bool) error {
	out, err := newCSVRows(w, mark)
	if err != nil {
		return err
	}
	head := portfolioColumns
	for _, g := range assess.Gauges(p.Bank) {
		head = append(head[:len(head):len(head)], g.ID())
	}
	out.row(head)
	for i := range p.Rows {
		r := &p.Rows[i]
		steps, before := "", ""
		if n, known := r.ToAim(); known {
			steps = fmt.Sprint(-n)
		}
		if r.Move != nil {
			before = levelID(r.Move.Was)
		}
		row := []string{
			r.Project.Name, r.Project.Team, r.Round, r.Date, fmt.Sprint(r.Latest),
			levelID(r.Level), r.AtLeast.String(), r.AtMost.String(), levelID(r.Claim), levelID(r.Aim), steps,
			fmt.Sprint(r.StaffViewOnly), strings.Join(questions.PerspectiveIDs(r.Heard()), " "), fmt.Sprint(r.Files), fmt.Sprint(r.People), r.Depth,
			fmt.Sprint(r.Open), fmt.Sprint(r.Overdue), before, fmt.Sprint(p.Skipped),
		}
		for _, f := range r.Figures {
			row = append(row, decimalIf(f.Known, f.Score))
		}
		out.row(row)
	}
	return out.end()
}

// longColumns is the header of long rows, and the keys of [PortfolioNDJSON].
var longColumns = []string{
	"project", "team", "round", "date", "latest", "staff_view_only",
	"perspective",          // all, or one perspective that answered
	"kind",                 // level, claim, aim, framework or item
	"item",                 // of a framework or item: heard, or heard/equality
	"score", "low", "high", // of a framework or item
	"level", // the level that the row's perspective sees; for a claim or aim, that level
	"bank_digest", "skipped_files",
}

// longRow is one thing known about a project in a round.
type longRow struct {
	of          *assess.Row
	perspective string
	kind, item  string
	figure      assess.Figure
	level       *questions.Level
}

// The kinds of long rows.
const (
	longLevel     = "level"
	longClaim     = "claim"
	longAim       = "aim"
	longFramework = "framework"
	longItem      = "item"
)

// longRows yields everything known about every project: its level, claim and aim,
// then each framework and item that was asked about, for the project as a whole and
// for each perspective.
func longRows(p *assess.Portfolio) iter.Seq[longRow] {
	gauges := assess.Gauges(p.Bank)
	kinds, ids := make([]string, len(gauges)), make([]string, len(gauges))
	for i, g := range gauges {
		kinds[i], ids[i] = longItem, g.ID()
		if g.Item == nil {
			kinds[i] = longFramework
		}
	}
	return func(yield func(longRow) bool) {
		for i := range p.Rows {
			r := &p.Rows[i]
			of := func(perspective string, level *questions.Level, figures []assess.Figure) bool {
				if !yield(longRow{of: r, perspective: perspective, kind: longLevel, level: level}) {
					return false
				}
				for g, f := range figures {
					if f.Asked && !yield(longRow{r, perspective, kinds[g], ids[g], f, level}) {
						return false
					}
				}
				return true
			}
			if !of("all", r.Level, r.Figures) {
				return
			}
			if r.Claim != nil && !yield(longRow{of: r, perspective: "all", kind: longClaim, level: r.Claim}) {
				return
			}
			if r.Aim != nil && !yield(longRow{of: r, perspective: "all", kind: longAim, level: r.Aim}) {
				return
			}
			for _, v := range r.Perspectives {
				if !of(string(v.Perspective), v.Level, v.Figures) {
					return
				}
			}
		}
	}
}

// PortfolioLongCSV writes a row for everything known about every project, for pivot
// tables in a spreadsheet.
func PortfolioLongCSV(w io.Writer, p *assess.Portfolio, mark bool) error {
	out, err := newCSVRows(w, mark)
	if err != nil {
		return err
	}
	out.row(longColumns)
	digest, skipped := p.Bank.Digest(), fmt.Sprint(p.Skipped)
	for l := range longRows(p) {
		r := l.of
		out.row([]string{
			r.Project.Name, r.Project.Team, r.Round, r.Date, strconv.FormatBool(r.Latest), strconv.FormatBool(r.StaffViewOnly),
			l.perspective, l.kind, l.item,
			decimalIf(l.figure.Known, l.figure.Score), decimalIf(l.figure.Asked, l.figure.Low), decimalIf(l.figure.Asked, l.figure.High),
			levelID(l.level), digest, skipped,
		})
	}
	return out.end()
}

// PortfolioNDJSON writes the same rows as JSON, one to a line, for a database. Absent
// values are null. The files of several portfolios can be joined end to end.
func PortfolioNDJSON(w io.Writer, p *assess.Portfolio) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var (
		of    *assess.Row
		about []byte // the start of every line of a project and round
		line  []byte
		ends  = fmt.Sprintf(`,"bank_digest":%q,"skipped_files":%d}`+"\n", p.Bank.Digest(), p.Skipped)
	)
	for l := range longRows(p) {
		if r := l.of; r != of {
			of = r
			about = fmt.Appendf(about[:0], `{"project":%s,"team":%s,"round":%s,"date":%s,"latest":%t,"staff_view_only":%t,"perspective":`,
				jsonText(r.Project.Name), jsonText(r.Project.Team), jsonText(r.Round), jsonText(r.Date), r.Latest, r.StaffViewOnly)
		}
		line = append(append(line[:0], about...), jsonText(l.perspective)...)
		line = append(append(append(line, `,"kind":"`...), l.kind...), `","item":`...)
		line = append(line, jsonText(l.item)...)
		line = appendFigure(append(line, ','), l.figure)
		line = append(append(line, `,"level":`...), jsonText(levelID(l.level))...)
		if _, err := out.Write(append(line, ends...)); err != nil {
			return err
		}
	}
	return out.Flush()
}

func levelID(l *questions.Level) string {
	if l == nil {
		return ""
	}
	return l.String()
}

// decimalIf returns a number as [oneDecimal] writes it, or "" if it is not known.
func decimalIf(known bool, x float64) string {
	if !known {
		return ""
	}
	return oneDecimal(&x)
}
