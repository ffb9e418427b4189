package strict_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions/strict"
)

var limits = strict.Limits{Bytes: 1 << 16, Depth: 32, Keys: 1000}

// TestRead holds what is refused before anything is looked at, and how.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "f.yaml: the file is empty"},
		{"comments only", "# nothing\n", "f.yaml: the file is empty"},
		{"too large", strings.Repeat("a", 1<<16+1), "f.yaml: the file has 65537 bytes; at most 65536 are read"},
		{"binary", "a: \x00b", "f.yaml: the file is binary, not text"},
		{"UTF-16, low byte first", "\xff\xfea\x00", "f.yaml: the file is written in UTF-16; save it as UTF-8"},
		{"UTF-16, high byte first", "\xfe\xff\x00a", "f.yaml: the file is written in UTF-16; save it as UTF-8"},
		{"Latin-1", "a: 1\nb: caf\xe9\n", "f.yaml:2:7: this is not UTF-8 text; save the file as UTF-8"},
		{"escape", "a: 1\nb: \x1b[2J\n", "f.yaml:2:4: a control character (U+001B) is not allowed"},
		{"second document", "a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document starts here; a file holds one"},
		{"alias", "a: &x 1\nb: *x\n", "f.yaml:1:4: anchors (&) are not allowed\nf.yaml:2:4: aliases (*) are not allowed; write the value out"},
		{"tag", "a: !!binary aGk=\n", "f.yaml:1:4: tags (!) are not allowed"},
		{"deep", strings.Repeat("[", 40) + strings.Repeat("]", 40), "f.yaml:1:33: nested more than 32 deep"},
		{"far too deep", strings.Repeat("[", 20000), "f.yaml:1:1: this is not valid YAML: nested far too deep"},
		{"wide", "a:\n" + strings.Repeat("  b: 1\n", 1001), "f.yaml:2:3: 1001 keys in one mapping; at most 1000 are read"},
		{"as many values as may be", "[" + strings.Repeat("1,", 1<<13) + "]", ""},
		{"crowded", "[" + strings.Repeat("1,", 1<<13+1) + "]", "f.yaml: the file has more than 8192 values; at most that many are read"},
		{"unfinished list", "a: 1\nb: [1\nc: 2\n", "f.yaml:2:1: this is not valid YAML: did not find expected ',' or ']'"},
		{"bad indent", "a:\n  b: 1\n c: 2\n", "f.yaml:3:1: this is not valid YAML: did not find expected key"},
		{"tab", "a:\n\tb: 1\n", "f.yaml:2:1: this is not valid YAML: found character that cannot start any token"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := strict.Read("f.yaml", []byte(c.data), limits)
			if err == nil && c.want == "" {
				return
			}
			if err == nil {
				t.Fatalf("no error, want %q", c.want)
			}
			if got := err.Error(); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestProblems reads one file with every kind of mistake in its values and
// holds that all are reported at once, in order, each at its place.
func TestProblems(t *testing.T) {
	const data = `name: 12
title: "a\u001b[2Jb"
over: "a\u202Eb"
lines: "a\nb"
empty: ""
count: 010
many: 11
flag: yes
share: 1e1
date: 2026-02-30
word: konsult
id: Two Words
nmae: x
list: {}
map: []
name: again
7: x
`
	doc, err := strict.Read("f.yaml", []byte(data), limits)
	if err != nil {
		t.Fatal(err)
	}
	m := doc.Root().Mapping("name", "title", "over", "lines", "empty", "count", "many", "flag", "share", "date", "word", "id", "list", "map", "gone")
	m.Get("name").Line()
	m.Get("title").Line()
	m.Get("over").Note()
	m.Get("lines").Line()
	m.Get("empty").Sentence()
	m.Get("count").Whole(0, 10)
	m.Get("many").Whole(0, 10)
	m.Get("flag").Bool()
	m.Get("share").Number(0, 1)
	m.Get("date").Date()
	m.Get("word").OneOf("level", "inform", "consult")
	m.Get("id").ID()
	m.Get("list").Items()
	m.Get("map").Entries()
	m.Require("gone")
	want := strings.TrimSpace(`
f.yaml:1:1: "gone" is missing here
f.yaml:1:7: want text here, found a number; put it in quotes: "12"
f.yaml:2:8: a control character (U+001B) is not allowed in text
f.yaml:3:7: a control character (U+202E) is not allowed in text
f.yaml:4:8: want one line of text here, found more
f.yaml:5:8: want some text here, found none
f.yaml:6:8: want a whole number from 0 to 10 here, found "010"
f.yaml:7:7: want a whole number from 0 to 10 here, found 11
f.yaml:8:7: want true or false here, found text
f.yaml:9:8: want a number from 0 to 1 here, found "1e1"
f.yaml:10:7: want a date such as 2026-11-20 here, found "2026-02-30"
f.yaml:11:7: no level "konsult"; did you mean "consult"?
f.yaml:12:5: "Two Words" is not an id; use small letters, digits and single hyphens
f.yaml:13:1: no key "nmae" here; did you mean "name"?
f.yaml:14:7: want a list here, found a mapping
f.yaml:15:6: want a mapping here, found a list
f.yaml:16:1: "name" is here twice; the first is in line 1
f.yaml:17:1: want a word as key, found a number`)
	if got := doc.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestProblemsHaveAnEnd holds that a file of mistakes costs no more than a
// thousand of them.
func TestProblemsHaveAnEnd(t *testing.T) {
	doc, err := strict.Read("f.yaml", []byte(strings.Repeat("- 1\n", 5000)), limits)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range doc.Root().Items() {
		item.Line()
	}
	var problems strict.Problems
	if !errors.As(doc.Err(), &problems) || len(problems) != 1000 {
		t.Errorf("got %d mistakes, want 1000", len(problems))
	}
}

func TestNearest(t *testing.T) {
	words := []string{"who-decides", "who-chairs", "first-involved", "money"}
	for asked, want := range map[string]string{
		"who-decide":     "who-decides",
		"who-chair":      "who-chairs",
		"WHO-DECIDES":    "who-decides",
		"first":          "first-involved",
		"monye":          "money",
		"weather":        "",
		"":               "",
		"first-invovled": "first-involved",
	} {
		if got := strict.Nearest(asked, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", asked, got, want)
		}
	}
	if got := strict.Nearest(strings.Repeat("x", 1000), words); got != "" {
		t.Errorf("Nearest of 1,000 letters = %q, want none", got)
	}
}
