package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
	"github.com/petal-check/petal/reports"
)

type assessOptions struct {
	file       string
	setUp      map[string]string // by flag; only flags that were given
	notes      string
	accessible bool
	easy       bool
	group      bool
	view       string
	actions    bool
	from       string
	paper      bool
}

// setUpFlags are the flags that answer the set-up questions, with their help text.
var setUpFlags = []struct{ name, usage string }{
	{"project", "`name` of the project"},
	{"team", "`name` of the team"},
	{"perspective", "who is answering: lived-experience, carer, staff, partner or mixed"},
	{"people", "how many people are answering together"},
	{"round", "which round this is: before, during, after, or one short word"},
	{"claim", "the level the team thinks the project is at"},
	{"aim", "the level the project aims for"},
	{"limit", "what limits it: law, contract, safety, time or none"},
	{"depth", "short or full"},
}

func (a *app) assessCommand() *cobra.Command {
	o := &assessOptions{notes: string(interview.NotesStrong), view: string(reports.Flower)}
	cmd := &cobra.Command{
		Use:   "assess [FILE]",
		Short: "Ask the questions and show where the project stands",
		Long: `Assess asks about one project, one question at a time, and shows the result.
Every answer is saved as you give it. Stop whenever you like, and run petal
assess with the file to carry on or to change an answer.

In a terminal it uses the whole screen. With --accessible, or when input is
piped, it asks line by line: type a number to choose, ? for "we don't know yet",
- for "does not apply", b to go back, s to skip, q to save and stop.`,
		Example: `  # start; the file is named after the project
  petal assess

  # carry on where you stopped
  petal assess ward7.petal.yaml

  # the next round: first ask what came of the promises in the last one
  petal assess ward7-after.petal.yaml --from ward7.petal.yaml

  # type in a paper form
  petal assess carer-1.petal.yaml --paper --project Letters --perspective carer --round before --depth short

  # line by line, for a screen reader
  petal assess ward7.petal.yaml --accessible`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.file = args[0]
			}
			o.setUp = map[string]string{}
			cmd.Flags().Visit(func(f *pflag.Flag) {
				for _, s := range setUpFlags {
					if s.name == f.Name {
						o.setUp[f.Name] = strings.TrimSpace(f.Value.String())
					}
				}
			})
			return a.assess(o)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	for _, s := range setUpFlags {
		flags.String(s.name, "", s.usage)
	}
	flags.StringVar(&o.notes, "notes", o.notes, "when to ask for a reason or evidence: after all, strong or none of the answers")
	flags.BoolVar(&o.group, "group", false, "count a show of hands before each answer")
	flags.BoolVar(&o.easy, "easy", false, "ask in easy words")
	flags.StringVar(&o.from, "from", "", "answers `file` from an earlier round; first ask about its open actions")
	flags.BoolVar(&o.paper, "paper", false, "type in a paper form, with several marks to a line")
	flags.BoolVar(&o.actions, "actions", false, "offer next steps as actions, even when input is piped")
	flags.BoolVar(&o.accessible, "accessible", false, "ask line by line, without redrawing the screen")
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
	s := &assessRun{app: a, o: o, bank: bank, answers: &assess.Answers{Given: map[string]assess.Answer{}}}
	if o.file != "" {
		if err := s.open(o.file); err != nil {
			return err
		}
	}
	if err := s.takeFlags(o.setUp); err != nil {
		return err
	}
	if s.answers.Date == "" {
		s.answers.Date = a.now().Format(time.DateOnly)
	}
	s.answers.Bank = assess.BankRef{ID: bank.ID, Version: bank.Version}
	var earlier []assess.Action
	if o.from != "" {
		if earlier, err = s.takeUp(o.from); err != nil {
			return err
		}
	}
	if err := s.allAsked(); err != nil {
		return err
	}

	asker, done := a.asker(o.accessible)
	iv := &interview.Interview{
		Bank:    bank,
		Answers: s.answers,
		Asker:   asker,
		Notes:   interview.Notes(o.notes),
		Easy:    o.easy,
		Group:   o.group,
		Words:   o.accessible || a.wordsOnly(),
		Given:   map[string]bool{},
		Earlier: earlier,
		Save:    s.save,
	}
	for name := range o.setUp {
		iv.Given[name] = true
	}
	err = iv.Run()
	if err == nil && (o.actions || isTerminal(a.stdin) && isTerminal(a.stderr)) {
		err = s.offerActions(iv)
	}
	done()
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

// assessRun is one run of petal assess: the answers and the file they are saved in.
type assessRun struct {
	*app
	o       *assessOptions
	bank    *questions.Bank
	answers *assess.Answers
	file    *answersfile.File // nil until the project has a name
}

// open opens an answers file, which need not exist yet.
func (s *assessRun) open(path string) error {
	file, err := answersfile.Open(path)
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	s.file = file
	if file.Text() == nil {
		if dir := filepath.Dir(path); !isFolder(dir) {
			return fmt.Errorf("there is no folder %s to save answers in", dir)
		}
		return nil
	}
	s.answers, err = assess.ReadDraft(path, file.Text(), s.bank)
	return err
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// takeFlags copies the set-up flags into the answers. It refuses a flag that would
// turn one person's file into someone else's.
func (s *assessRun) takeFlags(given map[string]string) error {
	a := s.answers
	var problems []error
	fail := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	text := func(name string, into *string, identity bool, words ...string) {
		value, ok := given[name]
		if !ok {
			return
		}
		if len(words) > 0 {
			if err := oneOf(name, value, words...); err != nil {
				problems = append(problems, err)
				return
			}
		}
		if !strict.Safe(value) || len(value) > ask.MaxText {
			fail("--%s has too many characters, or some that cannot be saved", name)
			return
		}
		if identity && *into != "" && *into != value {
			fail("in %s, %s is %q, not %q; leave out --%s or name another file", s.file.Path(), name, *into, value, name)
			return
		}
		*into = value
	}
	level := func(name string, into **questions.Level) {
		value, ok := given[name]
		if !ok {
			return
		}
		l, err := questions.ParseLevel(value)
		if err != nil {
			fail("--%s: %w%s", name, err, prose.DidYouMean(value, questions.LevelIDs()))
			return
		}
		*into = &l
	}
	text("project", &a.Project.Name, true)
	text("team", &a.Project.Team, false)
	perspective := string(a.Respondent.Perspective)
	text("perspective", &perspective, true, questions.PerspectiveIDs(questions.Perspectives)...)
	a.Respondent.Perspective = questions.Perspective(perspective)
	text("round", &a.Round, true)
	text("limit", &a.Limit, false, questions.Limits...)
	text("depth", &a.Depth, false, assess.Depths...)
	level("claim", &a.Claim)
	level("aim", &a.Aim)
	if value, ok := given["project"]; ok && value == "" {
		fail("--project needs a name")
	}
	if value, ok := given["round"]; ok && !assess.ValidRound(value) {
		fail("--round: %q is not a round; use before, during, after or one short word", value)
	}
	if value, ok := given["people"]; ok {
		if err := votes.CheckPeople(value); err != nil {
			fail("--people: %w", err)
		} else {
			a.Respondent.People, _ = strconv.Atoi(value)
		}
	}
	return errors.Join(problems...)
}

// takeUp starts a round from the last one: it copies the project and the actions
// that are still open, and returns those actions. It changes nothing that has been
// answered or given as a flag.
func (s *assessRun) takeUp(path string) ([]assess.Action, error) {
	if s.file != nil && sameFile(path, s.file.Path()) {
		return nil, fmt.Errorf("--from %s is the file you are answering; name one from an earlier round", path)
	}
	sheets, err := s.readSheets([]string{path}, s.bank)
	if err != nil {
		return nil, err
	}
	earlier, a := sheets[0].Answers, s.answers
	if a.Project.Name != "" && a.Project.Name != earlier.Project.Name {
		return nil, fmt.Errorf("%s is about %q, not %q; --from needs an earlier round of the same project", path, earlier.Project.Name, a.Project.Name)
	}
	if a.Round != "" && a.Round == earlier.Round {
		return nil, fmt.Errorf("%s is also from the round %q; --from needs an earlier round, so give this round another name with --round", path, earlier.Round)
	}
	a.Project.Name = earlier.Project.Name
	a.Project.Team = cmp.Or(a.Project.Team, earlier.Project.Team)
	a.Respondent.Perspective = cmp.Or(a.Respondent.Perspective, earlier.Respondent.Perspective)
	a.Depth = cmp.Or(a.Depth, earlier.Depth)
	a.Aim = cmp.Or(a.Aim, earlier.Aim)
	a.Limit = cmp.Or(a.Limit, earlier.Limit)
	var open []assess.Action
	for _, action := range earlier.Actions {
		if action.Done {
			continue
		}
		open = append(open, action)
		action.Did = "" // it is asked again
		if !slices.ContainsFunc(a.Actions, action.SameAs) {
			a.Actions = append(a.Actions, action)
		}
	}
	return open, nil
}

// allAsked checks that the person answering is asked every question that the file
// already answers; a flag or --from may have changed who that is, and then the
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

// save writes the answers. notice says where, if it is not the file that was named.
func (s *assessRun) save() (notice string, err error) {
	if s.file == nil {
		if s.answers.Project.Name == "" {
			return "", nil // nothing to save yet, and no name to save it under
		}
		name := fileName(s.answers.Project.Name)
		free := answersfile.Free(name)
		if s.file, err = answersfile.Open(free); err != nil {
			return "", err
		}
		if free != name {
			notice = fmt.Sprintf("%s already exists, so these answers are saved in %s.\nTo carry on with the first file: %s", name, free, s.goOn(name))
		}
	}
	text, err := assess.Encode(s.answers, s.bank, s.file.Text())
	if err != nil {
		return "", err
	}
	said, err := s.file.Save(text)
	if err != nil {
		return "", fmt.Errorf("the last answer could not be saved; the earlier ones are safe in %s: %w", s.file.Path(), err)
	}
	return cmp.Or(said, notice), nil
}

var notInNames = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^a-z0-9]+`) })

// fileName is the name of the answers file for a project.
func fileName(project string) string {
	name := strings.Trim(notInNames().ReplaceAllString(strings.ToLower(project), "-"), "-")
	if len(name) > 60 {
		name = strings.Trim(name[:60], "-")
	}
	return cmp.Or(name, "project") + answersfile.Suffix
}

// ended tells the user what happened to unfinished answers, and returns err.
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
	s.tellCommand("To go on", s.goOn(path))
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
	told := reports.Report(result)
	if s.o.easy {
		told = reports.Easy(result)
	}
	if err := reports.Terminal(s.stdout, told, options); err != nil {
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
	if open := s.unanswered(); open > 0 {
		s.tell("%s still to be answered.", prose.Count(open, "question", "questions"))
		s.tellCommand("To answer", s.goOn(path))
	}
	what, easy := "The whole report", ""
	if s.o.easy {
		what, easy = "The report in easy words", "--easy "
	}
	s.tellCommand(what, "petal report "+easy+s.bankFlag()+shellWord(path))
	return nil
}

// goOn is the command that carries on with a file, with the same options.
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

// unanswered counts the questions in this check that have no answer.
func (s *assessRun) unanswered() int {
	n := 0
	for _, q := range s.answers.Asked(s.bank) {
		if _, answered := s.answers.Given[q.ID]; !answered {
			n++
		}
	}
	return n
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
		return `"` + s + `"` // the quotes that every shell knows; no name on Windows has one
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
