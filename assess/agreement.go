package assess

import (
	"slices"

	"github.com/petal-check/petal/questions"
)

// agreement is Krippendorff's alpha over the placement questions. The raters are the
// answers files, and the percentages of their answers are an ordinal scale. A
// question that a file leaves open is a missing value. See Krippendorff, Computing
// Krippendorff's Alpha-Reliability (2011), part C, with the ordinal difference of
// part D.
func agreement(bank *questions.Bank, files []*file) Agreement {
	var units [][]float64
	for _, q := range bank.Questions() {
		if q.Kind != questions.Placement {
			continue
		}
		var ratings []float64
		for _, f := range files {
			if o := f.chosen(q); o != nil {
				ratings = append(ratings, q.Percent(o))
			}
		}
		if len(ratings) > 1 {
			units = append(units, ratings)
		}
	}
	return Agreement{Alpha: ordinalAlpha(units), Raters: len(files), Units: len(units)}
}

// ordinalAlpha is Krippendorff's alpha over units, each with the ratings it got, on
// an ordinal scale. A unit with fewer than two ratings is left out. Alpha is 1 if all
// agree and about 0 if they agree no more than chance would. It is nil if it is
// undefined because there are no ratings, or because they are all the same.
func ordinalAlpha(units [][]float64) *float64 {
	var scale []float64 // every rating that was given, in order
	for _, ratings := range units {
		if len(ratings) > 1 {
			scale = append(scale, ratings...)
		}
	}
	n := float64(len(scale))
	slices.Sort(scale)
	scale = slices.CompactFunc(scale, func(a, b float64) bool { return steps(a) == steps(b) })
	rank := func(x float64) int {
		i, _ := slices.BinarySearchFunc(scale, x, func(value, x float64) int { return int(steps(value) - steps(x)) })
		return i
	}
	margin := make([]float64, len(scale))
	coincidences := make([][]float64, len(scale))
	for i := range coincidences {
		coincidences[i] = make([]float64, len(scale))
	}
	given := make([]float64, len(scale)) // how often a unit got each rating
	for _, ratings := range units {
		if len(ratings) < 2 {
			continue
		}
		// Count equal ratings first: comparing each pair would take a million steps
		// for a thousand files.
		clear(given)
		for _, x := range ratings {
			given[rank(x)]++
		}
		for c := range given {
			margin[c] += given[c]
			for k := c + 1; k < len(given); k++ {
				coincidences[c][k] += given[c] * given[k] / float64(len(ratings)-1)
			}
		}
	}
	observed, expected := 0.0, 0.0
	for c := range margin {
		between := margin[c] // the ratings from c to k
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
