package interview

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
)

// earlier is the steps that ask after the actions of an earlier round: whether
// each is done, and what changed or what stands in the way.
func (iv *Interview) earlier() []step {
	var steps []step
	for n, action := range iv.Earlier {
		i := slices.IndexFunc(iv.Answers.Actions, action.SameAs)
		if i < 0 {
			continue
		}
		a := &iv.Answers.Actions[i]
		section, progress := "What we said we would do", ask.Progress{At: n + 1, Of: len(iv.Earlier)}
		said := false
		steps = append(steps, step{
			answered: func() bool { return said || a.Done || a.Did != "" },
			prompt: func() ask.Prompt {
				p := ask.Prompt{Section: section, Progress: progress, Page: promise(*a, action.Did), Text: "Is it done?", Choices: []ask.Choice{
					{Value: "done", Text: "Yes, it is done"},
					{Value: "open", Text: "Not yet"},
				}}
				switch {
				case a.Done:
					p.Current = "done"
				case said || a.Did != "":
					p.Current = "open"
				}
				return p
			},
			take: func(v string) { a.Done, said = v == "done", true },
		}, step{
			optional: true,
			applies:  func() bool { return said || a.Done || a.Did != "" },
			answered: func() bool { return a.Did != "" },
			prompt: func() ask.Prompt {
				p := ask.Prompt{Section: section, Progress: progress, Text: "What changed because of it?", Detail: "One line. You can leave it empty.", Current: a.Did}
				if !a.Done {
					p.Text = "What is in the way?"
				}
				return p
			},
			take: func(v string) { a.Did = v },
		})
	}
	return steps
}

// promise is an action as it is read out, with what was said of it last time.
func promise(a assess.Action, before string) string {
	var lines []string
	if a.Said != "" {
		lines = append(lines, "You said: "+a.Said)
	}
	lines = append(lines, "We said we would: "+a.Will)
	who := a.Who
	if day, err := time.Parse(time.DateOnly, a.By); err == nil {
		who = strings.TrimPrefix(who+", by "+day.Format("2 January 2006"), ", ")
	}
	if who != "" {
		lines = append(lines, "Who: "+who)
	}
	if before != "" {
		lines = append(lines, "Last time: "+before)
	}
	return strings.Join(lines, "\n")
}

// NextStep is something that could be done next.
type NextStep struct{ About, Do string }

// own is the choice of an action that is none of the steps.
const own = "own"

// OfferActions offers next steps and turns each that is chosen into an action of
// the answers, until the person has had enough or the input ends. stands is where
// the project stands, in a sentence. It returns ask.ErrInterrupted or Save's error
// where it ended before.
func (iv *Interview) OfferActions(stands string, next []NextStep) error {
	made := 0
	for {
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
		p.Choices = append(p.Choices, ask.Choice{Value: own, Text: "Something else"}, ask.Choice{Value: "finish", Text: "Nothing more; show the result"})
		reply, err := iv.show(p)
		switch {
		case errors.Is(err, ask.ErrEnd):
			return nil
		case err != nil:
			return err
		case reply.Did != ask.Answered || reply.Value == "finish":
			return nil
		}
		var step NextStep
		at, isStep := strconv.Atoi(reply.Value)
		if isStep == nil {
			step = next[at]
		}
		took, err := iv.takeAction(step)
		if errors.Is(err, ErrStopped) || errors.Is(err, ask.ErrEnd) {
			return nil // what was not finished is dropped
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
}

// takeAction asks for the parts of one action. took is false where the person
// went back or named nothing to do.
func (iv *Interview) takeAction(from NextStep) (took bool, err error) {
	a := assess.Action{Will: from.Do}
	about := ""
	if from.Do != "" {
		about = from.About + ": " + from.Do
	}
	parts := []struct {
		prompt ask.Prompt
		into   *string
	}{
		{ask.Prompt{Text: "What did people say that this answers? In their words, if you can."}, &a.Said},
		{ask.Prompt{Text: "What will we do?", Required: true}, &a.Will},
		{ask.Prompt{Text: "Who will do it? A first name is enough."}, &a.Who},
		{ask.Prompt{Text: "By when?", Detail: "A date such as 2027-01-31.", Form: "a date such as 2027-01-31", Check: checkDate}, &a.By},
	}
	for i := 0; i < len(parts); {
		p := parts[i].prompt
		p.Section, p.Current = "What next", *parts[i].into
		if i == 0 {
			p.Detail = about
		}
		reply, err := iv.show(p)
		if err != nil {
			return false, err
		}
		switch {
		case reply.Did == ask.Quit:
			return false, ErrStopped
		case reply.Did == ask.WentBack && i == 0:
			return false, nil
		case reply.Did == ask.WentBack:
			i--
			continue
		case reply.Did == ask.Answered:
			*parts[i].into = reply.Value
		}
		if p.Required && *parts[i].into == "" {
			return false, nil
		}
		i++
	}
	iv.Answers.Actions = append(iv.Answers.Actions, a)
	_, err = iv.Save() // the file it moved to is named at the end
	return err == nil, err
}

func checkDate(s string) error {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return errors.New("please give a date such as 2027-01-31")
	}
	return nil
}
