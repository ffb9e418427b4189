package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/reports"
)

type actionsOptions struct {
	paths      []string
	format     string // "" until it is guessed from the output file's extension
	output     string
	width      int
	largePrint bool
	bom        bool
	open       bool
	overdue    bool
	who        string
	since      string
	date       string
}

// actionsFormats lists every format that a plan can be written in.
var actionsFormats = append(inWords[*planning](), formats[*planning]{
	{"json", []string{".json"}, nil, (*planning).json},
	{"csv", []string{".csv"}, []string{"bom"}, (*planning).csv},
	{"text", nil, nil, (*planning).text},
}...)

func (a *app) actionsCommand() *cobra.Command {
	o := &actionsOptions{}
	cmd := &cobra.Command{
		Use:   "actions PATH...",
		Short: "List what was promised: overdue, to do, done",
		Long: `Actions reads the answers files of one or more projects and lists what was
promised, in the order it is due: what is overdue, what is still to do, what is
done and what is no longer planned. A folder stands for all the answers files in
it and in the folders inside it. If several files of a project have the same
promise, it is listed once, and the latest round decides whether it is done.

The web page is made to be printed and put up on a wall. It shows who will do
what, so get their agreement first. To change an action or to say how it went,
use petal assess FILE.`,
		Example: `  # what is overdue and to do, in all projects
  petal actions projects --open

  # a plan for the wall
  petal actions projects -o plan.html

  # what Amira has promised, and a spreadsheet of everything
  petal actions projects --who Amira
  petal actions projects --bom -o plan.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			if err := o.settle(cmd.Flags()); err != nil {
				return err
			}
			return a.actions(o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.open, "open", false, "only what is still to be done, overdue or not")
	flags.BoolVar(&o.overdue, "overdue", false, "only what is overdue")
	flags.StringVar(&o.who, "who", "", "only what the person with this `name` will do")
	flags.StringVar(&o.since, "since", "", "use only answers from this `date` on, such as 2026-11-20")
	flags.IntVar(&o.width, "width", 0, "number of columns; 0 uses the width of the terminal")
	flags.BoolVar(&o.largePrint, "large-print", false, "use large print: 18 points or more")
	flags.BoolVar(&o.bom, "bom", false, "add a byte order mark (Excel needs it)")
	flags.StringVar(&o.date, "date", "", "work out what is overdue on this `date`, such as 2026-11-20 (default today, or SOURCE_DATE_EPOCH)")
	actionsFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

// settle works out options that were not given and refuses those that conflict.
func (o *actionsOptions) settle(flags *pflag.FlagSet) error {
	if err := errors.Join(actionsFormats.settle(&o.format, o.output, o.paths, flags), wideEnough(o.width)); err != nil {
		return err
	}
	switch {
	case len(o.paths) == 0:
		return errors.New("no answers given; name a file or a folder, such as petal actions projects")
	case o.open && o.overdue:
		return errors.New("--open lists what is overdue as well; leave out --open or --overdue")
	case flags.Changed("who") && len(wordsOf(o.who)) == 0:
		return errors.New("--who needs a name")
	}
	return isDate("--since", o.since)
}

func (a *app) actions(o *actionsOptions) error {
	today, err := a.reportDate(o.date)
	if err != nil {
		return err
	}
	bank, err := a.bank()
	if err != nil {
		return err
	}
	if o.paths, err = search(o.paths); err != nil {
		return err
	}
	if err := atMost(o.paths); err != nil {
		return err
	}
	o.paths = onceEach(o.paths)
	sheets, err := a.readSheets(o.paths, bank)
	if err != nil {
		return err
	}
	sheets = slices.DeleteFunc(sheets, func(s *assess.Sheet) bool { return s.Date < o.since })
	if len(sheets) == 0 {
		return fmt.Errorf("none of these answers is from %s or later", o.since)
	}
	what := &planning{a, o, assess.NewPlan(sheets, today).Only(o.wants)}
	return a.output(o.output, o.paths, func(w io.Writer) error { return actionsFormats.write(o.format, what, w) })
}

// wants reports whether an action is to be listed.
func (o *actionsOptions) wants(p assess.Planned) bool {
	switch {
	case o.open && !p.Open(), o.overdue && p.State != assess.StateOverdue:
		return false
	}
	return o.who == "" || names(p.Who, o.who)
}

// names reports whether a text names somebody: "Amira and Tom" names Tom, but not Am.
func names(text, name string) bool {
	in, wanted := wordsOf(text), wordsOf(name)
	for i := range in {
		if len(in)-i >= len(wanted) && slices.EqualFunc(in[i:i+len(wanted)], wanted, strings.EqualFold) {
			return true
		}
	}
	return false
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) })
}

// planning is a plan about to be written.
type planning struct {
	*app
	o    *actionsOptions
	plan *assess.Plan
}

func (p *planning) document() reports.Document { return reports.Plan(p.plan) }

func (p *planning) options() reports.Options {
	options := p.drawing(p.o.width, p.o.output, p.plan.Today)
	options.LargePrint = p.o.largePrint
	return options
}

func (p *planning) json(w io.Writer) error { return reports.PlanJSON(w, p.plan) }

func (p *planning) csv(w io.Writer) error { return reports.PlanCSV(w, p.plan, p.o.bom) }

func (p *planning) text(w io.Writer) error { return reports.Text(w, p.document(), p.options()) }
