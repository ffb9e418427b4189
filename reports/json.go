package reports

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// JSON writes the result for other programs. The keys are a contract. An absent
// value is null, never zero and never left out; numbers have one decimal.
// Characters that a terminal might act on are escaped.
func JSON(w io.Writer, r *assess.Result) error { return encode(w, newJSONResult(r)) }

// encode writes a value in the way of every JSON report.
func encode(w io.Writer, v any) error {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, escaped(out.String()))
	return err
}

// escaped returns JSON in which characters that are [prose.Unsafe] are escaped. JSON
// allows them in a string, and the encoder leaves them there.
func escaped(s string) string {
	escape := func(r rune) bool { return r != '\n' && prose.Unsafe(r) }
	if !strings.ContainsFunc(s, escape) {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		if !escape(r) {
			out.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&out, `\u%04x`, unit)
		}
	}
	return out.String()
}

type jsonResult struct {
	Petal         int               `json:"petal"`
	Bank          jsonBank          `json:"bank"`
	Project       jsonProject       `json:"project"`
	Round         *string           `json:"round"`
	Date          *string           `json:"date"`
	Depth         *string           `json:"depth"`
	Claim         *questions.Level  `json:"claim"`
	Aim           *questions.Level  `json:"aim"`
	Limit         *string           `json:"limit"`
	StaffViewOnly bool              `json:"staff_view_only"`
	Private       bool              `json:"private"`
	Placement     jsonPlacement     `json:"placement"`
	Frameworks    []jsonFramework   `json:"frameworks"`
	Evidence      jsonEvidence      `json:"evidence"`
	Conflicts     []jsonConflict    `json:"conflicts"`
	Copies        [][]string        `json:"copies"` // files that give exactly the same answers
	Perspectives  []jsonPerspective `json:"perspectives"`
	Differences   []jsonDifference  `json:"differences"`
	Agreement     jsonAgreement     `json:"agreement"`
	Actions       []jsonAction      `json:"actions"`
	AnswersOf     *string           `json:"answers_of"` // the perspective whose answers follow, which decide the level
	Answers       []jsonAnswer      `json:"answers"`
	Voices        []jsonVoice       `json:"voices"` // what each perspective says, if there are several files
}

func newJSONBank(b *questions.Bank) jsonBank {
	return jsonBank{b.ID, b.Version, b.Digest(), b.BuiltIn()}
}

type jsonBank struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Digest  string `json:"digest"` // of the bank's content, whatever the layout of its file
	BuiltIn bool   `json:"built_in"`
}

type jsonProject struct {
	Name string  `json:"name"`
	Team *string `json:"team"`
}

type jsonPlacement struct {
	Level       *questions.Level `json:"level"`
	Placed      bool             `json:"placed"`
	AtLeast     questions.Level  `json:"at_least"`
	AtMost      questions.Level  `json:"at_most"`
	BackedLevel *questions.Level `json:"backed_level"`
	Answered    int              `json:"answered"`
	Asked       int              `json:"asked"`
	HeldBy      []string         `json:"held_by"`
	Stages      jsonStages       `json:"stages"`
	Next        *jsonNext        `json:"next"`
	Gates       []jsonGate       `json:"gates"`
}

type jsonStages struct {
	Priorities jsonScore `json:"priorities"`
	Planning   jsonScore `json:"planning"`
	Design     jsonScore `json:"design"`
	Delivery   jsonScore `json:"delivery"`
	Evaluation jsonScore `json:"evaluation"`
}

type jsonScore struct {
	Score *decimal `json:"score"`
	Low   *decimal `json:"low"`
	High  *decimal `json:"high"`
	Band  *string  `json:"band"`
}

type jsonNext struct {
	Level  questions.Level `json:"level"`
	Change []jsonChange    `json:"change"`
}

type jsonChange struct {
	Question string          `json:"question"`
	From     questions.Level `json:"from"`
	To       questions.Level `json:"to"`
}

type jsonGate struct {
	Question string           `json:"question"`
	Level    *questions.Level `json:"level"`
}

type jsonFramework struct {
	ID     string     `json:"id"`
	Name   string     `json:"name"`
	Score  *decimal   `json:"score"`
	Low    *decimal   `json:"low"`
	High   *decimal   `json:"high"`
	Backed *decimal   `json:"backed"`
	Band   *string    `json:"band"`
	Items  []jsonItem `json:"items"`
}

type jsonItem struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Score    *decimal `json:"score"`
	Low      *decimal `json:"low"`
	High     *decimal `json:"high"`
	Backed   *decimal `json:"backed"`
	Band     *string  `json:"band"`
	Answered int      `json:"answered"`
	Asked    int      `json:"asked"`
}

type jsonEvidence struct {
	Strong  *int     `json:"strong"` // null if a private result leaves it out
	Backed  *int     `json:"backed"` // the same
	Missing []string `json:"missing"`
}

type jsonConflict struct {
	Questions []string `json:"questions"`
	Say       string   `json:"say"`
}

type jsonPerspective struct {
	Perspective string           `json:"perspective"`
	Files       int              `json:"files"`
	People      int              `json:"people"`
	Level       *questions.Level `json:"level"`
	Frameworks  []jsonFramework  `json:"frameworks"`
}

type jsonDifference struct {
	Question string             `json:"question"`
	Gap      decimal            `json:"gap"`
	By       map[string]decimal `json:"by"` // percent by perspective
}

type jsonAgreement struct {
	Alpha  *float64 `json:"alpha"`
	Raters int      `json:"raters"`
	Units  int      `json:"units"`
}

type jsonAction struct {
	Said    *string `json:"said"`
	Will    string  `json:"will"`
	Who     *string `json:"who"`
	Needs   *string `json:"needs"`
	By      *string `json:"by"`
	Done    bool    `json:"done"`
	Did     *string `json:"did"`
	Dropped *string `json:"dropped"` // why it is no longer planned; null while it is
}

func newJSONAction(a assess.Action) jsonAction {
	return jsonAction{orNull(a.Said), a.Will, orNull(a.Who), orNull(a.Needs), orNull(a.By), a.Done, orNull(a.Did), orNull(a.Dropped)}
}

type jsonAnswer struct {
	Question string           `json:"question"`
	Choose   *string          `json:"choose"` // null if the question was not answered
	Level    *questions.Level `json:"level"`
	Percent  *decimal         `json:"percent"`
	Note     *string          `json:"note"`
	Evidence *string          `json:"evidence"`
}

type jsonVoice struct {
	Question string            `json:"question"`
	By       map[string]string `json:"by"` // an option's id by perspective
	Remarks  []jsonRemark      `json:"remarks"`
}

type jsonRemark struct {
	Perspective string  `json:"perspective"`
	Note        *string `json:"note"`
	Evidence    *string `json:"evidence"`
}

func newJSONVoice(v assess.Voice) jsonVoice {
	out := jsonVoice{v.Question.ID, map[string]string{}, []jsonRemark{}}
	for _, view := range v.By {
		out.By[string(view.Perspective)] = view.Option.ID
	}
	for _, r := range v.Remarks {
		out.Remarks = append(out.Remarks, jsonRemark{string(r.Perspective), orNull(r.Note), orNull(r.Evidence)})
	}
	return out
}

// decimal is a number with one decimal, rounded half away from zero.
type decimal float64

func (d decimal) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, math.Round(float64(d)*10)/10, 'f', 1, 64), nil
}

func newJSONResult(r *assess.Result) jsonResult {
	a := r
	out := jsonResult{
		Petal:         1,
		Bank:          newJSONBank(r.Bank),
		Project:       jsonProject{a.Project.Name, orNull(a.Project.Team)},
		Round:         orNull(a.Round),
		Date:          orNull(a.Date),
		Depth:         orNull(a.Depth),
		Claim:         a.Claim,
		Aim:           a.Aim,
		Limit:         orNull(a.Limit),
		StaffViewOnly: r.StaffViewOnly,
		Placement:     newJSONPlacement(r),
		Frameworks:    newJSONFrameworks(r.Frameworks),
		Evidence:      jsonEvidence{Missing: ids(r.Evidence.Missing)},
		Private:       r.LeftOut != nil,
		AnswersOf:     orNull(string(a.Respondent.Perspective)),
		Voices:        []jsonVoice{},
		Conflicts:     []jsonConflict{},
		Copies:        [][]string{},
		Perspectives:  newJSONPerspectives(r.Perspectives),
		Differences:   []jsonDifference{},
		Agreement:     jsonAgreement{r.Agreement.Alpha, r.Agreement.Raters, r.Agreement.Units},
		Actions:       []jsonAction{},
		Answers:       []jsonAnswer{},
	}
	if r.LeftOut == nil || !r.LeftOut.Evidence {
		out.Evidence.Strong, out.Evidence.Backed = &r.Evidence.Strong, &r.Evidence.Backed
	}
	for _, v := range r.Voices {
		out.Voices = append(out.Voices, newJSONVoice(v))
	}
	for _, c := range r.Conflicts {
		out.Conflicts = append(out.Conflicts, jsonConflict{ids(c.Questions), c.Say})
	}
	for _, c := range r.Copies {
		out.Copies = append(out.Copies, c.Files)
	}
	for _, d := range r.Differences {
		by := map[string]decimal{}
		for _, v := range d.By {
			by[string(v.Perspective)] = decimal(v.Percent)
		}
		out.Differences = append(out.Differences, jsonDifference{d.Question.ID, decimal(d.Gap), by})
	}
	for _, action := range a.Actions {
		out.Actions = append(out.Actions, newJSONAction(action))
	}
	for _, line := range r.Lines {
		out.Answers = append(out.Answers, newJSONAnswer(line))
	}
	return out
}

func newJSONPlacement(r *assess.Result) jsonPlacement {
	p := &r.Placement
	out := jsonPlacement{
		Level:       p.Level,
		Placed:      p.Placed(),
		AtLeast:     p.AtLeast,
		AtMost:      p.AtMost,
		BackedLevel: p.BackedLevel,
		Answered:    p.Answered,
		Asked:       p.Asked,
		HeldBy:      []string{},
		Stages:      newJSONStages(r.Stages),
		Gates:       []jsonGate{},
	}
	for _, condition := range p.HeldBy() {
		out.HeldBy = append(out.HeldBy, string(condition))
	}
	for _, g := range p.Gates {
		out.Gates = append(out.Gates, jsonGate{g.Question.ID, g.Level})
	}
	if p.Next != nil {
		out.Next = &jsonNext{Level: p.Next.Level, Change: []jsonChange{}}
		for _, c := range p.Next.Change {
			out.Next.Change = append(out.Next.Change, jsonChange{c.Question.ID, *c.From.Level, *c.To.Level})
		}
	}
	return out
}

func newJSONStages(stages []assess.StageScore) jsonStages {
	at := map[questions.Stage]jsonScore{}
	for _, s := range stages {
		at[s.Stage] = jsonScore{(*decimal)(s.Known), (*decimal)(s.Low), (*decimal)(s.High), orNull(s.Band())}
	}
	return jsonStages{at["priorities"], at["planning"], at["design"], at["delivery"], at["evaluation"]}
}

func newJSONFrameworks(frameworks []assess.FrameworkScore) []jsonFramework {
	out := []jsonFramework{}
	for _, f := range frameworks {
		jf := jsonFramework{
			ID: f.ID, Name: f.Name,
			Score: (*decimal)(f.Known), Low: (*decimal)(f.Low), High: (*decimal)(f.High), Backed: (*decimal)(f.Backed), Band: orNull(f.Band()),
			Items: []jsonItem{},
		}
		for _, i := range f.Items {
			jf.Items = append(jf.Items, jsonItem{
				ID: i.ID, Name: i.Name,
				Score: (*decimal)(i.Known), Low: (*decimal)(i.Low), High: (*decimal)(i.High), Backed: (*decimal)(i.Backed), Band: orNull(i.Band()),
				Answered: i.Answered, Asked: i.Asked,
			})
		}
		out = append(out, jf)
	}
	return out
}

func newJSONPerspectives(views []assess.PerspectiveView) []jsonPerspective {
	out := []jsonPerspective{}
	for _, p := range views {
		out = append(out, jsonPerspective{string(p.Perspective), p.Files, p.People, p.Level, newJSONFrameworks(p.Frameworks)})
	}
	return out
}

func newJSONAnswer(line assess.Line) jsonAnswer {
	out := jsonAnswer{
		Question: line.Question.ID,
		Choose:   orNull(line.Answer.Choose),
		Note:     orNull(line.Answer.Note),
		Evidence: orNull(line.Answer.Evidence),
	}
	if line.Option != nil {
		percent := decimal(line.Question.Percent(line.Option))
		out.Percent = &percent
		out.Level = line.Option.Level
	}
	return out
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func ids(qs []*questions.Question) []string {
	out := make([]string, len(qs))
	for i, q := range qs {
		out[i] = q.ID
	}
	return out
}
