package assess

import (
	"cmp"
	"slices"
)

// Private is the portfolio for readers who should not learn which project, or who in
// one, said what. It tells of no project by itself. A project in which a perspective
// is small is counted at its level, and nowhere else. A mean needs five projects, and
// a count below five is never told: kinds of projects are counted together with the
// kinds beside them until there are five. What else is counted adds up to the same
// number of projects every time, so that no count can be had by taking one from
// another. What is told is listed here: whatever is added to a portfolio is private
// until it is added here too. p stays as it was.
func (p *Portfolio) Private() *Portfolio {
	out := &Portfolio{
		Bank:      p.Bank,
		Choice:    Choice{Day: p.Day, Since: p.Since, Stale: p.Stale},
		Skipped:   p.Skipped,
		IsPrivate: true,
	}
	if p.Projects < enough {
		return out
	}
	out.Projects = p.Projects
	out.Levels = p.Levels.together()
	large := p.largeRows()
	if len(large) < enough {
		return out
	}
	of := &Portfolio{Choice: out.Choice}
	of.count(large)
	out.Voices, out.Aims, out.Moves = of.Voices.together(), of.Aims.together(), of.Moves.together()
	out.Promises, out.Ages = of.Promises.together(), of.Ages.together()
	for _, h := range heardIn(large) {
		out.Heard = append(out.Heard, HeardIn{h.Perspective, h.Counts.together()})
	}
	for _, m := range means(p.Bank, large) {
		if m.Projects < enough {
			m.Score = nil
		}
		if m.MovedIn < enough {
			m.Moved = nil
		}
		out.Means = append(out.Means, Mean{Gauge: m.Gauge, Score: m.Score, Moved: m.Moved})
	}
	return out
}

// largeRows is the latest rows in which every perspective is large, in the order of
// their projects. Where only one to four projects are left out, others are left out
// with them until it is five: how many they are is a count below five too. Which
// ones does not depend on how the rows are sorted, or a reader with two copies
// could tell.
func (p *Portfolio) largeRows() []*Row {
	var large []*Row
	for i := range p.Rows {
		if p.Rows[i].Latest && p.Rows[i].large {
			large = append(large, &p.Rows[i])
		}
	}
	slices.SortFunc(large, func(a, b *Row) int {
		return cmp.Or(cmp.Compare(folded(a.Project.Name), folded(b.Project.Name)), cmp.Compare(folded(a.Project.Team), folded(b.Project.Team)))
	})
	if small := p.Projects - len(large); small > 0 && small < enough {
		large = large[min(len(large), enough-small):]
	}
	return large
}

// together is the counts with neighbouring kinds counted together until each count
// is five or more; nil where all of them are fewer.
func (c Counts) together() Counts {
	var out Counts
	open := false // whether the last count is still below five
	for _, one := range c {
		if open {
			last := &out[len(out)-1]
			last.Kinds, last.Projects = append(last.Kinds, one.Kinds...), last.Projects+one.Projects
		} else {
			out = append(out, Count{slices.Clone(one.Kinds), one.Projects})
		}
		open = out[len(out)-1].Projects < enough
	}
	if !open {
		return out
	}
	if len(out) < 2 {
		return nil
	}
	last := out[len(out)-1]
	out = out[:len(out)-1]
	end := &out[len(out)-1]
	end.Kinds, end.Projects = append(end.Kinds, last.Kinds...), end.Projects+last.Projects
	return out
}
