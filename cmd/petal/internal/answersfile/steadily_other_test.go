//go:build unix && !linux

package answersfile_test

import (
	"errors"
	"io"
)

const steadily = "steadily"

func replaceSteadily(string, io.Writer) error { return errors.ErrUnsupported }

func makeDevice(string) error { return errors.ErrUnsupported }
