package answersfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// No file is a pipe here, and links are checked for earlier.
const (
	openAtOnce = 0
	openNoLink = 0
)

// busy reports whether an error means that another program has the file open without
// sharing it.
func busy(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_USER_MAPPED_FILE)
}

// links returns how many names a file has.
func links(file *os.File) int {
	var info syscall.ByHandleFileInformation
	if err := syscall.GetFileInformationByHandle(syscall.Handle(file.Fd()), &info); err != nil {
		return 1
	}
	return int(info.NumberOfLinks)
}

// renameOver renames from to a name, whatever is there. A virus scanner or a backup
// may have that open for a moment. Windows then reports a sharing violation, or just
// that access is denied.
func renameOver(from, to string, patience time.Duration) error {
	for end := time.Now().Add(patience); ; time.Sleep(turn) {
		err := os.Rename(from, to)
		denied := errors.Is(err, windows.ERROR_ACCESS_DENIED)
		if err == nil || !denied && !busy(err) || isFolder(to) {
			return err
		}
		if !time.Now().Before(end) {
			if denied {
				return &fs.PathError{Op: "write", Path: to, Err: windows.ERROR_SHARING_VIOLATION}
			}
			return err
		}
	}
}

func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// lockedElsewhere is always false: a lock shows when the file is opened.
func lockedElsewhere(*os.File) bool { return false }

// beingWritten is always false: this shows when the file is replaced.
func beingWritten(*os.File) bool { return false }

// exchange is not possible here.
func exchange(_, _ string) error { return errors.ErrUnsupported }

// renameNew renames from to a name that is not taken.
func renameNew(from, to string) error {
	a, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	b, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	return windows.MoveFileEx(a, b, 0)
}

// look is everything about a file except its content and its name: its access rights,
// and attributes such as hidden.
type look struct {
	list      *windows.SECURITY_DESCRIPTOR
	listed    string // the same, as text
	attribute uint32
}

// keptAttributes are those that a person or a program sets.
const keptAttributes = windows.FILE_ATTRIBUTE_HIDDEN | windows.FILE_ATTRIBUTE_SYSTEM |
	windows.FILE_ATTRIBUTE_ARCHIVE | windows.FILE_ATTRIBUTE_NOT_CONTENT_INDEXED

// lookAt returns the look of the file at path, or nil if there is none.
func lookAt(path string) *look {
	wide, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil
	}
	l := &look{}
	if l.attribute, err = windows.GetFileAttributes(wide); err != nil {
		return nil
	}
	if l.list, err = windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION); err == nil {
		l.listed = l.list.String()
	}
	return l
}

func (l *look) readOnly() bool { return l != nil && l.attribute&windows.FILE_ATTRIBUTE_READONLY != 0 }

func (l *look) same(as *look) bool {
	if l == nil || as == nil {
		return l == as
	}
	return l.listed == as.listed && l.attribute&keptAttributes == as.attribute&keptAttributes
}

// besides returns the look of a file that is written next to another one: the same
// look.
func (l *look) besides(other *look) *look {
	if other != nil {
		return other
	}
	return l
}

// giveTo gives a file this look, as far as the system lets this user. A nil look
// changes nothing.
func (l *look) giveTo(file *os.File) {
	if l == nil {
		return
	}
	name := file.Name()
	if wide, err := windows.UTF16PtrFromString(name); err == nil {
		windows.SetFileAttributes(wide, l.attribute&keptAttributes|windows.FILE_ATTRIBUTE_ARCHIVE) //nolint:errcheck // as far as the system lets it
	}
	if l.list == nil {
		return
	}
	list, _, err := l.list.DACL()
	if err != nil {
		return
	}
	var what windows.SECURITY_INFORMATION = windows.DACL_SECURITY_INFORMATION | windows.UNPROTECTED_DACL_SECURITY_INFORMATION
	if control, _, err := l.list.Control(); err == nil && control&windows.SE_DACL_PROTECTED != 0 {
		what = windows.DACL_SECURITY_INFORMATION | windows.PROTECTED_DACL_SECURITY_INFORMATION
	}
	windows.SetNamedSecurityInfo(name, windows.SE_FILE_OBJECT, what, nil, nil, list, nil) //nolint:errcheck // as far as the system lets it
}
