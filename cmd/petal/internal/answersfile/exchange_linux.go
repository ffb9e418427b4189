package answersfile

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// accessList is the attribute that holds a file's access list.
const accessList = "system.posix_acl_access"

// setAccessList gives a file an access list, or takes away the one it has where
// list is nil.
func setAccessList(file *os.File, list []byte) bool {
	fd := int(file.Fd()) //nolint:gosec // a descriptor fits
	if list != nil {
		return unix.Fsetxattr(fd, accessList, list, 0) == nil
	}
	err := unix.Fremovexattr(fd, accessList)
	return err == nil || errors.Is(err, unix.ENODATA) || errors.Is(err, unix.ENOTSUP)
}

// exchange lets two paths change what is at them, in one step. It is an error
// where either has nothing (fs.ErrNotExist) or the file system cannot do it.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// renameNew gives what is at from the name to, which nothing must have.
func renameNew(from, to string) error {
	return unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
}

// beingWritten tells whether anybody has the file open for writing: then a lease
// for reading is refused. It is false where leases are not to be had: for the
// files of others, and on some file systems.
func beingWritten(file *os.File) bool {
	_, err := unix.FcntlInt(file.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
	if err == nil {
		unix.FcntlInt(file.Fd(), unix.F_SETLEASE, unix.F_UNLCK) //nolint:errcheck // closing the file ends it too
	}
	return errors.Is(err, unix.EAGAIN)
}
