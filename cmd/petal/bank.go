package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
)

func (a *app) bankCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bank",
		Short: "List, show, check or copy the question bank",
		Long: `A bank is the questions Petal asks, with the words for the levels and the
frameworks that answers score towards. Copy it with "bank new" to add your own
framework or questions, and use the copy with --bank.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.bankListCommand(), a.bankShowCommand(), a.bankCheckCommand(), a.bankNewCommand())
	return cmd
}

func (a *app) bankListCommand() *cobra.Command {
	format := ""
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the built-in banks",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("format", format, plainFormats...); err != nil {
				return err
			}
			type listed struct {
				ID        string `json:"id"`
				Version   string `json:"version"`
				Title     string `json:"title"`
				Questions int    `json:"questions"`
			}
			var banks []listed
			for _, id := range questions.EmbeddedBanks {
				b, err := questions.Load(id, questions.BankText(id))
				if err != nil {
					return err
				}
				banks = append(banks, listed{b.ID, b.Version, b.Title, len(b.Questions())})
			}
			return a.output("", nil, func(w io.Writer) error {
				if format == "json" {
					return writeJSON(w, banks)
				}
				for _, b := range banks {
					fmt.Fprintf(w, "%s  %s  %d questions  %s\n", b.ID, b.Version, b.Questions, b.Title)
				}
				return nil
			})
		},
	}
	addPlainFormat(cmd, &format)
	return cmd
}

// named is the bank that a command's argument or --bank names.
func (a *app) named(args []string) (*questions.Bank, error) {
	if len(args) == 0 {
		return a.bank()
	}
	return loadBank(args[0])
}

func (a *app) bankShowCommand() *cobra.Command {
	format, output := "", ""
	cmd := &cobra.Command{
		Use:   "show [BANK]",
		Short: "Show a bank's questions, by id or file",
		Example: `  # read the questions before you are asked them
  petal bank show

  # the whole bank for a program to read
  petal bank show -f json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, plainFormats...); err != nil {
				return err
			}
			b, err := a.named(args)
			if err != nil {
				return err
			}
			return a.output(output, append(args, a.bankPath), func(w io.Writer) error {
				if format == "json" {
					return writeJSON(w, b)
				}
				return showBank(w, b)
			})
		},
	}
	addPlainFormat(cmd, &format)
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write; - is standard output")
	return cmd
}

// showBank writes the questions to be read by a person.
func showBank(w io.Writer, b *questions.Bank) error {
	var out strings.Builder
	fmt.Fprintf(&out, "%s, version %s\n", b.Title, b.Version)
	for _, s := range b.Sections {
		fmt.Fprintf(&out, "\n%s\n", s.Title)
		for _, q := range s.Questions {
			fmt.Fprintf(&out, "\n  %s\n", q.Ask.During)
			marks := []string{q.ID, string(q.Kind)}
			if q.Stage != "" {
				marks = append(marks, string(q.Stage))
			}
			if q.Gate {
				marks = append(marks, "key question")
			}
			if q.Short {
				marks = append(marks, "in the short check")
			}
			fmt.Fprintf(&out, "  (%s)\n", strings.Join(marks, ", "))
			for _, o := range q.Options {
				fmt.Fprintf(&out, "    - %s\n", o.Text)
			}
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (a *app) bankNewCommand() *cobra.Command {
	output := ""
	cmd := &cobra.Command{
		Use:   "new [FILE]",
		Short: "Write a copy of the built-in bank to edit",
		Example: `  # a bank of your own
  petal bank new our-bank.yaml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			path := output
			if len(args) == 1 {
				path = args[0]
			}
			if path == "" {
				path = "my-bank.yaml"
			}
			if path != "-" {
				if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
					return fmt.Errorf("%s is there already; choose another name", path)
				}
			}
			return a.newBank(path)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write; - is standard output")
	return cmd
}

func (a *app) newBank(path string) error {
	text := questions.BankText(questions.DefaultBank)
	if path == "-" {
		_, err := a.stdout.Write(text)
		return err
	}
	if err := answersfile.WriteWhole(path, text); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "wrote %s; give it an id of its own, edit it, then: petal bank check %s\n", printable(path), printable(path))
	return nil
}
