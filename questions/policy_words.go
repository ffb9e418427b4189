package questions

// The words of a policy belong to package assess, which has them. These are here
// until reports/schema.go reads them there.
var PolicyKeys = []string{"petal-policy", "at-least", "perspectives", "evidence", "max-age", "no-fall-since", "allow-limit"}

// See [PolicyKeys].
const (
	EveryItem   = "min"
	BackedItems = "backed"
)
