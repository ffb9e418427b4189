package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

type reportOptions struct {
	files      []string
	example    bool
	format     string // "" until it is guessed from the output file's extension
	output     string
	view       string
	width      int
	brief      bool
	easy       bool
	onePage    bool
	slide      bool
	largePrint bool
	private    bool
	bom        bool
	date       string
	atLeast    string
	itemMin    float64
}

// reportFormats lists every format that a report can be written in.
var reportFormats = append(inWords[*reporting]("view", "brief", "easy", "one-page", "slide"), formats[*reporting]{
	{"json", []string{".json"}, nil, (*reporting).json},
	{"csv", []string{".csv"}, []string{"bom"}, (*reporting).csv},
	{"junit", []string{".xml"}, []string{"at-least", "item-min"}, (*reporting).junit},
	{"svg", []string{".svg"}, []string{"view"}, (*reporting).svg},
	{"text", nil, []string{"brief", "easy", "one-page", "slide"}, (*reporting).text},
}...)

func (a *app) reportCommand() *cobra.Command {
	o := &reportOptions{view: string(reports.Flower), itemMin: 50}
	cmd := &cobra.Command{
		Use:   "report FILE...",
		Short: "Show where a project stands, why, and what to do next",
		Long: `Report reads the answers files of one project and shows the level, what holds the
project there, the smallest change that would move it up, and the scores for the
values and principles. It can write to the screen, a web page, paper or a file for
other programs. Use it after "petal assess", or with answers that people sent you.
A folder stands for the answers files in it, and - for standard input.`,
		Example: `  # see what a finished report looks like
  petal report --example

  # your own report: ten lines, a web page, or large print for a meeting
  petal report ward7.petal.yaml --brief
  petal report ward7.petal.yaml -o ward7.html
  petal report ward7.petal.yaml --large-print -o ward7-large.html

  # everything a board needs, on one page or on one slide
  petal report ward7.petal.yaml --one-page -o ward7-board.html
  petal report ward7.petal.yaml --slide -o ward7-slide.html

  # a page in easy words, without names, notes or evidence
  petal report ward7.petal.yaml --easy --private -o ward7-easy.html

  # the flower for a slide, a spreadsheet, or test results for a pipeline
  petal report ward7.petal.yaml -o flower.svg
  petal report ward7.petal.yaml --bom -o ward7.csv
  petal report ward7.petal.yaml --at-least engage -o ward7.xml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.files = args
			if err := o.settle(cmd.Flags()); err != nil {
				return err
			}
			return a.report(o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.example, "example", false, "show a made-up example")
	flags.StringVar(&o.view, "view", o.view, "how to draw the result: flower or ladder")
	flags.IntVar(&o.width, "width", 0, "number of columns; 0 uses the width of the terminal")
	flags.BoolVar(&o.brief, "brief", false, "show ten lines only")
	flags.BoolVar(&o.easy, "easy", false, "use easy words: the level, what is good and what to do next")
	flags.BoolVar(&o.onePage, "one-page", false, "keep to one page of A4, for a board")
	flags.BoolVar(&o.slide, "slide", false, "keep to one slide")
	flags.BoolVar(&o.largePrint, "large-print", false, "use large print: 18 points or more, in one column")
	flags.BoolVar(&o.private, "private", false, "leave out names, notes and evidence; if few people answered, show only the level and its range")
	flags.BoolVar(&o.bom, "bom", false, "add a byte order mark (Excel needs it)")
	flags.StringVar(&o.date, "date", "", "`date` to put on the report, such as 2026-11-20 (default today, or SOURCE_DATE_EPOCH)")
	flags.StringVar(&o.atLeast, "at-least", "", "lowest `level` to pass (default the project's own aim)")
	flags.Float64Var(&o.itemMin, "item-min", o.itemMin, "lowest `score` to pass for each principle and value")
	reportFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

// settle works out options that were not given and refuses those that conflict.
func (o *reportOptions) settle(flags *pflag.FlagSet) error {
	err := errors.Join(reportFormats.settle(&o.format, o.output, o.files, flags), oneOf("view", o.view, reports.Views...), wideEnough(o.width))
	if err != nil {
		return err
	}
	var short []string
	for _, f := range []struct {
		name  string
		given bool
	}{{"--brief", o.brief}, {"--easy", o.easy}, {"--one-page", o.onePage}, {"--slide", o.slide}} {
		if f.given {
			short = append(short, f.name)
		}
	}
	if len(short) > 1 {
		return fmt.Errorf("%s cannot be used together; choose one", prose.And(short))
	}
	if o.largePrint && (o.onePage || o.slide) {
		return fmt.Errorf("large print does not fit on one sheet; leave out --large-print or %s", short[0])
	}
	if !(o.itemMin >= 0 && o.itemMin <= 100) { // NaN is neither
		return fmt.Errorf("--item-min %g is not a score; use a number from 0 to 100", o.itemMin)
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
	if o.files, err = expand(o.files); err != nil {
		return err
	}
	result, err := a.evaluate(o)
	if err != nil {
		return err
	}
	whole := result
	if o.private {
		result = result.Private()
	}
	what := &reporting{a, o, result, whole, date}
	return a.output(o.output, o.files, func(w io.Writer) error { return reportFormats.write(o.format, what, w) })
}

// reporting is a result about to be written.
type reporting struct {
	*app
	o      *reportOptions
	result *assess.Result
	whole  *assess.Result // including what a private copy leaves out
	date   string         // the day it is written
}

func (r *reporting) view() reports.View { return reports.View(r.o.view) }

func (r *reporting) document() reports.Document {
	switch {
	case r.o.brief:
		return reports.Brief(r.result)
	case r.o.easy:
		return reports.Easy(r.result)
	case r.o.onePage:
		return reports.OnePage(r.result)
	case r.o.slide:
		return reports.Slide(r.result)
	}
	return reports.Report(r.result)
}

func (r *reporting) options() reports.Options {
	o := r.drawing(r.o.width, r.o.output, r.date)
	o.View, o.LargePrint = r.view(), r.o.largePrint
	return o
}

func (r *reporting) json(w io.Writer) error { return reports.JSON(w, r.result) }

func (r *reporting) csv(w io.Writer) error { return reports.CSV(w, r.result, r.o.bom) }

func (r *reporting) junit(w io.Writer) error {
	var verdicts []assess.Verdict
	level := r.whole.Aim
	if l, err := questions.ParseLevel(r.o.atLeast); err == nil {
		level = &l
	}
	if p := assess.PolicyFor(r.whole, r.result, level, r.o.itemMin); !p.Empty() {
		var err error
		if verdicts, err = assess.Check(p, r.whole, r.whole.Date, nil); err != nil {
			return err
		}
	}
	if r.o.private {
		verdicts = r.whole.PrivateVerdicts(verdicts)
	}
	return reports.JUnit(w, r.result, verdicts, r.date)
}

func (r *reporting) svg(w io.Writer) error { return reports.SVG(w, r.result, r.view()) }

func (r *reporting) text(w io.Writer) error { return reports.Text(w, r.document(), r.options()) }

// reportDate returns the date to put on a report: the date given, the one in
// SOURCE_DATE_EPOCH, or today.
func (a *app) reportDate(given string) (string, error) {
	if given != "" {
		return given, isDate("--date", given)
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

// isDate checks that the value of a flag is a date or empty.
func isDate(flag, value string) error {
	if _, err := time.Parse(time.DateOnly, value); err != nil && value != "" {
		return fmt.Errorf("%s %q is not a date; write it as 2026-11-20", flag, value)
	}
	return nil
}

func (a *app) evaluate(o *reportOptions) (*assess.Result, error) {
	switch {
	case o.example && len(o.files) > 0:
		return nil, errors.New("--example does not take a file; leave one of them out")
	case o.example && a.bankPath != "":
		return nil, errors.New("--example uses the built-in questions; leave out --bank")
	case o.example:
		bank := questions.Default()
		answers, err := assess.Example(bank)
		if err != nil {
			return nil, err
		}
		return assess.Evaluate(bank, answers), nil
	case len(o.files) == 0:
		return nil, errors.New("no answers given; name a file, or try petal report --example")
	}
	bank, err := a.bank()
	if err != nil {
		return nil, err
	}
	sheets, err := a.readTogether(o.files, bank)
	if err != nil {
		return nil, err
	}
	return assess.EvaluateAll(bank, sheets)
}
