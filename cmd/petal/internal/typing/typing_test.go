package typing

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
)

// paper is three questions of the built-in bank: one of six options, one that may
// not apply, of three, and one of five.
func paper(t *testing.T) []Line {
	t.Helper()
	var lines []Line
	for i, id := range []string{"first-involved", "who-chairs", "fixed-open"} {
		q := questions.Default().Question(id)
		if q == nil {
			t.Fatalf("no question %s", id)
		}
		lines = append(lines, Line{i + 4, q})
	}
	return lines
}

func TestTake(t *testing.T) {
	lines := paper(t)
	option := func(at, n int) assess.Answer { return assess.Answer{Choose: lines[at].Question.Options[n-1].ID} }
	for _, c := range []struct {
		name, typed string
		want        map[string]assess.Answer
		err         error
	}{
		{"all on a line", "3 1 5\ny\n", map[string]assess.Answer{"first-involved": option(0, 3), "who-chairs": option(1, 1), "fixed-open": option(2, 5)}, nil},
		{"on several lines, with commas", "3,\n1, 5\nYES\n", map[string]assess.Answer{"first-involved": option(0, 3), "who-chairs": option(1, 1), "fixed-open": option(2, 5)}, nil},
		{"the three ways of not answering", "? - .\ny\n", map[string]assess.Answer{"first-involved": {Choose: questions.Unknown}, "who-chairs": {Choose: questions.NotApplicable}}, nil},
		{"a wrong mark takes nothing of its line", "3 4 5\n3 2 5\ny\n", map[string]assess.Answer{"first-involved": option(0, 3), "who-chairs": option(1, 2), "fixed-open": option(2, 5)}, nil},
		{"too many marks", "1 1 1 1\n2 1 1\ny\n", map[string]assess.Answer{"first-involved": option(0, 2), "who-chairs": option(1, 1), "fixed-open": option(2, 1)}, nil},
		{"back to the line before", "6\nb\n1 1 1\ny\n", map[string]assess.Answer{"first-involved": option(0, 1), "who-chairs": option(1, 1), "fixed-open": option(2, 1)}, nil},
		{"corrected, emptied and noted", "1 1 1\n4 2\n5 .\n6 n By phone\ny\n", map[string]assess.Answer{"first-involved": option(0, 2), "fixed-open": {Choose: option(2, 1).Choose, Note: "By phone"}}, nil},
		{"a correction of nothing on the paper", "1 1 1\n7 1\n4 9\n5 n\ny\n", map[string]assess.Answer{"first-involved": option(0, 1), "who-chairs": option(1, 1), "fixed-open": option(2, 1)}, nil},
		{"nothing answered is not saved", ". . .\ny\n4 1\ny\n", map[string]assess.Answer{"first-involved": option(0, 1)}, nil},
		{"left before it is confirmed", "1 1 1\nq\n", nil, ask.ErrInterrupted},
		{"the input ends before it is confirmed", "1 1 1\n", nil, ask.ErrEnd},
		{"left in the middle", "1\nq\n", nil, ask.ErrInterrupted},
	} {
		t.Run(c.name, func(t *testing.T) {
			asker := ask.NewLines(context.Background(), strings.NewReader(c.typed), io.Discard, 80, true)
			got, err := Take(asker, lines, "during")
			if !errors.Is(err, c.err) {
				t.Fatalf("got error %v, want %v", err, c.err)
			}
			same := func(a, b assess.Answer) bool { return a.Choose == b.Choose && a.Note == b.Note }
			if !maps.EqualFunc(got, c.want, same) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// TestRefused checks what is said of a mark that is not on the paper.
func TestRefused(t *testing.T) {
	lines := paper(t)
	for typed, want := range map[string]string{
		"7":         `question 4 has no answer "7"; it takes 1 to 6, ? or a full stop; please type the line again`,
		"1 0":       `question 5 has no answer "0"; it takes 1 to 3, ?, - or a full stop; please type the line again`,
		"-":         "question 4 applies to every project; it takes 1 to 6, ? or a full stop; please type the line again",
		"1 1 1 1 1": "there are 2 too many marks; the last question is 6",
		",":         "there are no marks",
	} {
		if _, err := parse(lines, typed); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", typed, err, want)
		}
	}
	got, err := parse(lines, "? - .")
	if want := []string{questions.Unknown, questions.NotApplicable, ""}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
