package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/petal-check/petal/questions"
)

// Handout is what is printed for a room.
type Handout struct {
	Bank    *questions.Bank // for the words of the levels
	Set     *questions.ScenarioSet
	Stories []*questions.Scenario // in the order they are told
	Command string                // shows the same stories on a screen
}

// pageBreak starts a new page where Markdown is printed through HTML, which is
// how nearly everything prints it. It shows nothing on a screen.
const pageBreak = `<div style="page-break-before: always"></div>`

// Markdown writes the hand-out: the stories with lines to tick, then, on pages of
// their own, the trainer's notes with the answers and a question for the room,
// which comes after the first vote. Every text is escaped.
func (h Handout) Markdown(w io.Writer) error {
	var out strings.Builder
	block := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n\n", args...) }

	block("# %s", markdown(h.Set.Title))
	block("Read a story and tick the level you see. Go by what people did, not by the words they used or how warm they were.")
	for _, l := range questions.Levels {
		words := h.Bank.Words(l)
		fmt.Fprintf(&out, "- **%s**: %s\n", markdown(words.Name), markdown(words.Is))
	}
	out.WriteString("\n")
	for i, s := range h.Stories {
		block("## Story %d: %s", i+1, markdown(s.Title))
		for line := range strings.Lines(s.Story) {
			if line = markdown(line); line != "" {
				block("%s", line)
			}
		}
		for _, l := range questions.Levels {
			fmt.Fprintf(&out, "- [ ] %s\n", markdown(h.Bank.Words(l).Name))
		}
		out.WriteString("\n")
	}

	block(pageBreak)
	block("# Trainer's notes")
	block("Keep these pages to yourself until the end. For each story: let people read, vote by show of hands, talk about where they differ, " +
		"vote again, then tell the answer. About seven minutes a story. The same stories on a screen, which counts the votes and draws them:")
	block("%s", markdownCode(h.Command))
	for i, s := range h.Stories {
		block("## Story %d: %s", i+1, markdown(s.Title))
		answer := "**" + markdown(h.name(s.Level)) + "**"
		if s.Border != nil {
			answer += fmt.Sprintf(", on the border of %s and %s", markdown(h.name(s.Border.Lower)), markdown(h.name(s.Border.Upper)))
		}
		block("%s. %s", answer, markdown(s.Why))
		for _, wrong := range s.Wrong {
			fmt.Fprintf(&out, "- Why not %s: %s\n", markdown(h.name(wrong.Level)), markdown(wrong.Misses))
		}
		up := "What would move it up"
		if s.Level == questions.CoProduce {
			up = "What would keep it there"
		}
		fmt.Fprintf(&out, "- %s: %s\n", up, markdown(s.Up))
		fmt.Fprintf(&out, "- For the room: %s\n\n", markdown(s.Room))
	}
	_, err := io.WriteString(w, strings.TrimRight(out.String(), "\n")+"\n")
	return err
}

func (h Handout) name(l questions.Level) string { return h.Bank.Words(l).Name }
