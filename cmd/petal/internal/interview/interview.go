// Package interview leads a person through an assessment: the set-up, every question
// and, after a strong answer, the evidence for it. It decides what comes next;
// package [ask] puts it to the person. Every answer is handed over to be saved
// immediately.
package interview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
	"github.com/petal-check/petal/questions"
)

// Notes says which answers are followed by a request for a reason or evidence.
type Notes string

// The choices for notes.
const (
	NotesAll    Notes = "all"    // after every answer
	NotesStrong Notes = "strong" // after strong answers
	NotesNone   Notes = "none"
)

// NoteChoices lists every choice for notes.
var NoteChoices = []string{string(NotesAll), string(NotesStrong), string(NotesNone)}

// Interview is one sitting.
type Interview struct {
	Bank    *questions.Bank
	Answers *assess.Answers // filled while it runs
	Asker   ask.Asker
	Notes   Notes
	Group   bool            // a show of hands comes before each answer
	Words   bool            // hands are described in words instead of drawn
	Easy    bool            // ask in the bank's easy words, if it has any
	Given   map[string]bool // set-up keys that were given as flags and are not asked
	Notice  string          // to be shown with the first prompt
	Earlier []assess.Action // actions of an earlier round, also among the answers' own; the interview asks about them first
	Actions bool            // offer actions to everybody, even to people who answer alone and do not run the work
	Today   time.Time       // for dates that are typed without a year
	// File is where the answers are saved; "" until there is a file. It is shown on
	// the screen, and may be nil.
	File func() string
	// Save saves the answers so far. The notice it returns is shown before the next
	// prompt; an error ends the interview.
	Save func() (notice string, err error)

	steps   []step
	known   []*assess.Part            // the set-up that was there at the beginning
	moving  questions.Perspective     // who answers from now on, if some answers may go; "" if that is not asked
	notice  string                    // to be shown with the next prompt
	saidWho bool                      // whether it has been said who the questions mean by "we" and "people"
	hands   map[string]map[string]int // votes that no agreed answer has followed yet, by question
	voters  votes.Room
}

// step is one thing that may be asked.
type step struct {
	question bool        // a question of the bank, or its show of hands
	optional bool        // may stay unanswered for good
	applies  func() bool // nil means always
	answered func() bool
	prompt   func() ask.Prompt
	settled  func(value string) (bool, error) // may ask about a value; false asks for another; nil means always true
	take     func(value string)
}

// Run asks until everything is answered or skipped, and then returns nil. If it ends
// early, it returns one of ask's errors, ErrStopped or the error from Save.
func (iv *Interview) Run() error {
	iv.notify(iv.Notice)
	iv.known = iv.knownParts()
	iv.steps = slices.Concat(
		iv.setUp(assess.AskedFirst, beforeQuestions),
		iv.earlier(),
		iv.questions(),
		iv.setUp(assess.AskedLast, afterQuestions),
	)
	for range mostSections {
		// If another depth was chosen in the menu, there may be new questions.
		if at := iv.start(); at < len(iv.steps) {
			return iv.run(stretch{end: len(iv.steps)}, at, at)
		}
		section, err := iv.offerChanges()
		if err != nil || section == (stretch{}) {
			return err
		}
		if err := iv.run(section, section.first, section.end); err != nil {
			return err
		}
	}
	return nil
}

// mostSections is the most sections that can be gone through again in one sitting.
// Nobody goes through so many; it stops a pipe that names a section again and again.
const mostSections = 100

// stretch is a run of steps that are asked in one go, from first up to but not
// including end.
type stretch struct {
	first, end int
	fromMenu   bool // from its first step, the person can go back to the menu
}

// run asks the steps of a stretch, starting with step at. Up to furthest it shows
// every step, since the person went back from there. After that it shows only steps
// without an answer.
func (iv *Interview) run(s stretch, at, furthest int) error {
	for at < s.end {
		furthest = max(furthest, at)
		step, before := iv.steps[at], iv.before(at, s.first)
		if step.question {
			iv.tellWho()
		}
		p := step.prompt()
		p.First = before < 0 && !s.fromMenu
		reply, err := iv.put(p)
		if err := iv.keep(step, reply.Unfinished); err != nil {
			return err
		}
		if err != nil {
			return err
		}
		switch reply.Did {
		case ask.WentBack:
			iv.moving = ""
			if before < 0 {
				return nil
			}
			at = before
			continue
		case ask.Answered:
			if step.settled != nil {
				if settled, err := step.settled(reply.Value); err != nil {
					return err
				} else if !settled {
					continue
				}
			}
			step.take(reply.Value)
			notice, err := iv.Save()
			if err != nil {
				return err
			}
			iv.notify(notice)
			if iv.moving != "" {
				continue // there is more to ask about the people who answer
			}
		}
		at = iv.after(at, furthest, s.end)
	}
	return nil
}

// unfinished ends a note that somebody was typing when the window was closed or they
// stopped. Readers see that there was more, and the note is asked for again.
const unfinished = "…"

// keep saves an unfinished note. Other texts are dropped, since half a name or half a
// number would be wrong.
func (iv *Interview) keep(s step, text string) error {
	if text == "" || !s.takesNote() {
		return nil
	}
	s.take(text + unfinished)
	notice, err := iv.Save()
	iv.notify(notice)
	return err
}

// put asks one prompt. It adds any notice, what the prompt is about, and what its
// words mean.
func (iv *Interview) put(p ask.Prompt) (ask.Reply, error) {
	p.Notice, iv.notice = iv.notice, ""
	if len(p.Choices) == 0 {
		p.Current = strings.TrimSuffix(p.Current, unfinished)
	}
	p.Project = iv.Answers.Project.Name
	if iv.File != nil {
		p.File = iv.File()
	}
	for _, t := range iv.Bank.TermsIn(p.Texts()...) {
		p.Words = append(p.Words, ask.Word{Word: t.Term, Means: iv.words(t.Means, cmp.Or(t.Easy, t.Means))})
	}
	reply, err := iv.Asker.Ask(p)
	if err == nil && reply.Did == ask.Quit {
		err = ErrStopped
	}
	return reply, err
}

// notify adds a sentence to be shown with the next prompt.
func (iv *Interview) notify(s string) {
	if iv.notice != "" && s != "" {
		s = iv.notice + "\n" + s
	}
	iv.notice = cmp.Or(s, iv.notice)
}

// tellWho explains once, to the people the work is for, who the questions mean by
// "we" and "people", since they are worded as staff would ask themselves.
func (iv *Interview) tellWho() {
	perspective := iv.Answers.Respondent.Perspective
	if iv.saidWho || perspective != "lived-experience" && perspective != "carer" {
		return
	}
	iv.saidWho = true
	iv.notify(iv.words(`In these questions, "we" means the people who run the work. "People" means you and others like you.`,
		`"We" means the people who run the work. "People" means you and others like you.`))
}

// ErrStopped says that the person chose to save and stop.
var ErrStopped = fmt.Errorf("stopped: %w", ask.ErrInterrupted)

func (s step) asked() bool { return s.applies == nil || s.applies() }

// takesNote reports whether a step asks for free text that nothing depends on.
func (s step) takesNote() bool {
	if !s.optional {
		return false
	}
	p := s.prompt()
	return len(p.Choices) == 0 && p.Check == nil
}

// open reports whether a step still needs an answer, or the rest of an unfinished
// one.
func (s step) open() bool {
	return !s.optional && !s.answered() || s.takesNote() && strings.HasSuffix(s.prompt().Current, unfinished)
}

// start returns the first step that still needs an answer, or the first of any
// unanswered optional ones right before it.
func (iv *Interview) start() int {
	at := slices.IndexFunc(iv.steps, func(s step) bool { return s.asked() && s.open() })
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
		return at // only optional steps are open, so the interview is finished
	}
	return first
}

// before returns the step that was asked before step at, but not before first, or -1
// if there is none.
func (iv *Interview) before(at, first int) int {
	for i := at - 1; i >= first; i-- {
		if iv.steps[i].asked() {
			return i
		}
	}
	return -1
}

// after returns the step to ask after step at, or end.
func (iv *Interview) after(at, furthest, end int) int {
	for i := at + 1; i < end; i++ {
		if s := iv.steps[i]; s.asked() && (i <= furthest || !s.answered()) {
			return i
		}
	}
	return end
}

// The choices in the menu that are not sections. They begin with a space, which no
// title does.
const (
	menuResult  = " result"
	menuActions = " actions"
)

// offerChanges asks what to do with complete answers. It returns the section to go
// through again, or none.
func (iv *Interview) offerChanges() (stretch, error) {
	p := ask.Prompt{
		Text:    "Every question is answered. What would you like to do?",
		Choices: []ask.Choice{{Value: menuResult, Text: "See the result"}},
		First:   true,
	}
	if iv.changesActions() {
		p.Choices = append(p.Choices, ask.Choice{Value: menuActions, Text: "Change answers: " + whatWeWillDo})
	}
	sections := map[string]stretch{}
	for i, s := range iv.steps {
		if !s.asked() {
			continue
		}
		title := s.prompt().Section
		section, known := sections[title]
		if !known {
			section = stretch{first: i, fromMenu: true}
			p.Choices = append(p.Choices, ask.Choice{Value: title, Text: "Change answers: " + title})
		}
		section.end = i + 1
		sections[title] = section
	}
	for range mostSections {
		reply, err := iv.put(p)
		switch {
		case err != nil || reply.Did != ask.Answered:
			return stretch{}, err
		case reply.Value != menuActions:
			return sections[reply.Value], nil
		}
		if err := iv.changeActions(); err != nil {
			return stretch{}, err
		}
	}
	return stretch{}, nil
}

// questions returns a step for every question of the check, each followed by one for
// evidence or a reason.
func (iv *Interview) questions() []step {
	var steps []step
	for _, q := range iv.Bank.Questions() {
		inCheck := func() bool { return slices.Contains(iv.Answers.Asked(iv.Bank), q) }
		steps = append(steps, iv.handsStep(q, inCheck), step{
			question: true,
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
		Section:  iv.Bank.SectionOf(q.ID).Title,
		Progress: iv.progress(q),
		Text:     iv.ask(q),
		Detail:   iv.why(q),
		Help:     iv.help(q),
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

// words returns Petal's own words, in easy form if that is wanted.
func (iv *Interview) words(plain, easy string) string {
	if iv.Easy {
		return easy
	}
	return plain
}

// ask, why, option and describe return the bank's words, in easy form if that is
// wanted and there is one.

func (iv *Interview) ask(q *questions.Question) string {
	if easy := q.Easy.In(iv.Answers.Round); iv.Easy && easy != "" {
		return easy
	}
	return q.Ask.In(iv.Answers.Round)
}

func (iv *Interview) why(q *questions.Question) string {
	if iv.Easy {
		return q.EasyWhy // if there is none, the question is asked without a reason
	}
	return q.Why
}

// help says why a question is asked, for people who ask for help.
func (iv *Interview) help(q *questions.Question) string {
	if why := iv.why(q); why != "" {
		return "Why we ask: " + why
	}
	return ""
}

func (iv *Interview) option(o *questions.Option) string {
	if iv.Easy && o.Easy != "" {
		return o.Easy
	}
	return o.Text
}

// progress says how far along this question is, and roughly how long the remaining
// questions will take, including what is asked after the last.
func (iv *Interview) progress(q *questions.Question) ask.Progress {
	asked := iv.Answers.Asked(iv.Bank)
	at := max(0, slices.Index(asked, q))
	open := 0
	for _, other := range asked[at:] {
		if _, answered := iv.Answers.Given[other.ID]; !answered {
			open++
		}
	}
	for _, part := range assess.SetUp {
		if part.Asked == assess.AskedLast && iv.asksPart(part) && part.Of(iv.Answers) == "" {
			open++
		}
	}
	p := ask.Progress{What: "question", At: at + 1, Of: len(asked)}
	if open > 0 {
		p.Left = about(open) + " left"
	}
	return p
}

// about says roughly how long it takes to answer n questions.
func about(n int) string {
	if minutes := assess.Minutes(n); minutes > 1 {
		return fmt.Sprintf("about %d minutes", minutes)
	}
	return "about a minute"
}

func (iv *Interview) takeAnswer(q *questions.Question, value string) {
	switch value {
	case ask.UnknownValue:
		value = questions.Unknown
	case ask.ExemptValue:
		value = questions.NotApplicable
	}
	a := iv.Answers.Given[q.ID]
	changed := a.Choose != value
	a.Choose = value
	if votes, voted := iv.hands[q.ID]; voted {
		a.Votes = votes
		delete(iv.hands, q.ID)
	}
	iv.Answers.Given[q.ID] = a
	if changed && !iv.strong(q) {
		a.Evidence = "" // it was evidence for the previous answer
		iv.Answers.Given[q.ID] = a
	}
}

// strong reports whether the answer to q needs evidence.
func (iv *Interview) strong(q *questions.Question) bool {
	o := iv.Answers.Chosen(q)
	return o != nil && iv.Answers.Respondent.Perspective.RunsWork() && q.Strong(o)
}

func (iv *Interview) wantsNote(q *questions.Question) bool {
	_, answered := iv.Answers.Given[q.ID]
	return answered && (iv.Notes == NotesAll || iv.Notes == NotesStrong && iv.strong(q))
}

// notePrompt asks for evidence of a strong answer, or for the reason for another.
func (iv *Interview) notePrompt(q *questions.Question) ask.Prompt {
	p := ask.Prompt{Section: iv.Bank.SectionOf(q.ID).Title, Progress: iv.progress(q)}
	if o := iv.Answers.Chosen(q); o != nil {
		p.Detail = "You answered: " + iv.option(o)
	}
	if iv.strong(q) {
		p.Help = iv.words("Why we ask: others believe a strong answer when something backs it up, such as minutes, a paper or a date. The report lists strong answers with nothing to back them up. Private copies leave this out.",
			"Why we ask: others may not have been there. They believe it when they can see it. You can leave it out.")
	}
	switch {
	case !iv.strong(q):
		p.Text = iv.words("Why this answer? One line, if you like.", "Why did you pick this? You can write one line.")
		p.Current = iv.Answers.Given[q.ID].Note
		return p
	case iv.Answers.Round == "before": // there can be no evidence yet for what is only planned
		p.Text = iv.words("What shows that this is planned? A document, a date or a name, in one line.",
			"How can others see that this is the plan? Name a paper, a date or a person.")
	default:
		p.Text = iv.words("What shows this? A document, a date or a name, in one line.",
			"How can others see this? Name a paper, a date or a person.")
	}
	p.Current = iv.Answers.Given[q.ID].Evidence
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
