package main

import (
	"errors"
	"fmt"
	"strings"
)

// checkArgs refuses an argument that contains a line break. Nothing Petal accepts
// needs one, but a file name can have one, and a message that quotes it would then
// print a second line that a CI service might run as a command.
func checkArgs(args []string) error {
	for _, arg := range args {
		if strings.ContainsAny(arg, lineBreaks) {
			return fmt.Errorf("%q contains a line break; names and values cannot have one", arg)
		}
	}
	return nil
}

const lineBreaks = "\n\r\v\f\u0085\u2028\u2029"

// checkFound refuses files found by a pattern if their names contain a line break,
// just as [checkArgs] refuses names that were typed.
func checkFound(paths []string) error {
	var problems []error
	for _, path := range paths {
		if strings.ContainsAny(path, lineBreaks) {
			problems = append(problems, fmt.Errorf("the file name %q contains a line break; rename the file", path))
		}
	}
	return errors.Join(problems...)
}
