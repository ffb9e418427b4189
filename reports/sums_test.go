package reports_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

func markdownOf(t *testing.T, d reports.Document) string {
	t.Helper()
	var out bytes.Buffer
	if err := reports.Markdown(&out, d, reports.Options{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// nowThen matches what is said about an item that moved: 12, now 34.
var nowThen = regexp.MustCompile(`: ([0-9]+), now ([0-9]+)\b`)

// tableRows returns the rows of every table of a Markdown report, heads and rules
// among them, as cells.
func tableRows(t *testing.T, d reports.Document) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.Lines(markdownOf(t, d)) {
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// TestDifferencesAddUp checks that subtracting the numbers in a table gives the
// difference shown next to them: between perspectives, and between rounds.
func TestDifferencesAddUp(t *testing.T) {
	bank := questions.Default()
	compared := map[string]reports.Document{"the story's rounds": reports.Rounds(rounds(t, false))}
	for _, round := range []string{"before", "during", "after"} {
		all, sides := byPerspective(t, round)
		compared["the story "+round] = reports.Perspectives(all, sides)
	}
	for seed := range uint32(20) {
		one, other := twoSheets(t, bank, "said", seed)
		one.Respondent.Perspective, other.Respondent.Perspective = questions.Carer, questions.Staff
		other.Round, other.Date = one.Round, one.Date
		all, err := assess.EvaluateAll(bank, []*assess.Sheet{one, other})
		if err != nil {
			t.Fatal(err)
		}
		compared[fmt.Sprintf("two perspectives %d", seed)] = reports.Perspectives(all, assess.Sides(all))
	}
	apart, moved := 0, 0
	for name, d := range compared {
		for _, said := range nowThen.FindAllStringSubmatch(markdownOf(t, d), -1) {
			if said[1] == said[2] {
				t.Errorf("%s: %q is told as a change", name, said[0])
			}
		}
		head := ""
		for _, row := range tableRows(t, d) {
			last := row[len(row)-1]
			var known []int
			for _, cell := range row[1 : len(row)-1] {
				if n, err := strconv.Atoi(cell); err == nil {
					known = append(known, n)
				}
			}
			switch {
			case last == "Gap" || last == "Change" || row[0] == "":
				head = last
			case head == "Gap" && last != "–" && len(known) > 1:
				if want := fmt.Sprint(slices.Max(known) - slices.Min(known)); last != want {
					t.Errorf("%s: %v: apart by %s, want %s", name, row, last, want)
				}
				apart++
			case head == "Change" && len(known) == len(row)-2 && last != "–":
				by := known[len(known)-1] - known[0]
				want := "the same"
				if by > 0 {
					want = fmt.Sprintf("up %d", by)
				} else if by < 0 {
					want = fmt.Sprintf("down %d", -by)
				}
				if last != want {
					t.Errorf("%s: %v: %s, want %s", name, row, last, want)
				}
				moved++
			}
		}
	}
	if apart < 100 || moved < 15 {
		t.Errorf("%d differences between perspectives and %d between rounds looked at, want at least 100 and 15", apart, moved)
	}
}
