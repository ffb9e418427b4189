package answersfile_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

func open(t *testing.T, path string) *answersfile.File {
	t.Helper()
	f, err := answersfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// save saves and checks where the file went, and that there is a notice if and only
// if that is another file.
func save(t *testing.T, f *answersfile.File, text, wantName string) {
	t.Helper()
	before := f.Path()
	notice, err := f.Save([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := filepath.Base(f.Path()); got != wantName {
		t.Errorf("saved in %s, want %s", got, wantName)
	}
	if moved := f.Path() != before; moved != (notice != "") {
		t.Errorf("moved: %t, but the notice is %q", moved, notice)
	}
	if got := string(f.Text()); got != text {
		t.Errorf("the text is %q, want %q", got, text)
	}
	holds(t, f.Path(), text)
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s holds %q, want %q", filepath.Base(path), got, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// names returns the names in a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ward.petal.yaml")
	f := open(t, path)
	if f.Text() != nil {
		t.Errorf("a file that is not there has text %q, want none", f.Text())
	}
	save(t, f, "one", "ward.petal.yaml")
	save(t, f, "two", "ward.petal.yaml")

	write(t, path, "another program")
	save(t, f, "three", "ward-2.petal.yaml")
	save(t, f, "four", "ward-2.petal.yaml")
	holds(t, path, "another program")

	// A file that was removed is written again.
	if err := os.Remove(f.Path()); err != nil {
		t.Fatal(err)
	}
	save(t, f, "five", "ward-2.petal.yaml")
	if got, want := names(t, dir), "ward-2.petal.yaml ward.petal.yaml"; got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
}

// TestSaveBesideNamesTaken checks that a file that moves never takes another's name,
// whatever its extension.
func TestSaveBesideNamesTaken(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{"a.petal.yaml": "a-3.petal.yaml", "b.json": "b-3.json", "c": "c-3"} {
		path := filepath.Join(dir, name)
		f := open(t, path)
		write(t, path, "another program")
		write(t, filepath.Join(dir, strings.Replace(want, "-3", "-2", 1)), "taken")
		save(t, f, "mine", want)
	}
}

func TestFree(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ward.petal.yaml")
	for _, want := range []string{"ward.petal.yaml", "ward-2.petal.yaml", "ward-3.petal.yaml"} {
		got := answersfile.Free(path)
		if filepath.Base(got) != want {
			t.Errorf("got %s, want %s", filepath.Base(got), want)
		}
		write(t, got, "")
	}
}

// TestSaveTakesTurns lets many writers who all read the same file save at the same
// moment, many times over: one of them gets the file, each of the others its own, and
// nothing that anybody saved is lost.
func TestSaveTakesTurns(t *testing.T) {
	const writers = 8
	for round := range 40 {
		dir := t.TempDir()
		path := filepath.Join(dir, "ward.petal.yaml")
		if round%2 == 0 {
			write(t, path, "before")
		}
		files := make([]*answersfile.File, writers)
		for i := range files {
			files[i] = open(t, path)
		}
		var start, done sync.WaitGroup
		var errs [writers]error
		start.Add(1)
		for i, f := range files {
			done.Add(1)
			go func() {
				defer done.Done()
				start.Wait()
				_, errs[i] = f.Save(fmt.Appendf(nil, "writer %d", i))
			}()
		}
		start.Done()
		done.Wait()
		var paths []string
		for i, f := range files {
			if errs[i] != nil {
				t.Fatalf("writer %d: %v", i, errs[i])
			}
			paths = append(paths, f.Path())
			holds(t, f.Path(), fmt.Sprintf("writer %d", i))
		}
		slices.Sort(paths)
		if n := len(slices.Compact(paths)); n != writers {
			t.Fatalf("round %d: %d writers have %d files between them", round, writers, n)
		}
		if n := len(strings.Fields(names(t, dir))); n != writers {
			t.Fatalf("round %d: the folder holds %s", round, names(t, dir))
		}
	}
}

// TestLinksStay checks that a symbolic link is written through, one that leads
// nowhere yet included, and that a ring of them is refused.
func TestLinksStay(t *testing.T) {
	for _, c := range []struct {
		name    string
		already bool // there is a file behind the link
	}{{"to a file", true}, {"to a file not made yet", false}} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "far"), 0o755); err != nil {
				t.Fatal(err)
			}
			real := filepath.Join(dir, "far", "real.petal.yaml")
			if c.already {
				write(t, real, "before")
			}
			link, second := filepath.Join(dir, "link.petal.yaml"), filepath.Join(dir, "second.petal.yaml")
			symlink(t, filepath.Join("far", "real.petal.yaml"), link)
			symlink(t, "link.petal.yaml", second)
			save(t, open(t, second), "through both", "real.petal.yaml")
			if err := answersfile.WriteWhole(second, []byte("whole")); err != nil {
				t.Fatal(err)
			}
			holds(t, real, "whole")
			for _, l := range []string{link, second} {
				if info, err := os.Lstat(l); err != nil || info.Mode()&fs.ModeSymlink == 0 {
					t.Errorf("%s is no link any more", filepath.Base(l))
				}
			}
		})
	}
	dir := t.TempDir()
	symlink(t, "b", filepath.Join(dir, "a"))
	symlink(t, "a", filepath.Join(dir, "b"))
	if _, err := answersfile.Open(filepath.Join(dir, "a")); err == nil || !strings.HasSuffix(err.Error(), ": too many links") {
		t.Errorf("a ring of links: got %v, want too many links", err)
	}
}

// symlink makes a symbolic link. Wine makes one and does not see it afterwards.
func symlink(t *testing.T, to, path string) {
	t.Helper()
	err := os.Symlink(to, path)
	if err == nil {
		_, err = os.Readlink(path)
	}
	if err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

// TestWriteAs checks that, if writing is interrupted, what was there stays and
// nothing is added.
func TestWriteAs(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	large := strings.Repeat("row\n", 1<<16)
	write := func(err error) error {
		return answersfile.WriteAs(path, func(w io.Writer) error {
			_, e := io.WriteString(w, large)
			return errors.Join(e, err)
		})
	}
	if err := write(nil); err != nil {
		t.Fatal(err)
	}
	holds(t, path, large)
	large += "more"
	broken := errors.New("broken")
	if err := write(broken); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	holds(t, path, strings.TrimSuffix(large, "more"))
	if got := names(t, dir); got != "out" {
		t.Errorf("the folder holds %s, want out alone", got)
	}
}

func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	if err := answersfile.WriteWhole(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "new")
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o755} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := answersfile.WriteWhole(path, []byte(mode.String())); err != nil {
			t.Fatal(err)
		}
		holds(t, path, mode.String())
		if info, err := os.Stat(path); err != nil || info.Mode() != mode && runtime.GOOS != "windows" {
			t.Errorf("the mode is %v, want %v", info.Mode(), mode)
		}
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{path, "write " + path + ": the file is read-only"},
		{dir, "write " + dir + ": it is a folder, not a file"},
	} {
		if err := answersfile.WriteWhole(c.path, []byte("x")); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	if err := answersfile.WriteWhole(filepath.Join(dir, "no", "folder"), nil); err == nil {
		t.Error("a file in a folder that is not there was written")
	}
	if got := names(t, dir); got != "out" {
		t.Errorf("the folder holds %s, want out alone", got)
	}
}

// TestOpenSweeps checks that half-written files of a killed Petal are removed once
// nothing can be using them, and that nothing else is.
func TestOpenSweeps(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".petal-0123456789ab.tmp", ".petal-0123456789ab.yaml", ".petal-mine.tmp", "0123456789ab.tmp"} {
		write(t, filepath.Join(dir, name), "")
		if err := os.Chtimes(filepath.Join(dir, name), time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(dir, ".petal-aaaaaaaaaaaa.tmp"), "")
	open(t, filepath.Join(dir, "ward.petal.yaml"))
	if got, want := names(t, dir), ".petal-0123456789ab.yaml .petal-aaaaaaaaaaaa.tmp .petal-mine.tmp 0123456789ab.tmp"; got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	if _, err := answersfile.Read(dir); err == nil || err.Error() != "read "+dir+": it is a folder, not a file" {
		t.Errorf("a folder: got %v", err)
	}
	path := filepath.Join(dir, "large")
	write(t, path, strings.Repeat("x", answersfile.MaxRead+1))
	text, err := answersfile.Read(path)
	if err != nil || len(text) != answersfile.MaxRead {
		t.Errorf("a large file: got %d bytes and %v, want %d", len(text), err, answersfile.MaxRead)
	}
}
