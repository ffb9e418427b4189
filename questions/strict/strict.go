// Package strict reads the YAML files that people write by hand, such as answers,
// banks, scenarios and policies. It reports every mistake in one go, each with file,
// line, column and, if a name is wrong, the nearest right one.
//
// YAML libraries try to accept as much as they can, but a file that decides what is
// said about people's work should not be guessed at. This package reports unknown and
// duplicate keys, numbers where text belongs, aliases, second documents and control
// characters as mistakes, and it limits the size, nesting and number of keys before
// they cost time or memory.
package strict

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions/prose"
)

// Limits is how large a file can be before it is refused.
type Limits struct {
	Bytes int // size of the file
	Depth int // mappings and lists inside one another
	Keys  int // keys of one mapping
}

// Problem is one mistake in a file. Line and Column count from 1. Both are 0 if the
// mistake is about the file as a whole.
type Problem struct {
	File         string
	Line, Column int
	Message      string
}

// Error returns the problem as "file:line:column: message". The file's name is
// written by [prose.Visible], because a file found by a pattern can have any name.
func (p Problem) Error() string {
	if p.Line == 0 {
		return prose.Visible(p.File) + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", prose.Visible(p.File), p.Line, p.Column, p.Message)
}

// Problems lists every mistake found in a file, in file order.
type Problems []Problem

// Error returns the problems, one on each line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Document is one parsed file and the mistakes found in it so far.
type Document struct {
	file     string
	tree     *yaml.Node // the document node
	problems Problems
}

// Read parses the data of the named file. It returns an error of type [Problems] if
// the file is over a limit or is not a single YAML document. Mistakes in the content
// are collected while the document is read, and returned by [Document.Err].
func Read(file string, data []byte, limits Limits) (*Document, error) {
	whole := func(format string, args ...any) (*Document, error) {
		return nil, Problems{{File: file, Message: fmt.Sprintf(format, args...)}}
	}
	if len(data) > limits.Bytes {
		return whole("the file has %d bytes; at most %d are allowed", len(data), limits.Bytes)
	}
	if bytes.HasPrefix(data, []byte{0xfe, 0xff}) || bytes.HasPrefix(data, []byte{0xff, 0xfe}) {
		return whole("the file is written in UTF-16; save it as UTF-8")
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return whole("the file is binary, not text")
	}
	if at := invalidUTF8(data); at >= 0 {
		line, column := position(data, at)
		return nil, Problems{{file, line, column, "this is not UTF-8 text; save the file as UTF-8"}}
	}
	if at, r := controlInSource(data); at >= 0 {
		line, column := position(data, at)
		return nil, Problems{{file, line, column, fmt.Sprintf("a control character (U+%04X) is not allowed", r)}}
	}
	if most := limits.Bytes / bytesPerValue; values(data) > most {
		return whole("the file has more than %d values, which is the most allowed", most)
	}

	data = withoutJSONEscapes(data)
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var tree yaml.Node
	switch err := decoder.Decode(&tree); {
	case errors.Is(err, io.EOF):
		return whole("the file is empty")
	case err != nil:
		return nil, Problems{syntaxProblem(file, data, err)}
	}
	var second yaml.Node
	switch err := decoder.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, Problems{syntaxProblem(file, data, err)}
	default:
		return nil, Problems{{file, second.Line, second.Column, "a second document starts here; a file can have only one"}}
	}

	d := &Document{file: file, tree: &tree}
	d.bound(tree.Content[0], 1, limits)
	if err := d.Err(); err != nil {
		return nil, err
	}
	return d, nil
}

// Tree returns the document as the YAML library parsed it, for a caller that writes
// the file back with the comments that people added.
func (d *Document) Tree() *yaml.Node { return d.tree }

// Root returns the topmost value of the document.
func (d *Document) Root() Value { return Value{d, d.tree.Content[0]} }

// Err returns every problem reported so far, as [Problems] in file order, or nil if
// there is none.
func (d *Document) Err() error {
	if len(d.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(d.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	// A part that is read twice, once for itself and once for what refers to
	// it, reports its mistakes twice.
	d.problems = slices.Compact(d.problems)
	return d.problems
}

// bound refuses deep nesting, large mappings and aliases before the document is
// walked. It stops at the first level that is too deep, so its own cost is bounded
// too.
func (d *Document) bound(n *yaml.Node, depth int, limits Limits) {
	v := Value{d, n}
	if depth > limits.Depth {
		v.Problem("lists and keys are nested more than %d levels deep", limits.Depth)
		return
	}
	switch {
	case n.Kind == yaml.AliasNode:
		v.Problem("aliases (*) are not allowed; write the value out")
	case n.Anchor != "":
		v.Problem("anchors (&) are not allowed")
	case n.Style&yaml.TaggedStyle != 0:
		v.Problem("tags (!) are not allowed")
	case n.Kind == yaml.MappingNode && len(n.Content)/2 > limits.Keys:
		v.Problem("there are %d keys together here; at most %d are allowed", len(n.Content)/2, limits.Keys)
		return
	}
	for _, child := range n.Content {
		d.bound(child, depth+1, limits)
	}
}

var lineOfError = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`) })

// countedFromZero matches the messages in which the YAML parser counts lines from 0.
// In the others it counts from 1. In both it leaves out line 1.
var countedFromZero = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^did not find expected (<|'-' indicator|key|node content|',' or )`)
})

// syntaxProblem turns what the YAML parser said into a problem like any other. The
// parser gives no column.
func syntaxProblem(file string, data []byte, err error) Problem {
	message := strings.SplitN(err.Error(), "\n", 2)[0]
	p := Problem{File: file, Line: 1, Column: 1}
	if m := lineOfError().FindStringSubmatch(message); m != nil {
		message = m[2]
		if n, e := strconv.Atoi(m[1]); e == nil {
			p.Line = n
			if countedFromZero().MatchString(message) {
				p.Line++
			}
			last, _ := position(data, len(bytes.TrimRight(data, "\n")))
			p.Line = min(p.Line, last) // the parser puts an error at the end one line after it
		}
	}
	if strings.Contains(message, "max depth") {
		message = "lists and keys are nested far too deeply"
	}
	hint := p.mend(message, data)
	p.Message = "this is not valid YAML: " + prose.Visible(prose.Short(message)) + hint
	return p
}

// Slips that can be recognised in a single line: a list entry whose dash touches its
// first key, and a line that is indented with a tab.
var (
	dashWithoutSpace = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*-[a-z][a-z-]*:(\s|$)`) })
	tabFirst         = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ *\t`) })
)

// mend returns advice on the most common slips, to follow what the parser said, or ""
// if it recognises none. The parser knows only where the list or mapping with the
// slip begins; if the slip's own line can be found, mend sets that.
func (p *Problem) mend(message string, data []byte) string {
	lines := bytes.Split(data, []byte("\n"))[p.Line-1:]
	// moved moves the problem to the first matching line from here on.
	moved := func(like *regexp.Regexp) bool {
		i := slices.IndexFunc(lines, like.Match)
		p.Line += max(0, i)
		return i >= 0
	}
	switch {
	case strings.HasPrefix(message, "mapping values are not allowed"):
		return `; put text that has a colon in quotes: "Ask: why?"`
	case strings.HasPrefix(message, "did not find expected ',' or '}'") && !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")): // in JSON all text is quoted
		return "; inside { }, put text that has a comma or ? in quotes"
	case tabFirst().Match(lines[0]), strings.Contains(message, "a tab character") && moved(tabFirst()):
		return "; start the line with spaces, not a tab"
	case strings.HasPrefix(message, "found character that cannot start"):
		return "; put text that starts with @, % or ` in quotes"
	case strings.HasPrefix(message, "did not find expected '-' indicator") && moved(dashWithoutSpace()):
		return "; put a space after the -"
	}
	return ""
}

// withoutJSONEscapes returns a JSON text in which the two escapes that YAML does not
// know are replaced by what they mean: "\/" and pairs such as "\ud83d\ude00".
// Programs write them by default. Anything else stays as it is, including half a
// pair, which the YAML parser refuses. A string that gets shorter is padded with
// spaces after it, so that everything else keeps its place.
func withoutJSONEscapes(data []byte) []byte {
	if !bytes.Contains(data, []byte(`\/`)) && !bytes.Contains(data, []byte(`\u`)) || !IsJSON(data) {
		return data
	}
	out := make([]byte, 0, len(data))
	within, shorter := false, 0
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == '"':
			out = append(out, c)
			if within {
				out = append(out, bytes.Repeat([]byte(" "), shorter)...)
			}
			within, shorter = !within, 0
		case !within || c != '\\':
			out = append(out, c)
		case data[i+1] == '/': // valid JSON does not end in a backslash
			out = append(out, '/')
			shorter++
			i++
		default:
			if r := surrogatePair(data[i:]); r != utf8.RuneError {
				out = utf8.AppendRune(out, r)
				shorter += surrogatePairLength - 1
				i += surrogatePairLength - 1
				continue
			}
			out = append(out, c, data[i+1])
			i++
		}
	}
	return out
}

// IsJSON reports whether a file is a single JSON value, as a program might write,
// rather than any other YAML.
func IsJSON(data []byte) bool { return json.Valid(bytes.TrimPrefix(data, []byte("\ufeff"))) }

const surrogatePairLength = len(`\ud83d\ude00`)

// surrogatePair returns the character whose two halves are the escapes at the start
// of s, or utf8.RuneError if they are not such a pair.
func surrogatePair(s []byte) rune {
	if len(s) < surrogatePairLength || s[1] != 'u' || s[6] != '\\' || s[7] != 'u' {
		return utf8.RuneError
	}
	high, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	low, err := strconv.ParseUint(string(s[8:12]), 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return utf16.DecodeRune(rune(high), rune(low))
}

// bytesPerValue is the fewest bytes a value may take on average in a file of the size
// allowed. In files people write it takes 20 to 40 bytes. The tree of the YAML
// library takes 200 for each value, so a file of nothing but commas would need a
// hundred times its size in memory.
const bytesPerValue = 8

// values counts what may start a value. It is quick, and a little too high, since it
// also counts what is inside text.
func values(data []byte) int {
	n := bytes.Count(data, []byte(",")) + bytes.Count(data, []byte(":"))
	for _, mark := range []string{"- ", "-\n", "? "} {
		n += bytes.Count(data, []byte(mark))
	}
	return n
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// controlInSource finds the first control character that YAML itself would not
// take as white space. Escaped ones ("\x1b") are found when the text is read.
func controlInSource(data []byte) (int, rune) {
	for i, r := range string(data) {
		if r != '\t' && r != '\n' && r != '\r' && (r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 && r != 0x85) {
			return i, r
		}
	}
	return -1, 0
}

func position(data []byte, at int) (line, column int) {
	before := data[:at]
	line = 1 + bytes.Count(before, []byte("\n"))
	column = 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	return line, column
}
