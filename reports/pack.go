package reports

import (
	"fmt"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// PackPage is one page of a pack, with its file name without the extension.
type PackPage struct {
	Name string
	Document
}

// Pack returns everything a trainer prints for a session of an hour: notes for the
// trainer, the stories, their answers on a separate page, a sign-up form and a
// feedback form, in the words of [questions.SessionPages]. command is the command
// that shows the same stories on a screen.
func Pack(bank *questions.Bank, stories []*questions.Scenario, command string) []PackPage {
	var pages []PackPage
	for i, page := range questions.SessionPages() {
		p := newPacker(page, len(stories), command)
		d := Document{Kind: "Petal learning session", Language: "en-GB", Title: page.Title, About: p.fill(page.About) + "."}
		switch page.Holds {
		case "stories":
			addStories(&d, bank, stories)
		case "answers":
			addAnswers(&d, bank, stories)
		}
		for n, part := range page.Parts {
			var blocks []Block
			for _, b := range part.Blocks {
				blocks = append(blocks, p.block(b))
			}
			d.addWhole(fmt.Sprintf("part-%d", n+1), part.Title, blocks...)
		}
		pages = append(pages, PackPage{fmt.Sprintf("%d-%s", i+1, page.ID), d})
	}
	return pages
}

// The hour of a session, in minutes.
const (
	hour = 60
	// eachStory is the least time that a story takes: to read it, vote, talk, vote
	// again and hear the answer.
	eachStory = 5
)

// packer fills in the placeholders of a page.
type packer struct {
	count   int    // the number of stories
	left    int    // the minutes for all of them
	command string // the command that shows them on a screen
}

func newPacker(page questions.SessionPage, count int, command string) packer {
	p := packer{count: count, left: hour, command: command}
	for _, part := range page.Parts {
		for _, b := range part.Blocks {
			for _, t := range b.Hour {
				p.left -= t.Minutes
			}
		}
	}
	return p
}

// FitsPack returns how many stories fit into the hour of a pack.
func FitsPack() int { return newPacker(questions.SessionPages()[0], 0, "").left / eachStory }

func (p packer) fill(text string) string {
	return questions.Fill(text, "count", prose.CountInWords(p.count, "story", "stories"), "each", fmt.Sprint(max(eachStory, p.left/max(1, p.count))))
}

func (p packer) block(b questions.SessionBlock) Block {
	items := func(texts []string) (all []item) {
		for _, text := range texts {
			all = append(all, item{Title: p.fill(text)})
		}
		return all
	}
	switch {
	case b.Say != "":
		return para(p.fill(b.Say))
	case b.List != nil:
		return list{Items: items(b.List)}
	case b.Ticks != nil:
		return list{Ticks: true, Items: items(b.Ticks)}
	case b.Steps != nil:
		return list{Numbered: true, Items: items(b.Steps)}
	case b.Agree != nil:
		t := table{Caption: "Tick one box in each row", Head: []string{"How I found it", "Yes", "Partly", "No"}}
		for _, text := range b.Agree {
			t.Rows = append(t.Rows, []string{text, "☐", "☐", "☐"})
		}
		return t
	case b.Ask != "":
		return ruled{Ask: b.Ask, Lines: max(1, b.Lines)}
	case b.Hour != nil:
		return p.hour(b.Hour)
	}
	return code(p.command)
}

// hour returns the timetable of the session, by the minute.
func (p packer) hour(times []questions.SessionTime) Block {
	t := table{Caption: "Minute by minute", Head: []string{"When and what", "What to say and do"}}
	at := 0
	for _, entry := range times {
		minutes := entry.Minutes
		if minutes == 0 {
			minutes = p.left
		}
		t.Rows = append(t.Rows, []string{fmt.Sprintf("%d to %d: %s", at, at+minutes, p.fill(entry.What)), p.fill(entry.Say)})
		at += minutes
	}
	return t
}
