// Package votes counts a show of hands: how the numbers are typed, how their total
// compares with the number of people in the room, and what is asked if the two
// differ. It is the same wherever hands are counted.
package votes

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
)

// Sheet is what hands are counted for: some choices in order, then "we don't know
// yet" and, if it is allowed, "does not apply".
type Sheet struct {
	Choices int
	Exempt  bool     // "does not apply" is allowed
	Names   []string // names of the choices, short enough to repeat with their counts; nil if they are too long
}

// Places returns how many numbers a full count has: one for each choice, then one for
// "we don't know yet", then one for "does not apply" if it is allowed.
func (s Sheet) Places() int {
	if s.Exempt {
		return s.Choices + 2
	}
	return s.Choices + 1
}

// Marks returns the mark for each place of the sheet: a number, ? or -.
func (s Sheet) Marks() []string {
	marks := make([]string, s.Choices, s.Places())
	for i := range marks {
		marks[i] = strconv.Itoa(i + 1)
	}
	return append(marks, ask.UnknownValue, ask.ExemptValue)[:s.Places()]
}

// HowTo says how to type the number of hands for each choice.
func HowTo(each string) string {
	return "Type the number of hands for " + each + ", in this order, such as 0 2 5 1. Any you leave out count as 0; ?3 means three don't know."
}

// form describes a count, for the help.
const form = "numbers such as 0 2 5 1"

// Parse reads a count: whole numbers in the order of the sheet, with spaces or commas
// between them, each 0 to [assess.MaxPeople]. Those that are left out at the end are
// 0. ?3, anywhere, is three hands for "we don't know yet". The result has every place
// of the sheet, and at least one is not 0.
func (s Sheet) Parse(typed string) ([]int, error) {
	words := strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
	var numbers []int
	unknown := -1 // -1 means not given with its sign
	for _, w := range words {
		digits, signed := strings.CutPrefix(w, ask.UnknownValue)
		n, err := parse(digits, w)
		switch {
		case err != nil:
			return nil, err
		case !signed:
			numbers = append(numbers, n)
		case unknown >= 0:
			return nil, fmt.Errorf("%s is a second number for those who don't know; please give only one", shown(w))
		default:
			unknown = n
		}
	}
	switch {
	case len(words) == 0:
		return nil, errors.New("there are no numbers here; please give numbers such as 0 2 5 1")
	case len(numbers) > s.Places():
		return nil, fmt.Errorf("found %d numbers, but there are only %d answers", len(numbers), s.Places())
	case unknown >= 0 && len(numbers) > s.Choices:
		return nil, fmt.Errorf("number %d already stands for those who don't know; please leave out ?%d", s.Choices+1, unknown)
	}
	numbers = append(numbers, make([]int, s.Places()-len(numbers))...)
	if unknown >= 0 {
		numbers[s.Choices] = unknown
	}
	if Sum(numbers) == 0 {
		return nil, errors.New("these are all 0; at least one person needs to vote")
	}
	return numbers, nil
}

// parse reads the number in a word.
func parse(number, word string) (int, error) {
	digits := strings.TrimLeft(number, "+-")
	if digits == "" || strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, fmt.Errorf("%s is not a whole number; please give numbers such as 0 2 5 1", shown(word))
	}
	n, err := strconv.Atoi(number)
	switch {
	case strings.HasPrefix(number, "-"):
		return 0, fmt.Errorf("%s is less than 0; votes cannot be negative", shown(word))
	case err != nil || n > assess.MaxPeople: // the word has only digits, so only its size can be wrong
		return 0, fmt.Errorf("%s is too many; one answer can have at most 10,000 votes", shown(word))
	}
	return n, nil
}

// shown returns a word in quotes, cut for use in a message.
func shown(w string) string { return strconv.Quote(ansi.Truncate(w, 20, "…")) }

// Typed returns a count as a person would type it.
func (s Sheet) Typed(numbers []int) string {
	typed := func(numbers []int) string {
		words := make([]string, len(numbers))
		for i, n := range numbers {
			words[i] = strconv.Itoa(n)
		}
		return strings.Join(words, " ")
	}
	if len(numbers) > s.Choices+1 && numbers[s.Choices+1] > 0 {
		return typed(numbers)
	}
	last := s.Choices
	for last > 0 && numbers[last-1] == 0 {
		last--
	}
	if unknown := numbers[s.Choices]; unknown > 0 {
		return strings.TrimSpace(fmt.Sprintf("%s ?%d", typed(numbers[:last]), unknown))
	}
	return typed(numbers[:last])
}

// Sum returns the total of a count.
func Sum(numbers []int) int {
	sum := 0
	for _, n := range numbers {
		sum += n
	}
	return sum
}

// Room is the people who vote together.
type Room struct {
	People int // 0 if nobody has said how many
	kept   int // the last total that differed and was kept
	again  int // how often in a row hands were counted again
}

// mostAgain is how often in a row hands can be counted again. Nobody does so that
// often; it stops a pipe that never keeps a count.
const mostAgain = 20

// Prompt returns p as a prompt for a count. What is typed is checked, and its total
// is shown next to the number of people.
func (r *Room) Prompt(p ask.Prompt, s Sheet) ask.Prompt {
	p.Form = form
	p.Check = func(typed string) error { _, err := s.Parse(typed); return err }
	p.Tally = func(typed string) string {
		numbers, err := s.Parse(typed)
		if err != nil && typed != "" {
			return "" // it is unfinished, and Enter will say what is wrong with it
		}
		return r.tally(s, numbers)
	}
	return p
}

// tally says how the hands are spread, and how their total compares with the number
// of people in the room.
func (r *Room) tally(s Sheet, numbers []int) string {
	total := count(Sum(numbers), "hand", "hands")
	if r.People > 0 {
		total += " from " + count(r.People, "person", "people")
	}
	var each []string
	for i, n := range numbers {
		switch {
		case n == 0 || s.Names == nil:
		case i < s.Choices:
			each = append(each, fmt.Sprintf("%s %d", s.Names[i], n))
		case i == s.Choices:
			each = append(each, fmt.Sprintf("don't know %d", n))
		}
	}
	if len(each) == 0 {
		return total + "."
	}
	return total + ": " + strings.Join(each, ", ") + "."
}

// Settled asks whether to count again or to keep a count, if it differs from the
// number of people in the room; put asks the prompt. A total that was kept is not
// asked about again, since somebody may have come or gone.
func (r *Room) Settled(numbers []int, put func(ask.Prompt) (ask.Reply, error)) (bool, error) {
	sum := Sum(numbers)
	if r.People == 0 || slices.Contains([]int{r.People, r.kept}, sum) {
		r.again = 0
		return true, nil
	}
	const again, keep = "again", "keep"
	reply, err := put(ask.Prompt{
		Text: fmt.Sprintf("You counted %s, but there %s. Count again, or keep it?",
			count(sum, "hand", "hands"), count(r.People, "person", "people", "is", "are")),
		Choices: []ask.Choice{{Value: again, Text: "Count again"}, {Value: keep, Text: "Keep it"}},
		Needed:  "Please say whether to count again or to keep it.",
	})
	switch {
	case err != nil:
		return false, err
	case reply.Did == ask.Answered && reply.Value == keep:
		r.kept, r.again = sum, 0
		return true, nil
	}
	if r.again++; r.again == mostAgain {
		return false, fmt.Errorf("%w: hands were counted %d times, but no count was kept", ask.ErrNoAnswer, mostAgain)
	}
	return false, nil
}

// count returns a number with its noun, after a verb if one is given.
func count(n int, one, many string, verbs ...string) string {
	noun, at := many, 1
	if n == 1 {
		noun, at = one, 0
	}
	said := thousands(n) + " " + noun
	if len(verbs) > 0 {
		return verbs[at] + " " + said
	}
	return said
}

// thousands returns a number as people write it.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
