//go:build unix

package answersfile_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// otherProgram is set where this test is the other program.
const otherProgram = "PETAL_TEST_OTHER_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(otherProgram) != "" {
		if err := otherMain(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// ways is how other programs write to a file that is there, each with what they
// have to say. Whatever they find there, their words are in a file afterwards.
var ways = map[string]func(path, text string) error{
	"a new file renamed over it": func(path, text string) error {
		if err := os.WriteFile(path+".new", []byte(text), 0o644); err != nil {
			return err
		}
		return os.Rename(path+".new", path)
	},
	"removed and made again": func(path, text string) error {
		if err := os.Remove(path); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(text), 0o644)
	},
	"emptied and written": func(path, text string) error { return os.WriteFile(path, []byte(text), 0o644) },
	"opened, and written in a while": func(path, text string) error {
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		time.Sleep(500 * time.Microsecond)
		if _, err := file.WriteString(text); err != nil {
			return err
		}
		return file.Close()
	},
	"appended to": func(path, text string) error {
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return err
		}
		if _, err := file.WriteString(text); err != nil {
			return err
		}
		return file.Close()
	},
}

// otherMain writes to files as its input says, line by line, and reports when each is
// done.
func otherMain(in io.Reader, out io.Writer) error {
	for lines := bufio.NewScanner(in); lines.Scan(); {
		words := strings.Split(lines.Text(), "\t") // way, delay, path, text
		delay, err := time.ParseDuration(words[1])
		if err != nil {
			return err
		}
		time.Sleep(delay)
		if words[0] == steadily {
			err = replaceSteadily(words[2], out)
		} else {
			err = ways[words[0]](words[2], words[3])
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "done")
	}
	return nil
}

// other is another program at work: it takes orders and says what it did.
type other struct {
	orders io.WriteCloser
	says   *bufio.Scanner
	wait   func() error
}

func startOther(t *testing.T) *other {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), otherProgram+"=1")
	cmd.Stderr = os.Stderr
	orders, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	says, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &other{orders, bufio.NewScanner(says), cmd.Wait}
}

func (o *other) ends(t *testing.T) {
	t.Helper()
	o.orders.Close() //nolint:errcheck // it is told by that
	if err := o.wait(); err != nil {
		t.Errorf("the other program: %v", err)
	}
}

// TestSaveLeavesOthersWork lets another program write to the file once in every
// way programs do, at a random moment while Petal saves steadily, and counts how
// often what it wrote is nowhere to be found afterwards.
func TestSaveLeavesOthersWork(t *testing.T) {
	dir := t.TempDir()
	canExchange := exchanges(t, dir)
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			const rounds = 60
			o := startOther(t)
			lost, moved, saves := 0, 0, 0
			for round := range rounds {
				dir := filepath.Join(dir, fmt.Sprintf("%s %d", way, round))
				if err := os.Mkdir(dir, 0o755); err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(dir, "ward.petal.yaml")
				write(t, path, "before")
				f := open(t, path)
				words := fmt.Sprintf("replacement %d;", round)
				fmt.Fprintf(o.orders, "%s\t%v\t%s\t%s\n", way, time.Duration(rand.IntN(15_000))*time.Microsecond, path, words)
				done := make(chan bool, 1)
				go func() { done <- o.says.Scan() && o.says.Text() == "done" }()
				for over := false; !over; {
					select {
					case ok := <-done:
						if !ok {
							t.Fatalf("round %d: the other program did not write", round)
						}
						over = true // and once more
					default:
					}
					saves++
					if _, err := f.Save(fmt.Appendf(nil, "answers %d;", saves)); err != nil {
						t.Fatal(err)
					}
				}
				if f.Path() != path {
					moved++
				}
				holds(t, f.Path(), fmt.Sprintf("answers %d;", saves))
				if !strings.Contains(everything(t, dir), words) {
					lost++
				}
			}
			o.ends(t)
			t.Logf("%d replacements during %d saves: %d overwritten, %d found and answered with a file beside", rounds, saves, lost, moved)
			if lost > 0 && canExchange {
				t.Errorf("%d of %d replacements were overwritten, want none", lost, rounds)
			}
		})
	}
}

// everything returns the content of all files in a folder, one after the other.
func everything(t *testing.T, dir string) string {
	t.Helper()
	var out strings.Builder
	for name := range strings.FieldsSeq(names(t, dir)) {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out.Write(text)
	}
	return out.String()
}

// exchanges reports whether the file system can exchange two files.
func exchanges(t *testing.T, dir string) bool {
	t.Helper()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	write(t, a, "")
	write(t, b, "")
	ok := answersfile.CanExchange(a, b)
	if !ok {
		t.Log("this file system cannot exchange two files")
	}
	os.Remove(a) //nolint:errcheck // thrown away with the folder
	os.Remove(b) //nolint:errcheck // as above
	return ok
}
