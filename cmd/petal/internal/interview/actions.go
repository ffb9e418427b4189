package interview

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/dates"
)

// What people can say about an action.
const (
	actionDone    = "done"
	actionOpen    = "open"
	actionDropped = "dropped"
	actionChange  = "change"
)

// makesPromises reports whether the people who answer are asked what they will do.
// Somebody who answers alone and uses the service, or cares for someone who does,
// says how things are; the tasks are the team's. With --actions, they may still make
// a promise.
func (iv *Interview) makesPromises() bool {
	who := iv.Answers.Respondent
	return iv.Actions || who.People != 1 || who.Perspective.RunsWork() || !who.Perspective.UsesService()
}

// earlier returns the steps that ask about the actions of an earlier round: whether
// each is done, and what changed or is holding it up.
func (iv *Interview) earlier() []step {
	var steps []step
	for n, action := range iv.Earlier {
		i := slices.IndexFunc(iv.Answers.Actions, action.SameAs)
		if i < 0 {
			continue
		}
		a := &iv.Answers.Actions[i]
		section, progress := "What we said we would do", ask.Progress{At: n + 1, Of: len(iv.Earlier)}
		said := "" // done, open or dropped, once the person has said
		now := func() string {
			switch {
			case said != "":
				return said
			case a.Done:
				return actionDone
			case a.Dropped != "":
				return actionDropped
			case a.Did != "":
				return actionOpen
			}
			return ""
		}
		steps = append(steps, step{
			answered: func() bool { return now() != "" },
			prompt: func() ask.Prompt {
				p := ask.Prompt{Section: section, Progress: progress, Page: promise(*a, action.Did), Text: "Is it done?", Current: now(), Choices: []ask.Choice{
					{Value: actionDone, Text: "Yes, it is done"},
					{Value: actionOpen, Text: "Not yet"},
				}}
				if iv.makesPromises() {
					p.Choices = append(p.Choices, ask.Choice{Value: actionDropped, Text: "It is no longer planned"})
				}
				return p
			},
			take: func(v string) {
				said = v
				if a.Done = v == actionDone; v != actionDropped {
					a.Dropped = ""
				}
			},
		}, step{
			optional: true,
			applies:  func() bool { return now() != "" },
			answered: func() bool { return a.Did != "" && now() != actionDropped || a.Dropped != "" },
			prompt: func() ask.Prompt {
				p := iv.newsPrompt(*a, now())
				p.Section, p.Progress = section, progress
				return p
			},
			take: func(v string) { takeNews(a, now(), v) },
		})
	}
	return steps
}

// newsPrompt asks for the line that goes with what was said about an action.
func (iv *Interview) newsPrompt(a assess.Action, said string) ask.Prompt {
	p := ask.Prompt{Detail: "One line. You can leave it empty.", Current: a.Did}
	switch {
	case said == actionDropped:
		p.Text, p.Detail, p.Current = "Why is it no longer planned?", "One line. People were promised this, so they need to know.", a.Dropped
		p.Required, p.Needed = true, "Please give the reason, or go back and choose another answer."
	case said == actionDone:
		p.Text = "What changed because of it?"
	case iv.makesPromises():
		p.Text = "What is in the way?"
	default:
		p.Text = "What have you seen of it so far?"
	}
	return p
}

// takeNews records what was said about an action, with its line.
func takeNews(a *assess.Action, said, line string) {
	a.Done, a.Dropped = said == actionDone, ""
	if said == actionDropped {
		a.Dropped = line
	} else {
		a.Did = line
	}
}

// promise returns an action as it is read out, with what was said about it last time.
func promise(a assess.Action, before string) string {
	var lines []string
	if a.Said != "" {
		lines = append(lines, "You said: "+a.Said)
	}
	lines = append(lines, "We said we would: "+a.Will)
	if who := whoAndWhen(a); who != "" {
		lines = append(lines, "Who: "+who)
	}
	if a.Needs != "" {
		lines = append(lines, "It needs: "+a.Needs)
	}
	if before != "" {
		lines = append(lines, "Last time: "+before)
	}
	return strings.Join(lines, "\n")
}

// whoAndWhen says who will do an action, and by when.
func whoAndWhen(a assess.Action) string {
	who := a.Who
	if day, err := time.Parse(time.DateOnly, a.By); err == nil {
		who = strings.TrimPrefix(who+", by "+day.Format("2 January 2006"), ", ")
	}
	return who
}

// NextStep is something that could be done next.
type NextStep struct{ About, Do string }

// The choices in a menu of actions that are not actions.
const (
	own    = "own"
	change = "change"
	finish = "finish"
)

// OfferActions offers next steps and turns each one chosen into an action in the
// answers, until the person has had enough or the input ends. Existing actions can be
// changed too. stands says in a sentence where the project stands. If it is stopped
// early, OfferActions returns ask.ErrInterrupted or the error from Save. It asks
// nothing if the person answers alone and does not run the work.
func (iv *Interview) OfferActions(stands string, next []NextStep) error {
	if !iv.makesPromises() {
		return nil
	}
	made := 0
	for range mostSections {
		p := ask.Prompt{
			Section: "What next",
			Text:    "Which of these will you do? Each becomes an action in your report.",
			Detail:  stands,
			First:   true,
		}
		if made > 0 {
			p.Text, p.Detail = "Anything else?", ""
		}
		for i, n := range next {
			p.Choices = append(p.Choices, ask.Choice{Value: strconv.Itoa(i), Text: n.About + ": " + n.Do})
		}
		p.Choices = append(p.Choices, ask.Choice{Value: own, Text: "Something else"})
		if len(iv.Answers.Actions) > 0 {
			p.Choices = append(p.Choices, ask.Choice{Value: change, Text: "Change an action, or say how it went"})
		}
		p.Choices = append(p.Choices, ask.Choice{Value: finish, Text: "Nothing more; show the result"})
		reply, err := iv.put(p)
		if err == nil && reply.Value == change {
			err = iv.changeActions()
		}
		switch {
		case errors.Is(err, ErrStopped), errors.Is(err, ask.ErrEnd):
			return nil // what was not finished is left out
		case err != nil:
			return err
		case reply.Did != ask.Answered || reply.Value == finish:
			return nil
		case reply.Value == change:
			continue
		}
		var step NextStep
		at, isStep := strconv.Atoi(reply.Value)
		if isStep == nil {
			step = next[at]
		}
		took, err := iv.addAction(step)
		if errors.Is(err, ErrStopped) || errors.Is(err, ask.ErrEnd) {
			return nil // what was not finished is left out
		}
		if err != nil {
			return err
		}
		if took {
			made++
			if isStep == nil {
				next = slices.Delete(slices.Clone(next), at, at+1)
			}
		}
	}
	return nil
}

// changesActions reports whether there is a menu of actions.
func (iv *Interview) changesActions() bool {
	return iv.makesPromises() || len(iv.Answers.Actions) > 0
}

// changeActions lists the actions so that the person can add some, change one or say
// how it went, until they have had enough.
func (iv *Interview) changeActions() error {
	for range mostSections {
		p := ask.Prompt{Section: whatWeWillDo, Text: "Choose an action to change it or to say how it went."}
		if len(iv.Answers.Actions) == 0 {
			p.Text = "There are no actions yet."
		}
		for i, a := range iv.Answers.Actions {
			p.Choices = append(p.Choices, ask.Choice{Value: strconv.Itoa(i), Text: inOneLine(a)})
		}
		if iv.makesPromises() {
			p.Choices = append(p.Choices, ask.Choice{Value: own, Text: "Add an action"})
		}
		p.Choices = append(p.Choices, ask.Choice{Value: finish, Text: "Nothing more"})
		reply, err := iv.put(p)
		switch {
		case err != nil:
			return err
		case reply.Did != ask.Answered || reply.Value == finish:
			return nil
		case reply.Value == own:
			_, err = iv.addAction(NextStep{})
		default:
			i, _ := strconv.Atoi(reply.Value) // the choices allow only numbers
			err = iv.changeAction(i)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// whatWeWillDo is the heading above the actions.
const whatWeWillDo = "What we will do"

// inOneLine returns an action as one line in a list.
func inOneLine(a assess.Action) string {
	var more []string
	if who := whoAndWhen(a); who != "" {
		more = append(more, who)
	}
	switch {
	case a.Done:
		more = append(more, "done")
	case a.Dropped != "":
		more = append(more, "no longer planned")
	default:
		more = append(more, "not done yet")
	}
	return fmt.Sprintf("%s (%s)", a.Will, strings.Join(more, "; "))
}

// changeAction asks for changes to an action, and keeps them.
func (iv *Interview) changeAction(i int) error {
	a := iv.Answers.Actions[i]
	p := ask.Prompt{Section: whatWeWillDo, Page: promise(a, ""), Text: "How is this going?", Current: actionOpen, Choices: []ask.Choice{
		{Value: actionDone, Text: "It is done"},
		{Value: actionOpen, Text: "It is not done yet"},
		{Value: actionDropped, Text: "It is no longer planned"},
		{Value: actionChange, Text: "Change what it says, who does it, what it needs or by when"},
	}}
	switch {
	case a.Done:
		p.Current = actionDone
	case a.Dropped != "":
		p.Current = actionDropped
	}
	for range mostSections {
		reply, err := iv.put(p)
		if err != nil || reply.Did != ask.Answered {
			return err
		}
		if reply.Value == actionChange {
			took, err := iv.askAction(&a, "")
			if err == nil && !took {
				continue
			}
			if took {
				iv.Answers.Actions[i] = a
				err = errors.Join(err, iv.saved())
			}
			return err
		}
		news := iv.newsPrompt(a, reply.Value)
		news.Section = whatWeWillDo
		line, err := iv.put(news)
		switch {
		case err != nil && line.Unfinished == "":
			return err
		case err != nil:
			line.Value = line.Unfinished + unfinished
		case line.Did == ask.WentBack:
			continue
		case line.Did == ask.Skipped:
			line.Value = news.Current
		}
		takeNews(&a, reply.Value, line.Value)
		iv.Answers.Actions[i] = a
		return errors.Join(err, iv.saved())
	}
	return nil
}

// addAction asks for the parts of a new action. took is false if the person went back
// or did not say what to do.
func (iv *Interview) addAction(from NextStep) (took bool, err error) {
	a := assess.Action{Will: from.Do}
	took, err = iv.askAction(&a, from.About)
	if !took {
		return false, err
	}
	iv.Answers.Actions = append(iv.Answers.Actions, a)
	return true, errors.Join(err, iv.saved())
}

// saved saves the answers. If they are now in another place, the next prompt says
// where.
func (iv *Interview) saved() error {
	notice, err := iv.Save()
	iv.notify(notice)
	return err
}

// askAction asks for the parts of an action, starting from what they are so far.
// about is what the action would be good for, or "". took is false if the person went
// back or left nothing to do. If the window was closed after something had been
// typed, took is true even though there is an error, and an unfinished text says that
// it is unfinished.
func (iv *Interview) askAction(a *assess.Action, about string) (took bool, err error) {
	if about != "" {
		about = "This is for: " + about
	}
	parts := []struct {
		prompt ask.Prompt
		into   *string
	}{
		{ask.Prompt{Text: "What will we do?", Detail: about, Required: true}, &a.Will},
		{ask.Prompt{Text: "What did people say that this answers? In their words, if you can."}, &a.Said},
		{ask.Prompt{Text: "Who will do it? A first name is enough."}, &a.Who},
		{ask.Prompt{Text: "What does it need? Time, money, a room: one line."}, &a.Needs},
		{ask.Prompt{Text: "By when?", Detail: "A date such as " + dates.Form + ".", Form: "a date such as " + dates.Form, Check: iv.checkDate, Tally: iv.dueOn}, &a.By},
	}
	changed := *a
	for i := 0; i < len(parts); {
		p := parts[i].prompt
		p.Section, p.Current = whatWeWillDo, *parts[i].into
		reply, err := iv.put(p)
		switch {
		case errors.Is(err, ask.ErrInterrupted) && !errors.Is(err, ErrStopped):
			if reply.Unfinished != "" && p.Check == nil {
				*parts[i].into = reply.Unfinished + unfinished
			}
			return a.Will != "" && *a != changed, err
		case err != nil, reply.Did == ask.WentBack && i == 0:
			*a = changed
			return false, err
		case reply.Did == ask.WentBack:
			i--
			continue
		case reply.Did == ask.Answered:
			*parts[i].into = reply.Value
		}
		if a.Will == "" {
			return false, nil
		}
		i++
	}
	if day, err := dates.Parse(a.By, iv.Today); err == nil {
		a.By = day.Format(time.DateOnly)
	}
	return true, nil
}

// dueOn repeats in words a date that was typed, so that a misunderstanding shows. It
// returns "" until what was typed is a date.
func (iv *Interview) dueOn(typed string) string {
	day, err := dates.Parse(typed, iv.Today)
	if err != nil {
		return ""
	}
	said := "By " + dates.InWords(day)
	if day.Format(time.DateOnly) < iv.Today.Format(time.DateOnly) {
		said += ", which has passed"
	}
	return said + "."
}

func (iv *Interview) checkDate(s string) error {
	_, err := dates.Parse(s, iv.Today)
	return err
}
