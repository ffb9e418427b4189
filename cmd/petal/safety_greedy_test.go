package main

import (
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/petal-check/petal/questions"
)

// TestGreedyFiles gives the commands files made to cost time or memory, as large
// as is read and larger, and valid ones as large as can be.
func TestGreedyFiles(t *testing.T) {
	oneAfterTheOther(t)
	limit := debug.SetMemoryLimit(-1)
	spareMemory() // as in the program itself
	t.Cleanup(func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(100)
	})
	const kB, bankSize = 1 << 10, 1 << 20
	fill := func(head, part, foot string, size int) string {
		return head + strings.Repeat(part, (size-len(head)-len(foot))/len(part)) + foot
	}
	files := map[string]string{
		"100,000 keys":         numbered("k%d: 1\n", 100_000),
		"keys of a bank":       numbered("k%d: 1\n", 90_000),
		"nothing but commas":   fill("a: [", "a,", "b]\n", bankSize),
		"commas up to a limit": fill("a: ["+strings.Repeat("a,", 130_000)+`"`, "b", "\"]\n", bankSize),
		"small mappings":       fill("a: ["+strings.Repeat("{a: },", 65_000)+`"`, "b ", "\"]\n", bankSize),
		"mistakes":             fill("petal-bank: 1\nsections:\n"+strings.Repeat("  - {i: 1}\n", 65_000)+"# ", "x", "\n", bankSize),
		"mistakes in answers":  fill("petal: 1\nanswers:\n", "  whodecides: staf\n", "", 250*kB),
		"deep lists":           strings.Repeat("[", 500_000),
		"deep mappings":        strings.Repeat("{a: ", 250_000),
		"dashes":               strings.Repeat("- ", 500_000),
		"question marks":       strings.Repeat("? ", 500_000),
		"empty lines":          fill(`a: "`, "\n", "\"\n", bankSize),
		"one long word":        fill(`a: "`, "x", "\"\n", bankSize),
		"quotes":               strings.Repeat(`"`, bankSize),
		"tags":                 strings.Repeat("!!binary ", 100_000),
		"aliases":              "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
		"merge keys":           "a: &a {b: 1}\n" + strings.Repeat("c: {<<: *a}\n", 20_000),
		"documents":            strings.Repeat("---\na: 1\n", 20_000),
		"comments":             fill("a: 1\n", "# c\n", "", bankSize),
		"zeros":                strings.Repeat("\x00", 3<<20),
		"3 MB":                 strings.Repeat("a: 1\n", 3<<20/5),
		"a bank with terms":    fullBank(t),
		"answers with actions": fullAnswers() + numbered("  - {said: \"s\", will: \"w%d\"}\n", 6000),
		"answers with notes":   strings.Replace(fullAnswers(), "Nobody asked", strings.Repeat("note ", 49*kB), 1),
	}
	commands := []string{"report %s -f html", "bank check %s", "bank show %s -f json", "explain --bank %s", "learn --print --seed 1 --scenarios %s", "learn --results %s"}
	memory := watchMemory(t)
	h := newHarness(t)
	dir := t.TempDir()
	slowest, last := time.Duration(0), uint64(0)
	counted := countCases(t, "greedy files with a command", 5)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := put(t, dir, "greedy.yaml", files[name])
		for _, c := range commands {
			if !counted.next() {
				continue
			}
			runtime.GC()
			var got outcome
			took := worked(mostTime, func() { got = h.run("", strings.Fields(fmt.Sprintf(c, path))...) })
			slowest = max(slowest, took)
			if took > mostTime {
				t.Errorf("%s: petal %s took %v", name, c, took)
			}
			if got.code != exitWrong && !strings.HasPrefix(name, "a") {
				t.Errorf("%s: petal %s: exit code %d", name, c, got.code)
			}
			if lines := strings.Count(got.stderr, "\n"); lines > 60 && got.code == exitWrong {
				t.Errorf("%s: petal %s says %d lines", name, c, lines)
			}
			if now := memory(); now > mostMemory && now > last {
				t.Errorf("%s: petal %s takes %d MB", name, c, now>>20)
				last = now
			}
		}
	}
	t.Logf("at most %d MB and %v", memory()>>20, slowest.Round(time.Millisecond))
}

func numbered(format string, count int) string {
	var out strings.Builder
	for i := range count {
		fmt.Fprintf(&out, format, i)
	}
	return out.String()
}

// fullBank returns a bank of nearly as many bytes as are read.
func fullBank(t testing.TB) string {
	t.Helper()
	text := string(questions.BankText(questions.DefaultBank))
	terms := strings.Index(text, "\nglossary:\n") + len("\nglossary:\n")
	const term = "  - {term: \"t%d\", means: \"means\"}\n" // long enough that the bytes run out before the values
	count := (1<<20 - len(text)) / len(fmt.Sprintf(term, 99_999))
	text = text[:terms] + numbered(term, count) + text[terms:]
	if _, err := questions.Load("full.yaml", []byte(text)); err != nil {
		t.Fatal(err)
	}
	return text
}
