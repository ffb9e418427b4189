package assess

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/petal-check/petal/questions/prose"
)

// months matches an age in months.
var months = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([1-9][0-9]{0,3})m$`) })

// DayBefore returns the day that is the given age before another; days are written
// like 2026-11-20. The age is one that [ParseAge] reads, or a number of months, such
// as 12m. A month with too few days counts to its end: a month before 31 March is the
// last day of February.
func DayBefore(day, age string) (string, error) {
	from, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", fmt.Errorf("%q is not a date", prose.Short(day))
	}
	if m := months().FindStringSubmatch(strings.TrimSpace(age)); m != nil {
		n, _ := strconv.Atoi(m[1])
		first := from.AddDate(0, -n, 1-from.Day())
		last := first.AddDate(0, 1, -1).Day()
		return first.AddDate(0, 0, min(from.Day(), last)-1).Format(time.DateOnly), nil
	}
	days, err := ParseAge(age)
	if err != nil {
		return "", fmt.Errorf("%q is not an age; give months, weeks or days, such as 12m, 26w or 180d", prose.Short(age))
	}
	return from.AddDate(0, 0, -days).Format(time.DateOnly), nil
}
