package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

// Where output goes and how it is drawn.

// output runs write and saves what it wrote at path, either completely or not at
// all; "-" and "" mean standard output. It refuses to overwrite the inputs or the
// bank.
func (a *app) output(path string, inputs []string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return a.print(write)
	}
	for _, in := range append(slices.Clone(inputs), a.bankPath) {
		if sameFile(path, in) {
			return fmt.Errorf("%s would be overwritten; choose another name for --output", path)
		}
	}
	if err := answersfile.WriteAs(path, write); err != nil {
		return err
	}
	a.tellWritten(path)
	return nil
}

// tellWritten says which file was written.
func (a *app) tellWritten(path string) {
	fmt.Fprintln(a.stderr, a.withoutCommands("wrote "+prose.Visible(path)))
}

// print runs write and prints the result on standard output in one piece: writing a
// report line by line would take 300 system calls. Only the rows of very many projects
// are printed in several.
func (a *app) print(write func(io.Writer) error) error {
	out := &printing{app: a}
	if err := write(out); err != nil {
		return err
	}
	return out.print(len(out.held))
}

// printing holds what is to be printed, as far as it is not too much.
type printing struct {
	*app
	held []byte
}

// mostHeld is how much is held before whole lines of it are printed.
const mostHeld = 1 << 20

func (p *printing) Write(text []byte) (int, error) {
	p.held = append(p.held, text...)
	if len(p.held) < mostHeld {
		return len(text), nil
	}
	return len(text), p.print(bytes.LastIndexByte(p.held, '\n') + 1)
}

// print prints the first n bytes of what is held.
func (p *printing) print(n int) error {
	out := string(p.held[:n])
	if !p.annotates {
		out = p.withoutCommands(out)
	}
	p.held = append(p.held[:0], p.held[n:]...)
	_, err := io.WriteString(p.stdout, out)
	return err
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

// wideEnough checks --width; 0 means the width of the terminal.
func wideEnough(width int) error {
	if width != 0 && width < narrowest {
		return fmt.Errorf("--width %d is too narrow; reports need at least %d columns", width, narrowest)
	}
	return nil
}

// drawing returns how a document is drawn on the terminal, or in the file at output.
// A width of 0 is the terminal's own. date is the day it is written.
func (a *app) drawing(width int, output, date string) reports.Options {
	if width == 0 {
		width = a.widthOf(a.stdout)
	}
	o := reports.Options{Width: width, Words: a.wordsOnly(), Date: date}
	if output == "" || output == "-" {
		o.Colours = a.colours(a.stdout)
	}
	return o
}

// writeJSON writes a value for other programs, where no report does.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
