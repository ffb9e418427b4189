//go:build unix

package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPipes gives every command that reads a file a pipe nobody writes to, and a
// device without an end: it must refuse them, not wait.
func TestPipes(t *testing.T) {
	oneAfterTheOther(t)
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	beside := good{answers: put(t, dir, "good.petal.yaml", sample(t, answersKind)), dir: dir}
	tried := map[string]bool{}
	for _, k := range kinds {
		for _, i := range invocations(k) {
			command, _, _ := strings.Cut(i.words, " --format")
			if tried[command] {
				continue // the format is nothing to the reader
			}
			tried[command] = true
			for _, file := range []string{pipe, "/dev/zero"} {
				code, out := within(t, dir, append([]string{"petal"}, beside.args(t, i, file, sample(t, k))...)...)
				if code != exitWrong || !strings.Contains(out, file+": it is a pipe or a device, not a file\n") {
					t.Errorf("petal %s with %s: exit code %d, %q", i.words, file, code, out)
				}
			}
		}
	}

	// What the shell opened for Petal is read.
	for _, line := range []string{
		"petal report /dev/stdin --brief < good.petal.yaml",
		"cat good.petal.yaml | petal report /dev/stdin --brief",
		"petal report <(cat good.petal.yaml) --brief",
		"petal check good.petal.yaml --policy <(echo petal-policy: 1; echo at-least: inform)",
	} {
		bash, err := exec.LookPath("bash")
		if err != nil {
			t.Skip("no bash here")
		}
		if code, out := within(t, dir, bash, "-c", line); code != exitDone {
			t.Errorf("%s: exit code %d, %q", line, code, out)
		}
	}
}

// within runs a command that must end soon.
func within(t *testing.T, dir string, args ...string) (code int, out string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TERM=dumb")
	text, _ := cmd.CombinedOutput() // the exit code is the caller's
	if ctx.Err() != nil {
		t.Fatalf("%s was still waiting", strings.Join(args, " "))
	}
	return cmd.ProcessState.ExitCode(), string(text)
}
