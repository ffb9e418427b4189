package main

import (
	_ "embed"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// setUpCompletion tells cobra what a shell can offer at each place. It does so only
// if a shell asks, or for the script that makes a shell ask, because cobra keeps this
// for the life of the program.
func (a *app) setUpCompletion(root *cobra.Command, args []string) {
	if len(args) == 0 {
		return
	}
	switch args[0] {
	case cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
		a.complete(root)
	case "completion":
		bashAlone(root)
	}
}

// complete sets what is offered for the arguments and flags of each command.
func (a *app) complete(root *cobra.Command) {
	answers, yaml := filesEnding(answersfile.Suffix[1:]), filesEnding("yaml", "yml")
	arguments := map[string]cobra.CompletionFunc{
		"petal assess":     answers,
		"petal report":     answers,
		"petal check":      answers,
		"petal compare":    answers,
		"petal portfolio":  answers,
		"petal actions":    answers,
		"petal learn":      yaml,
		"petal bank show":  yaml,
		"petal bank check": yaml,
		"petal bank new":   cobra.NoFileCompletions, // the name of a file that does not exist yet
		"petal explain":    a.words,
	}
	flags := map[string]cobra.CompletionFunc{
		"bank":          yaml,
		"perspectives":  listOf(questions.PerspectiveIDs(questions.Perspectives)...),
		"level":         listOf(questions.LevelIDs()...),
		"at-least":      a.levels(questions.Inform, assess.Aim),
		"evidence":      a.levels(questions.None),
		"item":          a.items,
		"allow-limit":   these(excuses()...),
		"need-bank":     these(assess.BuiltIn),
		"by":            these(byRound, byPerspective),
		"notes":         these(interview.NoteChoices...),
		"view":          these(reports.Views...),
		"results":       yaml,
		"policy":        yaml,
		"no-fall-since": answers,
		"from":          answers,
		"scenarios":     yaml,
	}
	for _, p := range assess.SetUp {
		flags[p.ID] = a.setUpWords(p)
	}
	for _, cmd := range documented(root) {
		if offered := arguments[cmd.CommandPath()]; offered != nil && cmd.ValidArgsFunction == nil {
			cmd.ValidArgsFunction = offered
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			offered := flags[f.Name]
			if known := f.Annotations[offeredWords]; known != nil {
				offered = these(known...)
			}
			if offered != nil {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, offered) // fails only if the command has its own
			}
		})
	}
	_ = root.RegisterFlagCompletionFunc("bank", yaml) // as above
}

// these returns a fixed choice.
func these(offered ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(offered, cobra.ShellCompDirectiveNoFileComp)
}

// setUpWords returns what can be chosen for a part of the set-up, or nil if there is
// nothing to choose from.
func (a *app) setUpWords(p *assess.Part) cobra.CompletionFunc {
	switch {
	case p.Asked == assess.AskedNever || p.Words == nil:
		return nil
	case p.Kind == assess.LevelPart:
		first, err := questions.ParseLevel(p.Words[0])
		if err != nil {
			panic(err) // a level's id
		}
		return a.levels(first)
	}
	return these(p.Words...)
}

// filesEnding makes the shell offer folders, and files with one of these extensions.
// Shells that cannot filter offer every file.
func filesEnding(endings ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(endings, cobra.ShellCompDirectiveFilterFileExt)
}

// listOf offers words for the last item in a comma-separated list.
func listOf(offered ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		out := slices.Clone(offered)
		for i := range out {
			out[i] = before + out[i]
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// excuses returns each limit with each level that it can excuse.
func excuses() []string {
	var out []string
	for _, limit := range questions.Limits[1:] {
		for _, level := range questions.LevelIDs() {
			out = append(out, limit+"="+level)
		}
	}
	return out
}

// levels offers the levels from a given one up, each with its name in the bank, and
// other words.
func (a *app) levels(from questions.Level, also ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		b, err := a.bank()
		if err != nil {
			b = questions.Default()
		}
		var out []cobra.Completion
		for _, l := range questions.Levels[from:] {
			out = append(out, cobra.CompletionWithDesc(l.String(), b.Words(l).Name))
		}
		return append(out, also...), cobra.ShellCompDirectiveNoFileComp
	}
}

// items offers every item of every framework, ready for a score to be added. An id
// that two frameworks share is offered with its framework.
func (a *app) items(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	b, err := a.bank()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	count := map[string]int{}
	for _, f := range b.Frameworks {
		for _, i := range f.Items {
			count[i.ID]++
		}
	}
	var out []cobra.Completion
	for _, f := range b.Frameworks {
		for _, i := range f.Items {
			id := i.ID
			if count[id] > 1 {
				id = f.ID + "/" + id
			}
			out = append(out, cobra.CompletionWithDesc(id+"=", i.Name+" ("+f.Name+")"))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// words offers everything that can be explained. A word with spaces is offered with
// hyphens, which explain treats as the same.
func (a *app) words(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	b, err := a.bank()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []cobra.Completion
	seen := map[string]bool{}
	for _, e := range vocabulary(b) {
		if !seen[e.ID] { // a level is in the glossary as well
			seen[e.ID] = true
			out = append(out, cobra.CompletionWithDesc(strings.ReplaceAll(e.ID, " ", "-"), e.Name+" ("+e.Kind+")"))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// bashHelpers holds the parts of the bash-completion package that cobra's script for
// bash needs.
//
//go:embed completion.bash
var bashHelpers string

// bashAlone makes the script for bash work without the bash-completion package.
// Without that package, cobra's own script fails at every press of Tab.
func bashAlone(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	bash, _, err := root.Find([]string{"completion", "bash"})
	if err != nil {
		panic(err) // cobra makes one
	}
	bash.Long = strings.Replace(bash.Long, `This script depends on the 'bash-completion' package.
If it is not installed already, you can install it via your OS's package manager.
`, `The script uses the bash-completion package if it is there, and works without it.
`, 1)
	script := bash.RunE
	bash.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := io.WriteString(root.OutOrStdout(), bashHelpers); err != nil {
			return err
		}
		return script(cmd, args)
	}
}

// documented returns a command and all its subcommands that the help shows.
func documented(cmd *cobra.Command) []*cobra.Command {
	cmd.InitDefaultHelpFlag()
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			all = append(all, documented(c)...)
		}
	}
	return all
}
