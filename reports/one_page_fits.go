package reports

import (
	"math"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/questions/prose"
)

// What fits on a sheet is estimated here, in points, from the measures of style.css
// and of DejaVu Sans, which is wider than nearly any font that a page may be shown
// in. .ci/browser prints the hardest cases and checks that nothing is cut off.

// sheet says what fits on one sheet of paper.
type sheet struct {
	paper string
	words bool // whether it has room for what the level means, and what there is now

	// The lengths of the longest texts, in ordinary letters.
	name, team, warning, lead, title, heard, rule int

	height, gap            float64 // the sheet's, without margins; the gap between parts
	levelHigh, changesHigh float64 // how high those parts may be
	drawing                float64 // how high the drawing is
	slide                  bool    // in three columns

	head, named, warned                            measure // the title; team, round and date; a warning
	levels, items, bars, rows, whoText, methodText measures
}

var pageSheet = sheet{
	paper: PaperPage, words: true,
	name: 105, team: 80, warning: 175, lead: 80, title: 44, heard: 330, rule: 330,
	height: 744, gap: 7.7, levelHigh: 148, changesHigh: 232, drawing: 145,
	head: measure{57, 20, 0}, named: measure{104, 13.9, 3}, warned: measure{94, 12.7, 10.5},
	levels:     measures{"lead": {43, 18.3, 4.8}, "para": {77, 12.7, 4.4}},
	items:      measures{"heading": {0, 0, 16.5}, "item": {44, 11.1, 17.8}, "fact": {39, 12.7, 0}, "para": {54, 12.7, 8.2}},
	bars:       measures{"subhead": {44, 12.6, 7.2}, "bar": {0, 13.1, 0}, "para": {60, 11.5, 2}},
	rows:       measures{"heading": {0, 0, 16.5}, "head": {0, 0, 17.3}, "said": {33, 12.7, 4.6}, "will": {36, 12.7, 4.6}, "who": {33, 12.7, 4.6}, "para": {110, 12.7, 4.4}},
	whoText:    measures{"heading": {0, 0, 13.4}, "para": {122, 11.5, 4.4}},
	methodText: measures{"heading": {0, 0, 13.4}, "para": {122, 11.5, 4.4}},
}

var slideSheet = sheet{
	paper: PaperSlide, slide: true,
	name: 80, team: 60, warning: 136, lead: 56, title: 48, heard: 130, rule: 245,
	height: 476, gap: 9.5, levelHigh: 122, changesHigh: 235, drawing: 125,
	head: measure{87, 22.1, 0}, named: measure{148, 15.5, 1.6}, warned: measure{146, 14, 11},
	levels:     measures{"lead": {31, 17.1, 5.4}, "para": {43, 14, 4.8}},
	items:      measures{"heading": {0, 0, 18.3}, "item": {50, 12.3, 19.5}, "fact": {45, 14, 0}, "para": {60, 14, 9}},
	bars:       measures{"subhead": {50, 14, 7.9}, "bar": {0, 15, 0}, "para": {66, 12.7, 2.2}},
	rows:       measures{"heading": {0, 0, 18.3}, "head": {0, 0, 19}, "said": {32, 14, 5.1}, "will": {35, 14, 5.1}, "who": {32, 14, 5.1}, "para": {106, 14, 4.8}},
	whoText:    measures{"heading": {0, 0, 14.8}, "para": {48, 12.7, 4.8}},
	methodText: measures{"heading": {0, 0, 14.8}, "para": {136, 12.7, 4.8}},
}

// below returns how much room the top of a document leaves.
func (s sheet) below(d Document) float64 {
	room := s.height - s.head.of(d.Title) - s.named.of(d.Team+" "+d.About)
	for _, w := range d.Warnings {
		room -= s.warned.of(w) + s.gap
	}
	return room
}

// withoutActions returns the height of everything else, including the gaps.
func (s sheet) withoutActions(level, changes, bars, who, method []Block) float64 {
	if s.slide {
		first := max(s.drawing+s.levels.height(level), s.items.height(changes))
		return first + s.gap + max(s.whoText.height(who), s.methodText.height(method)) + s.gap
	}
	return max(s.drawing, s.levels.height(level)) + max(s.items.height(changes), s.bars.height(bars)) +
		s.whoText.height(who) + s.methodText.height(method) + 4*s.gap
}

// measure says how a text is set: how many ordinary letters fit on a line, how high a
// line is, and how much space the text needs beside its lines.
type measure struct{ letters, line, apart float64 }

func (m measure) of(text string) float64 {
	if text == "" {
		return 0
	}
	return m.line*linesIn(text, m.letters) + m.apart
}

// measures says how the parts of a section are set.
type measures map[string]measure

// height returns how high a section is.
func (set measures) height(blocks []Block) float64 {
	if len(blocks) == 0 {
		return 0
	}
	used := set["heading"].apart
	for _, b := range blocks {
		switch b := b.(type) {
		case lead:
			used += set["lead"].of(string(b))
		case para:
			used += set["para"].of(string(b))
		case subhead:
			used += set["subhead"].of(string(b))
		case scores:
			used += set["bar"].line * float64(len(b.Rows))
		case list:
			for _, i := range b.Items {
				used += set["item"].of(i.Title)
				for _, f := range i.Facts {
					used += set["fact"].of(f.Text)
				}
			}
		case table:
			used += set["head"].apart
			for _, row := range b.Rows {
				used += max(set["said"].of(row[0]), set["will"].of(row[1]), set["who"].of(row[2]))
			}
		}
	}
	return used
}

// linesIn returns how many lines a text takes if it is broken between words and a
// line takes a number of ordinary letters. It is 0 for an empty text.
func linesIn(text string, letters float64) float64 { return math.Ceil(1.06 * breadth(text) / letters) }

// breadth returns how wide a text is, in ordinary letters.
func breadth(text string) float64 {
	wide := 0.0
	for _, r := range prose.OneLine(text) {
		wide += breadthOf(r)
	}
	return wide
}

// breadthOf returns how wide a character is in DejaVu Sans, compared with the average
// of ordinary letters and spaces.
func breadthOf(r rune) float64 {
	switch {
	case r >= 0x2e80, r == 'W', r == 'M', r == 'm', r == 'w', r == '@', r == '%':
		return 2.1
	case r >= 'A' && r <= 'Z', r > 0x7f:
		return 1.45 * float64(ansi.StringWidth(string(r)))
	case r >= '0' && r <= '9':
		return 1.34
	}
	return 1
}
