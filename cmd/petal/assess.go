package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

type assessOptions struct {
	file       string
	setUp      map[string]string // by flag; only flags that were given
	notes      string
	accessible bool
	noPager    bool
	easy       bool
	group      bool
	view       string
	actions    bool
	from       string
	paper      bool
}

func (a *app) assessCommand() *cobra.Command {
	o := &assessOptions{notes: string(interview.NotesStrong), view: string(reports.Flower)}
	cmd := &cobra.Command{
		Use:   "assess [FILE]",
		Short: "Ask the questions and show where the project stands",
		Long: `Assess asks about one project, one question at a time, and shows the result.
Every answer is saved as you give it. Stop whenever you like, and run petal
assess with the file to carry on, to change an answer, or to say how an action
went. If you do not name a file, it makes one and names it after the project; in
a terminal it first offers to carry on with answers already in this folder.

In a terminal it uses the whole screen. With --accessible, or when input is
piped, it asks line by line: type a number to choose, ? for "we don't know yet",
- for "does not apply", b to go back, s to skip, q to save and stop.`,
		Example: `  # start; the file is named after the project
  petal assess

  # carry on where you stopped
  petal assess ward7.petal.yaml

  # answer about the same project as a colleague, without typing its set-up again
  petal assess carer.petal.yaml --from ward7.petal.yaml

  # the next round: first ask what came of the promises in the last one
  petal assess ward7-after.petal.yaml --from ward7.petal.yaml --round after

  # type in a paper form
  petal assess carer-1.petal.yaml --paper --project Letters --perspective carer --round before --depth short

  # line by line, for a screen reader
  petal assess ward7.petal.yaml --accessible`,
		Args: oneAnswersFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.file = args[0]
			}
			o.setUp = givenSetUp(cmd.Flags())
			return a.assess(o)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addSetUp(flags, setUpParts(func(*assess.Part) bool { return true }))
	flags.StringVar(&o.notes, "notes", o.notes, "when to ask for a reason or evidence: after all, strong or none of the answers")
	flags.BoolVar(&o.group, "group", false, "count a show of hands before each answer")
	flags.BoolVar(&o.easy, "easy", false, "ask in easy words")
	flags.StringVar(&o.from, "from", "", "copy the set-up from an answers `file` about the same project; if it is from an earlier round, also ask about its open actions")
	flags.BoolVar(&o.paper, "paper", false, "type in a paper form, with several marks to a line")
	flags.BoolVar(&o.actions, "actions", false, "offer actions at the end, even when input is piped or only one person with lived experience is answering")
	flags.BoolVar(&o.accessible, "accessible", false, "ask line by line, without redrawing the screen")
	flags.BoolVar(&o.noPager, "no-pager", false, "do not offer to show the whole report in a pager at the end")
	flags.StringVar(&o.view, "view", o.view, "how to draw the result: flower or ladder")
	return cmd
}

func (a *app) assess(o *assessOptions) error {
	if err := errors.Join(oneOf("choice for --notes", o.notes, interview.NoteChoices...), oneOf("view", o.view, reports.Views...)); err != nil {
		return err
	}
	if o.file == "-" {
		return errors.New("petal assess saves answers in a file and cannot use -; name a file, or leave it out")
	}
	if a.noInput {
		return errors.New("petal assess has to ask questions, so it cannot run with --no-input; use petal report to see a result")
	}
	if o.paper {
		return a.typeIn(o)
	}
	bank, err := a.bank()
	if err != nil {
		return err
	}
	s := newAssessRun(a, o, bank)
	if err := takeSetUp(&assess.Answers{}, o.setUp, ""); err != nil {
		return err // before anything is asked
	}
	iv, err := s.interview()
	if s.done != nil {
		s.done()
	}
	if err != nil {
		return s.ended(iv, err)
	}
	// The set-up may all have come from flags and every question been skipped.
	notice, err := s.save()
	if err != nil {
		return err
	}
	return s.finish(iv, notice)
}

// interview asks everything there is to ask. It returns the interview even if it
// ended early.
func (s *assessRun) interview() (*interview.Interview, error) {
	o := s.o
	iv := &interview.Interview{
		Bank:    s.bank,
		Notes:   interview.Notes(o.notes),
		Easy:    o.easy,
		Group:   o.group,
		Words:   o.accessible || s.wordsOnly(),
		Given:   map[string]bool{},
		File:    s.path,
		Actions: o.actions,
		Today:   s.now(),
		Save:    s.keep,
	}
	for name := range o.setUp {
		iv.Given[name] = true
	}
	if err := s.start(); err != nil {
		return iv, err
	}
	if err := s.takeFlags(); err != nil {
		return iv, err
	}
	s.answers.Date = cmp.Or(s.answers.Date, s.now().Format(time.DateOnly))
	s.answers.Bank = assess.BankRef{ID: s.bank.ID, Version: s.bank.Version}
	if o.from != "" {
		taken, earlier, err := s.takeUp(o.from)
		if err != nil {
			return iv, err
		}
		iv.Earlier, iv.Notice = earlier, taken
	}
	if err := s.allAsked(); err != nil {
		return iv, err
	}
	iv.Answers, iv.Asker = s.answers, s.asking()
	err := iv.Run()
	if err == nil && (o.actions || isTerminal(s.stdin) && isTerminal(s.stderr)) {
		err = s.offerActions(iv)
	}
	return iv, err
}

// assessRun is one run of petal assess: the answers and the file they are saved in.
type assessRun struct {
	*app
	o       *assessOptions
	bank    *questions.Bank
	answers *assess.Answers
	file    *answersfile.File // nil until the project has a name
	asker   ask.Asker         // nil until something is asked
	done    func()            // restores the terminal; nil until something is asked
}

func newAssessRun(a *app, o *assessOptions, bank *questions.Bank) *assessRun {
	return &assessRun{app: a, o: o, bank: bank, answers: &assess.Answers{Given: map[string]assess.Answer{}}}
}

// asking returns the asker, which it starts when it is first needed.
func (s *assessRun) asking() ask.Asker {
	if s.asker == nil {
		s.asker, s.done = s.app.asker(s.o.accessible)
	}
	return s.asker
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// takeFlags copies the parts of the set-up that were given as flags into the answers.
func (s *assessRun) takeFlags() error {
	file := ""
	if s.file != nil {
		file = s.file.Path()
	}
	return takeSetUp(s.answers, s.o.setUp, file)
}

// takeUp copies what this file has in common with another file about the project. If
// that is from an earlier round, takeUp also copies the actions that are still open,
// and returns them. It changes nothing that has been answered or given as a flag.
// taken says what it copied.
func (s *assessRun) takeUp(path string) (taken string, earlier []assess.Action, err error) {
	if s.file != nil && sameFile(path, s.file.Path()) {
		return "", nil, fmt.Errorf("--from %s is the file you are filling in; name another one", path)
	}
	text, err := answersfile.Read(path)
	if err != nil {
		return "", nil, fmt.Errorf("read answers: %w", err)
	}
	other, err := assess.ReadDraft(path, text, s.bank)
	if err != nil {
		return "", nil, err
	}
	a := s.answers
	switch {
	case other.Project.Name == "":
		return "", nil, fmt.Errorf("%s does not say which project it is about; --from needs a file that does", path)
	case a.Project.Name != "" && !assess.SameName(a.Project.Name, other.Project.Name):
		return "", nil, fmt.Errorf("%s is about %q, not %q; --from needs a file about the same project", path, other.Project.Name, a.Project.Name)
	}
	a.Project.Name = "" // from now on, use the other file's spelling
	var same []string
	for _, p := range assess.SetUp {
		if has := p.Of(other); p.Shared && has != "" && p.Of(a) == "" {
			p.Set(a, has)
			same = append(same, p.ID+" "+has)
		}
	}
	taken = fmt.Sprintf("Copied from %s: %s.", prose.Visible(path), strings.Join(same, ", "))
	if other.Round == "" || assess.SameName(a.Round, other.Round) {
		return taken, nil, nil
	}
	for _, action := range other.Actions {
		if !action.Open() {
			continue
		}
		earlier = append(earlier, action)
		action.Did = "" // it is asked about again
		if !slices.ContainsFunc(a.Actions, action.SameAs) {
			a.Actions = append(a.Actions, action)
		}
	}
	return taken, earlier, nil
}

// allAsked checks that the person answering is asked every question that the file
// already answers; a flag or --from may have changed who answers, and then the
// answers could not be saved.
func (s *assessRun) allAsked() error {
	who := s.answers.Respondent.Perspective
	var problems []error
	for _, q := range s.bank.Questions() {
		if _, given := s.answers.Given[q.ID]; given && who != "" && !q.IsAskedOf(who) {
			problems = append(problems, fmt.Errorf("%s answers %q, which is not asked of %s; remove that answer or name another file", s.file.Path(), q.ID, who))
		}
	}
	return errors.Join(problems...)
}

// offerActions offers the result's next steps as actions.
func (s *assessRun) offerActions(iv *interview.Interview) error {
	result := assess.Evaluate(s.bank, s.answers)
	var next []interview.NextStep
	for _, f := range result.ToWorkOn {
		promised := func(a assess.Action) bool { return a.Will == f.Option.Next }
		if !slices.ContainsFunc(s.answers.Actions, promised) {
			next = append(next, interview.NextStep{About: f.Item.Name, Do: f.Option.Next})
		}
	}
	return iv.OfferActions(reports.Standing(result), next)
}

// path returns where the answers are saved, or "" until they have a file.
func (s *assessRun) path() string {
	if s.file == nil {
		return ""
	}
	return prose.Visible(s.file.Path())
}

// keep is like save, but for use during an interview, which saves often: it says
// where only the first time.
func (s *assessRun) keep() (notice string, err error) {
	isNew := s.file == nil || s.file.Text() == nil
	if notice, err = s.save(); err == nil && isNew && s.file != nil {
		notice = cmp.Or(notice, fmt.Sprintf("Every answer is saved in %s as you give it.", s.path()))
	}
	return notice, err
}

// save writes the answers. notice says where if it is not the intended file.
func (s *assessRun) save() (notice string, err error) {
	if s.file == nil {
		if s.answers.Project.Name == "" {
			return "", nil // nothing to save yet, and no name to save it under
		}
		name := answersfile.Name(s.answers.Project.Name)
		free := answersfile.Free(name)
		if s.file, err = answersfile.Open(free); err != nil {
			return "", err
		}
		if free != name && s.o.from == "" { // next to a colleague's file, that is no surprise
			notice = fmt.Sprintf("%s already exists, so these answers are saved in %s.\nTo carry on with the first file: %s", name, free, s.goOn(name))
		}
	}
	isNew := s.file.Text() == nil
	text, err := assess.Encode(s.answers, s.bank, s.file.Text())
	if err != nil {
		return "", err
	}
	said, err := s.file.Save(text)
	switch {
	case err != nil && isNew:
		return "", fmt.Errorf("the answers could not be saved, so none have been kept: %w", err)
	case err != nil:
		return "", fmt.Errorf("the last answer could not be saved; the earlier ones are safe in %s: %w", s.file.Path(), err)
	}
	return cmp.Or(said, notice), nil
}

// ended says what happened to unfinished answers, and returns err.
func (s *assessRun) ended(iv *interview.Interview, err error) error {
	if !errors.Is(err, ask.ErrInterrupted) && !errors.Is(err, ask.ErrEnd) {
		return err
	}
	if s.file == nil || s.file.Text() == nil {
		s.tell("Stopped. Nothing was answered, so nothing was saved.")
		return err
	}
	path := prose.Visible(s.file.Path())
	s.tell("Stopped. Your answers are saved in %s.", path)
	s.tellUnsettled(iv)
	s.tellCommand("To carry on", s.goOn(path))
	return err
}

// tellUnsettled says which shows of hands were counted but not saved.
func (s *assessRun) tellUnsettled(iv *interview.Interview) {
	for _, question := range iv.Unsettled() {
		s.tell("The show of hands on \"%s\" was not saved, because no answer was chosen after it.", prose.Clean(question))
	}
}

// finish shows the result and says what to do next. notice is a message about the
// file, or "".
func (s *assessRun) finish(iv *interview.Interview, notice string) error {
	options := s.drawing(0, "", "")
	options.View = reports.View(s.o.view)
	options.Summary = true
	options.Words = options.Words || s.o.accessible
	result := assess.Evaluate(s.bank, s.answers)
	told, what, easy := reports.Report(result), "The whole report", ""
	if s.o.easy {
		told, what, easy = reports.Easy(result), "The report in easy words", "--easy "
	}
	if err := s.print(func(w io.Writer) error { return reports.Terminal(w, told, options) }); err != nil {
		return err
	}
	// The first lines of the result may have scrolled away by now.
	path := prose.Visible(s.file.Path())
	fmt.Fprintln(s.stderr)
	s.tell("%s", prose.Clean(reports.Standing(result)))
	for line := range strings.Lines(prose.Clean(notice)) {
		s.tell("%s", line)
	}
	s.tell("Saved in %s.", path)
	s.tellUnsettled(iv)
	if !s.o.noPager && !s.o.accessible {
		options.Summary = false
		err := s.offerToRead(strings.ToLower(what[:1])+what[1:], func(w io.Writer, colours bool) error {
			if !colours {
				options.Colours = 0
			}
			return reports.Terminal(w, told, options)
		})
		if err != nil {
			return err
		}
	}
	if open := openQuestions(s.answers, s.bank); open > 0 {
		s.tell("%s still to be answered.", prose.Count(open, "question", "questions"))
		s.tellCommand("To answer", s.goOn(path))
	}
	s.tellCommand(what, "petal report "+easy+s.bankFlag()+shellWord(path))
	return nil
}

// goOn returns the command that continues with a file, with the same options.
func (s *assessRun) goOn(path string) string {
	command := "petal assess " + s.bankFlag()
	for _, flag := range []struct {
		name  string
		given bool
	}{{"--easy", s.o.easy}, {"--accessible", s.o.accessible}, {"--group", s.o.group}} {
		if flag.given {
			command += flag.name + " "
		}
	}
	if s.o.notes != string(interview.NotesStrong) {
		command += "--notes " + s.o.notes + " "
	}
	return command + shellWord(path)
}

func (s *assessRun) bankFlag() string {
	if s.bankPath == "" {
		return ""
	}
	return "--bank " + shellWord(prose.Visible(s.bankPath)) + " "
}

var plainWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_./@%+=:,-]+$`) })

// shellWord quotes s so that it can be pasted into a shell as a single word.
func shellWord(s string) string {
	switch {
	case plainWord().MatchString(s):
		return s
	case !strings.ContainsAny(s, "\"$`\\!") || runtime.GOOS == "windows":
		return `"` + s + `"` // every shell knows double quotes, and no name on Windows contains one
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
