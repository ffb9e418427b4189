package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/reports"
)

func (a *app) schemaCommand() *cobra.Command {
	output := ""
	cmd := &cobra.Command{
		Use:   "schema " + strings.Join(reports.Schemas, "|"),
		Short: "Print the JSON Schema for what Petal writes or reads",
		Long: `Schema prints the JSON Schema for what other programs can rely on: "result" is
what "petal report -f json" writes; "check", "compare", "portfolio" and "actions"
are what those commands write with -f json; "lesson" is what "petal learn" saves.
"answers", "bank" and "policy" are the files that people write. Use them to check
files made by another program, or to let an editor complete what people type.
YAML files are checked as if they were JSON.

The policy schema knows only the frameworks and items of the built-in bank, or of
the one named with --bank. The other schemas are the same for every bank.`,
		Example: `  # see what a program can rely on in a result
  petal schema result

  # save the schema beside the answers, for an editor
  petal schema answers -o answers.schema.json

  # check policies for your own bank
  petal schema policy --bank our-bank.yaml`,
		Args:      atMostOne("name"),
		ValidArgs: reports.Schemas,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("no schema given; choose one of %s", strings.Join(reports.Schemas, ", "))
			}
			if err := oneOf("schema", args[0], reports.Schemas...); err != nil {
				return err
			}
			text := reports.Schema(args[0])
			if args[0] == "policy" && a.bankPath != "" {
				b, err := a.bank()
				if err != nil {
					return err
				}
				if text, err = reports.PolicySchema(b); err != nil {
					return err
				}
			}
			return a.output(output, nil, func(w io.Writer) error {
				_, err := w.Write(text)
				return err
			})
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write; - is standard output")
	return cmd
}
