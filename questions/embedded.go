package questions

import (
	_ "embed"
	"sync"
)

//go:embed bank/co-production.yaml
var defaultText []byte

// DefaultBank is the id of the bank used where none is named.
const DefaultBank = "co-production"

// EmbeddedBanks is the id of every bank that Petal carries.
var EmbeddedBanks = []string{DefaultBank}

// Default is the bank used where none is named: what [Load] makes of its text, but
// for lines, which are 0 in it. It is put together once.
var Default = sync.OnceValue(func() *Bank {
	bank := builtIn
	bank.Cases, bank.Conflicts = builtInCases(), builtInConflicts()
	bank.index()
	return &bank
})

// BankText is the text of an embedded bank, or nil where there is none of that id.
// It must not be changed.
func BankText(id string) []byte {
	if id != DefaultBank {
		return nil
	}
	return defaultText
}
