package assess

import "math"

// secondsEach is how long people take to read one thing that they are asked, and to
// answer it.
const secondsEach = 20

// Minutes is how long it takes to answer so many things, rounded up.
func Minutes(asked int) int { return int(math.Ceil(float64(asked) * secondsEach / 60)) }
