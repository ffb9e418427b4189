package assess

import "math"

// secondsEach is how long people take to read and answer one question.
const secondsEach = 20

// Minutes returns how many minutes it takes to answer a number of questions, rounded
// up.
func Minutes(asked int) int { return int(math.Ceil(float64(asked) * secondsEach / 60)) }
