//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
	"github.com/rogpeppe/go-internal/testscript"
)

// terminal is a pseudo-terminal with a program in it, and the screen a person
// would see. It never answers what a program may ask a terminal.
type terminal struct {
	cmd    *exec.Cmd
	pty    *os.File
	screen vt10x.Terminal
	done   chan struct{} // closed when the program's output has ended

	mu  sync.Mutex
	raw bytes.Buffer
}

// patience is how long a step waits for the screen. It only limits how long a failing
// test takes, and leaves room for a busy machine.
const patience = time.Minute

func startTerminal(cmd *exec.Cmd, columns, rows int) (*terminal, error) {
	if cmd.Env == nil {
		cmd.Env = os.Environ()
	}
	cmd.Env = append(cmd.Env, "GOTRACEBACK=all") // see stuck
	p, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)})
	if err != nil {
		return nil, err
	}
	t := &terminal{cmd: cmd, pty: p, screen: vt10x.New(vt10x.WithSize(columns, rows)), done: make(chan struct{})}
	go func() {
		defer close(t.done)
		buffer := make([]byte, 4096)
		for {
			n, err := p.Read(buffer)
			t.mu.Lock()
			t.raw.Write(buffer[:n])
			t.mu.Unlock()
			t.screen.Write(buffer[:n]) //nolint:errcheck // a screen in memory
			if err != nil {
				return // EIO once the program has ended
			}
		}
	}()
	return t, nil
}

// text returns the screen as a person reads it, without trailing blanks.
func (t *terminal) text() string {
	lines := strings.Split(t.screen.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n") + "\n"
}

func (t *terminal) shows(words string) bool {
	return strings.Contains(strings.Join(strings.Fields(t.text()), " "), strings.Join(strings.Fields(words), " "))
}

func (t *terminal) waitFor(what string, ok func() bool) error {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ok() {
			return nil
		}
	}
	return fmt.Errorf("waited for %s; %s", what, t.stuck())
}

// stuck ends a program that did not do what the test waited for, and reports what was
// on the screen and what each goroutine was doing: Go's runtime writes that to
// standard error, here the terminal, when it gets SIGQUIT.
func (t *terminal) stuck() string {
	screen := t.text()
	t.mu.Lock()
	before := t.raw.Len()
	t.mu.Unlock()
	if err := t.cmd.Process.Signal(syscall.SIGQUIT); err != nil {
		return fmt.Sprintf("the program cannot be asked what it does (%v); the screen is\n%s", err, screen)
	}
	select {
	case <-t.done:
	case <-time.After(patience):
		t.cmd.Process.Kill() //nolint:errcheck // the test fails anyway
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	said := strings.ReplaceAll(t.raw.String()[before:], "\r\n", "\n")
	return fmt.Sprintf("the screen is\n%s\nSIGQUIT made the program say\n%s", screen, said)
}

// exit waits for the program to end and returns its exit code, or minus the
// number of the signal that ended it.
func (t *terminal) exit() (int, error) {
	ended := make(chan error, 1)
	go func() { ended <- t.cmd.Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
				return -int(status.Signal()), nil
			}
			return exit.ExitCode(), nil
		}
		return 0, err
	case <-time.After(patience):
		return 0, fmt.Errorf("the program does not end; %s", t.stuck())
	}
}

var keys = strings.NewReplacer(
	"<enter>", "\r", "<esc>", "\x1b", "<tab>", "\t", "<down>", "\x1b[B", "<up>", "\x1b[A",
	"<ctrl-c>", "\x03", "<ctrl-q>", "\x11", "<f1>", "\x1bOP", "<home>", "\x1b[H", "<ctrl-u>", "\x15", "<backspace>", "\x7f", "<space>", " ",
)

var signals = map[string]syscall.Signal{"TERM": syscall.SIGTERM, "HUP": syscall.SIGHUP, "KILL": syscall.SIGKILL, "INT": syscall.SIGINT}

// ttyCommand runs a command in a terminal and leads it by steps, one a line:
//
//	size 40 12        columns and rows to start with (80 24)
//	expect WORDS      wait until the screen shows the words
//	absent WORDS      the screen must not show them
//	screen FILE       wait until the screen is what FILE holds
//	send KEYS         type, with <enter> <esc> <tab> <up> <down> <ctrl-c> <ctrl-u> <ctrl-q> <f1> <home>
//	resize 40 12
//	signal TERM       or HUP, KILL, INT
//	hangup            close the terminal
//	copy FROM TO      as another hand would
//	exit N            wait for the program to end with this code
func ttyCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: tty FILE command...")
	}
	steps := strings.Split(ts.ReadFile(args[0]), "\n")
	columns, rows := 80, 24
	if words := strings.Fields(steps[0]); len(words) == 3 && words[0] == "size" {
		columns, rows = number(ts, words[1]), number(ts, words[2])
		steps = steps[1:]
	}
	t, err := startTerminal(command(ts, args[1:]), columns, rows)
	ts.Check(err)
	defer t.pty.Close() //nolint:errcheck // it may be closed already
	exited := false
	defer func() {
		if !exited {
			t.cmd.Process.Kill() //nolint:errcheck // it may have ended
			t.cmd.Wait()         //nolint:errcheck // it was killed
		}
	}()
	for i, step := range steps {
		verb, rest, _ := strings.Cut(strings.TrimSpace(step), " ")
		fail := func(err error) {
			if err != nil {
				ts.Fatalf("%s:%d: %s: %v", args[0], i+1, step, err)
			}
		}
		switch verb {
		case "":
		case "expect":
			fail(t.waitFor(rest, func() bool { return t.shows(rest) }))
		case "absent":
			if t.shows(rest) {
				fail(fmt.Errorf("the screen is\n%s", t.text()))
			}
		case "screen":
			want := ts.ReadFile(rest)
			fail(t.waitFor("the screen to be "+rest, func() bool { return t.text() == want }))
		case "send":
			_, err := io.WriteString(t.pty, keys.Replace(rest))
			fail(err)
		case "resize":
			size := strings.Fields(rest)
			columns, rows := number(ts, size[0]), number(ts, size[1])
			t.screen.Resize(columns, rows)
			fail(pty.Setsize(t.pty, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}))
		case "signal":
			fail(t.cmd.Process.Signal(signals[rest]))
		case "hangup":
			fail(t.pty.Close())
			// It is closed when nobody reads from it any more, so the program has to draw once more.
			fail(t.cmd.Process.Signal(syscall.SIGWINCH))
		case "copy":
			from, to, _ := strings.Cut(rest, " ")
			fail(os.WriteFile(ts.MkAbs(to), []byte(ts.ReadFile(from)), 0o644))
		case "exit":
			code, err := t.exit()
			exited = true
			fail(err)
			if want := number(ts, rest); code != want {
				fail(fmt.Errorf("exit code %d; the screen is\n%s", code, t.text()))
			}
		default:
			ts.Fatalf("%s:%d: no step %q", args[0], i+1, verb)
		}
	}
	if !exited {
		ts.Fatalf("%s: the steps end before the program; end them with exit N", args[0])
	}
}

func number(ts *testscript.TestScript, s string) int {
	n, err := strconv.Atoi(s)
	ts.Check(err)
	return n
}

// silentCommand runs a command in a terminal that never answers and checks that
// nothing was asked of it: a query is an escape sequence with a question mark or one
// that reports a status.
func silentCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: silent command...")
	}
	t, err := startTerminal(command(ts, args), 80, 24)
	ts.Check(err)
	defer t.pty.Close() //nolint:errcheck // it may be closed already
	code, err := t.exit()
	ts.Check(err)
	<-t.done
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, query := range []string{"\x1b]10;?", "\x1b]11;?", "\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[>", "\x1bP"} {
		if bytes.Contains(t.raw.Bytes(), []byte(query)) {
			ts.Fatalf("%v asks the terminal %q", args, query)
		}
	}
	if code != 0 {
		ts.Fatalf("exit code %d:\n%s", code, t.raw.String())
	}
}

// TestStuck checks that a test that waits in vain shows what is needed to find out
// why: the screen, and what the program is doing.
func TestStuck(t *testing.T) {
	file := put(t, t.TempDir(), "ward.petal.yaml", unanswered)
	cmd := exec.Command("petal", "assess", file, "--notes", "none")
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=1", "CI=")
	term, err := startTerminal(cmd, 80, 24)
	if err != nil {
		t.Fatal(err)
	}
	defer term.pty.Close() //nolint:errcheck // it was only read
	const first = "question 1 of"
	if err := term.waitFor(first, func() bool { return term.shows(first) }); err != nil {
		t.Fatal(err)
	}
	told := term.stuck()
	cmd.Wait() //nolint:errcheck // SIGQUIT ended it
	screen, doing, _ := strings.Cut(told, "SIGQUIT")
	for _, c := range []struct{ in, want string }{{screen, first}, {doing, "\ngoroutine 1 "}, {doing, ".(*app).run("}} {
		if !strings.Contains(c.in, c.want) {
			t.Errorf("no %q in\n%s", c.want, told)
		}
	}
}
