package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// manCommand is for whoever packages Petal. Cobra's own manual writer is not
// used: with the Markdown parser it brings, it would make the binary half a
// megabyte larger for every user.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man FOLDER",
		Short:  "Write the manual pages, one for each command",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, c := range documented(cmd.Root()) {
				path := filepath.Join(args[0], manName(c)+".1")
				if err := answersfile.WriteWhole(path, []byte(manPage(c))); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// documented is a command and every one below it that the help shows.
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

// manName is the name of a command's page, such as petal-bank-new.
func manName(cmd *cobra.Command) string {
	return strings.ReplaceAll(cmd.CommandPath(), " ", "-")
}

// manPage is a command's page in the language of man. The date and version it
// bears are the binary's, so that the same commit gives the same page.
func manPage(cmd *cobra.Command) string {
	var out strings.Builder
	day, _, _ := strings.Cut(buildInfo().Date, "T")
	fmt.Fprintf(&out, ".TH %s 1 %q %q %q\n", strings.ToUpper(roff(manName(cmd))), day, "petal "+buildVersion(), "Petal")
	fmt.Fprintf(&out, ".SH NAME\n%s \\- %s\n", roff(manName(cmd)), roff(strings.ToLower(cmd.Short[:1])+cmd.Short[1:]))
	fmt.Fprintf(&out, ".SH SYNOPSIS\n.B %s\n", roff(cmd.UseLine()))
	out.WriteString(".SH DESCRIPTION\n")
	for line := range strings.Lines(cmp.Or(cmd.Long, cmd.Short+".")) {
		if line = strings.TrimSpace(line); line == "" {
			line = ".PP"
		} else {
			line = roff(line)
		}
		out.WriteString(line + "\n")
	}
	manFlags(&out, "OPTIONS", cmd.NonInheritedFlags())
	manFlags(&out, "OPTIONS OF EVERY COMMAND", cmd.InheritedFlags())
	if cmd.Example != "" {
		out.WriteString(".SH EXAMPLES\n.nf\n")
		for line := range strings.Lines(cmd.Example) {
			out.WriteString(roff(strings.TrimSpace(line)) + "\n")
		}
		out.WriteString(".fi\n")
	}
	var others []string
	if cmd.HasParent() {
		others = append(others, manName(cmd.Parent()))
	}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			others = append(others, manName(c))
		}
	}
	for i := range others {
		others[i] = ".BR " + roff(others[i]) + " (1)"
	}
	if len(others) > 0 {
		fmt.Fprintf(&out, ".SH SEE ALSO\n%s\n", strings.Join(others, " ,\n"))
	}
	return out.String()
}

func manFlags(out *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(out, ".SH %s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := `\fB` + roff("--"+f.Name) + `\fR`
		if f.Shorthand != "" {
			name = `\fB` + roff("-"+f.Shorthand) + `\fR, ` + name
		}
		if value != "" {
			name += ` \fI` + roff(value) + `\fR`
		}
		fmt.Fprintf(out, ".TP\n%s\n%s\n", name, roff(usage))
	})
}

// roff is one line of text that man shows as it is.
func roff(line string) string {
	line = strings.NewReplacer(`\`, `\e`, `-`, `\-`).Replace(line)
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		line = `\&` + line
	}
	return line
}
