package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/lesson"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/reports"
)

// startLearning runs a new session.
func (a *app) startLearning(o *learnOptions, bank *questions.Bank, set *questions.ScenarioSet, stories []*questions.Scenario) error {
	if err := a.mayAsk(); err != nil {
		return err
	}
	s := &session{app: a, o: o, bank: bank, set: set, stories: stories, results: &assess.Lesson{
		Scenarios: assess.BankRef{ID: set.ID, Version: set.Version},
		Date:      a.now().Format(time.DateOnly),
		Seed:      o.seed,
		Levels:    o.levels,
		Group:     o.group,
		Mode:      assess.Alone,
		People:    o.people,
	}}
	if o.room {
		s.results.Mode = assess.Room
	}
	for _, story := range stories {
		s.results.Stories = append(s.results.Stories, assess.StoryVotes{ID: story.ID})
	}
	notice, err := s.openNew()
	if err != nil {
		return err
	}
	return s.hold(notice)
}

// goOnLearning continues a session where it stopped, or shows the results if there is
// nothing left to do.
func (a *app) goOnLearning(o *learnOptions, bank *questions.Bank, set *questions.ScenarioSet) error {
	file, err := answersfile.Open(o.file)
	if err != nil {
		return fmt.Errorf("read session: %w", err)
	}
	if file.Text() == nil {
		return fmt.Errorf("there is no file %s; to start a session with a group, run petal learn --room", o.file)
	}
	if isAnswers().Match(file.Text()) {
		return fmt.Errorf("%s holds answers about a project; to carry on with them, run petal assess %s", o.file, shellWord(o.file))
	}
	results, err := assess.ReadLesson(o.file, file.Text(), set)
	if err != nil {
		return err
	}
	s := &session{app: a, o: o, bank: bank, set: set, file: file, results: results}
	for _, story := range results.Stories {
		s.stories = append(s.stories, set.Scenario(story.ID))
	}
	if o.people > 0 {
		results.People = o.people // somebody has come or gone since
	}
	o.room, o.count, o.levels, o.seed = results.Mode == assess.Room, len(s.stories), results.Levels, results.Seed
	if results.Next() == len(s.stories) {
		return s.finish()
	}
	if err := a.mayAsk(); err != nil {
		return err
	}
	if err := file.CanSave(); err != nil {
		return fmt.Errorf("the session cannot be saved: %w", err)
	}
	return s.hold(s.progress())
}

// mayAsk returns an error if no questions may be asked.
func (a *app) mayAsk() error {
	if a.noInput {
		return errors.New("petal learn has to ask questions, so it cannot run with --no-input; --print, --pack and --results ask nothing")
	}
	return nil
}

// session is one session of petal learn, and the file it is kept in.
type session struct {
	*app
	o       *learnOptions
	bank    *questions.Bank
	set     *questions.ScenarioSet
	stories []*questions.Scenario
	results *assess.Lesson
	file    *answersfile.File // nil if nothing is kept
}

// openNew checks that a new session can be saved before anybody answers anything, and
// says where it will be. If another file turns up there later, it is left alone.
func (s *session) openNew() (notice string, err error) {
	path := s.o.save
	switch {
	case s.o.noSave, path == "" && !s.o.room:
		return "", nil
	case path == "":
		path = answersfile.Free("levels-" + s.results.Date + ".yaml")
	default:
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("%s already exists; to carry on with it, run petal learn %s, or choose another name for --save", path, shellWord(path))
		}
	}
	if dir := filepath.Dir(path); !isFolder(dir) {
		return "", fmt.Errorf("there is no folder %s to save the session in", dir)
	}
	if s.file, err = answersfile.Open(path); err == nil {
		err = s.file.CanSave()
	}
	if err != nil {
		return "", cannotKeep(err)
	}
	notice = fmt.Sprintf("Every vote is saved in %s. Stop whenever you like; to carry on: petal learn %s", prose.Visible(path), shellWord(prose.Visible(path)))
	if other := s.unfinished(); s.o.save == "" && other != "" {
		notice += fmt.Sprintf("\n%s is not finished. To carry on with that one, stop here and run: petal learn %s", prose.Visible(other), shellWord(prose.Visible(other)))
	}
	return notice, nil
}

// cannotKeep adds what to do to an error from checking whether a session can be
// saved.
func cannotKeep(err error) error {
	return fmt.Errorf("the session cannot be saved: %w; name a file in another folder with --save, or use --no-save", err)
}

// unfinished returns the last session in this folder, by name, that stopped half-way
// and has a default name, or "" if there is none.
func (s *session) unfinished() string {
	const most = 100 // the most to look at, since a folder may hold years of sessions
	files, err := filepath.Glob("levels-*.yaml")
	if err != nil {
		return ""
	}
	slices.Reverse(files)
	for _, path := range files[:min(len(files), most)] {
		text, err := answersfile.Read(path)
		if err != nil {
			continue
		}
		if l, err := assess.ReadLesson(path, text, s.set); err == nil && l.Voted() > 0 && l.Next() < len(l.Stories) {
			return path
		}
	}
	return ""
}

// progress says how much of a session is done, for people who continue it.
func (s *session) progress() string {
	said := fmt.Sprintf("Carrying on with %s: %d of %s done.", prose.Visible(s.o.file), s.done(), prose.Count(len(s.stories), "story", "stories"))
	few := 0
	for _, story := range s.results.Stories {
		if story.Few {
			few++
		}
	}
	if few > 0 {
		said += fmt.Sprintf(" The votes on %s were not kept, because fewer than five people voted.", prose.Count(few, "story", "stories"))
	}
	return said
}

// done returns how many stories are finished.
func (s *session) done() int {
	n := 0
	for _, story := range s.results.Stories {
		if story.Voted() && !story.Open {
			n++
		}
	}
	return n
}

// save saves the votes so far.
func (s *session) save() (notice string, err error) {
	if s.file == nil {
		return "", nil
	}
	text, err := assess.EncodeLesson(s.results, s.set)
	if err != nil {
		return "", err
	}
	if notice, err = s.file.Save(text); err != nil {
		return "", fmt.Errorf("the last vote could not be saved; the earlier ones are safe in %s: %w", s.file.Path(), err)
	}
	return notice, nil
}

// hold runs the session: it asks for the votes on the stories that are still to come,
// and shows the results.
func (s *session) hold(notice string) error {
	asker, done := s.asker(s.o.accessible)
	l := &lesson.Lesson{
		Bank:    s.bank,
		Stories: s.stories,
		Ask:     asker,
		Results: s.results,
		Save:    s.save,
		Notice:  notice,
		Words:   s.o.accessible || s.wordsOnly(),
	}
	if s.file != nil {
		l.File = s.file.Path
	}
	err := l.Run()
	done()
	switch {
	case errors.Is(err, ask.ErrInterrupted), errors.Is(err, ask.ErrEnd):
		s.stopped()
		return err
	case err != nil:
		return err
	case s.results.Voted() == 0:
		s.tell("Every story was skipped, so there is nothing to show.")
		s.tellCommand("The same stories again", s.lessonCommand(s.o, s.o.room))
		return nil
	}
	return s.finish()
}

// stopped says what has been saved and how to continue, after a session that was
// interrupted.
func (s *session) stopped() {
	went := fmt.Sprintf("Stopped after %d of %s.", s.done(), prose.Count(len(s.stories), "story", "stories"))
	switch {
	case s.results.Voted() == 0:
		s.tell("%s Nothing was answered, so nothing was saved.", went)
	case s.file == nil:
		s.tell("%s Nothing was saved; use --save FILE to keep a session.", went)
	default:
		path := prose.Visible(s.file.Path())
		s.tell("%s Saved in %s.", went, path)
		s.tellCommand("To carry on", s.goOn(path))
		return
	}
	s.tellCommand("The same stories again", s.lessonCommand(s.o, s.o.room))
}

// finish shows the results and says where they are, what to do with them, and how
// to see the same stories again.
func (s *session) finish() error {
	d := reports.Lesson(s.bank, assess.EvaluateLesson(s.set, s.results), s.explainCommandLine())
	if err := s.print(func(w io.Writer) error { return reports.Terminal(w, d, s.lessonOptions(s.o)) }); err != nil {
		return err
	}
	fmt.Fprintln(s.stderr)
	if s.file == nil {
		s.tell("The results were not saved; use --save FILE to keep them.")
	} else {
		path := prose.Visible(s.file.Path())
		s.tell("Saved in %s.", path)
		s.tellCommand("To compare it with another session", "petal learn --results "+shellWord(path)+" OTHER")
	}
	s.tellCommand("The same stories again", s.lessonCommand(s.o, s.o.room))
	return nil
}

// goOn returns the command that continues a session, with the same options.
func (s *session) goOn(path string) string {
	words := append([]string{"petal learn"}, s.sources(s.o)...)
	if s.o.accessible {
		words = append(words, "--accessible")
	}
	return strings.Join(append(words, shellWord(path)), " ")
}
