package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestNotices checks that every module linked into Petal, and Go, stands in the
// notices once, with the words of its licence below.
func TestNotices(t *testing.T) {
	modules, err := linked()
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := write(&got, modules); err != nil {
		t.Fatal(err)
	}
	want := []string{"Go " + runtime.Version()}
	for name := range modules {
		want = append(want, name)
	}
	slices.Sort(want)
	var names []string
	for part := range strings.SplitSeq(got.String(), "\n"+strings.Repeat("=", 80)+"\n") {
		name, text, ok := strings.Cut(part, "\n\n")
		if !ok || len(names) == 0 && strings.HasPrefix(part, "Petal is made") {
			continue
		}
		names = append(names, name)
		if !strings.Contains(strings.ToLower(text), "copyright") && !strings.Contains(text, "## License\n\nMIT\n\n## Author\n") {
			t.Errorf("%s: no licence in\n%s", name, text)
		}
	}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	for _, elsewhere := range []string{"github.com/inconshreveable/mousetrap v1.1.0", "gopkg.in/yaml.v3 v3.0.1"} {
		if !slices.Contains(names, elsewhere) {
			t.Errorf("no %s, which is linked in on some system", elsewhere)
		}
	}
}

// TestSystemsAreThoseOfARelease checks that the notices are of what is released.
func TestSystemsAreThoseOfARelease(t *testing.T) {
	text, err := os.ReadFile("../../../../.goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var release struct {
		Builds []struct {
			System    []string `yaml:"goos"`
			Processor []string `yaml:"goarch"`
		} `yaml:"builds"`
	}
	if err := yaml.Unmarshal(text, &release); err != nil {
		t.Fatal(err)
	}
	if b := release.Builds[0]; len(release.Builds) != 1 || !slices.Equal(b.System, systems) || !slices.Equal(b.Processor, processors) {
		t.Errorf("got %q on %q, want %+v", systems, processors, release.Builds)
	}
}

// TestTexts checks that every file a licence asks for is there, and that a module
// without one is not passed over.
func TestTexts(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string // the texts, or how the error begins
	}{
		{"a v1", map[string]string{"LICENSE": "as you like\r\nit\r\n", "NOTICE.txt": "by us\n", "main.go": "package a"},
			"LICENSE:\n\nas you like\nit\n\nNOTICE.txt:\n\nby us\n"},
		{"a v1", map[string]string{"licence.md": "as you like\n"}, "licence.md:\n\nas you like\n"},
		{"a v1", map[string]string{"README.md": "## License\n\nMIT\n"}, "a v1 has no licence file; look at what it says of its licence"},
		{"a v1", map[string]string{"LICENSE": "\n"}, "a v1 has an empty LICENSE"},
		{"github.com/mattn/go-localereader v1", map[string]string{"README.md": "# x\n\n## License\n\nMIT\n"},
			"It has no licence file. Its README says:\n\n## License\n\nMIT\n"},
		{"github.com/mattn/go-localereader v1", map[string]string{"README.md": "# x\n"},
			"the README of github.com/mattn/go-localereader v1 no longer has the heading \"## License\""},
	} {
		dir := t.TempDir()
		for name, text := range c.files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := texts(c.name, dir)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s with %q: got %q, want %q", c.name, c.files, got, c.want)
		}
	}
}
