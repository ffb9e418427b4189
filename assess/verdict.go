package assess

// Verdict is whether a result meets one rule, wherever the rule came from: a policy,
// a flag or the thresholds of a report.
type Verdict struct {
	Rule   string // what was held: level, principles/payment
	Want   string // in words, as they go on after "wanted": Engage or above
	Got    string // in words, as a sentence of its own: the project is at Consult
	Say    string // why, or what to do; may be ""
	Passed bool
	Look   []string // ids of the questions to look at; none where it passed
	At     []At     // where in the files to look, what holds it most first; none where it passed or is not known

	// What a private copy says instead of Got and Say. "" for Got where the level and
	// its range do not tell it.
	privately, sayPrivately string
}

// At is a place in an answers file.
type At struct {
	Question string // "" where the place is not that of an answer
	File     string
	Line     int // from 1
}
