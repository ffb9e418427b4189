//go:build linux || darwin

package answersfile

import (
	"bytes"
	"os"

	"golang.org/x/sys/unix"
)

// attributesOf returns the extended attributes of the file at path that can be read
// and that do not depend on its content.
func attributesOf(path string) map[string][]byte {
	size, err := unix.Llistxattr(path, nil)
	if err != nil || size <= 0 {
		return nil
	}
	names := make([]byte, size)
	if size, err = unix.Llistxattr(path, names); err != nil {
		return nil
	}
	out := map[string][]byte{}
	for name := range bytes.SplitSeq(names[:size], []byte{0}) {
		name := string(name)
		// These sign the old content: a kernel that checks them would refuse the new.
		if name == "" || name == "security.ima" || name == "security.evm" {
			continue
		}
		if size, err = unix.Lgetxattr(path, name, nil); err != nil {
			continue
		}
		value := make([]byte, size)
		if size > 0 {
			if size, err = unix.Lgetxattr(path, name, value); err != nil {
				continue
			}
		}
		out[name] = value[:size]
	}
	return out
}

// setAttributes sets those attributes of a file that the system lets this user set.
func setAttributes(file *os.File, attributes map[string][]byte) {
	for name, value := range attributes {
		if name != accessList {
			unix.Fsetxattr(int(file.Fd()), name, value, 0) //nolint:errcheck,gosec // as far as the system lets it; a descriptor fits
		}
	}
}
