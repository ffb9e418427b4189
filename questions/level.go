package questions

import "fmt"

// Level is how far a project goes in working with the people it affects. The
// six levels and their order are fixed; the words for them come from the bank.
type Level int

// The levels, lowest first.
const (
	None      Level = iota // not yet informing
	Inform                 // people are told
	Consult                // opinions on a proposal are weighed
	Engage                 // open questions before there is a proposal
	CoDesign               // people make options together with staff
	CoProduce              // people decide, deliver and judge together with staff
)

// Levels lists every level, lowest first.
var Levels = []Level{None, Inform, Consult, Engage, CoDesign, CoProduce}

var levelIDs = [...]string{"none", "inform", "consult", "engage", "co-design", "co-produce"}

// LevelIDs returns the id of every level, lowest first.
func LevelIDs() []string { return levelIDs[:] }

// String returns the level's id, as it is written in files.
func (l Level) String() string { return levelIDs[l] }

// MarshalText returns the level's id.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// ParseLevel returns the level with the given id.
func ParseLevel(id string) (Level, error) {
	for i, s := range levelIDs {
		if s == id {
			return Level(i), nil
		}
	}
	return None, fmt.Errorf("unknown level %q", id)
}

// Bands are the words for a score, lowest first.
var Bands = []string{"not-yet", "starting", "growing", "strong"}

// Stage is the part of the work that a question is about.
type Stage string

// Stages lists every stage, in the order of the work.
var Stages = []Stage{"priorities", "planning", "design", "delivery", "evaluation"}

// Limits lists what may limit how far people can be involved. A limit is shown but
// never scored.
var Limits = []string{"none", "law", "contract", "safety", "time"}
