package answersfile_test

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
)

// withUmask runs a test under a umask. It applies to the whole process, so no other
// test may run at the same time.
func withUmask(t *testing.T, mask int) {
	t.Helper()
	before := syscall.Umask(mask)
	t.Cleanup(func() { syscall.Umask(before) })
}

// TestModeStays checks that a file which is replaced keeps its mode, whatever the
// umask, and that a file written next to it is no more open than either.
func TestModeStays(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077} {
		for _, c := range []struct{ before, theirs, beside fs.FileMode }{
			{0o600, 0o644, 0o600},
			{0o660, 0o660, 0o660},
			{0o664, 0o600, 0o600},
			{0o666, 0o640, 0o640},
			{0o640, 0o604, 0o600},
			{0o644, 0o444, 0o644}, // its owner can go on writing it
			{0o755, 0o644, 0o644},
			{0o660 | fs.ModeSetgid, 0o666, 0o660},
		} {
			t.Run(fmt.Sprintf("%03o %v %v", mask, c.before, c.theirs), func(t *testing.T) {
				withUmask(t, mask)
				dir := t.TempDir()
				path := filepath.Join(dir, "ward.petal.yaml")
				write(t, path, "before")
				must(t, os.Chmod(path, c.before))
				f := open(t, path)
				save(t, f, "one", "ward.petal.yaml")
				hasMode(t, path, c.before)
				save(t, f, "two", "ward.petal.yaml")
				hasMode(t, path, c.before)
				must(t, answersfile.WriteWhole(path, []byte("two"))) // the same words, so that nothing moves
				hasMode(t, path, c.before)

				write(t, path, "theirs")
				must(t, os.Chmod(path, c.theirs))
				save(t, f, "three", "ward-2.petal.yaml")
				hasMode(t, f.Path(), c.beside)
				hasMode(t, path, c.theirs)
				save(t, f, "four", "ward-2.petal.yaml")
				hasMode(t, f.Path(), c.beside)
			})
		}
	}
	t.Run("a new file", func(t *testing.T) {
		withUmask(t, 0o027)
		dir := t.TempDir()
		path := filepath.Join(dir, "ward.petal.yaml")
		f := open(t, path)
		write(t, path, "theirs")
		must(t, os.Chmod(path, 0o604))
		save(t, f, "one", "ward-2.petal.yaml")
		hasMode(t, f.Path(), 0o600)
		save(t, open(t, filepath.Join(dir, "new.petal.yaml")), "one", "new.petal.yaml")
		hasMode(t, filepath.Join(dir, "new.petal.yaml"), 0o640)
	})
	t.Run("changed while the text is being written", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "ward.petal.yaml")
		write(t, path, "before")
		f := open(t, path)
		f.At(func(step string) {
			if step == "compared" {
				must(t, os.Chmod(path, 0o600))
			}
		})
		if !exchanges(t, filepath.Dir(path)) {
			t.Skip("it is not seen here")
		}
		save(t, f, "one", "ward.petal.yaml")
		hasMode(t, path, 0o600)
	})
}

// TestOwnerAndGroupStay checks what becomes of a file's owner, group and mode if
// root, a member of the group or somebody else saves it.
func TestOwnerAndGroupStay(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give files away")
	}
	const alice, nobody, ward, others = 1234, 65534, 4321, 4322
	for _, c := range []struct {
		name     string
		as       int
		groups   []uint32
		uid, gid int
		mode     fs.FileMode
		want     string // uid, gid and mode of the file
	}{
		{"root", 0, nil, alice, ward, 0o660, "1234 4321 -rw-rw----"},
		{"root, other bits", 0, nil, alice, ward, 0o2750 | fs.ModeSetgid, "1234 4321 grwxr-x---"},
		{"the owner", nobody, []uint32{ward}, nobody, ward, 0o660, "65534 4321 -rw-rw----"},
		{"the owner, who has left the group", nobody, []uint32{others}, nobody, ward, 0o664, "65534 65534 -rw-r--r--"},
		{"the owner, who has left a group that must not read", nobody, []uint32{others}, nobody, ward, 0o604, "65534 65534 -rw-------"},
		{"a member", nobody, []uint32{ward}, alice, ward, 0o660, "65534 4321 -rw-rw----"},
		{"a member, other bits", nobody, []uint32{ward}, alice, ward, 0o660 | fs.ModeSetgid, "65534 4321 -rw-rw----"},
		{"not a member", nobody, []uint32{others}, alice, ward, 0o666, "65534 65534 -rw-rw-rw-"},
		{"not a member, and the group may do more", nobody, []uint32{others}, alice, ward, 0o664, "65534 65534 -rw-r--r--"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.Chmod(dir, 0o777), os.Chmod(filepath.Dir(dir), 0o755))
			path := filepath.Join(dir, "ward.petal.yaml")
			write(t, path, "before")
			must(t, os.Chown(path, c.uid, c.gid), os.Chmod(path, c.mode))
			var f *answersfile.File
			as(t, c.as, c.groups, func() {
				f = open(t, path)
				save(t, f, "one", "ward.petal.yaml")
			})
			if got := belongs(t, path); got != c.want {
				t.Errorf("the file has %s, want %s", got, c.want)
			}
			as(t, c.as, c.groups, func() { save(t, f, "two", "ward.petal.yaml") })
			if got := belongs(t, path); got != c.want {
				t.Errorf("the file has %s after a second save, want %s", got, c.want)
			}
			must(t, os.WriteFile(path, []byte("theirs"), 0))
			as(t, c.as, c.groups, func() { save(t, f, "three", "ward-2.petal.yaml") })
			want := strings.Replace(c.want, "grwx", "-rwx", 1)
			if c.as == 0 {
				want = c.want
			}
			if got := belongs(t, f.Path()); got != want {
				t.Errorf("the file beside has %s, want %s", got, want)
			}
		})
	}
	t.Run("beside a file of another group", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "ward.petal.yaml")
		write(t, path, "before")
		must(t, os.Chown(path, alice, ward), os.Chmod(path, 0o664))
		f := open(t, path)
		must(t, os.WriteFile(path, []byte("theirs"), 0), os.Chown(path, alice, others))
		save(t, f, "one", "ward-2.petal.yaml")
		if got, want := belongs(t, f.Path()), "1234 4321 -rw-r--r--"; got != want {
			t.Errorf("the file beside has %s, want %s", got, want)
		}
	})
}

// belongs returns the owner, group and mode of a file.
func belongs(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		t.Fatal("no owner")
	}
	return fmt.Sprintf("%d %d %v", stat.Uid, stat.Gid, info.Mode())
}

// as runs a function as another user, who is in the group with the same number and in
// some others. The thread that runs it ends afterwards.
func as(t *testing.T, uid int, groups []uint32, do func()) {
	t.Helper()
	if uid == 0 {
		do()
		return
	}
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked
		var err error
		defer func() { done <- err }()
		call := func(trap, a, b uintptr) {
			if _, _, e := syscall.RawSyscall(trap, a, b, 0); e != 0 && err == nil {
				err = e
			}
		}
		call(syscall.SYS_SETGROUPS, uintptr(len(groups)), uintptr(unsafe.Pointer(&groups[0])))
		if err == nil {
			must(t, unix.Setfsgid(uid), unix.Setfsuid(uid))
			do()
		}
	}()
	must(t, <-done)
}

// TestAttributesStay checks that extended attributes and the access list go from
// version to version, and that a folder's own list does not get in.
func TestAttributesStay(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ward.petal.yaml")
	write(t, path, "before")
	if err := unix.Setxattr(path, "user.petal", []byte("kept"), 0); err != nil {
		t.Skipf("no extended attributes here: %v", err)
	}
	must(t, unix.Setxattr(path, "user.empty", nil, 0))
	f := open(t, path)
	save(t, f, "one", "ward.petal.yaml")
	save(t, f, "two", "ward.petal.yaml")
	if got, want := attributes(t, path), []string{`user.empty=""`, `user.petal="kept"`}; !slices.Equal(got, want) {
		t.Errorf("the attributes are %q, want %q", got, want)
	}
	must(t, answersfile.WriteWhole(path, []byte("two")))
	if got, want := attributes(t, path), []string{`user.empty=""`, `user.petal="kept"`}; !slices.Equal(got, want) {
		t.Errorf("the attributes are %q after writing it whole, want %q", got, want)
	}

	list := accessList(6, 4, 6, 0) // the group may read, user 1000 may write
	if err := unix.Setxattr(path, "system.posix_acl_access", list, 0); err != nil {
		t.Skipf("no access lists here: %v", err)
	}
	want := []string{fmt.Sprintf("system.posix_acl_access=%q", list), `user.empty=""`, `user.petal="kept"`}
	hasMode(t, path, 0o660)
	save(t, f, "three", "ward.petal.yaml")
	if got := attributes(t, path); !slices.Equal(got, want) {
		t.Errorf("the attributes are %q, want %q", got, want)
	}
	hasMode(t, path, 0o660)

	// Beside a file with the same list.
	write(t, path, "theirs")
	save(t, f, "four", "ward-2.petal.yaml")
	if got := attributes(t, f.Path()); !slices.Equal(got, want) {
		t.Errorf("the attributes of the file beside are %q, want %q", got, want)
	}
	hasMode(t, f.Path(), 0o660)

	// Beside one whose list is gone: who may read both cannot be said in one mode.
	f = open(t, path)
	must(t, unix.Removexattr(path, "system.posix_acl_access"))
	write(t, path, "theirs again")
	save(t, f, "five", "ward-3.petal.yaml")
	if got, want := attributes(t, f.Path()), want[1:]; !slices.Equal(got, want) {
		t.Errorf("the attributes of the file beside are %q, want %q", got, want)
	}
	hasMode(t, f.Path(), 0o600)

	// A folder's own list is for new files.
	must(t, unix.Setxattr(dir, "system.posix_acl_default", accessList(6, 6, 6, 6), 0), os.Chmod(path, 0o660))
	f = open(t, path)
	save(t, f, "six", "ward.petal.yaml")
	if got, want := attributes(t, path), want[1:]; !slices.Equal(got, want) {
		t.Errorf("the attributes are %q, want %q", got, want)
	}
	hasMode(t, path, 0o660)
	write(t, path, "theirs")
	save(t, f, "seven", "ward-4.petal.yaml")
	if got, want := attributes(t, f.Path()), want[1:]; !slices.Equal(got, want) {
		t.Errorf("the attributes of the file beside are %q, want %q", got, want)
	}
	hasMode(t, f.Path(), 0o660)

	// Who cannot keep the group does not hand its rights to another one.
	if os.Geteuid() == 0 {
		const nobody, ward = 65534, 4321
		must(t, os.Chmod(dir, 0o777), os.Chmod(filepath.Dir(dir), 0o755), os.Chown(path, nobody, ward),
			unix.Setxattr(path, "system.posix_acl_access", list, 0))
		as(t, nobody, []uint32{nobody}, func() { save(t, open(t, path), "eight", "ward.petal.yaml") })
		if got, want := belongs(t, path), "65534 65534 -rw-------"; got != want {
			t.Errorf("the file has %s, want %s", got, want)
		}
		if got, want := attributes(t, path), want[1:]; !slices.Equal(got, want) {
			t.Errorf("the attributes are %q, want %q", got, want)
		}
	}
}

// accessList returns an access list that lets user 1000 read and write.
func accessList(owner, group, mask, others uint16) []byte {
	const nobody = ^uint32(0)
	list := binary.LittleEndian.AppendUint32(nil, 2)
	for _, e := range []struct {
		tag, may uint16
		id       uint32
	}{{0x01, owner, nobody}, {0x02, 6, 1000}, {0x04, group, nobody}, {0x10, mask, nobody}, {0x20, others, nobody}} {
		list = binary.LittleEndian.AppendUint16(list, e.tag)
		list = binary.LittleEndian.AppendUint16(list, e.may)
		list = binary.LittleEndian.AppendUint32(list, e.id)
	}
	return list
}

// attributes returns the extended attributes of a file, sorted, without the ones that
// the system itself gives to every file.
func attributes(t *testing.T, path string) []string {
	t.Helper()
	names := make([]byte, 1<<12)
	n, err := unix.Listxattr(path, names)
	must(t, err)
	var out []string
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names[:n]), "\x00"), "\x00") {
		if name == "" || strings.HasPrefix(name, "security.") {
			continue
		}
		value := make([]byte, 1<<12)
		n, err := unix.Getxattr(path, name, value)
		must(t, err)
		out = append(out, fmt.Sprintf("%s=%q", name, value[:n]))
	}
	slices.Sort(out)
	return out
}

// TestWriterIsSeen lets another program open the file before it is replaced and write
// to it afterwards. What it writes must be in the file that it opened, under the name
// by which it opened it.
func TestWriterIsSeen(t *testing.T) {
	for _, when := range []string{"before", "written", "compared"} {
		t.Run(when, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "ward.petal.yaml")
			write(t, path, "before")
			f := open(t, path)
			f.Patience(0)
			var theirs *os.File
			begin := func(step string) {
				if step == when {
					var err error
					theirs, err = os.OpenFile(path, os.O_WRONLY, 0)
					must(t, err)
				}
			}
			begin("before")
			f.At(begin)
			notice, err := f.Save([]byte("answers"))
			must(t, err)
			if want := fmt.Sprintf("Another program has %s open for writing. It was left as it is, and your answers are now saved in %s.", path, f.Path()); notice != want {
				t.Errorf("the notice is %q, want %q", notice, want)
			}
			_, err = theirs.WriteString("theirs")
			must(t, err, theirs.Close())
			holds(t, path, "theirs")
			holds(t, filepath.Join(dir, "ward-2.petal.yaml"), "answers")
		})
	}
	t.Run("one that closes it soon", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "ward.petal.yaml")
		write(t, path, "before")
		f := open(t, path)
		theirs, err := os.OpenFile(path, os.O_WRONLY, 0)
		must(t, err)
		go func() {
			defer theirs.Close() //nolint:errcheck // nothing was written
			time.Sleep(20 * time.Millisecond)
		}()
		save(t, f, "answers", "ward.petal.yaml")
	})
}

// TestOpenLocks checks that a lock of the other kind is seen too.
func TestOpenLocks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ward.petal.yaml")
	write(t, path, "before")
	f := open(t, path)
	f.Patience(0)
	theirs, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err, unix.FcntlFlock(theirs.Fd(), unix.F_OFD_SETLK, &unix.Flock_t{Type: unix.F_WRLCK}))
	defer theirs.Close() //nolint:errcheck // only locked
	notice, err := f.Save([]byte("answers"))
	must(t, err)
	if want := fmt.Sprintf("Another program has locked %s. It was left as it is, and your answers are now saved in %s.", path, f.Path()); notice != want {
		t.Errorf("the notice is %q, want %q", notice, want)
	}
}

// makeDevice makes another /dev/null.
func makeDevice(path string) error {
	return unix.Mknod(path, unix.S_IFCHR|0o644, int(unix.Mkdev(1, 3))) //nolint:gosec // it fits
}
