package main

import (
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// reaching lists the packages that could reach beyond this process, each with the
// packages that bring it in. Understand why before adding a line.
var reaching = map[string]map[string]string{
	"net": {
		"github.com/spf13/pflag":   "flags for addresses, which Petal has none of",
		"golang.org/x/sys/windows": "lists of network cards, on Windows; Petal asks for none",
	},
	"os/exec": {
		"github.com/atotto/clipboard":            "on macOS, pasting into a text field with Ctrl+V asks pbpaste; elsewhere no program is found (see quiet)",
		"github.com/charmbracelet/bubbletea":     "for programs that lend the terminal to another; Petal does not",
		"github.com/charmbracelet/colorprofile":  "asks tmux, inside tmux, what colours it shows",
		"github.com/petal-check/petal/cmd/petal": "reads the report in a pager, when the person says so",
		"github.com/charmbracelet/huh":           "opens an editor from a field of many lines; Petal has none",
	},
}

// banned cannot be linked in at all, nor can anything below it.
var banned = []string{
	"net/http", "net/rpc", "net/smtp", "net/mail", "net/textproto", "crypto/tls", "crypto/x509", "log/syslog", "plugin", "golang.org/x/net",
}

// TestNoNetwork reads what is linked into Petal, for every system it is made
// for: no client of any protocol, and net and os/exec only through the packages
// that are known to bring them.
func TestNoNetwork(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		t.Run(system, func(t *testing.T) {
			cmd := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, ".")
			cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("go list: %v", err)
			}
			packages := 0
			for line := range strings.Lines(string(out)) {
				path, imports, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
				packages++
				for _, b := range banned {
					if path == b || strings.HasPrefix(path, b+"/") {
						t.Errorf("%s is linked in", path)
					}
				}
				for to := range strings.FieldsSeq(imports) {
					if by, watched := reaching[to]; watched && by[path] == "" {
						t.Errorf("%s brings in %s; only %q may", path, to, slices.Sorted(maps.Keys(by)))
					}
				}
			}
			if packages < 100 {
				t.Errorf("%d packages listed, want at least 100", packages)
			}
		})
	}
}
