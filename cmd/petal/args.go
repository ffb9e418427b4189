package main

import (
	"errors"
	"fmt"
	"strings"
)

// checkArgs refuses an argument with a line break. Nothing Petal takes has one,
// but the name of a file may, and a message that quotes it would go on with a
// line of the file's choosing, which a CI service may take for a command.
func checkArgs(args []string) error {
	for _, arg := range args {
		if strings.ContainsAny(arg, lineBreaks) {
			return fmt.Errorf("%q contains a line break; names and values cannot have one", arg)
		}
	}
	return nil
}

const lineBreaks = "\n\r\v\f\u0085\u2028\u2029"

// checkFound refuses files that Petal found by a pattern where their names have a
// line break, as it refuses them when they are typed.
func checkFound(paths []string) error {
	var problems []error
	for _, path := range paths {
		if strings.ContainsAny(path, lineBreaks) {
			problems = append(problems, fmt.Errorf("the name of the file %q contains a line break; rename it", path))
		}
	}
	return errors.Join(problems...)
}
