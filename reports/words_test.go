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

// TestWrap holds that lines break at spaces and not at hyphens.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"Your aim is Co-design: go on", 16, "Your aim is\nCo-design: go on"},
		{"- This does not apply", 10, "- This\ndoes not\napply"},
		{"One.\n\nTwo-fold.", 6, "One.\n\nTwo-fo\nld."},
		{"by 2027-01-31", 12, "by\n2027-01-31"},
	} {
		if got := Wrap(c.text, c.width); got != c.want {
			t.Errorf("%q in %d columns: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
