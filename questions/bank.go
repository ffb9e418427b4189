// Package questions defines what Petal asks: the levels and stages, the question
// bank with its frameworks, and the checks that a bank must pass before it can be
// used. Package assess works out what the answers mean, and package lint looks for
// ways to improve a bank.
package questions

import (
	"encoding/json"
	"math"
	"sort"
	"strings"
)

// Bank is one set of questions with everything needed to ask them and to explain what
// the answers mean. A Bank from [Load] has passed every check: ids are unique,
// references resolve and options are in rising order. Callers must not change it.
type Bank struct {
	Format     int          `json:"petal-bank"`
	ID         string       `json:"id"`
	Version    string       `json:"version"` // three numbers, such as 1.0.0
	Language   string       `json:"language,omitempty"`
	Dir        string       `json:"dir,omitempty"` // the way its script runs: one of Dirs, or "" for ltr
	Title      string       `json:"title"`
	Placement  Rule         `json:"placement"`
	Sources    []Source     `json:"sources,omitempty"`
	Levels     []LevelWords `json:"levels"` // always all six, lowest first
	Frameworks []Framework  `json:"frameworks"`
	Sections   []Section    `json:"sections"`
	Cases      []Case       `json:"cases,omitempty"`
	Glossary   []Term       `json:"glossary,omitempty"`
	Conflicts  []Conflict   `json:"conflicts,omitempty"`
	// OwnWords holds Petal's own sentences for forms, in the bank's language, by id.
	// Any that are missing appear in English.
	OwnWords map[string]string `json:"words,omitempty"`

	questions []*Question
	byID      map[string]*Question
}

// Rule holds the numbers that decide a placement, each from 0 to 1.
type Rule struct {
	Share         float64 `json:"share"`                     // the share of the answers that must allow a level
	MinAnswered   float64 `json:"min-answered"`              // the share of the questions that apply whose answers must be known
	StartToFinish float64 `json:"start-to-finish,omitempty"` // the share of each stage's answers that must be co-produce for the project to be placed there; 0 asks for none
}

// Needed returns how many answers must allow a level for a project to be at it.
func (r Rule) Needed(answers int) int { return ceil(r.Share * float64(answers)) }

// Throughout returns how many of the answers of one stage must be co-produce for a
// project to be co-produced from start to finish.
func (r Rule) Throughout(answers int) int { return ceil(r.StartToFinish * float64(answers)) }

// Enough returns how many of the questions that apply must be known for a project to
// be placed at all.
func (r Rule) Enough(asked int) int { return ceil(r.MinAnswered * float64(asked)) }

// ceil rounds up, but ignores a floating-point error just above a whole number.
func ceil(x float64) int { return int(math.Ceil(x - 1e-9)) }

// Source credits a document that facts were taken from.
type Source struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	By      string `json:"by,omitempty"`
	UsedFor string `json:"used-for,omitempty"`
}

// LevelWords are a bank's words for one level. Is describes it without naming it, so
// that people can choose it by what it means.
type LevelWords struct {
	Level      Level  `json:"id"`
	Name       string `json:"name"`
	Is         string `json:"is"`
	Planned    string `json:"planned,omitempty"` // the same as Is, for a project that has not started
	Easy       string `json:"easy,omitempty"`
	NotYet     string `json:"not-yet,omitempty"` // how it differs from the level above
	PeopleHear string `json:"people-hear,omitempty"`
	FitsWhen   string `json:"fits-when,omitempty"`
	Also       Also   `json:"also,omitempty"`

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Framework is a named list of items that answers score towards.
type Framework struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	About string `json:"about,omitempty"`
	Also  Also   `json:"also,omitempty"`
	Items []Item `json:"items"`

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Core reports whether the framework is one of the two that a team is judged by: the
// principles and the values. Other frameworks describe the same answers in other
// words.
func (f *Framework) Core() bool { return f.ID == Principles || f.ID == Values }

// The ids of the frameworks that Petal knows by name. A bank does not need to have
// them.
const (
	Principles = "principles" // the ten co-production principles
	Values     = "heard"      // the five HEARD values
)

// Item is one principle, value or sign of a framework.
type Item struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Is     string `json:"is"`
	Easy   string `json:"easy,omitempty"`
	Also   Also   `json:"also,omitempty"`
	Source string `json:"source,omitempty"`

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Section is a run of questions about one part of the work.
type Section struct {
	ID        string     `json:"id"`
	Title     string     `json:"title"`
	Questions []Question `json:"questions"`

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Kind is the kind of a question. It decides whether its options have a level or only
// a score.
type Kind string

// The two kinds of question.
const (
	Placement Kind = "placement" // options have a level
	Practice  Kind = "practice"  // options have a score
)

// Question is one thing to ask.
type Question struct {
	ID            string        `json:"id"`
	Kind          Kind          `json:"kind"`
	Ask           Wording       `json:"ask"`
	Easy          Wording       `json:"easy,omitzero"`
	Why           string        `json:"why,omitempty"`
	EasyWhy       string        `json:"easy-why,omitempty"`
	Stage         Stage         `json:"stage,omitempty"` // always set for placement questions
	Gate          bool          `json:"gate"`            // the project cannot be placed above the level of its answer
	Short         bool          `json:"short"`           // asked in a short check too
	MayNotApply   bool          `json:"may-not-apply"`
	AskedOf       []Perspective `json:"asked-of,omitempty"` // empty if everybody is asked
	CountsTowards []Ref         `json:"counts-towards"`
	Options       []Option      `json:"options"` // two to six, lowest first

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Ref names a framework item: "principles/power".
type Ref struct{ Framework, Item string }

// String returns the reference as it is written in a bank.
func (r Ref) String() string { return r.Framework + "/" + r.Item }

// MarshalText returns the reference as it is written in a bank.
func (r Ref) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Option is one answer that can be chosen. It states a fact.
type Option struct {
	ID string `json:"id"`
	// Level is the highest level at which the fact is still usual: a ceiling rather
	// than a rung. It is nil for an option of a practice question.
	Level *Level `json:"level,omitempty"`
	Score int    `json:"score"` // how much of the thing is there, from 0; each option scores more than the one before
	Text  string `json:"text"`
	Easy  string `json:"easy,omitempty"`
	// Next is what a team that chose this option could do to go further. It is "" for
	// the top option.
	Next     string `json:"next,omitempty"`
	EasyNext string `json:"easy-next,omitempty"`

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Allows reports whether the option is still usual at a level. It must be an option
// of a placement question.
func (o *Option) Allows(level Level) bool { return *o.Level >= level }

// Wording is a text that may be different before, during and after the project.
type Wording struct{ Before, During, After string }

// In returns the wording for a round. Rounds other than before and after, such as a
// season or a year, use the wording for during.
func (w Wording) In(round string) string {
	switch round {
	case "before":
		return w.Before
	case "after":
		return w.After
	}
	return w.During
}

// MarshalJSON writes a wording as a single string if it is the same in every round.
func (w Wording) MarshalJSON() ([]byte, error) {
	if w.Before == w.During && w.During == w.After {
		return json.Marshal(w.Before)
	}
	return json.Marshal(wordingJSON(w))
}

// wordingJSON is the JSON form of a wording that differs from round to round.
type wordingJSON struct {
	Before string `json:"before"`
	During string `json:"during"`
	After  string `json:"after"`
}

// Case is a story whose answers the bank must place at the right level.
type Case struct {
	ID      string            `json:"id"`
	Story   string            `json:"story"`
	Answers map[string]string `json:"answers"`         // from question id to option id, unknown or not-applicable; given as staff would
	Level   *Level            `json:"level,omitempty"` // nil if the story says too little to be placed
	AtLeast *Level            `json:"at-least,omitempty"`
	AtMost  *Level            `json:"at-most,omitempty"`
	Band    string            `json:"band,omitempty"`  // the band of the principles, or of the first framework if there are none; "" if the case does not say
	Never   *Level            `json:"never,omitempty"` // a level that it must stay below

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Also lists other words that people may search for when they mean this, such as
// money for a budget. The words need not mean the same, and several things can share
// one.
type Also []string

// Term is a word from the field, with its meaning.
type Term struct {
	Term  string `json:"term"`
	Means string `json:"means"`
	Easy  string `json:"easy,omitempty"`
	Also  Also   `json:"also,omitempty"`

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// Conflict names answers that cannot both be true: those in If together with those in
// And. Each maps a question id to option ids.
type Conflict struct {
	If  map[string][]string `json:"if"`
	And map[string][]string `json:"and"`
	Say string              `json:"say"`

	Line int `json:"-"` // its line in the file, from 1; 0 if it did not come from a file
}

// The answers that are not options.
const (
	Unknown       = "unknown"        // "we don't know yet"
	NotApplicable = "not-applicable" // only if the question allows it
)

// Questions returns every question in the order of asking.
func (b *Bank) Questions() []*Question { return b.questions }

// Question returns the question with the given id, or nil.
func (b *Bank) Question(id string) *Question { return b.byID[id] }

// QuestionIDs returns the id of every question in the order of asking.
func (b *Bank) QuestionIDs() []string {
	ids := make([]string, len(b.questions))
	for i, q := range b.questions {
		ids[i] = q.ID
	}
	return ids
}

// SectionOf returns the section that holds the question with the given id, or nil.
func (b *Bank) SectionOf(question string) *Section {
	for i := range b.Sections {
		for j := range b.Sections[i].Questions {
			if b.Sections[i].Questions[j].ID == question {
				return &b.Sections[i]
			}
		}
	}
	return nil
}

// Words are the bank's words for a level.
func (b *Bank) Words(l Level) LevelWords { return b.Levels[l] }

// Framework returns the framework with the given id, or nil.
func (b *Bank) Framework(id string) *Framework {
	for i := range b.Frameworks {
		if b.Frameworks[i].ID == id {
			return &b.Frameworks[i]
		}
	}
	return nil
}

// Option returns the option with the given id, or nil.
func (q *Question) Option(id string) *Option {
	for i := range q.Options {
		if q.Options[i].ID == id {
			return &q.Options[i]
		}
	}
	return nil
}

// GatesFirst compares two questions for sorting: gates come first.
func GatesFirst(a, b *Question) int {
	switch {
	case a.Gate == b.Gate:
		return 0
	case a.Gate:
		return -1
	}
	return 1
}

// Lowest returns the first option.
func (q *Question) Lowest() *Option { return &q.Options[0] }

// Highest returns the last option.
func (q *Question) Highest() *Option { return &q.Options[len(q.Options)-1] }

// LowestFrom returns the first option of a placement question that allows a level, or
// nil if none does.
func (q *Question) LowestFrom(level Level) *Option {
	for i := range q.Options {
		if q.Options[i].Allows(level) {
			return &q.Options[i]
		}
	}
	return nil
}

// Strong reports whether an option needs evidence if people who run the work choose
// it. A practice answer of 75% or above does, and so does a placement answer of
// co-design or above, unless it is its question's lowest option, which claims
// nothing. Answers about people's own experience, to questions that only they are
// asked, never need it.
func (q *Question) Strong(o *Option) bool {
	switch {
	case len(q.AskedOf) > 0:
		return false
	case q.Kind == Placement:
		return o.Allows(CoDesign) && o != q.Lowest()
	}
	return q.Percent(o) >= 75
}

// Unproved returns the option that a strong answer without evidence is read as: the
// highest one below co-design or, in a practice question, the highest one that is not
// strong. If there is none, it is the lowest option.
func (q *Question) Unproved() *Option {
	for i := len(q.Options) - 1; i > 0; i-- {
		o := &q.Options[i]
		if q.Kind == Placement && !o.Allows(CoDesign) || q.Kind == Practice && !q.Strong(o) {
			return o
		}
	}
	return q.Lowest()
}

// OptionIDs returns the id of every option, lowest first.
func (q *Question) OptionIDs() []string {
	ids := make([]string, len(q.Options))
	for i, o := range q.Options {
		ids[i] = o.ID
	}
	return ids
}

// AnswerWords returns every word that can answer the question: its options' ids,
// unknown and, if the question allows it, not-applicable.
func (q *Question) AnswerWords() []string {
	words := append(q.OptionIDs(), Unknown)
	if q.MayNotApply {
		words = append(words, NotApplicable)
	}
	return words
}

// Percent returns an option's score as a percentage of the highest score among its
// question's options, 0 to 100. The lowest score is not subtracted first.
func (q *Question) Percent(o *Option) float64 {
	return 100 * float64(o.Score) / float64(q.Highest().Score)
}

// Major returns the first number of the version. Answers made with one major version
// cannot be read with another.
func (b *Bank) Major() string { return Major(b.Version) }

// Major returns the first number of a version such as 1.0.0.
func Major(version string) string {
	major, _, _ := strings.Cut(version, ".")
	return major
}

// index fills the lookup tables, once the bank is complete.
func (b *Bank) index() {
	b.byID = map[string]*Question{}
	b.questions = nil
	for i := range b.Sections {
		for j := range b.Sections[i].Questions {
			q := &b.Sections[i].Questions[j]
			b.questions = append(b.questions, q)
			if b.byID[q.ID] == nil { // if two questions share an id, which is a mistake, keep the first
				b.byID[q.ID] = q
			}
		}
	}
	sort.SliceStable(b.Levels, func(i, j int) bool { return b.Levels[i].Level < b.Levels[j].Level })
}
