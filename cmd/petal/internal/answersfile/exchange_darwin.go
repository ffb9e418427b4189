package answersfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// accessList has no name here: macOS keeps access lists where only its C library
// can reach them, so they are not carried over.
const accessList = ""

func setAccessList(*os.File, []byte) bool { return true }

// exchange makes two paths swap what is at them, in one step. It is an error if
// either has nothing (fs.ErrNotExist) or if the file system cannot do it.
func exchange(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }

// renameNew renames from to a name that nothing has yet.
func renameNew(from, to string) error { return unix.RenamexNp(from, to, unix.RENAME_EXCL) }

// beingWritten cannot be found out here.
func beingWritten(*os.File) bool { return false }
