package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// Part is one part of the set-up: what an answers file says about the project and the
// people who answer, beside the answers. Flags, questions, forms and files all use
// the rows of [SetUp], so adding a part takes one row there and its question in
// Petal's own words.
type Part struct {
	ID     string   // the name of its flag and of its question; see [questions.Bank.Say]
	Key    string   // its place in an answers file, such as project.name
	Means  string   // what it is, to be used within a sentence
	Kind   PartKind // what kind of value it has
	Words  []string // the words to choose from; nil for text, numbers and dates
	Asked  When     // when it is asked in an interview
	Needed bool     // no report can be made without it
	Wanted bool     // asked again if it was skipped, since it decides how much may be shown
	Whose  bool     // says whose answers these are, so another value belongs in another file
	Shared bool     // the same for everybody who answers about the project in this round
	Runs   bool     // asked only of people who run the work, since others cannot know it

	accessor
}

// PartKind is the kind of value that a part of the set-up has.
type PartKind int

// The kinds.
const (
	TextPart   PartKind = iota // a line of text
	WordPart                   // one of the part's words
	RoundPart                  // one of the part's words, or another short word
	LevelPart                  // a level's id
	PeoplePart                 // a number of people, from 1 to MaxPeople
	DatePart                   // a date such as 2026-11-20
)

// When is the point in an interview at which a part of the set-up is asked.
type When int

// The points in an interview. Parts that decide which questions are asked come first,
// and so does the claim, which the questions must not influence. The rest can wait
// until the end.
const (
	AskedNever When = iota
	AskedFirst      // before the first question
	AskedLast       // after the last
)

// SetUp lists every part of the set-up, in the order of asking.
var SetUp = []*Part{
	{ID: "project", Key: "project.name", Means: "the name of the project", Kind: TextPart,
		Asked: AskedFirst, Needed: true, Whose: true, Shared: true,
		accessor: textAt(func(a *Answers) *string { return &a.Project.Name })},
	{ID: "perspective", Key: "respondent.perspective", Means: "who is answering", Kind: WordPart,
		Words: questions.PerspectiveIDs(questions.Perspectives),
		Asked: AskedFirst, Needed: true, Whose: true,
		accessor: textAt(func(a *Answers) *questions.Perspective { return &a.Respondent.Perspective })},
	{ID: "round", Key: "round", Means: "which round this is", Kind: RoundPart, Words: Rounds,
		Asked: AskedFirst, Needed: true, Whose: true, Shared: true,
		accessor: textAt(func(a *Answers) *string { return &a.Round })},
	{ID: "depth", Key: "depth", Means: "how many questions to ask", Kind: WordPart, Words: Depths,
		Asked: AskedFirst, Needed: true, Shared: true,
		accessor: textAt(func(a *Answers) *string { return &a.Depth })},
	{ID: "claim", Key: "claim", Means: "the level the project seems to be at", Kind: LevelPart, Words: questions.LevelIDs(),
		Asked:    AskedFirst,
		accessor: levelAt(func(a *Answers) **questions.Level { return &a.Claim })},
	{ID: "aim", Key: "aim", Means: "the level the project aims for", Kind: LevelPart, Words: questions.LevelIDs()[questions.Inform:],
		Asked: AskedLast, Shared: true, Runs: true,
		accessor: levelAt(func(a *Answers) **questions.Level { return &a.Aim })},
	{ID: "limit", Key: "limit", Means: "what limits how far people can be involved", Kind: WordPart, Words: questions.Limits,
		Asked: AskedLast, Shared: true, Runs: true,
		accessor: textAt(func(a *Answers) *string { return &a.Limit })},
	{ID: "team", Key: "project.team", Means: "the name of the team", Kind: TextPart,
		Asked: AskedLast, Shared: true,
		accessor: textAt(func(a *Answers) *string { return &a.Project.Team })},
	{ID: "people", Key: "respondent.people", Means: "how many people are answering together", Kind: PeoplePart,
		Asked: AskedLast, Wanted: true,
		accessor: numberAt(func(a *Answers) *int { return &a.Respondent.People })},
	{ID: "date", Key: "date", Means: "the date of the answers", Kind: DatePart, Needed: true,
		accessor: textAt(func(a *Answers) *string { return &a.Date })},
	{ID: "name", Key: "respondent.name", Means: "who answered", Kind: TextPart,
		accessor: textAt(func(a *Answers) *string { return &a.Respondent.Name })},
}

// PartOf returns the part of the set-up with the given id, or nil.
func PartOf(id string) *Part {
	if i := slices.IndexFunc(SetUp, func(p *Part) bool { return p.ID == id }); i >= 0 {
		return SetUp[i]
	}
	return nil
}

// Of returns what the answers say for the part, as text; "" if they say nothing.
func (p *Part) Of(a *Answers) string { return p.get(a) }

// Set makes the answers say s for the part; "" makes them say nothing. The caller
// must not set what [Part.Check] refuses.
func (p *Part) Set(a *Answers, s string) { p.set(a, s) }

// IsAskedOf reports whether people of a perspective are asked for the part. "" stands
// for somebody who has not given a perspective yet.
func (p *Part) IsAskedOf(who questions.Perspective) bool {
	return p.Asked != AskedNever && (!p.Runs || who == "" || who.RunsWork())
}

// Missing returns the parts of the set-up that a report needs and that have no answer
// yet. An interview can carry on with such answers.
func (a *Answers) Missing() []*Part {
	var missing []*Part
	for _, p := range SetUp {
		if p.Needed && p.Of(a) == "" {
			missing = append(missing, p)
		}
	}
	return missing
}

// Check returns an error that says what is wrong with a text given for the part,
// typed in or as a flag. Leaving a part empty is fine unless it is needed.
func (p *Part) Check(s string) error {
	switch {
	case s == "" && p.Needed:
		return fmt.Errorf("this needs %s", p.Means)
	case s == "":
		return nil
	case !strict.Safe(s):
		return fmt.Errorf("%q has characters that cannot be saved", prose.Short(s))
	}
	switch p.Kind {
	case WordPart, LevelPart:
		if !slices.Contains(p.Words, s) {
			return fmt.Errorf("unknown %s %q%s", p.noun(), prose.Short(s), prose.DidYouMean(s, p.Words))
		}
	case RoundPart:
		if !validRound(s) {
			return notRound(s)
		}
	case PeoplePart:
		if n, err := strconv.Atoi(s); err != nil || n < 1 || n > MaxPeople {
			return fmt.Errorf("please give a whole number from 1 to %d", MaxPeople)
		}
	}
	return nil
}

// noun returns what messages call the words of a choice.
func (p *Part) noun() string {
	if p.Kind == LevelPart {
		return "level"
	}
	return p.ID
}

// MaxPeople is the most people one answers file may speak for.
const MaxPeople = 10000

// validRound reports whether a word can name a round: at most 30 letters, digits,
// hyphens and underscores, starting with a letter or digit.
func validRound(word string) bool {
	for i, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && (i == 0 || r != '-' && r != '_') {
			return false
		}
	}
	return word != "" && utf8.RuneCountInString(word) <= 30
}

func notRound(s string) error {
	return fmt.Errorf("%q is not a round; use before, during, after or one short word", prose.Short(s))
}

// inFile returns where a part is in an answers file: under a key, or under a key in
// the mapping at another.
func (p *Part) inFile() (key, within string, nested bool) { return strings.Cut(p.Key, ".") }

// keysIn returns the keys allowed in the mapping at a key of the file.
func keysIn(key string) []string {
	var keys []string
	for _, p := range SetUp {
		if top, in, nested := p.inFile(); nested && top == key {
			keys = append(keys, in)
		}
	}
	return keys
}

func readSetUp(a *Answers, m strict.Mapping) {
	mappings := map[string]strict.Mapping{}
	for _, p := range SetUp {
		key, in, nested := p.inFile()
		v := m.Get(key)
		if nested {
			if _, read := mappings[key]; !read {
				mappings[key] = v.Mapping(keysIn(key)...)
			}
			v = mappings[key].Get(in)
		}
		if v.Present() {
			p.Set(a, p.read(v))
		}
	}
}

// read reads the part's value from a file. If something is wrong with it, read
// reports that and returns "".
func (p *Part) read(v strict.Value) string {
	switch p.Kind {
	case WordPart:
		return v.OneOf(p.noun(), p.Words...)
	case LevelPart: // an aim of none is allowed: it stands for no aim
		return v.OneOf(p.noun(), questions.LevelIDs()...)
	case PeoplePart:
		return strconv.Itoa(v.Whole(1, MaxPeople))
	case DatePart:
		return v.Date()
	}
	s := v.Line()
	if p.Kind == RoundPart && s != "" && !validRound(s) {
		v.Problem("%s", notRound(s))
	}
	return s
}

// checkSetUp reports the parts of the set-up that are missing. Parts that are there
// but wrong have already been reported.
func checkSetUp(a *Answers, root strict.Value, m strict.Mapping) {
	var missing []string
	for _, p := range a.Missing() {
		key, in, nested := p.inFile()
		v := m.Get(key)
		wrong := v.Wrong()
		if nested && v.IsMapping() {
			wrong = slices.ContainsFunc(v.Entries(), func(e strict.Entry) bool { return e.Key == in && e.Value.Wrong() })
		}
		if !wrong {
			missing = append(missing, p.Means+" ("+p.Key+")")
		}
	}
	if len(missing) > 0 {
		root.Problem("still to be answered: %s; petal assess will ask", strings.Join(missing, ", "))
	}
}

// updateSetUp writes the set-up into an answers file. It leaves out parts without a
// value, and removes them if they were there.
func updateSetUp(root *yaml.Node, a *Answers) {
	mappings := map[string]*yaml.Node{}
	for _, p := range SetUp {
		key, in, nested := p.inFile()
		s := p.Of(a)
		if !nested {
			setOptional(root, key, s, p.node)
			continue
		}
		if mappings[key] == nil {
			mappings[key] = flow()
		}
		if s != "" {
			mappings[key].Content = append(mappings[key].Content, pair(in, p.node(s))...)
		}
	}
	for _, key := range keys {
		if n := mappings[key]; n != nil {
			set(root, key, n)
		}
	}
}

// node returns a value of the part as it is written in a file.
func (p *Part) node(s string) *yaml.Node {
	switch p.Kind {
	case TextPart:
		return text(s)
	case PeoplePart:
		return plain(s, "!!int")
	case DatePart:
		return plain(s, "!!timestamp")
	}
	return word(s)
}

// accessor reads and changes one part of the set-up as text.
type accessor struct {
	get func(*Answers) string
	set func(*Answers, string)
}

func textAt[T ~string](at func(*Answers) *T) accessor {
	return accessor{
		func(a *Answers) string { return string(*at(a)) },
		func(a *Answers, s string) { *at(a) = T(s) },
	}
}

func numberAt(at func(*Answers) *int) accessor {
	return accessor{
		func(a *Answers) string {
			if n := *at(a); n > 0 {
				return strconv.Itoa(n)
			}
			return ""
		},
		func(a *Answers, s string) { *at(a), _ = strconv.Atoi(s) },
	}
}

func levelAt(at func(*Answers) **questions.Level) accessor {
	return accessor{
		func(a *Answers) string { return levelID(*at(a)) },
		func(a *Answers, s string) { *at(a) = levelFrom(s) },
	}
}
