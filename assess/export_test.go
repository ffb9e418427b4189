package assess

// OrdinalAlpha is for the trial of the bank, whose raters are levels and no files.
var OrdinalAlpha = ordinalAlpha
