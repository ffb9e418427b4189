package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

func (a *app) bankCheckCommand() *cobra.Command {
	strictly := false
	cmd := &cobra.Command{
		Use:   "check [FILE]",
		Short: "Check a bank, or stories to learn from, for mistakes and hard reading",
		Long: `Check reads a bank and reports every mistake in it, each with its line and the
nearest valid name. It places the stories under "cases" and fails when one now
comes out differently.

Then it measures the words: how long and how hard they are, what gives an answer
away, what is missing. What could be better is a warning, the worst of each kind
first. Use --strict where there must be none, as in CI.

A file of stories for "petal learn" is checked likewise. Without a file, both
that are built in are.`,
		Example: `  # after each change to your own bank
  petal bank check our-bank.yaml

  # fail on warnings too
  petal bank check --strict`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			c := checker{app: a}
			err := c.check(append(args, a.bankPath)[0])
			if err == nil && strictly && c.warnings > 0 {
				return fmt.Errorf("%w: %s", errFailed, counted(c.warnings, "warning", "warnings"))
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&strictly, "strict", false, "fail when there are warnings")
	return cmd
}

// checker checks files and counts what it warns of.
type checker struct {
	*app
	warnings int
}

// check checks the file at path, or what is built in where path is "".
func (c *checker) check(path string) error {
	if path == "" {
		if err := c.bank(questions.DefaultBank, questions.BankText(questions.DefaultBank)); err != nil {
			return err
		}
		return c.stories("scenarios", questions.DefaultScenarios())
	}
	text, err := bankText(path)
	if err != nil {
		return err
	}
	// The first word of each format tells them apart.
	if bytes.HasPrefix(text, []byte("petal-scenarios:")) || bytes.Contains(text, []byte("\npetal-scenarios:")) {
		set, err := questions.LoadScenarios(path, text)
		if err != nil {
			return err
		}
		return c.stories(path, set)
	}
	return c.bank(path, text)
}

func (c *checker) bank(file string, text []byte) error {
	b, err := questions.Load(file, text)
	if err != nil {
		return err
	}
	if problems := assess.CheckCases(file, b); len(problems) > 0 {
		return fmt.Errorf("%w: %w", errFailed, problems)
	}
	var out strings.Builder
	writeMeasures(&out, b)
	fmt.Fprintf(&out, "%s %s: %d questions, %d cases, no mistakes", b.ID, b.Version, len(b.Questions()), len(b.Cases))
	return c.conclude(file, out.String(), append(ownID(b), questions.Lint(b)...))
}

// ownID warns of a bank that goes by the id of the built-in one and says
// otherwise: answers name the bank they were given to by its id alone.
func ownID(b *questions.Bank) []questions.Remark {
	if b.ID != questions.DefaultBank || sameBank(b, questions.Default()) {
		return nil
	}
	return []questions.Remark{{Rule: "own-id", Message: fmt.Sprintf("the id %q is the built-in bank's, which this one differs from; "+
		"give this bank an id of its own, or answers to it may be read with the built-in one", b.ID)}}
}

// sameBank tells whether two banks say the same, wherever in their files.
func sameBank(a, b *questions.Bank) bool {
	as, err := json.Marshal(a)
	bs, other := json.Marshal(b)
	return err == nil && other == nil && bytes.Equal(as, bs)
}

func (c *checker) stories(file string, set *questions.ScenarioSet) error {
	return c.conclude(file, fmt.Sprintf("%s %s: %s, no mistakes", set.ID, set.Version, counted(len(set.Scenarios), "story", "stories")), questions.LintScenarios(set))
}

// conclude prints what was measured, with what could be better as warnings.
func (c *checker) conclude(file, measured string, remarks []questions.Remark) error {
	for _, r := range remarks {
		place := file
		if r.Line > 0 {
			place = fmt.Sprintf("%s:%d", file, r.Line)
		}
		fmt.Fprintln(c.stderr, printable(fmt.Sprintf("%s: warning: %s (%s)", place, r.Message, r.Rule)))
	}
	if n := len(remarks); n > 0 {
		c.warnings += n
		measured += ", " + counted(n, "warning", "warnings")
	}
	_, err := io.WriteString(c.stdout, measured+"\n")
	return err
}

// counted is a number with what it counts.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// writeMeasures sums up how long and how hard a bank's words are, each figure
// beside its limit.
func writeMeasures(w io.Writer, b *questions.Bank) {
	line := func(name, format string, args ...any) {
		fmt.Fprintf(w, "%-17s%s\n", name, fmt.Sprintf(format, args...))
	}
	type measured struct {
		id    string
		words int
		grade float64
	}
	var byGrade []measured
	var question, option measured
	placement, short := 0, 0
	for _, q := range b.Questions() {
		byGrade = append(byGrade, measured{id: q.ID, grade: q.Grade()})
		if q.Kind == questions.Placement {
			placement++
		}
		if q.Short {
			short++
		}
		if n := q.Ask.Words(); n > question.words {
			question = measured{id: q.ID, words: n}
		}
		for _, o := range q.Options {
			if n := questions.Words(o.Text); n > option.words {
				option = measured{id: q.ID + "/" + o.ID, words: n}
			}
		}
	}
	slices.SortStableFunc(byGrade, func(x, y measured) int { return cmp.Compare(y.grade, x.grade) })
	normal, easy := b.PlainText(), b.EasyText()
	line("questions", "%d: %d for placement, %d on practice; %d in the short check", len(b.Questions()), placement, len(b.Questions())-placement, short)
	line("words", "%d in questions and options, %d in easy text", normal.Words, easy.Words)
	line("grade", "%.1f (at most %g); easy text %.1f (at most %g)", normal.Grade(), questions.MaxGrade, easy.Grade(), questions.MaxEasyGrade)
	var hardest []string
	for _, q := range byGrade[:min(3, len(byGrade))] {
		hardest = append(hardest, fmt.Sprintf("%s %.1f", q.id, q.grade))
	}
	line("hardest", "%s (at most %g)", strings.Join(hardest, ", "), questions.MaxQuestionGrade)
	line("longest question", "%s, %d words (at most %d)", question.id, question.words, questions.MaxQuestionWords)
	line("longest option", "%s, %d words (at most %d)", option.id, option.words, questions.MaxOptionWords)
}
