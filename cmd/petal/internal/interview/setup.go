package interview

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
)

// The headings of the set-up. Parts that decide which questions are asked come before
// the questions, the rest after them.
const (
	beforeQuestions = "Before we start"
	afterQuestions  = "To finish"
)

// setUp returns the steps for the parts of the set-up that are asked at one point in
// the interview.
func (iv *Interview) setUp(when assess.When, section string) []step {
	var steps []step
	for _, part := range assess.SetUp {
		if iv.placeOf(part) != when {
			continue
		}
		s := step{
			optional: !part.Needed && !part.Wanted,
			applies:  func() bool { return iv.asksPart(part) },
			answered: func() bool { return part.Of(iv.Answers) != "" },
			prompt: func() ask.Prompt {
				p := iv.SetUpPrompt(part)
				p.Section = section
				return p
			},
			take: func(value string) { part.Set(iv.Answers, value) },
		}
		if part.ID == "perspective" {
			s.prompt = func() ask.Prompt { return iv.perspectivePrompt(part, section) }
			s.take = iv.takePerspective
		}
		steps = append(steps, s)
	}
	return steps
}

// placeOf returns when a part of the set-up is asked. The number of people comes
// first in a group, since every show of hands is compared with it. It also comes
// first if there are earlier actions to ask about: somebody with lived experience who
// answers alone is not asked to drop the team's actions.
func (iv *Interview) placeOf(part *assess.Part) assess.When {
	if part.ID == "people" && (iv.Group || len(iv.Earlier) > 0) {
		return assess.AskedFirst
	}
	return part.Asked
}

// asksPart reports whether a part of the set-up is asked in this sitting.
func (iv *Interview) asksPart(part *assess.Part) bool {
	return !iv.Given[part.ID] && part.IsAskedOf(iv.Answers.Respondent.Perspective)
}

// SetUpPrompt returns a prompt for a part of the set-up, in the words of the forms.
func (iv *Interview) SetUpPrompt(part *assess.Part) ask.Prompt {
	say := iv.Bank.Say
	if iv.Easy {
		say = iv.Bank.SayEasy
	}
	p := ask.Prompt{Text: say(part.ID), Current: part.Of(iv.Answers), Required: part.Needed || part.Wanted}
	if part.Needed {
		p.Needed = say(part.ID + "-error")
	}
	switch part.Kind {
	case assess.TextPart, assess.PeoplePart:
		p.Check = part.Check
		if !p.Required {
			p.Text += " " + say("optional")
		}
		return p
	case assess.LevelPart:
		p.Detail = say(part.ID + "-hint")
	}
	for _, word := range part.Words {
		p.Choices = append(p.Choices, ask.Choice{Value: word, Text: iv.choice(part, word, say)})
	}
	// The current answer is offered even if it is not one of the usual ones, such as
	// a round named after a season.
	if p.Current != "" && !slices.Contains(part.Words, p.Current) {
		p.Choices = append(p.Choices, ask.Choice{Value: p.Current, Text: p.Current})
	}
	return p
}

// choice returns the text for one of the words that can be chosen for a part.
func (iv *Interview) choice(part *assess.Part, word string, say func(id string, parts ...string) string) string {
	switch {
	case part.Kind == assess.LevelPart:
		level, err := questions.ParseLevel(word)
		if err != nil {
			return word
		}
		return iv.describe(level)
	case part.ID == "depth":
		n := len((&assess.Answers{Depth: word, Respondent: iv.Answers.Respondent}).Asked(iv.Bank))
		return say("depth-"+word, "n", strconv.Itoa(n), "minutes", strconv.Itoa(assess.Minutes(iv.partsAsked()+n)))
	}
	return say(part.ID + "-" + word)
}

// partsAsked returns how many parts of the set-up are asked in this sitting, before
// and after the questions.
func (iv *Interview) partsAsked() int {
	n := 0
	for _, part := range assess.SetUp {
		if iv.asksPart(part) && !slices.Contains(iv.known, part) {
			n++
		}
	}
	return n
}

// knownParts returns the parts of the set-up that have an answer already.
func (iv *Interview) knownParts() []*assess.Part {
	return slices.DeleteFunc(slices.Clone(assess.SetUp), func(p *assess.Part) bool { return p.Of(iv.Answers) == "" })
}

// describe returns what a level is, without its name.
func (iv *Interview) describe(l questions.Level) string {
	words := iv.Bank.Words(l)
	if iv.Easy && words.Easy != "" {
		return words.Easy
	}
	if iv.Answers.Round == "before" && words.Planned != "" {
		return words.Planned
	}
	return words.Is
}

// The choices when a change of perspective would remove some answers.
const (
	keepAnswers   = "keep"
	removeAnswers = "remove"
)

// perspectivePrompt asks who answers. If there are answers to questions that those
// people are not asked, it then asks whether these answers may be removed.
func (iv *Interview) perspectivePrompt(part *assess.Part, section string) ask.Prompt {
	if iv.moving == "" {
		p := iv.SetUpPrompt(part)
		p.Section = section
		if p.Current == "" { // there are answers, which only these people can have given
			fits := slices.DeleteFunc(slices.Clone(p.Choices), func(c ask.Choice) bool { return len(iv.notAsked(questions.Perspective(c.Value))) > 0 })
			if len(fits) > 0 {
				p.Choices = fits
			}
		}
		return p
	}
	var asks []string
	for _, q := range iv.notAsked(iv.moving) {
		asks = append(asks, "“"+iv.ask(q)+"”")
	}
	answers, are, them := "one of your answers", "This is", "it"
	if len(asks) > 1 {
		answers, are, them = fmt.Sprintf("%d of your answers", len(asks)), "These are", "them"
	}
	return ask.Prompt{
		Section:  section,
		Text:     fmt.Sprintf("This would remove %s. Remove %s?", answers, them),
		Detail:   fmt.Sprintf("%s not asked of %s: %s", are, iv.moving.People(), strings.Join(asks, "; ")),
		Choices:  []ask.Choice{{Value: keepAnswers, Text: "No, keep " + them}, {Value: removeAnswers, Text: "Yes, remove " + them}},
		Required: true,
		Needed:   "Nothing is removed until you choose.",
	}
}

// takePerspective sets who answers. If that would remove answers, nothing changes
// until the person has agreed.
func (iv *Interview) takePerspective(value string) {
	who := questions.Perspective(value)
	switch value {
	case keepAnswers:
		iv.moving = ""
		return
	case removeAnswers:
		who, iv.moving = iv.moving, ""
	default:
		if iv.Answers.Respondent.Perspective != "" && len(iv.notAsked(who)) > 0 {
			iv.moving = who
			return
		}
	}
	for _, q := range iv.notAsked(who) {
		delete(iv.Answers.Given, q.ID)
	}
	iv.Answers.Respondent.Perspective = who
}

// notAsked returns the answered questions that people of a perspective are not asked.
func (iv *Interview) notAsked(who questions.Perspective) []*questions.Question {
	var all []*questions.Question
	for _, q := range iv.Bank.Questions() {
		if _, given := iv.Answers.Given[q.ID]; given && !q.IsAskedOf(who) {
			all = append(all, q)
		}
	}
	return all
}
