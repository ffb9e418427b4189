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
	"github.com/petal-check/petal/questions/prose"
)

// expand replaces every folder in paths with the answers files in it, and every
// pattern that the shell has not expanded (on Windows, or in quotes) with the files
// it matches. A path that is the exact name of a file is not treated as a pattern.
func expand(paths []string) ([]string, error) {
	var all []string
	var problems []error
	for _, path := range paths {
		var found []string
		var err error
		if isFolder(path) {
			found, err = answersIn(path)
		} else {
			found, err = named(path, mostLooked)
		}
		all, problems = append(all, found...), append(problems, err, checkFound(found))
	}
	return all, errors.Join(problems...)
}

// named returns what a path names: itself, or what it matches if it is a pattern and
// no file has exactly that name. It looks at no more than most names.
func named(path string, most int) ([]string, error) {
	if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, "*?[") {
		return []string{path}, nil
	}
	return matching(path, most)
}

// mostLooked is the most names that one pattern can look at: enough for any folder of
// answers, and few enough that a pattern from the root of a disk stops quickly.
const mostLooked = 100_000

// matching returns the files that a pattern matches, in order. It returns an error if
// there are none.
func matching(pattern string, most int) ([]string, error) {
	found, err := matchingAmong(pattern, most)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("no files match %s%s", pattern, nearestFile(pattern))
	}
	return found, err
}

// matchingAmong works like [filepath.Glob], but looks at no more than most names. As
// in a shell, only a pattern that begins with a dot matches a hidden name.
func matchingAmong(pattern string, most int) ([]string, error) {
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
			if looked += len(entries); looked > most {
				return nil, fmt.Errorf("%q means looking through more than %d names; give a more exact folder", pattern, most)
			}
			for _, e := range entries {
				if hidden(e.Name()) && !hidden(last) {
					continue
				}
				if ok, err := filepath.Match(last, e.Name()); err == nil && ok {
					found = append(found, filepath.Join(d, e.Name()))
				}
			}
		}
		return found, nil
	}
	return within(pattern)
}

// answersIn returns the answers files in a folder, by name. It does not look in
// subfolders, which may well be about another project.
func answersIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	var all []string
	for _, e := range entries {
		if namesAnswers(e) {
			all = append(all, filepath.Join(folder, e.Name()))
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("the folder %s has no answers files (names that end in %s)", folder, answersfile.Suffix)
	}
	return all, nil
}

// namesAnswers reports whether a name in a folder is that of an answers file which is not
// hidden.
func namesAnswers(e fs.DirEntry) bool {
	return strings.HasSuffix(e.Name(), answersfile.Suffix) && !hidden(e.Name()) && !e.IsDir()
}

// readTogether reads answers files that together make one assessment. It reports
// every problem at once, including a file about another project.
func (a *app) readTogether(paths []string, bank *questions.Bank) ([]*assess.Sheet, error) {
	return a.readAs(paths, bank, assess.ReadTogether)
}

// The most that is read at once. What people write for one project and round is far
// less: a full answers file has about 8 kB. Without a limit, a folder that anybody
// can write to could take minutes and gigabytes.
const (
	mostFiles = 10_000
	mostBytes = 32 << 20
)

// readSheets reads finished answers files that belong together; - is standard input.
// It refuses the same file twice, even under another name, since it would count
// twice. It also refuses more than [mostFiles] files, or more than [mostBytes] bytes
// in total.
func (a *app) readSheets(paths []string, bank *questions.Bank) ([]*assess.Sheet, error) {
	return a.readAs(paths, bank, assess.ReadSheets)
}

func (a *app) readAs(paths []string, bank *questions.Bank, read func([]assess.File, *questions.Bank) ([]*assess.Sheet, error)) ([]*assess.Sheet, error) {
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
		files[i] = assess.File{Name: nameOf(path), Text: text}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	sheets, err := read(files, bank)
	if err == nil {
		a.tellSpellings(assess.Spellings(sheets))
	}
	return sheets, err
}

// mostSpelled is the most projects named because files spell their name in several
// ways.
const mostSpelled = 5

// tellSpellings says which names are taken for one project although they differ in
// case or spaces, since a report shows only one of them.
func (a *app) tellSpellings(projects [][]string) {
	for i, names := range projects {
		if i == mostSpelled {
			a.tell("The names of %s are also spelled in several ways.", prose.Count(len(projects)-i, "other project", "other projects"))
			return
		}
		for i, name := range names {
			names[i] = fmt.Sprintf("%q", prose.Short(prose.Visible(name)))
		}
		last := len(names) - 1
		// On one line, since wrapping would remove spaces that distinguish names.
		fmt.Fprintln(a.stderr, a.withoutCommands(fmt.Sprintf("%s and %s are treated as one project.", strings.Join(names[:last], ", "), names[last])))
	}
}

func atMost(paths []string) error {
	if len(paths) > mostFiles {
		return fmt.Errorf("%d files are too many; Petal reads at most %d at a time", len(paths), mostFiles)
	}
	return nil
}

func tooLarge(files int) error {
	return fmt.Errorf("the %s hold more than %d MB together, which is the most that Petal reads at a time", prose.Count(files, "file", "files"), mostBytes>>20)
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

// nameOf returns the name of a file in messages and results.
func nameOf(path string) string {
	if path == "-" {
		return assess.StandardInput
	}
	return path
}

// namedTwice reports the paths that lead to the same file as an earlier path.
func namedTwice(paths []string) []error {
	if len(paths) < 2 {
		return nil
	}
	seen := files{}
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
		switch first, known := seen.add(path, info); {
		case !known:
		case first == path:
			problems = append(problems, fmt.Errorf("%s is named twice; name each file only once", path))
		default:
			problems = append(problems, fmt.Errorf("%s is the same file as %s; name each file only once", path, first))
		}
	}
	return problems
}

// files holds the files named so far, by size and time of change, so that a new one
// needs to be compared with only a few of them.
type files map[looks][]namedFile

type looks struct {
	size    int64
	changed time.Time
}

type namedFile struct {
	path string
	info fs.FileInfo
}

// add adds a file. known reports whether it was there already, under the path first.
func (f files) add(path string, info fs.FileInfo) (first string, known bool) {
	key := looks{info.Size(), info.ModTime()}
	if i := slices.IndexFunc(f[key], func(n namedFile) bool { return os.SameFile(n.info, info) }); i >= 0 {
		return f[key][i].path, true
	}
	f[key] = append(f[key], namedFile{path, info})
	return "", false
}
