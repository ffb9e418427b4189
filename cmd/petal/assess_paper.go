package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/cmd/petal/internal/typing"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
	"github.com/petal-check/petal/reports/form"
)

// typeIn reads the answers on one paper form from the keyboard. It first asks for the
// details at the top of the form, except those given as flags. It saves nothing until
// the person has checked what they typed.
func (a *app) typeIn(o *assessOptions) error {
	bank, err := a.bank()
	if err != nil {
		return err
	}
	s := newAssessRun(a, o, bank)
	if o.file != "" {
		if err := s.open(o.file); err != nil {
			return err
		}
		if len(s.answers.Given) > 0 {
			return fmt.Errorf("%s already has answers in it; use a new file for each paper form", o.file)
		}
	} else if err := cannotSave(answersfile.CanSaveIn(".")); err != nil {
		return err
	}
	if err := s.takeFlags(); err != nil {
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

// paperHead asks for the details at the top of a paper form, in the form's own words.
// The choices have the same numbers as on paper.
func (s *assessRun) paperHead(asker ask.Asker) error {
	a := s.answers
	iv := &interview.Interview{Bank: s.bank, Answers: a, Easy: s.o.easy}
	for _, part := range setUpParts(func(p *assess.Part) bool { return p.Needed || p.Wanted }) {
		if part.Of(a) != "" {
			continue
		}
		prompt := iv.SetUpPrompt(part)
		prompt.First = true
		switch part.ID {
		case "depth": // which is not a choice: it depends on the form in their hands
			prompt.Text = "Which form is it?"
			prompt.Needed = "The question numbers depend on this."
			prompt.Choices = []ask.Choice{{Value: assess.Short, Text: "The short form"}, {Value: assess.Full, Text: "The long form"}}
		case "people":
			prompt.Text += " Leave it empty for one."
			prompt.Required = false
		}
		reply, err := asker.Ask(prompt)
		switch {
		case err != nil:
			return err
		case reply.Did == ask.Quit:
			return ask.ErrInterrupted
		case reply.Did == ask.Answered:
			part.Set(a, reply.Value)
		}
	}
	a.Respondent.People = max(1, a.Respondent.People)
	return nil
}
