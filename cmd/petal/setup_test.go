package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
	"github.com/petal-check/petal/reports/form"
)

// TestEveryPartOfTheSetUp takes the rows of the set-up through everything that uses
// them: the file, its schema, flags, completion, the questions in plain and in easy
// words, and the forms. A new part is a row and its words, and this test says what is
// missing.
func TestEveryPartOfTheSetUp(t *testing.T) {
	bank := questions.Default()
	a := &app{}
	flags := map[string]map[string]bool{"assess": {}, "form": {}}
	for command, has := range flags {
		cmd, _, err := a.root().Find([]string{command})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range assess.SetUp {
			f := cmd.Flags().Lookup(p.ID)
			if has[p.ID] = f != nil; f != nil && f.Usage == "" {
				t.Errorf("petal %s --%s has no help", command, p.ID)
			}
		}
	}
	schema := map[string]any{}
	if err := json.Unmarshal(reports.Schema("answers"), &schema); err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	if err := form.Web(&page, bank, form.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, p := range assess.SetUp {
		t.Run(p.ID, func(t *testing.T) {
			// The file, and its schema.
			for _, value := range samples(p) {
				if err := p.Check(value); err != nil {
					t.Errorf("%q is refused: %v", value, err)
				}
				var given assess.Answers
				given.Bank = assess.BankRef{ID: bank.ID, Version: bank.Version}
				p.Set(&given, value)
				text, err := assess.Encode(&given, bank, nil)
				if err != nil {
					t.Fatal(err)
				}
				back, err := assess.ReadDraft("x", text, bank)
				if err != nil {
					t.Fatalf("%v in\n%s", err, text)
				}
				for _, other := range assess.SetUp {
					want := ""
					if other == p {
						want = value
					}
					if got := other.Of(back); got != want {
						t.Errorf("with %s %q, %s reads back as %q from\n%s", p.ID, value, other.ID, got, text)
					}
				}
				p.Set(back, "")
				if text, err = assess.Encode(back, bank, text); err != nil {
					t.Fatal(err)
				}
				if back, err = assess.ReadDraft("x", text, bank); err != nil || p.Of(back) != "" {
					t.Errorf("%s cannot be taken out again: %v\n%s", p.ID, err, text)
				}
			}
			at := schema
			for _, key := range strings.Split(p.Key, ".") {
				properties, _ := at["properties"].(map[string]any)
				at, _ = properties[key].(map[string]any)
			}
			if at == nil {
				t.Errorf("the schema of answers files has no %s", p.Key)
			}
			for _, unsafe := range []string{"two\nlines", "esc \x1b[2J"} {
				if p.Check(unsafe) == nil {
					t.Errorf("%q is accepted", unsafe)
				}
			}
			if (p.Check("") == nil) == p.Needed {
				t.Errorf("needed %v, and nothing is met with %v", p.Needed, p.Check(""))
			}

			// Flags, and what shells offer for them.
			asked := p.Asked != assess.AskedNever
			if flags["assess"][p.ID] != asked {
				t.Errorf("petal assess has a flag --%s: %v, want %v", p.ID, !asked, asked)
			}
			if want := asked && (p.Shared || p.ID == "perspective"); flags["form"][p.ID] != want {
				t.Errorf("petal form has a flag --%s: %v, want %v", p.ID, !want, want)
			}
			if !asked {
				return
			}
			if p.Words != nil {
				if got := offered(t, "assess", "--"+p.ID, ""); !slices.Equal(got, p.Words) {
					t.Errorf("a shell offers %q, want %q", got, p.Words)
				}
			}

			// The questions, in an interview and in the form.
			for _, easy := range []bool{false, true} {
				iv := &interview.Interview{Bank: bank, Answers: &assess.Answers{}, Easy: easy}
				prompt := iv.SetUpPrompt(p)
				if !strings.HasSuffix(strings.TrimSuffix(strings.TrimSuffix(prompt.Text, " "+bank.Say("optional")), " "+bank.SayEasy("optional")), "?") {
					t.Errorf("%q is no question", prompt.Text)
				}
				if values(prompt.Choices) == nil != (p.Words == nil) || !slices.Equal(values(prompt.Choices), p.Words) {
					t.Errorf("offers %q, want %q", values(prompt.Choices), p.Words)
				}
				said := map[string]bool{}
				for _, c := range prompt.Choices {
					if c.Text == "" || c.Text == c.Value || said[c.Text] {
						t.Errorf("%s is offered as %q", c.Value, c.Text)
					}
					said[c.Text] = true
					for _, l := range questions.Levels {
						if p.Kind == assess.LevelPart && strings.Contains(c.Text, bank.Words(l).Name) {
							t.Errorf("%q names a level", c.Text)
						}
					}
				}
				if p.Needed != (prompt.Needed != "") {
					t.Errorf("needed %v, and whoever skips it is told %q", p.Needed, prompt.Needed)
				}
				if !strings.Contains(page.String(), ">"+bank.Say(p.ID)+"<") || !strings.Contains(page.String(), ">"+bank.SayEasy(p.ID)+"<") {
					t.Errorf("the web form does not ask %q and %q", bank.Say(p.ID), bank.SayEasy(p.ID))
				}
			}
			for _, w := range p.Words {
				if !strings.Contains(page.String(), `id="`+p.ID+"-"+w+`"`) {
					t.Errorf("the web form does not offer %s", w)
				}
			}
			if data := `{"id":"` + p.ID + `","key":"` + p.Key + `"`; !strings.Contains(page.String(), data) {
				t.Errorf("the script of the web form does not know %s", data)
			}
		})
	}
}

// samples returns some values that a part can have.
func samples(p *assess.Part) []string {
	switch p.Kind {
	case assess.TextPart:
		return []string{"Ward 7", "no", "1e3", `"quoted": # {x}`}
	case assess.RoundPart:
		return append([]string{"spring-2027", "2027"}, p.Words...)
	case assess.PeoplePart:
		return []string{"1", strconv.Itoa(assess.MaxPeople)}
	case assess.DatePart:
		return []string{"2026-11-20"}
	}
	return p.Words
}

func values(choices []ask.Choice) []string {
	var all []string
	for _, c := range choices {
		all = append(all, c.Value)
	}
	return all
}

// TestPromisedTime checks that the README and the help promise the time that the
// set-up, the questions and the end take: what an interview says when it asks how
// much time there is.
func TestPromisedTime(t *testing.T) {
	iv := &interview.Interview{Bank: questions.Default(), Answers: &assess.Answers{Respondent: assess.Respondent{Perspective: questions.Staff}}}
	promised := regexp.MustCompile(`^(Short|Full) check: (\d+ questions, (about \d+ minutes))$`)
	var said [][]string
	for _, c := range iv.SetUpPrompt(assess.PartOf("depth")).Choices {
		if said = append(said, promised.FindStringSubmatch(c.Text)); said[len(said)-1] == nil {
			t.Fatalf("asked %q", c.Text)
		}
	}
	readme := strings.Join(strings.Fields(documents(t)["README.md"]), " ")
	if want := "the short check (" + said[0][2] + ") or the full one (" + said[1][2] + ")"; !strings.Contains(readme, want) {
		t.Errorf("the README does not say %q", want)
	}
	if help := (&app{}).root().Example; !strings.Contains(help, said[0][3]) {
		t.Errorf("the help does not say %q but\n%s", said[0][3], help)
	}
}
