package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/typing"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
	"github.com/petal-check/petal/reports/form"
)

// typeIn reads the answers on one paper form from the keyboard. It first asks for
// the details at the top of the form that no flag gave, and saves nothing until the
// person has checked what they typed.
func (a *app) typeIn(o *assessOptions) error {
	bank, err := a.bank()
	if err != nil {
		return err
	}
	s := &assessRun{app: a, o: o, bank: bank, answers: &assess.Answers{Given: map[string]assess.Answer{}}}
	if o.file != "" {
		if err := s.open(o.file); err != nil {
			return err
		}
		if len(s.answers.Given) > 0 {
			return fmt.Errorf("%s already has answers in it; use a new file for each paper form", o.file)
		}
	}
	if err := s.takeFlags(o.setUp); err != nil {
		return err
	}
	if s.answers.Date == "" {
		s.answers.Date = a.now().Format(time.DateOnly)
	}
	s.answers.Bank = assess.BankRef{ID: bank.ID, Version: bank.Version}

	asker, done := a.asker(true)
	defer done()
	if err := s.paperHead(asker); err != nil {
		return s.untyped(err)
	}
	var lines []typing.Line
	for i, q := range form.InPaperOrder(bank, s.answers.Depth) {
		if q.IsAskedOf(s.answers.Respondent.Perspective) {
			lines = append(lines, typing.Line{Number: i + 1, Question: q})
		}
	}
	if s.answers.Given, err = typing.Take(asker, lines, s.answers.Round); err != nil {
		return s.untyped(err)
	}
	notice, err := s.save()
	if err != nil {
		return err
	}
	s.tell("%s", prose.Clean(reports.Standing(assess.Evaluate(bank, s.answers))))
	for line := range strings.Lines(prose.Clean(notice)) {
		s.tell("%s", line)
	}
	s.tell("Saved in %s.", prose.Visible(s.file.Path()))
	return nil
}

// untyped says that nothing was saved, if the person stopped typing.
func (s *assessRun) untyped(err error) error {
	if errors.Is(err, ask.ErrInterrupted) || errors.Is(err, ask.ErrEnd) {
		s.tell("Stopped. Nothing was confirmed, so nothing was saved.")
	}
	return err
}

// paperHead asks for the details at the top of a paper form. The choices have the
// same numbers as on paper.
func (s *assessRun) paperHead(asker ask.Asker) error {
	a := s.answers
	perspective := string(a.Respondent.Perspective)
	people := ""
	choices := func(ids []string) []ask.Choice {
		var all []ask.Choice
		for _, id := range ids {
			text := map[string]string{assess.Short: "The short form", assess.Full: "The long form"}[id]
			if text == "" {
				text = s.bank.Say(id)
			}
			all = append(all, ask.Choice{Value: id, Text: text})
		}
		return all
	}
	for _, part := range []struct {
		asked  bool
		prompt ask.Prompt
		into   *string
	}{
		{a.Project.Name == "", ask.Prompt{Text: "What is the project called?", Required: true, Needed: "The answers are saved under this name."}, &a.Project.Name},
		{perspective == "", ask.Prompt{Text: "Who answered?", Choices: choices(questions.PerspectiveIDs(questions.Perspectives)), Needed: "The result needs to say whose view it is."}, &perspective},
		{a.Respondent.People == 0, ask.Prompt{Text: "How many people answered together? Leave it empty for one.", Check: votes.CheckPeople}, &people},
		{a.Round == "", ask.Prompt{Text: "What stage was the project at?", Choices: choices(assess.Rounds), Needed: "Please choose the one that is ticked."}, &a.Round},
		{a.Depth == "", ask.Prompt{Text: "Which form is it?", Choices: choices(assess.Depths), Needed: "The question numbers depend on this."}, &a.Depth},
	} {
		if !part.asked {
			continue
		}
		part.prompt.First = true
		reply, err := asker.Ask(part.prompt)
		switch {
		case err != nil:
			return err
		case reply.Did == ask.Quit:
			return ask.ErrInterrupted
		case reply.Did == ask.Answered:
			*part.into = reply.Value
		}
	}
	a.Respondent.Perspective = questions.Perspective(perspective)
	if a.Respondent.People == 0 {
		a.Respondent.People = 1
		if people != "" {
			if _, err := fmt.Sscan(people, &a.Respondent.People); err != nil {
				return err
			}
		}
	}
	return nil
}
