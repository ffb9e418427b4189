package main

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// readEntries reads the answers files of a portfolio on all processors. It returns
// those that are valid, and what is wrong with the others, both in the order of the
// paths.
func (a *app) readEntries(paths []string, bank *questions.Bank) ([]*assess.Entry, strict.Problems) {
	read := make([]*assess.Entry, len(paths))
	wrong := make([]strict.Problems, len(paths))
	var done atomic.Int64
	stop := a.progress(&done, len(paths))
	withAllProcessors(len(paths), func(i int) {
		defer done.Add(1)
		text, err := a.read(paths[i])
		if err == nil {
			read[i], err = assess.ReadEntry(assess.File{Name: paths[i], Text: text}, bank)
		}
		if err != nil {
			wrong[i] = problemsIn(paths[i], err)
		}
	})
	stop()
	entries := make([]*assess.Entry, 0, len(paths))
	var problems strict.Problems
	for i := range paths {
		if wrong[i] != nil {
			problems = append(problems, wrong[i]...)
		} else {
			entries = append(entries, read[i])
		}
	}
	return entries, problems
}

// problemsIn returns what kept a file from being read, in the form of mistakes in the
// file. It keeps no more than can be shown.
func problemsIn(path string, err error) strict.Problems {
	var problems strict.Problems
	if errors.As(err, &problems) {
		return problems[:min(len(problems), mostShown)]
	}
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		err = inPath.Err
	}
	return strict.Problems{{File: path, Message: err.Error()}}
}

// workOut works out the rows of every project on all processors. It empties entries:
// the answers of a project are freed once it is worked out.
func workOut(entries []*assess.Entry, bank *questions.Bank, day string, eachRound bool) []assess.Row {
	projects := assess.ByProject(entries)
	clear(entries)
	rows := make([][]assess.Row, len(projects))
	withAllProcessors(len(projects), func(i int) {
		rows[i] = projects[i].Rows(bank, day, eachRound)
		projects[i] = nil
	})
	var all []assess.Row
	for _, r := range rows {
		all = append(all, r...)
	}
	return all
}

// withAllProcessors runs do once for every number from 0 to n-1, on all processors.
func withAllProcessors(n int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	workers.Wait()
}

// progress shows on a terminal how many of the files have been read, if that takes
// more than a second. Calling stop ends it and clears the line.
func (a *app) progress(done *atomic.Int64, of int) (stop func()) {
	if !isTerminal(a.stderr) || a.dumb() {
		return func() {}
	}
	ended := make(chan struct{})
	var shown sync.WaitGroup
	shown.Go(func() {
		const clearLine = "\r\x1b[K"
		timer := time.NewTimer(time.Second)
		defer timer.Stop()
		for said := false; ; said = true {
			select {
			case <-ended:
				if said {
					fmt.Fprint(a.stderr, clearLine)
				}
				return
			case <-timer.C:
				fmt.Fprintf(a.stderr, "%sread %d of %d files", clearLine, done.Load(), of)
				timer.Reset(200 * time.Millisecond)
			}
		}
	})
	return func() {
		close(ended)
		shown.Wait()
	}
}
