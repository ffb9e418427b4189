// Package interview leads a person through an assessment: the set-up, every
// question and, after a strong answer, what shows it. It decides what comes
// next; how it is put to the person is [ask]'s matter, and every answer is
// handed over to be saved at once.
package interview

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// Notes says after which answers a reason or evidence is asked for.
type Notes string

// The choices for notes.
const (
	NotesAll    Notes = "all"    // after every answer
	NotesStrong Notes = "strong" // after strong answers
	NotesNone   Notes = "none"
)

// NoteChoices is every choice.
var NoteChoices = []string{string(NotesAll), string(NotesStrong), string(NotesNone)}

// Interview is one sitting.
type Interview struct {
	Bank    *questions.Bank
	Answers *assess.Answers // filled while it runs
	Asker   ask.Asker
	Notes   Notes
	Group   bool // a show of hands comes before each answer
	Draw    reports.VotesOptions
	Easy    bool            // ask in the bank's easy words, where it has them
	Given   map[string]bool // set-up keys that were given as flags and are not asked
	Earlier []assess.Action // of an earlier round, and among the answers' own: asked after first
	// Save keeps the answers so far. What it returns as notice is said before
	// the next prompt; an error ends the interview.
	Save func() (notice string, err error)

	steps []step
	hands map[string]map[string]int // votes that the group has not settled on yet, by question
}

// step is one thing that may be asked.
type step struct {
	optional bool        // may stay unanswered for good
	applies  func() bool // nil: always
	answered func() bool
	prompt   func() ask.Prompt
	take     func(value string)
}

// Run asks until everything is answered or skipped. It returns nil then, and
// one of ask's errors, ErrStopped or Save's error where it ended before.
func (iv *Interview) Run() error {
	iv.steps = slices.Concat(iv.earlier(), iv.setUp(), iv.questions())
	at := iv.start()
	if at == len(iv.steps) {
		again, err := iv.offerChanges()
		if err != nil || again < 0 {
			return err
		}
		return iv.run(again, again+1)
	}
	return iv.run(at, at)
}

// run asks from step at on. Up to furthest it shows every step, since the person
// went back there; after it only what is not answered yet.
func (iv *Interview) run(at, furthest int) error {
	notice := ""
	for at < len(iv.steps) {
		furthest = max(furthest, at)
		s := iv.steps[at]
		p := s.prompt()
		p.Notice, notice = notice, ""
		p.First = iv.before(at) < 0
		reply, err := iv.Asker.Ask(p)
		if err != nil {
			return err
		}
		switch reply.Did {
		case ask.Quit:
			return ErrStopped
		case ask.WentBack:
			at = iv.before(at)
			continue
		case ask.Answered:
			s.take(reply.Value)
			if notice, err = iv.Save(); err != nil {
				return err
			}
		}
		at = iv.after(at, furthest)
	}
	return nil
}

// ErrStopped says that the person chose to save and stop.
var ErrStopped = fmt.Errorf("stopped: %w", ask.ErrInterrupted)

func (s step) asked() bool { return s.applies == nil || s.applies() }

// start is the first step that still needs an answer, with the optional ones
// right before it that have none.
func (iv *Interview) start() int {
	at := slices.IndexFunc(iv.steps, func(s step) bool { return s.asked() && !s.optional && !s.answered() })
	if at < 0 {
		at = len(iv.steps)
	}
	first := at
	for i := at - 1; i >= 0; i-- {
		if s := iv.steps[i]; s.asked() {
			if !s.optional || s.answered() {
				break
			}
			first = i
		}
	}
	if at == len(iv.steps) {
		return at // only optional things are open: it is finished
	}
	return first
}

func (iv *Interview) before(at int) int {
	for i := at - 1; i >= 0; i-- {
		if iv.steps[i].asked() {
			return i
		}
	}
	return -1
}

func (iv *Interview) after(at, furthest int) int {
	for i := at + 1; i < len(iv.steps); i++ {
		if s := iv.steps[i]; s.asked() && (i <= furthest || !s.answered()) {
			return i
		}
	}
	return len(iv.steps)
}

// offerChanges asks what to do with answers that are complete: the step to go
// to, or -1 for none.
func (iv *Interview) offerChanges() (int, error) {
	p := ask.Prompt{
		Text:    "Every question is answered. What would you like to do?",
		Choices: []ask.Choice{{Value: "result", Text: "See the result"}},
		First:   true,
	}
	starts := map[string]int{}
	for i, s := range iv.steps {
		section := s.prompt().Section
		if _, known := starts[section]; !known && s.asked() {
			starts[section] = i
			p.Choices = append(p.Choices, ask.Choice{Value: section, Text: "Change answers: " + section})
		}
	}
	reply, err := iv.Asker.Ask(p)
	if err != nil {
		return -1, err
	}
	if at, ok := starts[reply.Value]; ok && reply.Did == ask.Answered {
		return at, nil
	}
	return -1, nil
}

// questions is a step for every question of the check, each followed by one for
// what shows the answer.
func (iv *Interview) questions() []step {
	var steps []step
	for _, q := range iv.Bank.Questions() {
		inCheck := func() bool { return slices.Contains(iv.Answers.Asked(iv.Bank), q) }
		steps = append(steps, iv.handsStep(q, inCheck), step{
			applies:  inCheck,
			answered: func() bool { _, ok := iv.Answers.Given[q.ID]; return ok },
			prompt:   func() ask.Prompt { return iv.questionPrompt(q) },
			take:     func(value string) { iv.takeAnswer(q, value) },
		}, step{
			optional: true,
			applies:  func() bool { return inCheck() && iv.wantsNote(q) },
			answered: func() bool { a := iv.Answers.Given[q.ID]; return a.Note != "" || a.Evidence != "" },
			prompt:   func() ask.Prompt { return iv.notePrompt(q) },
			take:     func(value string) { iv.takeNote(q, value) },
		})
	}
	return steps
}

func (iv *Interview) questionPrompt(q *questions.Question) ask.Prompt {
	p := ask.Prompt{
		Section:  iv.Bank.Section(q.ID).Title,
		Progress: iv.progress(q),
		Text:     iv.ask(q),
		Detail:   iv.why(q),
		Current:  iv.Answers.Given[q.ID].Choose,
		Unknown:  true,
		Exempt:   q.MayNotApply,
	}
	switch p.Current {
	case questions.Unknown:
		p.Current = ask.UnknownValue
	case questions.NotApplicable:
		p.Current = ask.ExemptValue
	}
	for _, o := range q.Options {
		p.Choices = append(p.Choices, ask.Choice{Value: o.ID, Text: iv.option(&o)})
	}
	if iv.Group {
		iv.settle(&p, q)
	}
	return p
}

// ask, why, option and describe are the bank's words, easy ones where they are
// wanted and there are some.

func (iv *Interview) ask(q *questions.Question) string {
	if easy := q.Easy.In(iv.Answers.Round); iv.Easy && easy != "" {
		return easy
	}
	return q.Ask.In(iv.Answers.Round)
}

func (iv *Interview) why(q *questions.Question) string {
	if iv.Easy {
		return "" // there is no easy reason, and the question stands without it
	}
	return q.Why
}

func (iv *Interview) option(o *questions.Option) string {
	if iv.Easy && o.Easy != "" {
		return o.Easy
	}
	return o.Text
}

// secondsPerQuestion is how long people take to read and answer one.
const secondsPerQuestion = 20

// progress says how far on this question is and about how long the open ones
// will take.
func (iv *Interview) progress(q *questions.Question) string {
	asked := iv.Answers.Asked(iv.Bank)
	open := 0
	for _, other := range asked {
		if _, answered := iv.Answers.Given[other.ID]; !answered {
			open++
		}
	}
	place := fmt.Sprintf("question %d of %d", slices.Index(asked, q)+1, len(asked))
	minutes := int(math.Ceil(float64(open) * secondsPerQuestion / 60))
	switch minutes {
	case 0:
		return place
	case 1:
		return place + ", about a minute left"
	}
	return fmt.Sprintf("%s, about %d minutes left", place, minutes)
}

func (iv *Interview) takeAnswer(q *questions.Question, value string) {
	switch value {
	case ask.UnknownValue:
		value = questions.Unknown
	case ask.ExemptValue:
		value = questions.NotApplicable
	}
	a := iv.Answers.Given[q.ID]
	a.Choose = value
	if votes, voted := iv.hands[q.ID]; voted {
		a.Votes = votes
	}
	iv.Answers.Given[q.ID] = a
}

// strong tells whether the answer to q wants evidence.
func (iv *Interview) strong(q *questions.Question) bool {
	o := iv.Answers.Chosen(q)
	return o != nil && assess.Strong(q, o)
}

func (iv *Interview) wantsNote(q *questions.Question) bool {
	_, answered := iv.Answers.Given[q.ID]
	return answered && (iv.Notes == NotesAll || iv.Notes == NotesStrong && iv.strong(q))
}

// notePrompt asks what shows a strong answer, or for the reason of another.
func (iv *Interview) notePrompt(q *questions.Question) ask.Prompt {
	p := ask.Prompt{Section: iv.Bank.Section(q.ID).Title, Progress: iv.progress(q)}
	if o := iv.Answers.Chosen(q); o != nil {
		p.Detail = "You answered: " + iv.option(o)
	}
	if iv.strong(q) {
		p.Text = "What shows this? A document, a date or a name, in one line."
		p.Current = iv.Answers.Given[q.ID].Evidence
	} else {
		p.Text = "Why this answer? One line, if you like."
		p.Current = iv.Answers.Given[q.ID].Note
	}
	return p
}

func (iv *Interview) takeNote(q *questions.Question, value string) {
	a := iv.Answers.Given[q.ID]
	if iv.strong(q) {
		a.Evidence = value
	} else {
		a.Note = value
	}
	iv.Answers.Given[q.ID] = a
}

// setUp is the steps before the questions. Who answers and what about comes
// before the claim, and the claim before any question could colour it.
func (iv *Interview) setUp() []step {
	a := iv.Answers
	const section = "Before we start"
	text := func(key string, p ask.Prompt, value *string) step {
		p.Section = section
		return step{
			optional: !p.Required,
			applies:  func() bool { return !iv.Given[key] },
			answered: func() bool { return *value != "" },
			prompt:   func() ask.Prompt { return withCurrent(p, *value) },
			take:     func(v string) { *value = v },
		}
	}
	level := func(key, question, detail string, value **questions.Level, from questions.Level) step {
		return step{
			optional: true,
			applies:  func() bool { return !iv.Given[key] },
			answered: func() bool { return *value != nil },
			prompt: func() ask.Prompt {
				p := ask.Prompt{Section: section, Text: question, Detail: detail}
				if *value != nil {
					p.Current = (*value).String()
				}
				for _, l := range questions.Levels[from:] {
					p.Choices = append(p.Choices, ask.Choice{Value: l.String(), Text: iv.describe(l)})
				}
				return p
			},
			take: func(v string) {
				if l, err := questions.ParseLevel(v); err == nil {
					*value = &l
				}
			},
		}
	}
	return []step{
		text("project", ask.Prompt{Text: "What is the project called?", Required: true}, &a.Project.Name),
		text("team", ask.Prompt{Text: "Which team is it? You can leave this empty."}, &a.Project.Team),
		text("perspective", ask.Prompt{Text: "Who is answering?", Required: true, Choices: []ask.Choice{
			{Value: "lived-experience", Text: "People with lived experience of what the project is about"},
			{Value: "carer", Text: "Carers: family or friends who give unpaid support"},
			{Value: "staff", Text: "Staff of the organisation that runs it"},
			{Value: "partner", Text: "A partner organisation, such as a charity"},
			{Value: "mixed", Text: "A mixed group that answers as one"},
		}}, &a.Respondent.Perspective),
		iv.people(section),
		text("round", ask.Prompt{Text: "Where is the project now?", Required: true, Choices: []ask.Choice{
			{Value: "before", Text: "It has not started yet"},
			{Value: "during", Text: "It is under way"},
			{Value: "after", Text: "It is finished, or nearly"},
		}}, &a.Round),
		text("depth", ask.Prompt{Text: "How much time do you have?", Required: true, Choices: []ask.Choice{
			{Value: assess.Short, Text: iv.lengthOf(assess.Short)},
			{Value: assess.Full, Text: iv.lengthOf(assess.Full)},
		}}, &a.Depth),
		level("claim", "Which of these sounds most like the project?", "Go by your first feeling. The questions that follow look at what can be seen.", &a.Claim, questions.None),
		level("aim", "Which of these should it be?", "Not every project needs to go all the way. Choose what fits this one.", &a.Aim, questions.Inform),
		text("limit", ask.Prompt{Text: "Does anything cap how far people can be involved?", Choices: []ask.Choice{
			{Value: "none", Text: "Nothing that we know of"},
			{Value: "law", Text: "The law reserves the decision"},
			{Value: "contract", Text: "A contract or its funder fixes it"},
			{Value: "safety", Text: "People's safety sets bounds"},
			{Value: "time", Text: "There is too little time"},
		}}, &a.Limit),
	}
}

// withCurrent is p with the answer so far, which is offered even where it is not
// one of the usual ones, such as a round named after a season.
func withCurrent(p ask.Prompt, value string) ask.Prompt {
	p.Current = value
	if value != "" && len(p.Choices) > 0 && !slices.ContainsFunc(p.Choices, func(c ask.Choice) bool { return c.Value == value }) {
		p.Choices = append(slices.Clone(p.Choices), ask.Choice{Value: value, Text: value})
	}
	return p
}

// describe is what a level is, without its name.
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

func (iv *Interview) people(section string) step {
	a := iv.Answers
	return step{
		applies:  func() bool { return !iv.Given["people"] },
		answered: func() bool { return a.Respondent.People > 0 },
		prompt: func() ask.Prompt {
			p := ask.Prompt{Section: section, Text: "How many people are answering together?", Required: true, Check: CheckPeople}
			if a.Respondent.People > 0 {
				p.Current = strconv.Itoa(a.Respondent.People)
			}
			return p
		},
		take: func(v string) { a.Respondent.People, _ = strconv.Atoi(v) },
	}
}

// CheckPeople says what is wrong with a number of people.
func CheckPeople(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 1 || n > assess.MaxPeople {
		return fmt.Errorf("please give a whole number from 1 to %d", assess.MaxPeople)
	}
	return nil
}

// lengthOf says how long a check of this depth is.
func (iv *Interview) lengthOf(depth string) string {
	n := len((&assess.Answers{Depth: depth}).Asked(iv.Bank))
	minutes := int(math.Ceil(float64(n) * secondsPerQuestion / 60))
	if depth == assess.Short {
		return fmt.Sprintf("A short check: %d questions, about %d minutes", n, minutes)
	}
	return fmt.Sprintf("The full check: %d questions, about %d minutes", n, minutes)
}
