package assess

import (
	"cmp"
	"slices"
)

// Private returns the portfolio for readers who should not learn what was said in one
// project, or by whom. It shows no project on its own. A project in which a
// perspective is small is counted at its level, and nowhere else. A mean needs five
// projects, and a count below five is never shown: neighbouring kinds of projects are
// counted together until there are five. All other counts add up to the same number
// of projects each time, so that nobody can work out a count by subtracting one from
// another. What is shown is listed here: anything added to a portfolio later is
// private until it is added here too. Private does not change p.
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

// largeRows returns the latest rows in which every perspective is large, in the order
// of their projects. If that leaves out just one to four projects, it leaves out
// others too, until there are five, because their number is a count below five as
// well. Which ones it leaves out does not depend on how the rows are sorted;
// otherwise a reader with two copies could work it out.
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

// together adds neighbouring kinds together until each count is five or more. It
// returns nil if the whole is fewer than that.
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
