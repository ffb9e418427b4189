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

// formats lists every format that a command can write, with the one for the terminal
// first. T is the type of what it writes.
type formats[T any] []format[T]

// format is what the commands know about one format.
type format[T any] struct {
	name    string
	endings []string // file extensions that choose this format
	flags   []string // flags that it accepts but other formats may not
	write   func(T, io.Writer) error
}

// drawable is anything that can be written as a document, with options for drawing it.
type drawable interface {
	document() reports.Document
	options() reports.Options
}

// inWords returns the formats that any document can be written in. also lists extra
// flags of the command that all of them accept.
func inWords[T drawable](also ...string) formats[T] {
	draw := func(writer func(io.Writer, reports.Document, reports.Options) error) func(T, io.Writer) error {
		return func(what T, w io.Writer) error { return writer(w, what.document(), what.options()) }
	}
	return formats[T]{
		{"terminal", []string{".txt"}, append([]string{"width"}, also...), draw(reports.Terminal)},
		{"markdown", []string{".md", ".markdown"}, also, draw(reports.Markdown)},
		{"html", []string{".html", ".htm"}, append([]string{"large-print"}, also...), draw(reports.HTML)},
	}
}

// drawn is a document with its options, for commands that write nothing else.
type drawn struct {
	of   reports.Document
	with reports.Options
}

func (d drawn) document() reports.Document { return d.of }
func (d drawn) options() reports.Options   { return d.with }

// insteadOf says what to write instead of a file type that people ask for but Petal
// cannot write.
var insteadOf = map[string]string{
	".pdf":  "write .html and print it to PDF from a browser",
	".docx": "write .html; Word opens it",
	".doc":  "write .html; Word opens it",
	".odt":  "write .html; LibreOffice opens it",
	".xlsx": "write .csv; Excel opens it",
	".png":  "write .svg, or take a screenshot",
}

func (fs formats[T]) names() []string {
	names := make([]string, len(fs))
	for i, f := range fs {
		names[i] = f.name
	}
	return names
}

// knowing returns the names of the formats that accept a flag; none if all of them
// do.
func (fs formats[T]) knowing(flag string) []string {
	var names []string
	for _, f := range fs {
		if slices.Contains(f.flags, flag) {
			names = append(names, f.name)
		}
	}
	return names
}

// addFlags adds --format and --output. If a flag works only with some formats, it
// adds their names to its help, so call it after adding the other flags.
func (fs formats[T]) addFlags(flags *pflag.FlagSet, name, output *string) {
	flags.StringVarP(name, "format", "f", "", strings.Join(fs.names(), ", ")+" (default: chosen from the --output name, or "+fs[0].name+")")
	markWords(flags, "format", fs.names())
	flags.StringVarP(output, "output", "o", "", "`file` to write; - is standard output")
	flags.VisitAll(func(f *pflag.Flag) {
		if know := fs.knowing(f.Name); len(know) > 0 {
			f.Usage += " (" + strings.Join(know, ", ") + ")"
		}
	})
}

// settle chooses the format from the extension of the output file if none was named,
// and refuses flags that the format does not accept. Without an output file it
// chooses the first format.
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
			wrong = fmt.Errorf("--%s works only with %s, not with %s", f.Name, strings.Join(know, ", "), *name)
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
		return fs[0].name, nil // refused later with a better message
	}
	if hint := insteadOf[ending]; hint != "" {
		return "", fmt.Errorf("Petal cannot write %s files; %s", ending, hint) //nolint:staticcheck // its name has a capital
	}
	return "", fmt.Errorf("unknown file ending %q; choose one of these with --format: %s", ending, strings.Join(fs.names(), ", "))
}

// ending returns the file extension of the named format.
func (fs formats[T]) ending(name string) string {
	i := slices.IndexFunc(fs, func(f format[T]) bool { return f.name == name })
	return fs[i].endings[0]
}

// write writes v in the named format, which settle has checked.
func (fs formats[T]) write(name string, v T, w io.Writer) error {
	i := slices.IndexFunc(fs, func(f format[T]) bool { return f.name == name })
	return fs[i].write(v, w)
}

// plainFormats lists the formats of commands that do not write reports.
var plainFormats = []string{"text", "json"}

// addPlainFormat adds --format to a command that writes text or JSON.
func addPlainFormat(cmd *cobra.Command, name *string) {
	*name = plainFormats[0]
	cmd.Flags().StringVarP(name, "format", "f", *name, strings.Join(plainFormats, " or "))
	markWords(cmd.Flags(), "format", plainFormats)
}

// offeredWords is the annotation that holds a flag's allowed values, for shell
// completion.
const offeredWords = "petal_words"

func markWords(flags *pflag.FlagSet, flag string, offered []string) {
	if err := flags.SetAnnotation(flag, offeredWords, offered); err != nil {
		panic(err) // there is no such flag
	}
}
