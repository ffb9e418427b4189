package answersfile

import (
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
	"time"
)

// Constants that the syscall package does not have.
const (
	deleteOnClose    = 0x04000000
	sharingViolation = syscall.Errno(32)
)

// lock waits until end for its turn to write the file at path; the error is errLocked
// if that does not come. A folder cannot be locked on Windows, and the file itself is
// replaced by every save. So one run of Petal at a time holds open a hidden file next
// to it. Windows deletes that when it is closed, even after a kill, and lets only one
// of two machines that share the folder have it.
func lock(path string, end time.Time) (unlock func(), err error) {
	name := filepath.Join(filepath.Dir(path), ".petal-lock")
	wide, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	denied := time.Now().Add(time.Second)
	for ; ; time.Sleep(turn) {
		held, err := syscall.CreateFile(wide, syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_HIDDEN|deleteOnClose, 0)
		switch {
		case err == nil:
			return func() { syscall.CloseHandle(held) }, nil //nolint:errcheck // nothing was written
		case errors.Is(err, sharingViolation) && time.Now().Before(end):
		case errors.Is(err, syscall.ERROR_ACCESS_DENIED) && time.Now().Before(denied):
			// The file is just being deleted, or the folder is read-only for good.
		case errors.Is(err, sharingViolation):
			return nil, errLocked
		default:
			return nil, fmt.Errorf("lock %s: %w", name, err)
		}
	}
}
