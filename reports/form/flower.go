package form

import (
	"math"
	"strconv"
	"strings"

	"github.com/petal-check/petal/questions"
)

// petal is a level in the flower that the page fills in once there are answers. The
// layout is the same as in reports: from inform at the lower left, over the top, to
// co-produce at the lower right.
type petal struct {
	Level int
	Angle int
	Lines []petalLine
	X, Y  string // of the mark
}

// petalLine is a line of a petal's name. A long one is set smaller to stay inside the
// petal.
type petalLine struct {
	X, Y, Text string
	Small      bool
}

// Petals returns the flower with nothing reached.
func (f form) Petals() []petal {
	const middleX, middleY, out, line = 190, 186, 106, 19
	var all []petal
	for i, level := range questions.Levels[questions.Inform:] {
		angle := 234 - 72*i
		x := middleX + out*math.Cos(float64(angle)*math.Pi/180)
		y := middleY - out*math.Sin(float64(angle)*math.Pi/180)
		p := petal{Level: int(level), Angle: -angle, X: at(x), Y: at(y + 34)}
		name := f.Bank.Words(level).Name
		lines := []string{name}
		if before, after, found := strings.Cut(name, " "); found && len([]rune(name)) > 11 {
			lines = []string{before, after}
		}
		for n, text := range lines {
			runes := []rune(text)
			if len(runes) > 13 {
				text = string(runes[:12]) + "…"
			}
			p.Lines = append(p.Lines, petalLine{at(x), at(y + 5.5 + line*(float64(n)-float64(len(lines)-1)/2)), text, len(runes) > 10})
		}
		all = append(all, p)
	}
	return all
}

func at(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }
