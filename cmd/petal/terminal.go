package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/termenv"

	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/charset"
	"github.com/petal-check/petal/questions/prose"
)

// file is a standard stream.
type file interface {
	io.ReadWriteCloser
	Fd() uintptr
}

// stream returns a standard stream. If it is a terminal, text is converted to
// characters that it can show.
func stream(f *os.File, getenv func(string) string) file {
	if set := charset.Of(getenv, runtime.GOOS == "windows"); set != charset.Unicode && isTerminal(f) {
		return charset.File{File: f, Charset: set}
	}
	return f
}

func isTerminal(f file) bool { return term.IsTerminal(f.Fd()) }

// widthOf returns the width of the terminal f or, failing that, the value of COLUMNS,
// or 80.
func (a *app) widthOf(f file) int {
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

// tell writes a paragraph to standard error, wrapped to the width of the terminal,
// but no wider than is easy to read. It breaks only at spaces, so that file names
// stay whole.
func (a *app) tell(format string, args ...any) {
	line := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")
	fmt.Fprintln(a.stderr, a.withoutCommands(prose.WrapWords(line, min(a.widthOf(a.stderr), 80))))
}

// tellCommand writes the next command to run, on one line so that it can be copied.
// What the command is for goes first, on the same line if both fit.
func (a *app) tellCommand(what, command string) {
	what += ": "
	if ansi.StringWidth(what+command) > a.widthOf(a.stderr) {
		a.tell("%s", what)
		what = "  "
	}
	fmt.Fprintln(a.stderr, a.withoutCommands(what+command))
}

// dumb reports whether the terminal can do no more than print lines. Windows does not
// set TERM; elsewhere, a terminal without it does not say what it can do.
func (a *app) dumb() bool {
	name := a.getenv("TERM")
	return name == "dumb" || name == "" && runtime.GOOS != "windows"
}

// colours returns how many colours to use on f. It respects NO_COLOR, TERM=dumb and
// pipes.
func (a *app) colours(f file) int {
	if !isTerminal(f) || a.noColour || a.getenv("NO_COLOR") != "" || a.dumb() {
		return 0
	}
	out := termenv.NewOutput(f)
	// A Windows console shows colours only when asked to; elsewhere this does nothing.
	if _, err := termenv.EnableVirtualTerminalProcessing(out); err != nil {
		return 0
	}
	switch out.ColorProfile() { // it uses only the environment
	case termenv.TrueColor, termenv.ANSI256:
		return 256
	case termenv.ANSI:
		return 16
	}
	return 0
}

// wordsOnly reports whether drawings should be replaced by words: for a screen
// reader, or a terminal that cannot draw.
func (a *app) wordsOnly() bool {
	return a.getenv("ACCESSIBLE") != "" || a.getenv("TERM") == "dumb"
}

// asker returns an asker that uses the whole screen if that is possible and wanted,
// or one that asks line by line. Only standard input and standard error matter, since
// results may be piped on. done restores the terminal.
//
// If the terminal is closed or a signal ends the program, every answer must be saved
// and the terminal restored. So until done is called, those signals end the asking
// rather than Petal.
func (a *app) asker(accessible bool) (asker ask.Asker, done func()) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	if a.fullScreen() && !accessible {
		if a.noColour {
			os.Setenv("NO_COLOR", "1") //nolint:errcheck // how to tell the screen's libraries
		}
		asker = ask.NewScreen(ctx, a.stdin, a.stderr)
	} else {
		asker = ask.NewLines(ctx, a.stdin, a.stderr, min(a.widthOf(a.stderr), 80), !isTerminal(a.stdin))
	}
	return asker, func() {
		asker.Close() //nolint:errcheck // there is nothing to do about an error
		stop()
	}
}

// fullScreen reports whether there is a terminal that is large and capable enough to
// ask on the whole screen.
func (a *app) fullScreen() bool {
	if !isTerminal(a.stdin) || !isTerminal(a.stderr) || a.wordsOnly() || a.dumb() {
		return false
	}
	width, height, err := term.GetSize(a.stderr.Fd())
	return err == nil && width >= ask.MinColumns && height >= ask.MinRows
}
