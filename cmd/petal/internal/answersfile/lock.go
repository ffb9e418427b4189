package answersfile

import "time"

// patience is how long a save waits for another Petal's. One takes milliseconds,
// on a slow disk perhaps a second.
const patience = 10 * time.Second
