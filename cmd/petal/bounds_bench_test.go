package main

import (
	"fmt"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/lint"
)

// These benchmarks show that the cost of reading grows with the size, and no faster.
// The bytes and the allocations for sizes twice or ten times as large show this even
// on a busy machine.

// BenchmarkManyFiles reads answers files of one project and works out its level.
func BenchmarkManyFiles(b *testing.B) {
	bank := questions.Default()
	for _, count := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			files, size := make([]assess.File, count), 0
			for i := range files {
				files[i] = assess.File{Name: fmt.Sprintf("f%d.petal.yaml", i), Text: []byte(fullAnswers())}
				size += len(files[i].Text)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				sheets, err := assess.ReadSheets(files, bank)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := assess.EvaluateAll(bank, sheets); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLongNotes reads one answers file with ever longer notes.
func BenchmarkLongNotes(b *testing.B) {
	bank := questions.Default()
	for _, kB := range []int{30, 60, 120, 240} {
		b.Run(fmt.Sprintf("%dkB", kB), func(b *testing.B) {
			text := []byte(strings.Replace(fullAnswers(), "Nobody asked", strings.Repeat("note ", kB<<10/5), 1))
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := assess.ReadSheets([]assess.File{{Name: "f", Text: text}}, bank); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLargeBank reads banks of several times the questions and cases of the
// built-in one, and measures their words.
func BenchmarkLargeBank(b *testing.B) {
	for _, times := range []int{1, 2, 4} {
		text := []byte(largeBank(b, times))
		b.Run(fmt.Sprintf("load/%d", times), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := questions.Load("large.yaml", text); err != nil {
					b.Fatal(err)
				}
			}
		})
		bank, err := questions.Load("large.yaml", text)
		if err != nil {
			b.Fatal(err)
		}
		for name, work := range map[string]func(){
			"measure": func() { lint.Measure(bank) },
			"lint":    func() { lint.Bank(bank) },
			"ids":     func() { assess.CheckIDs("large.yaml", bank) },   //nolint:errcheck // how long it takes is what counts
			"cases":   func() { assess.CheckCases("large.yaml", bank) }, //nolint:errcheck // how long it takes is what counts
		} {
			b.Run(fmt.Sprintf("%s/%d", name, times), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					work()
				}
			})
		}
	}
}

// largeBank returns the built-in bank with its sections, cases and terms several
// times over, each under ids of its own.
func largeBank(t testing.TB, times int) string {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(questions.BankText(questions.DefaultBank), &doc); err != nil {
		t.Fatal(err)
	}
	root := doc.Content[0]
	value := func(n *yaml.Node, key string) *yaml.Node {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				return n.Content[i+1]
			}
		}
		t.Fatalf("the bank has no %s", key)
		return nil
	}
	for _, part := range []string{"sections", "cases", "glossary"} {
		list := value(root, part)
		first := list.Content
		for n := 1; n < times; n++ {
			for _, one := range first {
				list.Content = append(list.Content, renamed(one, fmt.Sprintf("-%d", n)))
			}
		}
	}
	text, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// renamed returns a copy of a part of a bank under other ids; a case's answers are to
// the questions under those.
func renamed(n *yaml.Node, end string) *yaml.Node {
	c := *n
	c.Content = make([]*yaml.Node, len(n.Content))
	for i, child := range n.Content {
		c.Content[i] = renamed(child, end)
		if n.Kind != yaml.MappingNode || i%2 == 0 {
			continue
		}
		switch key := n.Content[i-1].Value; key {
		case "id", "term":
			if !isOption(n) {
				c.Content[i].Value += end
			}
		case "answers":
			for at := 0; at < len(c.Content[i].Content); at += 2 {
				c.Content[i].Content[at].Value += end
			}
		}
	}
	return &c
}

// isOption reports whether a part is an option. The ids of options are unique only
// within their question; all others are unique in the bank.
func isOption(n *yaml.Node) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "text" {
			return true
		}
	}
	return false
}
