package questions

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed bank/session.yaml
var sessionText []byte

// SessionPage is one page of what a trainer prints for a learning session.
type SessionPage struct {
	ID    string // also its file name
	Title string
	About string
	Holds string // "stories" or "answers" if those make up the page; "" if it has parts
	Parts []SessionPart
}

// SessionPart is a part of a page; Title is "" if it needs no heading.
type SessionPart struct {
	Title  string
	Blocks []SessionBlock
}

// SessionBlock is one block of a part. Exactly one of its fields is set, apart from
// Lines, which goes with Ask.
type SessionBlock struct {
	Say     string
	List    []string
	Steps   []string
	Ticks   []string
	Agree   []string
	Ask     string
	Lines   int // lines to write an answer on; 0 means 1
	Hour    []SessionTime
	Command bool
}

// SessionTime is something that happens during the hour.
type SessionTime struct {
	Minutes int // 0 means what the others leave of the hour
	What    string
	Say     string
}

// SessionPages returns every page of a session, in file order. A {name} in a text is
// a placeholder; see [Fill].
var SessionPages = sync.OnceValue(func() []SessionPage {
	var file struct{ Pages []SessionPage }
	decoder := yaml.NewDecoder(bytes.NewReader(sessionText))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		panic(fmt.Sprintf("the pages of a session cannot be read: %v", err)) // a test checks that they can
	}
	return file.Pages
})
