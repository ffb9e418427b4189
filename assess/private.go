package assess

import "slices"

// LeftOut says what a private result no longer holds.
type LeftOut struct {
	Perspectives int  // how many, in each of which a single person answered
	Deciding     bool // the answers behind the level: one person's among several files
	Evidence     bool // which answers are backed, since that tells of one person's
	Compared     bool // what perspectives say side by side: with it and the scores of all, those of one person are known
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
		p.Lowest, p.Highest = nil, nil // with two people, each one's own
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
		// With the scores of all and of all but one, those of the one are known, and
		// the answers of all but one give their scores.
		out.LeftOut.Compared, out.LeftOut.Evidence = true, true
		for i := range out.Perspectives {
			out.Perspectives[i].Frameworks = nil
		}
		out.Differences, out.Voices, out.Claims, out.Aims = nil, nil, nil, nil
		out.Evidence, out.Conflicts = Evidence{}, conflictsWithout(alone, r.Conflicts)
	}
	out.Voices = slices.Clone(out.Voices)
	for i := range out.Voices {
		out.Voices[i].Remarks = nil
	}

	answers := *r.Answers
	answers.Respondent.Name = ""
	if alone[answers.Respondent.Perspective] {
		answers.Respondent = Respondent{}
	}
	out.LeftOut.Deciding = (several || r.Agreement.Raters > 1) && r.Answers.Respondent.People <= 1
	answers.Given = map[string]Answer{}
	out.Lines = nil
	if out.LeftOut.Deciding {
		out.LeftOut.Evidence = true
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

// conflictsWithout is the conflicts that the files of another perspective hold.
func conflictsWithout(alone map[string]bool, all []Contradiction) []Contradiction {
	var out []Contradiction
	for _, c := range all {
		shown := !alone[c.By[0]] // whose answers it quotes
		c.By = slices.DeleteFunc(slices.Clone(c.By), func(who string) bool { return alone[who] })
		if shown {
			out = append(out, c)
		}
	}
	return out
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
