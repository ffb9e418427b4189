package dates_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/cmd/petal/internal/dates"
)

var today = time.Date(2026, 11, 20, 15, 30, 0, 0, time.UTC)

func TestParse(t *testing.T) {
	for typed, want := range map[string]string{
		"31 March":              "2027-03-31",
		"31 March 2027":         "2027-03-31",
		"31st of March, 2027":   "2027-03-31",
		"  31   march  ":        "2027-03-31",
		"31 Mar":                "2027-03-31",
		"1 sept. 2027":          "2027-09-01",
		"31/03/2027":            "2027-03-31",
		"31/3/27":               "2027-03-31",
		"31/3":                  "2027-03-31",
		"31.3.2027":             "2027-03-31",
		"31.3.":                 "2027-03-31",
		"2027-03-31":            "2027-03-31",
		"2027-3-1":              "2027-03-01",
		"3/4/2027":              "2027-04-03", // the day comes first
		"20 November":           "2026-11-20", // today
		"19 November":           "2027-11-19",
		"21 November":           "2026-11-21",
		"29 February":           "2028-02-29",
		"29 February 2028":      "2028-02-29",
		"1 January 2020":        "2020-01-01", // over, but it was said
		"31 December 9999":      "9999-12-31",
		"2 Ma":                  "there is no month called \"ma\"; please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"30 February":           "there is no 30 February; please look it up in a calendar",
		"31/4/2027":             "there is no 31 April 2027; please look it up in a calendar",
		"29 February 2027":      "there is no 29 February 2027; please look it up in a calendar",
		"2027-02-30":            "there is no 30 February 2027; please look it up in a calendar",
		"0/3/2027":              "there is no 0 March 2027; please look it up in a calendar",
		"03/31/2027":            "there is no month 31; the day comes first, as in 31/03",
		"31/13/2027":            "there is no month 13; please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"31/0/2027":             "there is no month 0; please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"1 January 0000":        "there is no 1 January 0000; please look it up in a calendar",
		"soon":                  "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"":                      "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"31":                    "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"March":                 "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"20270331":              "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"31-03-2027":            "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"31/03/2027 at 5":       "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"31 Mar\u00e7o":         "there is no month called \"mar\u00e7o\"; please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"\u0663\u0661 March":    "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
		"99999999999999999/1/1": "please give a date such as 31 March, 31/03/2027 or 2027-03-31",
	} {
		day, err := dates.Parse(typed, today)
		got := day.Format(time.DateOnly)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", typed, got, want)
		}
	}
}

func TestInWords(t *testing.T) {
	if got, want := dates.InWords(time.Date(2027, 3, 31, 0, 0, 0, 0, time.UTC)), "31 March 2027, a Wednesday"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestEveryDayIsRead checks that every day reads back as itself in each form, and
// without a year as a day within the next year, or four or eight for a leap day.
func TestEveryDayIsRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		now := time.Unix(rapid.Int64Range(0, 4e9).Draw(rt, "now"), 0).UTC()
		day := time.Unix(rapid.Int64Range(0, 4e9).Draw(rt, "day"), 0).UTC().Truncate(24 * time.Hour)
		for _, form := range []string{"2006-01-02", "02/01/2006", "2/1/2006", "2.1.2006", "2 January 2006", "2 Jan 2006"} {
			if got, err := dates.Parse(day.Format(form), now); err != nil || !got.Equal(day) {
				rt.Fatalf("%q: got %v, %v", day.Format(form), got, err)
			}
		}
		got, err := dates.Parse(day.Format("2 January"), now)
		if err != nil || got.Format("2 January") != day.Format("2 January") {
			rt.Fatalf("%q: got %v, %v", day.Format("2 January"), got, err)
		}
		if begins := now.Truncate(24 * time.Hour); got.Before(begins) || got.After(begins.AddDate(8, 0, 0)) {
			rt.Fatalf("%q on %v: got %v", day.Format("2 January"), now, got)
		}
	})
}
