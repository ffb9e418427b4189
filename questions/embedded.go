package questions

import (
	"embed"
	"fmt"
	"path"
	"sync"
)

//go:embed bank/co-production.yaml
var bankFiles embed.FS

// DefaultBank is the id of the bank used where none is named.
const DefaultBank = "co-production"

// EmbeddedBanks is the id of every bank that Petal carries.
var EmbeddedBanks = []string{DefaultBank}

// Default is the bank used where none is named. It is read once.
var Default = sync.OnceValue(func() *Bank {
	bank, err := Load(DefaultBank+".yaml", BankText(DefaultBank))
	if err != nil {
		panic(fmt.Sprintf("the bank built into Petal does not load: %v", err)) // a test holds that it does
	}
	return bank
})

// BankText is the text of an embedded bank, or nil where there is none of that id.
func BankText(id string) []byte {
	data, err := bankFiles.ReadFile(path.Join("bank", id+".yaml"))
	if err != nil {
		return nil
	}
	return data
}
