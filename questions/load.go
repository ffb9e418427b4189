package questions

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// bankLimits bounds a bank file: 1 MiB, nesting 32, 1,000 keys a mapping.
var bankLimits = strict.Limits{Bytes: 1 << 20, Depth: 32, Keys: 1000}

// Load reads a bank and checks that its questions can be asked and scored. file is
// the name to use in messages. Load reports every mistake at once, as
// [strict.Problems], with its line, column and the nearest valid name.
func Load(file string, data []byte) (*Bank, error) {
	doc, err := strict.Read(file, data, bankLimits)
	if err != nil {
		return nil, err
	}
	l := &loader{bank: &Bank{}}
	l.read(doc.Root())
	l.bank.index()
	l.checkReferences()
	if err := doc.Err(); err != nil {
		return nil, err
	}
	return l.bank, nil
}

// loader holds a bank while it is being read. It saves each reference with its place
// and checks them all at the end, when every id is known.
type loader struct {
	bank      *Bank
	refs      []placedRef
	conflicts []strict.Value // the mappings under if: and and:
	cases     []strict.Value // the mappings under answers:
	items     []placedItem
}

type placedRef struct {
	at  strict.Value
	ref string
}

type placedItem struct {
	at  strict.Value
	ref Ref
}

func (l *loader) read(root strict.Value) {
	m := root.Mapping("petal-bank", "id", "version", "language", "dir", "title", "placement", "sources", "levels",
		"frameworks", "sections", "cases", "glossary", "conflicts", "words")
	m.Require("petal-bank", "id", "version", "title", "placement", "levels", "frameworks", "sections")
	b := l.bank
	b.Format = m.Get("petal-bank").Format("this bank has")
	b.ID = m.Get("id").ID()
	b.Version = readVersion(m.Get("version"))
	b.Language = m.Get("language").Line()
	b.Dir = m.Get("dir").OneOf("direction", Dirs...)
	b.OwnWords = readWords(m.Get("words"))
	b.Title = m.Get("title").Sentence()
	b.Placement = readRule(m.Get("placement"))
	b.Sources = readSources(m.Get("sources"))
	b.Levels = readLevels(m.Get("levels"))
	l.readFrameworks(m.Get("frameworks"))
	l.readSections(m.Get("sections"))
	l.readCases(m.Get("cases"))
	b.Glossary = readGlossary(m.Get("glossary"))
	l.readConflicts(m.Get("conflicts"))
}

var version = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$`)
})

func readVersion(v strict.Value) string {
	s := v.Sentence()
	if s != "" && !version().MatchString(s) {
		v.Problem("%q is not a version; write three numbers such as 1.0.0", prose.Short(s))
	}
	return s
}

func readRule(v strict.Value) Rule {
	m := v.Mapping("share", "min-answered", "start-to-finish")
	m.Require("share", "min-answered")
	return Rule{
		Share:         m.Get("share").Number(0.01, 1),
		MinAnswered:   m.Get("min-answered").Number(0.01, 1),
		StartToFinish: m.Get("start-to-finish").Number(0, 1),
	}
}

func readSources(v strict.Value) []Source {
	var sources []Source
	seen := unique{what: "source"}
	for _, item := range v.Items() {
		m := item.Mapping("id", "title", "by", "used-for")
		m.Require("id", "title")
		sources = append(sources, Source{
			ID:      seen.id(m.Get("id")),
			Title:   m.Get("title").Sentence(),
			By:      m.Get("by").Line(),
			UsedFor: m.Get("used-for").Line(),
		})
	}
	return sources
}

// readLevels reads the words for the levels and returns them for all six. If a bank
// leaves out the level none, Petal's own words are used for it.
func readLevels(v strict.Value) []LevelWords {
	words := make([]LevelWords, len(Levels))
	words[None] = LevelWords{Level: None, Name: "Not yet informing", Is: "The people affected have not been told, or not in a form they can use.", Easy: "People do not know about the work."}
	seen := unique{what: "level"}
	for _, item := range v.Items() {
		m := item.Mapping("id", "name", "is", "planned", "easy", "not-yet", "people-hear", "fits-when", "also")
		m.Require("id", "name", "is")
		level, known := readLevel(m.Get("id"))
		if !known || !seen.add(m.Get("id"), level.String()) {
			continue
		}
		words[level] = LevelWords{
			Level:      level,
			Name:       m.Get("name").Sentence(),
			Is:         m.Get("is").Sentence(),
			Planned:    m.Get("planned").Line(),
			Easy:       m.Get("easy").Line(),
			NotYet:     m.Get("not-yet").Line(),
			PeopleHear: m.Get("people-hear").Line(),
			FitsWhen:   m.Get("fits-when").Line(),
			Also:       readAlso(m.Get("also")),
			Line:       item.LineNumber(),
		}
	}
	if v.Present() {
		for _, level := range Levels[Inform:] {
			if words[level].Name == "" && !seen.has(level.String()) {
				v.Problem("no words for level %q", level)
			}
		}
	}
	return words
}

// readLevel reads a level. known is false if it is absent or has an unknown id, which
// readLevel reports.
func readLevel(v strict.Value) (level Level, known bool) {
	level, err := ParseLevel(v.OneOf("level", LevelIDs()...))
	return level, err == nil
}

func (l *loader) readFrameworks(v strict.Value) {
	frameworks := unique{what: "framework"}
	var sources []string
	for _, s := range l.bank.Sources {
		sources = append(sources, s.ID)
	}
	for _, item := range v.Items() {
		m := item.Mapping("id", "name", "about", "also", "items")
		m.Require("id", "name", "items")
		f := Framework{ID: frameworks.id(m.Get("id")), Name: m.Get("name").Sentence(), About: m.Get("about").Line(), Also: readAlso(m.Get("also")), Line: item.LineNumber()}
		items := unique{what: "item"}
		for _, item := range m.Get("items").Items() {
			im := item.Mapping("id", "name", "is", "easy", "also", "source")
			im.Require("id", "name", "is")
			i := Item{
				ID:     items.id(im.Get("id")),
				Name:   im.Get("name").Sentence(),
				Is:     im.Get("is").Sentence(),
				Easy:   im.Get("easy").Line(),
				Also:   readAlso(im.Get("also")),
				Source: im.Get("source").OneOf("source", sources...),
				Line:   item.LineNumber(),
			}
			f.Items = append(f.Items, i)
			l.items = append(l.items, placedItem{im.Get("id"), Ref{f.ID, i.ID}})
		}
		if m.Get("items").Present() && len(f.Items) == 0 {
			m.Get("items").Problem("a framework needs at least one item")
		}
		l.bank.Frameworks = append(l.bank.Frameworks, f)
	}
}

func (l *loader) readSections(v strict.Value) {
	sections, ids := unique{what: "section"}, unique{what: "question"}
	placement := false
	for _, item := range v.Items() {
		m := item.Mapping("id", "title", "questions")
		m.Require("id", "title", "questions")
		s := Section{ID: sections.id(m.Get("id")), Title: m.Get("title").Sentence(), Line: item.LineNumber()}
		for _, item := range m.Get("questions").Items() {
			s.Questions = append(s.Questions, l.readQuestion(item, &ids))
		}
		if m.Get("questions").Present() && len(s.Questions) == 0 {
			m.Get("questions").Problem("a section needs at least one question")
		}
		for i := range s.Questions {
			placement = placement || s.Questions[i].Kind == Placement
		}
		l.bank.Sections = append(l.bank.Sections, s)
	}
	if v.Present() && !placement {
		v.Problem("there is no placement question, so no project could be placed")
	}
}

func (l *loader) readQuestion(v strict.Value, ids *unique) Question {
	m := v.Mapping("id", "kind", "ask", "easy", "why", "easy-why", "stage", "gate", "short", "may-not-apply", "asked-of", "counts-towards", "options")
	m.Require("id", "kind", "ask", "options")
	q := Question{
		ID:          ids.id(m.Get("id")),
		Kind:        Kind(m.Get("kind").OneOf("kind of question", string(Placement), string(Practice))),
		Ask:         readWording(m.Get("ask")),
		Easy:        readWording(m.Get("easy")),
		Why:         m.Get("why").Line(),
		EasyWhy:     m.Get("easy-why").Line(),
		Stage:       Stage(m.Get("stage").OneOf("stage", texts(Stages)...)),
		Gate:        m.Get("gate").Bool(),
		Short:       m.Get("short").Bool(),
		MayNotApply: m.Get("may-not-apply").Bool(),
		Line:        v.LineNumber(),
	}
	if q.Kind == Placement {
		m.Require("stage")
	}
	if q.Gate && q.Kind == Practice {
		m.Get("gate").Problem("only a placement question can be a gate")
	}
	if q.Gate && q.MayNotApply {
		m.Get("may-not-apply").Problem("a gate must apply to every project")
	}
	q.AskedOf = readAskedOf(m.Get("asked-of"))
	references := unique{what: "reference"}
	for _, item := range m.Get("counts-towards").Items() {
		s := item.Sentence()
		if s == "" || !references.add(item, s) {
			continue
		}
		framework, name, _ := strings.Cut(s, "/")
		q.CountsTowards = append(q.CountsTowards, Ref{framework, name})
		l.refs = append(l.refs, placedRef{item, s})
	}
	q.Options = readOptions(m.Get("options"), q.Kind)
	return q
}

func readWording(v strict.Value) Wording {
	if !v.IsMapping() {
		s := ""
		if v.Present() {
			s = v.Sentence()
		}
		return Wording{s, s, s}
	}
	m := v.Mapping("before", "during", "after")
	m.Require("before", "during", "after")
	return Wording{m.Get("before").Sentence(), m.Get("during").Sentence(), m.Get("after").Sentence()}
}

// readAskedOf reads the perspectives that a question is asked of.
func readAskedOf(v strict.Value) []Perspective {
	var asked []Perspective
	seen := unique{what: "perspective"}
	for _, item := range v.Items() {
		if p := item.OneOf("perspective", PerspectiveIDs(Perspectives)...); p != "" && seen.add(item, p) {
			asked = append(asked, Perspective(p))
		}
	}
	if v.Present() && !v.Wrong() && len(asked) == 0 {
		v.Problem("name at least one perspective here, or leave out asked-of to ask everyone")
	}
	return asked
}

// The fewest and the most options of a question.
const (
	minOptions = 2
	maxOptions = 6
)

// readOptions reads options and checks their order: scores must rise, levels must
// never fall, and the last option of a placement question must allow every level.
func readOptions(v strict.Value, kind Kind) []Option {
	var options []Option
	ids := unique{what: "option"}
	var last strict.Value
	for _, item := range v.Items() {
		m := item.Mapping("id", "level", "score", "text", "easy", "next", "easy-next")
		m.Require("id", "text")
		o := Option{
			ID:       ids.id(m.Get("id")),
			Score:    len(options),
			Text:     m.Get("text").Sentence(),
			Easy:     m.Get("easy").Line(),
			Next:     m.Get("next").Line(),
			EasyNext: m.Get("easy-next").Line(),
			Line:     item.LineNumber(),
		}
		if o.ID == Unknown || o.ID == NotApplicable {
			m.Get("id").Problem("%q cannot be the id of an option; every question already has that answer", o.ID)
		}
		switch kind {
		case Placement:
			m.Require("level")
			if level, known := readLevel(m.Get("level")); known {
				o.Level = &level
			}
		case Practice:
			m.Require("score")
			m.Get("level").Problem("an option of a practice question has a score, not a level")
		}
		if m.Get("score").Present() {
			o.Score = m.Get("score").Whole(0, 1000)
		}
		if n := len(options); n > 0 && !m.Get("score").Wrong() && kind != "" {
			before := options[n-1]
			if o.Level != nil && before.Level != nil && *o.Level < *before.Level {
				m.Get("level").Problem("options run from lowest to highest: %q is lower than %q before it", o.Level, before.Level)
			}
			if o.Score <= before.Score && (kind == Placement || m.Get("score").Present()) {
				at := m.Get("score")
				if !at.Present() {
					at = item
				}
				at.Problem("each option must score more than the one before: %d is not more than %d", o.Score, before.Score)
			}
		}
		options = append(options, o)
		last = m.Get("level")
	}
	if n := len(options); v.Present() && !v.Wrong() && (n < minOptions || n > maxOptions) {
		v.Problem("a question must have %d to %d options, but this has %d", minOptions, maxOptions, n)
	} else if n > 0 && kind == Placement && options[n-1].Level != nil && *options[n-1].Level != CoProduce {
		last.Problem("the last option of a placement question must have the level %q, so that every project has an answer; this one has %q", CoProduce, options[n-1].Level)
	}
	return options
}

func (l *loader) readCases(v strict.Value) {
	ids := unique{what: "case"}
	for _, item := range v.Items() {
		m := item.Mapping("id", "story", "answers", "level", "at-least", "at-most", "band", "never")
		m.Require("id", "story", "answers")
		c := Case{
			ID:      ids.id(m.Get("id")),
			Story:   m.Get("story").Note(),
			Band:    m.Get("band").OneOf("band", Bands...),
			Answers: map[string]string{},
			Line:    item.LineNumber(),
		}
		optional := func(key string) *Level {
			if level, known := readLevel(m.Get(key)); known {
				return &level
			}
			return nil
		}
		c.Level, c.AtLeast, c.AtMost, c.Never = optional("level"), optional("at-least"), optional("at-most"), optional("never")
		if !m.Get("level").Present() && (!m.Get("at-least").Present() || !m.Get("at-most").Present()) {
			item.Problem("a case needs the level it should be at; if the story does not settle one, give at-least and at-most")
		}
		for _, e := range m.Get("answers").Entries() {
			c.Answers[e.Key] = e.Value.Sentence()
		}
		l.cases = append(l.cases, m.Get("answers"))
		l.bank.Cases = append(l.bank.Cases, c)
	}
}

// readAlso reads the other words that people may search for.
func readAlso(v strict.Value) Also {
	var also Also
	seen := unique{what: "word"}
	for _, item := range v.Items() {
		if word := item.Sentence(); word != "" && seen.add(item, strings.ToLower(word)) {
			also = append(also, word)
		}
	}
	return also
}

func readGlossary(v strict.Value) []Term {
	var terms []Term
	seen := unique{what: "term"}
	for _, item := range v.Items() {
		m := item.Mapping("term", "means", "easy", "also")
		m.Require("term", "means")
		t := Term{m.Get("term").Sentence(), m.Get("means").Sentence(), m.Get("easy").Line(), readAlso(m.Get("also")), item.LineNumber()}
		seen.add(m.Get("term"), strings.ToLower(t.Term))
		terms = append(terms, t)
	}
	return terms
}

func (l *loader) readConflicts(v strict.Value) {
	for _, item := range v.Items() {
		m := item.Mapping("if", "and", "say")
		m.Require("if", "and", "say")
		side := func(key string) map[string][]string {
			out := map[string][]string{}
			for _, e := range m.Get(key).Entries() {
				for _, o := range e.Value.Items() {
					out[e.Key] = append(out[e.Key], o.Sentence())
				}
			}
			l.conflicts = append(l.conflicts, m.Get(key))
			return out
		}
		l.bank.Conflicts = append(l.bank.Conflicts, Conflict{If: side("if"), And: side("and"), Say: m.Get("say").Sentence(), Line: item.LineNumber()})
	}
}

// checkReferences checks that everything one part of the bank refers to exists, and
// that every framework item has a question that counts towards it.
func (l *loader) checkReferences() {
	var known []string
	for _, f := range l.bank.Frameworks {
		for _, i := range f.Items {
			known = append(known, Ref{f.ID, i.ID}.String())
		}
	}
	counts := map[string]bool{}
	for _, r := range l.refs {
		counts[r.ref] = true
		if !slices.Contains(known, r.ref) {
			counts[prose.Nearest(r.ref, known)] = true // one message for one slip
			r.at.Problem("no framework item %q%s", prose.Short(r.ref), prose.DidYouMean(r.ref, known))
		}
	}
	for _, i := range l.items {
		if !counts[i.ref.String()] && i.ref.Framework != "" && i.ref.Item != "" { // a missing id has already been reported
			i.at.Problem("no question counts towards %q; list it under counts-towards in a question, or remove it", i.ref)
		}
	}
	for _, v := range l.conflicts {
		for _, e := range v.Entries() {
			if q := l.question(e.Name, e.Key); q != nil {
				for _, o := range e.Value.Items() {
					checkOption(o, q, false)
				}
			}
		}
	}
	for _, v := range l.cases {
		for _, e := range v.Entries() {
			if q := l.question(e.Name, e.Key); q != nil {
				if !q.IsAskedOf(Staff) {
					e.Name.Problem("the question %q is not asked of staff, and cases are answered as staff", q.ID)
				}
				checkOption(e.Value, q, true)
			}
		}
	}
}

func (l *loader) question(at strict.Value, id string) *Question {
	q := l.bank.Question(id)
	if q == nil {
		at.Problem("no question %q%s", prose.Short(id), prose.DidYouMean(id, l.bank.QuestionIDs()))
	}
	return q
}

func checkOption(v strict.Value, q *Question, others bool) {
	words := q.OptionIDs()
	if others {
		words = q.AnswerWords()
	}
	v.OneOf("option", words...)
}

// unique reports names that are used twice.
type unique struct {
	what string
	seen map[string]int // the line of the first use
}

func (u *unique) id(v strict.Value) string {
	id := v.ID()
	if id != "" {
		u.add(v, id)
	}
	return id
}

func (u *unique) add(v strict.Value, id string) bool {
	if u.seen == nil {
		u.seen = map[string]int{}
	}
	if line, twice := u.seen[id]; twice {
		v.Problem("%s %q appears twice; it is first on line %d", u.what, prose.Short(id), line)
		return false
	}
	u.seen[id] = v.LineNumber()
	return true
}

func (u *unique) has(id string) bool { return u.seen[id] > 0 }
