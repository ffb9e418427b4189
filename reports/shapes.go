package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// shapes is a drawing made of scalable shapes, in its own units, for pages and SVG
// files.
type shapes struct {
	View          View
	Width, Height int
	Title, Says   string
	Key           string  // how to read it
	Alone         bool    // it is a separate file, with a background
	Notes         []label // what must be read before the drawing, as lines in a free corner
	Top           int     // room above the drawing, for a note if no corner is free
	Petals        []shape
}

// shape is a petal of the flower or a rung of the ladder. Angle turns a petal
// that points to the right, clockwise.
type shape struct {
	petal
	Angle string
	X, Y  string  // the top left corner of a rung
	Lines []label // the name, on one line or two
	Boxes []markBox
}

type label struct{ X, Y, Text string }

// The measurements of the flower. The words of a petal are centred on its middle.
const (
	flowerWidth, flowerHeight = 380, 382
	flowerX, flowerY          = 190.0, 186.0
	petalMiddle               = 106.0
)

// newShapes lays out a drawing.
func newShapes(view View, d drawing, title string) shapes {
	s := shapes{View: view, Width: flowerWidth, Height: flowerHeight, Title: prose.Clean(title), Says: prose.Clean(d.Says), Key: d.key(view)}
	if s.View != Ladder && !d.Easy {
		s.Key += " The line shows where doing things to people turns into doing them with people."
	}
	if view == Ladder {
		s.Width, s.Height = ladderWidth, ladderHeight
		for i := len(d.Petals) - 1; i >= 0; i-- {
			s.Petals = append(s.Petals, rung(d.Petals[i], len(d.Petals)-1-i))
		}
		return s
	}
	s.View = Flower
	for _, p := range d.Petals {
		s.Petals = append(s.Petals, flowerPetal(p))
	}
	return s
}

func flowerPetal(p petal) shape {
	angle := petalAngles[p.Level]
	cos, sin := math.Cos(angle*math.Pi/180), math.Sin(angle*math.Pi/180)
	s := shape{petal: p, Angle: units(-angle)}
	x, y := flowerX+petalMiddle*cos, flowerY-petalMiddle*sin
	rows := s.markRows(flowerMarks)
	y -= 13 * float64(len(rows))
	s.name(x, y)
	for i, row := range rows {
		s.Boxes = append(s.Boxes, newMarkBox(row, x, y+26+markHeight*float64(i)))
	}
	return s
}

// The measurements of the ladder.
const (
	ladderWidth, ladderHeight               = 400, 372
	rungLeft, rungTop, rungHeight, rungStep = 28.0, 16.0, 44.0, 64.0
	ladderTurn                              = 28.0 // the gap between doing to and doing with
)

func rung(p petal, fromTop int) shape {
	top := rungTop + rungStep*float64(fromTop)
	if p.Level < questions.CoDesign {
		top += ladderTurn
	}
	s := shape{petal: p, X: units(rungLeft), Y: units(top)}
	s.name(rungLeft+120, top+rungHeight/2)
	rows := s.markRows(ladderMarks)
	for i, row := range rows {
		y := top + rungHeight/2 + markHeight*(float64(i)-float64(len(rows)-1)/2)
		s.Boxes = append(s.Boxes, newMarkBox(row, rungLeft+256+markWidth(row)/2, y))
	}
	return s
}

// name centres the level's name on a point, on two lines if it is long.
func (s *shape) name(x, y float64) {
	const line, most = 19.0, 11
	words := prose.OneLine(s.Name)
	first, second := words, ""
	if ansi.StringWidth(words) > most {
		if before, after, found := strings.Cut(words, " "); found {
			first, second = before, after
		}
	}
	s.Name = words
	s.Lines = []label{{units(x), units(y + 5.5), ansi.Truncate(first, most, "…")}}
	if second != "" {
		s.Lines[0].Y = units(y + 5.5 - line/2)
		s.Lines = append(s.Lines, label{units(x), units(y + 5.5 + line/2), ansi.Truncate(second, most, "…")})
	}
}

// markBox is a row of marks in its own box.
type markBox struct {
	Text            string
	X, Y            string // the middle of the text
	Left, Top, Wide string // of the box
}

func newMarkBox(text string, x, y float64) markBox {
	wide := markWidth(text)
	return markBox{text, units(x), units(y + 5), units(x - wide/2), units(y - 12), units(wide)}
}

// The widest marks that fit into a petal and beside a rung, and the height of a
// row of them.
const (
	flowerMarks, ladderMarks = 108.0, 112.0
	markHeight               = 26.0
)

// markRows returns the marks in as many rows as they need to be no wider than most.
func (s *shape) markRows(most float64) []string {
	marks := s.Marks
	if s.Count != "" {
		marks = []string{s.Count}
	}
	if s.Open {
		marks = append(slices.Clone(marks), strings.TrimSpace(unknown))
	}
	var rows []string
	for _, m := range marks {
		if n := len(rows); n > 0 && markWidth(rows[n-1]+", "+m) <= most {
			rows[n-1] += ", " + m
		} else {
			rows = append(rows, m)
		}
	}
	return rows
}

func markWidth(text string) float64 { return 7.5*float64(len(text)) + 15 }

func units(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.1f", x), "0"), ".")
}

// Column returns the heading for the text about each level beside a drawing.
func (d drawing) Column() string {
	if d.Counts {
		return "Projects"
	}
	return "This project"
}

// key says how to read a drawing.
func (d drawing) key(view View) string {
	part, rest := "petals", "outlined"
	if view == Ladder {
		part, rest = "rungs", "dotted"
	}
	if d.Counts {
		return "Each number is how many projects are at that level; " + rest + " " + part + " have none."
	}
	if d.Easy && slices.ContainsFunc(d.Petals, func(p petal) bool { return p.Open }) {
		return "The " + part + " with a ? may change. We do not know yet."
	}
	if d.Easy {
		if strings.HasPrefix(d.Petals[0].State, "in the plan") {
			return "The full " + part + " show our plan."
		}
		return "The full " + part + " show how far we have got."
	}
	filled := "Filled " + part + " are reached; "
	if slices.ContainsFunc(d.Petals, func(p petal) bool { return strings.HasPrefix(p.State, "planned") }) {
		filled = "Filled " + part + " are in the plan; "
	}
	if slices.ContainsFunc(d.Petals, func(p petal) bool { return p.Open }) {
		return filled + "those with a ? may change, as some answers are not known yet."
	}
	return filled + rest + " ones are not."
}
