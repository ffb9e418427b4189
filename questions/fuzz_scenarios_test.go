package questions_test

import (
	"os"
	"testing"

	"github.com/petal-check/petal/questions"
)

func FuzzLoadScenarios(f *testing.F) {
	text, err := os.ReadFile("bank/scenarios.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("petal-scenarios: 1\nid: a\nversion: 1.0.0\ntitle: A\nscenarios:\n  - {id: a, title: A, setting: health, story: S, level: none, why: W, wrong: [], up: U, room: R}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := questions.LoadScenarios("fuzz.yaml", data)
		if (set == nil) == (err == nil) {
			t.Fatalf("stories %v, error %v: want one of them", set != nil, err)
		}
		if err == nil {
			questions.LintScenarios(set)
		}
	})
}
