package assess

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/prose"
	"github.com/petal-check/petal/questions/strict"
)

// policyLimits bounds a policy file: 64 KiB, nesting 32, 1,000 keys a mapping.
var policyLimits = strict.Limits{Bytes: 64 << 10, Depth: 32, Keys: 1000}

// policyKeys are the keys of a policy that are not frameworks. A policy can also use
// the id of any framework in the bank as a key.
var policyKeys = []string{"petal-policy", "at-least", "perspectives", "evidence", "max-age", "no-fall-since", "depth", "bank", "no-copies", "allow-limit"}

// Keys that a policy can use in a framework, beside its items.
const (
	EveryItem   = "min"    // the lowest score allowed for each item without a rule of its own
	BackedItems = "backed" // whether items are judged by their backed score
)

// CheckIDs reports frameworks and items whose ids are already keys of a policy, so
// that a policy could not name them. file is the bank's name for messages.
func CheckIDs(file string, bank *questions.Bank) strict.Problems {
	var problems strict.Problems
	report := func(line int, format, id string) {
		problems = append(problems, strict.Problem{File: file, Line: line, Column: 1, Message: fmt.Sprintf(format, id)})
	}
	for _, f := range bank.Frameworks {
		if slices.Contains(policyKeys, f.ID) {
			report(f.Line, "%q cannot be the id of a framework, because a policy already has a key with that name", f.ID)
		}
		for _, i := range f.Items {
			if i.ID == EveryItem || i.ID == BackedItems {
				report(i.Line, "%q cannot be the id of an item, because it means something else in a policy", i.ID)
			}
		}
	}
	return problems
}

// Policy is the rules that [Check] compares a project with. The zero Policy has no
// rules.
type Policy struct {
	AtLeast      *questions.Level // the lowest level allowed; nil if there is no rule
	ReachAim     bool             // the level must be at least what the files aim for
	Items        []ItemRule       // in the order of the bank
	Perspectives []string         // perspectives that must have answered
	Evidence     *questions.Level // placement answers at or above this need evidence; nil if none do
	MaxAge       int              // in days; 0 if answers may be of any age
	NoFallSince  string           // a pattern for the names of earlier answers files; "" if there is no rule
	FullDepth    bool             // every file must be from a full check
	Bank         string           // BuiltIn, or the digest of the one bank whose answers count; "" if any does
	NoCopies     bool             // no two files may give exactly the same answers

	// AllowLimit holds the limits that excuse a level that is too low, if a note
	// explains it. Each has the lowest level that it excuses.
	AllowLimit map[string]questions.Level
}

// BuiltIn is the word for the built-in bank.
const BuiltIn = "built-in"

// ItemRule is the lowest score allowed, from 0 to 100, for one framework item. If
// Item is "", it is for every item in the framework without a rule of its own.
type ItemRule struct {
	Framework, Item string
	Least           float64
	Backed          bool // judged by the backed score: strong answers without evidence count for what they are worth without
}

// name returns the rule's name for verdicts.
func (r ItemRule) name() string {
	if r.Item == "" {
		return r.Framework
	}
	return r.Framework + "/" + r.Item
}

// Aim is the word for the level that the files say they aim for.
const Aim = "aim"

// Empty reports whether the policy has no rules.
func (p *Policy) Empty() bool {
	return p.AtLeast == nil && !p.ReachAim && len(p.Items) == 0 && len(p.Perspectives) == 0 && p.Evidence == nil && p.MaxAge == 0 && p.NoFallSince == "" &&
		!p.FullDepth && p.Bank == "" && !p.NoCopies
}

// PolicyFor returns the policy behind a report written as test results: a rule for
// the level, and a lowest score for each principle and value that the report shows.
// If level is nil there is no rule about the level, unless the files aim for
// different levels. Then there is one, and it always fails. shown is r, or its
// private copy.
func PolicyFor(r, shown *Result, level *questions.Level, least float64) *Policy {
	p := &Policy{AtLeast: level, ReachAim: level == nil && len(r.Aims) > 0}
	for _, f := range shown.Frameworks {
		for _, i := range f.Items {
			if f.Core() && i.Low != nil {
				p.Items = append(p.Items, ItemRule{Framework: f.ID, Item: i.ID, Least: least})
			}
		}
	}
	return p
}

// ReadPolicy reads a policy for results from the bank. file is the name to use in
// messages. It reports every mistake at once, as [strict.Problems], including those
// that [CheckIDs] finds in the bank.
func ReadPolicy(file string, data []byte, bank *questions.Bank) (*Policy, error) {
	doc, err := strict.Read(file, data, policyLimits)
	if err != nil {
		return nil, err
	}
	if clashes := CheckIDs("", bank); len(clashes) > 0 {
		for i, p := range clashes {
			clashes[i] = strict.Problem{File: file, Message: fmt.Sprintf("no policy can be read with the bank %q: %s", bank.ID, p.Message)}
		}
		return nil, clashes
	}
	keys := slices.Clone(policyKeys)
	for _, f := range bank.Frameworks {
		keys = append(keys, f.ID)
	}
	m := doc.Root().Mapping(keys...)
	m.Require("petal-policy")
	m.Get("petal-policy").Format("this policy has")
	p := &Policy{}
	if id := m.Get("at-least").OneOf("level", append(questions.LevelIDs()[questions.Inform:], Aim)...); id == Aim {
		p.ReachAim = true
	} else {
		p.AtLeast = levelFrom(id)
	}
	for i := range bank.Frameworks {
		p.Items = append(p.Items, readItemRules(m.Get(bank.Frameworks[i].ID), &bank.Frameworks[i])...)
	}
	p.Perspectives = readWords(m.Get("perspectives"), "perspective", questions.PerspectiveIDs(questions.Perspectives))
	p.Evidence = readLevel(m.Get("evidence"))
	p.MaxAge = readAge(m.Get("max-age"))
	p.NoFallSince = m.Get("no-fall-since").Sentence()
	p.FullDepth = m.Get("depth").OneOf("depth", Full) == Full
	p.Bank = readBank(m.Get("bank"))
	p.NoCopies = m.Get("no-copies").Bool()
	p.AllowLimit = readAllowLimit(m.Get("allow-limit"))
	if m.Get("allow-limit").Present() && !m.Get("at-least").Present() {
		m.Get("allow-limit").Problem("allow-limit only works with at-least, which is missing")
	}
	if err := doc.Err(); err != nil {
		return nil, err
	}
	if p.Empty() {
		doc.Root().Problem("the policy has no rules; start with one such as at-least: engage")
		return nil, doc.Err()
	}
	return p, nil
}

// caps lists every limit except none.
var caps = slices.DeleteFunc(slices.Clone(questions.Limits), func(l string) bool { return l == "none" })

func readItemRules(v strict.Value, f *questions.Framework) []ItemRule {
	words := []string{EveryItem, BackedItems}
	for _, i := range f.Items {
		words = append(words, i.ID)
	}
	var rules []ItemRule
	backed := false
	for _, e := range v.Entries() {
		if !slices.Contains(words, e.Key) {
			e.Name.Problem("no item %q in %s%s", prose.Short(e.Key), f.ID, prose.DidYouMean(e.Key, words))
			continue
		}
		if e.Key == BackedItems {
			backed = e.Value.Bool()
			continue
		}
		rule := ItemRule{Framework: f.ID, Item: e.Key, Least: e.Value.Number(0, 100)}
		if e.Key == EveryItem {
			rule.Item = ""
		}
		rules = append(rules, rule)
	}
	if v.IsMapping() && len(rules) == 0 && !v.Wrong() {
		v.Problem("no lowest score given; write one, such as {min: 50}")
	}
	for i := range rules {
		rules[i].Backed = backed
	}
	place := func(r ItemRule) int {
		return slices.IndexFunc(f.Items, func(i questions.Item) bool { return i.ID == r.Item })
	}
	slices.SortStableFunc(rules, func(a, b ItemRule) int { return cmp.Compare(place(a), place(b)) })
	return rules
}

func readWords(v strict.Value, what string, words []string) []string {
	var read []string
	for _, item := range v.Items() {
		word := item.OneOf(what, words...)
		if slices.Contains(read, word) && word != "" {
			item.Problem("%q appears twice", word)
			continue
		}
		read = append(read, word)
	}
	if v.Present() && len(v.Items()) == 0 {
		v.Problem("name at least one %s here", what)
	}
	return read
}

// ItemRuleFrom returns the rule for an item. The item can be named in full, such as
// principles/payment, or by its id alone if only one item is meant.
func ItemRuleFrom(bank *questions.Bank, item string, least float64) (ItemRule, error) {
	var names []string
	var found []ItemRule
	for _, f := range bank.Frameworks {
		for _, i := range f.Items {
			r := ItemRule{Framework: f.ID, Item: i.ID, Least: least}
			names = append(names, r.name(), i.ID)
			if item == r.name() || item == i.ID {
				found = append(found, r)
			}
		}
	}
	if len(found) > 1 { // the principles and values take precedence over lenses, which cover the same ground
		own := slices.DeleteFunc(slices.Clone(found), func(r ItemRule) bool { return !bank.Framework(r.Framework).Core() })
		if len(own) > 0 {
			found = own
		}
	}
	switch {
	case len(found) == 0:
		return ItemRule{}, fmt.Errorf("unknown item %q%s", item, prose.DidYouMean(item, names))
	case len(found) > 1:
		return ItemRule{}, fmt.Errorf("there is more than one item %q; write %s or %s", item, found[0].name(), found[1].name())
	}
	return found[0], nil
}

// readAllowLimit reads limits, each with the lowest level it excuses.
func readAllowLimit(v strict.Value) map[string]questions.Level {
	limits := map[string]questions.Level{}
	for _, e := range v.Entries() {
		if !slices.Contains(caps, e.Key) {
			e.Name.Problem("no limit %q%s", prose.Short(e.Key), prose.DidYouMean(e.Key, caps))
			continue
		}
		if down := readLevel(e.Value); down != nil {
			limits[e.Key] = *down
		}
	}
	if v.IsMapping() && len(v.Entries()) == 0 {
		v.Problem("no limit given; name one and the lowest level it allows, such as {law: consult}")
	}
	if len(limits) == 0 {
		return nil
	}
	return limits
}

// ParseAllowLimit reads a limit with the lowest level that it excuses, such as
// law=consult.
func ParseAllowLimit(s string) (limit string, down questions.Level, err error) {
	limit, id, _ := strings.Cut(strings.TrimSpace(s), "=")
	if !slices.Contains(caps, limit) {
		return "", 0, fmt.Errorf("unknown limit %q%s", prose.Short(limit), prose.DidYouMean(limit, caps))
	}
	if down, err = questions.ParseLevel(id); err != nil {
		return "", 0, fmt.Errorf("%q does not say how low the level can be; write it as %s=consult", prose.Short(s), limit)
	}
	return limit, down, nil
}

// ParseBank reads which bank the answers must be for: built-in, or a bank's digest as
// petal bank list shows it.
func ParseBank(s string) (string, error) {
	if s = strings.TrimSpace(s); s != BuiltIn && !digest().MatchString(s) {
		return "", fmt.Errorf("%q is not a bank; write %s, or the digest that petal report -f json shows (sha256: and 64 digits)", prose.Short(s), BuiltIn)
	}
	return s, nil
}

func readBank(v strict.Value) string {
	if !v.Present() {
		return ""
	}
	text := v.Sentence()
	if text == "" {
		return "" // already reported
	}
	bank, err := ParseBank(text)
	if err != nil {
		v.Problem("%s", err)
	}
	return bank
}

func readAge(v strict.Value) int {
	if v.Present() && !v.IsText() {
		v.Problem("this must be an age in days or weeks, such as 180d or 26w")
		return 0
	}
	text := v.Sentence()
	if text == "" {
		return 0 // already reported
	}
	days, err := ParseAge(text)
	if err != nil {
		v.Problem("%s", err)
	}
	return days
}

// Patterns are compiled when they are first needed: most runs read no policy.
var (
	digest = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^sha256:[0-9a-f]{64}$`) })
	age    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([1-9][0-9]{0,4})([dw])$`) })
)

// ParseAge reads a number of days or weeks, such as 180d or 26w, as days.
func ParseAge(s string) (days int, err error) {
	m := age().FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, fmt.Errorf("%q is not an age; give days or weeks, such as 180d or 26w", prose.Short(s))
	}
	days, _ = strconv.Atoi(m[1])
	if m[2] == "w" {
		days *= 7
	}
	return days, nil
}
