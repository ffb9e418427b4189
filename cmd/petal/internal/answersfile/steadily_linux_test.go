package answersfile_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// steadily is the order to replace a file again and again.
const steadily = "steadily"

const (
	mostReplacements = 300
	mostTime         = 4 * time.Second
)

// replaceSteadily replaces a file again and again, and reports what each of its
// versions replaced. It exchanges the two files, so that it misses nothing.
func replaceSteadily(path string, out io.Writer) error {
	end := time.Now().Add(mostTime)
	for n := 1; n <= mostReplacements && time.Now().Before(end); n++ {
		mine := path + ".new"
		if err := os.WriteFile(mine, fmt.Appendf(nil, "version %d", n), 0o644); err != nil {
			return err
		}
		if err := unix.Renameat2(unix.AT_FDCWD, mine, unix.AT_FDCWD, path, unix.RENAME_EXCHANGE); err != nil {
			return err
		}
		was, err := os.ReadFile(mine)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n", was)
		time.Sleep(time.Duration(rand.IntN(12_000)) * time.Microsecond)
	}
	return nil
}

// TestSaveAgainstSteadyReplacement lets another program replace the file again
// and again while Petal opens it, saves a few times and opens it anew. Every
// version of the other program is followed to its end: another version of its
// own took its place, or answers that were given with this version in view, or
// answers that were not. The last is what must not happen.
func TestSaveAgainstSteadyReplacement(t *testing.T) {
	for _, can := range []bool{true, false} {
		t.Run(fmt.Sprintf("exchange %t", can), func(t *testing.T) {
			t.Parallel()
			againstSteadyReplacement(t, can)
		})
	}
}

func againstSteadyReplacement(t *testing.T, canExchange bool) {
	dir := t.TempDir()
	if !exchanges(t, dir) {
		t.Skip("the other program needs to exchange files")
	}
	path := filepath.Join(dir, "ward.petal.yaml")
	write(t, path, "version 0")
	o := startOther(t)
	fmt.Fprintf(o.orders, "%s\t0s\t%s\n", steadily, path)
	over := make(chan []string)
	go func() {
		var took []string
		for o.says.Scan() && o.says.Text() != "done" {
			took = append(took, o.says.Text())
		}
		over <- took
	}()

	var took []string
	saved := map[int]bool{} // those that Petal said are in the file
	saves, undone := 0, 0
	for took == nil {
		f := open(t, path)
		f.At(func(step string) {
			if step == "putting back" {
				undone++
			}
		})
		var seen int
		if text := f.Text(); bytes.HasPrefix(text, []byte("answers ")) {
			if _, err := fmt.Sscanf(string(text), "answers %d on %d", new(int), &seen); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
		} else if _, err := fmt.Sscanf(string(text), "version %d", &seen); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if !canExchange {
			f.NoExchange()
		}
		for range 4 {
			saves++
			notice, err := f.Save(fmt.Appendf(nil, "answers %d on %d", saves, seen))
			if err != nil {
				t.Fatal(err)
			}
			if f.Path() != path {
				if want := "Another program has changed " + path + ". It was left as it is, and your answers are now saved in " + f.Path() + "."; notice != want {
					t.Fatalf("the notice is %q, want %q", notice, want)
				}
				holds(t, f.Path(), fmt.Sprintf("answers %d on %d", saves, seen))
				if err := os.Remove(f.Path()); err != nil {
					t.Fatal(err)
				}
				break
			}
			saved[saves] = true
		}
		select {
		case took = <-over:
		default:
		}
	}
	o.ends(t)
	last, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	took = append(took, string(last)) // as the version after the last would have found

	overwritten, kept := 0, 0
	for before, was := range took {
		var number, on int
		switch {
		case was == fmt.Sprintf("version %d", before):
		case strings.HasPrefix(was, "answers "):
			if _, err := fmt.Sscanf(was, "answers %d on %d", &number, &on); err != nil {
				t.Fatalf("%q: %v", was, err)
			}
			switch {
			case on == before:
				kept++
			case saved[number]:
				overwritten++
			} // or those answers were about to leave the place again
		} // or it is an older version, about to change places with this one
	}
	n := len(took) - 1
	t.Logf("exchange %t: %d replacements during %d saves (%d in the file, %d in files beside, %d of them undone at the last moment): %d overwritten, %d read before answers took their place",
		canExchange, n, saves, len(saved), saves-len(saved), undone, overwritten, kept)
	if n < 150 || len(saved) < 50 {
		t.Errorf("%d replacements and %d saves in the file, want at least 150 and 50", n, len(saved))
	}
	if canExchange && overwritten > 0 {
		t.Errorf("%d of %d replacements were overwritten, want none", overwritten, n)
	}
	if got := string(last); overwritten == 0 && got != fmt.Sprintf("version %d", n) && !strings.HasSuffix(got, fmt.Sprintf(" on %d", n)) {
		t.Errorf("the file holds %q in the end, want version %d or answers given on it", got, n)
	}
	if got, want := names(t, dir), "ward.petal.yaml ward.petal.yaml.new"; got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
}
