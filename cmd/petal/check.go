package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
	"github.com/petal-check/petal/reports"
)

type checkOptions struct {
	files   []string
	policy  string
	format  string // "" until it is guessed from the output file's extension
	output  string
	date    string
	width   int
	large   bool
	private bool

	// The rules given as flags; each overrides the same rule in the policy.
	atLeast      string
	principles   float64
	heard        float64
	items        []string
	perspectives []string
	evidence     string
	maxAge       string
	noFallSince  string
	fullDepth    bool
	needBank     string
	noCopies     bool
	allowLimit   []string
}

// checkFormats lists every format that verdicts can be written in.
var checkFormats = append(inWords[*checking](), formats[*checking]{
	{"json", []string{".json"}, nil, (*checking).json},
	{"junit", []string{".xml"}, nil, (*checking).junit},
	{"github", nil, nil, (*checking).github},
}...)

func (a *app) checkCommand() *cobra.Command {
	o := &checkOptions{}
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Check a project against what was promised",
		Long: `Check compares an assessment with the rules you set. For each rule it says
whether it was met, what was needed, what the result is, and which answers to
look at. Use it in a pipeline, before a board meeting, or before the next stage
of a project.

Give the rules as flags, in a policy file, or both. A flag overrides the same
rule in the file. Levels and scores count only what people know, so answering
"we don't know yet" never helps.

The exit code is 0 if every rule is met, 1 if any is not, and 2 if Petal cannot
tell because a file is missing or has mistakes. A folder stands for the answers
files in it.`,
		Example: `  # at least "engage", with no principle below 25
  petal check ward7.petal.yaml --at-least engage --principles 25

  # the level the project aims for, with answers from both staff and people with lived experience
  petal check during-*.petal.yaml --at-least aim --perspectives staff,lived-experience

  # rules from a policy file, shown as annotations on a pull request
  petal check during-*.petal.yaml --policy petal-policy.yaml -f github`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.files = args
			return a.check(o, cmd.Flags())
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&o.policy, "policy", "", "policy `file` with the rules")
	flags.StringVar(&o.atLeast, "at-least", "", "lowest `level` allowed, or aim: the level the files say they aim for")
	flags.Float64Var(&o.principles, "principles", 0, "lowest `score` allowed for any principle")
	flags.Float64Var(&o.heard, "heard", 0, "lowest `score` allowed for any HEARD value")
	flags.StringArrayVar(&o.items, "item", nil, "lowest score allowed for one principle or value, such as `payment=60`; can be repeated")
	flags.StringSliceVar(&o.perspectives, "perspectives", nil, "`who` must have answered, such as staff,lived-experience")
	flags.StringVar(&o.evidence, "evidence", "", "answers at this `level` or above need evidence")
	flags.StringVar(&o.maxAge, "max-age", "", "how old answers can be, in `days` or weeks, such as 180d or 26w")
	flags.StringVar(&o.noFallSince, "no-fall-since", "", "fail if anything is lower than in these earlier answers: a `pattern` in quotes, such as 'before-*.petal.yaml'")
	flags.BoolVar(&o.fullDepth, "full", false, "accept only answers to the full check")
	flags.StringVar(&o.needBank, "need-bank", "", "accept only answers to this `bank`: built-in, or a digest")
	flags.BoolVar(&o.noCopies, "no-copies", false, "fail if two files have exactly the same answers")
	flags.StringSliceVar(&o.allowLimit, "allow-limit", nil, "accept a lower level because of a limit, if a note explains it: `law=consult`; also contract, safety, time")
	flags.BoolVar(&o.private, "private", false, "leave out file names, notes and individual answers; if few people answered, show only the level and its range")
	flags.StringVar(&o.date, "date", "", "work out how old answers are on this `date`, such as 2026-11-20 (default today, or SOURCE_DATE_EPOCH)")
	flags.IntVar(&o.width, "width", 0, "number of columns; 0 uses the width of the terminal")
	flags.BoolVar(&o.large, "large-print", false, "use large print: 18 points or more, in one column")
	checkFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

func (a *app) check(o *checkOptions, flags *pflag.FlagSet) error {
	if len(o.files) == 0 {
		return errors.New("no answers given; name the files for one project and round, such as petal check ward7.petal.yaml --at-least engage")
	}
	if err := errors.Join(checkFormats.settle(&o.format, o.output, o.files, flags), wideEnough(o.width)); err != nil {
		return err
	}
	a.annotates = o.format == "github"
	date, err := a.reportDate(o.date)
	if err != nil {
		return err
	}
	bank, err := a.bank()
	if err != nil {
		return err
	}
	policy, base, err := o.rules(bank, flags.Changed)
	if err != nil {
		return err
	}
	if o.files, err = expand(o.files); err != nil {
		return err
	}
	sheets, err := a.readTogether(o.files, bank)
	if err != nil {
		return err
	}
	result, err := assess.EvaluateAll(bank, sheets)
	if err != nil {
		return err
	}
	var earlier []*assess.Sheet
	if policy.NoFallSince != "" {
		if earlier, err = a.readEarlier(policy.NoFallSince, base, o.files, bank); err != nil {
			return err
		}
	}
	verdicts, err := assess.Check(policy, result, date, earlier)
	if err != nil {
		return err
	}
	inputs := append(slices.Clone(o.files), o.policy)
	for _, s := range earlier {
		inputs = append(inputs, s.File)
	}
	what := &checking{a, o, date, result, verdicts}
	if o.private {
		what.result, what.verdicts = result.Private(), result.PrivateVerdicts(verdicts)
	}
	if err := a.output(o.output, inputs, func(w io.Writer) error { return checkFormats.write(o.format, what, w) }); err != nil {
		return err
	}
	failed := 0
	for _, v := range what.verdicts { // of the private copy: it does not say how many of the verdicts it merged failed
		if !v.Passed {
			failed++
		}
	}
	if failed > 0 {
		if len(what.verdicts) == 1 {
			return fmt.Errorf("%w: the only rule is not met", errFailed)
		}
		return fmt.Errorf("%w: %d of %d rules not met", errFailed, failed, len(what.verdicts))
	}
	return nil
}

// checking holds verdicts about to be written.
type checking struct {
	*app
	o        *checkOptions
	date     string // the day of the check
	result   *assess.Result
	verdicts []assess.Verdict
}

func (c *checking) document() reports.Document { return reports.Check(c.result, c.verdicts) }

func (c *checking) options() reports.Options {
	o := c.drawing(c.o.width, c.o.output, c.date)
	o.LargePrint = c.o.large
	return o
}

func (c *checking) json(w io.Writer) error { return reports.CheckJSON(w, c.result, c.verdicts) }

func (c *checking) junit(w io.Writer) error {
	return reports.JUnit(w, c.result, c.verdicts, c.date)
}

func (c *checking) github(w io.Writer) error { return reports.CheckGitHub(w, c.result, c.verdicts) }

// rules returns the policy from the file, if there is one, overridden by the flags.
// base is the folder that a pattern for earlier answers is relative to: the policy's
// own folder if the policy names the pattern, or "" for the current folder.
func (o *checkOptions) rules(bank *questions.Bank, given func(flag string) bool) (p *assess.Policy, base string, err error) {
	p = &assess.Policy{}
	if given("policy") {
		if o.policy == "" {
			return nil, "", errors.New("--policy needs a file, such as petal-policy.yaml")
		}
		text, err := answersfile.Read(o.policy)
		if err != nil {
			return nil, "", fmt.Errorf("read policy: %w", err)
		}
		if p, err = assess.ReadPolicy(o.policy, text, bank); err != nil {
			return nil, "", err
		}
		base = filepath.Dir(o.policy)
	}
	if given("no-fall-since") {
		p.NoFallSince, base = o.noFallSince, ""
		if o.noFallSince == "" {
			return nil, "", errors.New("--no-fall-since needs a pattern, such as 'before-*.petal.yaml'")
		}
	}
	if err := o.override(p, bank, given); err != nil {
		return nil, "", err
	}
	if p.Empty() {
		return nil, "", errors.New("no rules given; use --at-least or --policy")
	}
	return p, base, nil
}

// override replaces rules in a policy with those given as flags.
func (o *checkOptions) override(p *assess.Policy, bank *questions.Bank, given func(flag string) bool) error {
	var problems []error
	check := func(err error) bool {
		if err != nil {
			problems = append(problems, err)
		}
		return err == nil
	}
	if given("at-least") && check(oneOf("level", o.atLeast, append(questions.LevelIDs()[questions.Inform:], assess.Aim)...)) {
		p.ReachAim = o.atLeast == assess.Aim
		p.AtLeast = nil
		if level, err := questions.ParseLevel(o.atLeast); err == nil {
			p.AtLeast = &level
		}
	}
	for _, every := range []struct {
		framework string
		least     float64
	}{{questions.Principles, o.principles}, {questions.Values, o.heard}} {
		if !given(every.framework) {
			continue
		}
		if bank.Framework(every.framework) == nil {
			problems = append(problems, fmt.Errorf("the bank %q has no %s; leave out --%s", bank.ID, every.framework, every.framework))
			continue
		}
		if check(asScore("--"+every.framework, every.least)) {
			setItem(p, bank, assess.ItemRule{Framework: every.framework, Least: every.least})
		}
	}
	for _, item := range o.items {
		name, number, _ := strings.Cut(item, "=")
		least, err := strconv.ParseFloat(number, 64)
		if err != nil {
			problems = append(problems, fmt.Errorf("--item %q must be a name and a score, such as payment=60", item))
			continue
		}
		rule, err := assess.ItemRuleFrom(bank, name, least)
		if check(asScore("--item "+name, least)) && check(err) {
			setItem(p, bank, rule)
		}
	}
	if given("perspectives") {
		p.Perspectives = nil
		for _, word := range o.perspectives {
			if word = strings.TrimSpace(word); check(oneOf("perspective", word, questions.PerspectiveIDs(questions.Perspectives)...)) && !slices.Contains(p.Perspectives, word) {
				p.Perspectives = append(p.Perspectives, word)
			}
		}
		if len(o.perspectives) == 0 {
			problems = append(problems, errors.New("--perspectives needs at least one, such as lived-experience"))
		}
	}
	if given("evidence") && check(oneOf("level", o.evidence, questions.LevelIDs()...)) {
		level, _ := questions.ParseLevel(o.evidence)
		p.Evidence = &level
	}
	if given("max-age") {
		days, err := assess.ParseAge(o.maxAge)
		if err != nil {
			problems = append(problems, fmt.Errorf("--max-age: %w", err))
		}
		p.MaxAge = days
	}
	if given("full") {
		p.FullDepth = o.fullDepth
	}
	if given("no-copies") {
		p.NoCopies = o.noCopies
	}
	if given("need-bank") {
		var err error
		if p.Bank, err = assess.ParseBank(o.needBank); err != nil {
			problems = append(problems, fmt.Errorf("--need-bank: %w", err))
		}
	}
	if given("allow-limit") {
		p.AllowLimit = map[string]questions.Level{}
		for _, word := range o.allowLimit {
			if limit, down, err := assess.ParseAllowLimit(word); err != nil {
				problems = append(problems, fmt.Errorf("--allow-limit: %w", err))
			} else {
				p.AllowLimit[limit] = down
			}
		}
		if p.AtLeast == nil && !p.ReachAim {
			problems = append(problems, errors.New("--allow-limit only works with --at-least; add one"))
		}
	}
	return errors.Join(problems...)
}

func asScore(what string, least float64) error {
	if least >= 0 && least <= 100 {
		return nil
	}
	return fmt.Errorf("%s: %v is not a score; use a number from 0 to 100", what, least)
}

// setItem replaces the rule for the same item, or adds the rule in the order of the
// bank.
func setItem(p *assess.Policy, bank *questions.Bank, rule assess.ItemRule) {
	place := func(r assess.ItemRule) int {
		f := slices.IndexFunc(bank.Frameworks, func(f questions.Framework) bool { return f.ID == r.Framework })
		return 1000*f + slices.IndexFunc(bank.Frameworks[f].Items, func(i questions.Item) bool { return i.ID == r.Item })
	}
	for i := range p.Items {
		if p.Items[i].Framework == rule.Framework && p.Items[i].Item == rule.Item {
			p.Items[i] = rule
			return
		}
	}
	p.Items = append(p.Items, rule)
	slices.SortStableFunc(p.Items, func(a, b assess.ItemRule) int { return place(a) - place(b) })
}

// readEarlier reads the answers files that match a pattern, except for the ones
// being checked.
func (a *app) readEarlier(pattern, base string, now []string, bank *questions.Bank) ([]*assess.Sheet, error) {
	if base != "" && !filepath.IsAbs(pattern) {
		pattern = filepath.Join(base, pattern)
	}
	found, err := matching(pattern, mostLooked)
	if err = errors.Join(err, checkFound(found)); err != nil {
		return nil, fmt.Errorf("no-fall-since: %w", err)
	}
	checked := files{}
	for _, path := range now {
		if info, err := os.Stat(path); err == nil {
			checked.add(path, info)
		}
	}
	earlier := slices.DeleteFunc(found, func(path string) bool {
		info, err := os.Stat(path)
		if err != nil {
			return false // reading it will report why
		}
		_, known := checked.add(path, info)
		return known
	})
	if len(earlier) == 0 {
		return nil, fmt.Errorf("no-fall-since: %s matches only the files being checked", pattern)
	}
	return a.readSheets(earlier, bank)
}

// nearestFile returns a hint about the file that a pattern without a match probably
// meant, or "".
func nearestFile(pattern string) string {
	dir := filepath.Dir(pattern)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Sprintf("; there is no folder %s", dir)
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), answersfile.Suffix) && strict.Safe(e.Name()) {
			names = append(names, e.Name())
		}
	}
	if near := prose.Nearest(filepath.Base(pattern), names); near != "" {
		return fmt.Sprintf("; did you mean %s?", filepath.Join(dir, near))
	}
	return fmt.Sprintf("; there %s in %s", are(len(names)), dir)
}

// are returns a verb and a number of answers files.
func are(n int) string {
	if n == 1 {
		return "is 1 answers file"
	}
	return fmt.Sprintf("are %d answers files", n)
}
