package main

import (
	"fmt"
	"slices"

	"github.com/petal-check/petal/questions/prose"
)

// oneOf checks a flag's value against the words it can have.
func oneOf(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return fmt.Errorf("unknown %s %q%s", flag, value, prose.DidYouMean(value, words))
}
