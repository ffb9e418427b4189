package assess_test

import (
	"fmt"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// The built-in assessment is at engage, and two answers would move it up.
func ExamplePlace() {
	bank := questions.Default()
	answers, err := assess.Example(bank)
	if err != nil {
		fmt.Println(err)
		return
	}
	p := assess.Place(bank, answers)
	fmt.Println(*p.Level)
	for _, c := range p.Next.Change {
		fmt.Printf("%s: %s to %s\n", c.Question.ID, c.From.Level, c.To.Level)
	}
	// Output:
	// engage
	// who-decides: engage to co-design
	// first-involved: engage to co-design
}
