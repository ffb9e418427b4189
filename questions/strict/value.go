package strict

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions/prose"
)

// Value is one place in a document. The zero Value stands for an absent key: reading
// it returns a zero value and reports nothing. Use [Mapping.Require] for keys that
// must be there.
type Value struct {
	doc  *Document
	node *yaml.Node
}

// LineNumber returns the line of the value, from 1; 0 if it is absent.
func (v Value) LineNumber() int {
	if v.node == nil {
		return 0
	}
	return v.node.Line
}

// Present reports whether there is a value here at all.
func (v Value) Present() bool { return v.node != nil }

// mostProblems is the most mistakes kept for one file. Nobody reads more, and someone
// could make a file with a hundred thousand.
const mostProblems = 1000

// Wrong reports whether a mistake has been reported at exactly this place.
func (v Value) Wrong() bool {
	return v.node != nil && slices.ContainsFunc(v.doc.problems, func(p Problem) bool {
		return p.Line == v.node.Line && p.Column == v.node.Column
	})
}

// Problem reports a mistake at this place.
func (v Value) Problem(format string, args ...any) {
	if v.node == nil || len(v.doc.problems) >= mostProblems {
		return
	}
	v.doc.problems = append(v.doc.problems, Problem{v.doc.file, v.node.Line, v.node.Column, fmt.Sprintf(format, args...)})
}

// kind returns words for what is at this place, to follow "this is".
func (v Value) kind() string {
	switch v.node.Kind {
	case yaml.MappingNode:
		return "a set of keys and values"
	case yaml.SequenceNode:
		return "a list"
	}
	switch v.node.ShortTag() {
	case "!!null":
		return "empty"
	case "!!bool":
		return strings.ToLower(v.node.Value)
	case "!!int", "!!float":
		return "a number"
	case "!!timestamp":
		return "a date"
	}
	return "text"
}

// IsNull reports whether the value here is null, or empty after a key.
func (v Value) IsNull() bool {
	return v.node != nil && v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!null"
}

// IsMapping and [Value.IsText] tell apart values that can be either, such as an answer
// with or without a reason. An absent value is neither.
func (v Value) IsMapping() bool { return v.node != nil && v.node.Kind == yaml.MappingNode }

// IsText reports whether the value is text, quoted or not.
func (v Value) IsText() bool {
	return v.node != nil && v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!str"
}

// Mapping is a mapping whose keys are fixed by its format.
type Mapping struct {
	Value
	entries []Entry // few, so a search through them beats a map
}

// Mapping reads a mapping that can have only the given keys. It reports unknown and
// duplicate keys, and anything that is not a mapping.
func (v Value) Mapping(keys ...string) Mapping {
	entries := v.Entries()
	known := entries[:0]
	for _, e := range entries {
		if slices.Contains(keys, e.Key) {
			known = append(known, e)
		} else {
			e.Name.Problem("no key %q here%s", prose.Short(e.Key), prose.DidYouMean(e.Key, keys))
		}
	}
	return Mapping{v, known}
}

// Get returns the value at key, or the zero Value if the key is absent.
func (m Mapping) Get(key string) Value {
	for _, e := range m.entries {
		if e.Key == key {
			return e.Value
		}
	}
	return Value{}
}

// Require reports each of the keys that is absent.
func (m Mapping) Require(keys ...string) {
	if !m.IsMapping() {
		return // already reported as another mistake
	}
	for _, k := range keys {
		if !m.Get(k).Present() {
			m.Problem("%q is missing here", k)
		}
	}
}

// Entry is one key of a mapping with its value. Name is the key's own place.
type Entry struct {
	Key   string
	Name  Value
	Value Value
}

// Entries reads a mapping with any keys, in file order. It leaves out keys that are
// not text or are used twice, and reports them.
func (v Value) Entries() []Entry {
	if v.node == nil {
		return nil
	}
	if v.node.Kind != yaml.MappingNode {
		v.Problem("expected keys and values here, such as \"name: Ward 7\"; this is %s", v.kind())
		return nil
	}
	entries := make([]Entry, 0, len(v.node.Content)/2)
	seen := make(map[string]int, len(v.node.Content)/2)
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		name := Value{v.doc, v.node.Content[i]}
		if !name.IsText() {
			name.Problem("a key must be a word, but this is %s", name.kind())
			continue
		}
		key := name.node.Value
		if line, twice := seen[key]; twice {
			name.Problem("%q appears twice; it is first on line %d", prose.Short(key), line)
			continue
		}
		seen[key] = name.node.Line
		entries = append(entries, Entry{key, name, Value{v.doc, v.node.Content[i+1]}})
	}
	return entries
}

// Items reads a list.
func (v Value) Items() []Value {
	if v.node == nil {
		return nil
	}
	if v.node.Kind != yaml.SequenceNode {
		hint := ""
		if v.IsMapping() && len(v.node.Content) > 0 && strings.HasPrefix(v.node.Content[0].Value, "-") {
			hint = "; put a space after the -"
		}
		v.Problem("this must be a list, but it is %s%s", v.kind(), hint)
		return nil
	}
	items := make([]Value, len(v.node.Content))
	for i, n := range v.node.Content {
		items[i] = Value{v.doc, n}
	}
	return items
}

// Line reads text of one line, which may be empty. Space around it is dropped.
func (v Value) Line() string {
	s, ok := v.text()
	if !ok {
		return ""
	}
	s = strings.TrimSpace(s)
	if at := strings.IndexFunc(s, prose.Unsafe); at >= 0 {
		r := []rune(s[at:])[0]
		if r == '\n' {
			v.Problem("this must be one line of text, but it has several")
		} else {
			v.Problem("a control character (U+%04X) is not allowed in text", r)
		}
		return ""
	}
	return s
}

// Sentence reads text of one line that must not be empty.
func (v Value) Sentence() string {
	before := 0
	if v.node != nil {
		before = len(v.doc.problems)
	}
	s := v.Line()
	if v.node != nil && s == "" && len(v.doc.problems) == before {
		v.Problem("this must not be empty")
	}
	return s
}

// Note reads text of any number of lines; tabs are allowed.
func (v Value) Note() string {
	s, ok := v.text()
	if !ok {
		return ""
	}
	for _, r := range s {
		if prose.Unsafe(r) && r != '\n' && r != '\t' {
			v.Problem("a control character (U+%04X) is not allowed in text", r)
			return ""
		}
	}
	return s
}

func (v Value) text() (string, bool) {
	if v.node == nil {
		return "", false
	}
	if !v.IsText() {
		hint := ""
		if v.node.Kind == yaml.ScalarNode && v.node.ShortTag() != "!!null" {
			hint = fmt.Sprintf("; put it in quotes: %q", prose.Short(v.node.Value))
		}
		v.Problem("this must be text, but it is %s%s", v.kind(), hint)
		return "", false
	}
	return v.node.Value, true
}

// Safe reports whether s could be read back from a file as one line of text
// ([Value.Line]), so that it is safe to accept from a keyboard or a flag.
func Safe(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return prose.Unsafe(r) || r == utf8.RuneError })
}

// ID reads a kebab-case name: small letters, digits, single hyphens.
func (v Value) ID() string {
	s := v.Sentence()
	if s != "" && !isID(s) {
		v.Problem("%q is not an id; use small letters, digits and single hyphens", prose.Short(s))
		return ""
	}
	return s
}

func isID(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
			return false
		}
	}
	return true
}

// OneOf reads a word that must be one of the given ones. what names the kind of thing
// for the message: no level "konsult"; did you mean "consult"?
func (v Value) OneOf(what string, words ...string) string {
	s := v.Sentence()
	if s == "" {
		return ""
	}
	if slices.Contains(words, s) {
		return s
	}
	v.Problem("no %s %q%s", what, prose.Short(s), prose.DidYouMean(s, words))
	return ""
}

// Bool reads true or false.
func (v Value) Bool() bool {
	if v.node == nil {
		return false
	}
	if v.node.Kind != yaml.ScalarNode || v.node.ShortTag() != "!!bool" {
		v.Problem("this must be true or false, but it is %s", v.kind())
		return false
	}
	return strings.EqualFold(v.node.Value, "true")
}

var (
	wholeNumber   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(0|[1-9][0-9]{0,8})$`) })
	decimalNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(0|[1-9][0-9]{0,8})(\.[0-9]{1,17})?$`) })
)

// Whole reads a whole number from low to high. Only plain decimal digits count:
// the library alone would also take 2.5, 010, 1e1 and null.
func (v Value) Whole(low, high int) int {
	if v.node == nil {
		return low
	}
	if v.node.Kind != yaml.ScalarNode || v.node.ShortTag() != "!!int" || !wholeNumber().MatchString(v.node.Value) {
		v.Problem("this must be a whole number from %d to %d, but it is %s", low, high, v.found())
		return low
	}
	n, _ := strconv.Atoi(v.node.Value)
	if n < low || n > high {
		v.Problem("this must be a whole number from %d to %d, but it is %d", low, high, n)
		return low
	}
	return n
}

// Format reads the number of a file's format. So far every kind of file has only
// format 1. has is the start of the message about a later format, such as "this bank
// has".
func (v Value) Format(has string) int {
	n := v.Whole(1, 999)
	if n > 1 {
		v.Problem("%s format %d, but this version of Petal reads only format 1; you need a newer version", has, n)
	}
	return n
}

// Number reads a number from low to high, such as 0.75.
func (v Value) Number(low, high float64) float64 {
	if v.node == nil {
		return low
	}
	tag := v.node.ShortTag()
	if v.node.Kind != yaml.ScalarNode || tag != "!!int" && tag != "!!float" || !decimalNumber().MatchString(v.node.Value) {
		v.Problem("this must be a number from %g to %g, but it is %s", low, high, v.found())
		return low
	}
	x, _ := strconv.ParseFloat(v.node.Value, 64)
	if x < low || x > high {
		v.Problem("this must be a number from %g to %g, but it is %g", low, high, x)
		return low
	}
	return x
}

// Date reads a date such as 2026-11-20, from the year 1 on, and returns it as
// written.
func (v Value) Date() string {
	if v.node == nil {
		return ""
	}
	tag := v.node.ShortTag()
	if v.node.Kind == yaml.ScalarNode && (tag == "!!str" || tag == "!!timestamp") {
		if day, err := time.Parse(time.DateOnly, v.node.Value); err == nil && day.Year() > 0 {
			return v.node.Value
		}
	}
	v.Problem("this must be a date such as 2026-11-20, but it is %s", v.found())
	return ""
}

// found returns words that show the value itself, if it is short enough to help.
func (v Value) found() string {
	if v.node.Kind == yaml.ScalarNode && v.node.ShortTag() != "!!null" && len(v.node.Value) <= 40 {
		return strconv.Quote(v.node.Value)
	}
	return v.kind()
}
