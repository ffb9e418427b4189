package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

// packFormats lists every format that the pages of a session can be written in: those
// that people print, not what a terminal shows.
var packFormats = slices.DeleteFunc(inWords[drawn](), func(f format[drawn]) bool { return !slices.Contains([]string{"html", "markdown"}, f.name) })

// writePack writes the pages for a session into a folder: all of them, each complete,
// or none.
func (a *app) writePack(o *learnOptions, bank *questions.Bank, stories []*questions.Scenario) error {
	var files []packFile
	ending := packFormats.ending(o.format)
	for _, page := range reports.Pack(bank, stories, a.lessonCommand(o, true)) {
		var text strings.Builder
		if err := packFormats.write(o.format, drawn{page.Document, a.lessonOptions(o)}, &text); err != nil {
			return err
		}
		files = append(files, packFile{filepath.Join(o.output, page.Name+ending), []byte(text.String())})
	}
	if err := writeFiles(o.output, files, o.force); err != nil {
		return err
	}
	for _, f := range files {
		a.notifyWritten(f.path)
	}
	if fits := reports.FitsPack(); len(stories) > fits {
		a.tell("There is time for %s in an hour; print fewer with --count, or allow more time.", prose.Count(fits, "story", "stories"))
	}
	return nil
}

// packFile is one file about to be written.
type packFile struct {
	path string
	text []byte
}

// writeFiles writes files into a folder, which it makes if there is none. With force
// it replaces existing files; without, it refuses to. If one cannot be written, it
// removes those that were not there before.
func writeFiles(folder string, files []packFile, force bool) (err error) {
	var fresh []string
	for _, f := range files {
		switch _, err := os.Lstat(f.path); {
		case errors.Is(err, fs.ErrNotExist):
			fresh = append(fresh, f.path)
		case err != nil:
			return err
		case !force:
			return fmt.Errorf("%s already exists; choose another folder, or use --force to replace the pages in this one", f.path)
		}
	}
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		if err := os.Mkdir(folder, 0o755); err != nil {
			return err
		}
		fresh = append(fresh, folder)
	}
	defer func() {
		if err == nil {
			return
		}
		for _, path := range fresh {
			os.Remove(path) //nolint:errcheck // the first error counts, and a file that was never written is not there
		}
	}()
	for _, f := range files {
		if err := answersfile.WriteWhole(f.path, f.text); err != nil {
			return err
		}
	}
	return nil
}
