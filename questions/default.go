package questions

// The bank that Petal carries is needed at nearly every start, and reading its YAML
// would take most of a command's time. So what [Load] makes of it is carried as Go,
// in bank_builtin.go, where the linker lays it out: nothing is left to read. It is
// written anew by go test ./questions -update; a test holds that it is the same
// bank. Lines are not in it: what is said of lines comes from a bank that was loaded.

// levels is every level, for options to point at.
var levels = [...]Level{None, Inform, Consult, Engage, CoDesign, CoProduce}
