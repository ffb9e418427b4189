package answersfile_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// TestLookStays checks that a file keeps its own access list and stays hidden, and
// that one beside it is as private.
func TestLookStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ward.petal.yaml")
	write(t, path, "before")
	me, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	only, err := windows.SecurityDescriptorFromString("D:P(A;;FA;;;" + me.User.Sid.String() + ")")
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := only.DACL()
	if err != nil {
		t.Fatal(err)
	}
	if err := windows.SetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil); err != nil {
		t.Fatal(err)
	}
	if err := windows.SetFileAttributes(wide(t, path), windows.FILE_ATTRIBUTE_HIDDEN); err != nil {
		t.Fatal(err)
	}
	want := lookOf(t, path)
	f := open(t, path)
	save(t, f, "one", "ward.petal.yaml")
	save(t, f, "two", "ward.petal.yaml")
	if got := lookOf(t, path); got != want {
		t.Errorf("the file has %s, want %s", got, want)
	}
	f = open(t, path)
	theirs := open(t, path)
	save(t, theirs, "theirs", "ward.petal.yaml")
	save(t, f, "three", "ward-2.petal.yaml")
	if got := lookOf(t, f.Path()); got != want {
		t.Errorf("the file beside has %s, want %s", got, want)
	}
}

// lookOf returns the access list of a file in letters, and whether it is hidden.
func lookOf(t *testing.T, path string) string {
	t.Helper()
	list, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	attributes, err := windows.GetFileAttributes(wide(t, path))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s hidden %t", list.String(), attributes&windows.FILE_ATTRIBUTE_HIDDEN != 0)
}

func wide(t *testing.T, path string) *uint16 {
	t.Helper()
	out, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestOpenElsewhere checks what happens while another program has the file open and
// shares nothing, or only the reading.
func TestOpenElsewhere(t *testing.T) {
	for name, shared := range map[string]uint32{"nothing": 0, "reading": windows.FILE_SHARE_READ} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ward.petal.yaml")
			write(t, path, "before")
			hold := func() windows.Handle {
				held, err := windows.CreateFile(wide(t, path), windows.GENERIC_READ, shared, nil, windows.OPEN_EXISTING, 0, 0)
				if err != nil {
					t.Fatal(err)
				}
				return held
			}
			f := open(t, path)
			f.Patience(30 * time.Millisecond)
			held := hold()
			notice, err := f.Save([]byte("answers"))
			if err != nil {
				t.Fatal(err)
			}
			beside := strings.Replace(path, "ward", "ward-2", 1)
			if want := fmt.Sprintf("Another program has %s open. It was left as it is, and your answers are now saved in %s.", path, beside); notice != want {
				t.Errorf("the notice is %q, want %q", notice, want)
			}
			holds(t, beside, "answers")
			windows.CloseHandle(held) //nolint:errcheck // only opened
			holds(t, path, "before")

			f = open(t, path)
			f.Patience(time.Minute)
			held = hold()
			go func() {
				time.Sleep(30 * time.Millisecond)
				windows.CloseHandle(held) //nolint:errcheck // only opened
			}()
			save(t, f, "later answers", "ward.petal.yaml")
		})
	}
}
