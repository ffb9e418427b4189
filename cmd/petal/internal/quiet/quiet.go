// Package quiet keeps Petal from asking the terminal anything before main runs.
//
// bubbletea asks the terminal for its background colour while packages are
// initialised: on a terminal that does not answer, every command, even --help,
// would stand still for five seconds, and one that answers late would leave
// stray bytes at the prompt. Its own way out is TERM=dumb. This package imports
// nothing but os, so Go initialises it before bubbletea, whose imports come
// later in order; a test holds that it does.
package quiet

import "os"

var (
	term    string
	present bool
)

func init() {
	term, present = os.LookupEnv("TERM")
	os.Setenv("TERM", "dumb") //nolint:errcheck // cannot fail for this name and value
}

// Restore puts TERM back as it was. It is the first thing main does.
func Restore() {
	if present {
		os.Setenv("TERM", term) //nolint:errcheck // it was that before
	} else {
		os.Unsetenv("TERM") //nolint:errcheck // cannot fail for this name
	}
}
