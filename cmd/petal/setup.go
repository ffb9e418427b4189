package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions/prose"
)

// setUpParts returns the parts of the set-up that a flag can give and for which fits
// returns true.
func setUpParts(fits func(*assess.Part) bool) []*assess.Part {
	return slices.DeleteFunc(slices.Clone(assess.SetUp), func(p *assess.Part) bool { return p.Asked == assess.AskedNever || !fits(p) })
}

// addSetUp adds a flag for each of the parts.
func addSetUp(flags *pflag.FlagSet, parts []*assess.Part) {
	for _, p := range parts {
		flags.String(p.ID, "", setUpUsage(p))
	}
}

// setUpUsage returns the help text of a part's flag. If the value is not chosen from
// a list, its name is in backquotes.
func setUpUsage(p *assess.Part) string {
	switch p.Kind {
	case assess.TextPart:
		return strings.Replace(p.Means, "the name", "`name`", 1)
	case assess.LevelPart:
		return strings.Replace(p.Means, "level", "`level`", 1)
	case assess.RoundPart:
		return p.Means + ": " + strings.Join(p.Words, ", ") + " or one short word"
	case assess.PeoplePart:
		return p.Means
	}
	last := len(p.Words) - 1
	return p.Means + ": " + strings.Join(p.Words[:last], ", ") + " or " + p.Words[last]
}

// givenSetUp returns what the flags say, by part; only flags that were given.
func givenSetUp(flags *pflag.FlagSet) map[string]string {
	given := map[string]string{}
	flags.Visit(func(f *pflag.Flag) {
		if assess.PartOf(f.Name) != nil {
			given[f.Name] = strings.TrimSpace(f.Value.String())
		}
	})
	return given
}

// takeSetUp copies the parts given as flags into some answers: all of them or, if
// anything is wrong, none. It refuses a flag that would turn one person's answers
// into somebody else's. file is where the answers are.
func takeSetUp(a *assess.Answers, given map[string]string, file string) error {
	var problems []error
	for _, p := range assess.SetUp {
		value, ok := given[p.ID]
		if !ok {
			continue
		}
		was := p.Of(a)
		switch err := p.Check(value); {
		case len(value) > ask.MaxText:
			problems = append(problems, fmt.Errorf("--%s has too many characters", p.ID))
		case err != nil:
			problems = append(problems, fmt.Errorf("--%s: %w", p.ID, err))
		case p.Whose && was != "" && !assess.SameName(was, value):
			problems = append(problems, fmt.Errorf("in %s, %s is %q, not %q; leave out --%s or name another file", file, p.ID, prose.Short(was), prose.Short(value), p.ID))
		}
	}
	if len(problems) > 0 {
		return errors.Join(problems...)
	}
	for _, p := range assess.SetUp {
		if value, ok := given[p.ID]; ok && (!p.Whose || p.Of(a) == "") {
			p.Set(a, value)
		}
	}
	return nil
}
