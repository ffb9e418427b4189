package answersfile

import (
	"errors"
	"time"
)

// At sets what happens in the middle of a save.
func (f *File) At(step func(string)) { f.step = step }

// Patience sets how long a save waits for a lock.
func (f *File) Patience(d time.Duration) { f.patience = d }

// NoExchange makes the file system one that cannot exchange two files.
func (f *File) NoExchange() {
	f.exchange = func(_, _ string) error { return errors.ErrUnsupported }
}

// CanExchange reports whether files can be exchanged in the folder of two paths.
func CanExchange(a, b string) bool { return exchange(a, b) == nil }
