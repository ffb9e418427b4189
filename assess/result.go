package assess

import (
	"cmp"
	"slices"

	"github.com/petal-check/petal/questions"
)

// Result is everything Petal has to say about one assessment. Every report is
// written from a Result alone, so that all of them say the same.
type Result struct {
	Bank *questions.Bank
	Heading
	Respondent    Respondent // the people whose answers decide the level
	StaffViewOnly bool       // only staff and partners are heard
	Placement     Placement
	Scores
	Evidence     Evidence
	Conflicts    []Contradiction
	Perspectives []PerspectiveView
	Differences  []Difference // every question that two perspectives answered, widest gap first
	Agreement    Agreement
	Strengths    []Finding // the items that score highest, at most three
	ToWorkOn     []Finding // the items that score lowest, each with advice, at most three
	Lines        []Line    // the answers that decide the level
	Voices       []Voice   // what each perspective says to each question; nil if there is only one file
	Claims, Aims []Named   // every claim, or aim, if files name more than one; nil if they agree
	Copies       []Copies  // files that give exactly the same answers
	LeftOut      *LeftOut  // what [Result.Private] left out; nil in a full result

	groups   []*group // the files of each perspective, worked out
	deciding *Sheet   // the file that decides the level
}

// Line returns the answer to a question in the file that decides the level. The
// answer is zero if the question is not among the lines.
func (r *Result) Line(q *questions.Question) Line {
	for _, l := range r.Lines {
		if l.Question == q {
			return l
		}
	}
	return Line{Question: q}
}

// Evidence counts the strong answers and how many of them name evidence.
type Evidence struct {
	Strong  int
	Backed  int
	Missing []*questions.Question // strong answers without evidence
}

// Contradiction is two answers that cannot both be true.
type Contradiction struct {
	Questions []*questions.Question
	Options   []*questions.Option // for each question, the option in the first file with this contradiction
	Say       string
	By        []questions.Perspective // the perspectives with such a file
}

// Voice holds everybody's answers to one question, with their notes.
type Voice struct {
	Question *questions.Question
	By       []View   // in the order of Perspectives, without those who chose no option
	Remarks  []Remark // in the order of Perspectives, then of the files
}

// Copies names files with exactly the same answers. Two people may well agree on
// everything, but a file that was copied counts twice and can outvote a group.
type Copies struct{ Files []string }

// Remark is a note that somebody wrote with an answer.
type Remark struct {
	Perspective    questions.Perspective
	Note, Evidence string
}

// PerspectiveView is the result of one perspective on its own.
type PerspectiveView struct {
	Perspective   questions.Perspective
	Files, People int  // People is at least 1 for each file
	Heard         bool // one of its files answers at least half of its questions with an option
	Level         *questions.Level
	Sure          bool // no missing answer could change the level
	// Lowest and Highest are the lowest and the highest level of its placed files.
	// They are nil if these are the same, and in a private result.
	Lowest, Highest *questions.Level
	Scores
}

// Difference shows how each perspective answered one question.
type Difference struct {
	Question *questions.Question
	Gap      float64 // between the highest and the lowest view, in points out of 100; 0 if they agree
	By       []View  // in the order of Perspectives; at least two
}

// View is one perspective's lower-median answer to a question.
type View struct {
	Perspective questions.Perspective
	Option      *questions.Option
	Percent     float64 // 0 to 100
}

// Agreement is how far people agree on the placement questions.
type Agreement struct {
	Alpha  *float64 // Krippendorff's alpha, ordinal, at most 1; nil if it is not defined
	Raters int      // answers files
	Units  int      // placement questions that at least two of them answered with an option
}

// Finding is a framework item worth pointing out, with the answer that shows it best.
type Finding struct {
	Framework *questions.Framework
	Item      ItemScore
	Question  *questions.Question
	Option    *questions.Option
}

// Evaluate works out the result of one answers file.
func Evaluate(bank *questions.Bank, a *Answers) *Result {
	return evaluate(bank, byPerspective(bank, []*Sheet{{Answers: a}}))
}

// evidence counts the questions to which anybody gave a strong answer, and how many
// of these are backed: at least one file with a strong answer must name evidence.
func evidence(bank *questions.Bank, files []*file) Evidence {
	strong, backed := map[*questions.Question]bool{}, map[*questions.Question]bool{}
	for _, f := range files {
		for _, l := range f.lines {
			strong[l.Question] = strong[l.Question] || l.strong
			backed[l.Question] = backed[l.Question] || l.backed()
		}
	}
	var e Evidence
	for _, q := range bank.Questions() {
		switch {
		case backed[q]:
			e.Strong++
			e.Backed++
		case strong[q]:
			e.Strong++
			e.Missing = append(e.Missing, q)
		}
	}
	return e
}

// Framework returns the score of the framework with the given id, or nil.
func (r *Result) Framework(id string) *FrameworkScore {
	for i := range r.Frameworks {
		if r.Frameworks[i].ID == id {
			return &r.Frameworks[i]
		}
	}
	return nil
}

// contradictions returns every conflict in the bank that a single file's answers
// match: each question under "if" and each under "and" has one of the options listed
// for it. Answers in different files do not count, since people may disagree.
func contradictions(bank *questions.Bank, files []*file) []Contradiction {
	var found []Contradiction
	for _, c := range bank.Conflicts {
		one := Contradiction{Say: c.Say}
		for _, f := range files {
			if !holds(c, f.sheet.Answers) {
				continue
			}
			if one.By == nil {
				one.Questions = involved(bank, c)
				for _, q := range one.Questions {
					one.Options = append(one.Options, f.chosen(q))
				}
			}
			if who := f.sheet.Respondent.Perspective; !slices.Contains(one.By, who) {
				one.By = append(one.By, who)
			}
		}
		if one.By != nil {
			found = append(found, one)
		}
	}
	return found
}

// involved returns the questions in a conflict, in the order of asking.
func involved(bank *questions.Bank, c questions.Conflict) []*questions.Question {
	return slices.DeleteFunc(slices.Clone(bank.Questions()), func(q *questions.Question) bool { return c.If[q.ID] == nil && c.And[q.ID] == nil })
}

// holds reports whether the answers match a conflict.
func holds(c questions.Conflict, a *Answers) bool {
	for _, side := range []map[string][]string{c.If, c.And} {
		for id, options := range side {
			if !slices.Contains(options, a.Given[id].Choose) {
				return false
			}
		}
	}
	return true
}

// findings picks up to three items of the principles and values: if sign is 1, the
// highest that are at least growing; if sign is -1, the lowest that are not yet
// strong. Each comes with a different answer, so that one answer is not shown three
// times. Something to work on comes with an answer that the bank has advice for.
// findings looks for answers in lines, and leaves out items named in others.
func findings(r *Result, lines []Line, sign float64, others []Finding) []Finding {
	var candidates []Finding
	for _, f := range core(r.Frameworks) {
		for _, i := range f.Items {
			if i.Known == nil || sign > 0 && *i.Known < 50 || sign < 0 && *i.Known >= 75 {
				continue
			}
			if !slices.ContainsFunc(others, func(o Finding) bool { return o.Item.Item == i.Item }) {
				candidates = append(candidates, Finding{Framework: f.Framework, Item: i})
			}
		}
	}
	slices.SortStableFunc(candidates, func(a, b Finding) int {
		return cmp.Compare(-sign**a.Item.Known, -sign**b.Item.Known)
	})

	var picked []Finding
	shown := map[*questions.Question]bool{}
	for _, c := range candidates {
		ref := questions.Ref{Framework: c.Framework.ID, Item: c.Item.ID}
		for _, line := range lines {
			if line.Option == nil || shown[line.Question] || !slices.Contains(line.Question.CountsTowards, ref) {
				continue
			}
			if sign < 0 && line.Option.Next == "" {
				continue
			}
			if c.Option == nil || sign*line.Question.Percent(line.Option) > sign*c.Question.Percent(c.Option) {
				c.Question, c.Option = line.Question, line.Option
			}
		}
		if c.Option == nil {
			continue
		}
		shown[c.Question] = true
		if picked = append(picked, c); len(picked) == 3 {
			break
		}
	}
	return picked
}

// core returns the frameworks that findings come from: the principles and the values
// if the bank has them, since other frameworks cover the same ground.
func core(all []FrameworkScore) []FrameworkScore {
	lenses := slices.DeleteFunc(slices.Clone(all), func(f FrameworkScore) bool { return !f.Core() })
	if len(lenses) == 0 {
		return all
	}
	return lenses
}
