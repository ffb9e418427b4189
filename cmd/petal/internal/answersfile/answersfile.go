// Package answersfile keeps an answers file on disk while questions are asked. The
// file is complete at all times, nothing that another program wrote is ever
// overwritten, and access to a file stays as open or as private as it was.
//
// # What stays the same when a file is replaced
//
// A new version is written next to the file and takes its place once it is complete.
// It gets the mode, the group, the owner, the access list and the extended attributes
// of the old one, as far as the system lets this user set them. If one of them cannot
// be kept, the file is saved anyway; if it is the group or the access list, the new
// version is open to fewer people, not more. On Windows, only the access list and the
// file attributes are kept; on macOS, everything except the access list.
//
// If a file has several names (hard links), they are separated: the path that was
// given gets the new version, and every other name keeps the complete old one.
// Writing into the file in place would keep the names together, but a crash in the
// middle would then leave half a file under all of them, and a backup made of hard
// links would change without its owner's knowledge. [File.Save] says when this has
// happened.
//
// # What another program does at the same moment
//
// Several runs of Petal take turns by locking the folder. Other programs know nothing
// of that, so just before the file is replaced it is compared with what was read. On
// Linux and macOS the two versions are swapped in one step, and the one that came out
// is compared again: a version that another program put there at the last moment goes
// back to its place. On Linux this also finds a program that still has the file open
// for writing, if the file belongs to this user. If the file system cannot exchange
// two files (NFS, for example), and on Windows, another program's version is lost if
// it arrives in the microseconds between comparing and renaming. A crash between an
// exchange and undoing it leaves the other program's version under a hidden name,
// .petal-….tmp.
package answersfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Suffix is how the names of answers files end.
const Suffix = ".petal.yaml"

// File is one answers file being written.
type File struct {
	path     string
	known    []byte        // what is on disk as far as we know; nil if there is no file
	look     *look         // its access rights and attributes; nil if there is no file
	patience time.Duration // how long to wait for another program's lock
	alone    bool          // another program keeps the folder locked, so there is no point in waiting again

	exchange func(a, b string) error
	step     func(string) // lets tests do something in the middle of a save
}

// Open opens the file at path, which need not exist. Its content is [File.Text]. If
// path is a symbolic link, the file that it leads to is written and the link stays.
func Open(path string) (*File, error) {
	path, err := behindLinks(path)
	if err != nil {
		return nil, err
	}
	sweep(path)
	f := &File{path: path, patience: patience, exchange: exchange, step: func(string) {}}
	text, err := Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	f.known, f.look = text, lookAt(path)
	return f, nil
}

// Path returns where the answers are written now.
func (f *File) Path() string { return f.path }

// Text returns what is in the file, or nil if there is no file yet.
func (f *File) Text() []byte { return f.known }

// CanSave checks whether the file could be saved now, so that nobody answers
// questions for nothing. It changes nothing. The error names the file or, if that is
// what cannot be written to, its folder.
func (f *File) CanSave() error {
	if f.look.readOnly() {
		return &fs.PathError{Op: "write", Path: f.path, Err: errReadOnly}
	}
	return CanSaveIn(filepath.Dir(f.path))
}

// CanSaveIn checks whether a new file could be saved in a folder. It makes one and
// removes it again, since modes and access lists do not show everything.
func CanSaveIn(folder string) error {
	d, err := newDraft(filepath.Join(folder, "try"+Suffix), nil)
	var at *fs.PathError
	if errors.As(err, &at) {
		return &fs.PathError{Op: "write to", Path: folder, Err: at.Err}
	}
	if err != nil {
		return err
	}
	d.discard()
	return nil
}

// Save writes text to the file, all of it or nothing. If that would replace something
// other than what was last read or written here, it leaves the file alone: the text
// goes to a new file next to it, which is used from then on. The same happens if
// another program keeps the file or its folder locked. The new file is no more open
// than the old one.
//
// The notice is what the person should know, in full sentences: why the answers are
// now in another file, or that another name of the file now has an older version. It
// is "" if there is nothing to say.
func (f *File) Save(text []byte) (notice string, err error) {
	unlock, err := f.takeTurn()
	locked := errors.Is(err, errLocked)
	if err != nil && !locked {
		return "", err
	}
	defer unlock()

	now, err := f.trySave(text, locked)
	for begun := time.Now(); err == nil && now.why != "" && now.kept == "" && time.Since(begun) < min(now.passes, f.patience); {
		time.Sleep(turn)
		now, err = f.trySave(text, locked)
	}
	if err != nil {
		return "", err
	}
	if now.why != "" {
		return f.saveBeside(text, now)
	}
	f.known, f.look = text, lookAt(f.path)
	if now.links > 1 {
		notice = fmt.Sprintf("%s had another name as well (a hard link). That name keeps the earlier answers; new answers are saved in %s only.", f.path, f.path)
	}
	return notice, syncFolder(f.path)
}

// trySave replaces the file, or returns a result that says why it did not. locked
// reports whether another program keeps the folder locked.
func (f *File) trySave(text []byte, locked bool) (onDisk, error) {
	now, err := inspect(f.path, f.known)
	switch {
	case err != nil || now.why != "":
		return now, err
	case now.there && locked:
		now.why = "Another program has locked the folder of %s"
		return now, nil
	case now.look.readOnly():
		return now, &fs.PathError{Op: "write", Path: f.path, Err: errReadOnly}
	}
	return f.replace(text, now)
}

// takeTurn waits until no other Petal is saving in the folder. It never returns a
// nil unlock.
func (f *File) takeTurn() (unlock func(), err error) {
	end := time.Now().Add(f.patience)
	if f.alone {
		end = time.Time{}
	}
	unlock, err = lock(f.path, end)
	if err != nil {
		unlock = func() {}
	}
	if f.alone && errors.Is(err, errLocked) {
		return unlock, nil // the file on disk is still compared before it is replaced
	}
	f.alone = errors.Is(err, errLocked)
	return unlock, err
}

// saveBeside writes text to a new file next to the one that must not be replaced.
func (f *File) saveBeside(text []byte, now onDisk) (notice string, err error) {
	draft, err := newDraft(f.path, f.look)
	if err != nil {
		return "", err
	}
	lookAt(draft.name).besides(now.look).giveTo(draft.file)
	if err := draft.fill(text); err != nil {
		draft.discard()
		return "", err
	}
	draft.close()
	path, err := putBeside(draft.name, f.path)
	if err != nil {
		draft.discard()
		return "", err
	}
	notice = fmt.Sprintf(now.why+". It was left as it is, and your answers are now saved in %s.", f.path, path)
	if now.kept != "" {
		notice += fmt.Sprintf(" What another program wrote while Petal was saving is in %s.", now.kept)
	}
	f.path, f.known, f.look = path, text, lookAt(path)
	return notice, syncFolder(path)
}

// putBeside renames from to the first free name after path: ward7-2.petal.yaml,
// ward7-3.petal.yaml and so on.
func putBeside(from, path string) (string, error) {
	stem, end := parts(path)
	for n := 2; n < 1000; n++ {
		name := fmt.Sprintf("%s-%d%s", stem, n, end)
		if err := putNew(from, name); err == nil || !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
	return "", fmt.Errorf("every name similar to %s is taken", path)
}

// Free returns the first name like path that no file has yet.
func Free(path string) string {
	stem, end := parts(path)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) || n > 999 {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", stem, n, end)
	}
}

// parts returns a path without its extension, and the extension.
func parts(path string) (stem, end string) {
	if stem, ok := strings.CutSuffix(path, Suffix); ok {
		return stem, Suffix
	}
	end = filepath.Ext(path)
	return strings.TrimSuffix(path, end), end
}

// MaxRead is the most that is read of any file, in bytes: every format refuses what
// is larger.
const MaxRead = 2 << 20

// Read reads a file for its format to check. It refuses a folder, a pipe and a
// device, and reads no more than a little over the most that any format accepts. What
// the shell has opened for Petal is read, whatever it is: /dev/stdin, or the
// /dev/fd/63 that <(a command) stands for.
func Read(path string) ([]byte, error) {
	// Checked before opening, because opening a device may have effects.
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, asOpened(err)
	case handedOver(path):
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close() //nolint:errcheck // only read
		return io.ReadAll(io.LimitReader(file, MaxRead))
	}
	if err := isFile(path, info); err != nil {
		return nil, err
	}
	// Checked again once it is open: it may have become a pipe in between, and one
	// that nobody writes to would keep Petal waiting.
	file, err := os.OpenFile(path, os.O_RDONLY|openAtOnce, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	if info, err = file.Stat(); err != nil {
		return nil, err
	}
	if err := isFile(path, info); err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(file, MaxRead))
}

// isFile refuses anything that is not a file.
func isFile(path string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return &fs.PathError{Op: "read", Path: path, Err: errFolder}
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "read", Path: path, Err: errors.New("it is a pipe or a device, not a file")}
	}
	return nil
}

// handedOver reports whether a path stands for something that is already open.
func handedOver(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	return path == "/dev/stdin" || strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/self/fd/")
}

// asOpened turns an error from looking at a file into one that says it could not be
// opened.
func asOpened(err error) error {
	var looked *fs.PathError
	if errors.As(err, &looked) {
		return &fs.PathError{Op: "open", Path: looked.Path, Err: looked.Err}
	}
	return err
}

// Reasons why a path is not written to, or not read.
var (
	errFolder   = errors.New("it is a folder, not a file")
	errReadOnly = errors.New("the file is read-only")
)

// onDisk describes what is at a path, as far as a save needs to know.
type onDisk struct {
	there  bool
	info   fs.FileInfo   // from just before it was read
	look   *look         // nil unless it is a file
	links  int           // how many names the file has
	why    string        // why it must not be replaced, as a sentence about %s; "" if it may be
	passes time.Duration // how long to wait for the reason to go away
	kept   string        // the path of a second version of the file, written by another program
}

// inspect checks whether the file at path still has the last known text, and so may
// be replaced. It does not wait for anything.
func inspect(path string, known []byte) (onDisk, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return onDisk{}, nil
	}
	if err != nil {
		return onDisk{}, err
	}
	if !info.Mode().IsRegular() { // opening a device may have effects
		return onDisk{there: true, why: "%s has become " + kindOf(info.Mode())}, nil
	}
	file, err := os.OpenFile(path, os.O_RDONLY|openAtOnce|openNoLink, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return onDisk{}, nil
	case busy(err):
		return onDisk{there: true, look: lookAt(path), why: "Another program has %s open", passes: patience}, nil
	case errors.Is(err, fs.ErrPermission):
		return onDisk{there: true, look: lookAt(path), why: "%s can no longer be read"}, nil
	case err != nil:
		return onDisk{}, err
	}
	defer file.Close() //nolint:errcheck // only read
	if info, err = file.Stat(); err != nil {
		return onDisk{}, err
	}
	if !info.Mode().IsRegular() {
		return onDisk{there: true, why: "%s has become " + kindOf(info.Mode())}, nil
	}
	s := onDisk{there: true, info: info, look: lookAt(path), links: links(file)}
	if s.look == nil {
		return onDisk{}, nil // it has just been removed
	}
	text, err := io.ReadAll(io.LimitReader(file, int64(len(known))+1))
	switch {
	case err != nil:
		return onDisk{}, err
	case known == nil:
		s.why = "Another program has created %s"
	case !bytes.Equal(text, known):
		s.why = "Another program has changed %s"
	case lockedElsewhere(file):
		s.why, s.passes = "Another program has locked %s", patience
	case beingWritten(file):
		s.why, s.passes = "Another program has %s open for writing", briefly
	}
	return s, nil
}

// kindOf names the kind of something that is not a regular file.
func kindOf(mode fs.FileMode) string {
	switch mode.Type() {
	case fs.ModeDir:
		return "a folder"
	case fs.ModeSymlink:
		return "a symbolic link"
	case fs.ModeNamedPipe:
		return "a pipe"
	case fs.ModeSocket:
		return "a socket"
	}
	return "a device"
}
