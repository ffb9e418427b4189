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

// commandsByKey is the keys that mean the same whether a text is typed or not.
var commandsByKey = map[tea.KeyType]command{
	tea.KeyEnter: commandEnter,
	tea.KeyEsc:   commandBack,
	tea.KeyTab:   commandSkip,
	tea.KeyCtrlQ: commandStop,
	tea.KeyCtrlC: commandBreakOff,
	tea.KeyF1:    commandHelp,
	tea.KeyCtrlG: commandHelp, // where the terminal takes F1 for itself
}

// commandsToMove is the keys that move a mark or a page; where a text is typed
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

// commandsByLetter is the letters that are commands where no text is typed.
var commandsByLetter = map[rune]command{
	'b': commandBack, 's': commandSkip, 'q': commandStop, 'h': commandHelp, 'k': commandUp, 'j': commandDown,
}

// commandOf returns what a key means where a text is typed.
//
// It goes by the kind of key and never by its name: what arrives in one burst, from
// dictation or a text expander, is one event of many letters, and bubbletea names
// that by its letters. The words tab, end and esc are not keys.
func commandOf(k tea.KeyMsg) command {
	if k.Alt || k.Paste {
		return noCommand
	}
	return commandsByKey[k.Type]
}

// commandOrSign returns what a key means where no text is typed: a command, or a
// digit or sign that stands before an answer.
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
// and the event itself otherwise.
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
