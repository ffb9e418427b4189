//go:build unix

package answersfile

import (
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// How to open a file that may have become something else: without waiting for a pipe,
// and with an error for a symbolic link.
const (
	openAtOnce = syscall.O_NONBLOCK
	openNoLink = syscall.O_NOFOLLOW
)

// busy reports whether an error means that another program has the file open; here
// that stops nobody from opening or replacing it.
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

// renameOver renames from to a name, whatever has it.
func renameOver(from, to string, _ time.Duration) error { return os.Rename(from, to) }

// lockedElsewhere reports whether another program holds a lock on the file for
// itself, of either kind. A lock that several may hold is for reading, and a reader
// keeps the old version.
func lockedElsewhere(file *os.File) bool {
	fd := file.Fd()
	if err := unix.Flock(int(fd), unix.LOCK_SH|unix.LOCK_NB); errors.Is(err, unix.EWOULDBLOCK) { //nolint:gosec // a descriptor fits
		return true
	}
	lock := unix.Flock_t{Type: unix.F_RDLCK}
	return unix.FcntlFlock(fd, unix.F_GETLK, &lock) == nil && lock.Type != unix.F_UNLCK
}
