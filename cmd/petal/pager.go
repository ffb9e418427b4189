package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/petal-check/petal/cmd/petal/internal/charset"
)

// pager is a program to read a long text with.
type pager struct {
	command string // as in PAGER: a shell command or, on Windows, a program with its flags
	colours bool   // whether it shows colours
	charset charset.Charset
}

// findPager returns the pager that PAGER names, or the one that nearly every system
// has. ok is false if there is none, or if none is wanted, which PAGER=cat says, as
// for other programs.
func (a *app) findPager() (p pager, ok bool) {
	windows := runtime.GOOS == "windows"
	p = pager{command: strings.TrimSpace(a.getenv("PAGER")), charset: charset.Of(a.getenv, windows)}
	if p.command == "" {
		for _, usual := range []string{"less", "more"} {
			if _, err := exec.LookPath(usual); err == nil {
				p.command = usual
				break
			}
		}
	}
	if p.command == "" || p.command == "cat" {
		return p, false
	}
	name := strings.TrimSuffix(filepath.Base(strings.Fields(p.command)[0]), ".exe")
	flags := a.getenv("LESS")
	p.colours = name == "less" && (flags == "" || strings.ContainsAny(flags, "rR"))
	if windows && name == "more" {
		p.charset = charset.Plain // it misreads the bytes of UTF-8 as other characters
	}
	return p, true
}

// offerToRead asks whether to read a text in a pager, if there is a person at a
// terminal and a pager to use. draw writes the text, with or without colour.
func (a *app) offerToRead(what string, draw func(w io.Writer, colours bool) error) error {
	p, ok := a.findPager()
	if !ok || !isTerminal(a.stdin) || !isTerminal(a.stdout) || !isTerminal(a.stderr) || a.wordsOnly() || a.dumb() {
		return nil
	}
	a.tell("Press Enter to read %s here, or type n to skip it. To come back, press q.", what)
	said, err := bufio.NewReaderSize(a.stdin, 16).ReadString('\n')
	if err != nil || strings.TrimSpace(said) != "" {
		return nil
	}
	var text bytes.Buffer
	if err := draw(&text, p.colours); err != nil {
		return err
	}
	if err := p.show(p.charset.Encode(text.Bytes())); err != nil {
		a.tell("%s did not work as a pager: %v.", p.command, err)
	}
	return nil
}

// show runs the pager until the person closes it.
func (p pager) show(text []byte) error {
	words := []string{"sh", "-c", p.command}
	if runtime.GOOS == "windows" {
		words = strings.Fields(p.command)
	}
	cmd := exec.Command(words[0], words[1:]...) //nolint:gosec // PAGER is the user's own
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(text), os.Stdout, os.Stderr
	cmd.Env = os.Environ()
	// The same options as git uses: a short text is just printed, colours are shown,
	// and what was read stays on the screen. The prompt at the bottom says how to get
	// out.
	for name, value := range map[string]string{"LESS": "FRXPsq closes this, Space goes on$", "LV": "-c"} {
		if os.Getenv(name) == "" {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	// While the pager runs, Ctrl-C belongs to it.
	signal.Ignore(os.Interrupt)
	defer signal.Reset(os.Interrupt)
	return cmd.Run()
}
