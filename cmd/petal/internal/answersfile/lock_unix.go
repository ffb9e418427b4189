//go:build unix

package answersfile

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// lock waits until end for its turn to write the file at path; the error is errLocked
// if that does not come. It locks the folder, since the file itself is replaced by
// every save, and since this leaves nothing behind, even after a kill. If the file
// system has no locks, it continues without one: the file is still compared before it
// is replaced.
func lock(path string, end time.Time) (unlock func(), err error) {
	folder, err := os.Open(filepath.Dir(path))
	if errors.Is(err, os.ErrPermission) {
		return func() {}, nil // a folder that may be written to but not listed
	}
	if err != nil {
		return nil, err
	}
	for ; ; time.Sleep(turn) {
		switch err := flock(folder); {
		case err == nil:
			return func() { folder.Close() }, nil //nolint:errcheck // only locked; closing unlocks
		case !errors.Is(err, syscall.EWOULDBLOCK):
			return func() { folder.Close() }, nil //nolint:errcheck,nilerr // no locks here
		case time.Now().After(end):
			folder.Close() //nolint:errcheck // only opened
			return nil, errLocked
		}
	}
}

func flock(folder *os.File) error {
	for {
		if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
