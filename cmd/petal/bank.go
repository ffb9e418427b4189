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
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

func (a *app) bankCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bank",
		Short: "List, show, check or copy a question bank",
		Long: `A bank holds the questions Petal asks, the words for the levels, and the
frameworks that answers are scored against. Copy it with "bank new" to add your
own framework or questions, then use the copy with --bank.`,
		Args: onlyCommands,
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
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("format", format, plainFormats...); err != nil {
				return err
			}
			type listed struct {
				ID        string `json:"id"`
				Version   string `json:"version"`
				Title     string `json:"title"`
				Questions int    `json:"questions"`
				File      string `json:"file,omitempty"` // for a bank that is not built in
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
						from = "  (" + prose.Visible(b.File) + ")"
					}
					fmt.Fprintf(w, "%s  %s  %s  %s%s\n", b.ID, b.Version, prose.Count(b.Questions, "question", "questions"), b.Title, from)
				}
				return nil
			})
		},
	}
	addPlainFormat(cmd, &format)
	return cmd
}

// named returns the bank named by a command's argument or by --bank.
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
		Long: `Show prints the questions in a bank and what each option is worth. It is for
authors: it is the answer key, so do not give it to people who will answer the
questions. Use petal form for that.`,
		Example: `  # read the questions and what they count towards
  petal bank show

  # write a web page, or the whole bank for a program
  petal bank show -o questions.html
  petal bank show -f json`,
		Args: atMostOne("bank"),
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

// bankFormats lists every format that a bank can be shown in.
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
		Short: "Copy the built-in bank, or the one named with --bank, so you can edit it",
		Example: `  # start a bank of your own
  petal bank new our-bank.yaml

  # copy that bank
  petal bank new --bank our-bank.yaml next-bank.yaml`,
		Args: atMostOne("new file"),
		RunE: func(_ *cobra.Command, args []string) error {
			path := output
			if len(args) == 1 {
				if output != "" {
					return errors.New("name the copy only once, as FILE or with --output")
				}
				path = args[0]
			}
			if path == "" {
				path = "my-bank.yaml"
			}
			if path != "-" {
				if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
					return fmt.Errorf("%s already exists; choose another name", path)
				}
			}
			return a.newBank(path)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write; - is standard output")
	return cmd
}

// breaks turns every kind of line break in YAML into a plain one that is safe to
// print. A valid bank has no other control characters, except in comments.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n")

// newBank writes a copy of the bank in use. If the bank is not valid, it reports the
// mistakes instead.
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
			_, err := io.WriteString(w, prose.Clean(breaks.Replace(string(text))))
			return err
		})
	}
	if err := answersfile.WriteWhole(path, text); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, a.withoutCommands(fmt.Sprintf("wrote %s; edit it and give it its own id, then run petal bank check %s", prose.Visible(path), shellWord(prose.Visible(path)))))
	return nil
}
