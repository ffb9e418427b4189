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
	Mixed           Perspective = "mixed"            // a group from several perspectives that answered together
)

// side is everything Petal knows about a perspective.
type side struct {
	id             Perspective
	uses, runs     bool   // whether they use the service; whether they run the work
	all, one, head string // the people as a sentence names them, one of them, and the column heading
	several        string // the people of several files, if that needs other words; or ""
}

// sides lists every perspective, those who use the service first.
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

// Perspectives lists every perspective, those who use the service first.
var Perspectives = func() []Perspective {
	all := make([]Perspective, len(sides))
	for i := range sides {
		all[i] = sides[i].id
	}
	return all
}()

// side returns what Petal knows about the perspective. If it is not one of
// [Perspectives], only its id is set.
func (p Perspective) side() side {
	if i := slices.Index(Perspectives, p); i >= 0 {
		return sides[i]
	}
	return side{id: p, all: string(p), one: string(p), head: string(p)}
}

// UsesService reports whether the people of a perspective use the service, alone or
// in a mixed group. If none of them has answered, a result shows only the staff's
// view.
func (p Perspective) UsesService() bool { return p.side().uses }

// RunsWork reports whether the people of a perspective run the work, alone or in a
// mixed group. Only they are asked for evidence: what people say about their own
// experience needs no proof.
func (p Perspective) RunsWork() bool { return p.side().runs }

// People names the people who answered one file, for use in a sentence: carers.
func (p Perspective) People() string { return p.side().all }

// Everybody names the people who answered several files, for use in a sentence: the
// mixed groups.
func (p Perspective) Everybody() string {
	if s := p.side(); s.several != "" {
		return s.several
	}
	return p.People()
}

// One names one person who answered: one carer.
func (p Perspective) One() string { return p.side().one }

// Short returns the perspective as a column heading: lived experience.
func (p Perspective) Short() string { return p.side().head }

// PerspectiveIDs returns perspectives as text.
func PerspectiveIDs(of []Perspective) []string { return texts(of) }

// texts converts words of a string type to plain strings.
func texts[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

// IsAskedOf reports whether the question is asked of a perspective. A question that
// names no perspective is asked of everybody, even before anyone has said who they
// are.
func (q *Question) IsAskedOf(p Perspective) bool {
	return len(q.AskedOf) == 0 || slices.Contains(q.AskedOf, p)
}
