package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
)

// expand is the paths with every pattern that no shell has expanded, as on Windows
// or in quotes, replaced by the files it matches. A file of just that name goes
// before the pattern.
func expand(paths []string) ([]string, error) {
	var all []string
	var problems []error
	for _, path := range paths {
		if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, "*?[") {
			all = append(all, path)
			continue
		}
		found, err := filepath.Glob(path)
		switch {
		case err != nil:
			problems = append(problems, fmt.Errorf("%q is not a pattern of file names: %w", path, err))
		case len(found) == 0:
			problems = append(problems, fmt.Errorf("%s matches no file%s", path, nearestFile(path)))
		}
		if err := checkFound(found); err != nil {
			problems = append(problems, err)
		}
		all = append(all, found...)
	}
	return all, errors.Join(problems...)
}

// The most that is read at once. What people write in one project and round is
// far below: a full answers file has about 8 kB. Without an end, a folder that
// anybody may write to could take minutes and gigabytes.
const (
	mostFiles = 1000
	mostBytes = 8 << 20
)

// readSheets reads finished answers files that are to be looked at together; - is
// standard input. The same file twice, by whatever name, is refused: it would count
// twice. So are more files than [mostFiles], and more than [mostBytes] in them.
func (a *app) readSheets(paths []string, bank *questions.Bank) ([]*assess.Sheet, error) {
	if err := atMost(paths); err != nil {
		return nil, err
	}
	if err := errors.Join(namedTwice(paths)...); err != nil {
		return nil, err
	}
	files := make([]assess.File, len(paths))
	var problems []error
	size := 0
	for i, path := range paths {
		text, err := a.read(path)
		if err != nil {
			problems = append(problems, fmt.Errorf("read answers: %w", err))
			continue
		}
		if size += len(text); size > mostBytes {
			return nil, errors.Join(append(problems, tooLarge(len(paths)))...)
		}
		files[i] = assess.File{Name: path, Text: text}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return assess.ReadSheets(files, bank)
}

func atMost(paths []string) error {
	if len(paths) > mostFiles {
		return fmt.Errorf("%d files are named; at most %d are read at once", len(paths), mostFiles)
	}
	return nil
}

func tooLarge(files int) error {
	return fmt.Errorf("the %s hold more than %d MB together; at most that much is read at once", counted(files, "file", "files"), mostBytes>>20)
}

// read reads an answers file, or standard input for -.
func (a *app) read(path string) ([]byte, error) {
	if path != "-" {
		return answersfile.Read(path)
	}
	if isTerminal(a.stdin) {
		return nil, errors.New("- is standard input, and nothing is piped into it; name a file")
	}
	return io.ReadAll(io.LimitReader(a.stdin, answersfile.MaxRead))
}

// namedTwice says which paths lead to a file that an earlier one leads to.
func namedTwice(paths []string) []error {
	if len(paths) < 2 {
		return nil
	}
	infos := make([]fs.FileInfo, len(paths))
	var problems []error
	for i, path := range paths {
		if path == "-" {
			if slices.Index(paths, path) < i {
				problems = append(problems, errors.New("- is named twice; standard input can be read once"))
			}
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			continue // reading it says why
		}
		infos[i] = info
		for j, first := range infos[:i] {
			if first != nil && os.SameFile(first, info) {
				if paths[j] == path {
					problems = append(problems, fmt.Errorf("%s is named twice; name each file once", path))
				} else {
					problems = append(problems, fmt.Errorf("%s is the same file as %s; name each file once", path, paths[j]))
				}
				break
			}
		}
	}
	return problems
}
