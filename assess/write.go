package assess

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
)

// Encode returns the answers as the text of an answers file. previous is the file
// they were read from, or nil. Encode leaves what has not changed as it is there, and
// keeps comments that a person wrote.
//
// The text is read back before it is returned. Encode returns an error if the result
// is not the same, which happens only with text that [ReadDraft] would refuse, such
// as a note with control characters.
func Encode(a *Answers, bank *questions.Bank, previous []byte) ([]byte, error) {
	if previous != nil {
		if doc, err := strict.Read("", previous, answersLimits); err == nil {
			tree := doc.Tree()
			update(tree.Content[0], a, bank)
			isJSON := strict.IsJSON(previous)
			if isJSON {
				quoteAll(tree) // a JSON file stays JSON
			}
			if text, err := render(tree, a, bank, isJSON); err == nil {
				return withComments(text, previous), nil
			}
		}
	}
	// There is nothing to keep, or the tree did not survive being written. Write the
	// file from scratch, with its comments at the top.
	root := &yaml.Node{Kind: yaml.MappingNode}
	update(root, a, bank)
	text, err := render(&yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{root}}, a, bank, false)
	if err != nil {
		return nil, err
	}
	return withComments(text, previous), nil
}

// render writes the tree, with all text quoted if it is JSON, and checks that it
// reads back as the answers.
func render(tree *yaml.Node, a *Answers, bank *questions.Bank, isJSON bool) ([]byte, error) {
	quoteUnsafe(tree)
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(tree); err != nil {
		return nil, fmt.Errorf("write answers: %w", err)
	}
	text := out.Bytes()
	if isJSON {
		text = withoutLongEscapes(text)
	}
	again, err := ReadDraft("written answers", text, bank)
	if err != nil {
		return nil, fmt.Errorf("write answers: they could not be read back: %w", err)
	}
	if !reflect.DeepEqual(normal(again), normal(a)) {
		return nil, errors.New("write answers: they would read back differently")
	}
	return text, nil
}

// longEscape matches an escape with the eight digits that YAML has for characters
// beyond U+FFFF, and two backslashes, which are not such an escape.
var longEscape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\\\|\\U[0-9A-F]{8}`) })

// withoutLongEscapes replaces the escapes that the YAML library writes for emoji and
// the like with the characters themselves, since JSON has no such escapes.
func withoutLongEscapes(text []byte) []byte {
	return longEscape().ReplaceAllFunc(text, func(escape []byte) []byte {
		code, err := strconv.ParseInt(string(escape[2:]), 16, 32)
		if err != nil { // two backslashes
			return escape
		}
		return utf8.AppendRune(nil, rune(code))
	})
}

// normal returns a with empty maps and lists written one way, so that answers can be
// compared.
func normal(a *Answers) Answers {
	n := *a
	if len(n.Given) == 0 {
		n.Given = nil
	}
	if len(n.Actions) == 0 {
		n.Actions = nil
	}
	return n
}

// quoteUnsafe double-quotes text in a style that the YAML library cannot be relied on
// to write back: blocks and folds other than trimmed, tab-free literals.
func quoteUnsafe(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		if n.Style&yaml.FoldedStyle != 0 || n.Value != strings.TrimSpace(n.Value) || strings.ContainsAny(n.Value, "\t") {
			n.Style = yaml.DoubleQuotedStyle
		}
	}
	for _, child := range n.Content {
		quoteUnsafe(child)
	}
}

// update makes a mapping of an answers file say what a says, touching only what
// differs. New keys go in the usual order of answers files.
func update(root *yaml.Node, a *Answers, bank *questions.Bank) {
	set(root, "petal", plain("1", "!!int"))
	set(root, "bank", flow(pair("id", word(a.Bank.ID)), pair("version", word(a.Bank.Version))))
	updateSetUp(root, a)
	updateAnswers(root, a, bank)
	updateActions(root, a.Actions)
}

func levelID(l *questions.Level) string {
	if l == nil {
		return ""
	}
	return l.String()
}

func updateAnswers(root *yaml.Node, a *Answers, bank *questions.Bank) {
	if get(root, "answers") == nil {
		set(root, "answers", &yaml.Node{Kind: yaml.MappingNode})
	}
	answers := get(root, "answers")
	for i := 0; i+1 < len(answers.Content); {
		if _, kept := a.Given[answers.Content[i].Value]; kept {
			i += 2
		} else {
			answers.Content = slices.Delete(answers.Content, i, i+2)
		}
	}
	for _, q := range bank.Questions() {
		answer, given := a.Given[q.ID]
		if !given {
			continue
		}
		if old := get(answers, q.ID); old != nil && reflect.DeepEqual(decodeAnswer(old), answer) {
			continue
		}
		set(answers, q.ID, answerNode(answer, q))
	}
	if len(answers.Content) > 0 && answers.Style&yaml.FlowStyle != 0 && root.Style&yaml.FlowStyle == 0 {
		answers.Style = 0 // the {} of an empty file
	}
}

func answerNode(answer Answer, q *questions.Question) *yaml.Node {
	if answer.plain() {
		return word(answer.Choose)
	}
	n := &yaml.Node{Kind: yaml.MappingNode, Content: pair("choose", word(answer.Choose))}
	n.Content = append(n.Content, optional("note", answer.Note)...)
	n.Content = append(n.Content, optional("evidence", answer.Evidence)...)
	if answer.Votes != nil {
		votes := flow()
		for _, w := range q.AnswerWords() {
			if count, voted := answer.Votes[w]; voted {
				votes.Content = append(votes.Content, pair(w, plain(strconv.Itoa(count), "!!int"))...)
			}
		}
		n.Content = append(n.Content, pair("votes", votes)...)
	}
	return n
}

// decodeAnswer reads an answer that is known to be valid.
func decodeAnswer(n *yaml.Node) Answer {
	if n.Kind == yaml.ScalarNode {
		return Answer{Choose: n.Value}
	}
	value := func(key string) string {
		if v := get(n, key); v != nil {
			return v.Value
		}
		return ""
	}
	a := Answer{Choose: value("choose"), Note: value("note"), Evidence: strings.TrimSpace(value("evidence"))}
	if votes := get(n, "votes"); votes != nil {
		a.Votes = map[string]int{}
		for i := 0; i+1 < len(votes.Content); i += 2 {
			a.Votes[votes.Content[i].Value], _ = strconv.Atoi(votes.Content[i+1].Value)
		}
	}
	return a
}

func updateActions(root *yaml.Node, actions []Action) {
	if len(actions) == 0 && get(root, "actions") == nil {
		return
	}
	list := get(root, "actions")
	if list == nil || list.Kind != yaml.SequenceNode {
		list = &yaml.Node{Kind: yaml.SequenceNode}
		set(root, "actions", list)
	}
	list.Content = list.Content[:min(len(list.Content), len(actions))]
	for i, action := range actions {
		if i == len(list.Content) {
			list.Content = append(list.Content, flow(pair("will", text(action.Will)), pair("done", plain("false", "!!bool"))))
		}
		updateAction(list.Content[i], action)
	}
	if len(list.Content) > 0 && root.Style&yaml.FlowStyle == 0 {
		list.Style = 0 // not the [] of an empty list
	}
}

// updateAction makes one action in the file say what it says now, touching only what
// differs.
func updateAction(n *yaml.Node, action Action) {
	if decodeAction(n) == action {
		return
	}
	setOptional(n, "said", action.Said, text)
	set(n, "will", text(action.Will))
	setOptional(n, "who", action.Who, text)
	setOptional(n, "needs", action.Needs, text)
	setOptional(n, "by", action.By, func(s string) *yaml.Node { return plain(s, "!!timestamp") })
	set(n, "done", plain(strconv.FormatBool(action.Done), "!!bool"))
	setOptional(n, "did", action.Did, text)
	setOptional(n, "dropped", action.Dropped, text)
}

// decodeAction reads an action that is known to be valid.
func decodeAction(n *yaml.Node) Action {
	value := func(key string) string {
		if v := get(n, key); v != nil {
			return strings.TrimSpace(v.Value)
		}
		return ""
	}
	return Action{
		Said: value("said"), Will: value("will"), Who: value("who"), Needs: value("needs"), By: value("by"),
		Done: strings.EqualFold(value("done"), "true"), Did: value("did"), Dropped: value("dropped"),
	}
}

// Helpers for building a tree. Text is always double-quoted: YAML guesses the type of
// plain text (no, 1e3, 2026-11-20), and guesses do not round-trip.

func text(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: s}
}

func word(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: s}
	if n.ShortTag() != "!!str" { // a round called 2027
		return text(s)
	}
	return n
}

func plain(s, tag string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: s}
}

func flow(pairs ...[]*yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: slices.Concat(pairs...)}
}

func pair(key string, value *yaml.Node) []*yaml.Node {
	return []*yaml.Node{word(key), value}
}

func optional(key, value string) []*yaml.Node {
	if value == "" {
		return nil
	}
	return pair(key, text(value))
}

func get(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}

func setOptional(mapping *yaml.Node, key, value string, build func(string) *yaml.Node) {
	if value != "" {
		set(mapping, key, build(value))
		return
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			mapping.Content = slices.Delete(mapping.Content, i, i+2)
			return
		}
	}
}

// set puts value under key. It keeps an equal value as it was written, and the
// comments of one that it replaces.
func set(mapping *yaml.Node, key string, value *yaml.Node) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value != key {
			continue
		}
		old := mapping.Content[i+1]
		if same(old, value) {
			return
		}
		value.HeadComment, value.LineComment, value.FootComment = old.HeadComment, old.LineComment, old.FootComment
		if old.Kind == yaml.ScalarNode && value.Kind != yaml.ScalarNode && old.LineComment != "" {
			// A comment after a scalar has no place after a mapping.
			name := mapping.Content[i]
			name.HeadComment = strings.TrimPrefix(name.HeadComment+"\n"+old.LineComment, "\n")
			value.LineComment = ""
		}
		mapping.Content[i+1] = value
		return
	}
	mapping.Content = slices.Insert(mapping.Content, placeFor(mapping, key), word(key), value)
}

// placeFor returns where a new key goes: in the order of a file's or an action's
// keys, or else at the end.
func placeFor(mapping *yaml.Node, key string) int {
	var known []string
	switch {
	case get(mapping, "petal") != nil:
		known = keys
	case get(mapping, "will") != nil:
		known = actionKeys
	}
	if order := slices.Index(known, key); order >= 0 {
		for i := 0; i+1 < len(mapping.Content); i += 2 {
			if slices.Index(known, mapping.Content[i].Value) > order {
				return i
			}
		}
	}
	return len(mapping.Content)
}

func quoteAll(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && (n.ShortTag() == "!!str" || n.ShortTag() == "!!timestamp") {
		n.Tag, n.Style = "!!str", yaml.DoubleQuotedStyle
	}
	for _, child := range n.Content {
		quoteAll(child)
	}
}

// same reports whether two trees mean the same, whatever their style or the order of
// their keys.
func same(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || len(a.Content) != len(b.Content) {
		return false
	}
	switch a.Kind {
	case yaml.ScalarNode:
		return a.Value == b.Value
	case yaml.MappingNode:
		for i := 0; i+1 < len(a.Content); i += 2 {
			other := get(b, a.Content[i].Value)
			if other == nil || !same(a.Content[i+1], other) {
				return false
			}
		}
		return true
	}
	for i := range a.Content {
		if !same(a.Content[i], b.Content[i]) {
			return false
		}
	}
	return true
}

// withComments puts the comments of previous that the YAML library lost on the
// way (it drops some in odd places, such as inside flow mappings) at the top of
// text: out of place is better than gone.
func withComments(text, previous []byte) []byte {
	var lost []string
	for _, c := range comments(previous) {
		if !bytes.Contains(text, []byte(c)) && !slices.Contains(lost, c) {
			lost = append(lost, c)
		}
	}
	if len(lost) == 0 {
		return text
	}
	return append([]byte(strings.Join(lost, "\n")+"\n"), text...)
}

// comments returns the comments of a YAML file as they are written, each from its #
// to the end of its line. It leaves out what only looks like a comment, such as a #
// inside a quoted note.
func comments(source []byte) []string {
	if strict.IsJSON(source) {
		return nil // JSON has none
	}
	var values []string
	if doc, err := strict.Read("", source, answersLimits); err == nil {
		var walk func(n *yaml.Node)
		walk = func(n *yaml.Node) {
			if n.Kind == yaml.ScalarNode {
				values = append(values, n.Value)
			}
			for _, child := range n.Content {
				walk(child)
			}
		}
		walk(doc.Tree())
	}
	var found []string
	for line := range strings.Lines(string(source)) {
		line = strings.TrimRight(line, "\r\n \t")
		at := 0
		for {
			i := strings.IndexByte(line[at:], '#')
			if i < 0 {
				break
			}
			at += i
			if at == 0 || line[at-1] == ' ' || line[at-1] == '\t' {
				c := line[at:]
				if !slices.ContainsFunc(values, func(v string) bool { return insideValue(v, c) }) {
					found = append(found, c)
				}
				break
			}
			at++
		}
	}
	return found
}

// insideValue reports whether what looks like a comment is part of a text, that is,
// whether the value contains its words up to a closing quote.
func insideValue(value, comment string) bool {
	c := strings.TrimRight(comment, `"'}], `)
	return len(c) > 1 && strings.Contains(value, c)
}
