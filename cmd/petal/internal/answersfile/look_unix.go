//go:build unix

package answersfile

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"syscall"
)

// look is everything about a file except its content and its names: its access rights
// and its extended attributes.
type look struct {
	mode       fs.FileMode
	uid, gid   int
	attributes map[string][]byte
}

// keptBits are the bits of a mode that chmod sets.
const keptBits = fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky

// lookAt returns the look of the file at path, or nil if there is none.
func lookAt(path string) *look {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	l := &look{mode: info.Mode() & keptBits, uid: -1, gid: -1, attributes: attributesOf(path)}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		l.uid, l.gid = int(stat.Uid), int(stat.Gid)
	}
	return l
}

func (l *look) readOnly() bool { return l != nil && l.mode&0o200 == 0 }

// accessList returns the list of who else may use a file, if it has one. The group's
// bits of the mode are then the most that anybody on the list may do.
func (l *look) accessList() []byte { return l.attributes[accessList] }

func (l *look) same(as *look) bool {
	if l == nil || as == nil {
		return l == as
	}
	return l.mode == as.mode && l.uid == as.uid && l.gid == as.gid && maps.EqualFunc(l.attributes, as.attributes, bytes.Equal)
}

// toOneself removes all access for others.
func (l *look) toOneself() { l.mode &^= 0o077 }

// toAnyGroup reduces the access of the group and of others to what both have, so that
// it does not matter which group it is.
func (l *look) toAnyGroup() {
	group, others := l.mode>>3&0o7, l.mode&0o7
	l.mode = l.mode&^0o077 | (group&others)<<3 | group&others
}

// besides returns the look of a file that is written next to another one, in place of
// a file with look l. Nobody gets access who could not read both. Its owner can
// always read and write it.
func (l *look) besides(other *look) *look {
	if l == nil || other == nil {
		return l
	}
	b := *l
	b.mode &= other.mode
	switch {
	case !bytes.Equal(l.accessList(), other.accessList()):
		b.attributes = maps.Clone(b.attributes)
		delete(b.attributes, accessList)
		b.toOneself()
	case l.gid != other.gid:
		b.toAnyGroup()
	}
	b.mode |= 0o600
	return &b
}

// giveTo gives a file this look, as far as the system lets this user. If the group
// or the access list cannot be set, the file is open to fewer people. A nil look
// changes nothing.
func (l *look) giveTo(file *os.File) {
	if l == nil {
		return
	}
	give := *l
	owned, grouped := true, true
	if info, err := file.Stat(); err == nil {
		if stat, ok := info.Sys().(*syscall.Stat_t); ok && (int(stat.Uid) != l.uid || int(stat.Gid) != l.gid) {
			if owned = file.Chown(l.uid, l.gid) == nil; !owned {
				grouped = file.Chown(-1, l.gid) == nil
			}
		}
	}
	list := l.accessList()
	switch {
	case !grouped && list != nil: // the list says what the group may do, but the group is now another one
		give.toOneself()
		list = nil
	case !grouped:
		give.toAnyGroup()
	}
	if !owned {
		give.mode &^= fs.ModeSetuid | fs.ModeSetgid
	}
	// A folder may pass its own access list on to every new file.
	if !setAccessList(file, list) {
		give.toOneself()
	}
	setAttributes(file, l.attributes)
	file.Chmod(give.mode) //nolint:errcheck // some file systems have no modes
}
