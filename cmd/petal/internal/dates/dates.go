// Package dates reads a date as people in Britain write it, and repeats it in words,
// so that a misunderstanding shows immediately.
//
// Libraries for this read many more forms, and guess: they take 3/4 for a day in
// March, or a bare number for seconds since 1970, and give a date without a year the
// year 0. Here, a date that is silently misunderstood is worse than one that is
// refused, so our own code reads these few forms.
package dates

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Form describes what can be typed.
const Form = "31 March, 31/03/2027 or 2027-03-31"

var forms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})$`),
		regexp.MustCompile(`^(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.](?P<year>\d{4}|\d{2}))?\.?$`),
		regexp.MustCompile(`^(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<name>\pL+)\.?(?:,? (?P<year>\d{4}))?$`),
	}
})

// Parse returns the day that text names: 31 March, 31 March 2027, 31/03/2027,
// 31.3.2027 or 2027-03-31. The day comes before the month. Without a year it is the
// next such day, which may be today. For a day that does not exist, the error says
// why.
func Parse(text string, today time.Time) (time.Time, error) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, form := range forms() {
		found := form.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		part := func(name string) string {
			if i := form.SubexpIndex(name); i >= 0 {
				return found[i]
			}
			return ""
		}
		day, _ := strconv.Atoi(part("day")) // the form allows only digits
		month, _ := strconv.Atoi(part("month"))
		if name := part("name"); name != "" {
			if month = monthCalled(name); month == 0 {
				return time.Time{}, fmt.Errorf("there is no month called %q; please give a date such as %s", name, Form)
			}
		}
		return next(day, time.Month(month), part("year"), today)
	}
	return time.Time{}, fmt.Errorf("please give a date such as %s", Form)
}

// monthCalled returns the month that a word names, in full or by its first three
// letters or more, or 0 if there is none.
func monthCalled(word string) int {
	for m := time.January; m <= time.December; m++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), word) || word == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

// next returns the day in a year or, without a year, the next such day.
func next(day int, month time.Month, year string, today time.Time) (time.Time, error) {
	switch {
	case month > 12 && month <= 31 && day >= 1 && day <= 12:
		return time.Time{}, fmt.Errorf("there is no month %d; the day comes first, as in %02d/%02d", month, month, day)
	case month < 1 || month > 12:
		return time.Time{}, fmt.Errorf("there is no month %d; please give a date such as %s", month, Form)
	}
	if year != "" {
		y, _ := strconv.Atoi(year) // the form allows only digits
		if len(year) == 2 {
			y += 2000
		}
		at := time.Date(y, month, day, 0, 0, 0, 0, time.UTC)
		if y < 1 || at.Day() != day {
			return time.Time{}, fmt.Errorf("there is no %d %s %04d; please look it up in a calendar", day, month, y)
		}
		return at, nil
	}
	first := today.Year()
	for y := first; y <= first+8; y++ { // the next 29 February can be eight years away
		at := time.Date(y, month, day, 0, 0, 0, 0, time.UTC)
		if at.Day() == day && at.Format(time.DateOnly) >= today.Format(time.DateOnly) {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("there is no %d %s; please look it up in a calendar", day, month)
}

// InWords returns a day as it is repeated to the person: 31 March 2027, a Wednesday.
func InWords(day time.Time) string { return day.Format("2 January 2006, a Monday") }
