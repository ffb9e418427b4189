package questions

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestWords checks that every sentence is there, says something, and is asked for by
// the forms: by Go, by a template or by the script.
func TestWords(t *testing.T) {
	var used strings.Builder
	for _, file := range []string{"form.go", "paper.go", "text.go", "web.tmpl", "paper.tmpl", "web.js", "setup.go"} {
		text, err := os.ReadFile("../reports/form/" + file)
		if err != nil {
			t.Fatal(err)
		}
		used.Write(text)
	}
	// The ids of these are made of a prefix and what they are about.
	built := []string{"standing-planned", "standing-may-change", "standing-planned-may-change", "picture-"}
	for _, part := range []string{"project", "team", "perspective", "people", "round", "depth", "claim", "aim", "limit"} {
		built = append(built, part, part+"-")
	}
	built = append(built, texts(Stages)...)
	built = append(built, Bands...)
	for _, id := range WordIDs() {
		if strings.TrimSpace(Default().Say(id)) == "" {
			t.Errorf("%s says nothing", id)
		}
		id = strings.TrimSuffix(id, "-easy")
		asked := strings.Contains(used.String(), `"`+id+`"`) || strings.Contains(used.String(), `'`+id+`'`)
		if !asked && !slices.ContainsFunc(built, func(b string) bool { return id == b || strings.HasSuffix(b, "-") && strings.HasPrefix(id, b) }) {
			t.Errorf("nothing says %s", id)
		}
	}
}

func TestSay(t *testing.T) {
	b := &Bank{OwnWords: map[string]string{"about": "Cwestiynau am {project}"}}
	if got, want := b.Say("about", "project", "{project} {x}"), "Cwestiynau am {project} {x}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := b.Say("question-of", "n", "2", "all", "18"), "Question 2 of 18"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestReadWords checks the errors for sentences that cannot be used in a form.
func TestReadWords(t *testing.T) {
	for text, want := range map[string]string{
		"words: {abuot: x}":          `no sentence "abuot"; did you mean "about"?`,
		"words: {about: Cwestiynau}": `{project} is missing here; the English is "Questions about {project}"`,
		`words: {back: "Yn ôl {n}"}`: `{n} means nothing here; the English is "Back"`,
		"words: {back: }":            "this must be text, but it is empty",
		"dir: up":                    `no direction "up"`,
		`{words: {about: "Am {project}", back: "Yn ôl"}}`: "",
	} {
		_, err := Load("b.yaml", []byte(text))
		said := ""
		if err != nil {
			said = err.Error()
		}
		if want != "" && !strings.Contains(said, want) {
			t.Errorf("%s: got %s, want %q", text, said, want)
		}
		if want == "" && (strings.Contains(said, "sentence") || strings.Contains(said, "{")) {
			t.Errorf("%s: got %s", text, said)
		}
	}
}

// TestSayEasy checks where the easy words of a sentence come from: a bank that says
// it in words of its own, and has no easy ones, is not mixed with Petal's.
func TestSayEasy(t *testing.T) {
	id := ""
	for _, easy := range WordIDs() {
		if plain, ok := strings.CutSuffix(easy, "-easy"); ok {
			id = plain
			break
		}
	}
	plain, easy := Default().Say(id), Default().Say(id+"-easy")
	for _, c := range []struct {
		name string
		own  map[string]string
		want string
	}{
		{"nothing of its own", nil, easy},
		{"plain words of its own", map[string]string{id: "Yn Gymraeg"}, "Yn Gymraeg"},
		{"both", map[string]string{id: "Yn Gymraeg", id + "-easy": "Yn hawdd"}, "Yn hawdd"},
	} {
		if got := (&Bank{OwnWords: c.own}).SayEasy(id); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if plain == easy {
		t.Errorf("%s and its easy words are the same: %q", id, plain)
	}
}

// TestInEnglish checks which sentences a bank in another language leaves in English.
func TestInEnglish(t *testing.T) {
	first := WordIDs()[0]
	for _, language := range []string{"", "en", "en-GB"} {
		if got := (&Bank{Language: language}).InEnglish(); got != nil {
			t.Errorf("a bank in %q leaves %q in English, want none", language, got)
		}
	}
	welsh := &Bank{Language: "cy", OwnWords: map[string]string{first: "Croeso"}}
	got := welsh.InEnglish()
	if slices.Contains(got, first) || slices.Contains(got, first+"-easy") {
		t.Errorf("%s is in Welsh, and is said to be in English", first)
	}
	if !slices.Contains(got, WordIDs()[1]) {
		t.Errorf("%s is in English, and is not said to be", WordIDs()[1])
	}
}

func TestDefaultVersion(t *testing.T) {
	if got, want := DefaultVersion(), Default().Version; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
