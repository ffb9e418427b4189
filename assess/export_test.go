package assess

// OrdinalAlpha is for the trial of the bank, whose raters are levels rather than
// files.
var OrdinalAlpha = ordinalAlpha

// Together returns counts as a private copy shows them.
func (c Counts) Together() Counts { return c.together() }
