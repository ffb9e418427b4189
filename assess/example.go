package assess

import (
	_ "embed"

	"github.com/petal-check/petal/questions"
)

//go:embed example.petal.yaml
var example []byte

// Example is a finished, made-up assessment given to the default bank, so that
// a newcomer sees at once what they will get.
func Example(bank *questions.Bank) (*Answers, error) {
	return Read("example", example, bank)
}
