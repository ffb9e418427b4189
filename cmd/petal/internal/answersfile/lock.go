package answersfile

import (
	"errors"
	"time"
)

// patience is how long a save waits for a lock held by another run of Petal or
// another program. A save takes milliseconds, or perhaps a second on a slow disk.
const patience = 10 * time.Second

// briefly is how long a save waits for a program that has the file open for writing.
// A program that is saving needs no longer. One that never closes the file, as some
// editors do, is not worth waiting for.
const briefly = 250 * time.Millisecond

// turn is how often a save checks whether its turn has come.
const turn = 5 * time.Millisecond

// errLocked means that the turn to save did not come.
var errLocked = errors.New("another program has locked the folder")
