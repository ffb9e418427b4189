package answersfile

import (
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
	"time"
)

// Not named by the syscall package.
const (
	deleteOnClose    = 0x04000000
	sharingViolation = syscall.Errno(32)
)

// lock waits for its turn to write the file at path. A folder cannot be locked
// here, and the file itself is replaced by every save. So a hidden file beside
// it is held open by one Petal at a time; Windows deletes it when it is closed,
// after a kill too, and keeps it from two machines that share the folder.
func lock(path string) (unlock func(), err error) {
	name := filepath.Join(filepath.Dir(path), ".petal-lock")
	wide, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		held, err := syscall.CreateFile(wide, syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_HIDDEN|deleteOnClose, 0)
		switch {
		case err == nil:
			return func() { syscall.CloseHandle(held) }, nil //nolint:errcheck // nothing was written
		case errors.Is(err, sharingViolation) && time.Now().Before(end):
		case errors.Is(err, syscall.ERROR_ACCESS_DENIED) && time.Now().Add(patience-time.Second).Before(end):
			// It is just being deleted, or the folder is read-only for good.
		case errors.Is(err, sharingViolation):
			return nil, fmt.Errorf("another program has kept %s open for %v", name, patience)
		default:
			return nil, fmt.Errorf("lock %s: %w", name, err)
		}
	}
}
