//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/petal-check/petal/cmd/petal/internal/quiet"
)

// TestMain lets scripts run petal: this test binary, under its name.
func TestMain(m *testing.M) {
	quiet.Restore()
	testscript.Main(m, map[string]func(){"petal": func() { os.Exit(run(os.Args[1:])) }})
}

// TestScripts runs testdata/script: one behaviour in each file, with the expected
// output next to the command. Beyond what testscript has:
//
//	exitcode N cmd…   the command ends with exactly this code
//	tty FILE cmd…     the command in a real terminal, led by the steps in FILE
//	silent cmd…       the command in a terminal that never answers; it must
//	                  end by itself, and not have asked the terminal anything
//	lines N FILE      the file has N lines
//
// $STORY is the folder of the canonical project: twelve answers files of a stroke
// service, by staff, a charity, carers and people with lived experience, in three
// rounds.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TERM", "xterm-256color")
			env.Setenv("COLUMNS", "80")
			env.Setenv("STORY", filepath.Join(root, "assess", "testdata", "story"))
			env.Setenv("PAGER", "cat") // which offers none
			for _, name := range []string{"CI", "NO_COLOR", "ACCESSIBLE"} {
				env.Setenv(name, "")
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode": exitCode,
			"tty":      ttyCommand,
			"silent":   silentCommand,
		},
	})
}

// exitCode runs a command and checks its exit code; testscript's own ! takes any
// failure.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode N command...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// command returns a command of the script, with the script's folder and environment.
func command(ts *testscript.TestScript, args []string) *exec.Cmd {
	program := args[0]
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if path := filepath.Join(dir, program); isExecutable(path) {
			program = path
			break
		}
	}
	cmd := exec.Command(program, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TERM", "NO_COLOR", "ACCESSIBLE", "TMPDIR", "LC_ALL", "PAGER", "LESS"} {
		if value := ts.Getenv(name); value != "" {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	return cmd
}

func isExecutable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && info.Mode()&0o111 != 0
}
