package charset_test

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/cmd/petal/internal/charset"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		env     string
		windows bool
		want    charset.Charset
	}{
		{"", false, charset.Unicode},
		{"LANG=en_GB.UTF-8", false, charset.Unicode},
		{"LANG=en_GB.utf8", false, charset.Unicode},
		{"LANG=C.UTF-8", false, charset.Unicode},
		{"LANG=en_GB.UTF-8 LC_ALL=C", false, charset.Plain},
		{"LANG=C LC_CTYPE=de_DE.UTF-8", false, charset.Unicode},
		{"LANG=POSIX", false, charset.Plain},
		{"LANG=en_GB.ISO-8859-1", false, charset.Latin1},
		{"LANG=de_DE.ISO8859-15@euro", false, charset.Latin1},
		{"LANG=de_DE@euro", false, charset.Latin1},
		{"LANG=en_GB", false, charset.Latin1},
		{"LANG=ja_JP.eucJP", false, charset.Plain},
		{"TERM=linux", false, charset.Plain},
		{"LANG=C", true, charset.Unicode},
	} {
		getenv := func(name string) string {
			for _, set := range strings.Fields(c.env) {
				if value, ok := strings.CutPrefix(set, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if got := charset.Of(getenv, c.windows); got != c.want {
			t.Errorf("%q: got %d, want %d", c.env, got, c.want)
		}
	}
}

// TestEncode checks that what Petal draws with becomes ASCII of the same width, and
// that letters stay letters as far as the terminal has them.
func TestEncode(t *testing.T) {
	for _, c := range []struct {
		text, plain, latin1 string
	}{
		{"━━──  8 of 20 · about", "==--  8 of 20 - about", "==--  8 of 20 \xb7 about"},
		{"▌ 3  “We’ll ask” – soon…", `> 3  "We'll ask" - soon~`, `> 3  "We'll ask" - soon~`},
		{"\x1b[1m⢀⣠⣶⣿⡏⠉⠛\u2800\x1b[0m", "\x1b[1m..:#:'' \x1b[0m", "\x1b[1m..:#:'' \x1b[0m"},
		{"café £5", "café £5", "caf\xe9 \xa35"},
		{"東京 Łódź", "東京 Łódź", "???? ?\xf3d?"},
		{"\xff \ufffd", "\xff \ufffd", "\xff ?"},
	} {
		for set, want := range map[charset.Charset]string{charset.Unicode: c.text, charset.Plain: c.plain, charset.Latin1: c.latin1} {
			if got := string(set.Encode([]byte(c.text))); got != want {
				t.Errorf("%q in charset %d: got %q, want %q", c.text, set, got, want)
			}
		}
		if got, want := ansi.StringWidth(c.plain), ansi.StringWidth(c.text); got != want {
			t.Errorf("%q is %d wide, and %q %d", c.plain, got, c.text, want)
		}
	}
}

// TestFile checks that what is typed on a terminal of one byte to a character is
// understood, and that one which sends UTF-8 after all is too.
func TestFile(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"caf\xe9\n", "café\n"}, {"café\n", "café\n"}, {"ward\n", "ward\n"},
	} {
		in, out, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(out, c.typed) //nolint:errcheck // a few bytes
		out.Close()                  //nolint:errcheck // or the reader waits
		got, err := io.ReadAll(charset.File{File: in, Charset: charset.Latin1})
		if err != nil || string(got) != c.want {
			t.Errorf("%q was read as %q, %v", c.typed, got, err)
		}
	}
}
