package questions

import "slices"

// Perspective is the side a person answers from. Each counts the same in a
// result, however many answer in it.
type Perspective string

// The perspectives.
const (
	LivedExperience Perspective = "lived-experience" // people who use the service, or have
	Carer           Perspective = "carer"            // people who look after one of them, unpaid
	Staff           Perspective = "staff"            // people who are paid to run the work
	Partner         Perspective = "partner"          // another organisation that shares the work
	Mixed           Perspective = "mixed"            // a group of several sides that answered as one
)

// Perspectives is every perspective, those who use the service first.
var Perspectives = []Perspective{LivedExperience, Carer, Staff, Partner, Mixed}

// UsesService tells whether the people of a perspective use the service, alone or
// in a mixed group. Where none of them is heard, a result is the staff's view.
func (p Perspective) UsesService() bool { return p == LivedExperience || p == Carer || p == Mixed }

// RunsWork tells whether the people of a perspective run the work, alone or in a
// mixed group. Evidence is asked of them alone: what people say of their own
// experience needs no proof.
func (p Perspective) RunsWork() bool { return p == Staff || p == Partner || p == Mixed }

// PerspectiveIDs is perspectives as text.
func PerspectiveIDs(of []Perspective) []string { return texts(of) }

// texts is words of a kind of their own as plain text.
func texts[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

// IsAskedOf tells whether the question is asked of a perspective. A question that
// names none is asked of everybody, also where it is not known yet who answers.
func (q *Question) IsAskedOf(p Perspective) bool {
	return len(q.AskedOf) == 0 || slices.Contains(q.AskedOf, p)
}
