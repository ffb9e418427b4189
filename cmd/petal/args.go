package main

import (
	"fmt"
	"strings"
)

// checkArgs refuses an argument with a line break. Nothing Petal takes has one,
// but the name of a file may, and a message that quotes it would go on with a
// line of the file's choosing, which a CI service may take for a command.
func checkArgs(args []string) error {
	for _, arg := range args {
		if strings.ContainsAny(arg, "\n\r\v\f\u0085\u2028\u2029") {
			return fmt.Errorf("there is a line break in %q; no name or value may have one", arg)
		}
	}
	return nil
}
