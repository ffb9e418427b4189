package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// mostSearched is the most names that a search for the answers of many projects looks
// at: more than any organisation has, and few enough that a search from the root of a
// disk stops within seconds.
const mostSearched = 1_000_000

// search is like [expand], but for many projects: a folder, named or matched by a
// pattern, stands for the answers files in it and in all its subfolders.
func search(paths []string) ([]string, error) {
	s := &searching{left: mostSearched}
	var problems []error
	for _, path := range paths {
		problems = append(problems, s.add(path))
	}
	return s.found, errors.Join(append(problems, checkFound(s.found))...)
}

// searching is the state of a search.
type searching struct {
	found []string
	left  int // names that may still be looked at
}

func (s *searching) add(path string) error {
	matches, err := named(path, s.left)
	if err != nil {
		return err
	}
	for _, match := range matches {
		if !isFolder(match) {
			s.found = append(s.found, match)
			continue
		}
		if err := s.below(match); err != nil {
			return err
		}
	}
	return nil
}

// below adds the answers files in a folder and its subfolders, by name. It skips
// hidden files and folders, and does not follow links to other folders, which could
// form a loop.
func (s *searching) below(folder string) error {
	before := len(s.found)
	root, err := filepath.EvalSymlinks(folder) // WalkDir would not go into a link either
	if err != nil {
		return fmt.Errorf("look for answers: %w", err)
	}
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch s.left--; {
		case err != nil:
			return err
		case s.left < 0:
			return fmt.Errorf("%s holds more than %d names; give a more exact folder", folder, mostSearched)
		case path == root:
			return nil
		case hidden(e.Name()) && e.IsDir():
			return fs.SkipDir
		case namesAnswers(e):
			s.found = append(s.found, filepath.Join(folder, strings.TrimPrefix(path, root)))
		}
		return nil
	})
	if err == nil && len(s.found) == before {
		err = fmt.Errorf("there are no answers files (names that end in %s) in the folder %s or the folders inside it", answersfile.Suffix, folder)
	}
	if err != nil {
		return fmt.Errorf("look for answers: %w", err)
	}
	return nil
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// onceEach sorts paths by name. If several lead to the same file, it keeps only the
// first.
func onceEach(paths []string) []string {
	slices.SortFunc(paths, func(a, b string) int { return cmp.Compare(filepath.ToSlash(a), filepath.ToSlash(b)) })
	seen := files{}
	return slices.DeleteFunc(slices.Compact(paths), func(path string) bool {
		info, err := os.Stat(path)
		if err != nil {
			return false // reading the file will report why
		}
		_, known := seen.add(path, info)
		return known
	})
}
