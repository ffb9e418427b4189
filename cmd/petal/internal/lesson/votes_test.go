package lesson

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
)

func TestParseVotes(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  assess.Votes
	}{
		{"0 2 5 1 0 0", assess.Votes{0, 2, 5, 1, 0, 0}},
		{"2 5 1 0 0", assess.Votes{0, 2, 5, 1, 0, 0}},
		{"2 5 1", assess.Votes{0, 2, 5, 1}},
		{"7", assess.Votes{0, 7}},
		{"0,2,5,1,0,0", assess.Votes{0, 2, 5, 1, 0, 0}},
		{" 1, 2;  3\t4 5 6 ", assess.Votes{1, 2, 3, 4, 5, 6}},
		{"0 0 0 0 0 10000", assess.Votes{5: 10000}},
		{"007 0 0 0 0 0", assess.Votes{7}},
	} {
		got, err := ParseVotes(c.typed)
		if err != nil || got != c.want {
			t.Errorf("%q: got %v, %v, want %v", c.typed, got, err, c.want)
		}
	}
}

func TestParseVotesRefuses(t *testing.T) {
	const count = "please give those for Inform and up, or six to begin with Not yet informing"
	for _, c := range []struct{ typed, want string }{
		{",", "found 0 numbers; " + count},
		{"1 1 1 1 1 1 1", "found 7 numbers; " + count},
		{"0 0 0 0 0 0", "these are all 0; at least one person needs to vote"},
		{"0 0 0 0 0", "these are all 0; at least one person needs to vote"},
		{"0 -1 5 0 0 0", `"-1" is less than 0; votes cannot be negative`},
		{"0 2.5 5 0 0 0", `"2.5" is not a whole number; please give numbers such as 0 2 5 1 0 0`},
		{"0 two 5 0 0 0", `"two" is not a whole number; please give numbers such as 0 2 5 1 0 0`},
		{"0 ٣ 5 0 0 0", `"٣" is not a whole number; please give numbers such as 0 2 5 1 0 0`},
		{"- 2 5 0 0 0", `"-" is not a whole number; please give numbers such as 0 2 5 1 0 0`},
		{"0 10001 0 0 0 0", `"10001" is too many; one answer can have at most 10,000 votes`},
		{"0 99999999999999999999999 0 0 0 0", `"9999999999999999999…" is too many; one answer can have at most 10,000 votes`},
	} {
		_, err := ParseVotes(c.typed)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.typed, err, c.want)
		}
	}
}

// TestParseVotesLaws holds that any text is refused or gives votes in range, and
// that votes survive being typed.
func TestParseVotesLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-+0-9 ,.]{0,20}`)).Draw(t, "typed")
		v, err := ParseVotes(s)
		if err != nil {
			return
		}
		for _, n := range v {
			if n < 0 || n > assess.MaxPeople {
				t.Fatalf("%q gives %v", s, v)
			}
		}
		if v.Sum() == 0 {
			t.Fatalf("%q gives no votes", s)
		}
		if again, err := ParseVotes(typed(v)); err != nil || again != v {
			t.Fatalf("%v reads back as %v, %v", v, again, err)
		}
	})
}
