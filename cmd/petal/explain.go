package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

func (a *app) explainCommand() *cobra.Command {
	format, output := "", ""
	cmd := &cobra.Command{
		Use:   "explain [WORD]",
		Short: "Explain a level, principle, value or term",
		Long: `Explain says what a word means: a level, a principle, a value, an item of a
further framework, or a term from the glossary. Without a word it lists them.`,
		Example: `  # what the fourth level means
  petal explain co-design

  # every word there is
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
				return explain(w, vocabulary(b), strings.Join(args, " "), format, min(a.widthOf(a.stdout), 80))
			})
		},
	}
	addPlainFormat(cmd, &format)
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write; - is standard output")
	return cmd
}

// explain writes what a word means, or lists every word where none is asked.
func explain(w io.Writer, words []entry, asked, format string, width int) error {
	found := words
	if asked != "" {
		var names []string
		if found, names = lookUp(words, asked); len(found) == 0 {
			return fmt.Errorf("no word %q%s\nsee petal explain for all of them", asked, strict.DidYouMean(asked, names))
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
		fmt.Fprintln(w, ansi.Wrap(e.String(), width, "-"))
	}
	return nil
}

// entry is one word that can be explained.
type entry struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Means []string `json:"means"` // a paragraph each
}

// String is the entry to be read: the word, and a line for each paragraph.
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

// Kinds of words, beside the levels and the names of frameworks.
const (
	framework    = "framework"
	glossaryTerm = "term" // a word that only the glossary has
)

// vocabulary is everything the bank has words for, in its order.
func vocabulary(b *questions.Bank) []entry {
	const easily, heard, fits, from = "In easy words: ", "What people hear: ", "When it fits: ", "Source: "
	var words []entry
	for _, l := range b.Levels {
		words = append(words, entry{l.Level.String(), l.Name, fmt.Sprintf("level %d of 5", l.Level), means(
			[2]string{"", l.Is}, [2]string{"", l.NotYet}, [2]string{heard, l.PeopleHear}, [2]string{fits, l.FitsWhen}, [2]string{easily, l.Easy})})
	}
	for _, f := range b.Frameworks {
		about := means([2]string{"", f.About})
		for _, i := range f.Items {
			about = append(about, "- "+i.Name)
		}
		words = append(words, entry{f.ID, f.Name, framework, about})
		for _, i := range f.Items {
			words = append(words, entry{i.ID, i.Name, f.Name, means([2]string{"", i.Is}, [2]string{easily, i.Easy}, [2]string{from, source(b, i.Source)})})
		}
	}
	for _, t := range b.Glossary {
		words = append(words, entry{strings.ToLower(t.Term), t.Term, glossaryTerm, means([2]string{"", t.Means}, [2]string{easily, t.Easy})})
	}
	return words
}

// source is the title of a source, or the text itself where it is not an id.
func source(b *questions.Bank, id string) string {
	for _, s := range b.Sources {
		if s.ID == id {
			return s.Title
		}
	}
	return id
}

// lookUp finds every entry for a word: by id, by name, or both without their
// spaces and hyphens. names is everything that could have been asked for.
func lookUp(words []entry, asked string) (found []entry, names []string) {
	fold := func(s string) string { return strings.NewReplacer(" ", "", "-", "").Replace(strings.ToLower(s)) }
	for _, e := range words {
		if want := fold(asked); fold(e.ID) == want || fold(e.Name) == want {
			found = append(found, e)
		}
		names = append(names, e.ID, strings.ToLower(e.Name))
	}
	// Levels stand in the glossary too, but say more of themselves.
	if further := slices.DeleteFunc(slices.Clone(found), func(e entry) bool { return e.Kind == glossaryTerm }); len(further) > 0 {
		found = further
	}
	return found, names
}

func listWords(w io.Writer, words []entry) error {
	kind := ""
	var out strings.Builder
	for _, e := range words {
		k := e.Kind
		switch {
		case strings.HasPrefix(k, "level"):
			k = "levels"
		case k == glossaryTerm:
			k = "terms"
		case k == framework:
			continue
		}
		if k != kind {
			if kind != "" {
				out.WriteString("\n")
			}
			first, size := utf8.DecodeRuneInString(k) // a bank may name its framework in any script
			out.WriteString(string(unicode.ToUpper(first)) + k[size:] + "\n")
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
