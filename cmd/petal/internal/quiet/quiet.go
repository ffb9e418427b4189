// Package quiet keeps libraries from looking around before main runs.
//
// bubbletea asks the terminal for its background colour while packages are
// initialised. On a terminal that does not answer, every command, even --help, would
// hang for five seconds, and one that answers late would leave stray bytes at the
// prompt. It does not ask if TERM=dumb.
//
// The clipboard package that comes with it looks for five programs in every folder on
// the path. Petal leaves pasting to the terminal, so it hides the path until main
// runs.
//
// This package imports nothing but os, so Go initialises it before those two, whose
// imports come later in order. Tests check this.
package quiet

import "os"

// before holds the hidden variables as they were; nil means not set.
var before = map[string]*string{}

func init() {
	for name, value := range map[string]string{"TERM": "dumb", "PATH": ""} {
		before[name] = nil
		if was, ok := os.LookupEnv(name); ok {
			before[name] = &was
		}
		os.Setenv(name, value) //nolint:errcheck // cannot fail for these names and values
	}
}

// Restore puts the environment back as it was. It is the first thing main does.
func Restore() {
	for name, was := range before {
		if was != nil {
			os.Setenv(name, *was) //nolint:errcheck // it had this value before
		} else {
			os.Unsetenv(name) //nolint:errcheck // cannot fail for these names
		}
	}
}
