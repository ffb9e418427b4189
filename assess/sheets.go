package assess

import (
	"errors"
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// Sheet is one answers file that has been read: the answers, the file's name for
// messages, and where each part is in the file.
type Sheet struct {
	File string
	*Answers

	root *yaml.Node // the outline of the file; nil if the answers did not come from one
}

// StandardInput is the name, in messages and results, of answers that were piped in.
const StandardInput = "standard input"

// File is the name and text of a file that has not been read yet.
type File struct {
	Name string
	Text []byte
}

// ReadSheets reads finished answers files. It reports the mistakes in all of them at
// once, as [strict.Problems]. If only some of the files are for the bank, it names
// the others.
func ReadSheets(files []File, bank *questions.Bank) ([]*Sheet, error) {
	sheets := make([]*Sheet, len(files))
	var all strict.Problems
	for i, f := range files {
		a, doc, err := read(f.Name, f.Text, bank, true)
		if err != nil {
			all = append(all, problemsOf(f.Name, err)...)
			continue
		}
		sheets[i] = &Sheet{File: f.Name, Answers: a, root: outline(doc.Tree().Content[0])}
	}
	if len(all) == 0 {
		return sheets, nil
	}
	if odd := oddBanks(files, bank); len(odd) > 0 {
		return nil, odd
	}
	return nil, all
}

func problemsOf(file string, err error) strict.Problems {
	var problems strict.Problems
	if errors.As(err, &problems) {
		return problems
	}
	return strict.Problems{{File: file, Message: err.Error()}}
}

// oddBanks names the files that are for another bank, or another major version of
// one, than most files. If all are for the same bank there are none; each file is
// then reported on its own if it does not match.
func oddBanks(files []File, bank *questions.Bank) strict.Problems {
	type given struct {
		sheet *Sheet
		ref   BankRef
	}
	key := func(ref BankRef) string { return ref.ID + " " + questions.Major(ref.Version) }
	count, common := map[string]int{}, BankRef{bank.ID, bank.Version}
	var all []given
	for _, f := range files {
		doc, err := strict.Read(f.Name, f.Text, answersLimits)
		if err != nil {
			return nil
		}
		ref := readHead(doc.Root().Mapping(keys...))
		if ref.ID == "" || ref.Version == "" {
			return nil
		}
		all = append(all, given{&Sheet{File: f.Name, root: outline(doc.Tree().Content[0])}, ref})
		if count[key(ref)]++; count[key(ref)] > count[key(common)] {
			common = ref
		}
	}
	var odd strict.Problems
	for _, g := range all {
		if key(g.ref) != key(common) {
			odd = append(odd, g.sheet.problem([]string{"bank"}, "these answers are for the bank %q, version %s, but most of the others are for %q, version %s; "+
				"answers to different questions cannot be combined; leave this file out and read it alone, with its own --bank",
				prose.Short(g.ref.ID), prose.Short(g.ref.Version), prose.Short(common.ID), prose.Short(common.Version)))
		}
	}
	return odd
}

// outline returns the keys of a file and those one step below, such as an answer's,
// which is where messages point to. The YAML library's tree takes twenty times the
// memory of the text, and hundreds of files are held at once.
func outline(root *yaml.Node) *yaml.Node {
	place := func(n *yaml.Node, content []*yaml.Node) *yaml.Node {
		return &yaml.Node{Kind: n.Kind, Line: n.Line, Column: n.Column, Content: content}
	}
	keys := func(n *yaml.Node, below func(*yaml.Node) *yaml.Node) *yaml.Node {
		if n.Kind != yaml.MappingNode {
			return place(n, nil)
		}
		content := make([]*yaml.Node, 0, len(n.Content))
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := place(n.Content[i], nil)
			key.Value = n.Content[i].Value
			content = append(content, key, below(n.Content[i+1]))
		}
		return place(n, content)
	}
	return keys(root, func(n *yaml.Node) *yaml.Node {
		return keys(n, func(n *yaml.Node) *yaml.Node { return place(n, nil) })
	})
}

// answerLine returns the line of the file that answers a question, from 1. If the
// question is not answered, it returns the line on which the answers begin; if there
// is no file, 0.
func (s *Sheet) answerLine(question string) int {
	if line := s.lineOf("answers", question); line > 0 {
		return line
	}
	return s.lineOf("answers")
}

func (s *Sheet) lineOf(path ...string) int {
	if name, _ := s.find(path); name != nil {
		return name.Line
	}
	return 0
}

// find returns the key at the end of a path of keys, with its value.
func (s *Sheet) find(path []string) (name, value *yaml.Node) {
	value = s.root
	for _, key := range path {
		if value == nil || value.Kind != yaml.MappingNode {
			return nil, nil
		}
		in := value
		name, value = nil, nil
		for i := 0; i+1 < len(in.Content); i += 2 {
			if in.Content[i].Value == key {
				name, value = in.Content[i], in.Content[i+1]
			}
		}
	}
	return name, value
}

// problem returns a problem at the value that a path of keys leads to.
func (s *Sheet) problem(path []string, format string, args ...any) strict.Problem {
	p := strict.Problem{File: s.File, Message: fmt.Sprintf(format, args...)}
	if _, value := s.find(path); value != nil {
		p.Line, p.Column = value.Line, value.Column
	}
	return p
}
