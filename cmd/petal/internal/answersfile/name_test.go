package answersfile

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestName(t *testing.T) {
	for project, want := range map[string]string{
		"Hospital discharge letters": "hospital-discharge-letters",
		"Ward 7: letters (2027)!":    "ward-7-letters-2027",
		"Réduire les délais":         "réduire-les-délais",
		"Re\u0301duire":              "réduire", // the same é in two characters
		"東京病院":                       "東京病院",
		"مستشفى ٧":                   "مستشفى-٧",
		"हिन्दी सेवा":                "हिन्दी-सेवा",
		"می\u200cخواهم":              "میخواهم",          // an invisible joiner
		"abc\u202edef\u2066ghi":      "abcdefghi",        // marks that turn a line round
		"a\u3164b\u034fc\ufe0f":      "abc",              // a filler that counts as a letter, a joiner, a selector
		"\u0130zmir":                 "izmir",            // a capital with a dot, in one character
		"I\u0307zmir":                "izmir",            // and in two
		"A\ufeff\u0300":              "à",                // a letter and its mark, with a hidden character between
		"\U00021f18\u0300":           "\U00021f18\u0300", // one that the library takes for a Greek letter
		"../../etc/passwd":           "etc-passwd",       //
		"a\x1b[31mb\u009bc\x00d":     "a-31mb-c-d",       //
		"--flag $(x) `y` \"z\"":      "flag-x-y-z",       //
		"CON":                        "project-con",      //
		"Lpt1":                       "project-lpt1",
		"console":                    "console",
		"🌸":                          "project",
		"":                           "project",
		"\u0301":                     "project", // a mark on nothing
		strings.Repeat("a", 500):     strings.Repeat("a", 120),
		strings.Repeat("病", 500):     strings.Repeat("病", 40),
		"x" + strings.Repeat("\u0301", 500) + "y": "project", // more marks than a name can hold
		strings.Repeat("word ", 40):               strings.TrimSuffix(strings.Repeat("word-", 24), "-"),
	} {
		if got := Name(project); got != want+Suffix {
			t.Errorf("%q: got %q, want %q", project, got, want+Suffix)
		}
	}
}

// hard holds characters that change the ones next to them: marks that are composed
// with a letter or change places, parts of Korean syllables, hidden ones, capitals
// whose small letter is longer, and what separates words.
var hard = []rune("aAeEİıßKÅΩσΣ\u0300\u0301\u0323\u0327\u0345\u1100\u1161\u11a8\u09c7\u09be\u200b\u200d\u202e\ufe0f\ufeff\u034f\u3164 -./\x00")

// TestLawName checks that whatever a project is called, its file has a name that
// every system takes and every shell and terminal leaves alone.
func TestLawName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		project := strings.Join(rapid.SliceOf(rapid.OneOf(
			rapid.String(),
			rapid.StringOf(rapid.RuneFrom(hard)),
			rapid.StringOf(rapid.RuneFrom(nil, unicode.M, unicode.Cf, unicode.Lo, unicode.Lu, unicode.Lt)),
		)).Draw(t, "project"), "")
		name, ok := strings.CutSuffix(Name(project), Suffix)
		switch {
		case !ok || name == "":
			t.Fatalf("%q: %q has no stem or another ending", project, Name(project))
		case !utf8.ValidString(name):
			t.Fatalf("%q: %q is not UTF-8", project, name)
		case Name(norm.NFD.String(project)) != name+Suffix:
			t.Fatalf("%q: %q is called %q when its letters and marks are parted", project, name, Name(norm.NFD.String(project)))
		case len(name) > mostInName+len("project-"):
			t.Fatalf("%q: %q has %d bytes", project, name, len(name))
		case strings.HasPrefix(name, "-") || strings.HasSuffix(name, "-") || strings.Contains(name, "--"):
			t.Fatalf("%q: %q has a hyphen where there is nothing to part", project, name)
		}
		for _, r := range name {
			if r != '-' && !unicode.In(r, unicode.L, unicode.M, unicode.Nd) || invisible(r) {
				t.Fatalf("%q: %q holds %q", project, name, r)
			}
		}
		if again := Name(name); again != name+Suffix {
			t.Fatalf("%q: %q is called %q the second time", project, name, again)
		}
	})
}
