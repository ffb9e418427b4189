// Package typing reads the answers on a paper form as somebody types them in: many on
// a line, by the numbers on the paper. It returns only what the person has checked
// and confirmed.
package typing

import (
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
)

// Line is a question with its number on the paper.
type Line struct {
	Number   int
	Question *questions.Question
}

// The marks on a paper form that are not the number of an option, and the mark for a
// question that was left empty.
const (
	unknown = "?"
	exempt  = "-"
	empty   = "."
)

// Take asks for the answers to lines and shows them for confirmation. It returns
// [ask.ErrInterrupted] if the person stopped; then there is nothing to save.
func Take(asker ask.Asker, lines []Line, round string) (map[string]assess.Answer, error) {
	given := map[string]assess.Answer{}
	if err := takeAll(asker, lines, given); err != nil {
		return nil, err
	}
	notice := listed(lines, given, round)
	for {
		reply, err := asker.Ask(ask.Prompt{
			Notice: notice,
			Text:   "Is this what the paper says? Type y to save it. To change an answer, type the question's number and the mark, such as 7 2. To add a note, type the number, n and the note, such as 7 n By phone.",
			First:  true, Required: true, Needed: "Type y to save, or q to leave without saving.",
			Form:  "y to save it, or a question's number and a mark",
			Check: func(s string) error { return correct(maps.Clone(given), lines, s) },
		})
		switch {
		case err != nil:
			return nil, err
		case reply.Did == ask.Quit:
			return nil, ask.ErrInterrupted
		case saysYes(reply.Value):
			return given, nil
		}
		if err := correct(given, lines, reply.Value); err != nil {
			return nil, err // it has been checked
		}
		notice = "Changed:\n" + listed(changed(lines, reply.Value), given, round)
	}
}

// takeAll asks for marks until every question has one.
func takeAll(asker ask.Asker, lines []Line, given map[string]assess.Answer) error {
	var begun []int // the question at which each typed line begins
	for at := 0; at < len(lines); {
		p := ask.Prompt{
			Text:  fmt.Sprintf("From question %d:", lines[at].Number),
			First: len(begun) == 0, Required: true, Needed: `To leave a question empty, type a full stop for it.`,
			Form:  "the marks from the paper",
			Check: func(s string) error { _, err := parse(lines[at:], s); return err },
		}
		if at == 0 {
			p.Detail = fmt.Sprintf("Type the marks in order, several to a line: the number that is ticked, %s, or %s. Type a full stop for a question left empty.", unknown, exempt)
		}
		reply, err := asker.Ask(p)
		switch {
		case err != nil:
			return err
		case reply.Did == ask.Quit:
			return ask.ErrInterrupted
		case reply.Did == ask.WentBack:
			at = begun[len(begun)-1]
			begun = begun[:len(begun)-1]
			continue
		}
		marks, err := parse(lines[at:], reply.Value)
		if err != nil {
			return err // it has been checked
		}
		begun = append(begun, at)
		for _, choose := range marks {
			put(given, lines[at].Question, choose)
			at++
		}
	}
	return nil
}

func put(given map[string]assess.Answer, q *questions.Question, choose string) {
	if choose == "" {
		delete(given, q.ID)
		return
	}
	a := given[q.ID]
	a.Choose = choose
	given[q.ID] = a
}

// parse reads marks for the questions of lines, starting with the first. It refuses
// the whole of a line with a wrong mark, because everything after that mark may be
// one question off.
func parse(lines []Line, typed string) ([]string, error) {
	var marks []string
	for _, mark := range strings.Fields(strings.ReplaceAll(typed, ",", " ")) {
		if len(marks) == len(lines) {
			return nil, fmt.Errorf("there are %d too many marks; the last question is %d", len(strings.Fields(typed))-len(lines), lines[len(lines)-1].Number)
		}
		choose, err := read(lines[len(marks)], mark)
		if err != nil {
			return nil, err
		}
		marks = append(marks, choose)
	}
	if len(marks) == 0 {
		return nil, errors.New("there are no marks")
	}
	return marks, nil
}

// read returns the answer that a mark stands for, or "" for a question left empty.
func read(l Line, mark string) (string, error) {
	q := l.Question
	switch {
	case mark == empty:
		return "", nil
	case mark == unknown:
		return questions.Unknown, nil
	case mark == exempt && q.MayNotApply:
		return questions.NotApplicable, nil
	case mark == exempt:
		return "", fmt.Errorf("question %d applies to every project; it takes 1 to %d, ? or a full stop; please type the line again", l.Number, len(q.Options))
	}
	if n, err := strconv.Atoi(mark); err == nil && n >= 1 && n <= len(q.Options) {
		return q.Options[n-1].ID, nil
	}
	return "", fmt.Errorf("question %d has no answer %.20q; it takes 1 to %d, ?%s or a full stop; please type the line again",
		l.Number, mark, len(q.Options), map[bool]string{true: ", -"}[q.MayNotApply])
}

func saysYes(s string) bool { return strings.EqualFold(s, "y") || strings.EqualFold(s, "yes") }

// correct changes one answer or adds a note to it. It does nothing for yes.
func correct(given map[string]assess.Answer, lines []Line, typed string) error {
	if saysYes(typed) {
		if len(given) == 0 {
			return errors.New("there are no answers to save; change one first, or type q")
		}
		return nil
	}
	number, rest, _ := strings.Cut(typed, " ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return errors.New("please type y, or a question's number and a mark, such as 7 2")
	}
	for _, l := range lines {
		if l.Number != n {
			continue
		}
		rest = strings.TrimSpace(rest)
		if note, is := strings.CutPrefix(rest, "n "); is {
			a, answered := given[l.Question.ID]
			if !answered {
				return fmt.Errorf("question %d has no answer to add a note to", n)
			}
			a.Note = strings.TrimSpace(note)
			given[l.Question.ID] = a
			return nil
		}
		choose, err := read(l, rest)
		if err == nil {
			put(given, l.Question, choose)
		}
		return err
	}
	return fmt.Errorf("there is no question %d on this paper", n)
}

// changed returns the line that a correction names.
func changed(lines []Line, typed string) []Line {
	number, _, _ := strings.Cut(typed, " ")
	for i := range lines {
		if strconv.Itoa(lines[i].Number) == number {
			return lines[i : i+1]
		}
	}
	return nil
}

// listed returns the answers as they were understood, for comparing with the paper.
func listed(lines []Line, given map[string]assess.Answer, round string) string {
	var out strings.Builder
	for _, l := range lines {
		a, said := given[l.Question.ID], "left empty"
		switch o := l.Question.Option(a.Choose); {
		case o != nil:
			for i := range l.Question.Options {
				if l.Question.Options[i].ID == o.ID {
					said = fmt.Sprintf("%d  %s", i+1, o.Text)
				}
			}
		case a.Choose == questions.Unknown:
			said = unknown + "  We don't know yet"
		case a.Choose == questions.NotApplicable:
			said = exempt + "  Does not apply"
		}
		fmt.Fprintf(&out, "%2d. %s\n    %s\n", l.Number, l.Question.Ask.In(round), said)
		if a.Note != "" {
			fmt.Fprintf(&out, "    Note: %s\n", a.Note)
		}
	}
	return strings.TrimSuffix(out.String(), "\n")
}
