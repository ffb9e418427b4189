package reports

import "testing"

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Two seats", "Two seats"},
		{"On Monday, ask. It's open; well-known (mostly)!", "On Monday, ask. It's open; well-known (mostly)!"},
		{"a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"},
		{`back\slash`, `back\\slash`},
		{"[x](http://e.org) ![y](z)", "\\[x\\](http:/\u2060/\u2060e\\.org) !\\[y\\](z)"},
		{"www.e.org wWw.E.oRg", "www\u2060.e\\.org wWw\u2060.E\\.oRg"},
		{"//e.org/a ///", "/\u2060/\u2060e\\.org/a /\u2060/\u2060/"},
		{"a@b.co, @ward7", "a@\u2060b\\.co, @\u2060ward7"},
		{"e.g. at 1.5 or 10.30, in ward7.petal.yaml or b.petal.md", `e.g. at 1.5 or 10.30, in ward7.petal.yaml or b.petal\.md`},
		{`a\.com`, `a\\\.com`},
		{"<script>alert(1)</script> & &amp;", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &amp;amp;"},
		{"# heading", `\# heading`},
		{"- item", `\- item`},
		{"+ item", `\+ item`},
		{"1. item", `1\. item`},
		{"12) item", `12\) item`},
		{"--- ", `\---`},
		{"===", `\===`},
		{"1.5 miles", `1\.5 miles`}, // shows the same
		{"a | b ~~c~~ $d$", `a \| b \~\~c\~\~ \$d\$`},
		{"one\n\n- two\ttabs", "one - two tabs"},
		{"    indented", "indented"},
		{"esc\x1b[2J", `esc\[2J`},
		{"", ""},
	} {
		if got := markdown(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMarkdownCode(t *testing.T) {
	if got, want := markdownCode("petal learn\n--seed `7`\x1b"), "    petal learn --seed `7`"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
