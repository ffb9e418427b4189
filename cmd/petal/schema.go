package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/reports"
)

func (a *app) schemaCommand() *cobra.Command {
	output := ""
	cmd := &cobra.Command{
		Use:   "schema " + strings.Join(reports.Schemas, "|"),
		Short: "Print the JSON Schema of a result or of a file Petal reads",
		Long: `Schema prints the JSON Schema of what "petal report -f json" writes, or of an
answers file, a question bank or a policy. Use it to check files that another
program makes, or to let an editor complete them: YAML files are checked as the
JSON they mean.`,
		Example: `  # what a program can rely on in a result
  petal schema result

  # beside the answers, for an editor
  petal schema answers -o answers.schema.json`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: reports.Schemas,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("schema", args[0], reports.Schemas...); err != nil {
				return err
			}
			return a.output(output, nil, func(w io.Writer) error {
				_, err := w.Write(reports.Schema(args[0]))
				return err
			})
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write; - is standard output")
	return cmd
}
