package quiet_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/atotto/clipboard"

	"github.com/petal-check/petal/cmd/petal/internal/quiet"
)

// TestMain prints, when a test runs this program again, what a clipboard package
// found before main, and what the environment is from then on.
func TestMain(m *testing.M) {
	quiet.Restore()
	if os.Getenv("TELL") != "" {
		term, set := os.LookupEnv("TERM")
		fmt.Printf("unsupported: %t, PATH=%s, TERM=%s %t", clipboard.Unsupported, os.Getenv("PATH"), term, set)
		return
	}
	os.Exit(m.Run())
}

// TestNothingIsLookedFor checks that a clipboard program on the path is not found,
// and that Restore puts back what was there, or was not.
func TestNothingIsLookedFor(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "xclip"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		term []string
		want string
	}{
		{[]string{"TERM=xterm"}, "TERM=xterm true"},
		{[]string{"TERM="}, "TERM= true"},
		{nil, "TERM= false"},
	} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(c.term, "TELL=1", "PATH="+dir)
		got, err := cmd.Output()
		if want := "unsupported: true, PATH=" + dir + ", " + c.want; err != nil || string(got) != want {
			t.Errorf("got %q and %v, want %q", got, err, want)
		}
	}
}
