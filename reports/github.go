package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions/prose"
)

// CheckGitHub writes verdicts as workflow annotations: an error at each answer
// concerned, a line in the log for each rule that is met, and a notice that sums up.
// GitHub shows only the first ten annotations of a step, so every rule that is not
// met gets one annotation before any gets a second.
func CheckGitHub(w io.Writer, r *assess.Result, verdicts []assess.Verdict) error {
	var out strings.Builder
	for _, warning := range phrasesFor(r).warnings() {
		annotate(&out, "warning", assess.At{}, checked(r), warning)
	}
	most := 0
	for _, v := range verdicts {
		most = max(most, len(v.At), 1)
	}
	for n := range most {
		for _, v := range verdicts {
			if !v.Passed && n < max(len(v.At), 1) {
				annotateVerdict(&out, r, v, n)
			}
		}
	}
	for _, v := range verdicts {
		if v.Passed {
			fmt.Fprintln(&out, strings.ReplaceAll(prose.OneLine(fmt.Sprintf("passed %s: %s", v.Rule, wantedAndFound(v))), "##[", "# #[")) // the old form of a workflow command works anywhere in a line
		}
	}
	annotate(&out, "notice", assess.At{}, checked(r), kept(verdicts))
	_, err := io.WriteString(w, out.String())
	return err
}

// wantedAndFound returns a verdict as a sentence.
func wantedAndFound(v assess.Verdict) string {
	said := fmt.Sprintf("wanted %s; %s.", v.Want, v.Got)
	if v.Say != "" {
		said += " " + v.Say
	}
	return said
}

// annotateVerdict writes a rule that is not met, at the nth place to look at.
func annotateVerdict(out *strings.Builder, r *assess.Result, v assess.Verdict, n int) {
	says := wantedAndFound(v)
	var at assess.At
	if n < len(v.At) {
		at = v.At[n]
	}
	if q := r.Bank.Question(at.Question); q != nil {
		says = q.Ask.In(r.Round) + " " + says
	}
	annotate(out, "error", at, v.Rule, says)
}

// The escapes of GitHub's workflow commands: without them, a file could contain
// commands.
var (
	githubText  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubValue = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func annotate(out *strings.Builder, kind string, at assess.At, title, says string) {
	var with []string
	if at.File != "" && at.File != assess.StandardInput { // only then can GitHub find the file
		with = append(with, "file="+githubValue.Replace(prose.Clean(at.File)))
		if at.Line > 0 {
			with = append(with, fmt.Sprintf("line=%d", at.Line))
		}
	}
	with = append(with, "title="+githubValue.Replace(prose.Clean("petal: "+title)))
	fmt.Fprintf(out, "::%s %s::%s\n", kind, strings.Join(with, ","), githubText.Replace(prose.Clean(says)))
}
