package answersfile

import (
	"errors"
	"time"
)

// patience is how long a save waits for another Petal's lock, or another program's.
// A save takes milliseconds, on a slow disk perhaps a second.
const patience = 10 * time.Second

// briefly is how long a save waits for a program that has the file open for
// writing. One that is saving needs no longer; one that never closes the file, as
// some editors do, is not worth waiting for.
const briefly = 250 * time.Millisecond

// turn is how often a save checks whether its turn has come.
const turn = 5 * time.Millisecond

// errLocked is why there was no turn.
var errLocked = errors.New("another program has locked the folder")
