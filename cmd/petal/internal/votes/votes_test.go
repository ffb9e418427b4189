package votes_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/ask/asktest"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
)

var (
	levels = votes.Sheet{Choices: 6}
	two    = votes.Sheet{Choices: 2, Exempt: true}
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		sheet votes.Sheet
		typed string
		want  []int
	}{
		{levels, "0 2 5 1 0 0", []int{0, 2, 5, 1, 0, 0, 0}},
		{levels, "0 2 5 1", []int{0, 2, 5, 1, 0, 0, 0}},
		{levels, "7", []int{7, 0, 0, 0, 0, 0, 0}},
		{levels, "0,2,5,1", []int{0, 2, 5, 1, 0, 0, 0}},
		{levels, " 1, 2;  3\t4 5 6 ", []int{1, 2, 3, 4, 5, 6, 0}},
		{levels, "0 0 0 0 0 10000", []int{0, 0, 0, 0, 0, 10000, 0}},
		{levels, "007", []int{7, 0, 0, 0, 0, 0, 0}},
		{levels, "0 2 5 1 0 0 3", []int{0, 2, 5, 1, 0, 0, 3}},
		{levels, "0 2 5 1 ?3", []int{0, 2, 5, 1, 0, 0, 3}},
		{levels, "?3", []int{0, 0, 0, 0, 0, 0, 3}},
		{levels, "?3, 0 2", []int{0, 2, 0, 0, 0, 0, 3}},
		{two, "1 2", []int{1, 2, 0, 0}},
		{two, "1 2 0 4", []int{1, 2, 0, 4}},
	} {
		got, err := c.sheet.Parse(c.typed)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, %v, want %v", c.typed, got, err, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{",", "there are no numbers here; please give numbers such as 0 2 5 1"},
		{"1 1 1 1 1 1 1 1", "found 8 numbers, but there are only 7 answers"},
		{"1 1 1 1 1 1 1 ?2", "number 7 already stands for those who don't know; please leave out ?2"},
		{"1 ?2 ?2", `"?2" is a second number for those who don't know; please give only one`},
		{"0 0 0 0 0 0", "these are all 0; at least one person needs to vote"},
		{"?0", "these are all 0; at least one person needs to vote"},
		{"0 -1 5", `"-1" is less than 0; votes cannot be negative`},
		{"?-1", `"?-1" is less than 0; votes cannot be negative`},
		{"0 2.5 5", `"2.5" is not a whole number; please give numbers such as 0 2 5 1`},
		{"0 two 5", `"two" is not a whole number; please give numbers such as 0 2 5 1`},
		{"0 ٣ 5", `"٣" is not a whole number; please give numbers such as 0 2 5 1`},
		{"- 2 5", `"-" is not a whole number; please give numbers such as 0 2 5 1`},
		{"2 5 ?", `"?" is not a whole number; please give numbers such as 0 2 5 1`},
		{"0 10001", `"10001" is too many; one answer can have at most 10,000 votes`},
		{"0 99999999999999999999999", `"9999999999999999999…" is too many; one answer can have at most 10,000 votes`},
	} {
		_, err := levels.Parse(c.typed)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.typed, err, c.want)
		}
	}
}

// TestParseLaws checks that any text is refused or gives a full count in range, and
// that a count survives being typed.
func TestParseLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheet := votes.Sheet{Choices: rapid.IntRange(2, 6).Draw(t, "choices"), Exempt: rapid.Bool().Draw(t, "exempt")}
		typed := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-+0-9 ,.?]{0,20}`)).Draw(t, "typed")
		numbers, err := sheet.Parse(typed)
		if err != nil {
			return
		}
		if len(numbers) != sheet.Places() || len(sheet.Marks()) != sheet.Places() || votes.Sum(numbers) == 0 {
			t.Fatalf("%q gives %v", typed, numbers)
		}
		for _, n := range numbers {
			if n < 0 || n > assess.MaxPeople {
				t.Fatalf("%q gives %v", typed, numbers)
			}
		}
		if again, err := sheet.Parse(sheet.Typed(numbers)); err != nil || !slices.Equal(again, numbers) {
			t.Fatalf("%v is typed as %q, which reads back as %v, %v", numbers, sheet.Typed(numbers), again, err)
		}
	})
}

// TestTally checks what is shown next to a count while it is typed.
func TestTally(t *testing.T) {
	named := votes.Sheet{Choices: 2, Names: []string{"Inform", "Consult"}}
	for _, c := range []struct {
		people int
		sheet  votes.Sheet
		typed  string
		want   string
	}{
		{12, two, "", "0 hands from 12 people."},
		{12, two, "3 11", "14 hands from 12 people."},
		{0, two, "1", "1 hand."},
		{1, two, "1", "1 hand from 1 person."},
		{0, two, "2400 25", "2,425 hands."},
		{12, named, "3 ?1", "4 hands from 12 people: Inform 3, don't know 1."},
		{12, named, "3 x", ""},
	} {
		room := votes.Room{People: c.people}
		if got := room.Prompt(ask.Prompt{}, c.sheet).Tally(c.typed); got != c.want {
			t.Errorf("%q among %d: got %q, want %q", c.typed, c.people, got, c.want)
		}
	}
}

// TestSettled checks when a count is questioned, in which words, and that a number
// which was kept once is not questioned again.
func TestSettled(t *testing.T) {
	for _, c := range []struct {
		name    string
		people  int
		counts  []int
		replies []string
		settled []bool
		asked   []string
	}{
		{"everybody", 12, []int{12}, nil, []bool{true}, nil},
		{"nobody knows how many there are", 0, []int{2425}, nil, []bool{true}, nil},
		{"far too many", 12, []int{2425}, []string{"again"}, []bool{false}, []string{"You counted 2,425 hands, but there are 12 people. Count again, or keep it?"}},
		{"too few", 12, []int{1, 12}, []string{"back"}, []bool{false, true}, []string{"You counted 1 hand, but there are 12 people. Count again, or keep it?"}},
		{"one person", 1, []int{2}, []string{"again"}, []bool{false}, []string{"You counted 2 hands, but there is 1 person. Count again, or keep it?"}},
		{"two came late", 12, []int{14, 14, 12, 13}, []string{"keep", "again"}, []bool{true, true, true, false},
			[]string{"You counted 14 hands, but there are 12 people. Count again, or keep it?", "You counted 13 hands, but there are 12 people. Count again, or keep it?"}},
	} {
		room, script := votes.Room{People: c.people}, &asktest.Script{Replies: asktest.Answer(c.replies...)}
		var settled []bool
		for _, n := range c.counts {
			ok, err := room.Settled([]int{n}, script.Ask)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			settled = append(settled, ok)
		}
		if !slices.Equal(settled, c.settled) || !slices.Equal(script.Texts(), c.asked) {
			t.Errorf("%s: got %v, %q; want %v, %q", c.name, settled, script.Texts(), c.settled, c.asked)
		}
	}
}

// TestSettledHasAnEnd checks that Petal gives up on a pipe that keeps counting again.
func TestSettledHasAnEnd(t *testing.T) {
	room := votes.Room{People: 12}
	again := func(ask.Prompt) (ask.Reply, error) { return ask.Reply{Did: ask.Answered, Value: "again"}, nil }
	for range 1000 {
		if _, err := room.Settled([]int{1}, again); errors.Is(err, ask.ErrNoAnswer) {
			return
		}
	}
	t.Error("it goes on for ever")
}
