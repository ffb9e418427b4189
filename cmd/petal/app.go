package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// Who prints what: results go to stdout; questions, progress, notices and
// errors to stderr. Commands return errors; only run prints them.

// app is what the commands share: access to the outside world, and the flags that
// every command has.
type app struct {
	stdin, stdout, stderr file
	getenv                func(string) string
	now                   func() time.Time

	bankPath string
	noColour bool
	noInput  bool

	annotates bool // output contains GitHub workflow commands
}

// Exit codes.
const (
	exitDone        = 0
	exitFailed      = 1 // a check failed
	exitWrong       = 2 // wrong usage, or a file that is missing or not valid
	exitInterrupted = 130
)

// errFailed is wrapped by the error from a command that worked but found a reason
// to fail.
var errFailed = errors.New("check failed")

// run runs the command that args name and returns the exit code.
func (a *app) run(args []string) int {
	if err := checkArgs(args); err != nil {
		a.printError(err)
		return exitWrong
	}
	root := a.root(args...)
	a.setUpCompletion(root, args)
	root.SetArgs(args)
	err := root.Execute()
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, ask.ErrInterrupted), errors.Is(err, ask.ErrEnd):
		return exitInterrupted // the user has already seen why
	}
	a.printError(err)
	if errors.Is(err, errFailed) {
		return exitFailed
	}
	return exitWrong
}

// mostShown is the most mistakes shown at once.
const mostShown = 50

// printError prints an error for a person: each mistake in a file on its own line,
// and any other error after the program's name.
func (a *app) printError(err error) {
	var problems strict.Problems
	if errors.As(err, &problems) {
		for i, p := range problems {
			if i == mostShown {
				fmt.Fprintf(a.stderr, "… and %d more\n", len(problems)-mostShown)
				break
			}
			a.printWrong(p.Error())
		}
		return
	}
	a.printWrong("petal: " + err.Error())
}

// printWrong prints what is wrong. On a terminal, long lines are broken at spaces;
// anywhere else they stay whole, for programs that read them.
func (a *app) printWrong(text string) {
	text = prose.Clean(text)
	if isTerminal(a.stderr) {
		const indent = "  " // of what goes on from the line before
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			wrapped := prose.WrapWords(line, a.widthOf(a.stderr)-len(indent))
			lines[i] = strings.ReplaceAll(wrapped, "\n", "\n"+indent)
		}
		text = strings.Join(lines, "\n")
	}
	fmt.Fprintln(a.stderr, a.withoutCommands(text))
}

// commands maps the name of each command to a function that makes it.
func (a *app) commands() map[string]func() *cobra.Command {
	return map[string]func() *cobra.Command{
		"actions":   a.actionsCommand,
		"assess":    a.assessCommand,
		"bank":      a.bankCommand,
		"check":     a.checkCommand,
		"compare":   a.compareCommand,
		"explain":   a.explainCommand,
		"form":      a.formCommand,
		"learn":     a.learnCommand,
		"portfolio": a.portfolioCommand,
		"report":    a.reportCommand,
		"schema":    a.schemaCommand,
		"version":   a.versionCommand,
	}
}

// root returns the root command with only the subcommand that the first argument
// names, or with all of them if it names none. Making all of them, with their flags,
// would take longer than most of them take to run.
func (a *app) root(args ...string) *cobra.Command {
	root := &cobra.Command{
		Use:   "petal",
		Short: "See how far a project goes in working with the people it affects",
		Long: `Petal asks a team plain questions about one project, places the project on the
flower of participation (inform, consult, engage, co-design, co-produce) and
scores it against the ten co-production principles and the five HEARD values.

It asks about what people can see, explains the result, and shows what would
move the project up. Nothing leaves this computer.`,
		Example: `  # see what a report looks like
  petal report --example

  # start an assessment: about 9 minutes, alone or together at one screen
  petal assess`,
		Version:       buildVersion(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          onlyCommands,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("petal {{.Version}}\n")
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpCommand(helpCommand())
	flags := root.PersistentFlags()
	flags.StringVar(&a.bankPath, "bank", "", "question bank `file` to use instead of the built-in one")
	flags.BoolVar(&a.noColour, "no-color", false, "do not use colour or bold text")
	flags.BoolVar(&a.noInput, "no-input", false, "never ask a question")
	commands := a.commands()
	if len(args) > 0 && commands[args[0]] != nil {
		root.AddCommand(commands[args[0]]())
	} else {
		for _, name := range slices.Sorted(maps.Keys(commands)) {
			root.AddCommand(commands[name]())
		}
	}
	root.DisableAutoGenTag = true                  // keeps cobra's own line out of the manual
	root.CompletionOptions.HiddenDefaultCmd = true // for people who set up shells, not for teams
	return root
}

// bank returns the question bank that --bank names, or the built-in one.
func (a *app) bank() (*questions.Bank, error) {
	if a.bankPath == "" {
		return questions.Default(), nil
	}
	return loadBank(a.bankPath)
}

// loadBank loads a bank by its file name or, if it is built in, by its id.
func loadBank(name string) (*questions.Bank, error) {
	text, err := bankText(name)
	if err != nil {
		return nil, err
	}
	return questions.Load(name, text)
}

func bankText(name string) ([]byte, error) {
	text, err := answersfile.Read(name)
	if err == nil {
		return text, nil
	}
	if embedded := questions.BankText(name); embedded != nil && errors.Is(err, fs.ErrNotExist) {
		return embedded, nil
	}
	return nil, fmt.Errorf("read bank: %w", err)
}
