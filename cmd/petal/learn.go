package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/lesson"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
	"github.com/petal-check/petal/reports"
)

type learnOptions struct {
	room       bool
	count      int
	levelIDs   []string
	seed       int // negative: take one from the clock
	group      string
	save       string
	results    []string
	print      bool
	format     string // "" until it is guessed from the output's ending
	output     string
	largePrint bool
	scenarios  string
	accessible bool

	levels []questions.Level
}

// learnFormats is everything that hand-outs and results can be written as.
var learnFormats = inWords[drawn]()

func (a *app) learnCommand() *cobra.Command {
	o := &learnOptions{count: 8}
	cmd := &cobra.Command{
		Use:   "learn",
		Short: "Practise recognising the levels, alone or in a group",
		Long: `Learn shows short stories and asks which level each one is at. On your own, you
guess, then see the answer, what your guess missed and what would move the story
up. With --room, a trainer types in the room's votes. Petal shows how the votes
are spread, with a question to discuss; the room votes again, then sees the
answer.

Use it before people answer about their own project, and again after training.
Use --save to keep the results, --results to compare sessions, and --print to
write a handout.`,
		Example: `  # eight stories on your own
  petal learn

  # run a session with a group and save the results
  petal learn --room --seed 7 --save before.yaml

  # print the same stories with notes for the trainer
  petal learn --seed 7 --print -o hand-out.md

  # compare results from before and after training
  petal learn --results before.yaml after.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 && len(o.results) == 0 {
				return fmt.Errorf("petal learn does not take a file; to see the results in %s, run petal learn --results %s", args[0], shellWord(args[0]))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.results = append(o.results, args...)
			if !cmd.Flags().Changed("seed") {
				o.seed = -1
			} else if o.seed < 0 || o.seed > assess.MaxSeed {
				return fmt.Errorf("--seed %d is out of range; use 0 to %d", o.seed, assess.MaxSeed)
			}
			if err := o.check(cmd); err != nil {
				return err
			}
			if o.print && o.format == "" && (o.output == "" || o.output == "-") {
				o.format = "markdown" // for whoever prints it, and not for a terminal
			}
			if err := learnFormats.settle(&o.format, o.output, o.results, cmd.Flags()); err != nil {
				return err
			}
			return a.learn(o)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&o.room, "room", false, "run a group session: vote, talk, then vote again")
	flags.IntVar(&o.count, "count", o.count, "number of stories")
	flags.StringSliceVar(&o.levelIDs, "level", nil, "only stories at these levels, such as engage,co-design")
	flags.IntVar(&o.seed, "seed", 0, "use the same stories again: the `number` shown at the end of a session")
	flags.StringVar(&o.save, "save", "", "save the results in a new `file`")
	flags.StringVar(&o.group, "group-name", "", "`name` of the group, saved with the results")
	flags.StringArrayVar(&o.results, "results", nil, "show the results in a `file`, or compare those in several")
	flags.BoolVar(&o.print, "print", false, "write a handout instead of asking questions")
	flags.StringVar(&o.scenarios, "scenarios", "", "`file` of stories to use instead of the built-in ones")
	flags.BoolVar(&o.accessible, "accessible", false, "ask line by line, without redrawing the screen or drawing bars")
	flags.BoolVar(&o.largePrint, "large-print", false, "use large print: 18 points or more, in one column")
	learnFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

// check holds that the flags go together and reads those that are words.
func (o *learnOptions) check(cmd *cobra.Command) error {
	var problems []error
	clash := func(with string, flags ...string) {
		for _, f := range flags {
			if cmd.Flags().Changed(f) {
				problems = append(problems, fmt.Errorf("--%s and --%s cannot be used together; leave one out", f, with))
			}
		}
	}
	switch {
	case len(o.results) > 0:
		clash("results", "room", "count", "level", "seed", "save", "group-name", "print")
	case o.print:
		clash("print", "save", "group-name")
	case o.output != "":
		problems = append(problems, errors.New("-o only works with --print or --results; use --save to keep the results of a session"))
	}
	if o.count < 1 {
		problems = append(problems, fmt.Errorf("--count %d is too low; use 1 or more", o.count))
	}
	for _, id := range o.levelIDs {
		level, err := questions.ParseLevel(strings.TrimSpace(id))
		if err != nil {
			problems = append(problems, fmt.Errorf("--level: %w%s", err, prose.DidYouMean(id, questions.LevelIDs())))
			continue
		}
		o.levels = append(o.levels, level)
	}
	o.group = strings.TrimSpace(o.group)
	if !strict.Safe(o.group) || utf8.RuneCountInString(o.group) > ask.MaxText {
		problems = append(problems, errors.New("--group-name has too many characters, or some that cannot be saved"))
	}
	return errors.Join(problems...)
}

func (a *app) learn(o *learnOptions) error {
	bank, err := a.bank()
	if err != nil {
		return err
	}
	set, err := loadScenarios(o.scenarios)
	if err != nil {
		return err
	}
	if len(o.results) > 0 {
		return a.showLessons(o, bank, set)
	}
	if o.seed < 0 {
		o.seed = int(a.now().UnixMicro()%9999) + 1
	}
	stories := assess.ChooseScenarios(set, o.count, o.levels, o.seed)
	if len(stories) == 0 {
		return fmt.Errorf("%s has no story at %s", set.ID, strings.Join(o.levelIDs, ", "))
	}
	if len(stories) < o.count {
		a.tell("Only %s available; you asked for %d.", prose.Count(len(stories), "story is", "stories are"), o.count)
	}
	if o.print {
		return a.drawLesson(o, reports.Handout(bank, set, stories, a.lessonCommand(o, true)))
	}
	return a.teach(o, bank, set, stories)
}

func loadScenarios(path string) (*questions.ScenarioSet, error) {
	if path == "" {
		return questions.DefaultScenarios(), nil
	}
	text, err := answersfile.Read(path)
	if err != nil {
		return nil, fmt.Errorf("read scenarios: %w", err)
	}
	return questions.LoadScenarios(path, text)
}

// teach holds a session and shows its results.
func (a *app) teach(o *learnOptions, bank *questions.Bank, set *questions.ScenarioSet, stories []*questions.Scenario) error {
	if a.noInput {
		return errors.New("petal learn has to ask questions, so it cannot run with --no-input; --print and --results ask nothing")
	}
	file, err := newResults(o.save)
	if err != nil {
		return err
	}
	results := &assess.Lesson{
		Scenarios: assess.BankRef{ID: set.ID, Version: set.Version},
		Date:      a.now().Format(time.DateOnly),
		Seed:      o.seed,
		Group:     o.group,
		Mode:      assess.Alone,
	}
	if o.room {
		results.Mode = assess.Room
	}
	save := func() error {
		if file == nil || len(results.Stories) == 0 {
			return nil
		}
		text, err := assess.EncodeLesson(results, set)
		if err != nil {
			return err
		}
		if _, err := file.Save(text); err != nil {
			return fmt.Errorf("the last result could not be saved; the earlier ones are safe in %s: %w", file.Path(), err)
		}
		o.save = file.Path()
		return nil
	}

	asker, done := a.asker(o.accessible)
	session := &lesson.Lesson{
		Bank:    bank,
		Stories: stories,
		Ask:     asker,
		Results: results,
		Save:    save,
		Draw:    reports.VotesOptions{Width: min(a.widthOf(a.stderr), 80), Words: o.accessible || a.wordsOnly()},
	}
	err = session.Run()
	done()
	switch {
	case errors.Is(err, ask.ErrInterrupted), errors.Is(err, ask.ErrEnd):
		a.lessonKept(o, results, fmt.Sprintf("Stopped after %d of %d stories. ", len(results.Stories), len(stories)))
		return err
	case err != nil:
		return err
	case len(results.Stories) == 0:
		a.tell("Every story was skipped, so there is nothing to show.")
		a.tellCommand("The same stories again", a.lessonCommand(o, o.room))
		return nil
	}
	if err := reports.Terminal(a.stdout, reports.Lesson(bank, assess.EvaluateLesson(set, results), a.explainCommandLine()), a.lessonOptions(o)); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr)
	a.lessonKept(o, results, "")
	return nil
}

// lessonKept says, behind how far the session went, where the results are and
// what to do with them, and how to see the same stories again.
func (a *app) lessonKept(o *learnOptions, results *assess.Lesson, went string) {
	switch {
	case o.save == "":
		a.tell("%sThe results were not saved; use --save FILE to keep them.", went)
	case len(results.Stories) == 0:
		a.tell("%sNothing was answered, so nothing was saved.", went)
	default:
		path := prose.Visible(o.save)
		a.tell("%sSaved in %s.", went, path)
		a.tellCommand("To compare it with another session", "petal learn --results "+shellWord(path)+" OTHER")
	}
	a.tellCommand("The same stories again", a.lessonCommand(o, o.room))
}

// newResults holds, before anybody answers anything, that results can be kept
// in a new file at path. A file that turns up there later is left alone. It is
// nil where path is "": then nothing is kept.
func newResults(path string) (*answersfile.File, error) {
	if path == "" {
		return nil, nil
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s already exists; choose another name for --save", path)
	}
	if dir := filepath.Dir(path); !isFolder(dir) {
		return nil, fmt.Errorf("there is no folder %s to save results in", dir)
	}
	file, err := answersfile.Open(path)
	if err != nil {
		return nil, fmt.Errorf("save results: %w", err)
	}
	return file, nil
}

// lessonCommand shows the same stories again.
func (a *app) lessonCommand(o *learnOptions, room bool) string {
	words := []string{"petal learn"}
	if room {
		words = append(words, "--room")
	}
	words = append(words, fmt.Sprintf("--count %d", o.count))
	if len(o.levels) > 0 {
		ids := make([]string, len(o.levels))
		for i, l := range o.levels {
			ids[i] = l.String()
		}
		words = append(words, "--level "+strings.Join(ids, ","))
	}
	words = append(words, fmt.Sprintf("--seed %d", o.seed))
	if o.scenarios != "" {
		words = append(words, "--scenarios "+shellWord(prose.Visible(o.scenarios)))
	}
	if a.bankPath != "" {
		words = append(words, "--bank "+shellWord(prose.Visible(a.bankPath)))
	}
	return strings.Join(words, " ")
}

// explainCommandLine is the command that explains a level of the bank in use, but
// for the level.
func (a *app) explainCommandLine() string {
	if a.bankPath == "" {
		return "petal explain"
	}
	return "petal explain --bank " + shellWord(prose.Visible(a.bankPath))
}

func (a *app) lessonOptions(o *learnOptions) reports.Options {
	options := a.drawing(0, o.output, "")
	options.Words = options.Words || o.accessible
	options.LargePrint = o.largePrint
	return options
}

// drawLesson writes a document about lessons.
func (a *app) drawLesson(o *learnOptions, d reports.Document) error {
	what := drawn{d, a.lessonOptions(o)}
	return a.output(o.output, append(o.results, a.bankPath, o.scenarios), func(w io.Writer) error { return learnFormats.write(o.format, what, w) })
}

// showLessons shows the results of one session, or sets several side by side.
func (a *app) showLessons(o *learnOptions, bank *questions.Bank, set *questions.ScenarioSet) error {
	if err := atMost(o.results); err != nil {
		return err
	}
	var results []*assess.LessonResult
	var problems strict.Problems
	size := 0
	for _, path := range o.results {
		text, err := answersfile.Read(path)
		if err != nil {
			return fmt.Errorf("read results: %w", err)
		}
		if size += len(text); size > mostBytes {
			return tooLarge(len(o.results))
		}
		l, err := assess.ReadLesson(path, text, set)
		var found strict.Problems
		if errors.As(err, &found) {
			problems = append(problems, found...)
			continue
		}
		if err != nil {
			return err
		}
		results = append(results, assess.EvaluateLesson(set, l))
	}
	if len(problems) > 0 {
		return problems
	}
	if len(results) == 1 {
		return a.drawLesson(o, reports.Lesson(bank, results[0], a.explainCommandLine()))
	}
	return a.drawLesson(o, reports.Lessons(bank, assess.CompareLessons(set, results), a.explainCommandLine()))
}
