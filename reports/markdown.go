package reports

import (
	"regexp"
	"strings"
)

// markdownMarks is every character that Markdown, in the dialects people print
// or publish with, may read as more than itself wherever it stands.
var markdownMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `#`, `\#`, `|`, `\|`, `~`, `\~`, `$`, `\$`,
	`<`, `&lt;`, `>`, `&gt;`, `&`, `&amp;`, `://`, `\://`, `www.`, `www\.`, `WWW.`, `WWW\.`,
)

// markdownStart is what begins a list or a rule at the start of a line only.
var markdownStart = regexp.MustCompile(`^(\d{0,9})([-+=.)])`)

// markdown is any text as Markdown that shows just this text, on one line: it
// cannot format, link, run HTML or begin a list. Control characters are dropped.
func markdown(s string) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	return markdownStart.ReplaceAllString(markdownMarks.Replace(s), `$1\$2`)
}

// markdownCode is a line as a code block of its own, in which nothing is
// formatted.
func markdownCode(s string) string {
	return "    " + strings.Join(strings.Fields(clean(s)), " ")
}
