package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

type portfolioOptions struct {
	paths       []string
	format      string // "" until it is guessed from the output file's extension
	output      string
	width       int
	largePrint  bool
	private     bool
	bom         bool
	long        bool
	allRounds   bool
	by          string
	since       string
	sort        string
	stale       string
	skipInvalid bool
	date        string
}

// portfolioFormats lists every format that a portfolio can be written in. A row is
// one project, so the formats that write rows have no private copy.
var portfolioFormats = append(inWords[*portfolio]("by", "private"), formats[*portfolio]{
	{"json", []string{".json"}, []string{"by", "private"}, (*portfolio).json},
	{"csv", []string{".csv"}, []string{"bom", "long"}, (*portfolio).csv},
	{"ndjson", []string{".ndjson", ".jsonl"}, nil, (*portfolio).ndjson},
}...)

func (a *app) portfolioCommand() *cobra.Command {
	o := &portfolioOptions{sort: assess.SortName, stale: "12m"}
	cmd := &cobra.Command{
		Use:   "portfolio PATH...",
		Short: "Show many projects in one picture",
		Long: `Portfolio reads the answers files of many projects and shows how many are at each
level, how far they are from their aims, what is hard and what goes well across
them, who has not been heard, and which promises are overdue. Each project is
shown as it was in its latest round. PATH is a file, a pattern such as
"answers/2026-*", or a folder; Petal looks in that folder, and in the folders
inside it, for names that end in .petal.yaml. Use it for a board, or to see where
teams need help.

It is not a league table: the right level is the one that fits a project's aim.`,
		Example: `  # every project in a folder
  petal portfolio answers/

  # a page for the board, and one that can be passed on
  petal portfolio answers/ -o board.html
  petal portfolio answers/ --private -o board-public.html

  # the teams side by side, and the projects with the most overdue actions first
  petal portfolio answers/ --by team --sort overdue

  # every round as rows, for a spreadsheet or a database
  petal portfolio answers/ --all-rounds -o projects.csv
  petal portfolio answers/ --all-rounds -o scores.ndjson`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			if err := o.settle(cmd.Flags()); err != nil {
				return err
			}
			return a.portfolio(o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.allRounds, "all-rounds", false, "show every round of each project, not only the latest")
	flags.StringVar(&o.by, "by", "", "also count by: team")
	flags.StringVar(&o.since, "since", "", "leave out answers from before this `date`, such as 2026-01-01")
	flags.StringVar(&o.sort, "sort", o.sort, "`order` of the projects: name, team, level, aim, date or overdue")
	flags.StringVar(&o.stale, "stale", o.stale, "`age` at which answers count as old, such as 12m, 26w or 180d")
	flags.BoolVar(&o.skipInvalid, "skip-invalid", false, "leave out files that are not valid, and say how many")
	flags.IntVar(&o.width, "width", 0, "number of columns; 0 uses the width of the terminal")
	flags.BoolVar(&o.largePrint, "large-print", false, "use large print: 18 points or more, in one column")
	flags.BoolVar(&o.private, "private", false, "leave out single projects, counts below five and means of fewer than five")
	flags.BoolVar(&o.long, "long", false, "write a row for each score instead of one for each project")
	flags.BoolVar(&o.bom, "bom", false, "add a byte order mark (Excel needs it)")
	flags.StringVar(&o.date, "date", "", "`date` to put on the report, such as 2026-11-20 (default today, or SOURCE_DATE_EPOCH)")
	markWords(flags, "sort", assess.Sorts)
	markWords(flags, "by", []string{byTeam})
	portfolioFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

const byTeam = "team"

// settle works out options that were not given and refuses those that conflict.
func (o *portfolioOptions) settle(flags *pflag.FlagSet) error {
	err := errors.Join(
		portfolioFormats.settle(&o.format, o.output, o.paths, flags),
		oneOf("order", o.sort, assess.Sorts...),
		wideEnough(o.width),
	)
	if err == nil && o.by != "" {
		err = oneOf("way to count", o.by, byTeam)
	}
	if err != nil {
		return err
	}
	switch {
	case len(o.paths) == 0:
		return errors.New("no answers given; name a folder, such as petal portfolio answers/")
	case o.private && o.allRounds:
		return errors.New("--private and --all-rounds cannot be used together: one project with five rounds would be counted as five")
	case o.private && o.by == byTeam:
		return errors.New("--private and --by team cannot be used together: taking one count from another could give a count below five")
	case o.private && flags.Changed("sort"):
		return errors.New("--private leaves out single projects, so there is nothing to sort; leave out --sort")
	}
	return isDate("--since", o.since)
}

func (a *app) portfolio(o *portfolioOptions) error {
	date, err := a.reportDate(o.date)
	if err != nil {
		return err
	}
	stale, err := assess.DayBefore(date, o.stale)
	if err != nil {
		return fmt.Errorf("--stale: %w", err)
	}
	bank, err := a.bank()
	if err != nil {
		return err
	}
	// A portfolio needs more memory than the limit that main sets, and at that limit
	// Go would collect garbage all the time.
	debug.SetMemoryLimit(math.MaxInt64)
	debug.SetGCPercent(200)
	paths, err := search(o.paths)
	if err != nil {
		return err
	}
	paths = onceEach(paths)
	entries, problems := a.readEntries(paths, bank)
	skipped := len(paths) - len(entries)
	if skipped > 0 {
		a.printError(problems)
	}
	switch {
	case len(entries) == 0:
		return errors.New("none of the files is valid, so there is nothing to show")
	case skipped > 0 && !o.skipInvalid:
		return fmt.Errorf("%d of %s cannot be used; correct the mistakes, or use --skip-invalid to leave such files out", skipped, prose.Count(len(paths), "file", "files"))
	}
	if !o.private {
		a.tellSpellings(assess.EntrySpellings(entries))
	}
	p := assess.NewPortfolio(bank, workOut(entries, bank, date, o.allRounds), assess.Choice{
		Day: date, AllRounds: o.allRounds, Since: o.since, Stale: stale, ByTeam: o.by == byTeam, Sort: o.sort,
	})
	p.Files, p.Skipped = len(entries), skipped
	if o.private {
		p = p.Private()
	}
	what := &portfolio{a, o, p, date}
	return a.output(o.output, paths, func(w io.Writer) error { return portfolioFormats.write(o.format, what, w) })
}

// portfolio holds many projects about to be written.
type portfolio struct {
	*app
	o    *portfolioOptions
	of   *assess.Portfolio
	date string // the day it is written
}

func (p *portfolio) document() reports.Document { return reports.Portfolio(p.of) }

func (p *portfolio) options() reports.Options {
	o := p.drawing(p.o.width, p.o.output, p.date)
	o.LargePrint = p.o.largePrint
	return o
}

func (p *portfolio) json(w io.Writer) error { return reports.PortfolioJSON(w, p.of) }

func (p *portfolio) csv(w io.Writer) error {
	if p.o.long {
		return reports.PortfolioLongCSV(w, p.of, p.o.bom)
	}
	return reports.PortfolioCSV(w, p.of, p.o.bom)
}

func (p *portfolio) ndjson(w io.Writer) error { return reports.PortfolioNDJSON(w, p.of) }
