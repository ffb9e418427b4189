package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/reports"
)

// formats is every format a command writes, the terminal's first. T is what
// there is to write.
type formats[T any] []format[T]

// format is one row of it, and all that the commands know of a format.
type format[T any] struct {
	name    string
	endings []string // of an output's name, by which the format is guessed
	flags   []string // those it knows among the flags that not every format knows
	write   func(T, io.Writer) error
}

// telling is what can be told in words: as a document, and how it is drawn.
type telling interface {
	document() reports.Document
	options() reports.Options
}

// inWords is the formats in words, which any document can be written in. also is
// the flags of the command that all of them know, beside those of their own.
func inWords[T telling](also ...string) formats[T] {
	draw := func(writer func(io.Writer, reports.Document, reports.Options) error) func(T, io.Writer) error {
		return func(what T, w io.Writer) error { return writer(w, what.document(), what.options()) }
	}
	return formats[T]{
		{"terminal", []string{".txt"}, append([]string{"width"}, also...), draw(reports.Terminal)},
		{"markdown", []string{".md", ".markdown"}, also, draw(reports.Markdown)},
		{"html", []string{".html", ".htm"}, append([]string{"large-print"}, also...), draw(reports.HTML)},
	}
}

// drawn is a document with how it is drawn, for commands that write nothing else.
type drawn struct {
	of   reports.Document
	with reports.Options
}

func (d drawn) document() reports.Document { return d.of }
func (d drawn) options() reports.Options   { return d.with }

// insteadOf says what to write for an ending that people ask for and that no
// format has.
var insteadOf = map[string]string{
	".pdf":  "write .html and print it to PDF from the browser",
	".docx": "write .html; Word opens it",
	".doc":  "write .html; Word opens it",
	".odt":  "write .html; LibreOffice opens it",
	".xlsx": "write .csv; Excel opens it",
	".png":  "write .svg, or take a picture of the page",
}

func (fs formats[T]) names() []string {
	names := make([]string, len(fs))
	for i, f := range fs {
		names[i] = f.name
	}
	return names
}

// knowing is the names of the formats that know a flag; none where all do.
func (fs formats[T]) knowing(flag string) []string {
	var names []string
	for _, f := range fs {
		if slices.Contains(f.flags, flag) {
			names = append(names, f.name)
		}
	}
	return names
}

// addFlags adds --format and --output, and says in the help of each flag that not
// every format knows which ones do. It comes after the other flags.
func (fs formats[T]) addFlags(flags *pflag.FlagSet, name, output *string) {
	flags.StringVarP(name, "format", "f", "", strings.Join(fs.names(), ", ")+"; by the output's ending, else "+fs[0].name)
	markWords(flags, "format", fs.names())
	flags.StringVarP(output, "output", "o", "", "`file` to write; - is standard output")
	flags.VisitAll(func(f *pflag.Flag) {
		if know := fs.knowing(f.Name); len(know) > 0 {
			f.Usage += " (" + strings.Join(know, ", ") + ")"
		}
	})
}

// settle guesses the format where none was named, from the ending of the output,
// and refuses flags that it does not know. Without an output it is the first.
func (fs formats[T]) settle(name *string, output string, inputs []string, flags *pflag.FlagSet) error {
	if *name == "" {
		guess, err := fs.guess(output, inputs)
		if err != nil {
			return err
		}
		*name = guess
	}
	if err := oneOf("format", *name, fs.names()...); err != nil {
		return err
	}
	var wrong error
	flags.Visit(func(f *pflag.Flag) {
		if know := fs.knowing(f.Name); wrong == nil && len(know) > 0 && !slices.Contains(know, *name) {
			wrong = fmt.Errorf("--%s is for %s, not for %s", f.Name, strings.Join(know, ", "), *name)
		}
	})
	return wrong
}

func (fs formats[T]) guess(output string, inputs []string) (string, error) {
	ending := strings.ToLower(filepath.Ext(output))
	if ending == "" || output == "-" {
		return fs[0].name, nil
	}
	for _, f := range fs {
		if slices.Contains(f.endings, ending) {
			return f.name, nil
		}
	}
	if slices.ContainsFunc(inputs, func(in string) bool { return sameFile(output, in) }) {
		return fs[0].name, nil // refused later, with the better reason
	}
	if hint := insteadOf[ending]; hint != "" {
		return "", fmt.Errorf("Petal does not write %s; %s", ending, hint) //nolint:staticcheck // its name has a capital
	}
	return "", fmt.Errorf("unknown ending %q; choose a format with --format: %s", ending, strings.Join(fs.names(), ", "))
}

// write writes v in the format of a name that was settled.
func (fs formats[T]) write(name string, v T, w io.Writer) error {
	i := slices.IndexFunc(fs, func(f format[T]) bool { return f.name == name })
	return fs[i].write(v, w)
}

// plainFormats is what a command writes that is no report.
var plainFormats = []string{"text", "json"}

// addPlainFormat adds --format to a command that writes text or JSON.
func addPlainFormat(cmd *cobra.Command, name *string) {
	*name = plainFormats[0]
	cmd.Flags().StringVarP(name, "format", "f", *name, strings.Join(plainFormats, " or "))
	markWords(cmd.Flags(), "format", plainFormats)
}

// offeredWords is the annotation of a flag that holds the words it may have, for
// the shell to offer.
const offeredWords = "petal_words"

func markWords(flags *pflag.FlagSet, flag string, offered []string) {
	if err := flags.SetAnnotation(flag, offeredWords, offered); err != nil {
		panic(err) // there is no such flag
	}
}
