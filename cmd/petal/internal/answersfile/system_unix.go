//go:build unix

package answersfile

import (
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Flags for opening a file that may have become something else: do not wait for a
// pipe, and fail on a symbolic link.
const (
	openAtOnce = syscall.O_NONBLOCK
	openNoLink = syscall.O_NOFOLLOW
)

// busy reports whether an error means that another program has the file open. On
// Unix, that stops nobody from opening or replacing it.
func busy(error) bool { return false }

// links returns how many names a file has.
func links(file *os.File) int {
	if info, err := file.Stat(); err == nil {
		if stat, ok := info.Sys().(*syscall.Stat_t); ok {
			return int(stat.Nlink) //nolint:gosec,unconvert // some systems count in 16 bits, none counts further than an int
		}
	}
	return 1
}

// renameOver renames from to a name, whatever is there.
func renameOver(from, to string, _ time.Duration) error { return os.Rename(from, to) }

// lockedElsewhere reports whether another program holds an exclusive lock on the
// file, of either kind. A shared lock is for reading, and a reader keeps the old
// version.
func lockedElsewhere(file *os.File) bool {
	fd := file.Fd()
	if err := unix.Flock(int(fd), unix.LOCK_SH|unix.LOCK_NB); errors.Is(err, unix.EWOULDBLOCK) { //nolint:gosec // a descriptor fits
		return true
	}
	lock := unix.Flock_t{Type: unix.F_RDLCK}
	return unix.FcntlFlock(fd, unix.F_GETLK, &lock) == nil && lock.Type != unix.F_UNLCK
}
