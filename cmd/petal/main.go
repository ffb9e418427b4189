//go:build !man

// Command petal asks a team plain questions about a project and shows how far
// it goes in working with the people it affects.
package main

import (
	"os"
	"runtime/debug"
	"time"

	"github.com/petal-check/petal/cmd/petal/internal/quiet"
)

func main() {
	quiet.Restore()
	spareMemory()
	os.Exit(run(os.Args[1:]))
}

// spareMemory makes Go collect garbage rarely: Petal runs for milliseconds on a few
// megabytes, and collecting them would take a sixth of that time. Only a file made
// to fill memory comes near the limit.
func spareMemory() {
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(64 << 20)
}

// run is main with its exit code as a value.
func run(args []string) int {
	a := &app{
		stdin:  stream(os.Stdin, os.Getenv),
		stdout: stream(os.Stdout, os.Getenv),
		stderr: stream(os.Stderr, os.Getenv),
		getenv: os.Getenv,
		now:    time.Now,
	}
	return a.run(args)
}
