package assess

// Verdict is whether a result meets one rule, wherever the rule came from: a policy,
// a flag or the thresholds of a report.
type Verdict struct {
	Rule   string // what was checked: level, principles/payment
	Want   string // in words, to follow "wanted": Engage or above
	Got    string // in words, as a sentence: the project is at Consult
	Say    string // why, or what to do; may be ""
	Passed bool
	Look   []string // ids of the questions to look at; none if it passed
	At     []At     // where in the files to look, what matters most first; none if it passed or that is not known

	// What a private copy says instead of Got and Say. privately is "" if it would
	// say more than the level and its range do.
	privately, sayPrivately string
}

// At is a place in an answers file.
type At struct {
	Question string // "" if the place is not an answer
	File     string
	Line     int // from 1
}
