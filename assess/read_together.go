package assess

import (
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// ReadTogether reads finished answers files that make up one assessment, such as the
// ones people sent back. It reports every problem at once, as [strict.Problems]:
// files that are unfinished or cannot be read, answers for another bank, and then
// files about another project or round.
func ReadTogether(files []File, bank *questions.Bank) ([]*Sheet, error) {
	sheets, err := ReadSheets(files, bank)
	if err == nil {
		problems := append(oddProjects(sheets), oddRounds(sheets)...)
		if len(problems) > 0 {
			return nil, problems
		}
		return sheets, nil
	}
	// Report every file's mistakes as if it were read alone, except for a file made
	// for another bank than most: that one message says enough.
	odd := map[string]strict.Problem{}
	for _, p := range oddBanks(readable(files), bank) {
		odd[p.File] = p
	}
	var problems strict.Problems
	var good []*Sheet
	for _, f := range files {
		if p, is := odd[f.Name]; is {
			problems = append(problems, p)
			continue
		}
		one, err := ReadSheets([]File{f}, bank)
		if err != nil {
			if len(odd) == 0 || !otherBank(f, bank) {
				problems = append(problems, problemsOf(f.Name, err)...)
			}
			continue
		}
		good = append(good, one...)
	}
	if len(problems) == 0 {
		return nil, err
	}
	return nil, append(append(problems, oddProjects(good)...), oddRounds(good)...)
}

// readable returns the files that say which bank they are for.
func readable(files []File) []File {
	var all []File
	for _, f := range files {
		if ref, ok := bankOf(f); ok && ref != (BankRef{}) {
			all = append(all, f)
		}
	}
	return all
}

func bankOf(f File) (BankRef, bool) {
	doc, err := strict.Read(f.Name, f.Text, answersLimits)
	if err != nil {
		return BankRef{}, false
	}
	ref := readHead(doc.Root().Mapping(keys...))
	return ref, ref.ID != "" && ref.Version != ""
}

// otherBank reports whether a file is for another bank, or for another major version
// of this one.
func otherBank(f File, bank *questions.Bank) bool {
	ref, ok := bankOf(f)
	return ok && (ref.ID != bank.ID || questions.Major(ref.Version) != bank.Major())
}
