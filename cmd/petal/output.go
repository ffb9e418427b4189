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
	a.notifyWritten(path)
	return nil
}

// notifyWritten says which file was written.
func (a *app) notifyWritten(path string) {
	fmt.Fprintln(a.stderr, a.withoutCommands("wrote "+prose.Visible(path)))
}

// print runs write and prints the result on standard output in one piece: writing a
// report line by line would take 300 system calls. Only the rows of very many
// projects are printed in several pieces.
func (a *app) print(write func(io.Writer) error) error {
	out := &printing{app: a}
	if err := write(out); err != nil {
		return err
	}
	return out.print(len(out.held))
}

// printing holds what is to be printed, up to mostHeld bytes.
type printing struct {
	*app
	held []byte
}

// mostHeld is how many bytes are held before whole lines of them are printed.
const mostHeld = 1 << 20

func (p *printing) Write(text []byte) (int, error) {
	p.held = append(p.held, text...)
	whole := bytes.LastIndexByte(text, '\n') + 1 // what was held before has been looked through
	if len(p.held) < mostHeld || whole == 0 {
		return len(text), nil
	}
	return len(text), p.print(len(p.held) - len(text) + whole)
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

// narrowest is the smallest width, in columns, that a report can be laid out for.
const narrowest = 40

// wideEnough checks --width; 0 means the width of the terminal.
func wideEnough(width int) error {
	if width != 0 && width < narrowest {
		return fmt.Errorf("--width %d is too narrow; reports need at least %d columns", width, narrowest)
	}
	return nil
}

// drawing returns the options for drawing a document on the terminal, or in the file
// at output. If width is 0, it uses the width of the terminal. date is the day it is
// written.
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

// writeJSON writes a value as JSON, for commands that do not write reports.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
