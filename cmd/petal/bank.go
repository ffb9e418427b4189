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
			if len(q.AskedOf) > 0 {
				marks = append(marks, "asked of "+strings.Join(questions.PerspectiveIDs(q.AskedOf), " and ")+" only")
			}
			fmt.Fprintf(&out, "  (%s)\n", strings.Join(marks, ", "))
			if len(q.CountsTowards) > 0 {
				fmt.Fprintf(&out, "  counts towards %s\n", references(q.CountsTowards))
			}
			for _, o := range q.Options {
				worth := fmt.Sprintf("score %d", o.Score)
				if o.Level != nil {
					worth = fmt.Sprintf("up to %s, %s", *o.Level, worth)
				}
				fmt.Fprintf(&out, "    - %s: %s\n", worth, o.Text)
			}
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func references(refs []questions.Ref) string {
	words := make([]string, len(refs))
	for i, r := range refs {
		words[i] = r.String()
	}
	return strings.Join(words, ", ")
}

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
	fmt.Fprintf(a.stderr, "wrote %s; give it an id of its own, edit it, then: petal bank check %s\n", printable(path), printable(path))
	return nil
}
