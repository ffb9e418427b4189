//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkNextQuestion measures the time from the key that answers a question,
// or goes back to it, until the other question is on the screen: reading,
// saving the file and drawing are all in it.
func BenchmarkNextQuestion(b *testing.B) {
	dir := b.TempDir()
	file := filepath.Join(dir, "ward.petal.yaml")
	const answers = `petal: 1
bank: {id: co-production, version: 1.0.0}
project: {name: "Letters"}
round: during
date: 2026-11-20
depth: short
respondent: {perspective: staff, people: 1}
claim: inform
aim: engage
limit: none
answers: {}
`
	if err := os.WriteFile(file, []byte(answers), 0o644); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command("petal", "assess", file, "--notes", "none")
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=1")
	t, err := startTerminal(cmd, 80, 24)
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		cmd.Process.Kill() //nolint:errcheck // the benchmark is over
		cmd.Wait()         //nolint:errcheck // it was killed
		t.pty.Close()      //nolint:errcheck // it was only read
	}()
	see := func(words string) {
		for end := time.Now().Add(patience); !t.shows(words); time.Sleep(200 * time.Microsecond) {
			if time.Now().After(end) {
				b.Fatalf("no %q on\n%s", words, t.text())
			}
		}
	}
	press := func(keys string) {
		if _, err := t.pty.WriteString(keys); err != nil {
			b.Fatal(err)
		}
	}
	see("question 1 of")
	press("2\r")
	see("question 2 of")
	for b.Loop() {
		press("\x1b")
		see("question 1 of")
		press("\r")
		see("question 2 of")
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(2*b.N)/1000, "ms/key")
}
