package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/petal-check/petal/questions"
)

// outcome is what a command left behind.
type outcome struct {
	code           int
	stdout, stderr string
}

// harness runs commands inside the test, which is a hundred times faster than
// starting a program for each.
type harness struct {
	t                     testing.TB
	stdin, stdout, stderr *os.File
	env                   map[string]string
}

func newHarness(t testing.TB) *harness {
	t.Helper()
	dir := t.TempDir()
	h := &harness{t: t}
	for name, file := range map[string]**os.File{"stdin": &h.stdin, "stdout": &h.stdout, "stderr": &h.stderr} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		*file = f
	}
	t.Cleanup(func() {
		for _, f := range []*os.File{h.stdin, h.stdout, h.stderr} {
			f.Close() //nolint:errcheck // in a folder about to go
		}
	})
	return h
}

// run runs petal with args and what it reads from standard input.
func (h *harness) run(stdin string, args ...string) outcome {
	h.t.Helper()
	for _, f := range []*os.File{h.stdin, h.stdout, h.stderr} {
		if err := f.Truncate(0); err != nil {
			h.t.Fatal(err)
		}
		h.rewind(f)
	}
	if stdin != "" {
		if _, err := h.stdin.WriteString(stdin); err != nil {
			h.t.Fatal(err)
		}
		h.rewind(h.stdin)
	}
	a := &app{
		stdin: h.stdin, stdout: h.stdout, stderr: h.stderr,
		getenv: func(name string) string { return h.env[name] },
		now:    func() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) },
	}
	code := a.run(args)
	return outcome{code, h.read(h.stdout), h.read(h.stderr)}
}

func (h *harness) rewind(f *os.File) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		h.t.Fatal(err)
	}
}

func (h *harness) read(f *os.File) string {
	h.rewind(f)
	text, err := io.ReadAll(f)
	if err != nil {
		h.t.Fatal(err)
	}
	return string(text)
}

// put writes a file into a folder and returns its path.
func put(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// removeAll removes everything in a folder except some files.
func removeAll(t testing.TB, dir string, but ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(but, e.Name()) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// oneAfterTheOther skips a test of very many commands under the race detector:
// nothing in it runs in parallel, and it would take ten minutes.
func oneAfterTheOther(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("nothing here runs side by side")
	}
}

// worked returns how long a processor worked on something, which is what the file it
// reads can make long; how long a clock ran beside it says how busy the machine is.
// If it took longer than most, it is run again, since other tests may have been
// running too. The result is converted to a machine of usual speed.
func worked(most time.Duration, run func()) time.Duration {
	best := time.Duration(-1)
	for range 4 {
		begin := processorTime()
		run()
		if took := processorTime() - begin; best < 0 || took < best {
			best = took
		}
		if best <= most {
			return best
		}
	}
	return atUsualSpeed(best)
}

// atUsualSpeed returns a time on a machine that reads the bank's text in eight
// milliseconds, as machines of today do: one that is slow, or held back, takes longer
// for everything.
func atUsualSpeed(took time.Duration) time.Duration {
	const usual = 8 * time.Millisecond
	now := time.Hour
	for range 10 {
		begin := processorTime()
		if _, err := questions.Load("bank", questions.BankText(questions.DefaultBank)); err != nil {
			panic(err) // a test checks that it loads
		}
		now = min(now, processorTime()-begin)
	}
	return time.Duration(float64(took) * float64(usual) / float64(max(now, usual)))
}
