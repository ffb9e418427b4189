package main

import (
	"regexp"
	"sync"
)

// GitHub Actions runs commands it finds in a step's output: lines of the form
// ::command::, and ##[command] anywhere in a line. The name of a project or a file
// could look like one.
var (
	actionsLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^([\t\p{Z}]*):(:)`) })
	actionsOld  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`#(#\[)`) })
)

// withoutCommands returns text that is safe to print to a log. In GitHub Actions it
// puts a space inside anything that would run as a command.
func (a *app) withoutCommands(text string) string {
	if a.getenv("GITHUB_ACTIONS") != "true" {
		return text
	}
	return actionsOld().ReplaceAllString(actionsLine().ReplaceAllString(text, "$1: $2"), "# $1")
}
