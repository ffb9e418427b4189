//go:build man

// With the build tag man, the program writes Petal's manual pages into a folder:
//
//	go run -tags man ./cmd/petal FOLDER
package main

import (
	"fmt"
	"os"

	"github.com/petal-check/petal/cmd/petal/internal/manpages"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "give the folder for the pages")
		os.Exit(exitWrong)
	}
	if err := manpages.Write((&app{}).root(), os.Args[1], buildVersion(), buildInfo().Date); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitWrong)
	}
}
