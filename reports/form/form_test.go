package form

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

var update = flag.Bool("update", false, "write the golden files anew")

func welsh(t testing.TB, change ...string) *questions.Bank {
	t.Helper()
	text, err := os.ReadFile("testdata/welsh.yaml")
	if err != nil {
		t.Fatal(err)
	}
	bank, err := questions.Load("welsh.yaml", []byte(strings.NewReplacer(change...).Replace(string(text))))
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

func web(t testing.TB, bank *questions.Bank, o Options) string {
	t.Helper()
	var out strings.Builder
	if err := Web(&out, bank, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func paper(t testing.TB, bank *questions.Bank, o Options) string {
	t.Helper()
	var out strings.Builder
	if err := Paper(&out, bank, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func text(t testing.TB, bank *questions.Bank, o Options) string {
	t.Helper()
	var out strings.Builder
	if err := Text(&out, bank, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// known returns the options of a form with parts of the set-up known: an id and its
// value, and so on.
func known(parts ...string) Options {
	var o Options
	for i := 0; i < len(parts); i += 2 {
		assess.PartOf(parts[i]).Set(&o.Known, parts[i+1])
	}
	return o
}

// TestWebAlone checks that the page allows its own style and script, by hash, and
// nothing else, names no address, and is small enough to send.
func TestWebAlone(t *testing.T) {
	page := web(t, questions.Default(), Options{})
	if len(page) > 250*1000 {
		t.Errorf("%d bytes, want at most 250 KB", len(page))
	}
	part := func(pattern string) string {
		found := regexp.MustCompile(pattern).FindAllStringSubmatch(page, -1)
		if len(found) != 1 {
			t.Fatalf("%d of %s, want one", len(found), pattern)
		}
		return found[0][1]
	}
	script, style := part(`(?s)<script>(.*?)</script>`), part(`(?s)<style>(.*?)</style>`)
	want := fmt.Sprintf("default-src &#39;none&#39;; style-src %s; script-src %s; base-uri &#39;none&#39;; form-action &#39;none&#39;",
		escaped(hash(style)), escaped(hash(script)))
	if got := part(`http-equiv="Content-Security-Policy" content="([^"]*)"`); got != want {
		t.Errorf("the policy is\n%s\nwant\n%s", got, want)
	}
	for _, pattern := range []string{`(?i)<(link|img|iframe|object|embed|base)\b`, `\son[a-z]+="`, `\ssrc="`, `\sstyle="`, `https?://(www\.w3\.org/2000/svg)?`} {
		for _, found := range regexp.MustCompile(pattern).FindAllString(page, -1) {
			if found != "http://www.w3.org/2000/svg" {
				t.Errorf("the page holds %q", found)
			}
		}
	}
}

func escaped(s string) string { return strings.NewReplacer("'", "&#39;", "+", "&#43;").Replace(s) }

// TestAsksWhatIsOpen checks which pages a form has for what is known already.
func TestAsksWhatIsOpen(t *testing.T) {
	pages := func(o Options) []string {
		var all []string
		for _, found := range regexp.MustCompile(`data-page="([a-z]+)"`).FindAllStringSubmatch(regexp.MustCompile(`(?s)<(style|script).*?</`).ReplaceAllString(web(t, questions.Default(), o), ""), -1) {
			if name := found[1]; len(all) == 0 || all[len(all)-1] != name {
				all = append(all, name)
			}
		}
		return all
	}
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"nothing is known", Options{}, "start project perspective people round depth claim aim limit question check result send clear"},
		{"for carers", known("project", "Letters", "perspective", "carer", "round", "before", "depth", "short"), "start people claim question check result send clear"},
		{"for staff", known("project", "Letters", "perspective", "staff", "round", "before"), "start people depth claim aim limit question check result send clear"},
		{"with an aim and a limit", known("perspective", "staff", "aim", "engage", "limit", "law"), "start project people round depth claim question check result send clear"},
	} {
		if got := strings.Join(pages(c.o), " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	count := func(o Options) int { return strings.Count(web(t, questions.Default(), o), `data-page="question"`) }
	bank := questions.Default()
	for _, p := range questions.Perspectives {
		for _, depth := range assess.Depths {
			want := len((&assess.Answers{Depth: depth, Respondent: assess.Respondent{Perspective: p}}).Asked(bank))
			if got := count(known("perspective", string(p), "depth", depth)); got != want {
				t.Errorf("%s, %s: %d questions, want %d", p, depth, got, want)
			}
		}
	}
}

// TestNothingTold checks that forms on paper and in text do not show what an answer
// is worth.
func TestNothingTold(t *testing.T) {
	bank := questions.Default()
	for _, o := range []Options{{}, {Easy: true}, known("depth", "short", "perspective", "carer")} {
		for _, said := range []string{paper(t, bank, o), text(t, bank, o)} {
			said = regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`).ReplaceAllString(said, " ")
			for _, l := range questions.Levels {
				if regexp.MustCompile(`\b` + regexp.QuoteMeta(bank.Words(l).Name) + `\b`).MatchString(said) {
					t.Errorf("%+v names the level %s", o, bank.Words(l).Name)
				}
			}
			for _, q := range bank.Questions() {
				for _, id := range append(q.OptionIDs(), q.ID) {
					if strings.Contains(id, "-") && regexp.MustCompile(`[^\w-]`+id+`[^\w-]`).MatchString(said) {
						t.Errorf("%+v names %s", o, id)
					}
				}
			}
		}
	}
}

// TestNumbers checks that a question has one number on every paper of a depth,
// whoever it is for, and that numbers run on from 1.
func TestNumbers(t *testing.T) {
	bank := questions.Default()
	for _, depth := range assess.Depths {
		numbers := numbersOf(bank, depth)
		for n, q := range InPaperOrder(bank, depth) {
			if numbers[q.ID] != n+1 {
				t.Errorf("%s: %s has number %d, want %d", depth, q.ID, numbers[q.ID], n+1)
			}
		}
		for _, p := range append(slices.Clone(questions.Perspectives), "") {
			last := 0
			for _, part := range newForm(bank, known("depth", depth, "perspective", string(p)), onPaper).parts() {
				for _, q := range part.Questions {
					if q.Number <= last {
						t.Errorf("%s, %s: number %d comes after %d", depth, p, q.Number, last)
					}
					last = q.Number
				}
			}
		}
		if got, want := len(numbers), len(InPaperOrder(bank, depth)); got != want {
			t.Errorf("%s: %d numbers, want %d", depth, got, want)
		}
	}
}

// TestWelsh checks that a bank can say all of a form in its own language.
func TestWelsh(t *testing.T) {
	bank := welsh(t)
	got := text(t, bank, known("project", "Llythyrau"))
	if *update {
		if err := os.WriteFile("testdata/welsh.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/welsh.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for name, page := range map[string]string{"web": web(t, bank, Options{}), "paper": paper(t, bank, Options{}), "text": got} {
		if name != "text" && !strings.Contains(page, `<html lang="cy" dir="ltr"`) {
			t.Errorf("%s does not say that it is in Welsh", name)
		}
		for _, id := range questions.WordIDs() {
			english := questions.Default().Say(id)
			if len(english) > 12 && !strings.Contains(english, "{") && english != bank.Say(id) && strings.Contains(page, english) {
				t.Errorf("%s says %q in English", name, english)
			}
		}
	}
}

// TestRightToLeft checks that a page says which way its script runs.
func TestRightToLeft(t *testing.T) {
	bank := welsh(t, "language: cy", "language: ar\ndir: rtl", "Beth all pobl ei newid?", "ما الذي يمكن للناس تغييره؟")
	for name, page := range map[string]string{"web": web(t, bank, Options{}), "paper": paper(t, bank, Options{})} {
		if !strings.Contains(page, `<html lang="ar" dir="rtl"`) || !strings.Contains(page, "ما الذي يمكن للناس تغييره؟") {
			t.Errorf("%s is not written from right to left", name)
		}
	}
}

// TestHostile checks that nothing a person writes is markup, in any form, and that
// the script reads it as it was written.
func TestHostile(t *testing.T) {
	for _, words := range []string{
		`</script></style><script>alert(1)</script><img src=x onerror=alert(2)>`, `"><svg onload=alert(1)> ' onfocus=alert(1) autofocus='`,
		`]]><!-- -->`, `{{.}} {project} ${x}`, "\\u003c \u2029 x", `مرحبا שלום`,
	} {
		title, err := json.Marshal(strings.ReplaceAll(words, "\u2029", ""))
		if err != nil {
			t.Fatal(err)
		}
		bank := welsh(t, "title: Penderfynu", "title: "+string(title))
		saying := func(words string) Options {
			o := known("project", words, "team", words)
			o.ReturnTo, o.Intro = words, []string{words}
			return o
		}
		o := saying(words)
		page := web(t, bank, o)
		plain := web(t, welsh(t), saying("x"))
		tags := regexp.MustCompile(`<[a-zA-Z/!][a-z]*`)
		if got, want := tags.FindAllString(page, -1), tags.FindAllString(plain, -1); !slices.Equal(got, want) {
			t.Errorf("%q makes elements: %d, want %d", words, len(got), len(want))
		}
		var read data
		if err := json.Unmarshal([]byte(regexp.MustCompile(`(?s)id="data">(.*?)</script>`).FindStringSubmatch(page)[1]), &read); err != nil {
			t.Fatalf("%q: %v", words, err)
		}
		if read.Fixed["project"] != words {
			t.Errorf("the project is %q, want %q", read.Fixed["project"], words)
		}
		if got, want := tags.FindAllString(paper(t, bank, o), -1), tags.FindAllString(paper(t, bank, saying("x")), -1); !slices.Equal(got, want) {
			t.Errorf("%q makes elements on paper: %d, want %d", words, len(got), len(want))
		}
	}
}

// TestTextLines checks that lines are short and every sign is one that a typewriter
// has.
func TestTextLines(t *testing.T) {
	for _, o := range []Options{{}, {Easy: true, Known: known("depth", "short").Known}, {Known: known("project", strings.Repeat("long ", 40)).Known, ReturnTo: "“quoted” – and…"}} {
		for n, line := range strings.Split(text(t, questions.Default(), o), "\n") {
			if len(line) > 72 || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) {
				t.Errorf("%+v, line %d: %q", o, n+1, line)
			}
		}
	}
}
