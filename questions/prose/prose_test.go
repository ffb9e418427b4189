package prose_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/petal-check/petal/questions/prose"
)

// TestCount checks how numbers stand with their nouns, in figures and in words.
func TestCount(t *testing.T) {
	for n, want := range map[int][2]string{
		-1: {"-1 files", "-1 files"}, 0: {"0 files", "no files"}, 1: {"1 file", "one file"}, 2: {"2 files", "two files"},
		9: {"9 files", "nine files"}, 10: {"10 files", "10 files"},
	} {
		if got := [2]string{prose.Count(n, "file", "files"), prose.CountInWords(n, "file", "files")}; got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestAnd(t *testing.T) {
	for words, want := range map[string]string{"": "", "a": "a", "a b": "a and b", "a b c": "a, b and c"} {
		if got := prose.And(strings.Fields(words)); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

// TestCapital checks that a phrase in any script begins with a capital and keeps the
// rest of it.
func TestCapital(t *testing.T) {
	for phrase, want := range map[string]string{"": "", "two rounds": "Two rounds", "été": "Été", "ß": "ß", "مرحلة": "مرحلة"} {
		if got := prose.Capital(phrase); got != want {
			t.Errorf("prose.Capital(%q) is %q, want %q", phrase, got, want)
		}
	}
}

// TestCleanIsXML checks of every code point there is that what is left of it is a
// character of XML 1.0 (https://www.w3.org/TR/xml/#charsets), and that nothing a
// person writes is lost.
func TestCleanIsXML(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		kept := false
		for _, c := range prose.Clean(string(r)) {
			kept = true
			if c != '\t' && c != '\n' && c != '\r' && (c < ' ' || c > 0xd7ff) && (c < 0xe000 || c > 0xfffd) && c < 0x10000 {
				t.Fatalf("%U stays, and XML cannot hold it", c)
			}
		}
		if !kept && unicode.IsPrint(r) {
			t.Fatalf("%U is lost", r)
		}
	}
	if got, want := prose.Clean("a\xffb\xed\xa0\x80"), "a\ufffdb\ufffd\ufffd\ufffd"; got != want {
		t.Errorf("what is not UTF-8 becomes %q, want %q", got, want)
	}
}

// TestWrap checks that lines break at spaces and not at hyphens.
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
		{"a\u2011b-c d", 5, "a\u2011b-c\nd"},
	} {
		if got := prose.Wrap(c.text, c.width); got != c.want {
			t.Errorf("%q in %d columns: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// TestWrapWords checks that a word stays whole, and that lines are otherwise as long
// as they may be.
func TestWrapWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Saved in letters-to-patients.petal.yaml, all of it.", "Saved in\nletters-to-patients.petal.yaml,\nall of it."},
		{"one two three", "one two\nthree"},
		{"東京 病院 で", "東京 病院\nで"},
	} {
		if got := prose.WrapWords(c.text, 10); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestSingular checks what is taken off a plural or a genitive.
func TestSingular(t *testing.T) {
	for word, want := range map[string]string{
		"policies": "policy", "carers": "carer", "carer's": "carer", "carers'": "carer", "access": "access", "is": "is", "backed": "backed", "": "",
	} {
		if got := prose.Singular(word); got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}

// TestStems checks what is taken off a word: the ending of a plural or a verb, and
// then those that make other words of it.
func TestStems(t *testing.T) {
	for word, want := range map[string][2]string{
		"engagement": {"engagement", "engag"}, "engage": {"engag", "engag"}, "consultation": {"consultation", "consult"},
		"evaluate": {"evaluat", "evalu"}, "evaluators": {"evaluator", "evalu"}, "involvement": {"involvement", "involv"},
		"policy": {"policy", "policy"}, "policies": {"policy", "policy"}, "police": {"polic", "polic"},
		"tenders": {"tender", "tender"}, "tendering": {"tender", "tender"}, "carer's": {"carer", "carer"}, "care": {"car", "car"},
		"access": {"access", "access"}, "accessibility": {"accessibility", "access"}, "accessible": {"accessibl", "access"},
		"personalisation": {"personalisation", "personal"}, "share": {"shar", "shar"}, "sharing": {"shar", "shar"},
		"kpis": {"kpi", "kpi"}, "is": {"is", "is"}, "": {"", ""}, "été": {"été", "été"},
	} {
		if got := [2]string{prose.Base(word), prose.Stem(word)}; got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	many := strings.Fields("a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4")
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"monye", []string{"money", "time"}, `; did you mean "money"?`},
		{"weather", []string{"money", "time"}, "; choose one of money, time"},
		{"weather", many, ""},
		{"weather", nil, ""},
		{"m", []string{"money", strings.Repeat("z", 200)}, `; did you mean "money"?`},
		{"zzz", []string{strings.Repeat("z", 200)}, `; did you mean "` + strings.Repeat("z", 60) + `…"?`},
	} {
		if got := prose.DidYouMean(c.word, c.candidates); got != c.want {
			t.Errorf("%s: got %q, want %q", c.word, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"who-decides", "who-chairs", "first-involved", "money"}
	for asked, want := range map[string]string{
		"who-decide":     "who-decides",
		"who-chair":      "who-chairs",
		"WHO-DECIDES":    "who-decides",
		"first":          "first-involved",
		"monye":          "money",
		"weather":        "",
		"":               "",
		"first-invovled": "first-involved",
	} {
		if got := prose.Nearest(asked, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", asked, got, want)
		}
	}
	if got := prose.Nearest(strings.Repeat("x", 1000), words); got != "" {
		t.Errorf("Nearest of 1,000 letters = %q, want none", got)
	}
}

// TestVisible checks that a name is one line, with what does not show written out.
func TestVisible(t *testing.T) {
	for name, want := range map[string]string{
		"ward7.petal.yaml": "ward7.petal.yaml", `C:\ward "7"\é🌸.yaml`: `C:\ward "7"\é🌸.yaml`, "👩🏽‍🦽": "👩🏽‍🦽",
		"a\nb": `a\nb`, "a\x1b[2J": `a\x1b[2J`, "a\u202eb\u2028": `a\u202eb\u2028`, "\xff\t": `\xff\t`, "": "",
	} {
		if got := prose.Visible(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

func TestNearestFew(t *testing.T) {
	words := []string{"payment", "pay", "power", "paint", "support"}
	for _, c := range []struct {
		word string
		most int
		want []string
	}{
		{"pain", 3, []string{"paint", "pay"}},
		{"pain", 1, []string{"paint"}},
		{"pay", 2, []string{"pay", "payment"}},
		{"xyzzy", 3, nil},
	} {
		if got := prose.NearestFew(c.word, words, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%s, at most %d: got %q, want %q", c.word, c.most, got, c.want)
		}
	}
}

func TestOr(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := prose.Or(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

func TestOneLine(t *testing.T) {
	if got, want := prose.OneLine(" a\x1b[1m\n\tb\u202e  c "), "a[1m b c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
