//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime returns how long processors have worked for this program so far.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // it fails for no valid argument
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
