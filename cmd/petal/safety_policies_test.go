package main

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// TestHostilePolicies has every place of a policy where a word of its own may stand
// say each hostile and each refused thing, in every format and in a log of GitHub
// Actions. None of these is a valid rule, so each is refused. The test checks that
// the refusal shows it and does nothing else.
func TestHostilePolicies(t *testing.T) {
	oneAfterTheOther(t)
	dir := t.TempDir()
	h := newHarness(t)
	answers := put(t, dir, "good.petal.yaml", sample(t, answersKind))
	counted := countCases(t, "hostile policies in a format", 13)
	for _, words := range slices.Concat(hostileWords, refusedWords) {
		places := map[string]string{
			"no-fall-since": fmt.Sprintf("no-fall-since: %q\n", words),
			"a pattern":     fmt.Sprintf("no-fall-since: %q\n", "*"+words+"*.petal.yaml"),
			"at-least":      fmt.Sprintf("at-least: %q\n", words),
			"evidence":      fmt.Sprintf("evidence: %q\n", words),
			"max-age":       fmt.Sprintf("max-age: %q\n", words),
			"a perspective": fmt.Sprintf("perspectives: [staff, %q]\n", words),
			"a limit":       fmt.Sprintf("at-least: inform\nallow-limit: {%q: inform}\n", words),
			"a bank":        fmt.Sprintf("bank: %q\n", words),
			"an item":       fmt.Sprintf("principles: {%q: 50}\n", words),
			"a score":       fmt.Sprintf("principles: {min: %q}\n", words),
			"a key":         fmt.Sprintf("%q: {min: 50}\n", words),
		}
		for _, place := range slices.Sorted(maps.Keys(places)) {
			text := places[place]
			policy := put(t, dir, "policy.yaml", "petal-policy: 1\n"+text)
			for _, format := range checkFormats.names() {
				for _, actions := range []string{"", "true"} {
					if !counted.next() {
						continue
					}
					h.env = map[string]string{"GITHUB_ACTIONS": actions}
					got := h.run("", "check", answers, "--policy", policy, "--format", format)
					if got.code != exitWrong || got.stdout != "" || got.stderr == "" {
						t.Errorf("%q as %s in %s: exit code %d, %d bytes of output, %q", words, place, format, got.code, len(got.stdout), got.stderr)
					}
					holdsStill(t, "check, "+place, words, "text", got.stderr)
					if actions != "" { // elsewhere nothing acts on it
						if err := liveGitHub(got.stderr); err != nil {
							t.Errorf("%q as %s in %s: %v", words, place, format, err)
						}
					}
				}
			}
		}
	}
}
