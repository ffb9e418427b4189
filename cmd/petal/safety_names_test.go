package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFoundNames checks that the name of a file that Petal finds by a pattern, and
// that nobody typed, cannot make a line of its own in any output or message.
func TestFoundNames(t *testing.T) {
	oneAfterTheOther(t)
	sound := sample(t, answersKind)
	commands := []string{
		"report {}", "report {} -f json", "compare {}", "compare {} --by perspective", "actions {}", "actions {} -f json",
		"check {} --at-least co-produce", "check {} --at-least co-produce -f github", "check {} --at-least co-produce -f junit",
		"check {} --at-least co-produce -f markdown", "check good.petal.yaml --no-fall-since {}",
	}
	tried := 0
	for _, name := range []string{"a\n::error::forged", "a\r::error::forged", "a\n\u2028forged", "a\x85forged", "a\x1b[2Jforged", "a\u202eforged", "a\vforged"} {
		for what, text := range map[string]string{"sound": strings.Replace(sound, "round: during", "round: before", 1), "broken": "no: such: file\n", "wrong": "no-such-key: 1\n"} {
			dir := t.TempDir()
			t.Chdir(dir)
			put(t, dir, "good.petal.yaml", sound)
			if os.WriteFile(filepath.Join(dir, name+".petal.yaml"), []byte(text), 0o644) != nil {
				continue // no file can be called so here
			}
			h := newHarness(t)
			for _, pattern := range []string{"a*.petal.yaml", "b*.petal.yaml", "../*/a*.petal.yaml", "."} { // the second finds none, and one is near
				for _, c := range commands {
					tried++
					got := h.run("", strings.Fields(strings.ReplaceAll(c, "{}", pattern))...)
					for _, output := range []string{got.stdout, got.stderr} {
						if err := liveContent("text", output); err != nil {
							t.Errorf("petal %s with a %s file %q: %v", c, what, name, err)
						}
						for line := range strings.Lines(output) {
							if strings.HasPrefix(line, "::error::") || strings.HasPrefix(line, "forged") {
								t.Errorf("petal %s with a %s file %q: the line %q", c, what, name, line)
							}
						}
					}
					if strings.ContainsAny(name, lineBreaks) && got.code != exitWrong {
						t.Errorf("petal %s with a %s file %q: exit code %d", c, what, name, got.code)
					}
				}
			}
		}
	}
	t.Logf("%d commands", tried)
}
