package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestPrintInPieces checks that what is printed is whole and in order, however it was
// written, that little of it is held at once, and that a command for GitHub is
// defused wherever a piece ends.
func TestPrintInPieces(t *testing.T) {
	for _, size := range []int{1, 4000, mostHeld / 2, mostHeld + 1} {
		var out screen
		a := &app{stdout: &out, getenv: func(name string) string { return map[string]string{"GITHUB_ACTIONS": "true"}[name] }}
		line := strings.Repeat("x", size) + "\n::error::forged\n"
		lines := 3*mostHeld/len(line) + 1
		if err := a.print(func(w io.Writer) error {
			for range lines {
				fmt.Fprint(w, line)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if want := strings.Repeat(a.withoutCommands(line), lines); out.String() != want {
			t.Errorf("lines of %d bytes: %d bytes were printed, want %d, and the same", size, out.Len(), len(want))
		}
		if strings.Contains(out.String(), "\n::error") {
			t.Errorf("lines of %d bytes: a command is still one", size)
		}
		if most := 2*mostHeld + 2*len(line); out.longest > most {
			t.Errorf("lines of %d bytes: %d bytes were printed at once, want at most %d", size, out.longest, most)
		}
	}
}

// screen keeps what is written, and how much of it at once.
type screen struct {
	bytes.Buffer
	longest int
}

func (s *screen) Write(text []byte) (int, error) {
	s.longest = max(s.longest, len(text))
	return s.Buffer.Write(text)
}

func (s *screen) WriteString(text string) (int, error) { return s.Write([]byte(text)) }
func (s *screen) Close() error                         { return nil }
func (s *screen) Fd() uintptr                          { return ^uintptr(0) }
