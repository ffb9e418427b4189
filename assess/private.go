package assess

import (
	"cmp"
	"slices"
)

// LeftOut says what a private result no longer holds.
type LeftOut struct {
	Perspectives int  // how many, in each of which a single person answered
	Deciding     bool // the answers behind the level: one person's among several files
}

// Private is the result for readers who should not learn who said what: without
// names, notes and evidence, and without any perspective in which a single
// person answered. The level and the scores stay, for they are the report;
// where the answers behind the level are one person's among several files, they
// go, with all that quotes them. r stays as it was.
func (r *Result) Private() *Result {
	out := *r
	out.LeftOut = &LeftOut{}
	out.deciding = nil

	several := len(r.Perspectives) > 1
	alone := map[string]bool{}
	out.Perspectives = nil
	for _, p := range r.Perspectives {
		if p.People > 1 {
			out.Perspectives = append(out.Perspectives, p)
			continue
		}
		alone[p.Perspective] = true
		out.LeftOut.Perspectives++
	}
	if several && len(alone) > 0 {
		out.Strengths = findingsWithout(alone, r.Strengths, r.Differences)
		out.ToWorkOn = findingsWithout(alone, r.ToWorkOn, r.Differences)
		// With the scores of all and of all but one, those of the one are known.
		for i := range out.Perspectives {
			out.Perspectives[i].Frameworks = nil
		}
	}
	out.Differences = differencesWithout(alone, r.Differences)

	answers := *r.Answers
	answers.Respondent.Name = ""
	if alone[answers.Respondent.Perspective] {
		answers.Respondent = Respondent{}
	}
	out.LeftOut.Deciding = (several || r.Agreement.Raters > 1) && r.Answers.Respondent.People <= 1
	answers.Given = map[string]Answer{}
	out.Lines = nil
	if out.LeftOut.Deciding {
		out.withoutAnswers()
	} else {
		for id, given := range r.Answers.Given {
			answers.Given[id] = Answer{Choose: given.Choose, Votes: given.Votes}
		}
		for _, line := range r.Lines {
			line.Answer = Answer{Choose: line.Answer.Choose, Votes: line.Answer.Votes}
			out.Lines = append(out.Lines, line)
		}
	}
	answers.Actions = slices.Clone(answers.Actions)
	for i := range answers.Actions {
		answers.Actions[i].Who = ""
	}
	out.Answers = &answers
	return &out
}

// withoutAnswers drops what can be read back to a single answer.
func (r *Result) withoutAnswers() {
	r.Placement.Next, r.Placement.BackedLevel, r.Placement.Mixed = nil, nil, false
	r.Placement.Gates = slices.Clone(r.Placement.Gates)
	for i := range r.Placement.Gates {
		r.Placement.Gates[i].Level = nil
	}
	r.Placement.Stages = slices.Clone(r.Placement.Stages)
	for i := range r.Placement.Stages {
		r.Placement.Stages[i].Level = nil
	}
	r.Evidence, r.Conflicts = Evidence{}, nil
}

// findingsWithout is the findings that another perspective's answer shows too.
func findingsWithout(alone map[string]bool, all []Finding, differences []Difference) []Finding {
	return slices.DeleteFunc(slices.Clone(all), func(f Finding) bool {
		for _, d := range differences {
			for _, v := range d.By {
				if d.Question == f.Question && v.Option == f.Option && !alone[v.Perspective] {
					return false
				}
			}
		}
		return true
	})
}

// differencesWithout is the differences between all other perspectives, widest
// gap first.
func differencesWithout(alone map[string]bool, all []Difference) []Difference {
	var out []Difference
	for _, d := range all {
		d.By = slices.DeleteFunc(slices.Clone(d.By), func(v View) bool { return alone[v.Perspective] })
		if len(d.By) < 2 {
			continue
		}
		percent := func(x, y View) int { return cmp.Compare(x.Percent, y.Percent) }
		d.Gap = slices.MaxFunc(d.By, percent).Percent - slices.MinFunc(d.By, percent).Percent
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(x, y Difference) int { return cmp.Compare(y.Gap, x.Gap) })
	return out
}
