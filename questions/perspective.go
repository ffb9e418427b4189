package questions

import "slices"

// Perspective is the side that a person answers from. Each counts the same in a
// result, however many people answer from it. To add one, add a constant and a row in
// the table below.
type Perspective string

// The perspectives.
const (
	LivedExperience Perspective = "lived-experience" // people who use the service, or have
	Carer           Perspective = "carer"            // people who look after one of them, unpaid
	Staff           Perspective = "staff"            // people who are paid to run the work
	Partner         Perspective = "partner"          // another organisation that shares the work
	Mixed           Perspective = "mixed"            // a group of several sides that answered as one
)

// side is everything Petal knows about a perspective.
type side struct {
	id             Perspective
	uses, runs     bool   // the service; the work
	all, one, head string // the people of a sentence, one of them, and the head of a column
	several        string // the people of several files, where that is another word; or ""
}

// sides is every perspective, those who use the service first.
var sides = []side{
	{
		id: LivedExperience, uses: true,
		all: "people with lived experience", one: "one person with lived experience", head: "lived experience",
	}, {
		id: Carer, uses: true,
		all: "carers", one: "one carer", head: "carers",
	}, {
		id: Staff, runs: true,
		all: "staff", one: "one member of staff", head: "staff",
	}, {
		id: Partner, runs: true,
		all: "partner organisations", one: "one partner organisation", head: "partners",
	}, {
		id: Mixed, uses: true, runs: true,
		all: "a mixed group", one: "a mixed group", head: "mixed group", several: "the mixed groups",
	},
}

// Perspectives is every perspective, those who use the service first.
var Perspectives = func() []Perspective {
	all := make([]Perspective, len(sides))
	for i := range sides {
		all[i] = sides[i].id
	}
	return all
}()

// side is what Petal knows about the perspective: only its id if it is not one of
// [Perspectives].
func (p Perspective) side() side {
	if i := slices.Index(Perspectives, p); i >= 0 {
		return sides[i]
	}
	return side{id: p, all: string(p), one: string(p), head: string(p)}
}

// UsesService tells whether the people of a perspective use the service, alone or
// in a mixed group. If none of them has answered, a result is only the staff's view.
func (p Perspective) UsesService() bool { return p.side().uses }

// RunsWork tells whether the people of a perspective run the work, alone or in a
// mixed group. Only they are asked for evidence: what people say about their own
// experience needs no proof.
func (p Perspective) RunsWork() bool { return p.side().runs }

// People is who answered one file, in a sentence: carers.
func (p Perspective) People() string { return p.side().all }

// Everybody is who answered several files, in a sentence: the mixed groups.
func (p Perspective) Everybody() string {
	if s := p.side(); s.several != "" {
		return s.several
	}
	return p.People()
}

// One is one person who answered: one carer.
func (p Perspective) One() string { return p.side().one }

// Short is the perspective as the head of a column: lived experience.
func (p Perspective) Short() string { return p.side().head }

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
// names no perspective is asked of everybody, even before it is known who answers.
func (q *Question) IsAskedOf(p Perspective) bool {
	return len(q.AskedOf) == 0 || slices.Contains(q.AskedOf, p)
}
