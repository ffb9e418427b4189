package answersfile

import (
	"errors"
	"time"
)

// patience is how long a save waits for another Petal's, or for another
// program's lock. A save takes milliseconds, on a slow disk perhaps a second.
const patience = 10 * time.Second

// briefly is how long a save waits for a program that has the file open for
// writing. One that saves needs no longer; one that never closes the file, such
// as some editors, is not worth waiting for.
const briefly = 250 * time.Millisecond

// turn is how often a save looks whether its turn has come.
const turn = 5 * time.Millisecond

// errLocked is why there was no turn.
var errLocked = errors.New("another program is keeping the folder locked")
