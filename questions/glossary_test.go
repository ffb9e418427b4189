package questions

import (
	"slices"
	"testing"
)

// TestTermsIn checks which terms of a glossary are found in a text.
func TestTermsIn(t *testing.T) {
	bank := &Bank{Glossary: []Term{{Term: "BSL"}, {Term: "chair"}, {Term: "lived experience"}, {Term: "people"}, {Term: "people with lived experience"}, {Term: "policy"}}}
	for text, want := range map[string][]string{
		"Who chairs the group?":                       {"chair"},
		"Armchairs and wheelchairs":                   nil,
		"Is there BSL?":                               {"BSL"},
		"bsl, in small letters, is no sign language":  nil,
		"People with lived experience write policies": {"people with lived experience", "policy"},
		"People share their lived experience.":        {"lived experience", "people"},
		"":                                            nil,
	} {
		var got []string
		for _, term := range bank.TermsIn(text) {
			got = append(got, term.Term)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	// Of several texts, each term comes once, in the order of the glossary.
	if got := bank.TermsIn("a policy", "a chair", "policies"); len(got) != 2 || got[0].Term != "chair" || got[1].Term != "policy" {
		t.Errorf("got %v, want chair and policy", got)
	}
}
