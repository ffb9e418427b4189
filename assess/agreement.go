package assess

import "github.com/petal-check/petal/questions"

// agreement is Krippendorff's alpha over the placement questions, the answers
// files being the raters and the levels an ordinal scale. Whatever a file leaves
// open is a missing value. See Krippendorff, Computing Krippendorff's
// Alpha-Reliability (2011), part C, with the ordinal difference of part D.
func agreement(bank *questions.Bank, sheets []*Sheet) Agreement {
	var units []ratings
	for _, q := range bank.Questions() {
		if q.Kind != questions.Placement {
			continue
		}
		var u ratings
		for _, s := range sheets {
			if o := s.Chosen(q); o != nil {
				u[o.Level]++
			}
		}
		if u.total() > 1 {
			units = append(units, u)
		}
	}
	return Agreement{Alpha: ordinalAlpha(units), Raters: len(sheets), Units: len(units)}
}

// ratings counts how many raters gave a unit each level.
type ratings [questions.CoProduce + 1]int

func (r ratings) total() int {
	n := 0
	for _, count := range r {
		n += count
	}
	return n
}

// ordinalAlpha is alpha over units with at least two ratings each; nil where it
// is not defined, since there are none or since no two ratings differ.
func ordinalAlpha(units []ratings) *float64 {
	var coincidences [len(ratings{})][len(ratings{})]float64
	var margin [len(ratings{})]float64
	n := 0.0
	for _, u := range units {
		for c := range u {
			margin[c] += float64(u[c])
			n += float64(u[c])
			for k := range u {
				pairs := u[c] * u[k]
				if c == k {
					pairs = u[c] * (u[c] - 1)
				}
				coincidences[c][k] += float64(pairs) / float64(u.total()-1)
			}
		}
	}
	observed, expected := 0.0, 0.0
	for c := range margin {
		between := margin[c] // the ranks from c to k
		for k := c + 1; k < len(margin); k++ {
			between += margin[k]
			distance := between - (margin[c]+margin[k])/2
			observed += coincidences[c][k] * distance * distance
			expected += margin[c] * margin[k] * distance * distance
		}
	}
	if expected == 0 {
		return nil
	}
	alpha := 1 - (n-1)*observed/expected
	return &alpha
}
