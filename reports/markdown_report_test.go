package reports_test

import (
	"html"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// TestMarkdownRenders checks that a Markdown report is read as it is meant, by a
// strict parser and by one with everything GitHub adds: headings one step at a time,
// tables whose rows are whole, and no HTML, link or picture from what people wrote.
func TestMarkdownRenders(t *testing.T) {
	parsers := map[string]parser.Parser{
		"strict": goldmark.DefaultParser(),
		"GitHub": goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser(),
	}
	for dialect, p := range parsers {
		for _, name := range fixtures {
			for _, format := range []string{".md", "-easy.md"} {
				source := write(t, format, fixture(t, name))
				level, tables := 0, 0
				check := func(n ast.Node, entering bool) (ast.WalkStatus, error) {
					if !entering {
						return ast.WalkContinue, nil
					}
					switch n := n.(type) {
					case *ast.Heading:
						if n.Level > level+1 {
							t.Errorf("%s, %s%s: a heading of level %d after one of %d", dialect, name, format, n.Level, level)
						}
						level = n.Level
					case *ast.RawHTML, *ast.HTMLBlock, *ast.Link, *ast.AutoLink, *ast.Image, *ast.CodeSpan, *ast.CodeBlock,
						*extensionast.Strikethrough, *extensionast.TaskCheckBox, *extensionast.FootnoteLink:
						t.Errorf("%s, %s%s: a %s from what people wrote", dialect, name, format, n.Kind())
					case *extensionast.Table:
						tables++
						for row := n.FirstChild(); row != nil; row = row.NextSibling() {
							if row.ChildCount() != len(n.Alignments) {
								t.Errorf("%s, %s%s: a row of %d cells in a table of %d columns", dialect, name, format, row.ChildCount(), len(n.Alignments))
							}
						}
					}
					return ast.WalkContinue, nil
				}
				if err := ast.Walk(p.Parse(text.NewReader(source)), check); err != nil {
					t.Fatal(err)
				}
				if least := map[string]int{".md": 4, "-easy.md": 1}[format]; dialect == "GitHub" && tables < least {
					t.Errorf("%s%s: %d tables, want at least %d", name, format, tables, least)
				}
			}
		}
	}
}

// TestMarkdownShowsWhatWasWritten checks that escaping takes nothing away.
func TestMarkdownShowsWhatWasWritten(t *testing.T) {
	source := write(t, ".md", fixture(t, "hostile"))
	var shown strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(source, &shown); err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(html.UnescapeString(shown.String()), "\u2060", "") // which splits what would become a link, and is invisible
	for name, text := range hostile {
		if name == "escapes" || name == "bidi" { // shown without what is not shown
			continue
		}
		if !strings.Contains(page, text) {
			t.Errorf("%s is not shown: %q", name, text)
		}
	}
}
