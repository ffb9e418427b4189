package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestArrows checks that imports run one way, questions ← assess ← reports ← cmd,
// tests included, and that only cmd imports the linter of questions.
func TestArrows(t *testing.T) {
	const module = "github.com/petal-check/petal/"
	order := []string{"questions", "assess", "reports", "cmd"}
	rank := func(path string) int {
		for i, name := range order {
			if path == module+name || strings.HasPrefix(path, module+name+"/") {
				return i
			}
		}
		return -1
	}
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}} {{join .TestImports " "}} {{join .XTestImports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		from := rank(fields[0])
		if from < 0 {
			t.Errorf("%s is in no room of the house", fields[0])
		}
		packages++
		for _, to := range fields[1:] {
			if strings.HasPrefix(to, module) && rank(to) > from {
				t.Errorf("%s imports %s, against the arrows", fields[0], to)
			}
			if linter := module + "questions/lint"; to == linter && fields[0] != linter && from < rank(module+"cmd") {
				t.Errorf("%s imports the linter, which is for cmd", fields[0])
			}
		}
	}
	if packages < len(order) {
		t.Errorf("%d packages listed, want at least %d", packages, len(order))
	}
}
