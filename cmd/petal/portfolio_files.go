package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// mostNames is how many names a portfolio looks at: more than any organisation has
// answers, and few enough that the root of a disk stops within seconds.
const mostNames = 1_000_000

// findAnswers replaces every folder in paths with the answers files in it and in the
// folders within, and every pattern with what it matches. A file is read once,
// whichever ways lead to it. They come in the order of their names, so that the order
// of the paths cannot matter.
func findAnswers(paths []string) ([]string, error) {
	s := &search{most: mostNames}
	var problems []error
	for _, path := range paths {
		if err := s.add(path); err != nil {
			problems = append(problems, err)
		}
	}
	problems = append(problems, checkFound(s.found))
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return onceEach(s.found), nil
}

// search is answers files being looked for.
type search struct {
	found        []string
	looked, most int // names looked at, and how many at most
}

func (s *search) add(path string) error {
	if isFolder(path) {
		return s.folder(path)
	}
	if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, "*?[") {
		s.found = append(s.found, path)
		return nil
	}
	matches, err := matchingAmong(path, s.most)
	if err != nil {
		return err
	}
	if len(matches) == 0 {
		return fmt.Errorf("no files match %s%s", path, nearestFile(path))
	}
	for _, match := range matches {
		switch {
		case hidden(filepath.Base(match)) && !hidden(filepath.Base(path)): // as a shell does
		case !isFolder(match):
			s.found = append(s.found, match)
		default:
			if err := s.folder(match); err != nil {
				return err
			}
		}
	}
	return nil
}

// folder adds the answers files in a folder and in the folders within it.
func (s *search) folder(path string) error {
	before := len(s.found)
	if err := s.within(path); err != nil {
		return err
	}
	if len(s.found) == before {
		return fmt.Errorf("the folder %s has no answers files (names that end in %s), and neither have the folders in it", path, answersfile.Suffix)
	}
	return nil
}

// within does not follow links to folders, which could lead round in a circle.
func (s *search) within(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("look for answers: %w", err)
	}
	if s.looked += len(entries); s.looked > s.most {
		return fmt.Errorf("looking through %s means more than %d names; give a more exact folder", folder, s.most)
	}
	for _, e := range entries {
		name := e.Name()
		switch {
		case hidden(name):
		case e.IsDir():
			if err := s.within(filepath.Join(folder, name)); err != nil {
				return err
			}
		case strings.HasSuffix(name, answersfile.Suffix):
			s.found = append(s.found, filepath.Join(folder, name))
		}
	}
	return nil
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// onceEach is the paths in order, each file once: under its first name.
func onceEach(paths []string) []string {
	slices.SortFunc(paths, func(a, b string) int { return cmp.Compare(filepath.ToSlash(a), filepath.ToSlash(b)) })
	paths = slices.Compact(paths)
	seen := files{}
	return slices.DeleteFunc(paths, func(path string) bool {
		info, err := os.Stat(path)
		if err != nil {
			return false // reading the file will report why
		}
		_, known := seen.add(path, info)
		return known
	})
}
