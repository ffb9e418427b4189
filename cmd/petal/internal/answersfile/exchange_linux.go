package answersfile

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// accessList is the attribute that holds a file's access list.
const accessList = "system.posix_acl_access"

// setAccessList gives a file an access list, or removes the one it has if list is
// nil.
func setAccessList(file *os.File, list []byte) bool {
	fd := int(file.Fd()) //nolint:gosec // a descriptor fits
	if list != nil {
		return unix.Fsetxattr(fd, accessList, list, 0) == nil
	}
	err := unix.Fremovexattr(fd, accessList)
	return err == nil || errors.Is(err, unix.ENODATA) || errors.Is(err, unix.ENOTSUP)
}

// exchange swaps what is at two paths in one step. It returns an error if there is
// nothing at one of them (fs.ErrNotExist) or if the file system cannot do it.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// renameNew renames from to a name that is not taken.
func renameNew(from, to string) error {
	return unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
}

// beingWritten reports whether anybody has the file open for writing, in which case
// the system refuses a read lease. It is also false if there are no leases: for other
// users' files, and on some file systems.
func beingWritten(file *os.File) bool {
	_, err := unix.FcntlInt(file.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
	if err == nil {
		unix.FcntlInt(file.Fd(), unix.F_SETLEASE, unix.F_UNLCK) //nolint:errcheck // closing the file ends it too
	}
	return errors.Is(err, unix.EAGAIN)
}
