package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
	"github.com/petal-check/petal/reports"
)

type learnOptions struct {
	file       string // a session to continue; "" for a new one
	room       bool
	count      int
	levelIDs   []string
	seed       int // negative: take one from the clock
	group      string
	people     int
	save       string // "" for the default name in a room, or for no file when alone
	noSave     bool
	results    []string
	print      bool
	pack       bool
	force      bool
	format     string // "" until it is guessed from the output file's extension
	output     string
	largePrint bool
	scenarios  string
	accessible bool

	levels []questions.Level
}

// learnFormats lists every format that hand-outs and results can be written in.
var learnFormats = inWords[drawn]()

func (a *app) learnCommand() *cobra.Command {
	o := &learnOptions{count: 8}
	cmd := &cobra.Command{
		Use:   "learn [FILE]",
		Short: "Practise recognising the levels, alone or in a group",
		Long: `Learn shows short stories and asks which level each one is at. On your own, you
guess, then see the answer, what your guess missed and what would move the story
up. With --room, a trainer types in the room's votes. Petal shows how the votes
are spread, with a question to discuss; the room votes again, then sees the
answer.

A session with a room is saved after every vote, in a file named after the date or
in the one you name with --save. Stop whenever you like, and run petal learn with
the file to carry on.

Use it before people answer about their own project, and again after training.
Use --results to compare sessions, --print to write a handout, and --pack to
write all the pages for a session: the trainer's notes, the stories, the answers,
a sign-up form and a feedback form.`,
		Example: `  # eight stories on your own
  petal learn

  # run a session with a group of twelve
  petal learn --room --people 12 --seed 7 --save before.yaml

  # carry on where you stopped
  petal learn before.yaml

  # write all the pages for that session, to print
  petal learn --pack --seed 7 -o session

  # compare results from before and after training
  petal learn --results before.yaml after.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 && len(o.results) == 0 {
				return fmt.Errorf("petal learn carries on with one session; to compare sessions, run petal learn --results %s", strings.Join(args, " "))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(o.results) > 0 {
				o.results = append(o.results, args...)
			} else if len(args) == 1 {
				o.file = args[0]
			}
			if !cmd.Flags().Changed("seed") {
				o.seed = -1
			} else if o.seed < 0 || o.seed > assess.MaxSeed {
				return fmt.Errorf("--seed %d is out of range; use 0 to %d", o.seed, assess.MaxSeed)
			}
			if err := o.check(cmd); err != nil {
				return err
			}
			formats := learnFormats
			if o.pack {
				formats, o.format = packFormats, cmp.Or(o.format, "html") // a folder has no extension to guess from
			}
			if o.print && o.format == "" && (o.output == "" || o.output == "-") {
				o.format = "markdown" // it is for printing, not for a terminal
			}
			if err := formats.settle(&o.format, o.output, o.results, cmd.Flags()); err != nil {
				return err
			}
			return a.learn(o)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&o.room, "room", false, "run a group session: vote, talk, then vote again")
	flags.IntVar(&o.people, "people", 0, "`number` of people in the room, to compare with every show of hands")
	flags.IntVar(&o.count, "count", o.count, "number of stories")
	flags.StringSliceVar(&o.levelIDs, "level", nil, "only stories at these levels, such as engage,co-design")
	flags.IntVar(&o.seed, "seed", 0, "use the same stories again: the `number` shown at the end of a session")
	flags.StringVar(&o.save, "save", "", "save the session in a new `file` (default with --room: levels- and the date)")
	flags.BoolVar(&o.noSave, "no-save", false, "do not save the session")
	flags.StringVar(&o.group, "group-name", "", "`name` of the group, saved with the results")
	flags.StringArrayVar(&o.results, "results", nil, "show the results in a `file`, or compare those in several files or a folder")
	flags.BoolVar(&o.print, "print", false, "write a handout instead of asking questions")
	flags.BoolVar(&o.pack, "pack", false, "write all the pages for a session into the folder given with -o")
	flags.BoolVar(&o.force, "force", false, "with --pack, replace pages that are already in the folder")
	flags.StringVar(&o.scenarios, "scenarios", "", "`file` of stories to use instead of the built-in ones")
	flags.BoolVar(&o.accessible, "accessible", false, "ask line by line, without redrawing the screen or drawing bars")
	flags.BoolVar(&o.largePrint, "large-print", false, "use large print: 18 points or more, in one column")
	learnFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

// check checks that the flags go together, and parses those that are words.
func (o *learnOptions) check(cmd *cobra.Command) error {
	var problems []error
	clash := func(with string, flags ...string) {
		for _, f := range flags {
			if cmd.Flags().Changed(f) {
				problems = append(problems, fmt.Errorf("--%s and %s cannot be used together; leave one out", f, with))
			}
		}
	}
	switch {
	case len(o.results) > 0:
		clash("--results", "room", "people", "count", "level", "seed", "save", "no-save", "group-name", "print", "pack")
	case o.file != "":
		clash("FILE", "room", "count", "level", "seed", "save", "no-save", "group-name", "print", "pack")
	case o.pack:
		clash("--pack", "room", "people", "save", "no-save", "group-name", "print")
	case o.print:
		clash("--print", "people", "save", "no-save", "group-name")
	}
	switch asks := len(o.results) == 0 && !o.print && !o.pack; {
	case asks && o.output != "":
		problems = append(problems, errors.New("-o only works with --print, --pack or --results; use --save to name the file of a session"))
	case o.save != "" && o.noSave:
		clash("--save", "no-save")
	case cmd.Flags().Changed("people") && !o.room && o.file == "" && asks:
		problems = append(problems, errors.New("--people only works with --room"))
	}
	if o.force && !o.pack {
		problems = append(problems, errors.New("--force only works with --pack"))
	}
	if o.pack && (o.output == "" || o.output == "-") {
		problems = append(problems, errors.New("--pack writes several pages; name a folder for them with -o"))
	}
	if o.count < 1 {
		problems = append(problems, fmt.Errorf("--count %d is too low; use 1 or more", o.count))
	}
	if cmd.Flags().Changed("people") {
		if err := assess.PartOf("people").Check(strconv.Itoa(o.people)); err != nil {
			problems = append(problems, fmt.Errorf("--people: %w", err))
		}
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
	if o.file != "" {
		return a.goOnLearning(o, bank, set)
	}
	stories, err := a.chooseStories(o, set)
	if err != nil {
		return err
	}
	if o.pack {
		return a.writePack(o, bank, stories)
	}
	if o.print {
		return a.drawLesson(o, reports.Handout(bank, set, stories, a.lessonCommand(o, true)))
	}
	return a.startLearning(o, bank, set, stories)
}

// chooseStories chooses stories as the flags say, and says so if there are fewer.
func (a *app) chooseStories(o *learnOptions, set *questions.ScenarioSet) ([]*questions.Scenario, error) {
	if o.seed < 0 {
		o.seed = int(a.now().UnixMicro()%9999) + 1
	}
	stories := assess.ChooseScenarios(set, o.count, o.levels, o.seed)
	if len(stories) == 0 {
		return nil, fmt.Errorf("%s has no story at %s", set.ID, strings.Join(o.levelIDs, ", "))
	}
	if len(stories) < o.count {
		a.tell("Only %s available; you asked for %d.", prose.Count(len(stories), "story is", "stories are"), o.count)
	}
	return stories, nil
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

// lessonCommand returns the command that shows the same stories again.
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
	return strings.Join(append(words, a.sources(o)...), " ")
}

// sources returns the flags that name the stories and the bank.
func (a *app) sources(o *learnOptions) []string {
	var words []string
	if o.scenarios != "" {
		words = append(words, "--scenarios "+shellWord(prose.Visible(o.scenarios)))
	}
	if a.bankPath != "" {
		words = append(words, "--bank "+shellWord(prose.Visible(a.bankPath)))
	}
	return words
}

// explainCommandLine returns the command that explains a level of the bank in use,
// without the level itself.
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

// showLessons shows the results of one session, or of several side by side.
func (a *app) showLessons(o *learnOptions, bank *questions.Bank, set *questions.ScenarioSet) error {
	if err := o.expandResults(); err != nil {
		return err
	}
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
		if l.Voted() == 0 {
			return fmt.Errorf("%s has no votes yet; to carry on with it, run petal learn %s", path, shellWord(path))
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

// isSession and isAnswers match the text of a session file and of an answers file,
// but no other file of Petal's.
var (
	isSession = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^[{\s]*"?petal-lesson"?\s*:`) })
	isAnswers = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^[{\s]*"?petal"?\s*:`) })
)

// expandResults replaces every folder with the session files in it, by name. It does
// not look in subfolders.
func (o *learnOptions) expandResults() error {
	var all []string
	for _, path := range o.results {
		if !isFolder(path) {
			all = append(all, path)
			continue
		}
		entries, err := os.ReadDir(path)
		if err != nil {
			return fmt.Errorf("read results: %w", err)
		}
		before := len(all)
		for _, e := range entries {
			file := filepath.Join(path, e.Name())
			if ending := strings.ToLower(filepath.Ext(file)); ending != ".yaml" && ending != ".yml" || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			if text, err := answersfile.Read(file); err == nil && isSession().Match(text) {
				all = append(all, file)
			}
		}
		if len(all) == before {
			return fmt.Errorf("the folder %s has no petal learn sessions in it", path)
		}
		if err := checkFound(all[before:]); err != nil {
			return err
		}
	}
	o.results = all
	return nil
}
