package answersfile

import (
	"bufio"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// WriteWhole writes a file so that at every moment, whatever happens, it holds either
// what was there before or all of text. An existing file keeps its mode and
// everything else that this package keeps, and is separated from its hard links. A
// new file gets the usual permissions. A symbolic link is followed and stays.
// Anything else that is not a file, such as a pipe or /dev/null, is written to
// directly. Folders and read-only files are refused.
func WriteWhole(path string, text []byte) error {
	return WriteAs(path, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// WriteAs is like [WriteWhole], but for content too large to hold in memory: the
// function write writes it. If write returns an error, so does WriteAs, and what was
// there stays.
func WriteAs(path string, write func(io.Writer) error) (err error) {
	if path, err = behindLinks(path); err != nil {
		return err
	}
	var like *look
	if info, err := os.Stat(path); err == nil {
		like = lookAt(path)
		switch {
		case info.IsDir():
			return &fs.PathError{Op: "write", Path: path, Err: errFolder}
		case !info.Mode().IsRegular():
			return writeTo(path, write)
		case like.readOnly():
			return &fs.PathError{Op: "write", Path: path, Err: errReadOnly}
		}
	}
	draft, err := newDraft(path, like)
	if err != nil {
		return err
	}
	err = draft.fillAs(write)
	draft.close()
	if err == nil {
		err = renameOver(draft.name, path, patience)
	}
	if err != nil {
		draft.discard()
		return err
	}
	return syncFolder(path)
}

// writeTo writes to something that must not be replaced by a file.
func writeTo(path string, write func(io.Writer) error) error {
	out, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = buffered(out, write)
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

// buffered runs write on a file, through a buffer.
func buffered(file *os.File, write func(io.Writer) error) error {
	out := bufio.NewWriterSize(file, 64<<10)
	if err := write(out); err != nil {
		return err
	}
	return out.Flush()
}

// draft is a file that has a temporary name until it is complete.
type draft struct {
	name string
	file *os.File
}

// The parts of a draft's name.
const (
	temporaryStart = ".petal-"
	temporaryEnd   = ".tmp"
)

// newDraft makes an empty draft for the file at path, with the look of another file,
// or with that of any new file if like is nil.
func newDraft(path string, like *look) (*draft, error) {
	var random [6]byte
	rand.Read(random[:]) //nolint:errcheck // never fails
	name := filepath.Join(filepath.Dir(path), temporaryStart+hex.EncodeToString(random[:])+temporaryEnd)
	mode := fs.FileMode(0o644)
	if like != nil {
		mode = 0o600
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, mode)
	if err != nil {
		return nil, err
	}
	like.giveTo(file)
	return &draft{name, file}, nil
}

// fill writes the text as [draft.fillAs] does.
func (d *draft) fill(text []byte) error {
	return d.fillAs(func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// fillAs runs write on the draft and waits until everything is on the disk.
// Otherwise a power cut could leave an empty file under the final name.
func (d *draft) fillAs(write func(io.Writer) error) error {
	if err := buffered(d.file, write); err != nil {
		return err
	}
	return d.file.Sync()
}

// close can be called twice.
func (d *draft) close() { d.file.Close() } //nolint:errcheck // the data has been synced

// discard removes the draft.
func (d *draft) discard() {
	d.close()
	os.Remove(d.name) //nolint:errcheck // the first error counts, and sweep removes it later
}

// putNew renames from to a name, unless that is taken: then the error is fs.ErrExist.
func putNew(from, to string) error {
	err := renameNew(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// The file system may not support this; a link works as well.
	if err = os.Link(from, to); err == nil {
		os.Remove(from) //nolint:errcheck // the new name is in place; sweep removes the old one later
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "write", Path: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}

// syncFolder waits until the names in the folder of path are on the disk. Otherwise a
// power cut could bring the old file back. On systems that cannot do this, it does
// nothing.
func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil //nolint:nilerr // a folder that may be written to but not listed
	}
	defer folder.Close() //nolint:errcheck // only synced
	if err := folder.Sync(); errors.Is(err, syscall.EIO) {
		return err
	}
	return nil
}

// sweep removes what a killed run of Petal left in the folder of path while it was
// writing. It leaves files that are so new that they may still be in use, and leaves
// everything while another run of Petal is saving.
func sweep(path string) {
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), temporaryStart+strings.Repeat("[0-9a-f]", 12)+temporaryEnd))
	if err != nil || len(left) == 0 {
		return // or the folder's name is not a valid pattern; what is left does no harm
	}
	unlock, err := lock(path, time.Time{})
	if err != nil {
		return
	}
	defer unlock()
	for _, path := range left {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > time.Hour {
			os.Remove(path) //nolint:errcheck // if it stays, it does no harm
		}
	}
}

// behindLinks returns the path that a symbolic link leads to, whether or not there is
// a file yet, or path itself if it is not a link.
func behindLinks(path string) (string, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target, nil
	}
	for range 40 { // the link leads nowhere, perhaps through other links
		target, err := os.Readlink(path)
		if err != nil {
			return path, nil //nolint:nilerr // it is not a link; whether it can be read shows later
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return "", &fs.PathError{Op: "follow", Path: path, Err: errors.New("too many links")}
}
