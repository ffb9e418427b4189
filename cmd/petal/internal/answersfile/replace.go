package answersfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// replace puts text in place of what is at f.path, if anything. If it did not, the
// result says why, and nothing has changed.
func (f *File) replace(text []byte, now onDisk) (onDisk, error) {
	like := now.look
	if !now.there {
		like = f.look // the file was there before; it comes back with the same look
	}
	draft, err := newDraft(f.path, like)
	if err != nil {
		return now, err
	}
	defer draft.close()
	if err := draft.fill(text); err != nil {
		draft.discard()
		return now, err
	}
	f.step("written")
	// Writing and syncing takes long enough for somebody to press Save in another
	// program.
	if now, err = inspect(f.path, f.known); err != nil || now.why != "" {
		draft.discard()
		return now, err
	}
	f.step("compared")
	if now.there {
		switch err := f.exchange(draft.name, f.path); {
		case err == nil:
			f.step("exchanged")
			return f.settle(draft, text, like)
		case !errors.Is(err, fs.ErrNotExist): // this file system cannot exchange
			draft.close()
			return f.rename(draft, now)
		}
	}
	draft.close()
	err = putNew(draft.name, f.path)
	if err != nil {
		draft.discard()
	}
	if errors.Is(err, fs.ErrExist) {
		now.there, now.look, now.why, err = true, lookAt(f.path), "Another program has created %s", nil
	}
	return now, err
}

// rename replaces the file right after it was compared, if the system offers nothing
// better. Since reading it took some time, rename looks at it once more.
func (f *File) rename(draft *draft, now onDisk) (onDisk, error) {
	info, err := os.Lstat(f.path)
	if err == nil && !unchanged(info, now.info) {
		if now, err = inspect(f.path, f.known); err != nil || now.why != "" {
			draft.discard()
			return now, err
		}
	}
	if err = renameOver(draft.name, f.path, f.patience); err == nil {
		return now, nil
	}
	draft.discard()
	if again, e := inspect(f.path, f.known); e == nil && again.why != "" {
		return again, nil // it has become something that a file cannot replace
	}
	if busy(err) {
		now.why = "Another program has %s open"
		return now, nil
	}
	return now, err
}

// unchanged reports whether a file is still the same, as far as that can be seen
// without reading it.
func unchanged(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Mode() == b.Mode() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// settle looks at what an exchange took out, which is now where the draft was. If it
// is the version that was known, it can go; if not, it goes back.
func (f *File) settle(draft *draft, text []byte, like *look) (onDisk, error) {
	out, err := inspect(draft.name, f.known)
	if err != nil || out.why != "" {
		var e error
		if out.kept, e = f.putBack(draft, text); err == nil {
			err = e
		}
		return out, err
	}
	if out.there && !out.look.same(like) {
		out.look.giveTo(draft.file) // its mode was changed while the text was being written
	}
	draft.discard()
	return out, nil
}

// putBack puts what an exchange took out back in its place. Another program may keep
// replacing the file in the meantime. Anything that comes out and was not put in here
// is newer, so it goes back in turn. What comes out in the end can go: it is the
// draft, or a version that the other program itself has replaced since. If another
// program wrote into the draft, that is kept in a file next to it.
func (f *File) putBack(draft *draft, text []byte) (kept string, err error) {
	put, err := draft.file.Stat()
	for tries := 0; err == nil && tries < 1000; tries++ {
		f.step("putting back")
		var taken fs.FileInfo
		taken, letGo := hold(draft.name)
		defer letGo()
		err = f.exchange(draft.name, f.path)
		if errors.Is(err, fs.ErrNotExist) { // somebody removed what was put there
			if err = putNew(draft.name, f.path); err == nil {
				return "", nil
			}
			if errors.Is(err, fs.ErrExist) {
				err = nil
				continue
			}
		}
		if err != nil {
			break
		}
		out, e := os.Lstat(draft.name)
		if e != nil {
			return "", nil //nolint:nilerr // somebody removed it
		}
		if !os.SameFile(out, put) {
			put = taken
			continue
		}
		if ours, e := draft.file.Stat(); e == nil && os.SameFile(out, ours) && !draft.untouched(text) {
			break
		}
		if os.Remove(draft.name) == nil {
			return "", nil
		}
		break
	}
	kept, e := putBeside(draft.name, f.path)
	return kept, errors.Join(err, e)
}

// untouched reports whether a draft is as it was written, and will stay that way.
func (d *draft) untouched(text []byte) bool {
	d.close() // otherwise it would count as being written to
	file, err := os.OpenFile(d.name, os.O_RDONLY|openAtOnce|openNoLink, 0)
	if err != nil {
		return false
	}
	defer file.Close() //nolint:errcheck // only read
	got, err := io.ReadAll(io.LimitReader(file, int64(len(text))+1))
	return err == nil && bytes.Equal(got, text) && !beingWritten(file)
}

// hold looks at what is at path and keeps it open, so that no new file can be
// mistaken for it. If it cannot be opened, hold only looks at it.
func hold(path string) (info fs.FileInfo, letGo func()) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, func() {}
	}
	if info.Mode().IsRegular() || info.IsDir() {
		if file, err := os.OpenFile(path, os.O_RDONLY|openAtOnce|openNoLink, 0); err == nil {
			return info, func() { file.Close() } //nolint:errcheck // only held
		}
	}
	return info, func() {}
}
