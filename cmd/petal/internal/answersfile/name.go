package answersfile

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostInName is the most bytes of a project's name that go into a file name. File
// systems allow 255, and the names of files that Petal writes next to it are a little
// longer.
const mostInName = 120

// Name returns the name of the answers file for a project: the letters and digits of
// its name, in any script and in lower case, with a hyphen for everything between
// them. It is safe on every system. It is composed, since on some systems two ways of
// writing é are two files. It has no invisible characters, and none that a shell, a
// terminal or Windows might act on. And it is never a name that Windows reserves for
// a device.
func Name(project string) string {
	var name, cluster strings.Builder
	whole := false // if something does not fit, it and everything after it is left out
	hyphen := false
	end := func() {
		if whole = whole || name.Len()+cluster.Len() > mostInName; !whole {
			name.WriteString(cluster.String())
		}
		cluster.Reset()
	}
	// Invisible characters go first, since a letter and its mark are not composed if
	// one is between them.
	for _, r := range composed(strings.ToLower(composed(withoutInvisible(project)))) {
		switch {
		case unicode.IsMark(r):
			if cluster.Len() > 0 {
				cluster.WriteRune(r) // a mark belongs to the letter before it
			}
		case unicode.IsLetter(r) || unicode.Is(unicode.Nd, r):
			end()
			if hyphen && name.Len() > 0 {
				cluster.WriteByte('-')
			}
			hyphen = false
			cluster.WriteRune(r)
		default:
			end()
			hyphen = true
		}
	}
	end()
	safe := cmp.Or(name.String(), "project")
	if slices.Contains(devices, safe) {
		safe = "project-" + safe
	}
	return safe + Suffix
}

// composed returns a text with each letter and its marks as one character, if there
// is one (NFC). The library replaces a few rare letters with other ones
// (golang/go#81028). These stay decomposed (NFD), which is just as valid.
func composed(text string) string {
	var out strings.Builder
	var next norm.Iter
	next.InitString(norm.NFC, text)
	for !next.Done() {
		from := next.Pos()
		whole := string(next.Next())
		parted := norm.NFD.String(text[from:next.Pos()])
		if norm.NFD.String(whole) != parted {
			whole = parted
		}
		out.WriteString(whole)
	}
	return out.String()
}

// withoutInvisible returns a text without its invisible characters.
func withoutInvisible(text string) string {
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, text)
}

// invisible reports whether a character is invisible when printed. Such characters
// are the joiners inside Persian and Hindi words, the marks that change the direction
// of a line, and fillers that count as letters.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// devices lists the names that Windows reserves, with any extension.
var devices = []string{
	"con", "prn", "aux", "nul",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}
