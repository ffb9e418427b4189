package assess_test

import (
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

func FuzzReadLesson(f *testing.F) {
	set := questions.DefaultScenarios()
	f.Add([]byte(roomFile))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := assess.ReadLesson("fuzz.yaml", data, set)
		if err != nil {
			return
		}
		// What is read can be worked out and written, and reads back.
		assess.EvaluateLesson(set, l)
		if _, err := assess.EncodeLesson(l, set); err != nil {
			t.Fatalf("it is read but not written: %v", err)
		}
	})
}

func FuzzReadPolicy(f *testing.F) {
	bank := questions.Default()
	f.Add([]byte("petal-policy: 1\nat-least: engage\nprinciples: {min: 50, payment: 60}\nheard: {min: 50}\nperspectives: [staff, lived-experience]\n" +
		"evidence: co-design\nmax-age: 180d\nno-fall-since: earlier/*.petal.yaml\nallow-limit: [law]\n"))
	f.Add([]byte("petal-policy: 1\nat-least: aim\n"))
	answers, err := assess.Example(bank)
	if err != nil {
		f.Fatal(err)
	}
	sheets := []*assess.Sheet{{File: "a.petal.yaml", Answers: answers}}
	result, err := assess.EvaluateAll(bank, sheets)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		p, err := assess.ReadPolicy("fuzz.yaml", data, bank)
		if err != nil {
			return
		}
		_, _ = assess.Check(p, result, "2026-11-21", nil) // any policy can be checked, or says why not
	})
}
