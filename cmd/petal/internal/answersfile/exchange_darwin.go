package answersfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// accessList has no name here: macOS keeps access lists where only its C library
// reaches, so they are not carried over.
const accessList = ""

func setAccessList(*os.File, []byte) bool { return true }

// exchange lets two paths change what is at them, in one step. It is an error
// where either has nothing (fs.ErrNotExist) or the file system cannot do it.
func exchange(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }

// renameNew gives what is at from the name to, which nothing must have.
func renameNew(from, to string) error { return unix.RenamexNp(from, to, unix.RENAME_EXCL) }

// beingWritten cannot be found out here.
func beingWritten(*os.File) bool { return false }
