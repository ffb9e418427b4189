package reports

import (
	"io"

	"github.com/petal-check/petal/assess"
)

// PlanJSON writes what was promised for other programs, in the order of [Plan]. Absent
// values are null, as in [JSON].
func PlanJSON(w io.Writer, p *assess.Plan) error {
	out := jsonPlan{Petal: 1, Date: p.Today, Projects: len(p.Projects), Count: map[assess.State]int{}, Actions: []jsonPlanned{}}
	for _, state := range assess.States {
		all := p.In(state)
		out.Count[state] = len(all)
		for _, a := range all {
			out.Actions = append(out.Actions, jsonPlanned{jsonProject{a.Project.Name, orNull(a.Project.Team)}, a.Round, a.State, newJSONAction(a.Action)})
		}
	}
	return encode(w, out)
}

type jsonPlan struct {
	Petal    int                  `json:"petal"`
	Date     string               `json:"date"` // the day for which this is worked out
	Projects int                  `json:"projects"`
	Count    map[assess.State]int `json:"count"`
	Actions  []jsonPlanned        `json:"actions"`
}

type jsonPlanned struct {
	Project jsonProject  `json:"project"`
	Round   string       `json:"round"` // the round in which it was promised
	State   assess.State `json:"state"` // overdue, open, done or dropped
	jsonAction
}
