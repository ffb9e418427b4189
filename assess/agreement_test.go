package assess_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
)

// TestAlphaOfPairs compares agreement, which counts equal answers first, with
// Krippendorff's own formula, which takes every pair of ratings of a unit.
func TestAlphaOfPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := []float64{0, 25, 100.0 / 3, 50, 75, 100}
		units := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(values), 0, 9), 0, 6).Draw(t, "units")
		got, want := assess.OrdinalAlpha(units), alphaOfPairs(units, values)
		if (got == nil) != (want == nil) || got != nil && math.Abs(*got-*want) > 1e-9 {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func alphaOfPairs(units [][]float64, values []float64) *float64 {
	margin := map[float64]float64{}
	total := 0.0
	for _, unit := range units {
		if len(unit) > 1 {
			for _, x := range unit {
				margin[x]++
				total++
			}
		}
	}
	distance := func(x, y float64) float64 {
		between := -(margin[x] + margin[y]) / 2
		for _, v := range values {
			if v >= min(x, y) && v <= max(x, y) {
				between += margin[v]
			}
		}
		return between * between
	}
	observed, expected := 0.0, 0.0
	for _, unit := range units {
		for i, x := range unit {
			for j, y := range unit {
				if i != j && x != y {
					observed += distance(x, y) / float64(len(unit)-1)
				}
			}
		}
	}
	for x := range margin {
		for y := range margin {
			if x != y {
				expected += margin[x] * margin[y] * distance(x, y)
			}
		}
	}
	if expected == 0 {
		return nil
	}
	alpha := 1 - (total-1)*observed/expected
	return &alpha
}
