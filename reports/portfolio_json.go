package reports

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// PortfolioJSON writes a portfolio for other programs. The keys are a contract, like
// those of [JSON]: absent values are null. In a private copy, so is everything it
// does not show, and there are no rows.
//
// Each row is on its own line and is written as soon as it is made, since there may
// be many thousands.
func PortfolioJSON(w io.Writer, p *assess.Portfolio) error {
	const noRows = "[]\n}\n" // the rows come last
	var head strings.Builder
	if err := encode(&head, newJSONPortfolio(p)); err != nil || len(p.Rows) == 0 {
		_, e := io.WriteString(w, head.String())
		return errors.Join(err, e)
	}
	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString(strings.TrimSuffix(head.String(), noRows) + "[") //nolint:errcheck // the writer keeps the error until it is flushed
	ids := make([]string, 0, len(p.Means))
	for _, m := range p.Means {
		ids = append(ids, m.ID())
	}
	for i := range p.Rows {
		text, err := jsonLine(newJSONRow(&p.Rows[i], ids))
		if err != nil {
			return err
		}
		between := ",\n    "
		if i == 0 {
			between = "\n    "
		}
		out.WriteString(between + text) //nolint:errcheck // as above
	}
	out.WriteString("\n  ]\n}\n") //nolint:errcheck // as above
	return out.Flush()
}

type jsonPortfolio struct {
	Petal     int         `json:"petal"`
	Bank      jsonBank    `json:"bank"`
	Date      string      `json:"date"` // the day of the portfolio, which decides what is overdue
	Private   bool        `json:"private"`
	AllRounds bool        `json:"all_rounds"`
	Since     *string     `json:"since"`
	Stale     *string     `json:"stale"` // answers from before this day are old
	Files     *int        `json:"files"`
	Skipped   int         `json:"skipped_files"`
	Older     *int        `json:"older_projects"`
	Teamless  *int        `json:"teamless_projects"`
	Misdated  *int        `json:"misdated_projects"`
	Projects  *int        `json:"projects"`
	Levels    []jsonCount `json:"levels"`
	Voices    []jsonCount `json:"voices"`
	Heard     []jsonHeard `json:"heard"`
	Aims      []jsonCount `json:"aims"`
	Moves     []jsonCount `json:"moves"`
	Promises  []jsonCount `json:"promises"`
	Ages      []jsonCount `json:"ages"`
	Open      *int        `json:"open"`
	Overdue   *int        `json:"overdue"`
	Means     []jsonMean  `json:"means"`
	Teams     []jsonTeam  `json:"teams"`
	Rows      []jsonRow   `json:"rows"`
}

type jsonCount struct {
	Kinds    []string `json:"kinds"`
	Projects int      `json:"projects"`
}

type jsonHeard struct {
	Perspective string      `json:"perspective"`
	Counts      []jsonCount `json:"counts"`
}

type jsonMean struct {
	Framework string   `json:"framework"`
	Item      *string  `json:"item"` // null for the whole framework
	Name      string   `json:"name"`
	Score     *decimal `json:"score"`
	Projects  *int     `json:"projects"`
	Below50   *int     `json:"below_50"`
	Moved     *decimal `json:"moved"`
	MovedIn   *int     `json:"moved_in"`
}

type jsonTeam struct {
	Team      *string     `json:"team"`
	Projects  int         `json:"projects"`
	Levels    []jsonCount `json:"levels"`
	WithAim   int         `json:"with_aim"`
	AtAim     int         `json:"at_aim"`
	StaffOnly int         `json:"staff_view_only"`
	Overdue   int         `json:"overdue"`
}

type jsonRow struct {
	Project       jsonProject      `json:"project"`
	Round         string           `json:"round"`
	Date          string           `json:"date"`
	Latest        bool             `json:"latest"`
	Depth         *string          `json:"depth"`
	Level         *questions.Level `json:"level"`
	AtLeast       questions.Level  `json:"at_least"`
	AtMost        questions.Level  `json:"at_most"`
	Claim         *questions.Level `json:"claim"`
	Aim           *questions.Level `json:"aim"`
	StepsToAim    *int             `json:"steps_to_aim"`
	StaffViewOnly bool             `json:"staff_view_only"`
	Heard         []string         `json:"heard_from"`
	Files         int              `json:"files"`
	People        int              `json:"people"`
	Open          int              `json:"open"`
	Overdue       int              `json:"overdue"`
	Before        *jsonBefore      `json:"before"`
	Scores        jsonFigures      `json:"scores"`
	Perspectives  []jsonRowView    `json:"perspectives"`
}

// jsonBefore is the round before, over the questions that both asked.
type jsonBefore struct {
	Round string           `json:"round"`
	Date  string           `json:"date"`
	Level *questions.Level `json:"level"`
	Now   *questions.Level `json:"now"`
}

type jsonRowView struct {
	Perspective string           `json:"perspective"`
	Files       int              `json:"files"`
	People      int              `json:"people"`
	Heard       bool             `json:"heard"`
	Level       *questions.Level `json:"level"`
	Scores      jsonFigures      `json:"scores"`
}

// jsonFigures is scores by framework or item, in the order of the bank.
type jsonFigures struct {
	ids     []string
	figures []assess.Figure
}

func (f jsonFigures) MarshalJSON() ([]byte, error) {
	out := []byte("{")
	for i, id := range f.ids {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, jsonText(id)...), ':')
		out = append(appendFigure(append(out, '{'), f.figures[i]), '}')
	}
	return append(out, '}'), nil
}

func newJSONPortfolio(p *assess.Portfolio) jsonPortfolio {
	out := jsonPortfolio{
		Petal: 1, Bank: newJSONBank(p.Bank), Date: p.Day, Private: p.IsPrivate, AllRounds: p.AllRounds,
		Since: orNull(p.Since), Stale: orNull(p.Stale), Skipped: p.Skipped,
		Levels: newJSONCounts(p.Levels), Voices: newJSONCounts(p.Voices), Aims: newJSONCounts(p.Aims),
		Moves: newJSONCounts(p.Moves), Promises: newJSONCounts(p.Promises), Ages: newJSONCounts(p.Ages),
		Heard: []jsonHeard{}, Means: []jsonMean{}, Rows: []jsonRow{},
	}
	// shown returns a number, or null if a private copy does not show it.
	shown := func(n int) *int {
		if p.IsPrivate {
			return nil
		}
		return &n
	}
	out.Files, out.Older, out.Teamless, out.Misdated = shown(p.Files), shown(p.Older), shown(p.Teamless), shown(p.Misdated)
	out.Open, out.Overdue = shown(p.Open), shown(p.Overdue)
	if !p.IsPrivate || p.Projects > 0 {
		out.Projects = &p.Projects
	}
	for _, h := range p.Heard {
		out.Heard = append(out.Heard, jsonHeard{string(h.Perspective), newJSONCounts(h.Counts)})
	}
	for _, m := range p.Means {
		one := jsonMean{
			Framework: m.Framework.ID, Name: m.Framework.Name, Score: (*decimal)(m.Score), Moved: (*decimal)(m.Moved),
			Projects: shown(m.Projects), Below50: shown(m.Below50), MovedIn: shown(m.MovedIn),
		}
		if m.Item != nil {
			one.Item, one.Name = &m.Item.ID, m.Item.Name
		}
		out.Means = append(out.Means, one)
	}
	if p.Teams != nil {
		out.Teams = []jsonTeam{}
	}
	for _, t := range p.Teams {
		out.Teams = append(out.Teams, jsonTeam{orNull(t.Name), t.Projects, newJSONCounts(t.Levels), t.WithAim, t.AtAim, t.StaffOnly, t.Overdue})
	}
	return out
}

// newJSONCounts returns nil, which becomes null, if a private copy does not show the
// counts.
func newJSONCounts(all assess.Counts) []jsonCount {
	if all == nil {
		return nil
	}
	out := make([]jsonCount, len(all))
	for i, one := range all {
		out[i] = jsonCount(one)
	}
	return out
}

func newJSONRow(r *assess.Row, ids []string) jsonRow {
	out := jsonRow{
		Project: jsonProject{r.Project.Name, orNull(r.Project.Team)}, Round: r.Round, Date: r.Date, Latest: r.Latest, Depth: orNull(r.Depth),
		Level: r.Level, AtLeast: r.AtLeast, AtMost: r.AtMost, Claim: r.Claim, Aim: r.Aim,
		StaffViewOnly: r.StaffViewOnly, Heard: questions.PerspectiveIDs(r.Heard()), Files: r.Files, People: r.People, Open: r.Open, Overdue: r.Overdue,
		Scores: jsonFigures{ids, r.Figures}, Perspectives: []jsonRowView{},
	}
	if steps, known := r.ToAim(); known {
		steps = -steps
		out.StepsToAim = &steps
	}
	if m := r.Move; m != nil {
		out.Before = &jsonBefore{m.Round, m.Date, m.Was, m.Is}
	}
	for _, v := range r.Perspectives {
		out.Perspectives = append(out.Perspectives, jsonRowView{string(v.Perspective), v.Files, v.People, v.Heard, v.Level, jsonFigures{ids, v.Figures}})
	}
	return out
}

// jsonText returns a text as JSON, or null if it is empty.
func jsonText(s string) string {
	if s == "" {
		return "null"
	}
	text, err := jsonLine(s)
	if err != nil {
		return "null" // cannot happen: a string always has a JSON form
	}
	return text
}

// jsonLine returns a value as JSON on one line.
func jsonLine(v any) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return "", err
	}
	return escaped(strings.TrimSuffix(out.String(), "\n")), nil
}

// appendFigure appends the keys of a figure. A value that is not known is null.
func appendFigure(to []byte, f assess.Figure) []byte {
	number := func(key string, known bool, x float64) {
		if to = append(to, key...); !known {
			to = append(to, "null"...)
			return
		}
		to = strconv.AppendFloat(to, math.Round(x*10)/10, 'f', 1, 64)
	}
	number(`"score":`, f.Known, f.Score)
	number(`,"low":`, f.Asked, f.Low)
	number(`,"high":`, f.Asked, f.High)
	return to
}
