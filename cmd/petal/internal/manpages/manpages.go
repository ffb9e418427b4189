// Package manpages writes the manual pages of a release. Petal itself does not link
// it: otherwise the Markdown and YAML parsers that cobra's writer needs would be in
// every user's binary.
package manpages

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// Write writes a page for the command, and for each of its subcommands that the help
// shows, into an existing folder. Every page names the version and the month of date,
// a time as in RFC 3339, so that the same commit gives the same pages. Without a
// date, it is the current month.
func Write(root *cobra.Command, folder, version, date string) error {
	header := &doc.GenManHeader{Manual: "Petal", Source: "petal " + version}
	if date != "" {
		day, err := time.Parse(time.RFC3339, date)
		if err != nil {
			return fmt.Errorf("the date of the pages: %w", err)
		}
		header.Date = &day
	}
	return doc.GenManTree(root, header, folder)
}
