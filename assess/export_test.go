package assess

// OrdinalAlpha is for the trial of the bank, whose raters are levels and no files.
var OrdinalAlpha = ordinalAlpha

// Together is counts as a private copy tells them.
func (c Counts) Together() Counts { return c.together() }
