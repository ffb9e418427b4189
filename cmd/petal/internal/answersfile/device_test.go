//go:build unix

package answersfile_test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// TestReadRefusesPipesAndDevices checks that input that may never end, or never
// begin, is refused immediately.
func TestReadRefusesPipesAndDevices(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, os.DevNull, "/dev/zero"} {
		if text, err := answersfile.Read(path); err == nil || err.Error() != "read "+path+": it is a pipe or a device, not a file" {
			t.Errorf("%s: got %d bytes and %v", path, len(text), err)
		}
		if _, err := answersfile.Open(path); err == nil {
			t.Errorf("%s was opened as a file of answers", path)
		}
	}
}

// TestWriteWholeLeavesDevices checks that what is not a file is written to, not
// replaced by one: otherwise -o /dev/null as root would break the machine.
func TestWriteWholeLeavesDevices(t *testing.T) {
	if err := answersfile.WriteWhole(os.DevNull, []byte("gone")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(os.DevNull); err != nil || info.Mode()&fs.ModeDevice == 0 {
		t.Fatalf("%s is no device any more", os.DevNull)
	}

	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string)
	go func() {
		in, err := os.Open(pipe)
		if err != nil {
			read <- err.Error()
			return
		}
		text, _ := io.ReadAll(in) // what came before an error is compared
		read <- string(text)
	}()
	if err := answersfile.WriteWhole(pipe, []byte("through")); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "through" {
		t.Errorf("the pipe gave %q, want %q", got, "through")
	}
}
