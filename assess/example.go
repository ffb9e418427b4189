package assess

import (
	_ "embed"

	"github.com/petal-check/petal/questions"
)

//go:embed example.petal.yaml
var example []byte

// Example returns a finished, made-up assessment for the default bank, so that
// newcomers see straight away what they will get.
func Example(bank *questions.Bank) (*Answers, error) {
	return Read("example", example, bank)
}
