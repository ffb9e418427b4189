package reports

import "testing"

// TestCapital holds that a phrase in any script begins with a capital and keeps
// the rest of it.
func TestCapital(t *testing.T) {
	for phrase, want := range map[string]string{"": "", "two rounds": "Two rounds", "été": "Été", "ß": "ß", "مرحلة": "مرحلة"} {
		if got := capital(phrase); got != want {
			t.Errorf("capital(%q) is %q, want %q", phrase, got, want)
		}
	}
}
