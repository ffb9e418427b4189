// Package answersfile keeps an answers file on disk while questions are asked:
// whole at every moment, and never over what another hand wrote.
package answersfile

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Suffix is how the name of an answers file ends.
const Suffix = ".petal.yaml"

// File is one answers file being written.
type File struct {
	path  string
	known []byte // what is on disk as far as we know; nil where there is no file
}

// Open takes up the file at path, which need not exist. The content is
// [File.Text]. A symbolic link is followed, so that the file it leads to is
// written and the link stays.
func Open(path string) (*File, error) {
	path, err := behindLinks(path)
	if err != nil {
		return nil, err
	}
	sweep(filepath.Dir(path))
	text, err := Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &File{path: path}, nil
	}
	if err != nil {
		return nil, err
	}
	return &File{path: path, known: text}, nil
}

// Path is where the answers are written now.
func (f *File) Path() string { return f.path }

// Text is what is in the file, or nil where there is no file yet.
func (f *File) Text() []byte { return f.known }

// Save writes text to the file, all of it or nothing. Where the file changed
// since it was last read or written here, it is left alone: text goes to a new
// file beside it, which is used from then on, and moved is true. Two Petals that
// save to one file at the same moment take turns.
func (f *File) Save(text []byte) (moved bool, err error) {
	unlock, err := lock(f.path)
	if err != nil {
		return false, err
	}
	defer unlock()
	onDisk, err := os.ReadFile(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		moved = false // gone or not made yet; nothing is lost by writing it
	case err != nil:
		return false, err
	default:
		moved = f.known == nil || !bytes.Equal(onDisk, f.known)
	}
	path := f.path
	if moved {
		if path, err = reserveBeside(f.path); err != nil {
			return false, err
		}
	}
	if err := WriteWhole(path, text); err != nil {
		return false, err
	}
	f.path, f.known = path, text
	return moved, nil
}

// reserveBeside makes an empty file of the first free name after path:
// ward7-2.petal.yaml, ward7-3.petal.yaml and so on.
func reserveBeside(path string) (string, error) {
	stem, end := strings.TrimSuffix(path, Suffix), Suffix
	if stem == path {
		end = filepath.Ext(path)
		stem = strings.TrimSuffix(path, end)
	}
	for n := 2; n < 1000; n++ {
		name := fmt.Sprintf("%s-%d%s", stem, n, end)
		file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		return name, file.Close()
	}
	return "", fmt.Errorf("no free name beside %s", path)
}

// Free is the first name like path that no file has yet.
func Free(path string) string {
	stem := strings.TrimSuffix(path, Suffix)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) || n > 999 {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", stem, n, Suffix)
	}
}

// behindLinks is the path that a symbolic link leads to, whether or not there is
// a file yet, and path itself where it is no link.
func behindLinks(path string) (string, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target, nil
	}
	for range 40 { // what is left is a link to nowhere, or to another one
		target, err := os.Readlink(path)
		if err != nil {
			return path, nil //nolint:nilerr // it is no link, and whether it can be read is seen later
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return "", &fs.PathError{Op: "follow", Path: path, Err: errors.New("too many links")}
}

// WriteWhole writes a file so that at every moment, whatever happens, there is
// either what was there before or all of text. It keeps the mode of a file that
// is there and makes a new one readable like any other. A symbolic link is
// followed and stays. What is not a file, such as a pipe or /dev/null, is
// written to as it is; a folder is refused.
func WriteWhole(path string, text []byte) (err error) {
	if path, err = behindLinks(path); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
		switch {
		case info.IsDir():
			return &fs.PathError{Op: "write", Path: path, Err: errors.New("it is a folder, not a file")}
		case !info.Mode().IsRegular():
			return writeTo(path, text)
		case mode&0o200 == 0:
			return &fs.PathError{Op: "write", Path: path, Err: errors.New("the file is read-only")}
		}
	}
	var random [6]byte
	rand.Read(random[:]) //nolint:errcheck // never fails
	name := filepath.Join(filepath.Dir(path), temporaryStart+hex.EncodeToString(random[:])+temporaryEnd)
	file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(name) //nolint:errcheck // the first error counts
		}
	}()
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync() // or a power cut could leave an empty file under the name
	}
	if e := file.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(name, path)
}

// What a file is called until it is whole.
const (
	temporaryStart = ".petal-"
	temporaryEnd   = ".tmp"
)

// sweep removes from a folder what a Petal that was killed in the middle of
// writing left there. What is younger than any write may be somebody's at work.
func sweep(dir string) {
	left, err := filepath.Glob(filepath.Join(dir, temporaryStart+strings.Repeat("[0-9a-f]", 12)+temporaryEnd))
	if err != nil {
		return // a folder whose name is no pattern; the litter does no harm
	}
	for _, path := range left {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > time.Hour {
			os.Remove(path) //nolint:errcheck // it does no harm
		}
	}
}

// writeTo writes to what must not be replaced by a file.
func writeTo(path string, text []byte) error {
	out, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

// MaxRead is the most that is read of any file: what is larger is refused by
// every format.
const MaxRead = 2 << 20

// Read reads a file to be checked by its format: not a folder, a pipe or a
// device, and no more than a little over the most that any format takes. What
// the shell has opened for Petal is read whatever it is: /dev/stdin, or the
// /dev/fd/63 that <(a command) stands for.
func Read(path string) ([]byte, error) {
	// Before it is opened: a pipe that nobody writes to would keep Petal waiting.
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, asOpened(err)
	case info.IsDir():
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("it is a folder, not a file")}
	case !info.Mode().IsRegular() && !handedOver(path):
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("it is a pipe or a device, not a file")}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	return io.ReadAll(io.LimitReader(file, MaxRead))
}

// handedOver tells whether a path stands for something that is open already.
func handedOver(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	return path == "/dev/stdin" || strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/self/fd/")
}

// asOpened is the error of looking at a file in the words of opening it.
func asOpened(err error) error {
	var looked *fs.PathError
	if errors.As(err, &looked) {
		return &fs.PathError{Op: "open", Path: looked.Path, Err: looked.Err}
	}
	return err
}
