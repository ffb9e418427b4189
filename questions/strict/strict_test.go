package strict_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/questions/strict"
)

var limits = strict.Limits{Bytes: 1 << 16, Depth: 32, Keys: 1000}

// TestRead checks what is refused before anything is looked at, and how.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "f.yaml: the file is empty"},
		{"comments only", "# nothing\n", "f.yaml: the file is empty"},
		{"too large", strings.Repeat("a", 1<<16+1), "f.yaml: the file has 65537 bytes; at most 65536 are allowed"},
		{"binary", "a: \x00b", "f.yaml: the file is binary, not text"},
		{"UTF-16, low byte first", "\xff\xfea\x00", "f.yaml: the file is written in UTF-16; save it as UTF-8"},
		{"UTF-16, high byte first", "\xfe\xff\x00a", "f.yaml: the file is written in UTF-16; save it as UTF-8"},
		{"Latin-1", "a: 1\nb: caf\xe9\n", "f.yaml:2:7: this is not UTF-8 text; save the file as UTF-8"},
		{"escape", "a: 1\nb: \x1b[2J\n", "f.yaml:2:4: a control character (U+001B) is not allowed"},
		{"second document", "a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document starts here; a file can have only one"},
		{"alias", "a: &x 1\nb: *x\n", "f.yaml:1:4: anchors (&) are not allowed\nf.yaml:2:4: aliases (*) are not allowed; write the value out"},
		{"tag", "a: !!binary aGk=\n", "f.yaml:1:4: tags (!) are not allowed"},
		{"deep", strings.Repeat("[", 40) + strings.Repeat("]", 40), "f.yaml:1:33: lists and keys are nested more than 32 levels deep"},
		{"far too deep", strings.Repeat("[", 20000), "f.yaml:1:1: this is not valid YAML: lists and keys are nested far too deeply"},
		{"wide", "a:\n" + strings.Repeat("  b: 1\n", 1001), "f.yaml:2:3: there are 1001 keys together here; at most 1000 are allowed"},
		{"as many values as may be", "[" + strings.Repeat("1,", 1<<13) + "]", ""},
		{"crowded", "[" + strings.Repeat("1,", 1<<13+1) + "]", "f.yaml: the file has more than 8192 values, which is the most allowed"},
		{"unfinished list", "a: 1\nb: [1\nc: 2\n", "f.yaml:2:1: this is not valid YAML: did not find expected ',' or ']'"},
		{"bad indent", "a:\n  b: 1\n c: 2\n", "f.yaml:3:1: this is not valid YAML: did not find expected key"},
		{"tab", "a:\n\tb: 1\n", "f.yaml:2:1: this is not valid YAML: found character that cannot start any token; start the line with spaces, not a tab"},
		{"tab in a mapping", "a:\n  b: 1\n\tc: 2\n", "f.yaml:3:1: this is not valid YAML: found a tab character that violates indentation; start the line with spaces, not a tab"},
		{"colon in text", "a: 1\nb: Ask: why\n", `f.yaml:2:1: this is not valid YAML: mapping values are not allowed in this context; put text that has a colon in quotes: "Ask: why?"`},
		{"question mark in a flow mapping", "a: 1\nb: {c: Why?, d: 1}\n", "f.yaml:2:1: this is not valid YAML: did not find expected ',' or '}'; inside { }, put text that has a comma or ? in quotes"},
		{"JSON broken off", `{"a": 1, "b": {"c": 2`, "f.yaml:1:1: this is not valid YAML: did not find expected ',' or '}'"},
		{"text that begins with a sign", "a: @home\n", "f.yaml:1:1: this is not valid YAML: found character that cannot start any token; put text that starts with @, % or ` in quotes"},
		{"dash without a space", "a:\n  - id: b\n    c: d\n  -id: e\n", "f.yaml:4:1: this is not valid YAML: did not find expected '-' indicator; put a space after the -"},
		{"bad indent of a list", "a:\n  - b\n  c: d\n", "f.yaml:2:1: this is not valid YAML: did not find expected '-' indicator"},
		{"long name of an alias", "a: *" + strings.Repeat("x", 100) + "\n", "f.yaml:1:1: this is not valid YAML: unknown anchor '" + strings.Repeat("x", 44) + "…"},
		{"end of text in a second document", "a: 1\n---\nb: \"c\n", "f.yaml:3:1: this is not valid YAML: found unexpected end of stream"},
		{"many documents", "a: 1\n---\n---\n", "f.yaml:2:1: a second document starts here; a file can have only one"},
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

// TestProblems reads one file with every kind of mistake in its values and checks
// that all are reported at once, in order, each at its place.
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
f.yaml:1:7: this must be text, but it is a number; put it in quotes: "12"
f.yaml:2:8: a control character (U+001B) is not allowed in text
f.yaml:3:7: a control character (U+202E) is not allowed in text
f.yaml:4:8: this must be one line of text, but it has several
f.yaml:5:8: this must not be empty
f.yaml:6:8: this must be a whole number from 0 to 10, but it is "010"
f.yaml:7:7: this must be a whole number from 0 to 10, but it is 11
f.yaml:8:7: this must be true or false, but it is text
f.yaml:9:8: this must be a number from 0 to 1, but it is "1e1"
f.yaml:10:7: this must be a date such as 2026-11-20, but it is "2026-02-30"
f.yaml:11:7: no level "konsult"; did you mean "consult"?
f.yaml:12:5: "Two Words" is not an id; use small letters, digits and single hyphens
f.yaml:13:1: no key "nmae" here; did you mean "name"?
f.yaml:14:7: this must be a list, but it is a set of keys and values
f.yaml:15:6: expected keys and values here, such as "name: Ward 7"; this is a list
f.yaml:16:1: "name" appears twice; it is first on line 1
f.yaml:17:1: a key must be a word, but this is a number`)
	if got := doc.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestProblemsHaveAnEnd checks that a file of mistakes costs no more than a thousand
// of them.
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

// TestJSON checks that the escapes that only JSON has mean what they do there, and
// that what comes after them keeps its place.
func TestJSON(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a pair", `"\ud83d\ude00 \uD83D\uDE00"`, "😀 😀"},
		{"a slash", `"a\/b"`, "a/b"},
		{"an escaped backslash before either", `"a\\/b \\ud83d\\ude00"`, `a\/b \ud83d\ude00`},
		{"escapes that YAML has too", `"\"\u00e9\n\t\"\/"`, "\"é\n\t\"/"},
		{"behind a byte order mark", "\ufeff" + `"\/"`, "/"},
	} {
		doc, err := strict.Read("f.json", []byte(c.data), limits)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := doc.Root().Note(); got != c.want || doc.Err() != nil {
			t.Errorf("%s: got %q, %v; want %q", c.name, got, doc.Err(), c.want)
		}
	}
	for name, data := range map[string]string{
		"the first half":             `"\ud83d"`,
		"the first half and another": `"\ud83d\u00e9"`,
		"the second half":            `"a \ude00 b"`,
		"the halves the wrong way":   `"\ude00\ud83d"`,
		"a pair outside JSON":        `a: "\ud83d\ude00"`,
	} {
		const want = "f.json:1:1: this is not valid YAML: found invalid Unicode character escape code"
		if _, err := strict.Read("f.json", []byte(data), limits); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
	doc, err := strict.Read("f.json", []byte(`{"a": "\ud83d\ude00 \/", "b": 12}`), limits)
	if err != nil {
		t.Fatal(err)
	}
	doc.Root().Mapping("a", "b").Get("b").Line()
	if got, want := doc.Err().Error(), `f.json:1:31: this must be text, but it is a number; put it in quotes: "12"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestJSONOfAnyText checks that any text comes back from JSON that escapes all but
// plain letters, as cautious programs write it, and so does what follows it.
func TestJSONOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune(`ab \"/u{}:,#😀é`)), rapid.RuneFrom(nil, unicode.L, unicode.So))).Draw(t, "text")
		var data strings.Builder
		data.WriteString(`{"a":"`)
		for _, unit := range utf16.Encode([]rune(text)) {
			switch {
			case unit == '/':
				data.WriteString(`\/`)
			case unit == '"', unit == '\\':
				data.WriteString(`\` + string(rune(unit)))
			case unit < 0x7f:
				data.WriteByte(byte(unit))
			default:
				fmt.Fprintf(&data, `\u%04x`, unit)
			}
		}
		data.WriteString(`","b":["/","\/"]}`)
		doc, err := strict.Read("f.json", []byte(data.String()), limits)
		if err != nil {
			t.Fatalf("%s: %v", data.String(), err)
		}
		m := doc.Root().Mapping("a", "b")
		if got := m.Get("a").Note(); got != text {
			t.Fatalf("%s: got %q, want %q", data.String(), got, text)
		}
		for _, v := range m.Get("b").Items() {
			if got := v.Line(); got != "/" {
				t.Fatalf("%s: got %q behind it, want a slash", data.String(), got)
			}
		}
		if err := doc.Err(); err != nil {
			t.Fatalf("%s: %v", data.String(), err)
		}
	})
}

// TestValues checks what right values are read as, and what absent ones are.
func TestValues(t *testing.T) {
	doc, err := strict.Read("f.yaml", []byte(`line: "  some words "
note: "two\n\tlines"
whole: 7
number: 0.33333333333333333
on: TRUE
off: false
date: 2026-11-20
quoted-date: "2024-02-29"
id: co-design-2
level: engage
list: [a, b]
map: {x: 1, y: 2}
format: 1
empty: ""
`), limits)
	if err != nil {
		t.Fatal(err)
	}
	root := doc.Root()
	m := root.Mapping("line", "note", "whole", "number", "on", "off", "date", "quoted-date", "id", "level", "list", "map", "format", "empty", "absent")
	absent := m.Get("absent")
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"line", m.Get("line").Line(), "some words"},
		{"empty line", m.Get("empty").Line(), ""},
		{"note", m.Get("note").Note(), "two\n\tlines"},
		{"whole", m.Get("whole").Whole(0, 10), 7},
		{"number", m.Get("number").Number(0, 1), 1.0 / 3},
		{"number without decimals", m.Get("whole").Number(0, 10), 7.0},
		{"on", m.Get("on").Bool(), true},
		{"off", m.Get("off").Bool(), false},
		{"date", m.Get("date").Date(), "2026-11-20"},
		{"quoted date", m.Get("quoted-date").Date(), "2024-02-29"},
		{"id", m.Get("id").ID(), "co-design-2"},
		{"word", m.Get("level").OneOf("level", "consult", "engage"), "engage"},
		{"items", len(m.Get("list").Items()), 2},
		{"entries", m.Get("map").Entries()[1].Key, "y"},
		{"format", m.Get("format").Format("this file has"), 1},
		{"line number", m.Get("note").LineNumber(), 2},
		{"present", m.Get("empty").Present(), true},
		{"a mapping", m.Get("map").IsMapping(), true},
		{"text that is no mapping", m.Get("line").IsMapping(), false},
		{"text", m.Get("line").IsText(), true},
		{"a number that is no text", m.Get("whole").IsText(), false},
		{"nothing wrong", m.Get("line").Wrong(), false},
		{"tree", doc.Tree().Content[0].Line, 1},

		{"absent line", absent.Line(), ""},
		{"absent sentence", absent.Sentence(), ""},
		{"absent note", absent.Note(), ""},
		{"absent whole", absent.Whole(3, 9), 3},
		{"absent number", absent.Number(0.5, 1), 0.5},
		{"absent bool", absent.Bool(), false},
		{"absent date", absent.Date(), ""},
		{"absent id", absent.ID(), ""},
		{"absent word", absent.OneOf("level", "consult"), ""},
		{"absent items", len(absent.Items()), 0},
		{"absent entries", len(absent.Entries()), 0},
		{"absent line number", absent.LineNumber(), 0},
		{"absent present", absent.Present(), false},
		{"absent mapping", absent.IsMapping(), false},
		{"absent text", absent.IsText(), false},
		{"absent wrong", absent.Wrong(), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
	if err := doc.Err(); err != nil {
		t.Errorf("mistakes in a file that has none: %v", err)
	}
}

// TestMoreProblems checks what is said of values that [TestProblems] has not.
func TestMoreProblems(t *testing.T) {
	long := strings.Repeat("é", 61)
	for _, c := range []struct {
		name, data string
		read       func(strict.Value)
		want       string
	}{
		{"nothing as text", "a:", func(v strict.Value) { v.Sentence() }, "1:3: this must be text, but it is empty"},
		{"a switch as text", "a: true", func(v strict.Value) { v.Line() }, `1:4: this must be text, but it is true; put it in quotes: "true"`},
		{"a date as text", "a: 2026-11-20", func(v strict.Value) { v.Note() }, `1:4: this must be text, but it is a date; put it in quotes: "2026-11-20"`},
		{"a list as text", "a: []", func(v strict.Value) { v.Line() }, "1:4: this must be text, but it is a list"},
		{"a year 0", "a: 0000-01-01", func(v strict.Value) { v.Date() }, `1:4: this must be a date such as 2026-11-20, but it is "0000-01-01"`},
		{"a list as a date", "a: [1]", func(v strict.Value) { v.Date() }, "1:4: this must be a date such as 2026-11-20, but it is a list"},
		{"a number too high", "a: 1.5", func(v strict.Value) { v.Number(0, 1) }, "1:4: this must be a number from 0 to 1, but it is 1.5"},
		{"a later format", "a: 2", func(v strict.Value) { v.Format("this file has") }, "1:4: this file has format 2, but this version of Petal reads only format 1; you need a newer version"},
		{"a long whole number", "a: " + strings.Repeat("1", 41), func(v strict.Value) { v.Whole(0, 9) }, "1:4: this must be a whole number from 0 to 9, but it is a number"},
		{"no word of few", "a: xyz", func(v strict.Value) { v.OneOf("level", "consult", "engage") }, `1:4: no level "xyz"; choose one of consult, engage`},
		{"no word of none", "a: xyz", func(v strict.Value) { v.OneOf("source") }, `1:4: no source "xyz"`},
		{"a long word", "a: " + long, func(v strict.Value) { v.OneOf("level") }, `1:4: no level "` + long[:120] + `…"`},
		{"a word of the most that is quoted", "a: " + long[:120], func(v strict.Value) { v.OneOf("level") }, `1:4: no level "` + long[:120] + `"`},
		{"a long id", "a: " + long, func(v strict.Value) { v.ID() }, `1:4: "` + long[:120] + `…" is not an id; use small letters, digits and single hyphens`},
		{"a long key", "a: {" + long + ": 1}", func(v strict.Value) { v.Mapping() }, `1:5: no key "` + long[:120] + `…" here`},
		{"entries whose dash has no space", "a:\n  -id: b\n", func(v strict.Value) { v.Items() }, "2:3: this must be a list, but it is a set of keys and values; put a space after the -"},
		{"a required key of what is no mapping", "a: 1", func(v strict.Value) { v.Mapping("b").Require("b") }, "1:4: expected keys and values here, such as \"name: Ward 7\"; this is a number"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := strict.Read("f.yaml", []byte(c.data), limits)
			if err != nil {
				t.Fatal(err)
			}
			v := doc.Root().Mapping("a").Get("a")
			c.read(v)
			if got, want := doc.Err().Error(), "f.yaml:"+c.want; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if strings.HasPrefix(c.want, "1:4:") && !v.Wrong() {
				t.Error("nothing is said to be wrong at the place of the mistake")
			}
		})
	}
}

func TestSafe(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "Ward 7": true, "café 😀": true, "a\tb": false, "a\nb": false, "\x1b[2J": false, "a\u009bb": false,
		"a\u202eb": false, "a\u2028b": false, "a\ufeffb": false, "a\ufffdb": false, "a\ufffeb": false, "a\U0001ffffb": false,
	} {
		if got := strict.Safe(s); got != want {
			t.Errorf("Safe(%q) = %v, want %v", s, got, want)
		}
	}
}

// TestProblemIsOneLine checks that a file's name cannot begin a line of its own.
func TestProblemIsOneLine(t *testing.T) {
	if got, want := (strict.Problem{File: "a\nb", Line: 1, Column: 2, Message: "m"}).Error(), `a\nb:1:2: m`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
