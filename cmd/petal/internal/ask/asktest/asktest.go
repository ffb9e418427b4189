// Package asktest stands in for a person when tests run an interview or a lesson.
package asktest

import "github.com/petal-check/petal/cmd/petal/internal/ask"

// Script answers prompts in turn and records what was asked. After its last reply,
// the input ends.
type Script struct {
	Replies []ask.Reply
	Asked   []ask.Prompt
}

// Ask implements [ask.Asker].
func (s *Script) Ask(p ask.Prompt) (ask.Reply, error) {
	s.Asked = append(s.Asked, p)
	if len(s.Replies) == 0 {
		return ask.Reply{}, ask.ErrEnd
	}
	r := s.Replies[0]
	s.Replies = s.Replies[1:]
	return r, nil
}

// Close implements [ask.Asker].
func (s *Script) Close() error { return nil }

// Texts returns what was asked, in order.
func (s *Script) Texts() []string {
	var out []string
	for _, p := range s.Asked {
		out = append(out, p.Text)
	}
	return out
}

// Answer returns a reply for each word: back, skip and quit are what a person can do
// instead of answering, and anything else is an answer.
func Answer(words ...string) []ask.Reply {
	var out []ask.Reply
	for _, w := range words {
		switch w {
		case "back":
			out = append(out, ask.Reply{Did: ask.WentBack})
		case "skip":
			out = append(out, ask.Reply{Did: ask.Skipped})
		case "quit":
			out = append(out, ask.Reply{Did: ask.Quit})
		default:
			out = append(out, ask.Reply{Did: ask.Answered, Value: w})
		}
	}
	return out
}
