package reports

import (
	"io"

	"github.com/petal-check/petal/assess"
)

// PlanCSV writes a row for every promise, in the order of [Plan], as [CSV] does.
func PlanCSV(w io.Writer, p *assess.Plan, mark bool) error {
	out, err := newCSVRows(w, mark)
	if err != nil {
		return err
	}
	out.row([]string{"state", "by", "will", "who", "needs", "said", "did", "dropped", "project", "team", "round"})
	for _, state := range assess.States {
		for _, a := range p.In(state) {
			out.row([]string{string(a.State), a.By, a.Will, a.Who, a.Needs, a.Said, a.Did, a.Dropped, a.Project.Name, a.Project.Team, a.Round})
		}
	}
	return out.end()
}
