package main

import (
	"os"
	"testing"
)

// everyCase is the switch for the tests that try very many cases: with
// PETAL_EVERY_CASE set they try all of them, as .ci/run has them do, and without
// it a few of each, so that go test is quick.
var everyCase = os.Getenv("PETAL_EVERY_CASE") != ""

// cases counts what a test tries. At its end the test logs how many that were
// and of how many; .ci/run reads that line, and prints it.
type cases struct {
	oneIn      int // how many cases there are for each one tried, when only a few are
	all, tried int
}

// countCases counts cases of one kind. Where they are combinations of two lists,
// a prime as oneIn tries items of either list with changing items of the other.
func countCases(t *testing.T, what string, oneIn int) *cases {
	t.Helper()
	c := &cases{oneIn: oneIn}
	t.Cleanup(func() {
		if !t.Skipped() {
			t.Logf("tried %d of %d %s", c.tried, c.all, what)
		}
	})
	return c
}

// next reports whether the next case is to be tried.
func (c *cases) next() bool { return c.nextOr(false) }

// nextOr is like next, but if must is true the case is always tried.
func (c *cases) nextOr(must bool) bool {
	c.all++
	if !everyCase && !must && (c.all-1)%c.oneIn != 0 {
		return false
	}
	c.tried++
	return true
}
