//go:build unix

package answersfile_test

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// must stops the test of what another program does where it could not do it.
func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestSaveBesideWhatCameMeanwhile lets another program put something in place of the
// file: before a save, while the text is being written, and after the last
// comparison. It must stay, and the answers must be next to it.
func TestSaveBesideWhatCameMeanwhile(t *testing.T) {
	const text = "the answers"
	for _, c := range []struct {
		name string
		do   func(path string) error
		want string      // what the notice says of the file
		mode fs.FileMode // what is there afterwards
	}{
		{"another version", func(path string) error {
			return ways["a new file renamed over it"](path, "theirs")
		}, "Another program has changed %s", 0o644},
		{"other words in the same file", func(path string) error {
			return os.WriteFile(path, []byte("theirs"), 0o644) // as long as before
		}, "Another program has changed %s", 0o644},
		{"words that go on", func(path string) error {
			return ways["appended to"](path, "theirs")
		}, "Another program has changed %s", 0o644},
		{"a folder", func(path string) error {
			return swapIn(path, func(new string) error { return os.Mkdir(new, 0o755) })
		}, "%s has become a folder", fs.ModeDir | 0o755},
		{"a full folder", func(path string) error {
			return swapIn(path, func(new string) error { return os.MkdirAll(filepath.Join(new, "full"), 0o755) })
		}, "%s has become a folder", fs.ModeDir | 0o755},
		{"a pipe", func(path string) error {
			return swapIn(path, func(new string) error { return syscall.Mkfifo(new, 0o644) })
		}, "%s has become a pipe", fs.ModeNamedPipe | 0o644},
		{"a symbolic link", func(path string) error {
			return swapIn(path, func(new string) error { return os.Symlink("elsewhere", new) })
		}, "%s has become a symbolic link", fs.ModeSymlink | 0o777},
		{"a socket", func(path string) error {
			if err := os.Remove(path); err != nil {
				return err
			}
			_, err := net.Listen("unix", path)
			return err
		}, "%s has become a socket", fs.ModeSocket | 0o755},
		{"a device", func(path string) error {
			return swapIn(path, makeDevice)
		}, "%s has become a device", fs.ModeDevice | fs.ModeCharDevice | 0o644},
	} {
		for _, when := range []string{"before", "written", "compared", "compared, no exchange"} {
			t.Run(c.name+" "+when, func(t *testing.T) {
				// Short, for the path of a socket.
				dir, err := os.MkdirTemp("", "petal")
				must(t, err)
				t.Cleanup(func() { os.RemoveAll(dir) }) //nolint:errcheck // it is a temporary folder
				if when == "compared" && !exchanges(t, dir) {
					t.Skip("what comes after the last comparison is not seen here")
				}
				path := filepath.Join(dir, "ward.petal.yaml")
				write(t, path, "before")
				f := open(t, path)
				when, noExchange := strings.CutSuffix(when, ", no exchange")
				if noExchange {
					f.NoExchange()
				}
				do := func() {
					if err := c.do(path); err != nil {
						t.Skipf("%v", err)
					}
				}
				if when == "before" {
					do()
				}
				var steps []string
				f.At(func(step string) {
					steps = append(steps, step)
					if step == when {
						do()
					}
				})
				notice, err := f.Save([]byte(text))
				must(t, err)
				beside := filepath.Join(dir, "ward-2.petal.yaml")
				if want := fmt.Sprintf(c.want+". It was left as it is, and your answers are now saved in %s.", path, beside); notice != want {
					t.Errorf("the notice is\n%s, want\n%s", notice, want)
				}
				holds(t, beside, text)
				info, err := os.Lstat(path)
				must(t, err)
				if info.Mode() != c.mode {
					t.Errorf("%v is there now, want %v", info.Mode(), c.mode)
				}
				if info.Mode().IsRegular() && !strings.HasSuffix(read(t, path), "theirs") {
					t.Errorf("the file holds %q, want what the other program wrote", read(t, path))
				}
				if got, want := names(t, dir), "ward-2.petal.yaml ward.petal.yaml"; got != want {
					t.Errorf("the folder holds %s, want %s", got, want)
				}
				want := map[string]string{"before": "[]", "written": "[written]", "compared": "[written compared exchanged putting back]"}[when]
				if noExchange {
					want = "[written compared]"
				}
				if fmt.Sprint(steps) != want {
					t.Errorf("the steps were %v, want %s", steps, want)
				}
				f.At(func(string) {})
				save(t, f, "more answers", "ward-2.petal.yaml")
			})
		}
	}
}

// swapIn makes something new and puts it in the place of a file.
func swapIn(path string, create func(new string) error) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	return create(path)
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}

// TestSaveWhileItIsUndone lets the other program continue while its first version is
// being put back. What it did last must stay.
func TestSaveWhileItIsUndone(t *testing.T) {
	if !exchanges(t, t.TempDir()) {
		t.Skip("there is nothing to undo")
	}
	rename := ways["a new file renamed over it"]
	for _, c := range []struct {
		name  string
		do    func(path string) error
		times int
		want  map[string]string // by the end of the file's name
		kept  string
	}{
		{"nothing more", nil, 0, map[string]string{"": "first", "-2": "answers"}, ""},
		{"a second version", func(path string) error { return rename(path, "second") }, 1,
			map[string]string{"": "second", "-2": "answers"}, ""},
		{"five more versions", func(path string) error { return rename(path, "second") }, 5,
			map[string]string{"": "second", "-2": "answers"}, ""},
		{"it is removed", os.Remove, 1, map[string]string{"": "first", "-2": "answers"}, ""},
		{"other words in the same file", func(path string) error { return os.WriteFile(path, []byte("second"), 0o644) }, 1,
			map[string]string{"": "first", "-2": "second", "-3": "answers"}, "-2"},
		{"more words in the same file", func(path string) error { return ways["appended to"](path, "second") }, 1,
			map[string]string{"": "first", "-2": "answerssecond", "-3": "answers"}, "-2"},
		{"versions without an end", func(path string) error { return rename(path, "second") }, 5000,
			map[string]string{"": "second", "-2": "second", "-3": "answers"}, "-2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "ward.petal.yaml")
			write(t, path, "before")
			f := open(t, path)
			done := 0
			f.At(func(step string) {
				switch {
				case step == "compared":
					must(t, rename(path, "first"))
				case step == "putting back" && done < c.times:
					done++
					must(t, c.do(path))
				}
			})
			notice, err := f.Save([]byte("answers"))
			must(t, err)
			want := fmt.Sprintf("Another program has changed %s. It was left as it is, and your answers are now saved in %s.", path, f.Path())
			if c.kept != "" {
				want += fmt.Sprintf(" What another program wrote while Petal was saving is in %s.", filepath.Join(dir, "ward"+c.kept+".petal.yaml"))
			}
			if notice != want {
				t.Errorf("the notice is\n%s, want\n%s", notice, want)
			}
			for end, text := range c.want {
				holds(t, filepath.Join(dir, "ward"+end+".petal.yaml"), text)
			}
			if got := len(strings.Fields(names(t, dir))); got != len(c.want) {
				t.Errorf("the folder holds %s, want %d files", names(t, dir), len(c.want))
			}
			if got := read(t, f.Path()); got != "answers" {
				t.Errorf("the answers' file holds %q", got)
			}
		})
	}
}

// TestSaveOfWhatIsGone checks that a file which is removed is written again, and that
// one which is made at that moment by another program stays.
func TestSaveOfWhatIsGone(t *testing.T) {
	t.Run("removed before", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "ward.petal.yaml")
		write(t, path, "before")
		must(t, os.Chmod(path, 0o660))
		f := open(t, path)
		must(t, os.Remove(path))
		save(t, f, "answers", "ward.petal.yaml")
		hasMode(t, path, 0o660)
	})
	for _, when := range []string{"written", "compared"} {
		t.Run("removed when "+when, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ward.petal.yaml")
			write(t, path, "before")
			must(t, os.Chmod(path, 0o600))
			f := open(t, path)
			f.At(func(step string) {
				if step == when {
					must(t, os.Remove(path))
				}
			})
			if when == "compared" {
				if !exchanges(t, filepath.Dir(path)) {
					t.Skip("it is not seen here, and does no harm")
				}
			}
			save(t, f, "answers", "ward.petal.yaml")
			hasMode(t, path, 0o600)
		})
		t.Run("made when "+when, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ward.petal.yaml")
			f := open(t, path)
			f.At(func(step string) {
				if step == when {
					write(t, path, "theirs")
				}
			})
			notice, err := f.Save([]byte("answers"))
			must(t, err)
			if want := fmt.Sprintf("Another program has created %s. It was left as it is, and your answers are now saved in %s.", path, f.Path()); notice != want {
				t.Errorf("the notice is %q, want %q", notice, want)
			}
			holds(t, path, "theirs")
			holds(t, filepath.Join(filepath.Dir(path), "ward-2.petal.yaml"), "answers")
		})
	}
}

// TestForeignLocks checks that answers go to a file next to the first if another
// program keeps a lock, and to the file itself if it releases the lock.
func TestForeignLocks(t *testing.T) {
	folder := func(path string) string { return filepath.Dir(path) }
	itself := func(path string) string { return path }
	for _, c := range []struct {
		name string
		what func(path string) string
		lock func(file *os.File) error
		want string // what the notice says, or "" if the lock does not matter
	}{
		{"the folder", folder, flock(unix.LOCK_EX), "Another program has locked the folder of %s"},
		{"the file", itself, flock(unix.LOCK_EX), "Another program has locked %s"},
		{"the file, to read it", itself, flock(unix.LOCK_SH), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ward.petal.yaml")
			write(t, path, "before")
			f := open(t, path)
			f.Patience(30 * time.Millisecond)
			locked, err := os.Open(c.what(path))
			must(t, err, c.lock(locked))
			defer locked.Close() //nolint:errcheck // only locked
			notice, err := f.Save([]byte("answers"))
			must(t, err)
			want := ""
			if c.want != "" {
				want = fmt.Sprintf(c.want+". It was left as it is, and your answers are now saved in %s.", path, strings.Replace(path, "ward", "ward-2", 1))
				holds(t, path, "before")
			}
			if notice != want {
				t.Errorf("the notice is %q, want %q", notice, want)
			}
			holds(t, f.Path(), "answers")
			// Nobody has to wait again at each answer, and there is no second notice.
			f.Patience(time.Hour)
			save(t, f, "more answers", filepath.Base(f.Path()))

			// What is let go of in time changes nothing.
			f = open(t, path)
			f.Patience(time.Hour)
			go func() {
				time.Sleep(30 * time.Millisecond)
				locked.Close() //nolint:errcheck // only locked
			}()
			save(t, f, "later answers", "ward.petal.yaml")
		})
	}
	t.Run("no file yet", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "ward.petal.yaml")
		f := open(t, path)
		f.Patience(0)
		locked, err := os.Open(filepath.Dir(path))
		must(t, err, flock(unix.LOCK_EX)(locked))
		defer locked.Close() //nolint:errcheck // only locked
		save(t, f, "answers", "ward.petal.yaml")
	})
}

func flock(how int) func(*os.File) error {
	return func(file *os.File) error { return unix.Flock(int(file.Fd()), how) } //nolint:gosec // a descriptor fits
}

// TestHardLinks checks what becomes of a file's other names: they keep the earlier
// answers, and there is one notice about it.
func TestHardLinks(t *testing.T) {
	dir := t.TempDir()
	path, other := filepath.Join(dir, "ward.petal.yaml"), filepath.Join(dir, "other.petal.yaml")
	write(t, path, "before")
	must(t, os.Chmod(path, 0o600), os.Link(path, other))
	f := open(t, path)
	notice, err := f.Save([]byte("answers"))
	must(t, err)
	if want := path + " had another name as well (a hard link). That name keeps the earlier answers; new answers are saved in " + path + " only."; notice != want {
		t.Errorf("the notice is\n%s, want\n%s", notice, want)
	}
	holds(t, path, "answers")
	holds(t, other, "before")
	hasMode(t, path, 0o600)
	hasMode(t, other, 0o600)
	save(t, f, "more answers", "ward.petal.yaml")

	must(t, answersfile.WriteWhole(other, []byte("a report")))
	holds(t, other, "a report")
	holds(t, path, "more answers")
}

func hasMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode() != want {
		t.Errorf("the mode of %s is %v, want %v", filepath.Base(path), info.Mode(), want)
	}
}
