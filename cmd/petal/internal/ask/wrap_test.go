package ask

import "testing"

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
		if got := wrap(c.text, c.width); got != c.want {
			t.Errorf("%q in %d columns: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
