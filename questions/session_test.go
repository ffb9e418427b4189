package questions

import (
	"strings"
	"testing"
)

// TestSessionPages checks that every page of a session can be read, has a name of its
// own and something on it, and that a block is one thing.
func TestSessionPages(t *testing.T) {
	seen := map[string]bool{}
	for _, page := range SessionPages() {
		if !isFileName(page.ID) || seen[page.ID] || page.Title == "" || page.About == "" || (page.Holds == "") == (page.Parts == nil) {
			t.Errorf("page %q has no name of its own, no title or nothing to show: %+v", page.ID, page)
		}
		seen[page.ID] = true
		for _, part := range page.Parts {
			for i, b := range part.Blocks {
				filled := 0
				for _, there := range []bool{b.Say != "", b.List != nil, b.Steps != nil, b.Ticks != nil, b.Agree != nil, b.Ask != "", b.Hour != nil, b.Command} {
					if there {
						filled++
					}
				}
				if filled != 1 || b.Lines != 0 && b.Ask == "" {
					t.Errorf("%s, %q: block %d is %d things, want one: %+v", page.ID, part.Title, i+1, filled, b)
				}
			}
		}
	}
}

func isFileName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz-") == ""
}
