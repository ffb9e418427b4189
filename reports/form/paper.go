package form

import (
	"io"

	"github.com/petal-check/petal/questions"
)

func Paper(w io.Writer, bank *questions.Bank, o Options) error { return nil }
func Text(w io.Writer, bank *questions.Bank, o Options) error  { return nil }
