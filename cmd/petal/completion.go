package main

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// completing tells whether a shell asks what could be typed next. Only then are
// the answers put in place: cobra keeps them for the life of the program.
func completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// offer says what could be typed at a place, given what was typed so far. What
// does not begin with that may be among it; it is left out.
type offer func(typed string) []string

// complete puts in place, for every command and flag, what a shell offers.
func (a *app) complete(root *cobra.Command) {
	files := map[string]offer{
		"petal assess":     answersFiles,
		"petal report":     answersFiles,
		"petal check":      answersFiles,
		"petal compare":    answersFiles,
		"petal actions":    answersFiles,
		"petal learn":      yamlFiles,
		"petal bank show":  banks,
		"petal bank check": banks,
		"petal bank new":   nothing, // a name that is not there yet
		"petal explain":    a.words,
	}
	flags := map[string]offer{
		"bank":          banks,
		"perspective":   these(questions.PerspectiveIDs(questions.Perspectives)...),
		"perspectives":  listOf(these(questions.PerspectiveIDs(questions.Perspectives)...)),
		"round":         these(assess.Rounds...),
		"claim":         a.levels(questions.None),
		"aim":           a.levels(questions.Inform),
		"level":         listOf(a.levels(questions.None)),
		"at-least":      or(a.levels(questions.Inform), assess.Aim),
		"evidence":      a.levels(questions.None),
		"item":          a.items,
		"limit":         these(questions.Limits...),
		"allow-limit":   listOf(excuses),
		"need-bank":     these(assess.BuiltIn),
		"by":            these(byRound, byPerspective),
		"depth":         these(assess.Depths...),
		"notes":         these(interview.NoteChoices...),
		"view":          these(reports.Views...),
		"results":       yamlFiles,
		"policy":        yamlFiles,
		"no-fall-since": answersFiles,
		"from":          answersFiles,
		"scenarios":     yamlFiles,
	}
	for _, cmd := range documented(root) {
		if offered := files[cmd.CommandPath()]; offered != nil && cmd.ValidArgsFunction == nil {
			cmd.ValidArgsFunction = completion(offered)
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			offered := flags[f.Name]
			if known := f.Annotations[offeredWords]; known != nil {
				offered = these(known...)
			}
			if offered != nil {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, completion(offered)) // fails only where the command has its own
			}
		})
	}
	_ = root.RegisterFlagCompletionFunc("bank", completion(banks)) // as above
}

// completion is an offer as cobra takes it: no more than was typed towards, and
// a space behind it unless a folder's files or an item's score must follow.
func completion(o offer) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		fits := slices.DeleteFunc(o(typed), func(s string) bool { return !strings.HasPrefix(s, typed) })
		directive := cobra.ShellCompDirectiveNoFileComp
		if len(fits) > 0 && !slices.ContainsFunc(fits, complete) {
			directive |= cobra.ShellCompDirectiveNoSpace
		}
		return fits, directive
	}
}

// complete tells whether nothing must follow a word at once.
func complete(offered string) bool {
	word, _, _ := strings.Cut(offered, "\t")
	return !strings.HasSuffix(word, "/") && !strings.HasSuffix(word, "=")
}

func nothing(string) []string { return nil }

func these(words ...string) offer {
	return func(string) []string { return slices.Clone(words) }
}

// listOf offers words for the last place of a list with commas.
func listOf(o offer) offer {
	return func(typed string) []string {
		before := typed[:strings.LastIndex(typed, ",")+1]
		words := o(typed[len(before):])
		for i, w := range words {
			words[i] = before + w
		}
		return words
	}
}

// excuses offers limits, and behind one the level that it excuses down to.
func excuses(typed string) []string {
	limit, _, chosen := strings.Cut(typed, "=")
	var out []string
	for _, l := range questions.Limits[1:] {
		switch {
		case !chosen:
			out = append(out, l+"=")
		case l == limit:
			for _, level := range questions.LevelIDs() {
				out = append(out, l+"="+level)
			}
		}
	}
	return out
}

// levels offers the levels from one on, each with its name in the bank.
func (a *app) levels(from questions.Level) offer {
	return func(string) []string {
		b, err := a.bank()
		if err != nil {
			return questions.LevelIDs()[from:]
		}
		var out []string
		for _, l := range questions.Levels[from:] {
			out = append(out, cobra.CompletionWithDesc(l.String(), b.Words(l).Name))
		}
		return out
	}
}

// or offers one word more.
func or(o offer, word string) offer {
	return func(typed string) []string { return append(o(typed), word) }
}

// items offers every item of every framework, ready for its score. An id that
// two frameworks have is offered with its framework.
func (a *app) items(string) []string {
	b, err := a.bank()
	if err != nil {
		return nil
	}
	count := map[string]int{}
	for _, f := range b.Frameworks {
		for _, i := range f.Items {
			count[i.ID]++
		}
	}
	var out []string
	for _, f := range b.Frameworks {
		for _, i := range f.Items {
			id := i.ID
			if count[id] > 1 {
				id = f.ID + "/" + id
			}
			out = append(out, cobra.CompletionWithDesc(id+"=", i.Name+" ("+f.Name+")"))
		}
	}
	return out
}

// words offers everything that can be explained. A word with spaces is offered
// with hyphens, which explain takes as the same.
func (a *app) words(string) []string {
	b, err := a.bank()
	if err != nil {
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for _, e := range vocabulary(b) {
		if seen[e.ID] {
			continue // a level, and its entry in the glossary
		}
		seen[e.ID] = true
		out = append(out, cobra.CompletionWithDesc(strings.ReplaceAll(e.ID, " ", "-"), e.Name+" ("+e.Kind+")"))
	}
	return out
}

// banks offers the banks by id and those in files.
func banks(typed string) []string {
	return append(slices.Clone(questions.EmbeddedBanks), yamlFiles(typed)...)
}

func answersFiles(typed string) []string { return filesLike(typed, answersfile.Suffix) }

// yamlFiles offers what is no answers file: a bank, stories, results.
func yamlFiles(typed string) []string {
	return slices.DeleteFunc(filesLike(typed, ".yaml", ".yml"), func(s string) bool { return strings.HasSuffix(s, answersfile.Suffix) })
}

// filesLike is the files whose names end in one of these, in the folder that was
// typed so far, and the folders there, which end in a slash. Hidden ones and
// names that would upset a terminal are left out.
func filesLike(typed string, suffixes ...string) []string {
	folder, _ := filepath.Split(typed)
	entries, err := os.ReadDir(cmp.Or(folder, "."))
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.ContainsFunc(name, unicode.IsControl) {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, name)) // through a link
		switch {
		case err != nil:
		case info.IsDir():
			out = append(out, folder+name+"/")
		case slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(name, s) }):
			out = append(out, folder+name)
		}
	}
	return out
}
