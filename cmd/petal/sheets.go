package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
)

// expand replaces every folder in paths with the answers files in it, and every
// pattern that the shell has not expanded (on Windows, or in quotes) with the files
// it matches. If a file has exactly that name, it is not treated as a pattern.
func expand(paths []string) ([]string, error) {
	var all []string
	var problems []error
	for _, path := range paths {
		if isFolder(path) {
			found, err := answersIn(path)
			all, problems = append(all, found...), append(problems, err)
			continue
		}
		if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, "*?[") {
			all = append(all, path)
			continue
		}
		found, err := matching(path)
		switch {
		case err != nil:
			problems = append(problems, err)
		case len(found) == 0:
			problems = append(problems, fmt.Errorf("no files match %s%s", path, nearestFile(path)))
		}
		if err := checkFound(found); err != nil {
			problems = append(problems, err)
		}
		all = append(all, found...)
	}
	return all, errors.Join(problems...)
}

// mostLooked is how many names one pattern can look at: enough for any folder of
// answers, and few enough that a pattern from the root of a disk stops at once.
const mostLooked = 100_000

// matching is the files that a pattern matches, in order. It works like
// [filepath.Glob] but stops after [mostLooked] names.
func matching(pattern string) ([]string, error) {
	if _, err := filepath.Match(pattern, ""); err != nil {
		return nil, fmt.Errorf("%q is not a valid file name pattern: %w", pattern, err)
	}
	looked := 0
	var within func(pattern string) ([]string, error)
	within = func(pattern string) ([]string, error) {
		dir, last := filepath.Split(pattern)
		dirs := []string{filepath.Clean(cmp.Or(dir, "."))}
		if strings.ContainsAny(dir, "*?[") && filepath.Clean(dir) != pattern {
			var err error
			if dirs, err = within(filepath.Clean(dir)); err != nil {
				return nil, err
			}
		}
		var found []string
		for _, d := range dirs {
			entries, err := os.ReadDir(d)
			if err != nil {
				continue // not a folder, or one that cannot be read
			}
			if looked += len(entries); looked > mostLooked {
				return nil, fmt.Errorf("%q means looking through more than %d names; give a more exact folder", pattern, mostLooked)
			}
			for _, e := range entries {
				if ok, err := filepath.Match(last, e.Name()); err == nil && ok {
					found = append(found, filepath.Join(d, e.Name()))
				}
			}
		}
		return found, nil
	}
	return within(pattern)
}

// answersIn is the answers files in a folder, by name. It does not look in folders
// inside it, which may well be about another project.
func answersIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	var all []string
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, answersfile.Suffix) && !strings.HasPrefix(name, ".") && !e.IsDir() {
			all = append(all, filepath.Join(folder, name))
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("the folder %s has no answers files (names that end in %s)", folder, answersfile.Suffix)
	}
	return all, nil
}

// readTogether reads answers files that together make one assessment. It reports
// every problem at once, including a file about another project.
func (a *app) readTogether(paths []string, bank *questions.Bank) ([]*assess.Sheet, error) {
	return a.readAs(paths, bank, assess.ReadTogether)
}

// readSheets reads finished answers files; - is standard input. It refuses the same
// file twice, under any name, because its answers would count twice.
func (a *app) readSheets(paths []string, bank *questions.Bank) ([]*assess.Sheet, error) {
	return a.readAs(paths, bank, assess.ReadSheets)
}

func (a *app) readAs(paths []string, bank *questions.Bank, read func([]assess.File, *questions.Bank) ([]*assess.Sheet, error)) ([]*assess.Sheet, error) {
	if err := errors.Join(namedTwice(paths)...); err != nil {
		return nil, err
	}
	files := make([]assess.File, len(paths))
	var problems []error
	for i, path := range paths {
		text, err := a.read(path)
		if err != nil {
			problems = append(problems, fmt.Errorf("read answers: %w", err))
			continue
		}
		files[i] = assess.File{Name: path, Text: text}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return read(files, bank)
}

// read reads an answers file, or standard input for -.
func (a *app) read(path string) ([]byte, error) {
	if path != "-" {
		return answersfile.Read(path)
	}
	if isTerminal(a.stdin) {
		return nil, errors.New("nothing was piped to standard input; name a file")
	}
	return io.ReadAll(io.LimitReader(a.stdin, answersfile.MaxRead))
}

// namedTwice reports the paths that lead to the same file as an earlier path.
func namedTwice(paths []string) []error {
	if len(paths) < 2 {
		return nil
	}
	type looks struct { // the same for one file under any name, and for few other files
		size    int64
		changed time.Time
	}
	type named struct {
		path string
		info fs.FileInfo
	}
	seen := map[looks][]named{}
	stdin := false
	var problems []error
	for _, path := range paths {
		if path == "-" {
			if stdin {
				problems = append(problems, errors.New("- is named twice; standard input can be read only once"))
			}
			stdin = true
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			continue // reading the file will report why
		}
		key := looks{info.Size(), info.ModTime()}
		first := slices.IndexFunc(seen[key], func(n named) bool { return os.SameFile(n.info, info) })
		switch {
		case first < 0:
			seen[key] = append(seen[key], named{path, info})
		case seen[key][first].path == path:
			problems = append(problems, fmt.Errorf("%s is named twice; name each file only once", path))
		default:
			problems = append(problems, fmt.Errorf("%s is the same file as %s; name each file only once", path, seen[key][first].path))
		}
	}
	return problems
}
