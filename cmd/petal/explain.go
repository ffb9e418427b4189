package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

func (a *app) explainCommand() *cobra.Command {
	format, output := "", ""
	cmd := &cobra.Command{
		Use:   "explain [WORD]",
		Short: "Explain a level, principle, value or term",
		Long: `Explain says what a word means: a level, a principle, a value, an item in
another framework, or a term from the glossary. Without a word it lists them all.
It also finds other forms of a word, and words with a related meaning: engagement
finds engage, and money finds budget.`,
		Example: `  # see what the fourth level means
  petal explain co-design

  # list every word
  petal explain`,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, plainFormats...); err != nil {
				return err
			}
			b, err := a.bank()
			if err != nil {
				return err
			}
			return a.output(output, []string{a.bankPath}, func(w io.Writer) error {
				return explain(w, vocabulary(b), strings.Join(args, " "), format, min(a.widthOf(a.stdout), 80), a.explainAll())
			})
		},
	}
	addPlainFormat(cmd, &format)
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write; - is standard output")
	return cmd
}

// explainAll returns the command that lists every word of the bank in use.
func (a *app) explainAll() string {
	if a.bankPath == "" {
		return "petal explain"
	}
	return "petal explain --bank " + shellWord(prose.Visible(a.bankPath))
}

// explain writes what a word means, or lists every word if asked is empty. all is the
// command that lists them.
func explain(w io.Writer, words []entry, asked, format string, width int, all string) error {
	found := words
	if asked != "" {
		if found = lookUp(words, asked); len(found) == 0 {
			return fmt.Errorf("no word %q%s\nrun %s to list them all", prose.Short(asked), suggested(words, asked), all)
		}
	}
	switch {
	case format == "json":
		return writeJSON(w, found)
	case asked == "":
		return listWords(w, words)
	}
	for i, e := range found {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, prose.Wrap(e.String(), width))
	}
	return nil
}

// mostSuggested is the most words suggested for one that is not found.
const mostSuggested = 3

// suggested returns a hint about a word that is not found: the words that begin with
// it, then those spelled most like it, or otherwise those whose meaning mentions it.
func suggested(words []entry, asked string) string {
	var begin, alike []string // one word for each entry
	for _, e := range words {
		names := append([]string{e.ID, strings.ToLower(e.Name)}, e.Also...)
		if strings.Contains(asked, "/") {
			names = append(names, e.ref)
		}
		known := func(name string) bool {
			return slices.ContainsFunc(append(begin, alike...), func(n string) bool { return same(n, name) })
		}
		longer := slices.IndexFunc(names, func(n string) bool {
			return len(asked) > 2 && strings.HasPrefix(strings.ToLower(n), strings.ToLower(asked))
		})
		if near := prose.Nearest(asked, names); longer >= 0 && !known(names[longer]) {
			begin = append(begin, names[longer])
		} else if longer < 0 && near != "" && !known(near) {
			alike = append(alike, near)
		}
	}
	if near := append(begin, prose.NearestFew(asked, alike, mostSuggested)...); len(near) > 0 {
		return "; did you mean " + quoted(near[:min(mostSuggested, len(near))]) + "?"
	}
	mentions := wholeWord(asked)
	var in []string
	for _, e := range words {
		if len(in) < mostSuggested && slices.ContainsFunc(e.Means, mentions) {
			in = append(in, strings.ToLower(e.Name))
		}
	}
	if len(in) == 0 {
		return ""
	}
	return "; it is mentioned under " + quoted(in)
}

// quoted returns words in quotes, as a choice for use in a sentence.
func quoted(words []string) string {
	out := ""
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			out += " or "
		default:
			out += ", "
		}
		out += strconv.Quote(prose.Short(w))
	}
	return out
}

// wholeWord returns a function that reports whether a text contains a word, in any
// case. Short words are in every text, so they never match.
func wholeWord(word string) func(text string) bool {
	word = strings.ToLower(word)
	return func(text string) bool {
		return len(word) >= 5 && slices.Contains(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }), word)
	}
}

// entry is one word that can be explained.
type entry struct {
	ID    string         `json:"id"`
	Name  string         `json:"name"`
	Kind  string         `json:"kind"`
	Means []string       `json:"means"`          // one string for each paragraph
	Also  questions.Also `json:"also,omitempty"` // other words that find it

	ref string // for an item, as it is written in a bank: principles/power
}

// String returns the entry for people to read: the word, and a line for each
// paragraph.
func (e entry) String() string {
	return strings.Join(append([]string{fmt.Sprintf("%s (%s)", e.Name, e.Kind)}, e.Means...), "\n")
}

// means leaves out the paragraphs that a bank does not have. Each is a lead-in,
// which may be empty, and a text.
func means(paragraphs ...[2]string) []string {
	out := []string{}
	for _, p := range paragraphs {
		if p[1] != "" {
			out = append(out, p[0]+p[1])
		}
	}
	return out
}

// Kinds of words. The other kinds are the names of frameworks.
const (
	level        = "level"
	framework    = "framework"
	glossaryTerm = "term" // a word that only the glossary has
)

// vocabulary returns everything that the bank explains, in bank order.
func vocabulary(b *questions.Bank) []entry {
	const easily, heard, fits, from = "In easy words: ", "What people hear: ", "When it fits: ", "Source: "
	var words []entry
	for _, l := range b.Levels {
		missing := "What is still missing: "
		if l.Level == questions.CoProduce {
			missing = "To keep it: "
		}
		words = append(words, entry{ID: l.Level.String(), Name: l.Name, Kind: level, Also: l.Also, Means: means(
			[2]string{"", l.Is}, [2]string{missing, l.NotYet}, [2]string{heard, l.PeopleHear}, [2]string{fits, l.FitsWhen}, [2]string{"", among(b, l.Level)}, [2]string{easily, l.Easy})})
	}
	for _, f := range b.Frameworks {
		about := means([2]string{"", f.About})
		for _, i := range f.Items {
			about = append(about, "- "+i.Name)
		}
		words = append(words, entry{ID: f.ID, Name: f.Name, Kind: framework, Also: f.Also, Means: about})
		for _, i := range f.Items {
			words = append(words, entry{ID: i.ID, Name: i.Name, Kind: f.Name, ref: questions.Ref{Framework: f.ID, Item: i.ID}.String(), Also: i.Also,
				Means: means([2]string{"", i.Is}, [2]string{easily, i.Easy}, [2]string{from, source(b, i.Source)})})
		}
	}
	for _, t := range b.Glossary {
		words = append(words, entry{ID: strings.ToLower(t.Term), Name: t.Term, Kind: glossaryTerm, Also: t.Also, Means: means([2]string{"", t.Means}, [2]string{easily, t.Easy})})
	}
	return words
}

// among says where a level stands among the others. The levels carry no numbers:
// people would read them as marks.
func among(b *questions.Bank, l questions.Level) string {
	switch l {
	case questions.None:
		return fmt.Sprintf("It is the lowest of the six levels. The next is %s, the first petal of the flower.", b.Words(l+1).Name)
	case questions.CoProduce:
		return fmt.Sprintf("It is the highest of the six levels. The one before it is %s.", b.Words(l-1).Name)
	}
	return fmt.Sprintf("It is the level between %s and %s.", b.Words(l-1).Name, b.Words(l+1).Name)
}

// source returns the title of a source, or "" if none is named.
func source(b *questions.Bank, id string) string {
	for _, s := range b.Sources {
		if s.ID == id {
			return s.Title
		}
	}
	return ""
}

// lookUp finds every entry for a word: by id, by framework/item, by name, or by any
// of the other words that find it, each also in the plural and without its spaces and
// hyphens. If there is none, it looks for the word's stem, then for an entry of
// several words, one of which has that stem.
func lookUp(words []entry, asked string) []entry {
	var found []entry
	for _, fits := range []func(entry) bool{
		func(e entry) bool {
			return same(asked, e.ID) || same(asked, e.Name) || e.ref != "" && same(asked, e.ref) || slices.ContainsFunc(e.Also, func(word string) bool { return same(asked, word) })
		},
		func(e entry) bool {
			return sameStem(asked, e.ID) || sameStem(asked, e.Name) || slices.ContainsFunc(e.Also, func(word string) bool { return sameStem(asked, word) })
		},
		func(e entry) bool {
			parts := strings.FieldsFunc(e.ID+" "+e.Name, func(r rune) bool { return r == ' ' || r == '-' })
			return slices.ContainsFunc(parts, func(part string) bool { return sameStem(asked, part) })
		},
	} {
		found = slices.DeleteFunc(slices.Clone(words), func(e entry) bool { return !fits(e) })
		if len(found) > 0 {
			break
		}
	}
	// Levels are in the glossary too, but their own entries say more.
	saysMore := func(e entry) func(entry) bool {
		return func(o entry) bool {
			return o.Kind != glossaryTerm && (prose.Stem(fold(o.ID)) == prose.Stem(fold(e.ID)) || prose.Stem(fold(o.Name)) == prose.Stem(fold(e.Name)))
		}
	}
	all := slices.Clone(found)
	return slices.DeleteFunc(found, func(e entry) bool { return e.Kind == glossaryTerm && slices.ContainsFunc(all, saysMore(e)) })
}

// same reports whether two words are the same apart from a plural or verb ending.
func same(asked, word string) bool { return prose.Base(fold(asked)) == prose.Base(fold(word)) }

// fold returns a word without the differences in how people write it.
func fold(s string) string { return joined.Replace(strings.ToLower(s)) }

var joined = strings.NewReplacer(" ", "", "-", "", "’", "'")

// sameStem reports whether two words differ only in their endings. It is always false
// for words of fewer than six letters, since too many of them would look alike.
func sameStem(asked, word string) bool {
	asked = fold(asked)
	return len(asked) >= 6 && prose.Stem(asked) == prose.Stem(fold(word))
}

func listWords(w io.Writer, words []entry) error {
	kind := ""
	var out strings.Builder
	for _, e := range words {
		k := e.Kind
		switch k {
		case level:
			k = "levels"
		case glossaryTerm:
			k = "terms"
		case framework:
			continue
		}
		if k != kind {
			if kind != "" {
				out.WriteString("\n")
			}
			out.WriteString(prose.Capital(k) + "\n")
			kind = k
		}
		if e.ID == strings.ToLower(e.Name) {
			fmt.Fprintf(&out, "  %s\n", e.ID)
		} else {
			fmt.Fprintf(&out, "  %-28s %s\n", e.ID, e.Name)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}
