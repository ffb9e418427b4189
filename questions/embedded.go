package questions

import (
	_ "embed"
	"sync"
)

//go:embed bank/co-production.yaml
var defaultText []byte

// DefaultBank is the id of the bank used if none is named.
const DefaultBank = "co-production"

// EmbeddedBanks lists the id of every built-in bank.
var EmbeddedBanks = []string{DefaultBank}

// Default returns the bank used if none is named. It is the bank that [Load] would
// return, except that all its line numbers are 0. It is built only once.
var Default = sync.OnceValue(func() *Bank {
	bank := builtIn
	bank.Cases, bank.Conflicts = builtInCases(), builtInConflicts()
	bank.index()
	return &bank
})

// DefaultVersion returns the version of the bank used if none is named.
func DefaultVersion() string { return builtIn.Version }

// BankText returns the text of the built-in bank with this id, or nil if there is
// none. Callers must not change it.
func BankText(id string) []byte {
	if id != DefaultBank {
		return nil
	}
	return defaultText
}
