package reports

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// csvColumns is the first row of every CSV report. Columns that do not apply to a
// row's kind of record are empty.
var csvColumns = []string{
	"project", "team", "round", "date", "project_level", "staff_view_only", // the same in every row
	"record",            // item or answer
	"perspective",       // for an item: all, or one perspective if several answered; for an answer: whose it is
	"framework", "item", // of an item
	"question",              // of an answer
	"text",                  // the item's name, or the question
	"choose", "choose_text", // of an answer; choose is empty if it was not answered
	"level", "score", // a placement answer's level; an item's score or an answer's percentage
	"low", "high", "backed", "band", // of an item
	"answered", "asked", // of an item
	"note", "evidence", // of an answer
}

// CSV writes a row for every framework item and every answer, in UTF-8 and following
// RFC 4180. For several files, each perspective has its own rows. An apostrophe keeps
// a spreadsheet from running a cell as a formula, even if it splits cells at
// semicolons. mark adds a byte order mark, which Excel needs.
func CSV(w io.Writer, r *assess.Result, mark bool) error {
	rows, err := newCSVRows(w, mark)
	if err != nil {
		return err
	}
	out := &csvReport{rows, r}
	out.row(csvColumns)
	out.items("all", r.Frameworks)
	if len(r.Perspectives) > 1 {
		for _, p := range r.Perspectives {
			out.items(string(p.Perspective), p.Frameworks)
		}
	}
	for _, line := range r.Lines {
		if len(r.Voices) == 0 {
			out.answer(line)
		}
	}
	for _, v := range r.Voices {
		out.voice(v)
	}
	return out.end()
}

// csvRows writes rows in which no cell can run as a formula.
type csvRows struct{ w *csv.Writer }

// newCSVRows starts a CSV file. mark adds a byte order mark.
func newCSVRows(w io.Writer, mark bool) (csvRows, error) {
	if mark {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return csvRows{}, err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return csvRows{out}, nil
}

func (c csvRows) row(cells []string) {
	defused := make([]string, len(cells))
	for i, cell := range cells {
		defused[i] = defuse(cell)
	}
	c.w.Write(defused) //nolint:errcheck // the writer keeps the error until Flush
}

// end writes what is left in the buffer and returns the first error.
func (c csvRows) end() error {
	c.w.Flush()
	return c.w.Error()
}

type csvReport struct {
	csvRows
	r *assess.Result
}

func (c *csvReport) items(perspective string, frameworks []assess.FrameworkScore) {
	for _, f := range frameworks {
		for _, i := range f.Items {
			c.record(map[string]string{
				"record":      "item",
				"perspective": perspective,
				"framework":   f.ID,
				"item":        i.ID,
				"text":        i.Name,
				"score":       oneDecimal(i.Known),
				"low":         oneDecimal(i.Low),
				"high":        oneDecimal(i.High),
				"backed":      oneDecimal(i.Backed),
				"band":        i.Band(),
				"answered":    fmt.Sprint(i.Answered),
				"asked":       fmt.Sprint(i.Asked),
			})
		}
	}
}

func (c *csvReport) answer(line assess.Line) {
	cells := c.answered(line.Question, c.r.Respondent.Perspective, line.Option)
	cells["choose"], cells["note"], cells["evidence"] = line.Answer.Choose, line.Answer.Note, line.Answer.Evidence
	c.record(cells)
}

// voice returns a row for each perspective that answered a question or wrote
// something about it, with all that its people wrote.
func (c *csvReport) voice(v assess.Voice) {
	for _, perspective := range questions.Perspectives {
		var option *questions.Option
		for _, view := range v.By {
			if view.Perspective == perspective {
				option = view.Option
			}
		}
		var notes, backed []string
		for _, r := range v.Remarks {
			if r.Perspective != perspective {
				continue
			}
			if r.Note != "" {
				notes = append(notes, r.Note)
			}
			if r.Evidence != "" {
				backed = append(backed, r.Evidence)
			}
		}
		if option == nil && len(notes)+len(backed) == 0 {
			continue
		}
		cells := c.answered(v.Question, perspective, option)
		cells["note"], cells["evidence"] = strings.Join(notes, "; "), strings.Join(backed, "; ")
		c.record(cells)
	}
}

// answered returns the cells of an answer; option is nil if it is not known.
func (c *csvReport) answered(q *questions.Question, perspective questions.Perspective, option *questions.Option) map[string]string {
	cells := map[string]string{
		"record":      "answer",
		"perspective": string(perspective),
		"question":    q.ID,
		"text":        q.Ask.In(c.r.Round),
	}
	if option != nil {
		percent := q.Percent(option)
		cells["choose"], cells["choose_text"], cells["score"] = option.ID, option.Text, oneDecimal(&percent)
		if option.Level != nil {
			cells["level"] = option.Level.String()
		}
	}
	return cells
}

// record writes a row, with the project in its first columns.
func (c *csvReport) record(cells map[string]string) {
	a := c.r
	cells["project"], cells["team"], cells["round"], cells["date"] = a.Project.Name, a.Project.Team, a.Round, a.Date
	if l := c.r.Placement.Level; l != nil {
		cells["project_level"] = l.String()
	}
	cells["staff_view_only"] = fmt.Sprint(c.r.StaffViewOnly)
	row := make([]string, len(csvColumns))
	for i, column := range csvColumns {
		row[i] = cells[column]
	}
	c.row(row)
}

// defuse returns a cell that a spreadsheet shows without running it. It puts an
// apostrophe before every sign that starts a formula, wherever a cell could start: at
// the beginning, and after a semicolon, a tab or the end of a line, because a
// spreadsheet may be set to split cells there, and then does so even between quotes.
// Some spreadsheets skip white space, quotes and zero-width characters before a
// formula.
func defuse(cell string) string {
	cell = prose.Clean(cell)
	if !strings.ContainsAny(cell, formulaSigns) {
		return cell
	}
	var out strings.Builder
	begins := true
	for _, r := range cell {
		switch {
		case begins && strings.ContainsRune(formulaSigns, r):
			out.WriteByte('\'')
			begins = false
		case r == ';' || r == '\n':
			begins = true
		case r != '"' && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r):
			begins = false
		}
		out.WriteRune(r)
	}
	return out.String()
}

// formulaSigns lists the signs that a formula can start with, including the wide
// signs that Chinese and Japanese keyboards produce.
const formulaSigns = "=+-@＝＋－＠﹦﹢﹣﹫−"

// oneDecimal returns a number as the machine formats write it; "" if there is none.
func oneDecimal(x *float64) string {
	if x == nil {
		return ""
	}
	return fmt.Sprintf("%.1f", math.Round(*x*10)/10)
}
