package main

import (
	"fmt"
	"slices"

	"github.com/petal-check/petal/questions/strict"
)

// oneOf checks a flag's value against the words it can have.
func oneOf(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return fmt.Errorf("unknown %s %q%s", flag, value, strict.DidYouMean(value, words))
}
