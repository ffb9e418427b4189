package assess_test

import (
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// TestExampleAnswersEverything checks that the built-in assessment, which shows
// people what they will get, leaves no question out and was given to the bank as it
// is: a new question must be answered in it too, if only with unknown.
func TestExampleAnswersEverything(t *testing.T) {
	bank := questions.Default()
	a, err := assess.Example(bank)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range bank.Questions() {
		if _, ok := a.Given[q.ID]; !ok && q.IsAskedOf(a.Respondent.Perspective) {
			t.Errorf("%s is not answered in example.petal.yaml", q.ID)
		}
	}
	if want := (assess.BankRef{ID: bank.ID, Version: bank.Version}); a.Bank != want {
		t.Errorf("example.petal.yaml was given to %v, want %v", a.Bank, want)
	}
}
