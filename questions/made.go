package questions

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

// The bank that Petal carries is read at nearly every start, and reading its YAML
// would take most of a command's time. So what [Load] makes of it is carried too,
// as the JSON of [Bank], which is read in a seventh of the time. It is written anew
// by go test ./questions -update; a test holds that it is the same bank.
//
//go:embed bank/co-production.json
var defaultMade []byte

// readMade reads a bank from JSON that a test has held against its text. Lines are
// not in it: what is said of lines comes from a bank that was loaded.
func readMade(data []byte) (*Bank, error) {
	b := &Bank{}
	if err := json.Unmarshal(data, b); err != nil {
		return nil, err
	}
	b.index()
	return b, nil
}

// UnmarshalText reads an id.
func (l *Level) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLevel(string(text))
	return err
}

// UnmarshalText reads a reference as a bank writes it.
func (r *Ref) UnmarshalText(text []byte) error {
	framework, item, found := strings.Cut(string(text), "/")
	if !found {
		return fmt.Errorf("%q names no item of a framework", text)
	}
	*r = Ref{framework, item}
	return nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (w *Wording) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		var s string
		err := json.Unmarshal(data, &s)
		*w = Wording{s, s, s}
		return err
	}
	return json.Unmarshal(data, (*wordingJSON)(w))
}
