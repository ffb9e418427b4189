package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/reports"
)

// What a command writes, in which format, and where to.

// output runs write and puts what it wrote in the file at path, whole or not at
// all; "-" and "" are standard output. Inputs, and the bank, are files that path
// must not be.
func (a *app) output(path string, inputs []string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return a.print(write)
	}
	for _, in := range append(slices.Clone(inputs), a.bankPath) {
		if sameFile(path, in) {
			return fmt.Errorf("%s would be written over; choose another name for --output", path)
		}
	}
	var text strings.Builder
	if err := write(&text); err != nil {
		return err
	}
	if err := answersfile.WriteWhole(path, []byte(text.String())); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, a.notObeyed("wrote "+printable(path)))
	return nil
}

// print runs write on standard output.
func (a *app) print(write func(io.Writer) error) error {
	if a.getenv("GITHUB_ACTIONS") == "true" && !a.annotates {
		var text strings.Builder
		if err := write(&text); err != nil {
			return err
		}
		_, err := io.WriteString(a.stdout, a.notObeyed(text.String()))
		return err
	}
	out := &minded{to: a.stdout}
	if err := write(out); err != nil {
		return err
	}
	return out.err
}

// minded keeps the first error of a stream, for what is written with no eye to
// errors: a full disk must not end in success.
type minded struct {
	to  io.Writer
	err error
}

func (m *minded) Write(p []byte) (int, error) {
	n, err := m.to.Write(p)
	if m.err == nil {
		m.err = err
	}
	return n, err
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// narrowest is the fewest columns a report is laid out for.
const narrowest = 40

// wideEnough checks a --width, of which 0 asks the terminal.
func wideEnough(width int) error {
	if width != 0 && width < narrowest {
		return fmt.Errorf("--width %d is too narrow; reports need %d columns", width, narrowest)
	}
	return nil
}

// drawing is how a document is drawn on the terminal, or in the file at output. A
// width of 0 is the terminal's own. date is the day it is written.
func (a *app) drawing(width int, output, date string) reports.Options {
	if width == 0 {
		width = a.widthOf(a.stdout)
	}
	return reports.Options{
		Width:  width,
		Colour: (output == "" || output == "-") && a.colourOn(a.stdout),
		Words:  a.wordsOnly(),
		Date:   date,
	}
}

// writeJSON writes a value for other programs, where no report does.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
