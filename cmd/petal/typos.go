package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/questions/prose"
)

// Messages about a command, a flag or an argument that does not exist: the nearest
// one that does, and where to read more.

// onlyCommands checks the arguments of a command that does nothing on its own, such
// as petal or petal bank: any argument was meant as a subcommand.
func onlyCommands(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	near := ""
	if n := prose.Nearest(args[0], commandNames(cmd)); n != "" {
		near = fmt.Sprintf("; did you mean %s %s?", cmd.CommandPath(), n)
	}
	return fmt.Errorf("unknown command %q%s\nsee %s --help", cmd.CommandPath()+" "+prose.Short(args[0]), near, cmd.CommandPath())
}

// commandNames returns the commands that help lists under cmd.
func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	return names
}

// noArguments refuses arguments to a command that takes only flags.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes only flags; leave out %q\nsee %s --help", cmd.CommandPath(), prose.Short(args[0]), cmd.CommandPath())
}

// atMostOne accepts at most one argument. what says what that is, for the message.
func atMostOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= 1 {
			return nil
		}
		return fmt.Errorf("%s takes one %s, but %d were given\nsee %s --help", cmd.CommandPath(), what, len(args), cmd.CommandPath())
	}
}

// oneAnswersFile accepts the one file that petal assess asks about, and says which
// commands take several. It refuses a pattern that the shell did not expand, which
// would become the name of a new file.
func oneAnswersFile(_ *cobra.Command, args []string) error {
	const several = "to see several files together, use petal report; to compare rounds or people, use petal compare"
	if len(args) > 1 {
		return fmt.Errorf("petal assess asks about one file, but %d were given; name one, such as petal assess %s\n%s", len(args), shellWord(args[0]), several)
	}
	if len(args) == 0 || !strings.ContainsAny(args[0], "*?") {
		return nil
	}
	if _, err := os.Lstat(args[0]); err == nil {
		return nil // a file name like any other
	}
	return fmt.Errorf("petal assess asks about one file, but %s is a pattern for several; name one\n%s", args[0], several)
}

// helpCommand returns petal help. It fails if the command that somebody asks about
// does not exist.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show how to use a command",
		Long:  "Help shows how to use a command: petal help check is the same as petal check --help.",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(about), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if about.HasAvailableSubCommands() {
				if err := onlyCommands(about, rest); err != nil {
					return err
				}
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// wrongFlag says in plain words what is wrong with a flag.
func wrongFlag(cmd *cobra.Command, err error) error {
	if typed := cmd.Flags().Args(); len(typed) > 0 && cmd.HasAvailableSubCommands() {
		return onlyCommands(cmd, typed) // the flag may well belong to the command that was meant
	}
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		err = unknownFlag(cmd, unknown)
	case errors.As(err, &invalid):
		err = invalidValue(err, invalid)
	}
	return fmt.Errorf("%w\nsee %s --help", err, cmd.CommandPath())
}

// unknownFlag names the flag that was probably meant. A long flag after a single dash
// was read as several short ones.
func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	typed, dash := err.GetSpecifiedName(), "--"
	if together := err.GetSpecifiedShortnames(); together != "" {
		typed, dash = together, "-"
	}
	name, _, _ := strings.Cut(typed, "=")
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	slices.Sort(names)
	near := ""
	if n := prose.Nearest(name, names); n != "" && len(name) > 1 {
		near = fmt.Sprintf("; did you mean --%s?", n)
	}
	return fmt.Errorf("unknown flag %s%s%s", dash, prose.Short(typed), near)
}

// invalidValue says in plain words what is wrong with the number, or the true or
// false, given to a flag. Go's own message names the function that parsed it.
func invalidValue(err error, invalid *pflag.InvalidValueError) error {
	flag, value := invalid.GetFlag(), invalid.GetValue()
	needs, known := map[string]string{"int": "a whole number", "float64": "a number", "bool": "true or false"}[flag.Value.Type()]
	switch {
	case !known:
		return err
	case errors.Is(err, strconv.ErrRange):
		return fmt.Errorf("--%s %s is out of range", flag.Name, value)
	}
	return fmt.Errorf("--%s needs %s, not %q", flag.Name, needs, value)
}
