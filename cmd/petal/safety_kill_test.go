//go:build unix

package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

// unanswered is an answers file with the set-up done and nothing else.
const unanswered = `# kept by the team
petal: 1
bank: {id: co-production, version: 1.0.0}
project: {name: "Letters"}
round: during
date: 2026-11-20
depth: full
respondent: {perspective: staff, people: 1}
claim: inform
aim: engage
limit: none
answers: {}
`

// TestKilled kills petal assess 200 times (20 when few cases are tried), each at a
// random moment between its start and some way into the questions, often right after
// a key. Whatever the moment, the file must load and lack at most the answer that was
// on the screen.
func TestKilled(t *testing.T) {
	const kills, workers = 200, 4
	for w := range workers {
		t.Run(fmt.Sprint(w), func(t *testing.T) {
			t.Parallel()
			counted := countCases(t, "kills", 10)
			random := rand.New(rand.NewPCG(6, uint64(w)))
			dir := t.TempDir()
			file := put(t, dir, "ward.petal.yaml", unanswered)
			lost, kept := 0, 0
			for range kills / workers {
				if !counted.next() {
					continue
				}
				before := countAnswers(t, file)
				if before > 30 {
					put(t, dir, "ward.petal.yaml", unanswered)
					before = 0
				}
				sent, seen := killOnce(t, random, file, before)
				got := countAnswers(t, file)
				if got < seen || got > before+sent {
					t.Fatalf("the file has %d answers; %d were there before, %d given since, and the screen had gone on from %d", got, before, sent, seen)
				}
				if got < before+sent {
					lost++
				} else if sent > 0 {
					kept++
				}
			}
			for _, name := range strings.Fields(listing(t, dir)) {
				if temporary := strings.HasPrefix(name, ".petal-") && strings.HasSuffix(name, ".tmp"); name != "ward.petal.yaml" && !temporary {
					t.Errorf("%s was left behind", name)
				}
			}
			t.Logf("the last answer was lost %d times and kept %d times", lost, kept)
		})
	}
}

// killOnce runs petal assess on a file with so many answers, gives a few more
// and kills it. It returns how many it gave and how many answers there must
// be, since the screen went on behind them.
func killOnce(t *testing.T, random *rand.Rand, file string, before int) (sent, seen int) {
	t.Helper()
	cmd := exec.Command("petal", "assess", file, "--notes", "none")
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=1", "CI=")
	term, err := startTerminal(cmd, 80, 24)
	if err != nil {
		t.Fatal(err)
	}
	defer term.pty.Close() //nolint:errcheck // it was only read
	seen = before
	if early := random.IntN(4) == 0; early {
		time.Sleep(time.Duration(random.IntN(40)) * time.Millisecond)
	} else {
		for sent = range random.IntN(3) + 1 {
			// Questions answered not-applicable and the like do not matter here:
			// every answer moves on by one.
			next := fmt.Sprintf("question %d of", before+sent+1)
			if err := term.waitFor(next, func() bool { return term.shows(next) }); err != nil {
				t.Fatal(err)
			}
			seen = before + sent
			if _, err := term.pty.WriteString("1\r"); err != nil {
				t.Fatal(err)
			}
		}
		sent++
		time.Sleep(time.Duration(random.IntN(9000)) * time.Microsecond)
	}
	if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() //nolint:errcheck // it was killed
	return sent, seen
}

// countAnswers checks that an answers file loads, as petal assess loads it, and
// counts what is answered.
func countAnswers(t *testing.T, file string) int {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := assess.ReadDraft(filepath.Base(file), text, questions.Default())
	if err != nil {
		t.Fatalf("the file does not load: %v\n%s", err, text)
	}
	if !strings.HasPrefix(string(text), "# kept by the team\n") {
		t.Fatalf("the comment was lost:\n%s", text)
	}
	return len(a.Given)
}

// TestTwoAtOnce lets two people answer into one file at the same moment, from
// the first save on. Each ends with a file that holds all they answered.
func TestTwoAtOnce(t *testing.T) {
	rounds := countCases(t, "pairs who answer into one file", 5)
	for round := range 15 {
		if !rounds.next() {
			continue
		}
		dir := t.TempDir()
		var ready, start sync.WaitGroup
		ready.Add(2)
		start.Add(1)
		results := make(chan outcome, 2)
		for person := 1; person <= 2; person++ {
			go func() {
				cmd := exec.Command("petal", append([]string{"assess", "ward.petal.yaml", "--notes", "none"}, strings.Fields(setUp)...)...)
				cmd.Dir = dir
				said := &watched{words: "question 1 of", seen: ready.Done}
				cmd.Stderr = said
				answers, err := cmd.StdinPipe()
				if err == nil {
					err = cmd.Start()
				}
				if err != nil {
					ready.Done()
					results <- outcome{code: -1, stderr: err.Error()}
					return
				}
				start.Wait()
				_, _ = io.WriteString(answers, strings.Repeat(fmt.Sprintf("%d\n", person), 60)) // it stops reading when it has enough
				answers.Close()                                                                 //nolint:errcheck // as above
				err = cmd.Wait()
				results <- outcome{code: cmd.ProcessState.ExitCode(), stderr: fmt.Sprint(said.all.String(), err)}
			}()
		}
		ready.Wait()
		start.Done()
		files := map[string]bool{}
		for range 2 {
			got := <-results
			_, saved, ok := strings.Cut(got.stderr, "\nSaved in ")
			if got.code != 0 || !ok {
				t.Fatalf("round %d: exit code %d: %s", round, got.code, got.stderr)
			}
			name, _, _ := strings.Cut(saved, ".\n")
			files[name] = true
		}
		if want := listing(t, dir); len(files) != 2 || want != "ward-2.petal.yaml ward.petal.yaml" {
			t.Fatalf("round %d: saved in %v; the folder holds %s", round, files, want)
		}
		for name := range files {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			a, err := assess.Read(name, text, questions.Default())
			if err != nil {
				t.Fatal(err)
			}
			if got, want := len(a.Given), len(a.Asked(questions.Default())); got != want {
				t.Errorf("round %d: %s has %d answers, want %d", round, name, got, want)
			}
		}
	}
}

// watched is a stream that signals once when certain words have been written to it.
type watched struct {
	words string
	seen  func()
	all   strings.Builder
	told  bool
}

func (w *watched) Write(p []byte) (int, error) {
	w.all.Write(p)
	if !w.told && strings.Contains(w.all.String(), w.words) {
		w.told = true
		w.seen()
	}
	return len(p), nil
}
