package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
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
		Short: "List the built-in banks, and the one named with --bank",
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
				File      string `json:"file,omitempty"` // of a bank that is not built in
			}
			var banks []listed
			for _, id := range questions.EmbeddedBanks {
				b, err := questions.Load(id, questions.BankText(id))
				if err != nil {
					return err
				}
				banks = append(banks, listed{ID: b.ID, Version: b.Version, Title: b.Title, Questions: len(b.Questions())})
			}
			if a.bankPath != "" && !slices.Contains(questions.EmbeddedBanks, a.bankPath) {
				b, err := a.bank()
				if err != nil {
					return err
				}
				banks = append(banks, listed{b.ID, b.Version, b.Title, len(b.Questions()), a.bankPath})
			}
			return a.output("", nil, func(w io.Writer) error {
				if format == "json" {
					return writeJSON(w, banks)
				}
				for _, b := range banks {
					from := ""
					if b.File != "" {
						from = "  (" + printable(b.File) + ")"
					}
					fmt.Fprintf(w, "%s  %s  %s  %s%s\n", b.ID, b.Version, counted(b.Questions, "question", "questions"), b.Title, from)
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
		Long: `Show writes the questions of a bank with what each option is worth, for authors.
To hand the questions to people who are to answer them, do not use this: it is
the answer key.`,
		Example: `  # read the questions, and what they count towards
  petal bank show

  # as a page, and the whole bank for a program
  petal bank show -o questions.html
  petal bank show -f json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := bankFormats.settle(&format, output, args, cmd.Flags()); err != nil {
				return err
			}
			b, err := a.named(args)
			if err != nil {
				return err
			}
			what := shownBank{drawn{reports.Questions(b), a.drawing(0, output, "")}, b}
			return a.output(output, append(args, a.bankPath), func(w io.Writer) error { return bankFormats.write(format, what, w) })
		},
	}
	bankFormats.addFlags(cmd.Flags(), &format, &output)
	return cmd
}

// bankFormats is everything a bank can be shown as.
var bankFormats = append(inWords[shownBank](), format[shownBank]{"json", []string{".json"}, nil, shownBank.json})

// shownBank is a bank about to be shown.
type shownBank struct {
	drawn
	bank *questions.Bank
}

func (s shownBank) json(w io.Writer) error { return writeJSON(w, s.bank) }

func (a *app) bankNewCommand() *cobra.Command {
	output := ""
	cmd := &cobra.Command{
		Use:   "new [FILE]",
		Short: "Write a copy of the built-in bank to edit, or of the one named with --bank",
		Example: `  # a bank of your own
  petal bank new our-bank.yaml

  # a copy of that
  petal bank new --bank our-bank.yaml next-bank.yaml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			path := output
			if len(args) == 1 {
				if output != "" {
					return errors.New("name the copy once, as FILE or with --output")
				}
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

// breaks makes every break of a line that YAML knows one that no terminal obeys
// otherwise. Beside them a valid bank has no control characters but in comments.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n")

// newBank writes a copy of the bank in use. One that is not valid is not copied:
// its mistakes are reported.
func (a *app) newBank(path string) error {
	text := questions.BankText(questions.DefaultBank)
	if a.bankPath != "" {
		var err error
		if text, err = bankText(a.bankPath); err != nil {
			return err
		}
		if _, err := questions.Load(a.bankPath, text); err != nil {
			return err
		}
	}
	if path == "-" {
		return a.print(func(w io.Writer) error {
			_, err := io.WriteString(w, printable(breaks.Replace(string(text))))
			return err
		})
	}
	if err := answersfile.WriteWhole(path, text); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, a.notObeyed(fmt.Sprintf("wrote %[1]s; give it an id of its own, edit it, then: petal bank check %[1]s", printable(path))))
	return nil
}
