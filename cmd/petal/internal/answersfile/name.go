package answersfile

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostInName is how many bytes of a project's name a file name keeps. File systems
// allow 255, and what Petal writes beside the file is longer by a few.
const mostInName = 120

// Name returns the name of the answers file for a project: the letters and digits of
// its name, in any script and in lower case, with a hyphen for all that stands
// between them. It is safe on every system: composed, since two ways of writing é are
// two files on some; without a character that a shell, a terminal or Windows might
// obey, or that nobody can see; and never a name that Windows keeps for a device.
func Name(project string) string {
	var name, cluster strings.Builder
	whole := false // what does not fit is left out, and all behind it
	hyphen := false
	end := func() {
		if whole = whole || name.Len()+cluster.Len() > mostInName; !whole {
			name.WriteString(cluster.String())
		}
		cluster.Reset()
	}
	// What nobody sees goes first: behind it, a letter and its mark are not composed.
	for _, r := range composed(strings.ToLower(composed(withoutUnseen(project)))) {
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

// composed returns a text with each letter and its marks in one character where there
// is one (NFC). The library puts another letter in the place of a few rare ones
// (golang/go#81028): those stay parted (NFD), which is one way of writing them too.
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

// withoutUnseen returns a text without the characters of which nothing is seen.
func withoutUnseen(text string) string {
	return strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, text)
}

// unseen tells the characters of which nothing is seen, such as the joiners inside a
// Persian or a Hindi word, the marks that turn a line round, and fillers that count
// as letters.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// devices is the names that Windows keeps, whatever ending they have.
var devices = []string{
	"con", "prn", "aux", "nul",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}
