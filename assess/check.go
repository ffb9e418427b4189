package assess

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// Check compares a result with a policy. It returns one verdict for each rule, in the
// order of the policy's keys. r must be a full result; use [Result.PrivateVerdicts]
// for what a private copy can say. Ages are counted to date, such as 2026-11-20.
// earlier holds the files that no-fall-since names; Check compares with the latest
// round among them that is before this one.
//
// Only what is certain counts, so an unknown answer never helps. Check returns an
// error and no verdicts if a file is dated after date, or if earlier has nothing to
// compare with.
func Check(p *Policy, r *Result, date string, earlier []*Sheet) ([]Verdict, error) {
	c := check{policy: p, result: r, date: date}
	for _, f := range inOrder(r.groups) {
		c.files = append(c.files, f)
		c.sheets = append(c.sheets, f.sheet)
	}
	switch {
	case p.Empty():
		return nil, errors.New("the policy has no rules")
	case r.LeftOut != nil:
		return nil, errors.New("a private copy leaves out what a policy needs to know")
	}
	if problems := fromTheFuture(append(slices.Clone(c.sheets), earlier...), date); len(problems) > 0 {
		return nil, problems
	}
	var verdicts []Verdict
	if p.AtLeast != nil || p.ReachAim {
		verdicts = append(verdicts, c.level())
	}
	for _, rule := range p.Items {
		verdicts = append(verdicts, c.items(rule))
	}
	if len(p.Perspectives) > 0 {
		verdicts = append(verdicts, c.perspectives())
	}
	if p.Evidence != nil {
		verdicts = append(verdicts, c.evidence(*p.Evidence))
	}
	if p.MaxAge > 0 {
		verdicts = append(verdicts, c.age())
	}
	if p.NoFallSince != "" {
		v, err := c.noFall(earlier)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, v)
	}
	if p.FullDepth {
		verdicts = append(verdicts, c.fullDepth())
	}
	if p.Bank != "" {
		verdicts = append(verdicts, c.bank())
	}
	if p.NoCopies {
		verdicts = append(verdicts, c.noCopies())
	}
	return verdicts, nil
}

// check is one assessment being compared with one policy.
type check struct {
	policy *Policy
	result *Result
	files  []*file  // of all perspectives
	sheets []*Sheet // the same, as they were read
	date   string
}

// fromTheFuture names files dated after a day. One day is forgiven, since it may
// already be tomorrow in another time zone.
func fromTheFuture(sheets []*Sheet, date string) strict.Problems {
	var problems strict.Problems
	for _, s := range sheets {
		if daysBetween(date, s.Date) > 1 {
			problems = append(problems, s.problem([]string{"date"}, "these answers are dated %s, which is after %s", s.Date, date))
		}
	}
	return problems
}

func daysBetween(from, to string) int {
	x, err1 := time.Parse(time.DateOnly, from)
	y, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0 // dates were checked when they were read
	}
	return int(y.Sub(x).Hours() / 24)
}

// look adds an answer to the places to look at.
func (v *Verdict) look(s *Sheet, question string) {
	if !slices.Contains(v.Look, question) {
		v.Look = append(v.Look, question)
	}
	if s.File != "" {
		v.At = append(v.At, At{question, s.File, s.answerLine(question)})
	}
}

// lookAt adds a part of the set-up to the places to look at, by the path of its keys.
func (v *Verdict) lookAt(s *Sheet, path ...string) {
	if s.File != "" {
		v.At = append(v.At, At{File: s.File, Line: max(1, s.lineOf(path...))})
	}
}

func (c *check) perspectives() Verdict {
	var wanted, there, missing, answered []questions.Perspective
	for _, view := range c.result.Perspectives {
		answered = append(answered, view.Perspective)
		if view.Heard {
			there = append(there, view.Perspective)
		}
	}
	for _, id := range c.policy.Perspectives {
		want := questions.Perspective(id)
		wanted = append(wanted, want)
		if !slices.Contains(there, want) {
			missing = append(missing, want)
		}
	}
	v := Verdict{Rule: "perspectives", Want: "to hear from " + everybody(wanted), Got: "heard from " + cmp.Or(everybody(there), "nobody"), Passed: len(missing) == 0}
	if !v.Passed {
		v.Say = "Not heard yet: " + everybody(missing) + "."
		if slices.ContainsFunc(missing, func(who questions.Perspective) bool { return slices.Contains(answered, who) }) {
			v.Say += " To be heard, one of their files must answer at least half of its questions."
		}
	}
	return v
}

// evidence checks each placement question that somebody answered at the given level
// or above: at least one of those answers must name evidence.
func (c *check) evidence(from questions.Level) Verdict {
	v := Verdict{Rule: "evidence", Want: "evidence for every answer at " + orAbove(c.result.Bank, from), Passed: true}
	strong, backed := 0, 0
	for _, q := range c.result.Bank.Questions() {
		if q.Kind != questions.Placement {
			continue
		}
		var say []*Sheet
		shown := false
		for _, f := range c.files {
			if o := f.chosen(q); o != nil && len(q.AskedOf) == 0 && o.Allows(from) && o != q.Lowest() && f.sheet.Respondent.Perspective.RunsWork() {
				say = append(say, f.sheet)
				shown = shown || f.sheet.Given[q.ID].Evidence != ""
			}
		}
		if len(say) == 0 {
			continue
		}
		strong++
		if shown {
			backed++
			continue
		}
		v.Passed = false
		for _, s := range say {
			v.look(s, q.ID)
		}
	}
	switch {
	case strong == 0:
		v.Got = "no answer is that high"
	case backed == strong:
		v.Got = "every such answer has it"
	case backed == 1:
		v.Got = fmt.Sprintf("1 of %d has it", strong)
	default:
		v.Got = fmt.Sprintf("%d of %d have it", backed, strong)
	}
	if !v.Passed {
		v.Say = "Add a document, a date or a name as evidence."
	}
	return v
}

func (c *check) age() Verdict {
	v := Verdict{Rule: "max-age", Want: "answers at most " + prose.Count(c.policy.MaxAge, "day", "days") + " old", Passed: true}
	oldest := slices.MinFunc(c.sheets, func(a, b *Sheet) int { return strings.Compare(a.Date, b.Date) })
	v.Got = "the oldest is " + prose.Count(max(0, daysBetween(oldest.Date, c.date)), "day", "days") + " old"
	if daysBetween(oldest.Date, c.date) <= 0 {
		v.Got = "they were all given today"
	}
	for _, s := range c.sheets {
		if daysBetween(s.Date, c.date) > c.policy.MaxAge {
			v.Passed = false
			v.lookAt(s, "date")
		}
	}
	if !v.Passed {
		v.Say = fmt.Sprintf("The oldest answers are from %s, in %s. Ask again.", oldest.Date, oldest.File)
		if len(c.sheets) == 1 {
			v.Say = fmt.Sprintf("The answers are from %s. Ask again.", oldest.Date)
		}
	}
	return v
}

// fullDepth checks that every file is from a full check.
func (c *check) fullDepth() Verdict {
	v := Verdict{Rule: "depth", Want: "the full check in every file", Got: "every file has the full check", Passed: true}
	short := 0
	for _, s := range c.sheets {
		if s.Depth == Short {
			short++
			v.lookAt(s, "depth")
		}
	}
	if short > 0 {
		v.Passed = false
		have := "have"
		if short == 1 {
			have = "has"
		}
		v.Got = fmt.Sprintf("%d of %s %s only the short check", short, prose.Count(len(c.sheets), "file", "files"), have)
		v.Say = "The short check leaves out questions that can hold a project back. To answer the rest in the same file: petal assess FILE --depth full."
	}
	return v
}

// bank checks that the answers were given to the built-in bank, or to one with a
// known digest: another bank of the same id and version may place projects
// differently.
func (c *check) bank() Verdict {
	b := c.result.Bank
	v := Verdict{Rule: "bank", Want: "answers to the built-in bank", Got: "answers to that bank", Passed: b.BuiltIn()}
	if c.policy.Bank != BuiltIn {
		v.Want, v.Passed = "answers to the bank with the digest "+c.policy.Bank, b.Digest() == c.policy.Bank
	}
	if !v.Passed {
		v.Got = fmt.Sprintf("answers to the bank %q, version %s, with the digest %s", b.ID, b.Version, b.Digest())
		v.Say = "Its questions, or the way it works out the level, are not the ones that were agreed."
	}
	return v
}

// noCopies checks that no two files give exactly the same answers.
func (c *check) noCopies() Verdict {
	v := Verdict{Rule: "no-copies", Want: "no two files with exactly the same answers", Got: "there are none", Passed: len(c.result.Copies) == 0}
	var said []string
	for _, same := range c.result.Copies {
		said = append(said, strings.Join(same.Files, " and "))
		for _, s := range c.sheets {
			if slices.Contains(same.Files, s.File) {
				v.lookAt(s, "answers")
			}
		}
	}
	if !v.Passed {
		v.Got = "the same answers in " + strings.Join(said, ", and in ")
		v.Say = "If one is a copy of another, leave it out, or it counts twice."
	}
	return v
}
