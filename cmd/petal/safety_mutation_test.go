package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// mutations is how many broken files of each kind are tried: 10,000 in all, or
// one in fifty of those when few cases are tried. The bank and the stories are
// cut down, so that they are read fast; a hundred mutations are made of the whole
// bank.
var mutations = map[kind]int{answersKind: 5000, bankKind: 2400, scenariosKind: 1300, lessonKind: 700, policyKind: 500}

const wholeBanks = 100

// What a command may cost. The memory is what is in use beyond the test itself.
const (
	mostTime   = time.Second
	mostMemory = 100 << 20
)

// TestMutations breaks good files at random, in their bytes and in their
// meaning, and gives them to the commands: none may panic, hang, grow, or say
// nothing about what it refuses. A file that one command refuses is given to one
// more; one that still loads goes through seven, and what they write is read as
// in [TestHostileWords].
func TestMutations(t *testing.T) {
	oneAfterTheOther(t)
	memory := watchMemory(t)
	t.Run("of each kind", func(t *testing.T) {
		for _, k := range kinds {
			t.Run(string(k), func(t *testing.T) {
				t.Parallel()
				m := newMutator(t, k)
				m.counted = countCases(t, "mutations of "+string(k), 50)
				sound := sample(t, k)
				switch k {
				case bankKind:
					m.run(sound, "good.petal.yaml", wholeBanks)
					m.run(smallBank(t), "few.petal.yaml", mutations[k])
				case scenariosKind:
					m.run(fewStories(t, sound), "good.petal.yaml", mutations[k])
				default:
					m.run(sound, "good.petal.yaml", mutations[k])
				}
				t.Logf("%d files still load; %d commands, the slowest %v", m.loaded, m.commands, m.slowest.Round(time.Millisecond))
			})
		}
	})
	t.Logf("at most %d MB", memory()>>20)
	if got := memory(); got > mostMemory {
		t.Errorf("%d MB of memory, want at most %d", got>>20, mostMemory>>20)
	}
}

// mutator breaks files of one kind and counts.
type mutator struct {
	*harness
	t                *testing.T
	kind             kind
	dir              string
	random           *rand.Rand
	counted          *cases
	loaded, commands int
	slowest          time.Duration
}

func newMutator(t *testing.T, k kind) *mutator {
	t.Helper()
	m := &mutator{harness: newHarness(t), t: t, kind: k, dir: t.TempDir(), random: rand.New(rand.NewPCG(10000, uint64(len(k))))}
	put(t, m.dir, "good.petal.yaml", sample(t, answersKind))
	put(t, m.dir, "few.petal.yaml", fewAnswers)
	return m
}

// run tries mutations of a good file; with is the answers that go with it.
func (m *mutator) run(sound, with string, count int) {
	all := invocations(m.kind)
	for range count {
		if !m.counted.next() {
			continue
		}
		n := m.counted.tried - 1
		text := mutate(m.random, sound)
		file := put(m.t, m.dir, "mutated.yaml", text)
		// In turn, so that every command sees some of the broken ones.
		rest := 1
		if got := m.try(all[n%len(all)], file, with, text); got.code != exitWrong {
			m.loaded++
			rest = 6
		}
		for range rest {
			m.try(all[m.random.IntN(len(all))], file, with, text)
		}
		removeAll(m.t, m.dir, "good.petal.yaml", "few.petal.yaml", "mutated.yaml")
	}
}

// try runs a command on a file and judges what came of it.
func (m *mutator) try(i invocation, file, with, text string) outcome {
	// What assess saves must not change the file for the commands after it.
	if strings.HasPrefix(i.words, "assess {}") {
		file = put(m.t, m.dir, "to-go-on.yaml", text)
	}
	args := good{answers: filepath.Join(m.dir, with), dir: m.dir}.args(m.t, i, file, text)
	var got outcome
	took := worked(mostTime, func() { got = m.harness.run(i.stdin, args...) })
	m.commands++
	m.slowest = max(m.slowest, took)
	problem := liveContent("text", got.stderr)
	switch {
	case problem != nil:
	case took > mostTime:
		problem = fmt.Errorf("it took %v", took)
	case got.code == exitWrong && (got.stderr == "" || got.stdout != ""):
		problem = fmt.Errorf("it refuses and says %q, with %d bytes of output", got.stderr, len(got.stdout))
	case !slices.Contains([]int{exitDone, exitFailed, exitWrong, exitInterrupted}, got.code):
		problem = fmt.Errorf("exit code %d", got.code)
	case got.code != exitWrong:
		problem = liveContent(i.format, got.stdout)
	}
	if problem != nil {
		m.t.Fatalf("petal %s: %v, with\n%.3000s", i.words, problem, text)
	}
	return got
}

// mutate breaks a text in one to three places.
func mutate(random *rand.Rand, text string) string {
	meaning := random.IntN(2) == 0
	for range 1 + random.IntN(3) {
		if meaning {
			text = mutateMeaning(random, text)
		} else {
			text = mutateBytes(random, text)
		}
	}
	return text
}

// tokens holds texts that mean something to YAML, to a reader or to Petal.
var tokens = []string{
	"&a ", "*a", "!!binary ", "!x ", "<<: ", "---\n", "...\n", "? ", "- ", "[", "]", "{", "}", "\"", "'", "|\n", ">-\n", "#", ":", ": ", "\t", "\r\n", "\n", "\n\n", ",",
	"null", "~", "true", "no", "0x10", "1e999", "-1", "99999999999999999999", ".nan", "2026-02-30", "0", "1", "10001",
	"\x00", "\x1b[31m", "\u202e", "\ufeff", "\xff", "\u0085", "💥", "é", "%d", "\\", "\"\\u0000\"", "\"\\x1b\"",
	"unknown", "not-applicable", "co-produce", "none", "who-decides", "petal: 1\n", "answers: {}\n", "  - ", "a: {b: {c: {d: {e: f}}}}\n", strings.Repeat("[", 40), strings.Repeat("x", 3000),
}

func mutateBytes(random *rand.Rand, text string) string {
	if text == "" {
		return tokens[random.IntN(len(tokens))]
	}
	at := random.IntN(len(text))
	end := min(len(text), at+random.IntN(40))
	switch random.IntN(8) {
	case 0:
		return text[:at] + string([]byte{byte(random.IntN(256))}) + text[at+1:]
	case 1:
		return text[:at] + text[end:]
	case 2:
		return text[:end] + text[at:]
	case 3, 4:
		return text[:at] + tokens[random.IntN(len(tokens))] + text[at:]
	case 5:
		if random.IntN(10) == 0 {
			return text[:at]
		}
		return text[:at] + strings.ToUpper(text[at:end]) + text[end:]
	}
	lines := strings.SplitAfter(text, "\n")
	i, j := random.IntN(len(lines)), random.IntN(len(lines))
	switch random.IntN(4) {
	case 0:
		lines[i], lines[j] = lines[j], lines[i]
	case 1:
		lines = slices.Delete(lines, i, i+1)
	case 2:
		lines = slices.Insert(lines, i, lines[j])
	case 3:
		lines[i] = strings.Repeat(" ", random.IntN(6)) + strings.TrimLeft(lines[i], " ")
	}
	return strings.Join(lines, "")
}

// mutateMeaning changes a text that is YAML so that it stays YAML: what breaks
// is what it says.
func mutateMeaning(random *rand.Rand, text string) string {
	var tree yaml.Node
	if yaml.Unmarshal([]byte(text), &tree) != nil {
		return text
	}
	var all []*yaml.Node
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		all = append(all, n)
		for _, child := range n.Content {
			visit(child)
		}
	}
	visit(&tree)
	n, other := all[random.IntN(len(all))], all[random.IntN(len(all))]
	switch {
	case n.Kind == yaml.ScalarNode && random.IntN(3) > 0:
		if other.Kind == yaml.ScalarNode && random.IntN(2) == 0 {
			n.Value, n.Tag, n.Style = other.Value, other.Tag, other.Style
		} else {
			n.Value, n.Tag, n.Style = hostileWords[random.IntN(len(hostileWords))], "!!str", yaml.DoubleQuotedStyle
		}
	case n.Kind == yaml.MappingNode && len(n.Content) > 1:
		i := 2 * random.IntN(len(n.Content)/2)
		switch random.IntN(3) {
		case 0:
			n.Content = slices.Delete(n.Content, i, i+2)
		case 1:
			n.Content = append(n.Content, n.Content[i], n.Content[i+1])
		case 2:
			n.Content[i+1] = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
		}
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		i := random.IntN(len(n.Content))
		switch random.IntN(3) {
		case 0:
			n.Content = slices.Delete(n.Content, i, i+1)
		case 1:
			n.Content = append(n.Content, n.Content[i])
		case 2:
			n.Content = nil
		}
	default:
		*n = yaml.Node{Kind: yaml.SequenceNode}
	}
	out, err := yaml.Marshal(&tree)
	if err != nil {
		return text
	}
	return string(out)
}

// watchMemory keeps checking how much memory is in use, and returns the most by which
// that ever exceeded the start.
func watchMemory(t *testing.T) func() uint64 {
	t.Helper()
	read := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	start, most := read(), make(chan uint64)
	stop := make(chan struct{})
	go func() {
		var seen uint64
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			select {
			case <-tick.C:
				seen = max(seen, read())
			case most <- max(seen, start) - start:
			case <-stop:
				return
			}
		}
	}()
	t.Cleanup(func() { close(stop) })
	return func() uint64 { return <-most }
}
