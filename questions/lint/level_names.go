package lint

import (
	"slices"
	"strings"

	"github.com/petal-check/petal/questions"
)

// levelNames finds options with a level's name in them: people who spot it need not
// think about what is true.
func (l *linter) levelNames() {
	var names []string
	for _, w := range l.bank.Levels {
		names = append(names, w.Name)
	}
	for _, q := range l.bank.Questions() {
		for i := range q.Options {
			o := &q.Options[i]
			for _, text := range []struct{ what, text string }{{"text", o.Text}, {"easy text", o.Easy}} {
				if word := levelName(text.text, names...); word != "" {
					l.say("level-name", o.Line, 1, "%s uses the name of a level in its %s: %q", named(q, o), text.what, word)
				}
			}
		}
	}
}

// levelName returns the first word of a text that starts like the id of a level or
// like one of the names given; "" if there is none. A word has to start that way:
// "informed" does, "uninformed" does not. It ignores a few words that only look like
// a level.
func levelName(text string, names ...string) string {
	starts := namesOfLevels()
	for _, name := range names {
		starts = append(starts, phrase(name))
	}
	tokens := phrase(text)
	for i := range tokens {
		for _, start := range starts {
			end := i + len(start)
			if len(start) == 0 || end > len(tokens) {
				continue
			}
			last := len(start) - 1
			if slices.Equal(tokens[i:end-1], start[:last]) && strings.HasPrefix(tokens[end-1], strings.TrimSuffix(start[last], "e")) && !notALevel(tokens[end-1]) {
				return strings.Join(tokens[i:end], " ")
			}
		}
	}
	return ""
}

// namesOfLevels returns the id of each level except none, and, for an id with a
// hyphen, the id without it and the id with a space instead.
func namesOfLevels() [][]string {
	var names [][]string
	for _, level := range questions.Levels[questions.Inform:] {
		id := level.String()
		names = append(names, []string{id})
		if strings.Contains(id, "-") {
			names = append(names, []string{strings.ReplaceAll(id, "-", "")}, strings.Split(id, "-"))
		}
	}
	return names
}

// notALevel reports whether a word starts like a level but means something else.
func notALevel(word string) bool {
	return strings.HasPrefix(word, "informal") || word == "consultant" || word == "consultants"
}

// phrase returns the words of a text for comparing: in small letters, with one kind
// of hyphen and apostrophe.
func phrase(text string) []string { return words(oneKind.Replace(strings.ToLower(text))) }

var oneKind = strings.NewReplacer("‐", "-", "‑", "-", "’", "'")
