package assess_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

func ids(stories []*questions.Scenario) string {
	var out []string
	for _, s := range stories {
		out = append(out, s.ID)
	}
	return strings.Join(out, " ")
}

// TestChooseScenariosIsBalanced checks for a thousand seeds that a lesson of eight
// shows every level and every border.
func TestChooseScenariosIsBalanced(t *testing.T) {
	set := questions.DefaultScenarios()
	firsts := map[questions.Level]int{}
	for seed := range 1000 {
		stories := assess.ChooseScenarios(set, 8, nil, seed)
		levels, borders := map[questions.Level]int{}, map[questions.Border]int{}
		for _, s := range stories {
			levels[s.Level]++
			if s.Border != nil {
				borders[*s.Border]++
			}
		}
		if len(stories) != 8 {
			t.Fatalf("seed %d: got %d stories, want 8", seed, len(stories))
		}
		for _, l := range questions.Levels {
			if n := levels[l]; n < 1 || n > 2 {
				t.Errorf("seed %d: %d stories at %s, want 1 or 2", seed, n, l)
			}
		}
		for _, b := range questions.Borders {
			if n := borders[b]; n < 1 || n > 2 {
				t.Errorf("seed %d: %d stories on the border %s to %s, want 1 or 2", seed, n, b.Lower, b.Upper)
			}
		}
		firsts[stories[0].Level]++
	}
	// Each level opens about one lesson in six, so the order gives nothing away.
	for _, l := range questions.Levels {
		if n := firsts[l]; n < 80 || n > 300 {
			t.Errorf("%s opens %d of 1000 lessons, want about 170", l, n)
		}
	}
}

func TestChooseScenariosIsRepeatable(t *testing.T) {
	set := questions.DefaultScenarios()
	if a, b := ids(assess.ChooseScenarios(set, 8, nil, 7)), ids(assess.ChooseScenarios(set, 8, nil, 7)); a != b {
		t.Errorf("seed 7 gives %s and %s", a, b)
	}
	// Trainers write a seed on a hand-out: what it gives must not change between
	// versions of Petal while the stories stay the same.
	const want = "four-walls-of-notes lunch-at-ashdene short-breaks-letter six-sessions"
	if got := ids(assess.ChooseScenarios(set, 4, nil, 7)); got != want {
		t.Errorf("seed 7 gives %s, want %s", got, want)
	}
	if a, b := ids(assess.ChooseScenarios(set, 8, nil, 7)), ids(assess.ChooseScenarios(set, 8, nil, 8)); a == b {
		t.Errorf("seeds 7 and 8 both give %s", a)
	}
}

// TestChooseScenariosLaws checks what must hold for any arguments.
func TestChooseScenariosLaws(t *testing.T) {
	set := questions.DefaultScenarios()
	rapid.Check(t, func(t *rapid.T) {
		levels := rapid.SliceOfDistinct(rapid.SampledFrom(questions.Levels), func(l questions.Level) questions.Level { return l }).Draw(t, "levels")
		count := rapid.IntRange(0, 40).Draw(t, "count")
		seed := rapid.IntRange(0, assess.MaxSeed).Draw(t, "seed")
		available := 0
		for i := range set.Scenarios {
			if len(levels) == 0 || slices.Contains(levels, set.Scenarios[i].Level) {
				available++
			}
		}
		stories := assess.ChooseScenarios(set, count, levels, seed)
		if got, want := len(stories), min(count, available); got != want {
			t.Fatalf("got %d stories, want %d", got, want)
		}
		seen := map[string]bool{}
		for _, s := range stories {
			if seen[s.ID] {
				t.Fatalf("%s comes twice", s.ID)
			}
			seen[s.ID] = true
			if len(levels) > 0 && !slices.Contains(levels, s.Level) {
				t.Fatalf("%s is at %s, which was not asked for", s.ID, s.Level)
			}
		}
	})
}

func TestVotesSpread(t *testing.T) {
	for _, c := range []struct {
		votes assess.Votes
		want  float64
	}{
		{assess.Votes{}, 0},
		{assess.Votes{0, 1}, 0},
		{assess.Votes{0, 7}, 0},
		{assess.Votes{1, 0, 0, 0, 0, 1}, 5},
		{assess.Votes{0, 1, 1}, 1},
		{assess.Votes{0, 2, 2}, 4.0 / 6}, // 6 pairs, 4 of them one level apart
	} {
		if got := c.votes.Spread(); got != c.want {
			t.Errorf("spread of %v: got %v, want %v", c.votes, got, c.want)
		}
	}
}

// roomLesson is worked out by hand below: a consult story with a second vote, an
// engage story without.
var roomLesson = assess.Lesson{
	Scenarios: assess.BankRef{ID: "participation", Version: "1.0.0"},
	Date:      "2026-11-20", Seed: 7, Group: "Ward 7 staff", Mode: assess.Room,
	Stories: []assess.StoryVotes{
		{ID: "breakfast-at-the-shelter", First: assess.Votes{0, 2, 3, 4, 1}, Second: &assess.Votes{0, 0, 9, 1}},
		{ID: "washing-day", First: assess.Votes{0, 0, 5, 5}},
	},
}

func TestEvaluateLesson(t *testing.T) {
	r := assess.EvaluateLesson(questions.DefaultScenarios(), &roomLesson)
	for _, c := range []struct {
		what      string
		got, want assess.Tally
	}{
		{"first votes", r.First, assess.Tally{Votes: 20, Right: 8, OneOff: 11, Further: 1, Steps: 13}},
		{"first votes where there was a second", *r.Talked, assess.Tally{Votes: 10, Right: 3, OneOff: 6, Further: 1, Steps: 8}},
		{"second votes", *r.After, assess.Tally{Votes: 10, Right: 9, OneOff: 1, Steps: 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.what, c.got, c.want)
		}
	}
	if got, want := r.First.Share(), 40.0; got != want {
		t.Errorf("share: got %v, want %v", got, want)
	}
	if got, want := r.After.Distance(), 0.1; got != want {
		t.Errorf("distance: got %v, want %v", got, want)
	}
	// Consult and engage: 4 took the consult story too high, 5 the engage story
	// too low, of 20 votes that could. Inform and consult: 2 of 10.
	want := []assess.BorderTally{
		{Border: questions.Borders[2], Votes: 20, TooHigh: 4, TooLow: 5},
		{Border: questions.Borders[1], Votes: 10, TooLow: 2},
	}
	if got := r.MixedUp(); !slices.Equal(got, want) {
		t.Errorf("mixed up: got %+v, want %+v", got, want)
	}
	if got, want := fmt.Sprint(r.ToRead()), "[consult engage inform]"; got != want {
		t.Errorf("to read: got %s, want %s", got, want)
	}
}

func TestEvaluateLessonWithoutMistake(t *testing.T) {
	lesson := assess.Lesson{Mode: assess.Alone, Stories: []assess.StoryVotes{{ID: "washing-day", First: assess.Guess(questions.Engage)}}}
	r := assess.EvaluateLesson(questions.DefaultScenarios(), &lesson)
	if r.First.Share() != 100 || r.Talked != nil || r.After != nil || len(r.MixedUp()) != 0 || len(r.ToRead()) != 0 {
		t.Errorf("got %+v", r)
	}
}

func TestCompareLessons(t *testing.T) {
	set := questions.DefaultScenarios()
	before, after, other := roomLesson, roomLesson, roomLesson
	after.Date, after.Stories = "2026-12-01", []assess.StoryVotes{{ID: "washing-day", First: assess.Votes{0, 0, 1, 9}}, {ID: "mill-walk", First: assess.Votes{0, 0, 0, 5}}}
	other.Date = "2026-12-01"
	c := assess.CompareLessons(set, []*assess.LessonResult{
		assess.EvaluateLesson(set, &after), assess.EvaluateLesson(set, &other), assess.EvaluateLesson(set, &before),
	})
	for i, want := range []*assess.Lesson{&before, &after, &other} {
		if c.Lessons[i].Lesson != want {
			t.Errorf("place %d: got the lesson of %s", i, c.Lessons[i].Lesson.Date)
		}
	}
	if len(c.Same) != 1 || c.Same[0].Scenario.ID != "washing-day" {
		t.Fatalf("got %d stories in every lesson, want washing-day alone", len(c.Same))
	}
	for i, want := range []int{5, 9, 5} {
		if got := c.Same[0].First[i].Right; got != want {
			t.Errorf("right votes of lesson %d: got %d, want %d", i, got, want)
		}
	}
}

const roomFile = `petal-lesson: 1
scenarios: {id: "participation", version: "1.0.0"}
date: 2026-11-20
seed: 7
group: "Ward 7 staff"
mode: room
stories:
  - {id: "breakfast-at-the-shelter", first: {inform: 2, consult: 3, engage: 4, co-design: 1}, second: {consult: 9, engage: 1}}
  - {id: "washing-day", first: {consult: 5, engage: 5}}
`

func TestEncodeLesson(t *testing.T) {
	got, err := assess.EncodeLesson(&roomLesson, questions.DefaultScenarios())
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != roomFile {
		t.Errorf("got\n%s\nwant\n%s", got, roomFile)
	}
}

func TestReadLesson(t *testing.T) {
	got, err := assess.ReadLesson("r.yaml", []byte(roomFile), questions.DefaultScenarios())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, &roomLesson) {
		t.Errorf("got %+v, want %+v", got, &roomLesson)
	}
}

func TestReadLessonMistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"newer format", "petal-lesson: 1", "petal-lesson: 2", "1:15: these results have format 2, but this version of Petal reads only format 1; you need a newer version"},
		{"other scenarios", `id: "participation"`, `id: "others"`, `2:12: these results are for the scenarios "others", not "participation"; name their file with --scenarios`},
		{"older scenarios", `version: "1.0.0"`, `version: "0.9.0"`, `2:12: these results are for version 0.9.0 of the scenarios "participation", but this is version 1.0.0, whose stories differ; name the file of the older scenarios with --scenarios`},
		{"date", "2026-11-20", "2026-02-30", `3:7: this must be a date such as 2026-11-20, but it is "2026-02-30"`},
		{"seed", "seed: 7", "seed: -7", `4:7: this must be a whole number from 0 to 999999999, but it is "-7"`},
		{"mode", "mode: room", "mode: rooms", `6:7: no mode "rooms"; did you mean "room"?`},
		{"no stories", roomFile[strings.Index(roomFile, "stories:"):], "stories: []\n", "7:10: the results need at least one story"},
		{"unknown story", `"washing-day"`, `"washing-bay"`, `9:10: no scenario "washing-bay"; did you mean "washing-day"?`},
		{"story twice", `"washing-day"`, `"breakfast-at-the-shelter"`, `9:10: scenario "breakfast-at-the-shelter" appears twice; it is first on line 8`},
		{"unknown level", "consult: 5", "konsult: 5", `9:33: no level "konsult"; did you mean "consult"?`},
		{"too many votes", "consult: 5", "consult: 10001", "9:42: this must be a whole number from 0 to 10000, but it is 10001"},
		{"half a vote", "consult: 5", "consult: 2.5", `9:42: this must be a whole number from 0 to 10000, but it is "2.5"`},
		{"nobody voted", "consult: 5, engage: 5", "consult: 0", "9:32: this needs at least one vote"},
		{"guess in a room", "first: {consult: 5, engage: 5}", "first: {consult: 5}, guess: engage", `9:53: "guess" belongs to a lesson with mode: alone; this one has mode: room`},
		{"few and votes", "first: {consult: 5, engage: 5}", "first: {consult: 5}, few: true", `9:51: "few" says that the votes are not kept, but there are some here`},
		{"not few", "first: {consult: 5, engage: 5}", "few: false", "9:30: leave this out if the votes are kept"},
		{"only a second vote", "first: {consult: 5, engage: 5}", "second: {consult: 5}", `9:5: "first" is missing here`},
		{"open, and no votes", "first: {consult: 5, engage: 5}", "open: true", `9:31: "open" is for a story that was voted on`},
		{"nobody in the room", "mode: room", "mode: room\npeople: 0", "7:9: this must be a whole number from 1 to 10000, but it is 0"},
		{"a level chosen from that is none", "seed: 7", "seed: 7\nlevels: [consult, engaged]", `5:19: no level "engaged"; did you mean "engage"?`},
		{"two mistakes", `"washing-day", first: {consult: 5`, `"washing", fist: {consult: 5`,
			`9:10: no scenario "washing"; did you mean "washing-day"?` + "\n" + `9:21: no key "fist" here; did you mean "first"?`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(roomFile, c.old, c.new, 1)
			if text == roomFile {
				t.Fatalf("%q is not in the file", c.old)
			}
			_, err := assess.ReadLesson("r.yaml", []byte(text), questions.DefaultScenarios())
			want := "r.yaml:" + strings.ReplaceAll(c.want, "\n", "\nr.yaml:")
			if err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

// TestLessonRoundTrip checks that whatever a lesson can hold reads back.
func TestLessonRoundTrip(t *testing.T) {
	set := questions.DefaultScenarios()
	rapid.Check(t, func(t *rapid.T) {
		votes := rapid.Custom(func(t *rapid.T) assess.Votes {
			var v assess.Votes
			for l := range v {
				v[l] = rapid.IntRange(0, assess.MaxPeople).Draw(t, "votes")
			}
			v[rapid.IntRange(0, int(assess.Unsure)).Draw(t, "level")] = 1
			return v
		})
		l := &assess.Lesson{
			Scenarios: assess.BankRef{ID: set.ID, Version: set.Version},
			Date:      "2026-11-20",
			Seed:      rapid.IntRange(0, assess.MaxSeed).Draw(t, "seed"),
			Group:     strings.TrimSpace(rapid.StringMatching(`[ -~é–"'#:{}\[\]]{0,30}`).Draw(t, "group")),
			Mode:      rapid.SampledFrom([]string{assess.Alone, assess.Room}).Draw(t, "mode"),
			People:    rapid.IntRange(0, assess.MaxPeople).Draw(t, "people"),
		}
		if rapid.Bool().Draw(t, "chosen from some levels") {
			l.Levels = rapid.SliceOfN(rapid.SampledFrom(questions.Levels), 1, 3).Draw(t, "levels")
		}
		for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(set.IDs()), 1, 8, func(id string) string { return id }).Draw(t, "stories") {
			s := assess.StoryVotes{ID: id, Open: rapid.Bool().Draw(t, "open")}
			switch {
			case rapid.Bool().Draw(t, "still to come"):
				s.Open = false
			case l.Mode == assess.Alone:
				s.First = assess.Guess(rapid.SampledFrom(questions.Levels).Draw(t, "guess"))
			default:
				s.First = votes.Draw(t, "first")
				if rapid.Bool().Draw(t, "again") {
					second := votes.Draw(t, "second")
					s.Second = &second
				}
			}
			l.Stories = append(l.Stories, s)
		}
		text, err := assess.EncodeLesson(l, set) // which reads it back
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	})
}

// TestNext checks where a session goes on: at the story that is open or, if none is,
// after the last that was voted on.
func TestNext(t *testing.T) {
	done, open, few := assess.StoryVotes{First: assess.Votes{8}}, assess.StoryVotes{First: assess.Votes{8}, Open: true}, assess.StoryVotes{Few: true}
	unsure, left := assess.StoryVotes{First: assess.Votes{assess.Unsure: 8}}, assess.StoryVotes{}
	for _, c := range []struct {
		name        string
		stories     []assess.StoryVotes
		next, voted int
	}{
		{"nothing yet", []assess.StoryVotes{left, left}, 0, 0},
		{"one done", []assess.StoryVotes{done, left}, 1, 1},
		{"one skipped, one done", []assess.StoryVotes{left, done, left}, 2, 1},
		{"stopped in the talk", []assess.StoryVotes{done, open, left}, 1, 2},
		{"gone back", []assess.StoryVotes{open, done, left}, 0, 2},
		{"few people", []assess.StoryVotes{few, left}, 1, 1},
		{"nobody knows", []assess.StoryVotes{unsure, left}, 1, 1},
		{"all done", []assess.StoryVotes{done, done}, 2, 2},
	} {
		l := assess.Lesson{Stories: c.stories}
		if l.Next() != c.next || l.Voted() != c.voted {
			t.Errorf("%s: goes on at %d with %d voted on, want %d and %d", c.name, l.Next(), l.Voted(), c.next, c.voted)
		}
	}
}

// TestUnsure checks that those who don't know count for no level, and are kept.
func TestUnsure(t *testing.T) {
	v := assess.Votes{0, 2, 5, assess.Unsure: 3}
	if v.Sum() != 7 || v.Hands() != 10 || v.Most() != questions.Consult || v.Spread() != (assess.Votes{0, 2, 5}).Spread() {
		t.Errorf("%v: %d votes, %d hands, most at %s, %v apart", v, v.Sum(), v.Hands(), v.Most(), v.Spread())
	}
	lesson := roomLesson
	lesson.Stories = []assess.StoryVotes{{ID: "breakfast-at-the-shelter", First: v}}
	if r := assess.EvaluateLesson(questions.DefaultScenarios(), &lesson); r.First != (assess.Tally{Votes: 7, Right: 5, OneOff: 2, Steps: 2}) {
		t.Errorf("got %+v", r.First)
	}
	text, err := assess.EncodeLesson(&lesson, questions.DefaultScenarios())
	if err != nil || !strings.Contains(string(text), "first: {inform: 2, consult: 5, unknown: 3}") {
		t.Errorf("got %v and\n%s", err, text)
	}
}

// TestFurther checks that votes more than one level off are listed, the most common
// first.
func TestFurther(t *testing.T) {
	set := questions.DefaultScenarios()
	lesson := &assess.Lesson{Mode: assess.Room}
	for _, s := range set.Scenarios {
		if s.Level == questions.CoDesign {
			lesson.Stories = append(lesson.Stories, assess.StoryVotes{ID: s.ID, First: assess.Votes{0, 2, 5, 1}})
			break
		}
	}
	got := assess.EvaluateLesson(set, lesson).Further()
	want := []assess.Mistake{{Right: questions.CoDesign, Said: questions.Consult, Votes: 5}, {Right: questions.CoDesign, Said: questions.Inform, Votes: 2}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestSmallRoomsKeepNoVotes checks that votes of fewer than five people leave no
// trace: two rooms that differ in nothing else give the same file and result.
func TestSmallRoomsKeepNoVotes(t *testing.T) {
	set := questions.DefaultScenarios()
	rapid.Check(t, func(t *rapid.T) {
		votesOf := func(people int, what string) assess.Votes {
			var v assess.Votes
			for range people {
				v[rapid.IntRange(0, 5).Draw(t, what)]++
			}
			return v
		}
		one := &assess.Lesson{Scenarios: assess.BankRef{ID: set.ID, Version: set.Version}, Date: "2026-11-20", Mode: assess.Room}
		other := *one
		for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(set.IDs()), 1, 4, func(id string) string { return id }).Draw(t, "stories") {
			first, second := rapid.IntRange(1, 8).Draw(t, "people"), rapid.IntRange(0, 8).Draw(t, "people again")
			a, b := assess.StoryVotes{ID: id, First: votesOf(first, "one")}, assess.StoryVotes{ID: id, First: votesOf(first, "other")}
			if first >= 5 {
				b.First = a.First
			}
			if second > 0 {
				again, differently := votesOf(second, "one again"), votesOf(second, "other again")
				if first >= 5 && second >= 5 {
					differently = again
				}
				a.Second, b.Second = &again, &differently
			}
			one.Stories, other.Stories = append(one.Stories, a), append(other.Stories, b)
		}
		text, err := assess.EncodeLesson(one, set)
		if err != nil {
			t.Fatal(err)
		}
		same, err := assess.EncodeLesson(&other, set)
		if err != nil {
			t.Fatal(err)
		}
		if string(text) != string(same) {
			t.Fatalf("the file tells which of two small rooms it was:\n%s\n%s", text, same)
		}
		// A file that an earlier Petal wrote may still hold small votes.
		x, y := assess.EvaluateLesson(set, one), assess.EvaluateLesson(set, &other)
		x.Lesson, y.Lesson = nil, nil
		if !reflect.DeepEqual(x, y) {
			t.Fatalf("the result tells which of two small rooms it was:\n%+v\n%+v", x, y)
		}
		back, err := assess.ReadLesson("r.yaml", text, set)
		if err != nil {
			t.Fatal(err)
		}
		if z := assess.EvaluateLesson(set, back); z.First != x.First || z.Few != x.Few || len(z.Stories) != len(x.Stories) {
			t.Fatalf("what is read back comes to %+v, want %+v", z, x)
		}
	})
}

// TestSmallRoom checks what is kept of a story on which four people voted, and that a
// person who practises alone keeps every guess.
func TestSmallRoom(t *testing.T) {
	set := questions.DefaultScenarios()
	small := roomLesson
	small.Stories = []assess.StoryVotes{
		{ID: "breakfast-at-the-shelter", First: assess.Votes{0, 2, 3}, Second: &assess.Votes{0, 0, 3, 1}},
		{ID: "washing-day", First: assess.Votes{0, 0, 1, 3}, Second: &assess.Votes{0, 0, 9}},
	}
	text, err := assess.EncodeLesson(&small, set)
	want := roomFile[:strings.Index(roomFile, "  - {id")] + `  - {id: "breakfast-at-the-shelter", first: {inform: 2, consult: 3}}
  - {id: "washing-day", few: true}
`
	if err != nil || string(text) != want {
		t.Errorf("got %v and\n%s\nwant\n%s", err, text, want)
	}
	r := assess.EvaluateLesson(set, &small)
	if r.Few != 1 || r.First.Votes != 5 || r.After != nil || !r.Stories[1].Few || r.Stories[1].First.Sum() != 0 {
		t.Errorf("got %+v", r)
	}
	if c := assess.CompareLessons(set, []*assess.LessonResult{r, r}); len(c.Same) != 1 || c.Same[0].Scenario.ID != "breakfast-at-the-shelter" {
		t.Errorf("compared on %+v", c.Same)
	}
	alone := assess.Lesson{Mode: assess.Alone, Stories: []assess.StoryVotes{{ID: "washing-day", First: assess.Guess(questions.Engage)}}}
	if r := assess.EvaluateLesson(set, &alone); r.Few != 0 || r.First.Votes != 1 {
		t.Errorf("alone: got %+v", r)
	}
}
