package assess

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// Check holds an assessment to a policy: one verdict for each rule, in the order
// of the policy's keys. r is the result of the sheets. date is the day that ages
// are counted to, 2026-11-20. earlier is the files that the policy's no-fall-since
// names; the latest round among them that is before this one counts.
//
// Levels and scores are read at what is known for certain: what is not known
// never helps. It is an error, and nothing is judged, when a file is dated after
// date, when the files aim for different levels or for none and the policy wants
// the aim reached, or when earlier holds nothing to compare with.
func Check(p *Policy, r *Result, sheets []*Sheet, date string, earlier []*Sheet) ([]Verdict, error) {
	c := check{policy: p, result: r, sheets: sheets, date: date}
	if p.Empty() {
		return nil, errors.New("the policy has no rule")
	}
	if problems := fromTheFuture(append(slices.Clone(sheets), earlier...), date); len(problems) > 0 {
		return nil, problems
	}
	var verdicts []Verdict
	level, err := c.wanted()
	if err != nil {
		return nil, err
	}
	if level != nil {
		v := c.atLeast(*level)
		if p.ReachAim {
			v.Want += ", the aim"
		}
		verdicts = append(verdicts, v)
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
	return verdicts, nil
}

// check is one assessment being held to one policy.
type check struct {
	policy *Policy
	result *Result
	sheets []*Sheet
	date   string
}

// fromTheFuture names files dated after a day. One day is forgiven, since it
// begins earlier in some places than in others.
func fromTheFuture(sheets []*Sheet, date string) strict.Problems {
	var problems strict.Problems
	for _, s := range sheets {
		if daysBetween(date, s.Date) > 1 {
			problems = append(problems, s.problem([]string{"date"}, "these answers are dated %s, and it is %s", s.Date, date))
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

// wanted is the least level, or nil where there is no rule about it.
func (c *check) wanted() (*questions.Level, error) {
	if !c.policy.ReachAim {
		return c.policy.AtLeast, nil
	}
	if aim := c.result.Aim; aim != nil {
		return aim, nil
	}
	var problems strict.Problems
	for _, aim := range c.result.Aims {
		first := c.sheets[slices.IndexFunc(c.sheets, func(s *Sheet) bool { return s.Aim != nil && *s.Aim == aim.Level })]
		here := "here"
		if aim.Files > 1 {
			here += " and in " + plural(aim.Files-1, "other file", "other files")
		}
		problems = append(problems, first.problem([]string{"aim"}, "the aim is %q %s, and others differ; name the level that counts with at-least", aim.Level, here))
	}
	if len(problems) == 0 {
		return nil, strict.Problems{c.sheets[0].problem(nil, "this names no aim to reach; add one, such as aim: engage, or name a level with at-least")}
	}
	return nil, problems
}

// atLeast wants a level that holds whatever the open answers turn out to be.
func (c *check) atLeast(want questions.Level) Verdict {
	p := &c.result.Placement
	v := Verdict{Rule: "at-least", Want: orMore(want)}
	for _, view := range c.result.Perspectives {
		if view.Level == nil {
			c.notPlaced(&v, view.Perspective)
		}
	}
	switch {
	case !p.Placed():
		v.Got = fmt.Sprintf("no level, between %s and %s", p.AtLeast, p.AtMost)
		return v
	case v.Say != "":
		v.Got = fmt.Sprintf("%s, without %s", *p.Level, strings.Join(c.result.unplaced(), " and "))
		return v
	case p.AtLeast >= want:
		v.Got, v.Passed = p.Level.String(), true
		return v
	}
	v.Got = p.Level.String()
	if *p.Level >= want {
		v.Got += ", but for certain only " + p.AtLeast.String()
		v.Say = "What is not known counts as the lowest answer."
		for _, f := range c.files() {
			if f.placement.AtLeast < want {
				v.lookOpen(f)
			}
		}
		return v
	}
	if len(c.result.Perspectives) > 1 {
		v.Got += ", by the answers of " + strings.Join(c.below(want), " and ")
	}
	if limit, note, file := c.excused(want); limit != "" {
		v.Passed = true
		v.Say = fmt.Sprintf("Capped by %s, which this policy allows where a note explains it. In %s: %q", limit, file, note)
		return v
	}
	if slices.ContainsFunc(c.sheets, func(s *Sheet) bool { return slices.Contains(c.policy.AllowLimit, s.Limit) }) {
		v.Say = "A limit that this policy allows is named, and no note on an answer below " + want.String() + " explains it. "
	}
	c.wayUp(&v, want)
	return v
}

// files is every file, worked out.
func (c *check) files() []*file { return inOrder(c.result.groups) }

// lookOpen adds every placement answer of a file that is not known.
func (v *Verdict) lookOpen(f *file) {
	for _, l := range f.lines {
		if l.Open() && l.Question.Kind == questions.Placement {
			v.look(f.sheet, l.Question.ID)
		}
	}
}

// wayUp says which answers would have to rise for each perspective that is below
// a level to reach it.
func (c *check) wayUp(v *Verdict, want questions.Level) {
	var ways []string
	for _, g := range c.result.groups {
		decides := g.decides()
		if level := decides.placement.Level; level == nil || *level >= want {
			continue
		}
		way := newPlacing(c.result.Bank.Placement, decides.lines).reach(want)
		ways = append(ways, plural(len(way.Change), "answer", "answers")+" in "+decides.sheet.File)
		for _, change := range way.Change {
			v.look(decides.sheet, change.Question.ID)
		}
	}
	if len(ways) > 0 {
		v.Say += fmt.Sprintf("The smallest change that reaches %s: %s.", want, strings.Join(ways, ", "))
	}
}

// notPlaced says why a perspective has no level.
func (c *check) notPlaced(v *Verdict, perspective questions.Perspective) {
	for _, f := range c.files() {
		if f.sheet.Respondent.Perspective != perspective {
			continue
		}
		p := &f.placement
		v.lookOpen(f)
		if v.Say != "" {
			v.Say += " "
		}
		if p.Answered < p.MinAnswered {
			v.Say += fmt.Sprintf("%s cannot be placed: %d of %s answered, and a level needs %d and every key question.",
				f.sheet.File, p.Answered, plural(p.Asked, "placement question", "placement questions"), p.MinAnswered)
			continue
		}
		v.Say += fmt.Sprintf("%s cannot be placed: a level needs every key question, and %s not known.", f.sheet.File, openGates(p.Gates, f.sheet.Round))
	}
}

// openGates is the key questions that are not known, in words.
func openGates(gates []GateLevel, round string) string {
	var open []string
	for _, g := range gates {
		if g.Level == nil {
			open = append(open, strconv.Quote(g.Question.Ask.In(round)))
		}
	}
	if len(open) == 1 {
		return open[0] + " is"
	}
	return strings.Join(open, " and ") + " are"
}

// below is the perspectives that are below a level.
func (c *check) below(level questions.Level) []string {
	var names []string
	for _, view := range c.result.Perspectives {
		if view.Level != nil && *view.Level < level {
			names = append(names, string(view.Perspective))
		}
	}
	return names
}

// excused is the limit that caps a level that is too low, with the note that
// explains it and its file: a limit the policy allows, in a file of a perspective
// that is below the level, with a note on a placement answer below it. Key
// questions are looked at first.
func (c *check) excused(want questions.Level) (limit, note, file string) {
	low := c.below(want)
	for _, gates := range []bool{true, false} {
		for _, f := range c.files() {
			s := f.sheet
			if !slices.Contains(c.policy.AllowLimit, s.Limit) || !slices.Contains(low, string(s.Respondent.Perspective)) {
				continue
			}
			for _, l := range f.lines {
				if l.Question.Kind != questions.Placement || l.Option == nil || l.Option.Allows(want) || l.Question.Gate != gates {
					continue
				}
				if note := strings.TrimSpace(l.Answer.Note); note != "" {
					return s.Limit, note, s.File
				}
			}
		}
	}
	return "", "", ""
}

// look adds an answer to what to look at.
func (v *Verdict) look(s *Sheet, question string) {
	if !slices.Contains(v.Look, question) {
		v.Look = append(v.Look, question)
	}
	v.At = append(v.At, At{question, s.File, s.answerLine(question)})
}

func orMore(level questions.Level) string {
	if level == questions.CoProduce {
		return level.String()
	}
	return level.String() + " or more"
}

// items holds one item to its least score, or each of a framework's items that
// has no rule of its own.
func (c *check) items(rule ItemRule) Verdict {
	f := c.result.Framework(rule.Framework)
	v := Verdict{Rule: rule.name(), Want: fmt.Sprintf("at least %v", rule.Least), Passed: true}
	if rule.Item == "" {
		v.Want += " in each"
	}
	if rule.Backed {
		v.Want += ", counting what is backed"
	}
	low := func(s Score) *float64 {
		if rule.Backed {
			return s.BackedLow
		}
		return s.Low
	}
	var lowest *ItemScore
	var below []string
	var held []holding
	for i := range f.Items {
		item := &f.Items[i]
		if rule.Item != "" && item.ID != rule.Item || rule.Item == "" && c.hasOwn(rule.Framework, item.ID) || low(item.Score) == nil {
			continue
		}
		if lowest == nil || *low(item.Score) < *low(lowest.Score) {
			lowest = item
		}
		if least := *low(item.Score); least < rule.Least-1e-9 {
			v.Passed = false
			below = append(below, item.ID+" "+decimals(least))
			held = append(held, c.holding(questions.Ref{Framework: rule.Framework, Item: item.ID}, rule)...)
			if item.Answered < item.Asked {
				v.Say = "What is not known counts as 0."
			}
		}
	}
	slices.SortStableFunc(held, func(a, b holding) int { return cmp.Compare(a.percent, b.percent) })
	for _, h := range held {
		if !v.has(h.sheet, h.question) { // it may count towards several items
			v.look(h.sheet, h.question)
		}
	}
	switch {
	case lowest == nil:
		v.Got = "does not apply"
	case rule.Item != "":
		v.Got = decimals(*low(lowest.Score))
	case v.Passed:
		v.Got = "lowest " + lowest.ID + " " + decimals(*low(lowest.Score))
	default:
		v.Got = strings.Join(below, ", ")
	}
	return v
}

func (c *check) hasOwn(framework, item string) bool {
	return slices.ContainsFunc(c.policy.Items, func(r ItemRule) bool { return r.Framework == framework && r.Item == item })
}

// holding is an answer that holds an item below a least score.
type holding struct {
	sheet    *Sheet
	question string
	percent  float64 // -1 where it is not known, which is often the quickest to mend
}

// holding is every answer that holds an item below a least score.
func (c *check) holding(ref questions.Ref, rule ItemRule) []holding {
	var held []holding
	for _, f := range c.files() {
		for _, l := range f.lines {
			if !slices.Contains(l.Question.CountsTowards, ref) || !l.applies() {
				continue
			}
			percent := -1.0
			if l.Option != nil {
				percent = l.Question.Percent(l.Option)
				if rule.Backed && l.strong && !l.backed() {
					percent = l.Question.Percent(l.Question.Unproved())
				}
			}
			if percent < rule.Least-1e-9 {
				held = append(held, holding{f.sheet, l.Question.ID, percent})
			}
		}
	}
	return held
}

// has tells whether an answer is to be looked at already.
func (v *Verdict) has(s *Sheet, question string) bool {
	return slices.ContainsFunc(v.At, func(at At) bool { return at.Question == question && at.File == s.File })
}

func (c *check) perspectives() Verdict {
	var there, missing, answered []string
	for _, view := range c.result.Perspectives {
		answered = append(answered, string(view.Perspective))
		if view.Heard {
			there = append(there, string(view.Perspective))
		}
	}
	for _, want := range c.policy.Perspectives {
		if !slices.Contains(there, want) {
			missing = append(missing, want)
		}
	}
	v := Verdict{Rule: "perspectives", Want: strings.Join(c.policy.Perspectives, ", "), Got: cmp.Or(strings.Join(there, ", "), "nobody"), Passed: len(missing) == 0}
	if !v.Passed {
		v.Say = "Nobody is heard as " + strings.Join(missing, " or ") + "."
		if slices.ContainsFunc(missing, func(who string) bool { return slices.Contains(answered, who) }) {
			v.Say += " To be heard, one file of theirs must answer at least half of its questions."
		}
	}
	return v
}

// evidence wants each placement question that anybody answered at a level or
// above to be backed by somebody who did.
func (c *check) evidence(from questions.Level) Verdict {
	v := Verdict{Rule: "evidence", Want: "evidence for every answer at " + orMore(from), Passed: true}
	strong, backed, files := 0, 0, c.files()
	for _, q := range c.result.Bank.Questions() {
		if q.Kind != questions.Placement {
			continue
		}
		var say []*Sheet
		shown := false
		for _, f := range files {
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
	v.Got = fmt.Sprintf("%d of %d have it", backed, strong)
	if strong == 0 {
		v.Got = "no answer is that high"
	}
	if !v.Passed {
		v.Say = "Add a document, a date or a name as evidence."
	}
	return v
}

func (c *check) age() Verdict {
	v := Verdict{Rule: "max-age", Want: "at most " + plural(c.policy.MaxAge, "day", "days") + " old", Passed: true}
	oldest := slices.MinFunc(c.sheets, func(a, b *Sheet) int { return strings.Compare(a.Date, b.Date) })
	v.Got = plural(max(0, daysBetween(oldest.Date, c.date)), "day", "days")
	for _, s := range c.sheets {
		if daysBetween(s.Date, c.date) > c.policy.MaxAge {
			v.Passed = false
			v.At = append(v.At, At{File: s.File, Line: s.lineOf("date")})
		}
	}
	if !v.Passed {
		v.Say = fmt.Sprintf("The oldest, %s, was answered on %s; ask again.", oldest.File, oldest.Date)
		if len(c.sheets) == 1 {
			v.Say = fmt.Sprintf("It was answered on %s; ask again.", oldest.Date)
		}
	}
	return v
}

// mostFalls is how many falls a verdict names.
const mostFalls = 5

func (c *check) noFall(earlier []*Sheet) (Verdict, error) {
	then, err := c.before(earlier)
	if err != nil {
		return Verdict{}, err
	}
	v := Verdict{Rule: "no-fall-since", Want: fmt.Sprintf("nothing lower than in round %s (%s)", then.Round, then.To), Got: "nothing lower", Passed: true}
	falls := Falls(then.Result, c.result, 0)
	if len(falls) == 0 {
		return v, nil
	}
	v.Passed = false
	for _, f := range falls {
		for _, id := range f.Look {
			if s := c.result.deciding; !v.has(s, id) {
				v.look(s, id)
			}
		}
	}
	v.Got = strings.Join(Furthest(falls, mostFalls), ", ")
	var came []string
	for _, view := range c.result.Perspectives {
		if !slices.ContainsFunc(then.Result.Perspectives, func(p PerspectiveView) bool { return p.Perspective == view.Perspective }) {
			came = append(came, string(view.Perspective))
		}
	}
	if len(came) > 0 {
		v.Say = fmt.Sprintf("%s did not answer then; new voices can show what was there before.", strings.Join(came, " and "))
	}
	return v, nil
}

// before is the latest time of the earlier files that is before this one.
func (c *check) before(earlier []*Sheet) (*Time, error) {
	if len(earlier) == 0 {
		return nil, errors.New("no earlier answers to compare with")
	}
	if problems := oddProjects(append(slices.Clone(c.sheets), earlier...)); len(problems) > 0 {
		return nil, problems
	}
	times, err := Times(c.result.Bank, earlier)
	if err != nil {
		return nil, err
	}
	now := &Time{Round: c.sheets[0].Round, From: c.sheets[0].Date, To: c.sheets[0].Date, Sheets: c.sheets}
	for _, s := range c.sheets {
		now.From, now.To = min(now.From, s.Date), max(now.To, s.Date)
	}
	var then *Time
	for _, t := range times {
		if problems := turnedRounds([]*Time{t, now}); len(problems) > 0 {
			return nil, problems
		}
		if t.Round != now.Round && t.From <= now.From || t.Round == now.Round && t.To < now.From {
			then = t
		}
	}
	if then == nil {
		return nil, strict.Problems{earlier[0].problem([]string{"date"}, "these answers are not of an earlier round than %s, so there is nothing to compare with", c.sheets[0].File)}
	}
	return then, nil
}
