//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/questions"
)

// BenchmarkPortfolio reads the answers files of many projects: with the YAML library
// alone, with the same processors, and with petal portfolio, to a table for a
// spreadsheet and to the rows of a database. It reports the time for each file and
// the most memory that petal took.
// With PETAL_EVERY_CASE, it also reads 10,000 and 100,000 files.
func BenchmarkPortfolio(b *testing.B) {
	sizes := []int{1000}
	if os.Getenv("PETAL_EVERY_CASE") != "" {
		sizes = append(sizes, 10_000, 100_000)
	}
	for _, size := range sizes {
		dir := b.TempDir()
		writeProjects(b, dir, size)
		b.Run(fmt.Sprintf("yaml/%d", size), func(b *testing.B) {
			began := processorTime()
			for b.Loop() {
				paths, err := search([]string{dir})
				if err != nil || len(paths) != size {
					b.Fatalf("%d files: %v", len(paths), err)
				}
				withAllProcessors(len(paths), func(i int) {
					text, err := os.ReadFile(paths[i])
					var tree yaml.Node
					if err == nil {
						err = yaml.Unmarshal(text, &tree)
					}
					if err != nil {
						panic(err)
					}
				})
			}
			perFile(b, processorTime()-began, size)
		})
		for _, format := range []string{"terminal", "csv", "json", "ndjson"} {
			b.Run(fmt.Sprintf("%s/%d", format, size), func(b *testing.B) {
				most, worked := int64(0), time.Duration(0)
				for b.Loop() {
					cmd := exec.Command("petal", "portfolio", dir, "-f", format)
					cmd.Stderr = os.Stderr
					if err := cmd.Run(); err != nil {
						b.Fatal(err)
					}
					if used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
						most, worked = max(most, used.Maxrss), worked+cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
					}
				}
				perFile(b, worked, size)
				b.ReportMetric(float64(most)/1024, "MB") // Linux counts in kB
			})
		}
	}
}

// perFile reports the time for each file, by the clock and of the processors, which
// says more on a busy machine.
func perFile(b *testing.B, worked time.Duration, files int) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*files), "µs/file")
	b.ReportMetric(float64(worked.Microseconds())/float64(b.N*files), "processor-µs/file")
}

// writeProjects writes answers files of about 4.5 kB each: full checks with notes and
// evidence. A project has three of them: staff before and during it, and those who
// use the service during it. Ten projects make a team.
func writeProjects(t testing.TB, dir string, files int) {
	t.Helper()
	for i := range files {
		if i%1000 == 0 {
			if err := os.Mkdir(filepath.Join(dir, fmt.Sprint(i/1000)), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		name := filepath.Join(fmt.Sprint(i/1000), fmt.Sprintf("%06d%s", i, answersfile.Suffix))
		put(t, dir, name, answersOfProject(i))
	}
}

// answersOfProject returns the file of that number.
func answersOfProject(number int) string {
	random := rand.New(rand.NewPCG(uint64(number), 13)) //nolint:gosec // for a test
	project, part := number/3, number%3
	round, date, who := "during", "2026-06-15", questions.Staff
	switch part {
	case 0:
		round, date = "before", "2025-11-20"
	case 2:
		who = []questions.Perspective{questions.LivedExperience, questions.Carer}[project%2]
	}
	var out strings.Builder
	fmt.Fprintf(&out, `petal: 1
bank: {id: co-production, version: %s}
project: {name: "Project %04d", team: "Team %03d"}
round: %s
date: %s
depth: full
respondent: {perspective: %s, people: %d}
claim: %s
aim: %s
limit: none
answers:
`, questions.Default().Version, project, project/10, round, date, who, 1+random.IntN(9),
		questions.Levels[1+random.IntN(5)], questions.Levels[2+random.IntN(4)])
	around := random.Float64()
	for n, q := range questions.Default().Questions() {
		if !q.IsAskedOf(who) {
			continue
		}
		at := min(int((around+random.Float64())/2*float64(len(q.Options))), len(q.Options)-1)
		switch choice := q.Options[at].ID; {
		case random.IntN(15) == 0:
			fmt.Fprintf(&out, "  %s: unknown\n", q.ID)
		case n%3 == 0:
			fmt.Fprintf(&out, "  %s: {choose: %s, note: %q, evidence: %q}\n", q.ID, choice,
				"The team went through this one together.", fmt.Sprintf("minutes of meeting %d, page %d", number, n))
		default:
			fmt.Fprintf(&out, "  %s: {choose: %s, note: %q}\n", q.ID, choice, "Said at the meeting.")
		}
	}
	fmt.Fprintf(&out, "actions:\n  - {said: %q, will: %q, who: Amira, by: %s, done: %t}\n",
		fmt.Sprintf("Letter %d uses words nobody explains", project), "Write a glossary together with those who get the letters", "2026-09-30", random.IntN(2) == 0)
	return out.String()
}
