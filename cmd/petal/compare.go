package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

type compareOptions struct {
	files      []string
	by         string
	format     string // "" until it is guessed from the output file's extension
	output     string
	width      int
	largePrint bool
	date       string
	failOnFall bool
	private    bool
	tolerance  float64
}

// roundFormats lists every format that a comparison of rounds can be written in;
// sideFormats does the same for perspectives. Only rounds can be drawn as a chart.
var (
	roundFormats = append(inWords[*rounds](),
		format[*rounds]{"json", []string{".json"}, nil, (*rounds).json},
		format[*rounds]{"svg", []string{".svg"}, nil, (*rounds).svg})
	sideFormats = append(inWords[*perspectives](),
		format[*perspectives]{"json", []string{".json"}, nil, (*perspectives).json})
)

// What to compare.
const (
	byRound       = "round"
	byPerspective = "perspective"
)

func (a *app) compareCommand() *cobra.Command {
	o := &compareOptions{by: byRound}
	cmd := &cobra.Command{
		Use:   "compare FILE...",
		Short: "Compare rounds or perspectives of one project",
		Long: `Compare reads the answers files of one project and shows its rounds side by side:
the level, stages and scores then and now, which answers changed them, what was
promised and what came of it. Files from the same round are combined; if they are
all from one round, Petal compares them by date. Use it to prepare for a meeting
that looks back on the work.

With --by perspective it shows how different groups answered in one round.

A folder stands for the answers files in it.`,
		Example: `  # what changed since the last round, and why
  petal compare before-*.petal.yaml after-*.petal.yaml

  # the level and the scores as a chart, for a slide
  petal compare answers/ -o rounds.svg

  # staff, carers and people with lived experience, for the meeting
  petal compare during-*.petal.yaml --by perspective -o during.html

  # in a pipeline: fail when the level or any score fell by more than 5
  petal compare before-*.petal.yaml after-*.petal.yaml --fail-on-fall --tolerance 5`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.files = args
			if err := o.settle(cmd.Flags()); err != nil {
				return err
			}
			return a.compare(o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.by, "by", o.by, "what to compare: round or perspective")
	flags.IntVar(&o.width, "width", 0, "number of columns; 0 uses the width of the terminal")
	flags.BoolVar(&o.largePrint, "large-print", false, "use large print: 18 points or more, in one column")
	flags.StringVar(&o.date, "date", "", "`date` to put on the report, such as 2026-11-20 (default today, or SOURCE_DATE_EPOCH)")
	flags.BoolVar(&o.failOnFall, "fail-on-fall", false, "exit with code 1 if the level or any score is lower in the last round than in the one before")
	flags.Float64Var(&o.tolerance, "tolerance", 0, "`points` out of 100 that a score can fall without failing")
	flags.BoolVar(&o.private, "private", false, "leave out names, notes and evidence; if few people answered, show only the level and its range")
	roundFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

// settle works out options that were not given and refuses those that conflict.
func (o *compareOptions) settle(flags *pflag.FlagSet) error {
	if err := oneOf("way to compare", o.by, byRound, byPerspective); err != nil {
		return err
	}
	settle := roundFormats.settle
	if o.by == byPerspective {
		settle = sideFormats.settle
	}
	if err := errors.Join(settle(&o.format, o.output, o.files, flags), wideEnough(o.width)); err != nil {
		return err
	}
	switch {
	case len(o.files) == 0:
		return errors.New("no answers given; name the files for one project, such as petal compare before.petal.yaml after.petal.yaml")
	case !(o.tolerance >= 0 && o.tolerance <= 100): // NaN is neither
		return fmt.Errorf("--tolerance %g is out of range; use a number from 0 to 100", o.tolerance)
	case flags.Changed("tolerance") && !o.failOnFall:
		return errors.New("--tolerance only works with --fail-on-fall")
	case o.failOnFall && o.by == byPerspective:
		return errors.New("--fail-on-fall compares rounds; leave out --by perspective")
	}
	return nil
}

func (a *app) compare(o *compareOptions) error {
	date, err := a.reportDate(o.date)
	if err != nil {
		return err
	}
	bank, err := a.bank()
	if err != nil {
		return err
	}
	if o.files, err = expand(o.files); err != nil {
		return err
	}
	sheets, err := a.readSheets(o.files, bank)
	if err != nil {
		return err
	}
	if o.by == byPerspective {
		return a.compareSides(o, bank, sheets, date)
	}
	times, err := assess.Times(bank, sheets)
	if err != nil {
		return err
	}
	if len(times) < 2 {
		return oneTime(o, sheets)
	}
	then, now := times[len(times)-2], times[len(times)-1]
	falls := assess.Falls(then.Result, now.Result, o.tolerance)
	fell := len(falls) > 0
	all := assess.Compare(bank, times)
	if o.private {
		all, falls = all.Private(), assess.PrivateFalls(then.Result, now.Result, falls)
	}
	c := &rounds{a, o, date, all, falls}
	if err := a.output(o.output, o.files, func(w io.Writer) error { return roundFormats.write(o.format, c, w) }); err != nil {
		return err
	}
	if !o.failOnFall || !fell {
		return nil
	}
	fallen := assess.Furthest(falls, 10)
	if len(fallen) == 0 {
		fallen = []string{"scores, which this private copy does not show"}
	}
	said := fmt.Sprintf("lower than in the round %q (%s), counting only what is certain:\n  %s", then.Round, then.To, strings.Join(fallen, "\n  "))
	if came := c.all.Steps[len(c.all.Steps)-1].Came; len(came) > 0 {
		said += "\n" + assess.NewVoices(came)
	}
	return &failure{said}
}

// failure is a result that makes the command fail. Its message is printed without
// "check failed" before it.
type failure struct{ says string }

func (f *failure) Error() string { return f.says }
func (f *failure) Unwrap() error { return errFailed }

// oneTime says what to do with files that are all from one round.
func oneTime(o *compareOptions, sheets []*assess.Sheet) error {
	if len(sheets) == 1 {
		return fmt.Errorf("%s is from one round, so there is nothing to compare it with; name another file, or use petal report %s", o.files[0], shellWord(o.files[0]))
	}
	return fmt.Errorf("all of these are from the round %q; use petal report to combine them, or petal compare --by perspective to compare who answered", sheets[0].Round)
}

func (a *app) compareSides(o *compareOptions, bank *questions.Bank, sheets []*assess.Sheet, date string) error {
	all, err := assess.EvaluateAll(bank, sheets)
	if err != nil {
		return err
	}
	sides := assess.Sides(all)
	if len(sides) < 2 {
		return fmt.Errorf("everyone who answered is from one perspective, %s, so there is nothing to compare", sides[0].Perspective)
	}
	if o.private {
		all, sides = all.Private(), assess.PrivateSides(all)
	}
	c := &perspectives{a, o, date, all, sides}
	return a.output(o.output, o.files, func(w io.Writer) error { return sideFormats.write(o.format, c, w) })
}

// rounds is a comparison of rounds.
type rounds struct {
	*app
	o     *compareOptions
	date  string // the day it is written
	all   *assess.Comparison
	falls []assess.Fall
}

func (r *rounds) document() reports.Document { return reports.Rounds(r.all) }

func (r *rounds) options() reports.Options { return r.o.drawing(r.app, r.date) }

// drawing returns the options for drawing a comparison.
func (o *compareOptions) drawing(a *app, date string) reports.Options {
	options := a.drawing(o.width, o.output, date)
	options.LargePrint = o.largePrint
	return options
}

func (r *rounds) json(w io.Writer) error { return reports.CompareJSON(w, r.all, r.falls) }

func (r *rounds) svg(w io.Writer) error { return reports.RoundsSVG(w, r.all) }

// perspectives is a comparison of the perspectives in one round.
type perspectives struct {
	*app
	o     *compareOptions
	date  string // the day it is written
	all   *assess.Result
	sides []assess.Side
}

func (p *perspectives) document() reports.Document { return reports.Perspectives(p.all, p.sides) }

func (p *perspectives) options() reports.Options { return p.o.drawing(p.app, p.date) }

func (p *perspectives) json(w io.Writer) error { return reports.SidesJSON(w, p.all, p.sides) }
