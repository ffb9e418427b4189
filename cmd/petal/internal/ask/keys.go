package ask

import (
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
)

// command is what a key means.
type command int

const (
	noCommand command = iota
	commandEnter
	commandBack
	commandSkip
	commandStop
	commandBreakOff // Ctrl-C
	commandHelp
	commandUp
	commandDown
	commandPageUp
	commandPageDown
	commandFirst
	commandLast
)

// commandsByKey holds the keys that mean the same whether or not a text is being
// typed.
var commandsByKey = map[tea.KeyType]command{
	tea.KeyEnter: commandEnter,
	tea.KeyEsc:   commandBack,
	tea.KeyTab:   commandSkip,
	tea.KeyCtrlQ: commandStop,
	tea.KeyCtrlC: commandBreakOff,
	tea.KeyF1:    commandHelp,
	tea.KeyCtrlG: commandHelp, // for terminals that keep F1 for themselves
}

// commandsToMove holds the keys that move the mark or a page. While a text is typed,
// they move its cursor.
var commandsToMove = map[tea.KeyType]command{
	tea.KeyUp:     commandUp,
	tea.KeyDown:   commandDown,
	tea.KeyLeft:   commandBack,
	tea.KeyPgUp:   commandPageUp,
	tea.KeyPgDown: commandPageDown,
	tea.KeySpace:  commandPageDown,
	tea.KeyHome:   commandFirst,
	tea.KeyEnd:    commandLast,
}

// commandsByLetter holds the letters that are commands while no text is typed.
var commandsByLetter = map[rune]command{
	'b': commandBack, 's': commandSkip, 'q': commandStop, 'h': commandHelp, 'k': commandUp, 'j': commandDown,
}

// commandOf returns what a key means while a text is typed.
//
// It uses the kind of key, never its name. Text that arrives in one burst, from
// dictation or a text expander, is one event with many letters, which bubbletea names
// by its letters. The words tab, end and esc are not keys.
func commandOf(k tea.KeyMsg) command {
	if k.Alt || k.Paste {
		return noCommand
	}
	return commandsByKey[k.Type]
}

// commandOrSign returns what a key means while no text is typed: a command, or the
// digit or sign of an answer.
func commandOrSign(k tea.KeyMsg) (command, rune) {
	if c := commandOf(k); c != noCommand || k.Alt || k.Paste {
		return c, 0
	}
	if c, ok := commandsToMove[k.Type]; ok {
		return c, 0
	}
	if k.Type != tea.KeyRunes || len(k.Runes) != 1 {
		return noCommand, 0
	}
	r := unicode.ToLower(k.Runes[0])
	if c, ok := commandsByLetter[r]; ok {
		return c, 0
	}
	return noCommand, r
}

// eachDigit returns a key event for each digit of a number that arrived in one burst,
// or otherwise the event itself.
func eachDigit(k tea.KeyMsg) []tea.KeyMsg {
	if k.Type != tea.KeyRunes || k.Paste || k.Alt || len(k.Runes) < 2 {
		return []tea.KeyMsg{k}
	}
	var out []tea.KeyMsg
	for _, r := range k.Runes {
		if !isDigit(r) {
			return []tea.KeyMsg{k}
		}
		out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return out
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
