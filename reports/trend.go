package reports

import (
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// trend is how levels or scores changed from round to round. A page draws it; writers
// in words put it in a sentence.
type trend struct {
	Says   string   // what writers in words say; "" if the text around it says the same
	Label  string   // what the drawing shows, for people who cannot see it
	Times  []string // the rounds, the earliest first
	Levels []string // names of the levels, from the lowest; nil if the lines are scores from 0 to 100
	Aim    *float64 // where the team wants to be, on the same scale; nil if not given
	Apart  []bool   // for each round, whether it and the one before differ in depth (short or full), so that no line joins them
	Lines  []course // the lines; for levels, there is only one
}

// course is one line of a trend, a point for each round.
type course struct {
	Name   string
	Points []trendPoint
}

// trendPoint is a level or a score at one time. Unknown answers leave open anything
// from Low to High. Both equal At if nothing is open.
type trendPoint struct {
	Known         bool
	At, Low, High float64
}

func (trend) Kind() string { return "trend" }

// ends returns the first and the last known point, or nil if there are fewer than
// two.
func (c course) ends() (first, last *trendPoint) {
	known := slices.DeleteFunc(slices.Clone(c.Points), func(p trendPoint) bool { return !p.Known })
	if len(known) < 2 {
		return nil, nil
	}
	return &known[0], &known[len(known)-1]
}

// Went returns the first and the last score of a line, in figures.
func (c course) Went() string {
	first, last := c.ends()
	if first == nil {
		return "–"
	}
	return whole(first.At) + " → " + whole(last.At)
}

// panel is one line of a trend, drawn as shapes.
type panel struct {
	Width, Height int
	Name, Went    string
	Across        []rule // one for each level, or the ends of the scale
	Aim           *rule
	Open          []span // what unknown answers leave open
	Joins         []span
	Dots          []label // without text
	Times         []label
}

// rule is a line across a panel, with its name.
type rule struct{ Y, Left, Right, Text, TextY string }

// span is a straight line.
type span struct{ X1, Y1, X2, Y2 string }

// panelSize says where the points of a panel are drawn. There are two kinds of panel.
type panelSize struct {
	width, height            int
	left, right, top, bottom float64
	letters                  int // of a level's name
}

var (
	levelPanel = panelSize{width: 450, height: 220, left: 158, right: 426, top: 22, bottom: 172, letters: 17}
	scorePanel = panelSize{width: 190, height: 64, left: 10, right: 180, top: 8, bottom: 56}
)

// Panels returns the lines of a trend, each as a separate drawing.
func (t trend) Panels() []panel {
	size, highest := scorePanel, 100.0
	if t.Levels != nil {
		size, highest = levelPanel, float64(len(t.Levels)-1)
	}
	x := func(i int) float64 {
		if len(t.Times) == 1 {
			return (size.left + size.right) / 2
		}
		inside := 16.0 // keeps points away from the edges
		return size.left + inside + (size.right-size.left-2*inside)*float64(i)/float64(len(t.Times)-1)
	}
	y := func(at float64) float64 { return size.bottom - (size.bottom-size.top)*at/highest }
	across := func(at float64, text string) rule {
		return rule{units(y(at)), units(size.left), units(size.right), ansi.Truncate(prose.OneLine(text), size.letters, "…"), units(y(at) + 5)}
	}
	panels := make([]panel, len(t.Lines))
	for n, line := range t.Lines {
		p := panel{Width: size.width, Height: size.height, Name: line.Name, Went: line.Went()}
		if t.Levels == nil {
			p.Across = []rule{across(0, ""), across(100, "")}
		}
		for i, name := range t.Levels {
			p.Across = append(p.Across, across(float64(i), name))
		}
		if t.Levels != nil {
			p.Times = t.heads(size, x)
		}
		if t.Aim != nil {
			aim := across(*t.Aim, "aim")
			p.Aim = &aim
		}
		for i, at := range line.Points {
			if at.High > at.Low {
				p.Open = append(p.Open, span{units(x(i)), units(y(at.Low)), units(x(i)), units(y(at.High))})
			}
			if !at.Known {
				continue
			}
			p.Dots = append(p.Dots, label{X: units(x(i)), Y: units(y(at.At))})
			if i > 0 && line.Points[i-1].Known && !t.Apart[i] {
				p.Joins = append(p.Joins, span{units(x(i - 1)), units(y(line.Points[i-1].At)), units(x(i)), units(y(at.At))})
			}
		}
		panels[n] = p
	}
	return panels
}

// heads returns the names of the rounds under a panel: as many as there is room for,
// always including the last.
func (t trend) heads(size panelSize, x func(int) float64) []label {
	const letter, least = 8.0, 8 // the width of a letter, and how many letters it takes to tell two rounds apart
	room := size.right - size.left
	every := 1
	for float64((len(t.Times)+every-1)/every)*letter*(least+1) > room+letter*least {
		every++
	}
	most := least
	if n := (len(t.Times) + every - 1) / every; n > 0 {
		most = max(least, int(room/float64(n)/letter))
	}
	var heads []label
	for i := len(t.Times) - 1; i >= 0; i -= every {
		heads = append(heads, label{units(x(i)), units(size.bottom + 32), ansi.Truncate(prose.OneLine(t.Times[i]), most, "…")})
	}
	slices.Reverse(heads)
	return heads
}

// Key says how to read a drawing of a trend. It returns "" if that is clear without a
// key.
func (t trend) Key() string {
	said := ""
	if slices.ContainsFunc(t.Lines, func(c course) bool {
		return slices.ContainsFunc(c.Points, func(p trendPoint) bool { return p.High > p.Low })
	}) {
		said = "A pale bar shows how far the level may still move, as some answers are not known yet. "
	}
	if t.Aim != nil {
		said += "The dashed line is the aim. "
	}
	if slices.Contains(t.Apart, true) {
		said += "Where no line joins two rounds, one was a short check and the other a full one."
	}
	return said
}

// levelTrend returns the project's level at each time, with the range that missing
// answers leave open.
func (c roundsBuilder) levelTrend(said string) trend {
	t := trend{Label: said, Times: c.heads(), Apart: c.apart()}
	for l := questions.None; l <= questions.CoProduce; l++ {
		t.Levels = append(t.Levels, c.now.phrase.name(l))
	}
	if aim := c.now.r.Aim; aim != nil {
		at := float64(*aim)
		t.Aim = &at
	}
	var line course
	for _, time := range c.Times {
		p := &time.Result.Placement
		point := trendPoint{Low: float64(p.AtLeast), High: float64(p.AtMost)}
		if p.Level != nil {
			point.Known, point.At = true, float64(*p.Level)
		}
		line.Points = append(line.Points, point)
	}
	t.Lines = []course{line}
	return t
}

// itemTrends returns the score of each item of a framework at each time.
func (c roundsBuilder) itemTrends(id string) trend {
	f := c.now.r.Framework(id)
	t := trend{Times: c.heads(), Apart: c.apart()}
	points := func(of func(f *assess.FrameworkScore) assess.Score) []trendPoint {
		var all []trendPoint
		for _, time := range c.Times {
			var point trendPoint
			if s := of(time.Result.Framework(id)); s.Known != nil {
				point = trendPoint{true, *s.Known, *s.Known, *s.Known}
			}
			all = append(all, point)
		}
		return all
	}
	for i, item := range f.Items {
		t.Lines = append(t.Lines, course{item.Name, points(func(f *assess.FrameworkScore) assess.Score { return f.Items[i].Score })})
	}
	together := course{"Overall", points(func(f *assess.FrameworkScore) assess.Score { return f.Score })}
	t.Says = together.sentence()
	t.Label = f.Name + ". " + t.Says
	return t
}

// apart returns, for each time, whether it and the one before asked different
// questions.
func (c roundsBuilder) apart() []bool {
	apart := make([]bool, len(c.Times))
	for i, s := range c.Steps {
		apart[i+1] = len(s.OnlyThen)+len(s.OnlyNow) > 0
	}
	return apart
}

// sentence returns the scores of a line, such as "Overall: first 40, then 48, now
// 61."
func (c course) sentence() string {
	if first, _ := c.ends(); first == nil {
		return ""
	}
	scores := make([]string, len(c.Points))
	for i, p := range c.Points {
		scores[i] = when(i, len(c.Points)) + " not known"
		if p.Known {
			scores[i] = when(i, len(c.Points)) + " " + whole(p.At)
		}
	}
	return c.Name + ": " + strings.Join(scores, ", ") + "."
}

// chart shows the trends of a project in one separate drawing.
type chart struct {
	Width, Height int
	Title, Says   string
	Warning       string // what must be read first; "" if there is none
	Levels        panel
	Key           []label
	Groups        []chartGroup
}

// chartGroup holds a framework's panels, each in its place.
type chartGroup struct {
	Name   string
	Y      string
	Panels []placedPanel
}

type placedPanel struct {
	panel
	X, Y string
}

// The measurements of a chart.
const (
	chartWidth, chartEdge    = 660.0, 24.0
	chartAcross              = 3 // panels next to each other
	chartStepX, chartStepY   = 208.0, 124.0
	chartHeading, chartTitle = 34.0, 64.0
	chartTitleLetters        = 56
	chartKeyLetters          = 20
	chartLetters             = 21 // of an item's name
)

// RoundsSVG writes the level and the scores of a project over its rounds as one
// drawing, with a title and a description, for slides and documents. A private copy
// has only the level if few people answered.
func RoundsSVG(w io.Writer, all *assess.Comparison) error {
	last := all.Times[len(all.Times)-1].Result
	c := roundsBuilder{all, builder{last, phrasesFor(last)}}
	levels := c.levelTrend(c.path())
	s := chart{Width: chartWidth, Title: ansi.Truncate(prose.OneLine(last.Project.Name), chartTitleLetters, "…"), Says: levels.Label, Levels: levels.Panels()[0]}
	for i, line := range wrap(levels.Key(), chartKeyLetters) {
		s.Key = append(s.Key, label{units(chartEdge + float64(levelPanel.width) + 12), units(chartTitle + 30 + 20*float64(i)), line})
	}
	s.Warning, _, _ = strings.Cut(strings.TrimSuffix(c.staffOnly(), "."), ":")
	s.Warning, _, _ = strings.Cut(s.Warning, ".")
	y := chartTitle + float64(levelPanel.height) + 24
	for _, f := range inOrder(last.Frameworks) {
		if c.small() || !f.Core() {
			continue
		}
		g := chartGroup{Name: prose.OneLine(f.Name) + ", from 0 to 100", Y: units(y + 18)}
		y += chartHeading
		items := c.itemTrends(f.ID)
		for i, p := range items.Panels() {
			p.Name = ansi.Truncate(prose.OneLine(p.Name), chartLetters, "…")
			g.Panels = append(g.Panels, placedPanel{p, units(chartEdge + chartStepX*float64(i%chartAcross)), units(y + chartStepY*float64(i/chartAcross))})
		}
		y += chartStepY * float64((len(g.Panels)+chartAcross-1)/chartAcross)
		s.Groups = append(s.Groups, g)
		s.Says += " " + items.Label
	}
	s.Height = int(y + 12)
	if err := writeTemplate(w, "chart", s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
