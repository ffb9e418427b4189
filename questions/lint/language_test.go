package lint_test

import (
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/lint"
)

// TestStillEnglish checks that there is a remark on what a bank in another language
// leaves in English, and none for a bank in English.
func TestStillEnglish(t *testing.T) {
	text, err := os.ReadFile("../../reports/form/testdata/welsh.yaml")
	if err != nil {
		t.Fatal(err)
	}
	welsh, err := questions.Load("welsh.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if left := welsh.InEnglish(); len(left) > 0 {
		t.Errorf("the Welsh bank leaves %q in English", left)
	}
	if left := questions.Default().InEnglish(); len(left) > 0 {
		t.Errorf("the bank in English leaves %q in English", left)
	}
	delete(welsh.OwnWords, "back")
	delete(welsh.OwnWords, "thanks")
	remarks := slices.DeleteFunc(lint.Bank(welsh), func(r lint.Remark) bool { return r.Rule != "still-english" })
	want := `the bank is in "cy", but 2 of the ` + strconv.Itoa(len(questions.WordIDs())) + ` sentences that Petal puts on forms are still in English: back, thanks; translate them under words`
	if len(remarks) != 1 || remarks[0].Message != want {
		t.Errorf("got %+v, want %s", remarks, want)
	}
}
