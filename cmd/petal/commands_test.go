package main

import (
	"maps"
	"slices"
	"testing"
)

// TestCommandsAreNamed checks that each command is made under its own name, and that
// one is made alone when it is named.
func TestCommandsAreNamed(t *testing.T) {
	a := &app{}
	names := slices.Sorted(maps.Keys(a.commands()))
	if all := a.root().Commands(); len(all) != len(names) {
		t.Errorf("%d commands, want %d", len(all), len(names))
	}
	for _, name := range names {
		made := a.root(name, "--help").Commands()
		if len(made) != 1 || made[0].Name() != name {
			t.Errorf("%s: got %v", name, made)
		}
	}
}
