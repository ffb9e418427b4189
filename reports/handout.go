package reports

import (
	"fmt"
	"strings"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// Handout returns what a trainer prints for a room: the stories with boxes to tick,
// then, on separate pages, the trainer's notes, with the answers and a question for
// the room to talk about after the first vote. command is the command that shows the
// same stories on a screen.
func Handout(bank *questions.Bank, set *questions.ScenarioSet, stories []*questions.Scenario, command string) Document {
	d := Document{Kind: "Petal hand-out", Language: languageOf(bank), Title: prose.Clean(set.Title)}
	addStories(&d, bank, stories)
	d.add("notes", "", pageBreak{})
	d.add("trainer", "Trainer's notes",
		para("Keep these pages to yourself until the end. For each story: let people read, vote by show of hands, talk about where they differ, "+
			"vote again, then read out the answer. Allow five to seven minutes a story. To show the same stories on a screen, with the votes counted and drawn:"),
		code(command))
	addAnswers(&d, bank, stories)
	return d
}

// addStories adds what the levels are, and the stories with boxes to tick.
func addStories(d *Document, bank *questions.Bank, stories []*questions.Scenario) {
	var levels, boxes list
	boxes.Ticks = true
	for _, l := range questions.Levels {
		words := bank.Words(l)
		levels.Items = append(levels.Items, item{Title: words.Name, Text: []string{words.Is}})
		boxes.Items = append(boxes.Items, item{Title: words.Name})
	}
	d.add("levels", "", para("Read a story and tick the level you see. Go by what people did, not by the words they used or how warm they were."), levels)
	for i, s := range stories {
		var blocks []Block
		for line := range strings.Lines(s.Story) {
			if line = strings.TrimSpace(line); line != "" {
				blocks = append(blocks, para(line))
			}
		}
		d.addWhole(fmt.Sprintf("story-%d", i+1), fmt.Sprintf("Story %d: %s", i+1, s.Title), append(blocks, boxes)...)
	}
}

// addAnswers adds the answers, the reasons for them, and a question for the room.
func addAnswers(d *Document, bank *questions.Bank, stories []*questions.Scenario) {
	name := func(l questions.Level) string { return bank.Words(l).Name }
	for i, s := range stories {
		answer := name(s.Level)
		if s.Border != nil {
			answer += fmt.Sprintf(", on the border between %s and %s", name(s.Border.Lower), name(s.Border.Upper))
		}
		var notes list
		for _, wrong := range s.Wrong {
			notes.Items = append(notes.Items, item{Title: fmt.Sprintf("Why not %s: %s", name(wrong.Level), wrong.Misses)})
		}
		up := "What would move it up"
		if s.Level == questions.CoProduce {
			up = "What would keep it there"
		}
		notes.Items = append(notes.Items, item{Title: up + ": " + s.Up}, item{Title: "For the room: " + s.Room})
		d.addWhole(fmt.Sprintf("answer-%d", i+1), fmt.Sprintf("Answer to story %d: %s", i+1, s.Title), lead(answer+"."), para(s.Why), notes)
	}
}
