package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

type reportOptions struct {
	files      []string
	example    bool
	format     string // "" until it is guessed from the output's ending
	output     string
	view       string
	width      int
	brief      bool
	easy       bool
	largePrint bool
	private    bool
	mark       bool
	date       string
	atLeast    string
	itemMin    float64
}

var reportFormats = []string{"terminal", "markdown", "html", "json", "csv", "junit", "svg"}

// reportFlags is the flags that only some formats know.
var reportFlags = map[string][]string{
	"view":        {"terminal", "markdown", "html", "svg"},
	"width":       {"terminal"},
	"brief":       {"terminal"},
	"easy":        {"terminal", "markdown", "html"},
	"large-print": {"html"},
	"bom":         {"csv"},
	"at-least":    {"junit"},
	"item-min":    {"junit"},
}

func (a *app) reportCommand() *cobra.Command {
	o := &reportOptions{view: string(reports.Flower), itemMin: 50}
	cmd := &cobra.Command{
		Use:   "report FILE...",
		Short: "Show where a project stands, why, and what to do next",
		Long: `Report reads answers files of one project and shows the level, what holds it
there, the smallest change that would move it up, and the scores for the values
and principles: on the screen, as a page, for paper or for other programs. Use
it after "petal assess", or on answers that came another way.`,
		Example: `  # a finished assessment, to see what you will get
  petal report --example

  # your own: ten lines, a page for the board, large print for the meeting
  petal report ward7.petal.yaml --brief
  petal report ward7.petal.yaml -o ward7.html
  petal report ward7.petal.yaml --large-print -o ward7-large.html

  # the page in easy words, without names, notes and evidence
  petal report ward7.petal.yaml --easy --private -o ward7-easy.html

  # the flower for a slide, a spreadsheet, test results for a pipeline
  petal report ward7.petal.yaml -o flower.svg
  petal report ward7.petal.yaml --bom -o ward7.csv
  petal report ward7.petal.yaml --at-least engage -o ward7.xml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.files = args
			if err := o.settle(cmd.Flags().Changed); err != nil {
				return err
			}
			return a.report(o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.example, "example", false, "report on a built-in, made-up assessment")
	flags.StringVarP(&o.format, "format", "f", "", strings.Join(reportFormats, ", ")+"; by the output's ending, else terminal")
	flags.StringVarP(&o.output, "output", "o", "", "`file` to write; - is standard output")
	flags.StringVar(&o.view, "view", o.view, "flower or ladder")
	flags.IntVar(&o.width, "width", 0, "columns to use; 0 asks the terminal")
	flags.BoolVar(&o.brief, "brief", false, "ten lines (terminal)")
	flags.BoolVar(&o.easy, "easy", false, "in easy words: the level, what is good, what to do next")
	flags.BoolVar(&o.largePrint, "large-print", false, "18 points and up, in one column (html)")
	flags.BoolVar(&o.private, "private", false, "leave out names, notes, evidence and who answered alone")
	flags.BoolVar(&o.mark, "bom", false, "begin with a byte order mark, for some spreadsheets (csv)")
	flags.StringVar(&o.date, "date", "", "`day` the report is written, 2026-11-20; default today, or SOURCE_DATE_EPOCH")
	flags.StringVar(&o.atLeast, "at-least", "", "`level` to reach; default the project's own aim (junit)")
	flags.Float64Var(&o.itemMin, "item-min", o.itemMin, "least score of each principle and value (junit)")
	cmd.MarkFlagsMutuallyExclusive("brief", "easy")
	return cmd
}

// settle guesses what was left open and refuses what does not fit together.
func (o *reportOptions) settle(given func(flag string) bool) error {
	if err := errors.Join(settleFormat(&o.format, o.output, o.files, reportFormats), oneOf("view", o.view, reports.Views...), wideEnough(o.width)); err != nil {
		return err
	}
	for _, flag := range slices.Sorted(maps.Keys(reportFlags)) {
		if formats := reportFlags[flag]; given(flag) && !slices.Contains(formats, o.format) {
			return fmt.Errorf("--%s is for %s, not for %s", flag, strings.Join(formats, ", "), o.format)
		}
	}
	if o.itemMin < 0 || o.itemMin > 100 {
		return fmt.Errorf("--item-min %g is not a score; use 0 to 100", o.itemMin)
	}
	if o.atLeast != "" {
		return oneOf("level", o.atLeast, questions.LevelIDs()...)
	}
	return nil
}

func (a *app) report(o *reportOptions) error {
	date, err := a.reportDate(o.date)
	if err != nil {
		return err
	}
	result, err := a.evaluate(o)
	if err != nil {
		return err
	}
	if o.private {
		result = result.Private()
	}
	return a.output(o.output, o.files, func(w io.Writer) error { return a.writeReport(w, result, o, date) })
}

func (a *app) writeReport(w io.Writer, result *assess.Result, o *reportOptions, date string) error {
	view := reports.View(o.view)
	switch o.format {
	case "markdown":
		return reports.Markdown(w, result, reports.MarkdownOptions{View: view, Easy: o.easy, Date: date})
	case "html":
		return reports.HTML(w, result, reports.HTMLOptions{View: view, LargePrint: o.largePrint, Easy: o.easy, Date: date})
	case "json":
		return reports.JSON(w, result)
	case "csv":
		return reports.CSV(w, result, o.mark)
	case "junit":
		level := result.Answers.Aim
		if l, err := questions.ParseLevel(o.atLeast); err == nil {
			level = &l
		}
		return reports.JUnit(w, result, assess.Thresholds(result, level, o.itemMin), date)
	case "svg":
		return reports.SVG(w, result, view)
	}
	t := a.terminalOptions(o.width, o.output)
	t.View, t.Easy = view, o.easy
	if o.brief {
		return reports.Brief(w, result, t)
	}
	return reports.Terminal(w, result, t)
}

// reportDate is the day a report says it was written: the one given, that of
// SOURCE_DATE_EPOCH, or today.
func (a *app) reportDate(given string) (string, error) {
	if given != "" {
		if _, err := time.Parse(time.DateOnly, given); err != nil {
			return "", fmt.Errorf("--date %q is not a day; write it as 2026-11-20", given)
		}
		return given, nil
	}
	if epoch := a.getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if day := time.Unix(seconds, 0).UTC(); err == nil && day.Year() >= 1 && day.Year() <= 9999 {
			return day.Format(time.DateOnly), nil
		}
		return "", fmt.Errorf("SOURCE_DATE_EPOCH %q is not a number of seconds", epoch)
	}
	return a.now().Format(time.DateOnly), nil
}

func (a *app) evaluate(o *reportOptions) (*assess.Result, error) {
	switch {
	case o.example && len(o.files) > 0:
		return nil, errors.New("--example needs no file; leave one of them out")
	case o.example:
		bank := questions.Default()
		answers, err := assess.Example(bank)
		if err != nil {
			return nil, err
		}
		return assess.Evaluate(bank, answers), nil
	case len(o.files) == 0:
		return nil, errors.New("which answers? name a file, or see petal report --example")
	}
	bank, err := a.bank()
	if err != nil {
		return nil, err
	}
	if o.files, err = expand(o.files); err != nil {
		return nil, err
	}
	sheets, err := readSheets(o.files, bank)
	if err != nil {
		return nil, err
	}
	return assess.EvaluateAll(bank, sheets)
}
