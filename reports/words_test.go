package reports

import (
	"encoding/json"
	"testing"
	"unicode"
)

// TestCleanIsXML holds of every code point there is that what is left of it is a
// character of XML 1.0 (https://www.w3.org/TR/xml/#charsets), and that nothing a
// person writes is lost.
func TestCleanIsXML(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		kept := false
		for _, c := range clean(string(r)) {
			kept = true
			if c != '\t' && c != '\n' && c != '\r' && (c < ' ' || c > 0xd7ff) && (c < 0xe000 || c > 0xfffd) && c < 0x10000 {
				t.Fatalf("%U stays, and XML cannot hold it", c)
			}
		}
		if !kept && unicode.IsPrint(r) {
			t.Fatalf("%U is lost", r)
		}
	}
	if got, want := clean("a\xffb\xed\xa0\x80"), "a\ufffdb\ufffd\ufffd\ufffd"; got != want {
		t.Errorf("what is not UTF-8 becomes %q, want %q", got, want)
	}
}

// TestEscapedMeansTheSame holds that JSON says the same with its escapes.
func TestEscapedMeansTheSame(t *testing.T) {
	const text = "a\u009b\u202e\ufffe\U0001ffff🌸\u007f"
	var back string
	if err := json.Unmarshal([]byte(escaped(`"`+text+`"`)), &back); err != nil || back != text {
		t.Errorf("got %q and %v, want %q", back, err, text)
	}
}

// TestCapital holds that a phrase in any script begins with a capital and keeps
// the rest of it.
func TestCapital(t *testing.T) {
	for phrase, want := range map[string]string{"": "", "two rounds": "Two rounds", "été": "Été", "ß": "ß", "مرحلة": "مرحلة"} {
		if got := capital(phrase); got != want {
			t.Errorf("capital(%q) is %q, want %q", phrase, got, want)
		}
	}
}

// TestWrap holds that lines break at spaces and not at hyphens.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"Your aim is Co-design: go on", 16, "Your aim is\nCo-design: go on"},
		{"- This does not apply", 10, "- This\ndoes not\napply"},
		{"One.\n\nTwo-fold.", 6, "One.\n\nTwo-fo\nld."},
		{"by 2027-01-31", 12, "by\n2027-01-31"},
	} {
		if got := Wrap(c.text, c.width); got != c.want {
			t.Errorf("%q in %d columns: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
