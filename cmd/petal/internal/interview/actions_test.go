package interview_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/ask/asktest"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
	"github.com/petal-check/petal/questions"
)

var today = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// promised returns an interview with two actions from an earlier round.
func promised(t *testing.T, replies []ask.Reply) (*interview.Interview, *asktest.Script) {
	t.Helper()
	asker := &asktest.Script{Replies: replies}
	actions := []assess.Action{
		{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31"},
		{Will: "Ring people"},
	}
	iv := &interview.Interview{
		Bank:    tiny(t),
		Answers: ready(assess.Short),
		Asker:   asker,
		Earlier: actions,
		Save:    func() (string, error) { return "", nil },
	}
	iv.Answers.Actions = slices.Clone(actions)
	return iv, asker
}

// TestEarlierActionsAreTheTeams checks that it is known who answers, and how many
// they are, before anything is asked about actions: somebody alone who does not run
// the work cannot drop what the team promised.
func TestEarlierActionsAreTheTeams(t *testing.T) {
	for _, c := range []struct {
		who, people string
		drops       bool
	}{{"carer", "1", false}, {"carer", "3", true}, {"staff", "1", true}} {
		iv, asker := promised(t, asktest.Answer(c.who, c.people))
		iv.Answers.Respondent = assess.Respondent{}
		if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
			t.Fatalf("error %v, want the end of the input", err)
		}
		if got, want := asker.Texts(), []string{"Who is answering?", "How many people are answering together?", "Is it done?"}; !slices.Equal(got, want) {
			t.Fatalf("asked %q, want %q", got, want)
		}
		if got := len(asker.Asked[2].Choices) == 3; got != c.drops {
			t.Errorf("%s of %s may drop it: %v", c.who, c.people, got)
		}
	}
}

// TestEarlierActionsComeFirst checks that the interview asks about promises before
// the questions, with what was said about each, and that the answers are kept.
func TestEarlierActionsComeFirst(t *testing.T) {
	iv, asker := promised(t, asktest.Answer("done", "Half as long", "open", "skip"))
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatalf("error %v, want the end of the input", err)
	}
	want := []string{"Is it done?", "What changed because of it?", "Is it done?", "What is in the way?", "Gate"}
	if got := asker.Texts(); !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
	if got, want := asker.Asked[0].Page, "You said: Too long\nWe said we would: Cut the letter\nWho: Tom, by 31 May 2026"; got != want {
		t.Errorf("read out %q, want %q", got, want)
	}
	if got, want := asker.Asked[2].Page, "We said we would: Ring people"; got != want {
		t.Errorf("read out %q, want %q", got, want)
	}
	wantActions := []assess.Action{
		{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31", Done: true, Did: "Half as long"},
		{Will: "Ring people"},
	}
	if !reflect.DeepEqual(iv.Answers.Actions, wantActions) {
		t.Errorf("actions %+v, want %+v", iv.Answers.Actions, wantActions)
	}
}

// TestEarlierActionsRememberLastTime checks that what was said about an action in the
// earlier round is read out with it, and is not taken for this round's.
func TestEarlierActionsRememberLastTime(t *testing.T) {
	iv, asker := promised(t, nil)
	iv.Earlier[1].Did = "Nobody picked up"
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatalf("error %v, want the end of the input", err)
	}
	if got, want := asker.Texts(), []string{"Is it done?"}; !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
	if iv.Answers.Actions[1].Did != "" {
		t.Errorf("%q is taken for what was said now", iv.Answers.Actions[1].Did)
	}
	iv, asker = promised(t, asktest.Answer("skip"))
	iv.Earlier[1].Did = "Nobody picked up"
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatalf("error %v, want the end of the input", err)
	}
	if got, want := asker.Asked[1].Page, "We said we would: Ring people\nLast time: Nobody picked up"; got != want {
		t.Errorf("read out %q, want %q", got, want)
	}
}

// TestEarlierActionsOnce checks that the interview does not ask about an action again
// when the answers are continued.
func TestEarlierActionsOnce(t *testing.T) {
	iv, asker := promised(t, nil)
	iv.Answers.Actions[0].Done = true
	iv.Answers.Actions[1].Did = "Nobody picked up"
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatalf("error %v, want the end of the input", err)
	}
	if got, want := asker.Texts(), []string{"Gate"}; !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
}

func TestOfferActions(t *testing.T) {
	next := []interview.NextStep{{About: "Payment", Do: "Ask who pays"}, {About: "Power", Do: "Share the chair"}}
	for _, c := range []struct {
		name    string
		replies []ask.Reply
		want    []assess.Action
		asked   []string
	}{
		{"none", asktest.Answer("finish"), nil, []string{"offer"}},
		{"none, by going on", asktest.Answer("skip"), nil, []string{"offer"}},
		{"the input ends", nil, nil, []string{"offer"}},
		{"one as it stands", asktest.Answer("1", "skip", "skip", "skip", "skip", "skip", "finish"), []assess.Action{{Will: "Share the chair"}},
			[]string{"offer", "will", "said", "who", "needs", "by", "else"}},
		{"one in full, one of our own",
			asktest.Answer("0", "Pay on the day", "Nobody paid me", "Ann", "£50", "31 January", "own", "Ring people", "skip", "skip", "skip", "skip", "finish"),
			[]assess.Action{{Said: "Nobody paid me", Will: "Pay on the day", Who: "Ann", Needs: "£50", By: "2027-01-31"}, {Will: "Ring people"}},
			[]string{"offer", "will", "said", "who", "needs", "by", "else", "will", "said", "who", "needs", "by", "else"}},
		{"of our own, but nothing to do", asktest.Answer("own", "skip", "finish"), nil, []string{"offer", "will", "offer"}},
		{"back to the choice", asktest.Answer("0", "x", "back", "back", "finish"), nil, []string{"offer", "will", "said", "will", "offer"}},
		{"stopped half way", asktest.Answer("0", "x", "quit"), nil, []string{"offer", "will", "said"}},
	} {
		asker := &asktest.Script{Replies: c.replies}
		saved := 0
		iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: asker, Today: today, Save: func() (string, error) { saved++; return "", nil }}
		if err := iv.OfferActions("It is at B.", next); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if !reflect.DeepEqual(iv.Answers.Actions, c.want) || saved != len(c.want) {
			t.Errorf("%s: actions %+v, saved %d times; want %+v", c.name, iv.Answers.Actions, saved, c.want)
		}
		names := map[string]string{"Which of these will you do? Each becomes an action in your report.": "offer", "Anything else?": "else",
			"What did people say that this answers? In their words, if you can.": "said", "What will we do?": "will",
			"Who will do it? A first name is enough.": "who", "What does it need? Time, money, a room: one line.": "needs", "By when?": "by"}
		var asked []string
		for _, text := range asker.Texts() {
			asked = append(asked, names[text])
		}
		if !slices.Equal(asked, c.asked) {
			t.Errorf("%s: asked %v, want %v", c.name, asked, c.asked)
		}
	}
}

// TestOfferActionsShrinks checks that a step which became an action is not offered
// again, and that going back on a date asks for a right one.
func TestOfferActionsShrinks(t *testing.T) {
	asker := &asktest.Script{Replies: asktest.Answer("0", "skip", "skip", "skip", "skip", "skip", "finish")}
	iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: asker, Save: func() (string, error) { return "", nil }}
	if err := iv.OfferActions("It is at B.", []interview.NextStep{{About: "Payment", Do: "Ask who pays"}, {About: "Power", Do: "Share the chair"}}); err != nil {
		t.Fatal(err)
	}
	var offered []string
	for _, choice := range asker.Asked[len(asker.Asked)-1].Choices {
		offered = append(offered, choice.Text)
	}
	if want := []string{"Power: Share the chair", "Something else", "Change an action, or say how it went", "Nothing more; show the result"}; !slices.Equal(offered, want) {
		t.Errorf("offered %q, want %q", offered, want)
	}
	by := asker.Asked[5]
	for date, ok := range map[string]bool{"2027-01-31": true, "2027-02-30": false, "soon": false} {
		if err := by.Check(date); (err == nil) != ok {
			t.Errorf("%s: %v", date, err)
		}
	}
}

// TestOfferActionsEnds checks that a failure to save is reported.
func TestOfferActionsEnds(t *testing.T) {
	broken := errors.New("disk full")
	iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: &asktest.Script{Replies: asktest.Answer("own", "Ring people", "skip", "skip", "skip", "skip")},
		Save: func() (string, error) { return "", broken }}
	if err := iv.OfferActions("", nil); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

// TestDayIsSaidBack checks that the due date of an action is repeated in words while
// it is typed, and that the words say if it has passed.
func TestDayIsSaidBack(t *testing.T) {
	asker := &asktest.Script{Replies: asktest.Answer("own", "Ring people", "skip", "skip", "skip")}
	iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: asker, Today: today, Save: func() (string, error) { return "", nil }}
	if err := iv.OfferActions("", nil); err != nil {
		t.Fatal(err)
	}
	by := asker.Asked[len(asker.Asked)-1]
	for typed, want := range map[string]string{
		"31 March":   "By 31 March 2027, a Wednesday.",
		"31/03/2027": "By 31 March 2027, a Wednesday.",
		"2026-11-20": "By 20 November 2026, a Friday.",
		"1.3.2026":   "By 1 March 2026, a Sunday, which has passed.",
		"31 Ma":      "",
		"":           "",
	} {
		if got := by.Tally(typed); got != want {
			t.Errorf("%s: said %q, want %q", typed, got, want)
		}
	}
}

// TestOnlyTheTeamIsAskedToAct checks that nobody who answers alone, and uses the
// service or cares for someone who does, is asked to take on a task, unless they say
// that they will.
func TestOnlyTheTeamIsAskedToAct(t *testing.T) {
	for _, c := range []struct {
		who     questions.Perspective
		people  int
		actions bool
		want    bool
	}{
		{"lived-experience", 1, false, false}, {"carer", 1, false, false}, {"lived-experience", 1, true, true},
		{"lived-experience", 2, false, true}, {"staff", 1, false, true}, {"partner", 1, false, true}, {"mixed", 1, false, true},
	} {
		a := ready(assess.Short)
		a.Respondent = assess.Respondent{Perspective: c.who, People: c.people}
		a.Given = map[string]assess.Answer{"gate": {Choose: "low"}, "pay": {Choose: "no"}}
		asker := &asktest.Script{}
		iv := &interview.Interview{Bank: tiny(t), Answers: a, Asker: asker, Actions: c.actions, Given: map[string]bool{}, Notes: interview.NotesNone,
			Save: func() (string, error) { return "", nil }}
		if err := iv.OfferActions("", []interview.NextStep{{About: "Payment", Do: "Ask who pays"}}); err != nil {
			t.Fatal(err)
		}
		if got := len(asker.Asked) > 0; got != c.want {
			t.Errorf("%d %s, asked for: %t: offered %t, want %t", c.people, c.who, c.actions, got, c.want)
		}
		asker.Asked = nil
		if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
			t.Fatal(err)
		}
		inMenu := slices.ContainsFunc(asker.Asked[0].Choices, func(c ask.Choice) bool { return c.Text == "Change answers: What we will do" })
		if inMenu != c.want {
			t.Errorf("%d %s, asked for: %t: in the menu %t, want %t", c.people, c.who, c.actions, inMenu, c.want)
		}
	}
}

// TestActionsOfLastTimeForOneCarer checks that somebody who answers alone is asked
// what they have seen of a promise, and not to drop it or to say what is in the way.
func TestActionsOfLastTimeForOneCarer(t *testing.T) {
	iv, asker := promised(t, asktest.Answer("open", "Nothing yet"))
	iv.Answers.Respondent = assess.Respondent{Perspective: "carer", People: 1}
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatal(err)
	}
	if got, want := asker.Texts()[:2], []string{"Is it done?", "What have you seen of it so far?"}; !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
	if n := len(asker.Asked[0].Choices); n != 2 {
		t.Errorf("%d answers are offered, want 2", n)
	}
}

// TestDroppedNeedsAReason checks that what was promised is dropped only with a
// reason, and that an action which is dropped can be done after all.
func TestDroppedNeedsAReason(t *testing.T) {
	iv, asker := promised(t, asktest.Answer("dropped", "The ward closes", "dropped"))
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatal(err)
	}
	why := asker.Asked[1]
	if why.Text != "Why is it no longer planned?" || !why.Required || why.Needed == "" {
		t.Errorf("asked %+v", why)
	}
	want := []assess.Action{
		{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31", Dropped: "The ward closes"},
		{Will: "Ring people"}, // still open: no reason yet
	}
	if !reflect.DeepEqual(iv.Answers.Actions, want) {
		t.Errorf("actions %+v, want %+v", iv.Answers.Actions, want)
	}
}

// TestChangeActions goes through the menu of actions once answers are complete.
func TestChangeActions(t *testing.T) {
	const menu = " actions"
	for _, c := range []struct {
		name    string
		replies []ask.Reply
		want    []assess.Action
	}{
		{"done", asktest.Answer(menu, "0", "done", "Half as long", "finish", " result"),
			[]assess.Action{{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31", Done: true, Did: "Half as long"}, {Will: "Ring people", Dropped: "No phone"}}},
		{"done, with no word", asktest.Answer(menu, "0", "done", "skip", "finish", " result"),
			[]assess.Action{{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31", Done: true}, {Will: "Ring people", Dropped: "No phone"}}},
		{"dropped", asktest.Answer(menu, "0", "dropped", "The ward closes", "finish", " result"),
			[]assess.Action{{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31", Dropped: "The ward closes"}, {Will: "Ring people", Dropped: "No phone"}}},
		{"dropped, and done after all", asktest.Answer(menu, "1", "done", "We got one", "finish", " result"),
			[]assess.Action{{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31"}, {Will: "Ring people", Done: true, Did: "We got one"}}},
		{"opened again", asktest.Answer(menu, "1", "open", "skip", "finish", " result"),
			[]assess.Action{{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31"}, {Will: "Ring people"}}},
		{"changed", asktest.Answer(menu, "0", "change", "skip", "It is too long", "Ann", "An hour", "1 December", "finish", " result"),
			[]assess.Action{{Said: "It is too long", Will: "Cut the letter", Who: "Ann", Needs: "An hour", By: "2026-12-01"}, {Will: "Ring people", Dropped: "No phone"}}},
		{"added", asktest.Answer(menu, "own", "Pay on the day", "skip", "skip", "skip", "skip", "finish", " result"),
			[]assess.Action{{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31"}, {Will: "Ring people", Dropped: "No phone"}, {Will: "Pay on the day"}}},
		{"back, and back again", asktest.Answer(menu, "0", "dropped", "back", "change", "Ring", "back", "back", "back", "back", " result"), nil},
		{"stopped half way", asktest.Answer(menu, "0", "change", "Ring", "quit"), nil},
	} {
		actions := []assess.Action{{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31"}, {Will: "Ring people", Dropped: "No phone"}}
		a := ready(assess.Short)
		a.Given = map[string]assess.Answer{"gate": {Choose: "low"}, "pay": {Choose: "no"}}
		a.Actions = slices.Clone(actions)
		asker := &asktest.Script{Replies: c.replies}
		iv := &interview.Interview{Bank: tiny(t), Answers: a, Asker: asker, Today: today, Given: map[string]bool{}, Notes: interview.NotesNone,
			Save: func() (string, error) { return "", nil }}
		if err := iv.Run(); err != nil && !errors.Is(err, interview.ErrStopped) {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.want == nil {
			c.want = actions
		}
		if !reflect.DeepEqual(a.Actions, c.want) || len(asker.Replies) > 0 {
			t.Errorf("%s: %d replies are left, actions %+v, want %+v", c.name, len(asker.Replies), a.Actions, c.want)
		}
		if got, want := asker.Asked[1].Choices[0].Text, "Cut the letter (Tom, by 31 May 2026; not done yet)"; got != want {
			t.Errorf("%s: offered %q, want %q", c.name, got, want)
		}
	}
}

// TestMenuOfActionsEnds checks that input that keeps choosing the same thing comes to
// an end.
func TestMenuOfActionsEnds(t *testing.T) {
	for _, again := range [][]string{{"own", "Ring people", "skip", "skip", "skip", "skip"}, {"change", "0", "change", "back", "back"}} {
		asker := &asktest.Script{Replies: asktest.Answer("own", "Ring people", "skip", "skip", "skip", "skip")}
		for range 100_000 {
			asker.Replies = append(asker.Replies, asktest.Answer(again...)...)
		}
		iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: asker, Save: func() (string, error) { return "", nil }}
		if err := iv.OfferActions("", nil); err != nil {
			t.Fatal(err)
		}
		if len(asker.Replies) < 1000 {
			t.Errorf("%v: everything was read", again)
		}
	}
}
