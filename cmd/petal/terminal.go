package main

import (
	"os"
	"runtime"
	"strconv"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/termenv"
)

func isTerminal(f *os.File) bool { return term.IsTerminal(f.Fd()) }

// widthOf is the width of the terminal f is, or of what COLUMNS says, or 80.
func (a *app) widthOf(f *os.File) int {
	if isTerminal(f) {
		if width, _, err := term.GetSize(f.Fd()); err == nil && width > 0 {
			return width
		}
	}
	if n, err := strconv.Atoi(a.getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}

// dumb tells whether the terminal can do no more than print lines. Windows sets
// no TERM; elsewhere a terminal without one says nothing of what it can do.
func (a *app) dumb() bool {
	name := a.getenv("TERM")
	return name == "dumb" || name == "" && runtime.GOOS != "windows"
}

// colourOn tells whether f shows colour and may: NO_COLOR, TERM=dumb and pipes
// are honoured.
func (a *app) colourOn(f *os.File) bool {
	if !isTerminal(f) || a.noColour || a.getenv("NO_COLOR") != "" || a.dumb() {
		return false
	}
	// A Windows console obeys colours only when asked to; elsewhere this does nothing.
	_, err := termenv.EnableVirtualTerminalProcessing(termenv.NewOutput(f))
	return err == nil
}

// wordsOnly tells whether drawings should be said instead: for a screen reader,
// or a terminal that cannot draw.
func (a *app) wordsOnly() bool {
	return a.getenv("ACCESSIBLE") != "" || a.getenv("TERM") == "dumb"
}
