package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/questions"
)

// TestExplainFindsWords checks what each word finds in the built-in bank: the word
// itself if the bank has it, otherwise what has its stem, otherwise what contains a
// word with its stem; and nothing if it only looks similar.
func TestExplainFindsWords(t *testing.T) {
	words := vocabulary(questions.Default())
	for asked, want := range map[string]string{
		"engage":            "Engage (level)",
		"power":             "Power (The ten principles)",
		"principles/power":  "Power (The ten principles)",
		"heard/equality":    "Equality (The HEARD values)",
		"heard/power":       "",
		"evaluation":        "evaluation (term)", // itself, and not only its stem
		"engagement":        "Engage (level)",
		"Engaging":          "Engage (level)",
		"consultation":      "Consult (level)",
		"information":       "Inform (level)",
		"co-designed":       "Co-design (level)",
		"evaluate":          "evaluation (term)",
		"evaluators":        "evaluation (term)",
		"involvement":       "participation (term)",
		"lived experiences": "lived experience (term)",
		"reflecting":        "Reflection (The ten principles)",
		"recognition":       "Recognised (Signs that it is done well)",
		"inform me":         "",
		"aims":              "aim (term)",
		"gates":             "gate (term)",
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
		found := lookUp(words, asked)
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

// TestExplainFindsWhatPeopleTry checks that words which people try are found, whether
// or not the bank has them by that name.
func TestExplainFindsWhatPeopleTry(t *testing.T) {
	words := vocabulary(questions.Default())
	for asked, want := range map[string][]string{
		"HEARD":                         {"The HEARD values"},
		"money":                         {"Payment", "budget", "involvement payment"},
		"pay":                           {"Payment", "involvement payment", "payment policy"},
		"budget":                        {"budget"},
		"reciprocity":                   {"reciprocity"},
		"give and take":                 {"reciprocity"},
		"people with lived experience":  {"people with lived experience"},
		"patients":                      {"people with lived experience", "service user"},
		"chair":                         {"chair"},
		"tokenism":                      {"tokenism"},
		"tick-box":                      {"tokenism"},
		"trust":                         {"Honesty and trust"},
		"we don’t know yet":             {"not known yet"},
		"ICB":                           {"integrated care board"},
		"five petals":                   {"flower"},
		"six steps":                     {"ladder"},
		"six levels":                    {"level"},
		"CARERS":                        {"carer"},
		"public and patient involvment": nil,
	} {
		var got []string
		for _, e := range lookUp(words, asked) {
			got = append(got, e.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", asked, got, want)
		}
	}
}

// TestDrawingsExplainEachOther checks that the flower, the ladder and the level say
// why there are five petals, five rungs and six levels.
func TestDrawingsExplainEachOther(t *testing.T) {
	for asked, wants := range map[string][]string{
		"flower": {"five petals", "six levels"},
		"ladder": {"five rungs", "five petals", "sixth level"},
		"level":  {"six levels", "petals of the flower", "rungs of the ladder"},
		"none":   {"lowest of the six levels", "first petal"},
	} {
		found := lookUp(vocabulary(questions.Default()), asked)
		if len(found) != 1 {
			t.Fatalf("%s: got %v", asked, found)
		}
		for _, want := range wants {
			if !strings.Contains(found[0].String(), want) {
				t.Errorf("%s does not speak of the %s: %s", asked, want, found[0])
			}
		}
	}
}

// TestExplainSuggests checks what is suggested for a word that is not there: what
// begins with it, then what is spelled most like it, at most three; or else what
// mentions it.
func TestExplainSuggests(t *testing.T) {
	words := vocabulary(questions.Default())
	for asked, want := range map[string]string{
		"konsult":          `; did you mean "consult" or "result"?`,
		"princip":          `; did you mean "principles"?`,
		"plan":             `; did you mean "plan of action", "planning" or "pay"?`,
		"principles/powre": `; did you mean "principles/power", "principles/support" or "principles/payment"?`,
		"councillors":      `; it is mentioned under "scrutiny"`,
		"zzz":              "",
	} {
		if got := suggested(words, asked); got != want {
			t.Errorf("%s: got %q, want %q", asked, got, want)
		}
	}
}

// TestExplainFindsAllOfAStem checks that one entry does not hide others that only
// share a word with it.
func TestExplainFindsAllOfAStem(t *testing.T) {
	found := lookUp(vocabulary(questions.Default()), "experienced")
	var got []string
	for _, e := range found {
		got = append(got, e.ID)
	}
	if want := []string{"experience-first", "expert by experience", "learned experience", "lived experience", "people with lived experience"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
