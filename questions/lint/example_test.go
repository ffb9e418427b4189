package lint_test

import (
	"fmt"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/lint"
)

// The built-in bank leaves nothing to improve, until somebody makes it harder to read.
func ExampleBank() {
	bank := questions.Default()
	fmt.Println(len(lint.Bank(bank)), "remarks")

	option := &bank.Sections[0].Questions[0].Options[1]
	defer func(was string) { option.Text = was }(option.Text) // the bank is everybody's
	option.Text = "They are co-designing it."
	for _, remark := range lint.Bank(bank) {
		fmt.Println(remark.Rule)
	}
	// Output:
	// 0 remarks
	// level-name
}
