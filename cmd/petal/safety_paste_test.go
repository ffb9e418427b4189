//go:build unix

package main

import (
	"os/exec"
	"testing"
)

// TestPasted checks that a name in a suggested command is one word to a shell,
// whatever is in it.
func TestPasted(t *testing.T) {
	for word, want := range map[string]string{
		"ward7.petal.yaml": "ward7.petal.yaml",
		"Ward 7.yaml":      `"Ward 7.yaml"`,
		"it's.yaml":        `"it's.yaml"`,
		"a!b":              "'a!b'",
	} {
		if got := shellWord(word); got != want {
			t.Errorf("shellWord(%q) = %s, want %s", word, got, want)
		}
	}
	words := append([]string{"", "a b", "*", "~", "#x", "a;b", "a|b", "a&b", "$(echo forged)", "`echo forged`", `\"; echo forged; "`, `a\`, `\`, `"`, "'", `'"'`, "$HOME", "!!", "{a,b}", "a\tb", "(x)", "<x", "é"}, hostileWords...)
	for _, word := range words {
		out, err := exec.Command("sh", "-c", "printf '%s|' "+shellWord(word)).Output()
		if got, want := string(out), word+"|"; err != nil || got != want {
			t.Errorf("%q is pasted as %s, which a shell reads as %q: %v", word, shellWord(word), got, err)
		}
	}
}
