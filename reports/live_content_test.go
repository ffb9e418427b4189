package reports_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// Each reader here reads the output of a format as a program that may act on it
// would, and names the first thing in which people's words had an effect. The
// commands' tests have the same readers, for what the commands add: cmd/petal,
// safety_strings_test.go.

var number = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// calmCSV checks that a spreadsheet would run no cell, one that begins after white
// space included.
func calmCSV(out []byte) error {
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		return err
	}
	cells := slices.Concat(rows...)
	// A spreadsheet that splits cells at semicolons or tabs reads another table: to
	// it a quote within a cell is no quote, and a line's end is one.
	cells = append(cells, strings.FieldsFunc(string(out), func(r rune) bool { return strings.ContainsRune(";\t\r\n", r) })...)
	for _, cell := range cells {
		text := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '"' })
		if text != "" && strings.ContainsRune("=+-@＝＋－＠﹦﹢﹣﹫−", []rune(text)[0]) && !number.MatchString(cell) {
			return fmt.Errorf("the formula %q", cell)
		}
	}
	return nil
}

var (
	liveElements   = []string{"script", "iframe", "object", "embed", "form", "button", "link", "base", "img", "image", "audio", "video", "foreignobject", "animate", "set"}
	liveAttributes = []string{"src", "srcset", "href", "xlink:href", "action", "formaction", "background", "ping", "http-equiv", "autofocus", "style"}
)

// calmHTML checks that there is no script, no link out and no comment in a page, and
// no box but one to tick.
func calmHTML(out []byte) error {
	d := xml.NewDecoder(bytes.NewReader(out))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
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
			if err := calmElement(e); err != nil {
				return err
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

func calmElement(e xml.StartElement) error {
	name := strings.ToLower(e.Name.Local)
	box := slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == "type" && a.Value == "checkbox" })
	if slices.Contains(liveElements, name) || name == "input" && !box {
		return fmt.Errorf("the element %s", name)
	}
	for _, a := range e.Attr {
		name := strings.ToLower(a.Name.Local)
		policy := name == "http-equiv" && a.Value == "Content-Security-Policy"
		within := name == "href" && strings.HasPrefix(a.Value, "#")
		own := name == "style" && ownStyle.MatchString(a.Value)
		if strings.HasPrefix(name, "on") || slices.Contains(liveAttributes, name) && !policy && !within && !own {
			return fmt.Errorf("the attribute %s=%q", name, a.Value)
		}
	}
	return nil
}

// ownStyle matches the styles that Petal's Markdown comes to: of a cell in a
// table, and of the hand-out's page break.
var ownStyle = regexp.MustCompile(`^(text-align:(left|center|right);?|page-break-before: always)$`)

// trusting renders Markdown as a service that trusts it completely would.
var trusting = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe(), html.WithXHTML()))

// calmMarkdown checks the same for the page that Markdown becomes, and checks that
// nothing on it looks like an address to a service that makes links of those
// afterwards.
func calmMarkdown(out []byte) error {
	var page bytes.Buffer
	if err := trusting.Convert(out, &page); err != nil {
		return err
	}
	if link := linkedLater.Find(inCode.ReplaceAll(page.Bytes(), nil)); link != nil {
		return fmt.Errorf("the link %q", link)
	}
	if link := linkedAtOnce.Find(ownEnding.ReplaceAll(inFence.ReplaceAll(out, nil), nil)); link != nil {
		return fmt.Errorf("the link %q", link)
	}
	return calmHTML(page.Bytes())
}

var (
	// linkedLater matches what services make links of in the text of a page.
	linkedLater = regexp.MustCompile(`(?i)//|www\.|(mailto|xmpp):|@[-_.\pL\pN]`)
	// linkedAtOnce matches a bare host, as parsers do that make links of those.
	linkedAtOnce = regexp.MustCompile(`[\pL\pN]\.\pL{2}`)
	// ownEnding matches how the names of Petal's files end, which no host's does.
	ownEnding = regexp.MustCompile(`\.(petal|yaml|yml)\b`)
	// Code is left alone by both.
	inCode  = regexp.MustCompile(`(?s)<(pre|code)\b.*?</(pre|code)>|<[^>]*>`)
	inFence = regexp.MustCompile("(?ms)^(```+).*?^```+$|^    .*?$")
)

var annotation = regexp.MustCompile(`^::(error|warning|notice) ([a-z]+=[^,:]*,)*title=petal%3A [^,:]*::`)

// calmGitHub checks that every line is an annotation of Petal's own.
func calmGitHub(out []byte) error {
	for line := range bytes.Lines(out) {
		log := bytes.HasPrefix(line, []byte("passed ")) && !bytes.Contains(line, []byte("##["))
		if !log && !annotation.Match(line) {
			return fmt.Errorf("the line %q", line)
		}
	}
	return nil
}

// TestReadersFind checks that each reader finds what it looks for.
func TestReadersFind(t *testing.T) {
	for _, c := range []struct {
		name string
		read func([]byte) error
		out  string
		bad  bool
	}{
		{"CSV", calmCSV, "a,b\r\n'=1,-2.5\r\n", false},
		{"CSV", calmCSV, "a,b\r\n=1,2\r\n", true},
		{"CSV", calmCSV, "a,b\r\n+1,2\r\n", true},
		{"CSV", calmCSV, "a,b\r\nx;'=1,\"y\n'=1\"\r\n", false},
		{"CSV", calmCSV, "a,b\r\nx;=1,2\r\n", true},
		{"CSV", calmCSV, "a,b\r\n\"x;\"\"=1\"\"\",2\r\n", true},
		{"CSV", calmCSV, "a,b\r\n\"x\n=1\",2\r\n", true},
		{"CSV", calmCSV, "a,b\r\nx;\u200b＝1,2\r\n", true},
		{"CSV", calmCSV, "a,b\r\n-x,2\r\n", true},
		{"CSV", calmCSV, "a,b\r\n\"  @x\",2\r\n", true},
		{"HTML", calmHTML, `<!doctype html><html><p class="x">&lt;script&gt;<br><a href="#there">there</a></p></html>`, false},
		{"HTML", calmHTML, `<p><script>x</script></p>`, true},
		{"HTML", calmHTML, `<p onclick="x">y</p>`, true},
		{"HTML", calmHTML, `<p style="background:url(//x)">y</p>`, true},
		{"HTML", calmHTML, `<a href="//evil.invalid">y</a>`, true},
		{"HTML", calmHTML, `<p><!-- x --></p>`, true},
		{"HTML", calmHTML, `<input name="x">`, true},
		{"Markdown", calmMarkdown, "see wWw.x", true},
		{"Markdown", calmMarkdown, "see http\\://x", true},
		{"Markdown", calmMarkdown, "see //x", true},
		{"Markdown", calmMarkdown, "see a@b", true},
		{"Markdown", calmMarkdown, "see example.com", true},
		{"Markdown", calmMarkdown, "&lt;b&gt; \\[x\\]\\(y\\) http:/\u2060/x www\u2060\\.x a@\u2060b\n\n- [ ] tick\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n", false},
		{"Markdown", calmMarkdown, "a <script> b", true},
		{"Markdown", calmMarkdown, "[x](javascript:y)", true},
		{"Markdown", calmMarkdown, "see http://evil.invalid/", true},
		{"Markdown", calmMarkdown, "```\nin\n```\n<img src=x>\n", true},
		{"GitHub", calmGitHub, "::error file=a.yaml,line=3,title=petal%3A payment::all is well\n", false},
		{"GitHub", calmGitHub, "::notice title=petal%3A a::x\n::stop-commands::y\n", true},
		{"GitHub", calmGitHub, "plain\n", true},
	} {
		if got := c.read([]byte(c.out)); (got != nil) != c.bad {
			t.Errorf("%s %q: got %v, want found %t", c.name, c.out, got, c.bad)
		}
	}
}
