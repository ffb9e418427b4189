package reports

import (
	"encoding/json"
	"testing"
)

// TestEscapedMeansTheSame checks that JSON says the same with its escapes.
func TestEscapedMeansTheSame(t *testing.T) {
	const text = "a\u009b\u202e\ufffe\U0001ffff🌸\u007f"
	var back string
	if err := json.Unmarshal([]byte(escaped(`"`+text+`"`)), &back); err != nil || back != text {
		t.Errorf("got %q and %v, want %q", back, err, text)
	}
}
