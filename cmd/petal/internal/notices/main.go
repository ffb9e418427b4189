// Command notices writes the licences of everything that is linked into Petal, for
// every system in a release: those of the modules, and of Go's own library. The file
// is part of a release. The command needs no network once the modules have been
// downloaded.
//
// Usage, in the module's folder: go run ./cmd/petal/internal/notices >NOTICES
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// systems lists what a release is made for; a test compares it with .goreleaser.yaml.
var (
	systems    = []string{"linux", "darwin", "windows"}
	processors = []string{"amd64", "arm64"}
)

// licence matches files with a licence, or with something that a licence requires to
// be passed on.
var licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents)([.-].*)?$`)

// inReadme maps the modules that state their licence only in their README to the
// heading where it starts. Look at a new one before adding it.
var inReadme = map[string]string{
	"github.com/mattn/go-localereader": "## License\n",
}

func main() {
	modules, err := linked()
	if err == nil {
		err = write(os.Stdout, modules)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "notices: %v\n", err)
		os.Exit(1)
	}
}

// write writes the licences of modules, given by their folders, and of Go.
func write(to io.Writer, modules map[string]string) error {
	root, err := run(nil, "env", "GOROOT")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString("Petal is made with the work below. Each part is used under its licence, which stands under its name.\n")
	modules = maps.Clone(modules)
	modules["Go "+runtime.Version()] = strings.TrimSpace(root)
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		text, err := texts(name, modules[name])
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "\n%s\n%s\n\n%s", strings.Repeat("=", 80), name, text)
	}
	_, err = to.Write(out.Bytes())
	return err
}

// linked returns the folder of each module that is linked into Petal on any system,
// by its path and version.
func linked() (map[string]string, error) {
	const each = `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{end}}{{end}}`
	out := map[string]string{}
	for _, system := range systems {
		for _, processor := range processors {
			list, err := run([]string{"GOOS=" + system, "GOARCH=" + processor, "CGO_ENABLED=0"}, "list", "-deps", "-f", each, "github.com/petal-check/petal/cmd/petal")
			if err != nil {
				return nil, err
			}
			for line := range strings.Lines(list) {
				if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
					out[name] = dir
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, errors.New("no module is linked into Petal")
	}
	return out, nil
}

func run(env []string, args ...string) (string, error) {
	cmd := exec.Command("go", args...) //nolint:gosec // the arguments are written above
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(out), nil
}

// texts returns what the licence files of a module say, each under its name.
func texts(name, dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, err)
	}
	var out strings.Builder
	add := func(file, text string) {
		text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
		fmt.Fprintf(&out, "%s:\n\n%s\n", file, text)
	}
	for _, e := range entries {
		if e.IsDir() || !licence.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", fmt.Errorf("read %s: %w", name, err)
		}
		if len(bytes.TrimSpace(text)) == 0 {
			return "", fmt.Errorf("%s has an empty %s", name, e.Name())
		}
		if out.Len() > 0 {
			out.WriteString("\n")
		}
		add(e.Name(), string(text))
	}
	if out.Len() > 0 {
		return out.String(), nil
	}
	path, _, _ := strings.Cut(name, " ")
	heading := inReadme[path]
	if heading == "" {
		return "", fmt.Errorf("%s has no licence file; look at what it says of its licence", name)
	}
	readme, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, err)
	}
	_, said, ok := strings.Cut(strings.ReplaceAll(string(readme), "\r\n", "\n"), heading)
	if !ok {
		return "", fmt.Errorf("the README of %s no longer has the heading %q", name, strings.TrimSpace(heading))
	}
	add("It has no licence file. Its README says", heading+said)
	return out.String(), nil
}
