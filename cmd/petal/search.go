package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// search is [expand] for many projects: a folder stands for the answers files in it
// and in every folder inside it.
func search(paths []string) ([]string, error) {
	var all []string
	var problems []error
	for _, path := range paths {
		if !isFolder(path) {
			found, err := expand([]string{path})
			all, problems = append(all, found...), append(problems, err)
			continue
		}
		found, err := answersBelow(path)
		all, problems = append(all, found...), append(problems, err, checkFound(found))
	}
	return all, errors.Join(problems...)
}

// answersBelow is the answers files in a folder and in those inside it, by name. It
// passes over hidden files and folders, and does not follow links to other folders.
func answersBelow(folder string) ([]string, error) {
	var all []string
	looked := 0
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		name := e.Name()
		switch looked++; {
		case err != nil:
			return err
		case looked > mostLooked:
			return fmt.Errorf("%s holds more than %d names; give a more exact folder", folder, mostLooked)
		case path == folder:
			return nil
		case strings.HasPrefix(name, "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case strings.HasSuffix(name, answersfile.Suffix) && !e.IsDir():
			all = append(all, path)
		}
		return nil
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("the folder %s has no answers files (names that end in %s), nor have the folders in it", folder, answersfile.Suffix)
	}
	if err != nil {
		return nil, fmt.Errorf("look for answers: %w", err)
	}
	return all, nil
}
