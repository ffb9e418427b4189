package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/questions"
)

// Set by the release build; a plain go build finds them in the build info.
var (
	version = ""
	commit  = ""
	date    = ""
)

// build is what this binary knows about itself. Unknown parts are "".
type build struct {
	Version string    `json:"version"`
	Commit  string    `json:"commit"`
	Date    string    `json:"date"` // the date of the commit, not of the build
	Go      string    `json:"go"`
	Bank    bankBuilt `json:"bank"`
}

// bankBuilt names the bank used by default.
type bankBuilt struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

func buildInfo() build {
	b := build{version, commit, date, runtime.Version(), bankBuilt{questions.DefaultBank, questions.DefaultVersion()}}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && b.Commit == "":
			b.Commit = s.Value
		case s.Key == "vcs.time" && b.Date == "":
			b.Date = s.Value
		}
	}
	return b
}

func buildVersion() string {
	if version == "" {
		return "development build"
	}
	return version
}

func (a *app) versionCommand() *cobra.Command {
	format := ""
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Show the version of Petal",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("format", format, plainFormats...); err != nil {
				return err
			}
			return a.output("", nil, func(w io.Writer) error { return printVersion(w, format) })
		},
	}
	addPlainFormat(cmd, &format)
	return cmd
}

func printVersion(w io.Writer, format string) error {
	b := buildInfo()
	if format == "json" {
		return writeJSON(w, b)
	}
	fmt.Fprintf(w, "petal %s\n", buildVersion())
	for _, part := range []struct{ name, value string }{
		{"commit", b.Commit}, {"date", b.Date}, {"go", b.Go}, {"bank", b.Bank.ID + " " + b.Bank.Version},
	} {
		if part.value != "" {
			fmt.Fprintf(w, "%-7s%s\n", part.name, part.value)
		}
	}
	return nil
}
