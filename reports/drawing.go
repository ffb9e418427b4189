package reports

import (
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// View is one of the two drawings of a placement.
type View string

// The two views. The flower says that every petal can be right for something;
// the ladder shows the climb.
const (
	Flower View = "flower"
	Ladder View = "ladder"
)

// Views lists every view.
var Views = []string{string(Flower), string(Ladder)}

// rungs are the levels that are drawn. None is not among them: it is the ground they
// stand on.
var rungs = questions.Levels[questions.Inform:]

// petalAngles are the directions of the petals, in degrees anticlockwise from the
// right. They run from inform at the lower left, over the top, to co-produce at the
// lower right, so that the flower reads like a dial.
var petalAngles = map[questions.Level]float64{
	questions.Inform:    234,
	questions.Consult:   162,
	questions.Engage:    90,
	questions.CoDesign:  18,
	questions.CoProduce: 306,
}

// The line between the two sides of both drawings.
const (
	doingTo   = "doing to"
	doingWith = "doing with"
)

// drawFlower draws the five petals with people at the centre: filled if the level is
// reached, an outline if it is not. labels are the words at the petals, cut if there
// is no room; counts are the numbers in them, if any. The drawing is 30 columns wide.
func drawFlower(reached map[questions.Level]bool, labels, counts map[questions.Level]string, paint func(string) string) []string {
	const columns, rows = 30, 15
	canvas := newCanvas(columns, rows)

	// Everything is measured in dots. A character is two dots wide and four high.
	const size, middle = float64(columns), float64(columns) - 0.5
	for _, level := range rungs {
		angle := petalAngles[level] * math.Pi / 180
		x, y := middle+0.63*size*math.Cos(angle), middle-0.63*size*math.Sin(angle)
		canvas.ellipse(x, y, 0.35*size, 0.29*size, angle, reached[level])
		if n := counts[level]; n != "" {
			canvas.write(int(y)/4, int(math.Round(x/2)), " "+n+" ")
		}
	}
	canvas.clear(middle, middle, 0.32*size)
	canvas.ellipse(middle, middle, 0.26*size, 0.26*size, 0, false)
	canvas.write(rows/2, columns/2, "people")

	label := func(level questions.Level, room int) string { return ansi.Truncate(labels[level], room, "…") }
	centred := func(s string, at int) string {
		return strings.Repeat(" ", max(0, at-ansi.StringWidth(s)/2)) + s
	}
	lines := []string{centred(label(questions.Engage, columns), columns/2)}
	for row := range rows {
		drawn := canvas.row(row)
		if row == 2 { // the corners above the upper petals are empty
			left, right := label(questions.Consult, 9), label(questions.CoDesign, 9)
			cells := []rune(drawn)
			from, to := ansi.StringWidth(left), columns-ansi.StringWidth(right)
			lines = append(lines, left+paint(string(cells[from:to]))+right)
			continue
		}
		if drawn = strings.TrimRight(drawn, " "); drawn != "" { // trimmed first, so that no trailing space is coloured
			lines = append(lines, paint(drawn))
		}
	}
	left, right := centred(label(questions.Inform, 13), 9), label(questions.CoProduce, 13)
	lines = append(lines, left+strings.Repeat(" ", max(1, 21-(ansi.StringWidth(right)+1)/2-ansi.StringWidth(left)))+right)
	return append(lines, "   "+doingTo+" ──▶ "+doingWith)
}

// unknown follows the name of a level that may or may not be reached. It must not
// look like one that is certainly not reached.
const unknown = " ?"

// inText returns the flower or the ladder in characters. The ladder fills the given
// width, and says beside its rungs what a table says beside the flower.
func (d drawing) inText(view View, width int, paint func(string) string) []string {
	reached, labels, counts := map[questions.Level]bool{}, map[questions.Level]string{}, map[questions.Level]string{}
	for _, p := range d.Petals {
		labels[p.Level] = prose.Clean(p.Name)
		if p.Open {
			labels[p.Level] += unknown
		}
		switch {
		case view == Ladder && d.Counts:
			labels[p.Level] += " (" + p.State + ")"
		case view == Ladder:
			labels[p.Level] += marksIn(p)
		}
		reached[p.Level], counts[p.Level] = p.Reached, p.Count
	}
	if view == Ladder {
		return drawLadder(width, reached, labels, paint)
	}
	return drawFlower(reached, labels, counts, paint)
}

// canvas is a grid of characters drawn in dots, each two dots wide and four high.
type canvas struct {
	columns, rows int
	dots          [][]bool // [y][x]
	words         []word   // over the dots
}

// word is a word in a row of a canvas, starting at a column.
type word struct {
	row, column int
	text        []rune
}

func newCanvas(columns, rows int) *canvas {
	c := &canvas{columns: columns, rows: rows, dots: make([][]bool, rows*4)}
	for y := range c.dots {
		c.dots[y] = make([]bool, columns*2)
	}
	return c
}

// ellipse draws an ellipse around (x, y), with its first radius turned by angle. An
// outline is just wide enough for its dots to have no gaps.
func (c *canvas) ellipse(x, y, along, across, angle float64, filled bool) {
	cos, sin := math.Cos(angle), math.Sin(angle)
	inside := func(px, py, shrink float64) bool {
		dx, dy := px-x, -(py - y)
		u, v := (dx*cos+dy*sin)/(along-shrink), (-dx*sin+dy*cos)/(across-shrink)
		return u*u+v*v <= 1
	}
	for py := range c.dots {
		for px := range c.dots[py] {
			fx, fy := float64(px), float64(py)
			if inside(fx, fy, 0) && (filled || !inside(fx, fy, 1.2)) {
				c.dots[py][px] = true
			}
		}
	}
}

func (c *canvas) clear(x, y, radius float64) {
	for py := range c.dots {
		for px := range c.dots[py] {
			if math.Hypot(float64(px)-x, float64(py)-y) <= radius {
				c.dots[py][px] = false
			}
		}
	}
}

// write centres a word on a column, over what is drawn there.
func (c *canvas) write(row, column int, text string) {
	c.words = append(c.words, word{row, column - len([]rune(text))/2, []rune(text)})
}

// braille is the bit of each dot of a character, by column and row.
var braille = [2][4]rune{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}

func (c *canvas) row(row int) string {
	cells := make([]rune, c.columns)
	for column := range cells {
		cells[column] = 0x2800
		for dx := range 2 {
			for dy := range 4 {
				if c.dots[row*4+dy][column*2+dx] {
					cells[column] |= braille[dx][dy]
				}
			}
		}
		if cells[column] == 0x2800 {
			cells[column] = ' '
		}
	}
	for _, w := range c.words {
		if w.row == row {
			copy(cells[max(0, w.column):], w.text)
		}
	}
	return string(cells)
}

// drawLadder draws a rung for each level, the highest on top: solid if it is reached,
// dotted if it is not, with its label beside it and a mark where doing to people
// turns into doing with them.
func drawLadder(width int, reached map[questions.Level]bool, labels map[questions.Level]string, paint func(string) string) []string {
	var lines []string
	for level := questions.CoProduce; level >= questions.Inform; level-- {
		rung := "│┄┄┄┄┄┄│"
		if reached[level] {
			rung = "│██████│"
		}
		lines = append(lines, paint(rung)+"  "+ansi.Truncate(labels[level], width-10, "…"))
		if level == questions.CoDesign {
			lines = append(lines, paint("│      │")+"    ▲ "+doingWith, paint("│      │")+"    ▼ "+doingTo)
		} else {
			lines = append(lines, paint("│      │"))
		}
	}
	return lines
}

// bar returns a score of 0 to 100 as a bar of the given width: what is reached solid,
// the rest shaded, so that it reads without colour.
func bar(score float64, width int) (solid, rest string) {
	n := int(math.Round(score / 100 * float64(width)))
	return strings.Repeat("█", n), strings.Repeat("░", width-n)
}
