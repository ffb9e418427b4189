// Package quiet keeps libraries from looking around before main runs.
//
// bubbletea asks the terminal for its background colour while packages are
// initialised: on a terminal that does not answer, every command, even --help,
// would stand still for five seconds, and one that answers late would leave
// stray bytes at the prompt. Its own way out is TERM=dumb.
//
// The clipboard package that comes with it looks for five programs in every folder
// on the path. Petal leaves pasting to the terminal, so until main runs there is no
// path to look on.
//
// This package imports nothing but os, so Go initialises it before those two, whose
// imports come later in order; tests hold that it does.
package quiet

import "os"

// before is the variables that are hidden, as they were; nil is not set.
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
			os.Setenv(name, *was) //nolint:errcheck // it was that before
		} else {
			os.Unsetenv(name) //nolint:errcheck // cannot fail for these names
		}
	}
}
