//go:build unix

package main

import (
	"flag"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
)

var update = flag.Bool("update", false, "draw the pictures of the screen anew")

// pictures are the screens shown in the documents, each by the keys that lead there.
var pictures = []struct {
	name, title string
	columns     int
	rows        int
	args        []string
	steps       []string // what is waited for and then typed, in turn; none if petal ends by itself
}{
	{
		"question", "A question of petal assess, with the fourth of six answers marked", 80, 24,
		[]string{"assess", "discharge-letters.petal.yaml", "--notes", "none"},
		[]string{"question 4 of", "4", "▌ 4", ""},
	},
	{
		"vote", "A vote of twelve people in petal learn, spread from Consult to Co-produce, with a question for the room", 80, 24,
		[]string{"learn", "--room", "--people", "12", "--seed", "461", "--no-save"},
		[]string{"How does the room vote?", "0 0 2 4 5 1\r", "For the room:", ""},
	},
	{
		"result", "The first part of a report in a terminal: a flower with three of five petals filled", 80, 46,
		[]string{"report", "--example"},
		nil,
	},
}

// begun is an assessment whose first questions are answered.
const begun = `petal: 1
bank: {id: co-production, version: 1.0.0}
project: {name: "Discharge letters"}
round: during
date: 2026-11-20
depth: short
respondent: {perspective: staff, people: 6}
claim: co-design
aim: co-design
limit: none
answers:
  first-involved: part-early-talks
  aims: unknown
  fixed-open: unknown
`

// TestPictures checks that the pictures of the screen in docs/pictures are what Petal
// shows. They are drawn from a terminal that Petal runs in, with -update.
func TestPictures(t *testing.T) {
	for _, p := range pictures {
		t.Run(p.name, func(t *testing.T) {
			got := drawScreen(takePicture(t, p.columns, p.rows, p.args, p.steps), p.columns, p.rows, p.title)
			path := filepath.Join("..", "..", "docs", "pictures", p.name+".svg")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || got != string(want) {
				t.Errorf("%s is not what Petal shows (%v); look at it after go test ./cmd/petal -run TestPictures -update", path, err)
			}
		})
	}
}

// takePicture returns the screen of a terminal after petal has been led to what is
// shown. What is longer than the screen is cut off below.
func takePicture(t *testing.T, columns, rows int, args, steps []string) vt10x.Terminal {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "discharge-letters.petal.yaml", begun)
	cmd := exec.Command("petal", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=", "NO_COLOR=", "LC_ALL=C.UTF-8", "CI=", "ACCESSIBLE=")
	tall := rows
	if len(steps) == 0 {
		tall = 500 // nothing of it may scroll away
	}
	term, err := startTerminal(cmd, columns, tall)
	if err != nil {
		t.Fatal(err)
	}
	defer term.pty.Close() //nolint:errcheck // it was only read
	for i := 0; i < len(steps); i += 2 {
		if err := term.waitFor(steps[i], func() bool { return term.shows(steps[i]) }); err != nil {
			t.Fatal(err)
		}
		if _, err := term.pty.WriteString(steps[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if len(steps) > 0 {
		cmd.Process.Kill() //nolint:errcheck // it was seen
	}
	cmd.Wait() //nolint:errcheck // it was killed, or its picture tells
	<-term.done
	return term.screen
}

// The measures of a picture, in its own units.
const (
	cellWidth, cellHeight = 8.4, 18.0
	border                = 16.0
)

// drawScreen returns a screen as an SVG picture, on the reader's own light or dark.
// Its text is set in a font of the reader's; what is drawn with characters is drawn
// with shapes, since few fonts have them all.
func drawScreen(screen vt10x.Terminal, columns, rows int, title string) string {
	var out strings.Builder
	width, height := 2*border+cellWidth*float64(columns), 2*border+cellHeight*float64(rows)
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]g" height="%[2]g" viewBox="0 0 %[1]g %[2]g" role="img" aria-labelledby="title">
<title id="title">%[3]s</title>
<style>
svg { fill: currentColor; font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.ground { fill: #fff; stroke: #bbb; }
.ink { color: #1c1f2b; }
@media (prefers-color-scheme: dark) { .ground { fill: #15161d; stroke: #444; } .ink { color: #f1eff4; } }
.bold { font-weight: bold; }
.underlined { text-decoration: underline; }
.dots { fill: none; stroke: currentColor; stroke-width: 3.4; stroke-linecap: round; }
</style>
<rect class="ground" x=".5" y=".5" width="%[4]g" height="%[5]g" rx="8"/>
`, width, height, html.EscapeString(title), width-1, height-1)
	for y := range rows {
		for x := 0; x < columns; {
			x += drawRun(&out, screen, x, y, columns)
		}
	}
	out.WriteString("</svg>\n")
	return out.String()
}

// drawRun draws the cells from (x, y) on that look alike, and returns how many.
func drawRun(out *strings.Builder, screen vt10x.Terminal, x, y, columns int) int {
	const underlined, bold = 1 << 1, 1 << 2 // as vt10x has them, which keeps their names to itself
	first := screen.Cell(x, y)
	kind := kindOf(first.Char)
	var run strings.Builder
	n := 0
	for ; x+n < columns; n++ {
		c := screen.Cell(x+n, y)
		if c.FG != first.FG || c.Mode != first.Mode || kindOf(c.Char) != kind {
			break
		}
		run.WriteRune(c.Char)
	}
	classes, colour := []string{kind}, ""
	if first.FG == vt10x.DefaultFG {
		classes = append(classes, "ink")
	} else {
		colour = fmt.Sprintf(` color="%s"`, hex(first.FG))
	}
	if first.Mode&bold != 0 {
		classes = append(classes, "bold")
	}
	if first.Mode&underlined != 0 {
		classes = append(classes, "underlined")
	}
	paint := fmt.Sprintf(`class="%s"%s`, strings.Join(classes, " "), colour)
	left, top := border+cellWidth*float64(x), border+cellHeight*float64(y)
	if kind != letters {
		fmt.Fprintf(out, `<path %s d="`, paint)
		for i, r := range []rune(run.String()) {
			drawCharacter(out, r, left+cellWidth*float64(i), top)
		}
		out.WriteString("\"/>\n")
		return n
	}
	// Readers of SVG make one blank of several, so what they part stands by itself.
	for _, at := range pieces.FindAllStringIndex(run.String(), -1) {
		before, piece := run.String()[:at[0]], run.String()[at[0]:at[1]]
		fmt.Fprintf(out, `<text %s x="%.4g" y="%.4g" textLength="%.4g" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
			paint, left+cellWidth*float64(utf8.RuneCountInString(before)), top+13, cellWidth*float64(utf8.RuneCountInString(piece)), html.EscapeString(piece))
	}
	return n
}

// pieces is the parts of a line that no more than one blank parts.
var pieces = regexp.MustCompile(`[^ ]+( [^ ]+)*`)

// What a character is drawn with, which is also a class of the picture's style.
const (
	letters = "letters"
	boxes   = "boxes"
	dots    = "dots"
)

func kindOf(r rune) string {
	switch {
	case r >= 0x2800 && r <= 0x28ff:
		return dots
	case strings.ContainsRune("━─█░▌", r):
		return boxes
	}
	return letters
}

// drawCharacter adds a character to a path, its top left corner at (x, y).
func drawCharacter(out *strings.Builder, r rune, x, y float64) {
	box := func(dx, dy, width, height float64) {
		fmt.Fprintf(out, "M%.4g %.4gh%.4gv%.4gh%.4gz", x+dx, y+dy, width, height, -width)
	}
	switch r {
	case '█':
		box(0, 2, cellWidth, cellHeight-4)
	case '▌':
		box(0, 0, cellWidth/2, cellHeight)
	case '━':
		box(0, cellHeight/2-2, cellWidth, 4)
	case '─':
		box(0, cellHeight/2-.5, cellWidth, 1)
	case '░':
		for row := range 3 {
			box(1, 4+4*float64(row), 1.5, 1.5)
			box(1+cellWidth/2, 4+4*float64(row), 1.5, 1.5)
		}
	default: // Braille: its dots are the bits, downwards, and in the last row for themselves
		places := [8][2]float64{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}}
		for bit, place := range places {
			if (r-0x2800)>>bit&1 == 1 {
				fmt.Fprintf(out, "M%.4g %.4gh0", x+cellWidth*(.25+.5*place[0]), y+cellHeight*(.125+.25*place[1]))
			}
		}
	}
}

// hex is one of the 256 colours, as terminals have them by default.
func hex(c vt10x.Color) string {
	if c < 16 {
		return [16]string{"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
			"#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"}[c]
	}
	if c >= 232 {
		grey := 8 + 10*(c-232)
		return fmt.Sprintf("#%02x%02x%02x", grey, grey, grey)
	}
	part := func(n vt10x.Color) vt10x.Color {
		if n == 0 {
			return 0
		}
		return 55 + 40*n
	}
	c -= 16
	return fmt.Sprintf("#%02x%02x%02x", part(c/36), part(c/6%6), part(c%6))
}
