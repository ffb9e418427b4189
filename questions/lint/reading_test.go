package lint

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Hyphenated as a dictionary does, with a dot at each break, and a hyphen where
// the word itself has one.
var hyphenated = strings.Fields(`
	peo·ple staff car·er i·de·a i·de·as ar·e·a some·one an·y·one ev·ery·one ev·ery·bod·y busi·ness eve·ning qui·et
	sci·ence so·ci·e·ty cre·ate cre·at·ed crea·ture se·ri·ous ra·di·o ques·tion o·pin·ion spe·cial ma·te·ri·al
	ac·tu·al lan·guage in·flu·ence fre·quent val·ue con·tin·ue cen·tre the·a·tre ta·ble han·dled called asked want·ed
	de·cid·ed shared hun·dred nurs·es wish·es chang·es notes set·tled pay·ment man·age·ment state·ment el·e·ment
	safe·ly safe·ty use·ful care·less stake·hold·er home·work sand·wich·es go·ing see·ing car·ry·ing say·ing cri·sis
	be·yond roy·al em·ploy·ee pow·er re·viewed fire queue col·league ex·pe·ri·ence pa·tient an·cient cli·ent eas·i·er
	com·mis·sion·er par·tic·i·pa·tion e·val·u·a·tion ad·vo·ca·cy or·gan·i·sa·tion li·brar·y sep·a·rate dif·fer·ent
	fam·i·ly knowl·edge through thought strengths did·n't don't peo·ple's co-de·sign co-pro·duc·tion
	well-be·ing twen·ty-one as·so·ci·a·tion gov·er·nance re·mu·ner·a·tion ac·ces·si·bil·i·ty in·vi·ta·tion`)

func TestSyllablesAreThoseOfTheDictionary(t *testing.T) {
	for _, dotted := range hyphenated {
		word := strings.ReplaceAll(dotted, "·", "")
		want := 1 + strings.Count(dotted, "·") + strings.Count(dotted, "-")
		if got := syllables(word); got != want {
			t.Errorf("%s: got %d syllables, want %d", dotted, got, want)
		}
	}
}

func TestSyllablesOfWhatIsNotAPlainWord(t *testing.T) {
	tests := []struct {
		word string
		want int
	}{
		{"NHS", 3},       // letter by letter
		{"ICB", 3},       // though it has a vowel
		{"HEARD", 1},     // a word in capitals
		{"2026", 1},      // a number
		{"nurse's", 2},   // the s is said after a hiss
		{"carer's", 2},   // and not elsewhere
		{"carer’s", 2},   // with a printer's apostrophe
		{"isn't", 2},     //
		{"co‑design", 3}, // with a hyphen that does not break
		{"hmm", 1},       // no vowel at all
		{"", 1},
	}
	for _, tt := range tests {
		if got := syllables(tt.word); got != tt.want {
			t.Errorf("%q: got %d syllables, want %d", tt.word, got, tt.want)
		}
	}
}

func TestReadabilityCounts(t *testing.T) {
	tests := []struct {
		text string
		want reading
	}{
		{"", reading{}},
		{"…", reading{}},
		{"Staff alone", reading{2, 1, 3}},  // a fragment is a sentence
		{"Staff alone.", reading{2, 1, 3}}, //
		{"No. Only staff see the sums.", reading{6, 2, 7}},
		{"Well-being matters", reading{2, 1, 5}},                         // one word, three syllables
		{"Why? What for?! Say so.", reading{5, 3, 5}},                    //
		{"Ask early (e.g. in May). Then wait.", reading{7, 2, 8}},        // a point inside
		{"It takes 2.5 hours, at most 1,000 days", reading{8, 1, 8}},     // numbers are whole
		{"We said “stop.” They did", reading{5, 2, 5}},                   // a quotation mark after the point
		{"A first line\n\nA second line", reading{6, 2, 7}},              // a paragraph ends a sentence
		{"Dr. Smith came", reading{3, 1, 3}},                             //
		{"We ask people - and staff – to come", reading{7, 1, 8}},        // dashes are no words
		{"Text. “Quoted words” stay. …and go", reading{6, 3, 7}},         //
		{"People can't come; they don't know it.", reading{7, 1, 8}},     //
		{"staff/people", reading{2, 1, 3}},                               //
		{"One sentence. another without a capital", reading{6, 1, 12}},   // read as an abbreviation's point
		{"Ask them. 3 of them answer.", reading{6, 2, 7}},                //
		{"Who decides and who pays? We do! They do.", reading{9, 3, 10}}, //
		{"The plan is set. The money is not. That is all", reading{11, 3, 12}},
	}
	for _, tt := range tests {
		if got := readingOf(tt.text); got != tt.want {
			t.Errorf("%q: got %v, want %v", tt.text, got, tt.want)
		}
	}
	got, want := readingOf("Staff alone", "People and staff"), reading{5, 2, 7}
	if got != want {
		t.Errorf("two texts: got %v, want %v", got, want)
	}
}

// Counts can be checked by hand; ease is the published Flesch reading ease of the
// same text where there is one, worked out here from the same counts.
func TestGradeOfKnownTexts(t *testing.T) {
	tests := []struct {
		text  string
		want  reading
		grade float64
		ease  float64 // 0: none published
	}{
		{"The cat sat on the mat.", reading{6, 1, 6}, -1.45, 116},
		{"This sentence, taken as a reading passage unto itself, is being used to prove a point.", reading{16, 1, 23}, 7.61, 69},
		{"Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in liberty, " +
			"and dedicated to the proposition that all men are created equal.", reading{30, 1, 48}, 14.99, 0},
	}
	for _, tt := range tests {
		r := readingOf(tt.text)
		if r != tt.want {
			t.Errorf("%.30s…: got %v, want %v", tt.text, r, tt.want)
		}
		if got := r.grade(); math.Abs(got-tt.grade) > 0.005 {
			t.Errorf("%.30s…: got grade %.3f, want %.2f", tt.text, got, tt.grade)
		}
		ease := 206.835 - 1.015*float64(r.words)/float64(r.sentences) - 84.6*float64(r.syllables)/float64(r.words)
		if tt.ease != 0 && math.Round(ease) != tt.ease {
			t.Errorf("%.30s…: got reading ease %.1f, published %g", tt.text, ease, tt.ease)
		}
	}
	if got := (reading{}).grade(); got != 0 {
		t.Errorf("no text: got grade %g, want 0", got)
	}
}

func TestReadabilityOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`([a-zA-Z'’.?! -]|and |\p{L})*`)).Draw(t, "text")
		r := readingOf(text)
		if r.words != 0 && r.sentences == 0 || r.words < r.sentences || r.syllables < r.words {
			t.Fatalf("got %+v: want no word outside a sentence, no sentence without a word, no word without a syllable", r)
		}
		if g := r.grade(); math.IsNaN(g) || math.IsInf(g, 0) {
			t.Fatalf("got grade %g, want a number", g)
		}
		doubleQuestion(text) // must not panic
		levelName(text)
	})
}
