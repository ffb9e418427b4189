package main

import "regexp"

// GitHub Actions reads what a step prints and obeys lines of the form
// ::command::, and ##[command] anywhere in a line. A project can be named so,
// and so can a file.
var (
	actionsLine = regexp.MustCompile(`(?m)^([\t\p{Z}]*):(:)`)
	actionsOld  = regexp.MustCompile(`#(#\[)`)
)

// withoutCommands is text as it can be printed to a log: where GitHub Actions reads
// it, a space parts what it would obey.
func (a *app) withoutCommands(text string) string {
	if a.getenv("GITHUB_ACTIONS") != "true" {
		return text
	}
	return actionsOld.ReplaceAllString(actionsLine.ReplaceAllString(text, "$1: $2"), "# $1")
}
