package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
)

// nearby is an answers file in this folder.
type nearby struct {
	path     string
	answers  *assess.Answers
	open     int // questions without an answer
	finished bool
}

// Limits on how much of a folder is looked at and offered: the newest files. People
// with more files than that can name the file they mean.
const (
	mostNearby   = 50
	mostOffered  = 5
	mostProjects = 3
)

// start finds out where the answers go: into the file that was named, into an
// unfinished one in this folder, or into a new one, which gets its name once the
// project has one. It asks only in a terminal.
func (s *assessRun) start() error {
	if s.o.file == "" { // a new file or one in this folder: both need this folder
		if err := cannotSave(answersfile.CanSaveIn(".")); err != nil {
			return err
		}
	}
	if s.o.file == "" && s.o.from == "" {
		near := s.nearby()
		switch {
		case len(near) == 0:
		case isTerminal(s.stdin) && isTerminal(s.stderr):
			if err := s.choose(near); err != nil {
				return err
			}
		default:
			s.tellUnfinished(near)
		}
	}
	if s.o.file == "" {
		return nil
	}
	return s.open(s.o.file)
}

// nearby returns the answers files in this folder that the flags do not rule out, the
// last changed first. It ignores files that cannot be read.
func (s *assessRun) nearby() []nearby {
	paths, err := answersIn(".")
	if err != nil {
		return nil
	}
	changed := map[string]time.Time{}
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			changed[path] = info.ModTime()
		}
	}
	slices.SortStableFunc(paths, func(a, b string) int { return changed[b].Compare(changed[a]) })
	var near []nearby
	for _, path := range paths[:min(len(paths), mostNearby)] {
		text, err := answersfile.Read(path)
		if err != nil {
			continue
		}
		a, err := assess.ReadDraft(path, text, s.bank)
		if err != nil || a.Project.Name == "" || !s.maybeMeant(a) {
			continue
		}
		n := nearby{path: path, answers: a, open: openQuestions(a, s.bank)}
		lacks := func(p *assess.Part) bool { return (p.Needed || p.Wanted) && p.Of(a) == "" }
		n.finished = n.open == 0 && !slices.ContainsFunc(assess.SetUp, lacks)
		near = append(near, n)
	}
	return near
}

// maybeMeant reports whether what the flags say fits a file.
func (s *assessRun) maybeMeant(a *assess.Answers) bool {
	for _, p := range assess.SetUp {
		given, is := s.o.setUp[p.ID]
		if has := p.Of(a); is && p.Whose && p.Shared && has != "" && !assess.SameName(given, has) {
			return false
		}
	}
	return true
}

// choose asks whether to continue with one of the files, to answer about the same
// project as another person, or to start with another project.
func (s *assessRun) choose(near []nearby) error {
	const goOn, join, anew = "go on ", "join ", "new"
	p := ask.Prompt{Text: "There are answers in this folder. What would you like to do?", First: true}
	for _, n := range near {
		who := n.answers.Respondent.Perspective
		if given, is := s.o.setUp["perspective"]; n.finished || is && who != "" && given != string(who) {
			continue
		}
		of := len(n.answers.Asked(s.bank))
		p.Choices = append(p.Choices, ask.Choice{Value: goOn + n.path, Text: fmt.Sprintf("Carry on with %s: %s, %d of %d answered",
			prose.Visible(n.path), cmp.Or(who.People(), "nobody yet"), of-n.open, of)})
		if len(p.Choices) == mostOffered {
			break
		}
	}
	var projects []*assess.Answers
	for _, n := range near {
		same := func(a *assess.Answers) bool {
			return assess.SameName(a.Project.Name, n.answers.Project.Name) && assess.SameName(a.Round, n.answers.Round)
		}
		if slices.ContainsFunc(projects, same) || len(projects) == mostProjects {
			continue
		}
		projects = append(projects, n.answers)
		text := "Add answers about " + n.answers.Project.Name
		if n.answers.Round != "" {
			text += " (" + n.answers.Round + ")"
		}
		p.Choices = append(p.Choices, ask.Choice{Value: join + n.path, Text: text + " in a new file, with the set-up from " + prose.Visible(n.path)})
	}
	p.Choices = append(p.Choices, ask.Choice{Value: anew, Text: "Start on a different project"})
	reply, err := s.asking().Ask(p)
	switch {
	case err != nil:
		return err
	case reply.Did == ask.Quit:
		return ask.ErrInterrupted
	case reply.Did != ask.Answered:
		return nil
	}
	if path, is := strings.CutPrefix(reply.Value, goOn); is {
		s.o.file = path
	}
	if path, is := strings.CutPrefix(reply.Value, join); is {
		s.o.from = path
	}
	return nil
}

// tellUnfinished lists files that could be continued, for when nobody can be asked.
func (s *assessRun) tellUnfinished(near []nearby) {
	if i := slices.IndexFunc(near, func(n nearby) bool { return !n.finished }); i >= 0 {
		s.tell("%s has unfinished answers; these are saved in a new file.", prose.Visible(near[i].path))
		s.tellCommand("To carry on with that file", s.goOn(prose.Visible(near[i].path)))
	}
}

// open opens an answers file, which need not exist yet. Before anything is asked, it
// makes sure that the file can be saved.
func (s *assessRun) open(path string) error {
	file, err := answersfile.Open(path)
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	dir := filepath.Dir(file.Path())
	if file.Text() == nil && !isFolder(dir) {
		return fmt.Errorf("there is no folder %s to save answers in", dir)
	}
	if err := cannotSave(file.CanSave()); err != nil {
		return err
	}
	s.file = file
	if file.Text() == nil {
		return nil
	}
	s.answers, err = assess.ReadDraft(path, file.Text(), s.bank)
	return err
}

// cannotSave adds what to do to an error from checking whether answers can be saved.
func cannotSave(err error) error {
	var at *fs.PathError
	if !errors.As(err, &at) {
		return err
	}
	place := at.Path
	if full, err := filepath.Abs(place); err == nil && isFolder(place) {
		place = "the folder " + full
	}
	return fmt.Errorf("answers cannot be saved in %s: %w; name a file in a folder that you can write to, such as petal assess %s",
		place, at.Err, shellWord(filepath.Join(elsewhere(), "letters"+answersfile.Suffix)))
}

// elsewhere returns a folder that most people can write to.
func elsewhere() string {
	if home, err := os.UserHomeDir(); err == nil {
		return home
	}
	return "FOLDER"
}

// openQuestions counts the questions of a check that have no answer.
func openQuestions(a *assess.Answers, bank *questions.Bank) int {
	n := 0
	for _, q := range a.Asked(bank) {
		if _, answered := a.Given[q.ID]; !answered {
			n++
		}
	}
	return n
}
