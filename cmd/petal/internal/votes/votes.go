// Package votes reads a show of hands as the person who counts it types it.
package votes

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"github.com/petal-check/petal/assess"
)

// Parse reads whole numbers with spaces or commas between them. Each is 0 to
// [assess.MaxPeople], and they are not all 0. enough says what is wrong with how
// many there are.
func Parse(s string, enough func(n int) error) ([]int, error) {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
	numbers := make([]int, len(words))
	any := false
	for i, w := range words {
		n, err := parse(w)
		if err != nil {
			return nil, err
		}
		numbers[i] = n
		any = any || n > 0
	}
	if err := enough(len(numbers)); err != nil {
		return nil, err
	}
	if !any {
		return nil, errors.New("these are all 0; at least one person needs to vote")
	}
	return numbers, nil
}

func parse(w string) (int, error) {
	shown := strconv.Quote(ansi.Truncate(w, 20, "…"))
	digits := strings.TrimLeft(w, "+-")
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0, fmt.Errorf("%s is not a whole number; please give numbers such as 0 2 5 1 0 0", shown)
		}
	}
	n, err := strconv.Atoi(w)
	switch {
	case digits == "":
		return 0, fmt.Errorf("%s is not a whole number; please give numbers such as 0 2 5 1 0 0", shown)
	case strings.HasPrefix(w, "-"):
		return 0, fmt.Errorf("%s is less than 0; votes cannot be negative", shown)
	case err != nil || n > assess.MaxPeople: // with digits alone, only its size can be wrong
		return 0, fmt.Errorf("%s is too many; one answer can have at most 10,000 votes", shown)
	}
	return n, nil
}

// Typed is numbers as a person would type them.
func Typed(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " ")
}
