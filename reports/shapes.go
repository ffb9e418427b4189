package reports

import (
	"fmt"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions"
)

// shapes is a drawing as scalable shapes, in units of its own: what the page and
// the SVG file draw.
type shapes struct {
	View          View
	Width, Height int
	Title, Says   string
	Key           string  // how to read it
	Alone         bool    // a file of its own, on a ground of its own
	Notes         []label // what must be read before the drawing, line by line in the free corner
	Petals        []shape
}

// shape is a petal of the flower or a rung of the ladder. Angle turns a petal
// that points to the right, clockwise.
type shape struct {
	petal
	Angle   string
	X, Y    string  // the top left corner of a rung
	Lines   []label // the name, on one line or two
	Marked  bool
	MarkAt  label
	MarkBox [3]string // left, top and width of the box behind the marks
}

type label struct{ X, Y, Text string }

// The flower's measures. The words of a petal stand around its middle.
const (
	flowerWidth, flowerHeight = 380, 382
	flowerX, flowerY          = 190.0, 186.0
	petalMiddle               = 106.0
)

// newShapes lays out a drawing.
func newShapes(view View, d drawing, title string) shapes {
	s := shapes{View: view, Width: flowerWidth, Height: flowerHeight, Title: clean(title), Says: clean(d.Says), Key: d.key(view)}
	if s.View != Ladder && !d.Easy {
		s.Key += " The line turns from doing things to people to doing them with people."
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
	if len(p.Marks) > 0 {
		y -= 13
	}
	s.name(x, y)
	s.mark(x, y+26)
	return s
}

// The ladder's measures.
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
	s.mark(0, top+rungHeight/2)
	s.markFrom(rungLeft + 256)
	return s
}

// name puts the level's name around a point, on two lines where it is long.
func (s *shape) name(x, y float64) {
	const line, most = 19.0, 11
	words := oneLine(s.Name)
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

// mark puts the marks in a box around a point.
func (s *shape) mark(x, y float64) {
	if len(s.Marks) == 0 {
		return
	}
	text := strings.Join(s.Marks, ", ")
	wide := markWidth(text)
	s.Marked = true
	s.MarkAt = label{units(x), units(y + 5), text}
	s.MarkBox = [3]string{units(x - wide/2), units(y - 12), units(wide)}
}

// markFrom moves the marks so that their box begins at x.
func (s *shape) markFrom(x float64) {
	wide := markWidth(s.MarkAt.Text)
	s.MarkBox[0], s.MarkAt.X = units(x), units(x+wide/2)
}

func markWidth(text string) float64 { return 7.5*float64(len(text)) + 15 }

func units(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.1f", x), "0"), ".")
}

// key says how to read a drawing.
func (d drawing) key(view View) string {
	part, rest := "petals", "outlined"
	if view == Ladder {
		part, rest = "rungs", "dotted"
	}
	if d.Easy {
		return "The full " + part + " show how far we are."
	}
	return "Filled " + part + " are reached; " + rest + " ones are not."
}
