package lesson

import (
	"fmt"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/votes"
	"github.com/petal-check/petal/questions"
)

// ParseVotes reads the votes of a room as a trainer types them (see
// [votes.Parse]): six whole numbers are for the levels from none to co-produce,
// fewer for those from inform on as far as anybody voted. The spread is drawn
// before anything follows from it, so what was left out is seen.
func ParseVotes(s string) (assess.Votes, error) {
	var byLevel assess.Votes
	levels := len(byLevel)
	numbers, err := votes.Parse(s, func(n int) error {
		if n >= 1 && n <= levels {
			return nil
		}
		return fmt.Errorf("found %d numbers; please give those for Inform and up, or six to begin with Not yet informing", n)
	})
	if err != nil {
		return assess.Votes{}, err
	}
	first := questions.Inform
	if len(numbers) == levels {
		first = questions.None
	}
	copy(byLevel[first:], numbers)
	return byLevel, nil
}

// typed is votes as a trainer would type them.
func typed(v assess.Votes) string { return votes.Typed(v[:]) }
