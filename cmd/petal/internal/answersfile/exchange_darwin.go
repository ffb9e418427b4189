package answersfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// accessList is empty here: macOS keeps access lists where only its C library can
// reach them, so they are not carried over.
const accessList = ""

func setAccessList(*os.File, []byte) bool { return true }

// exchange swaps what is at two paths in one step. It returns an error if there is
// nothing at one of them (fs.ErrNotExist) or if the file system cannot do it.
func exchange(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }

// renameNew renames from to a name that is not taken.
func renameNew(from, to string) error { return unix.RenamexNp(from, to, unix.RENAME_EXCL) }

// beingWritten is always false, since macOS offers no way to find out.
func beingWritten(*os.File) bool { return false }
