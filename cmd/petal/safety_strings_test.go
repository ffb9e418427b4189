package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// hostileWords holds texts that are allowed in a file and that some reader might act
// on. For a new format, add what its readers act on.
var hostileWords = []string{
	`</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)>`,
	`"><svg onload=alert(1)> ' onfocus=alert(1) autofocus='`,
	`javascript:alert(1) http://evil.invalid/ //evil.invalid www.evil.invalid wWw.evil.invalid a@evil.invalid mailto:a@-evil.invalid evil.com`,
	`]]><!-- --><?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;&lt;b&gt;&#27;`,
	`=HYPERLINK("http://evil.invalid","x")`,
	`+1+cmd|' /C calc'!A0`,
	`-2+3`,
	`@SUM(A1:A9)`,
	`; =1+1`,
	`x;=1+1`,
	`x;"=1+1&"`,
	"x;\u200b＝1+1",
	`::error file=a,line=1::forged`,
	`::stop-commands::forged`,
	`##[error]forged`,
	`%0A::error::forged%0D%0A`,
	`# forged`,
	`[x](javascript:alert(1)) ![x](http://evil.invalid/p.png) <http://evil.invalid> **b** | a | b | ~~~`,
	"`code` ``` $x$ \\[x\\] \\",
	"```",
	"~~~ <b>b</b>",
	`{{.}} {{template "x"}} ${x} $(touch forged) %s%n%d`,
	`مرحبا بالعالم שלום`,
	`🌸👩🏽‍🦽 z̴̧̡a̷l̵g̶o`,
	strings.Repeat("long", 75),
	`- a`,
	`1. a`,
	`    a`,
	`---`,
	`null`,
	`../../../../etc/passwd`,
	`CON`,
}

// refusedWords holds texts that no file may contain, because they would fool a
// terminal or a reader.
var refusedWords = []string{
	"\x1b[2J", "\x1b]0;owned\a", "\a", "\b\b\b", "\r", "\x00", "\x7f", "\u009b31m", "\u0085", "\u202e", "\u2066", "\u200f", "\u2028", "\ufeff", "\ufffe", "\uffff",
}

// TestHostileWords has every field of every kind of file say each hostile
// thing, and reads every format of every command with a reader of that format.
func TestHostileWords(t *testing.T) {
	oneAfterTheOther(t)
	dir := t.TempDir()
	h := newHarness(t)
	beside := good{answers: put(t, dir, "good.petal.yaml", sample(t, answersKind)), dir: dir}
	counted := countCases(t, "hostile words with a command", 17)
	for _, k := range kinds {
		sound := sample(t, k)
		for n, words := range hostileWords {
			text := saying(t, sound, words)
			if text == "" {
				break
			}
			file := put(t, dir, fmt.Sprintf("%s-%d.petal.yaml", k, n), text)
			for _, i := range invocations(k) {
				if !counted.next() {
					continue
				}
				got := h.run(i.stdin, beside.args(t, i, file, text)...)
				removeAll(t, dir, "good.petal.yaml", filepath.Base(file))
				if got.code == exitWrong {
					t.Errorf("petal %s with %q is refused: %.300s", i.words, words, got.stderr)
					continue
				}
				holdsStill(t, i.words, words, i.format, got.stdout)
				holdsStill(t, i.words, words, "text", got.stderr)
				if t.Failed() {
					return
				}
			}
		}
	}
}

// TestActionsLog checks that nothing a file says, and no file's name, is taken by
// GitHub Actions for a command, in what any format prints to its log.
func TestActionsLog(t *testing.T) {
	oneAfterTheOther(t)
	samples := map[kind]string{}
	for _, k := range kinds {
		samples[k] = sample(t, k)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	h := newHarness(t)
	h.env = map[string]string{"GITHUB_ACTIONS": "true"}
	beside := good{answers: put(t, dir, "good.petal.yaml", samples[answersKind]), dir: dir}
	counted := countCases(t, "commands in a log", 11)
	for _, words := range []string{"::stop-commands::forged", "\u00a0::error::forged", "x ##[error]forged"} {
		for _, k := range kinds {
			sound := samples[k]
			texts := map[string]string{
				"file.petal.yaml":        saying(t, sound, words),
				"note.petal.yaml":        strings.Replace(sound, "As agreed", "a\\n"+words+"\\n  "+words, 1),
				"::error::x.petal.yaml":  sound,
				"::error::y.petal.yaml":  "no: such: file\n",
				"##[error]::.petal.yaml": "no-such-key: 1\n",
				"github":                 saying(t, sound, words), // the name of the format
			}
			for _, name := range slices.Sorted(maps.Keys(texts)) {
				text := texts[name]
				if text == "" || os.WriteFile(name, []byte(text), 0o644) != nil {
					continue // nobody says anything in such a file, or none can be called so
				}
				for _, i := range invocations(k) {
					if !counted.next() {
						continue
					}
					got := h.run(i.stdin, beside.args(t, i, name, text)...)
					if i.format == "text" && i.stdin != "" {
						continue // nobody is asked anything there
					}
					for _, output := range []string{got.stdout, got.stderr} {
						if err := liveGitHub(output); err != nil {
							t.Errorf("petal %s with %q in %s: %v", i.words, words, name, err)
						}
					}
				}
				removeAll(t, dir, "good.petal.yaml")
			}
		}
	}
}

// TestToldInActionsLog checks the same for Petal's messages, in which a line may
// begin with any word, and of the names of files it writes.
func TestToldInActionsLog(t *testing.T) {
	h := newHarness(t)
	a := &app{stdout: h.stdout, stderr: h.stderr, getenv: func(name string) string { return map[string]string{"GITHUB_ACTIONS": "true"}[name] }}
	a.tell("%s ::error::forged ##[error]forged", strings.Repeat("x", 78))
	a.tellCommand(strings.Repeat("x", 78), "##[error]forged")
	dir := t.TempDir()
	t.Chdir(dir)
	if err := a.output("##[error]forged.md", nil, func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := liveGitHub(h.read(h.stderr)); err != nil {
		t.Error(err)
	}
}

// TestRefusedWords checks that a file with a control character is refused by every
// command, and the message shows none.
func TestRefusedWords(t *testing.T) {
	oneAfterTheOther(t)
	dir := t.TempDir()
	h := newHarness(t)
	beside := good{answers: put(t, dir, "good.petal.yaml", sample(t, answersKind)), dir: dir}
	counted := countCases(t, "refused words with a command", 13)
	for _, k := range kinds {
		sound := sample(t, k)
		for n, words := range refusedWords {
			texts := map[string]string{
				"escaped":  saying(t, sound, "before "+words+" after"),
				"as it is": strings.Replace(sound, "title: ", "title: "+words, 1) + "# " + words + "\n",
				"as a key": sound + fmt.Sprintf("%q: 1\n", "k"+words),
			}
			for _, form := range slices.Sorted(maps.Keys(texts)) {
				text := texts[form]
				if text == "" {
					continue // nobody says anything in such a file
				}
				if form == "as it is" && (words == "\r" || words == "\u0085" || words == "\u200f" || words == "\u202e" || words == "\u2066" || words == "\u2028" || words == "\ufeff") {
					continue // white space, or only in a comment, which nothing shows
				}
				file := put(t, dir, fmt.Sprintf("%s-%d.petal.yaml", k, n), text)
				all := invocations(k)
				if form != "escaped" {
					all = all[:min(3, len(all))] // which say the same
				}
				for _, i := range all {
					if !counted.next() {
						continue
					}
					got := h.run(i.stdin, beside.args(t, i, file, text)...)
					if got.code != exitWrong || got.stdout != "" {
						t.Errorf("petal %s with %q %s: exit code %d, %d bytes of output", i.words, words, form, got.code, len(got.stdout))
					}
					holdsStill(t, i.words, words, "text", got.stderr)
				}
			}
		}
	}
}

// TestHostileNames checks that the name of a file is as harmless as what is in it, in
// messages and in what is written.
func TestHostileNames(t *testing.T) {
	oneAfterTheOther(t)
	dir := t.TempDir()
	h := newHarness(t)
	beside := good{answers: put(t, dir, "good.petal.yaml", sample(t, answersKind)), dir: dir}
	counted := countCases(t, "hostile file names with a command", 7)
	for _, name := range []string{
		"\x1b[2J", "\x1b]0;owned\a", "\u009b31m", "\u202e", "::error file=a::forged", "=1+1", "<script>alert(1)<", "[x](y)", "$(touch forged)", "`touch forged`",
		"--help", "-", "a b", "line\nbreak", "::error::forged\n::error::forged", "%0A", "\xff\xfe",
	} {
		for _, k := range kinds {
			texts := map[string]string{"good": sample(t, k), "broken": "no: such: file\n", "missing": ""}
			for _, what := range slices.Sorted(maps.Keys(texts)) {
				text := texts[what]
				path := dir + "/" + name + ".petal.yaml"
				if what != "missing" && os.WriteFile(path, []byte(text), 0o644) != nil {
					continue // no file can be called so here
				}
				all := invocations(k)
				if what != "good" || k != answersKind {
					all = all[:min(3, len(all))] // only what is made of answers names its file
				}
				for _, i := range all {
					if !counted.next() {
						continue
					}
					got := h.run(i.stdin, beside.args(t, i, path, text)...)
					if got.code != exitWrong {
						holdsStill(t, i.words, name, i.format, got.stdout)
					}
					holdsStill(t, i.words, name, "text", got.stderr)
				}
				removeAll(t, dir, "good.petal.yaml")
			}
		}
	}
}

// holdsStill checks that output shows words and does nothing else: read as its format
// is read, there is no more in it than Petal put there.
func holdsStill(t *testing.T, command, words, format, output string) {
	t.Helper()
	if problem := liveContent(format, output); problem != nil {
		t.Errorf("petal %s with %q: %v in\n%.700s", command, words, problem, output)
	}
}

func liveContent(format, output string) error {
	if at := strings.IndexFunc(output, func(r rune) bool {
		allowed := r == '\n' || r == '\r' && format == "csv" || r == '\t' && format == "text"
		return !allowed && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}); at >= 0 {
		return fmt.Errorf("the control character %q", []rune(output[at:])[0])
	}
	switch format {
	case "json":
		var v any
		return json.Unmarshal([]byte(output), &v)
	case "ndjson":
		for line := range strings.Lines(output) {
			var v any
			if err := json.Unmarshal([]byte(line), &v); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return liveCSV(output)
	case "html":
		return liveMarkup(output, false)
	case "web form":
		return liveMarkup(ownParts(output), false)
	case "svg", "junit":
		return liveMarkup(output, true)
	case "markdown":
		return liveMarkdown(output)
	case "github":
		return liveGitHub(output)
	case "text", "terminal":
		return nil
	}
	return fmt.Errorf("no reader for the format %s; write one", format)
}

// ownParts returns a web form without what it alone may have: its script, the data
// that reads, its fields and its links within the page. What is alive in the rest, or
// gets out of one of these, is somebody else's.
func ownParts(page string) string {
	for _, own := range []struct{ pattern, still string }{
		{`(?s)<script type="application/json" id="data">.*?</script>`, ""},
		{`(?s)<script>'use strict';.*?</script>`, ""},
		{`<(/?)(form|input|button)\b`, "<${1}span"},
		{`\shref="#?[a-z0-9-]*"`, ""},
	} {
		page = regexp.MustCompile(own.pattern).ReplaceAllString(page, own.still)
	}
	return regexp.MustCompile(`<span type="(radio|text)"[^>]*>`).ReplaceAllString(page, "")
}

func liveCSV(output string) error {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(output, "\ufeff"))).ReadAll()
	if err != nil {
		return err
	}
	number := regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	cells := slices.Concat(rows...)
	// If semicolons or tabs separate cells, a quote within one is no quote.
	cells = append(cells, strings.FieldsFunc(output, func(r rune) bool { return strings.ContainsRune(";\t\r\n", r) })...)
	for _, cell := range cells {
		text := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '"' })
		if text != "" && strings.ContainsRune("=+-@＝＋－＠﹦﹢﹣﹫−", []rune(text)[0]) && !number.MatchString(cell) {
			return fmt.Errorf("the formula %q", cell)
		}
	}
	return nil
}

// alive lists every element and attribute that could do something.
var (
	aliveElements   = []string{"script", "iframe", "object", "embed", "form", "input", "button", "link", "base", "img", "image", "audio", "video", "foreignobject", "animate", "set"}
	aliveAttributes = []string{"src", "srcset", "href", "xlink:href", "action", "formaction", "background", "ping", "http-equiv", "autofocus"}
)

func liveMarkup(output string, isXML bool) error {
	d := xml.NewDecoder(strings.NewReader(output))
	if !isXML {
		d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(e.Name.Local)
			box := name == "input" && strings.Contains(output, "type=\"checkbox\"") // to tick on a hand-out
			if slices.Contains(aliveElements, name) && name != "a" && !box {
				return fmt.Errorf("the element %s", name)
			}
			for _, attribute := range e.Attr {
				name, value := strings.ToLower(attribute.Name.Local), attribute.Value
				policy := name == "http-equiv" && value == "Content-Security-Policy"
				if strings.HasPrefix(name, "on") || slices.Contains(aliveAttributes, name) && !policy && !strings.HasPrefix(value, "#") {
					return fmt.Errorf("the attribute %s=%q", name, value)
				}
			}
		case xml.Comment:
			return fmt.Errorf("the comment %q", e)
		case xml.Directive:
			if !bytes.EqualFold(e, []byte("doctype html")) {
				return fmt.Errorf("the directive %q", e)
			}
		}
	}
}

// liveMarkdown renders Markdown as a service that trusts it completely would, and
// checks the result.
func liveMarkdown(output string) error {
	var page bytes.Buffer
	renderer := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe(), html.WithXHTML()))
	if err := renderer.Convert([]byte(output), &page); err != nil {
		return err
	}
	if link := madeLinks.Find(inCode.ReplaceAll(page.Bytes(), nil)); link != nil {
		return fmt.Errorf("the link %q", link)
	}
	return liveMarkup(page.String(), false)
}

var (
	// madeLinks matches what services make links of in the text of a page.
	madeLinks = regexp.MustCompile(`(?i)//|www\.|(mailto|xmpp):|@[-_.\pL\pN]`)
	inCode    = regexp.MustCompile(`(?s)<(pre|code)\b.*?</(pre|code)>|<[^>]*>`)
)

// annotation is how each line for GitHub begins; what a title of Petal's own
// holds, a file cannot have forged, since it cannot write a colon into one.
var annotation = regexp.MustCompile(`^::(error|warning|notice) ([a-z]+=[^,:]*,)*title=petal%3A [^,:]*::`)

func liveGitHub(output string) error {
	for line := range strings.Lines(output) {
		obeyed := strings.HasPrefix(strings.TrimSpace(line), "::")
		if strings.Contains(line, "##[") && !obeyed { // in a new command it is not looked for
			return fmt.Errorf("an old command in %q", line)
		}
		if obeyed && !annotation.MatchString(line) {
			return fmt.Errorf("a forged command in %q", line)
		}
	}
	return nil
}

// TestReadersSeeWhatStirs checks that each reader finds what it looks for.
func TestReadersSeeWhatStirs(t *testing.T) {
	for _, c := range []struct {
		format, output string
		bad            bool
	}{
		{"text", "plain\n\u05e9", false},
		{"text", "\x1b[1m", true},
		{"text", "a\rb", true},
		{"text", "\u202e", true},
		{"json", `{"a": "b"}`, false},
		{"json", `{"a": "b}`, true},
		{"ndjson", "{\"a\": \"b\"}\n{\"a\": null}\n", false},
		{"ndjson", "{\"a\": \"b\"}\n{\"a\": \"\nc\"}\n", true},
		{"csv", "a,b\r\n'=1,-2.5\r\n", false},
		{"csv", "a,b\r\n=1,2\r\n", true},
		{"csv", "a,b\r\nx;'=1,2\r\n", false},
		{"csv", "a,b\r\nx;=1,2\r\n", true},
		{"csv", "a,b\r\n\"x;\"\"=1\"\"\",2\r\n", true},
		{"csv", "a,b\r\n\" @x\",2\r\n", true},
		{"html", `<!doctype html><html><p class="x">&lt;script&gt;<br><a href="#there">there</a></p></html>`, false},
		{"html", `<p><script>x</script></p>`, true},
		{"html", `<p onclick="x">y</p>`, true},
		{"html", `<a href="javascript:x">y</a>`, true},
		{"html", `<p><!-- x --></p>`, true},
		{"svg", `<svg><title>&lt;b&gt;</title></svg>`, false},
		{"svg", `<svg><image href="x"/></svg>`, true},
		{"svg", `<svg><title><b></title></svg>`, true},
		{"junit", `<!DOCTYPE x [<!ENTITY y "z">]><testsuites/>`, true},
		{"markdown", "&lt;b&gt; \\[x\\]\\(y\\) http:/\u2060/x\n\n- [ ] tick\n", false},
		{"markdown", "a <script> b", true},
		{"markdown", "wWw.x", true},
		{"markdown", "`//x` a@b", true},
		{"markdown", "[x](javascript:y)", true},
		{"markdown", "see http://evil.invalid/", true},
		{"markdown", "```\nin\n```\n<img src=x>\n", true},
		{"github", "::error file=a.yaml,line=3,title=petal%3A payment::all is well\n", false},
		{"github", "::error file=a.yaml,line=3::forged\n", true},
		{"github", "::error title=petal: a::forged\n", true},
		{"github", "::notice title=petal%3A a::x\n::stop-commands::y\n", true},
		{"github", " ::error::forged\n", true},
		{"github", "x ##[error]y\n", true},
		{"new", "", true},
	} {
		if got := liveContent(c.format, c.output); (got != nil) != c.bad {
			t.Errorf("%s %q: got %v, want found %t", c.format, c.output, got, c.bad)
		}
	}
}
