package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// phrases puts a result into sentences, which are the same in every format. In a
// before round they describe a plan.
type phrases struct{ r *assess.Result }

func phrasesFor(r *assess.Result) phrases { return phrases{r} }

func (p phrases) planned() bool { return p.r.Round == "before" }

func (p phrases) name(l questions.Level) string { return p.r.Bank.Words(l).Name }

var limitWords = map[string]string{
	"law":      "The law sets a limit here. Say so openly: it is not a failing.",
	"contract": "A contract limits how far people can be involved here. It is worth asking who could change that, and when.",
	"safety":   "Safety limits how far people can be involved here. People can still help to judge what is safe.",
	"time":     "Time limits how far people can be involved here. It helps to tell people so.",
}

// whoAnswered says which round it is, who answered, when, and how much was asked.
func (p phrases) whoAnswered() string {
	a := p.r
	when := day(a.Date)
	if p.several() {
		when = "by " + when
	}
	said := []string{"Answered by " + p.people(), when}
	if len(p.r.Perspectives) == 0 { // a private copy does not say who
		said = []string{"Answered " + when}
	}
	switch a.Depth {
	case assess.Short:
		said = append(said, "short check")
	case assess.Full:
		said = append(said, "full check")
	}
	return fmt.Sprintf("Round: %s. %s.", a.Round, strings.Join(said, ", "))
}

// people names everyone who answered, in words.
func (p phrases) people() string {
	a := p.r
	var groups []string
	for _, v := range p.r.Perspectives {
		who := v.Perspective.People()
		if v.People == 1 && (a.Respondent.People == 1 || p.several()) {
			who = v.Perspective.One()
		}
		if a.Respondent.Name != "" && len(p.r.Perspectives) == 1 && v.Files == 1 {
			who = a.Respondent.Name + ", " + who
		}
		if v.People > 1 {
			who += fmt.Sprintf(" (%d people)", v.People)
		}
		groups = append(groups, who)
	}
	return prose.And(groups)
}

// warnings returns what must be read before anything else.
func (p phrases) warnings() []string {
	var out []string
	switch who := p.heard(); {
	case p.r.StaffViewOnly && len(p.r.Perspectives) == 0: // a private copy does not say who answered
		out = append(out, "Staff view only. No carers or people with lived experience have been heard yet, "+
			"so this shows what staff and partners believe.")
	case p.nobodyYet():
		out = append(out, "Too few questions have been answered to count as anybody's view yet.")
	case p.r.StaffViewOnly && p.usersAnswered():
		out = append(out, "Staff view only. People who use the service have answered too few questions to be heard yet, "+
			"so this shows what staff and partners believe.")
	case p.r.StaffViewOnly:
		out = append(out, "Staff view only. No carers or people with lived experience have answered yet, "+
			"so this shows what staff and partners believe.")
	case slices.Contains(who, questions.Mixed) && !slices.Contains(who, questions.LivedExperience) && !slices.Contains(who, questions.Carer):
		out = append(out, "A mixed group gave one set of answers. People who use the service were not heard separately.")
	}
	if unplaced := p.unplaced(); len(unplaced) > 0 && p.r.Placement.Placed() {
		out = append(out, fmt.Sprintf("%s answered too few questions to show what level they see. The level here leaves them out.", prose.Capital(prose.And(unplaced))))
	}
	for _, same := range p.r.Copies {
		out = append(out, fmt.Sprintf("%s give the same answer to every question. If one is a copy of another, leave it out, or it counts twice.", prose.And(cleaned(same.Files))))
	}
	if said := p.private(); said != "" {
		out = append(out, said)
	}
	return out
}

// cleaned returns the texts without control characters.
func cleaned(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = prose.Clean(text)
	}
	return out
}

// private says what a private copy leaves out; "" for a full result.
func (p phrases) private() string {
	left := p.r.LeftOut
	switch {
	case left == nil:
		return ""
	case left.Small:
		return "Private copy. Some of the answers come from fewer than five people, so only the level and its range are shown: " +
			"anything more could be traced back to one person."
	case left.Deciding:
		return "Private copy. Names, notes and evidence are left out. So are the answers behind the level, because few people gave them."
	}
	return "Private copy. Names, notes and evidence are left out."
}

// asked says which questions were asked.
func asked(b *questions.Bank) string {
	said := fmt.Sprintf("Questions: %s, version %s.", b.Title, b.Version)
	if !b.BuiltIn() {
		said += " These are not the questions that come with Petal."
	}
	return said
}

// heard returns the perspectives that are heard.
func (p phrases) heard() []questions.Perspective {
	var who []questions.Perspective
	for _, v := range p.r.Perspectives {
		if v.Heard {
			who = append(who, v.Perspective)
		}
	}
	return who
}

// nobodyYet reports whether nobody counts as heard and no staff or partners answered,
// only carers or people who use the service. Calling that the staff's view would be
// wrong.
func (p phrases) nobodyYet() bool {
	return len(p.r.Perspectives) > 0 && p.r.StaffViewOnly &&
		!slices.ContainsFunc(p.r.Perspectives, func(v assess.PerspectiveView) bool { return !v.Perspective.UsesService() })
}

// usersAnswered reports whether anybody who uses the service answered at all.
func (p phrases) usersAnswered() bool {
	return slices.ContainsFunc(p.r.Perspectives, func(v assess.PerspectiveView) bool { return v.Perspective.UsesService() })
}

// drawn describes the drawing of the levels in a sentence.
func (p phrases) drawn() string {
	pl := &p.r.Placement
	if pl.Level == nil {
		return "Five levels around people at the centre. No level can be named yet. " + p.spread()
	}
	reached := *pl.Level
	var names []string
	for _, l := range rungs {
		if l <= reached {
			names = append(names, p.name(l))
		}
	}
	switch {
	case len(names) == 0:
		return "Five levels around people at the centre. None is reached."
	case len(names) == len(rungs):
		return "All five levels around people at the centre are reached: " + prose.And(names) + "."
	}
	verb := "are"
	if len(names) == 1 {
		verb = "is"
	}
	return fmt.Sprintf("Five levels around people at the centre. %s %s reached.", prose.And(names), verb)
}

// agreement says in plain words how far the answers files agree, or "" if there is
// nothing to say. The bounds are Krippendorff's own: from 0.8 a figure can be relied
// on, and from 0.667 it can be reported with care.
func (p phrases) agreement() string {
	g := p.r.Agreement
	if g.Raters < 2 {
		return ""
	}
	if g.Alpha == nil {
		return "How far the answers agree cannot be worked out: too few questions are answered in more than one file, or all the answers are the same."
	}
	says := "hardly more than they would by chance"
	switch {
	case math.Abs(*g.Alpha) < 0.05:
		says = "no more than they would by chance"
	case *g.Alpha < 0:
		says = "less than they would by chance"
	case *g.Alpha >= 0.8:
		says = "closely"
	case *g.Alpha >= 0.667:
		says = "mostly"
	case *g.Alpha >= 0.2:
		says = "only partly"
	}
	said := fmt.Sprintf("On %s about where the project stands, the %s agree %s: %.2f, where 1 is full agreement and 0 is what chance would give.",
		prose.CountInWords(g.Units, "question", "questions"), prose.CountInWords(g.Raters, "answers file", "answers files"), says, *g.Alpha)
	if g.Raters < 10 {
		said += " With so few files, what each one says matters more than this number."
	}
	return said
}

// Standing says in one sentence where the project stands.
func Standing(r *assess.Result) string { return phrasesFor(r).standing() }

// standing says in one sentence which level the project is at.
func (p phrases) standing() string {
	pl := &p.r.Placement
	if pl.Level == nil {
		return "Too little is known to name a level yet. " + p.spread()
	}
	if p.planned() {
		return fmt.Sprintf("As planned, this project would be at: %s%s.", p.name(*pl.Level), p.mayChange())
	}
	return fmt.Sprintf("This project is at: %s%s.", p.name(*pl.Level), p.mayChange())
}

// standingShort names the level, if there is one, in as few words as possible.
func (p phrases) standingShort() string {
	at := "At: "
	if p.planned() {
		at = "Planned: "
	}
	return at + p.name(*p.r.Placement.Level) + p.mayChange() + "."
}

// mayChange returns what to add to a level that may change once more is known, or ""
// if it cannot change.
func (p phrases) mayChange() string {
	pl := &p.r.Placement
	if !pl.Placed() || pl.Sure() {
		return ""
	}
	return fmt.Sprintf(" (may change: %s to %s)", p.name(pl.AtLeast), p.name(pl.AtMost))
}

func (p phrases) spread() string {
	pl := &p.r.Placement
	if pl.AtLeast == pl.AtMost {
		return fmt.Sprintf("What is known so far allows only %s.", p.name(pl.AtLeast))
	}
	return fmt.Sprintf("It is somewhere between %s and %s.", p.name(pl.AtLeast), p.name(pl.AtMost))
}

// meaning returns what the level means, in the bank's words; "" if there is no level.
func (p phrases) meaning() string {
	level := p.r.Placement.Level
	if level == nil {
		return ""
	}
	words := p.r.Bank.Words(*level)
	if p.planned() && words.Planned != "" {
		return words.Planned
	}
	return words.Is
}

// claimAimLimit compares the level with what the team claimed, what it aims for and
// what limits it. It is kind about it: a level is judged by its aim, and a claim
// that was too high is where learning starts.
func (p phrases) claimAimLimit() []string {
	a, level := p.r, p.r.Placement.Level
	var out []string
	if a.Claim != nil {
		out = append(out, p.claim(*a.Claim, level))
	} else if len(p.r.Claims) > 0 {
		out = append(out, fmt.Sprintf("Before answering, people thought it was at different levels: %s.", p.named(p.r.Claims)))
	}
	if a.Aim != nil {
		out = append(out, p.aim(*a.Aim, level))
	} else if len(p.r.Aims) > 0 {
		out = append(out, fmt.Sprintf("People who answered have different aims: %s. What counts is whether the level fits the aim, so agree on one.", p.named(p.r.Aims)))
	}
	if s := limitWords[a.Limit]; s != "" {
		out = append(out, s)
	}
	if pl := &p.r.Placement; level != nil && !pl.Sure() {
		out = append(out, fmt.Sprintf("Some answers are not known yet. Once they are, it could be anywhere between %s and %s.", p.name(pl.AtLeast), p.name(pl.AtMost)))
	}
	if backed := p.r.Placement.BackedLevel; backed != nil && *backed != *level {
		out = append(out, fmt.Sprintf("If strong answers count only where they name evidence, it is at %s.", p.name(*backed)))
	}
	return out
}

// named returns the levels that files name, with how many files name each.
func (p phrases) named(all []assess.Named) string {
	said := make([]string, len(all))
	for i, n := range all {
		said[i] = fmt.Sprintf("%s (%s)", p.name(n.Level), prose.Count(n.Files, "file", "files"))
	}
	return prose.And(said)
}

// claimAndAim returns both in one short sentence, or "".
func (p phrases) claimAndAim() string {
	a := p.r
	switch {
	case a.Claim != nil && a.Aim != nil:
		return fmt.Sprintf("%s thought it was at %s; the aim is %s.", prose.Capital(p.you()), p.name(*a.Claim), p.name(*a.Aim))
	case a.Claim != nil:
		return fmt.Sprintf("%s thought it was at %s.", prose.Capital(p.you()), p.name(*a.Claim))
	case a.Aim != nil:
		return fmt.Sprintf("The aim is %s.", p.name(*a.Aim))
	}
	return ""
}

// several reports whether there is more than one answers file.
func (p phrases) several() bool { return p.r.Agreement.Raters > 1 }

// unplaced returns the perspectives that answered but have no level.
func (p phrases) unplaced() []string {
	var who []string
	for _, v := range p.r.Perspectives {
		if v.Level == nil {
			who = append(who, v.Perspective.Everybody())
		}
	}
	return who
}

// whose says whose answers are shown where a report on several files can show only
// one file's: those that decide the level. It returns "" for one file, and if a
// private copy must not say.
func (p phrases) whose() string {
	who := p.r.Respondent.Perspective
	if !p.several() || who == "" {
		return ""
	}
	for _, v := range p.r.Perspectives {
		if v.Perspective == who && v.Files > 1 {
			return fmt.Sprintf("the answers in one of the %s from %s", prose.CountInWords(v.Files, "file", "files"), who.Everybody())
		}
	}
	return "the answers of " + who.Everybody()
}

// lowest says which perspective sees the project at the lowest level and so decides
// it, or "" if only one perspective answered.
func (p phrases) lowest() string {
	var low, other []string
	for _, v := range p.r.Perspectives {
		switch {
		case v.Level == nil || !p.r.Placement.Placed():
		case *v.Level == *p.r.Placement.Level:
			low = append(low, v.Perspective.Everybody())
		default:
			other = append(other, v.Perspective.Everybody())
		}
	}
	switch {
	case len(p.r.Perspectives) < 2 || len(low) == 0:
		return ""
	case len(other) == 0 && len(p.unplaced()) > 0:
		return "Everyone who answered enough questions sees it at this level."
	case len(other) == 0:
		return "Everyone who answered sees it at this level."
	}
	return fmt.Sprintf("%s see it at %s, while %s see it higher. A project is only as far along as the people it works with say it is, so the lowest view counts.",
		prose.Capital(prose.And(low)), p.name(*p.r.Placement.Level), prose.And(other))
}

// you names the people who made the claim. If several people answered, it is the
// team, or just the staff if others made another claim.
func (p phrases) you() string {
	switch {
	case !p.several():
		return "you"
	case len(p.r.Claims) > 0:
		return "staff"
	}
	return "the team"
}

func (p phrases) claim(claim questions.Level, level *questions.Level) string {
	said := fmt.Sprintf("Before answering, %s thought it was at %s", p.you(), p.name(claim))
	switch {
	case level == nil:
		return said + "."
	case claim == *level:
		return said + ", and the answers agree."
	case claim > *level:
		said = fmt.Sprintf("%s. The answers put it %s lower", said, steps(claim-*level))
		if p.r.Placement.Above == nil {
			return said + "." // a private copy leaves out why
		}
		return said + "; the reasons are below."
	}
	return fmt.Sprintf("%s. The answers put it %s higher.", said, steps(*level-claim))
}

func (p phrases) aim(aim questions.Level, level *questions.Level) string {
	said := fmt.Sprintf("Your aim is %s", p.name(aim))
	if p.you() != "you" {
		said = fmt.Sprintf("The team's aim is %s", p.name(aim))
	}
	switch {
	case level == nil:
		return said + "."
	case *level == aim:
		return said + ", and that is where it is."
	case *level > aim:
		return said + "; the answers put it beyond that."
	}
	return fmt.Sprintf("%s, %s further on.", said, steps(aim-*level))
}

func steps(n questions.Level) string { return prose.CountInWords(int(n), "step", "steps") }

// atTheTop is said of a project at the highest level.
const atTheTop = "There is no level above this one. Staying there takes work too."

// why says what keeps the project where it is.
func (p phrases) why() []string {
	pl := &p.r.Placement
	if left := p.r.LeftOut; left != nil && (left.Small || left.Deciding) {
		return []string{"The answers behind this are left out of a private copy, because few people gave them."}
	}
	if !pl.Placed() {
		if pl.Answered >= pl.MinAnswered && pl.Answered > 0 {
			return []string{fmt.Sprintf("%d of %s about where it stands have an answer. That is enough, but a level also needs an answer to every key question. Still open:",
				pl.Answered, prose.CountInWords(pl.Asked, "question", "questions"))}
		}
		return []string{fmt.Sprintf("%d of %s about where it stands have an answer so far. "+
			"A level needs at least %d, including every key question. Still open:",
			pl.Answered, prose.CountInWords(pl.Asked, "question", "questions"), pl.MinAnswered)}
	}
	level := *pl.Level
	var out []string
	if s := p.lowest(); s != "" {
		out = append(out, s)
	}
	if whose := p.whose(); whose != "" {
		out = append(out, fmt.Sprintf("What follows is based on %s.", whose))
	}
	out = append(out, p.rule())
	if level == questions.CoProduce {
		out = append(out, atTheTop)
		if words := p.r.Bank.Words(level); words.NotYet != "" {
			out = append(out, words.NotYet)
		}
		return out
	}
	if pl.Above == nil || pl.Next == nil {
		return out // a private copy may leave them out
	}
	return append(out, p.held(), p.change())
}

// rule returns the rule of placement in a sentence.
func (p phrases) rule() string {
	rule := p.r.Bank.Placement
	share := fmt.Sprintf("at least %s%% of the answers", whole(100*rule.Share))
	if rule.Share == 0.75 {
		share = "at least three in four of the answers"
	}
	said := fmt.Sprintf("The level is the highest one that %s allow, and that every key answer allows.", share)
	if rule.StartToFinish > 0 {
		said += fmt.Sprintf(" To be at %s, the work must also be shared from start to finish.", p.name(questions.CoProduce))
	}
	return said
}

// held says which condition keeps the project below the next level up.
func (p phrases) held() string {
	return p.heldBy(func(gates []*questions.Question) string {
		asked := make([]string, len(gates))
		for i, q := range gates {
			asked[i] = "“" + q.Ask.In(p.r.Round) + "”"
		}
		if len(gates) == 1 {
			return fmt.Sprintf("the answer to the key question %s does not allow it", asked[0])
		}
		return fmt.Sprintf("the answers to the key questions %s do not allow it", prose.And(asked))
	})
}

// heldShort is like [phrases.held], but does not list the key questions.
func (p phrases) heldShort() string {
	return p.heldBy(func(gates []*questions.Question) string {
		if len(gates) == 1 {
			return "the answer to one key question does not allow it"
		}
		return fmt.Sprintf("the answers to %s do not allow it", prose.CountInWords(len(gates), "key question", "key questions"))
	})
}

// heldBy says what keeps the project below the next level up. gates puts key
// questions into words.
func (p phrases) heldBy(gates func([]*questions.Question) string) string {
	above := p.r.Placement.Above
	name := p.name(above.Level)
	var why []string
	for _, condition := range p.r.Placement.HeldBy() {
		switch condition {
		case assess.Share:
			why = append(why, fmt.Sprintf("%d of %s allow %s, and %d are needed", above.Allow, prose.Count(above.Of, "answer", "answers"), name, above.Needed))
		case assess.Gates:
			why = append(why, gates(above.Gates))
		case assess.StartToFinish:
			var stages []string
			for _, s := range above.Stages {
				stages = append(stages, string(s))
			}
			why = append(why, fmt.Sprintf("too little is shared in %s", prose.And(stages)))
		}
	}
	return fmt.Sprintf("What holds it below %s: %s.", name, strings.Join(why, "; "))
}

// change says what the smallest change would do. After the work, only the next piece
// of work can change. And if several perspectives keep the project at its level,
// moving one of them is not enough.
func (p phrases) change() string {
	next := p.r.Placement.Next
	answers := prose.CountInWords(len(next.Change), "answer", "answers")
	verb := "would move"
	if p.r.Round == "after" {
		verb = "would have moved"
	}
	what := "it"
	switch {
	case p.whose() != "":
		what = "this view"
	case p.planned():
		what = "the plan"
	}
	said := fmt.Sprintf("The smallest change that %s %s up to %s: %s.", verb, what, p.name(next.Level), answers)
	var others []string
	for _, v := range p.r.Perspectives {
		if v.Level != nil && *v.Level == *p.r.Placement.Level && v.Perspective != p.r.Respondent.Perspective {
			others = append(others, v.Perspective.Everybody())
		}
	}
	if len(others) > 0 && p.whose() != "" {
		said += fmt.Sprintf(" For the project to move up, what %s see must change too.", prose.And(others))
	}
	return said
}

// advice returns the label for what to do. After the work, it is about the next time.
func (p phrases) advice() string {
	if p.r.Round == "after" {
		return "Next time"
	}
	return "Next"
}

// now returns the label for an answer as it is now, or as it is planned.
func (p phrases) now() string {
	switch p.r.Round {
	case "before":
		return "Plan"
	case "after":
		return "It was"
	}
	return "Now"
}

// unanswered returns the placement questions still to be answered, key questions
// first.
func (p phrases) unanswered() []*questions.Question {
	var open []*questions.Question
	for _, line := range p.r.Lines {
		if line.Open() && line.Question.Kind == questions.Placement {
			open = append(open, line.Question)
		}
	}
	slices.SortStableFunc(open, questions.GatesFirst)
	return open
}
