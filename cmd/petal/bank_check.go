package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/lint"
	"github.com/petal-check/petal/questions/prose"
)

func (a *app) bankCheckCommand() *cobra.Command {
	strictly := false
	cmd := &cobra.Command{
		Use:   "check [FILE]",
		Short: "Check a bank or a file of stories for mistakes and hard words",
		Long: `Check reads a bank and reports every mistake, with its line and the nearest
correct name. It also works out the level of each story under "cases", and fails
if one has changed.

Then it measures the words: how long and how hard they are, whether they give an
answer away, and what is missing. Anything that could be better is a warning,
with the worst of each kind first. Use --strict to fail on warnings, as in CI.

You can check a file of stories for "petal learn" in the same way. Without a
file, Petal checks its own questions and stories.`,
		Example: `  # check your own bank after each change
  petal bank check our-bank.yaml

  # fail on warnings too
  petal bank check --strict`,
		Args: atMostOne("file"),
		RunE: func(_ *cobra.Command, args []string) error {
			c := checker{app: a}
			err := c.check(append(args, a.bankPath)[0])
			if err == nil && strictly && c.warnings > 0 {
				return fmt.Errorf("%w: %s", errFailed, prose.Count(c.warnings, "warning", "warnings"))
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&strictly, "strict", false, "fail when there are warnings")
	return cmd
}

// checker checks files and counts the warnings.
type checker struct {
	*app
	warnings int
}

// check checks the file at path, or the built-in files if path is "".
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
	// The first word shows which format it is.
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
	if problems := assess.CheckIDs(file, b); len(problems) > 0 {
		return problems
	}
	if problems := assess.CheckCases(file, b); len(problems) > 0 {
		return fmt.Errorf("%w: %w", errFailed, problems)
	}
	var out strings.Builder
	writeMeasures(&out, lint.Measure(b))
	fmt.Fprintf(&out, "%s %s: %d questions, %d cases, no mistakes", b.ID, b.Version, len(b.Questions()), len(b.Cases))
	return c.conclude(file, out.String(), append(ownID(b), lint.Bank(b)...))
}

// ownID warns about a bank that has the id of the built-in one but different
// content, since answers name their bank only by its id and version.
func ownID(b *questions.Bank) []lint.Remark {
	if b.ID != questions.DefaultBank || b.BuiltIn() {
		return nil
	}
	return []lint.Remark{{Rule: "own-id", Message: fmt.Sprintf("the id %q belongs to the built-in bank, and this bank is different; "+
		"give it its own id, or Petal may read its answers with the built-in bank", b.ID)}}
}

func (c *checker) stories(file string, set *questions.ScenarioSet) error {
	return c.conclude(file, fmt.Sprintf("%s %s: %s, no mistakes", set.ID, set.Version, prose.Count(len(set.Scenarios), "story", "stories")), lint.Scenarios(set))
}

// conclude prints the measurements, and a warning for anything that could be better.
func (c *checker) conclude(file, measured string, remarks []lint.Remark) error {
	for _, r := range remarks {
		place := file
		if r.Line > 0 {
			place = fmt.Sprintf("%s:%d", file, r.Line)
		}
		fmt.Fprintln(c.stderr, c.withoutCommands(prose.Clean(fmt.Sprintf("%s: warning: %s (%s)", place, r.Message, r.Rule))))
	}
	if n := len(remarks); n > 0 {
		c.warnings += n
		measured += ", " + prose.Count(n, "warning", "warnings")
	}
	_, err := io.WriteString(c.stdout, measured+"\n")
	return err
}

// writeMeasures sums up how long and how hard the words in a bank are, showing each
// figure with its limit.
func writeMeasures(w io.Writer, m lint.Measures) {
	line := func(name, format string, args ...any) {
		fmt.Fprintf(w, "%-17s%s\n", name, fmt.Sprintf(format, args...))
	}
	line("questions", "%d: %d for placement, %d on practice; %d in the short check", m.Placement+m.Practice, m.Placement, m.Practice, m.Short)
	line("words", "%d in questions and options, %d in easy text", m.Words, m.EasyWords)
	line("grade", "%.1f (at most %g); easy text %.1f (at most %g)", m.Grade.Value, m.Grade.Most, m.EasyGrade.Value, m.EasyGrade.Most)
	var hardest []string
	for _, q := range m.Hardest[:min(3, len(m.Hardest))] {
		hardest = append(hardest, fmt.Sprintf("%s %.1f", q.Of, q.Value))
	}
	line("hardest", "%s (at most %g)", strings.Join(hardest, ", "), m.Hardest[0].Most)
	line("longest question", "%s, %.0f words (at most %g)", m.LongestQuestion.Of, m.LongestQuestion.Value, m.LongestQuestion.Most)
	line("longest option", "%s, %.0f words (at most %g)", m.LongestOption.Of, m.LongestOption.Value, m.LongestOption.Most)
}
