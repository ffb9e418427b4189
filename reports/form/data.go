package form

import (
	"strconv"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

func number(n int) string { return strconv.Itoa(n) }

// data is what the script of the web form works with. It does not hold the texts of
// the questions, which the script takes from the page.
type data struct {
	Key        string            `json:"key"`
	Bank       bankRef           `json:"bank"`
	Fixed      map[string]string `json:"fixed"` // parts of the set-up that are already known and no longer asked
	SetUp      []partData        `json:"setup"` // every part, in the order of the form
	UsesIt     []string          `json:"uses"`  // the perspectives that use the service
	RunsIt     []string          `json:"runs"`  // the perspectives that run the work
	ReturnTo   string            `json:"returnTo"`
	Easy       bool              `json:"easy"`
	Rule       rule              `json:"rule"`
	Stages     []questions.Stage `json:"stages"`
	Levels     []levelData       `json:"levels"`
	Questions  []questionData    `json:"questions"`
	Frameworks []frameworkData   `json:"frameworks"`
	Words      map[string]string `json:"words"`
}

type bankRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

// partData is a part of the set-up. Key is its place in a file.
type partData struct {
	ID     string `json:"id"`
	Key    string `json:"key"`
	Number bool   `json:"number,omitempty"`
	Needed bool   `json:"needed,omitempty"`
	Runs   bool   `json:"runs,omitempty"` // asked only of people who run the work
}

type rule struct {
	Share      float64 `json:"share"`
	Min        float64 `json:"min"`
	Throughout float64 `json:"throughout"`
}

type levelData struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Is      string `json:"is"`
	Planned string `json:"planned,omitempty"`
	Easy    string `json:"easy,omitempty"`
}

type questionData struct {
	ID      string                  `json:"id"`
	Kind    questions.Kind          `json:"kind"`
	Gate    bool                    `json:"gate,omitempty"`
	Short   bool                    `json:"short,omitempty"`
	Of      []questions.Perspective `json:"of,omitempty"`
	Stage   questions.Stage         `json:"stage"`
	To      []string                `json:"to"`
	Options []optionData            `json:"options"`
}

type optionData struct {
	ID    string `json:"id"`
	Level *int   `json:"level,omitempty"`
	Score int    `json:"score"`
}

// frameworkData is a framework. Only the values are shown on the page; for the
// others, the page only works out the scores.
type frameworkData struct {
	ID    string     `json:"id"`
	Name  string     `json:"name"`
	Shown bool       `json:"shown,omitempty"`
	Items []string   `json:"items"`
	Words []itemData `json:"words,omitempty"`
}

type itemData struct {
	Name string `json:"name"`
	Is   string `json:"is"`
	Easy string `json:"easy,omitempty"`
}

func newData(f form) data {
	b := f.Bank
	d := data{
		Bank:     bankRef{b.ID, b.Version},
		Fixed:    map[string]string{},
		ReturnTo: f.ReturnTo, Easy: f.Easy,
		Rule:   rule{b.Placement.Share, b.Placement.MinAnswered, b.Placement.StartToFinish},
		Stages: questions.Stages,
		Words:  map[string]string{},
	}
	for _, id := range f.SetUp {
		p := assess.PartOf(id)
		d.SetUp = append(d.SetUp, partData{p.ID, p.Key, p.Kind == assess.PeoplePart, p.Needed, p.Runs})
		if known := p.Of(&f.Known); known != "" {
			d.Fixed[id] = known
		}
	}
	for _, p := range questions.Perspectives {
		if p.UsesService() {
			d.UsesIt = append(d.UsesIt, string(p))
		}
		if p.RunsWork() {
			d.RunsIt = append(d.RunsIt, string(p))
		}
	}
	for _, id := range questions.WordIDs() {
		if !strings.HasSuffix(id, "-easy") { // easy words are in the page itself
			d.Words[id] = b.Say(id)
		}
	}
	for _, l := range questions.Levels {
		words := b.Words(l)
		d.Levels = append(d.Levels, levelData{l.String(), words.Name, words.Is, words.Planned, words.Easy})
	}
	for _, s := range f.Sections {
		for _, q := range s.Questions {
			one := questionData{ID: q.ID, Kind: q.Kind, Gate: q.Gate, Short: q.Short, Of: q.AskedOf, Stage: q.Stage, To: []string{}}
			for _, ref := range q.CountsTowards {
				one.To = append(one.To, ref.String())
			}
			for _, o := range q.Question.Options {
				option := optionData{ID: o.ID, Score: o.Score}
				if o.Level != nil {
					level := int(*o.Level)
					option.Level = &level
				}
				one.Options = append(one.Options, option)
			}
			d.Questions = append(d.Questions, one)
		}
	}
	for i := range b.Frameworks {
		from := &b.Frameworks[i]
		one := frameworkData{ID: from.ID, Name: from.Name, Shown: from.ID == questions.Values}
		for _, item := range from.Items {
			one.Items = append(one.Items, item.ID)
			if one.Shown {
				one.Words = append(one.Words, itemData{item.Name, item.Is, item.Easy})
			}
		}
		d.Frameworks = append(d.Frameworks, one)
	}
	return d
}
