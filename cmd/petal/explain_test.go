package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestExplainFindsWords holds what each word finds in the built-in bank: itself
// where it is there, else what has its stem, else what has a word of its stem in
// it; and nothing where it only looks alike.
func TestExplainFindsWords(t *testing.T) {
	words := vocabulary(questions.Default())
	for asked, want := range map[string]string{
		"engage":            "Engage (level 3 of 5)",
		"power":             "Power (The ten principles)",
		"principles/power":  "Power (The ten principles)",
		"heard/equality":    "Equality (The HEARD values)",
		"heard/power":       "",
		"evaluation":        "evaluation (term)", // itself, and not only its stem
		"engagement":        "Engage (level 3 of 5)",
		"Engaging":          "Engage (level 3 of 5)",
		"consultation":      "Consult (level 2 of 5)",
		"information":       "Inform (level 1 of 5)",
		"co-designed":       "Co-design (level 4 of 5)",
		"evaluate":          "evaluation (term)",
		"evaluators":        "evaluation (term)",
		"involvement":       "involvement payment (term)",
		"lived experiences": "lived experience (term)",
		"reflecting":        "Reflection (The ten principles)",
		"recognition":       "Recognised (Signs that it is done well)",
		"inform me":         "",
		"aims":              "",
		"gates":             "",
		"plan":              "",
		"prior":             "",
		"police":            "",
		"engine":            "",
		"consultant":        "",
		"informal":          "",
		"principal":         "",
		"/":                 "",
		"-":                 "",
	} {
		found, _ := lookUp(words, asked)
		var got []string
		for _, e := range found {
			title, _, _ := strings.Cut(e.String(), "\n")
			got = append(got, title)
		}
		if want == "" && len(got) > 0 || want != "" && !slices.Equal(got, []string{want}) {
			t.Errorf("%s: got %q, want %q", asked, got, want)
		}
	}
}

// TestExplainFindsAllOfAStem holds that one entry does not hide others that only
// share a word with it.
func TestExplainFindsAllOfAStem(t *testing.T) {
	found, _ := lookUp(vocabulary(questions.Default()), "experienced")
	var got []string
	for _, e := range found {
		got = append(got, e.ID)
	}
	if want := []string{"experience-first", "expert by experience", "learned experience", "lived experience", "people with lived experience"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
