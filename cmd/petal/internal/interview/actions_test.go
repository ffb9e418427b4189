package interview_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/cmd/petal/internal/ask/asktest"
	"github.com/petal-check/petal/cmd/petal/internal/interview"
)

// promised is an interview that takes up two actions of an earlier round.
func promised(t *testing.T, replies []ask.Reply) (*interview.Interview, *asktest.Script) {
	t.Helper()
	asker := &asktest.Script{Replies: replies}
	actions := []assess.Action{
		{Said: "Too long", Will: "Cut the letter", Who: "Tom", By: "2026-05-31"},
		{Will: "Ring people"},
	}
	iv := &interview.Interview{
		Bank:    tiny(t),
		Answers: &assess.Answers{Given: map[string]assess.Answer{}, Actions: slices.Clone(actions)},
		Asker:   asker,
		Earlier: actions,
		Save:    func() (string, error) { return "", nil },
	}
	return iv, asker
}

// TestEarlierActionsComeFirst holds that what was promised is asked after before
// anything else, with what was said of it, and that the answers are kept.
func TestEarlierActionsComeFirst(t *testing.T) {
	iv, asker := promised(t, asktest.Answer("done", "Half as long", "open", "skip"))
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatalf("error %v, want the end of the input", err)
	}
	want := []string{"Is it done?", "What changed because of it?", "Is it done?", "What is in the way?", "What is the project called?"}
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

// TestEarlierActionsRememberLastTime holds that what was said of an action in the
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

// TestEarlierActionsOnce holds that an action which was asked after is not asked
// again when the answers are gone on with.
func TestEarlierActionsOnce(t *testing.T) {
	iv, asker := promised(t, nil)
	iv.Answers.Actions[0].Done = true
	iv.Answers.Actions[1].Did = "Nobody picked up"
	if err := iv.Run(); !errors.Is(err, ask.ErrEnd) {
		t.Fatalf("error %v, want the end of the input", err)
	}
	if got, want := asker.Texts(), []string{"What is the project called?"}; !slices.Equal(got, want) {
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
		{"one as it stands", asktest.Answer("1", "skip", "skip", "skip", "skip", "finish"), []assess.Action{{Will: "Share the chair"}},
			[]string{"offer", "said", "will", "who", "by", "else"}},
		{"one in full, one of our own", asktest.Answer("0", "Nobody paid me", "Pay on the day", "Ann", "2027-01-31", "own", "skip", "Ring people", "skip", "skip", "finish"),
			[]assess.Action{{Said: "Nobody paid me", Will: "Pay on the day", Who: "Ann", By: "2027-01-31"}, {Will: "Ring people"}},
			[]string{"offer", "said", "will", "who", "by", "else", "said", "will", "who", "by", "else"}},
		{"of our own, but nothing to do", asktest.Answer("own", "It is cold", "skip", "finish"), nil, []string{"offer", "said", "will", "offer"}},
		{"back to the choice", asktest.Answer("0", "x", "back", "back", "finish"), nil, []string{"offer", "said", "will", "said", "offer"}},
		{"stopped half way", asktest.Answer("0", "x", "quit"), nil, []string{"offer", "said", "will"}},
	} {
		asker := &asktest.Script{Replies: c.replies}
		saved := 0
		iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: asker, Save: func() (string, error) { saved++; return "", nil }}
		if err := iv.OfferActions("It is at B.", next); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if !reflect.DeepEqual(iv.Answers.Actions, c.want) || saved != len(c.want) {
			t.Errorf("%s: actions %+v, saved %d times; want %+v", c.name, iv.Answers.Actions, saved, c.want)
		}
		names := map[string]string{"Which of these will you do? Each becomes an action in your report.": "offer", "Anything else?": "else",
			"What did people say that this answers? In their words, if you can.": "said", "What will we do?": "will",
			"Who will do it? A first name is enough.": "who", "By when?": "by"}
		var asked []string
		for _, text := range asker.Texts() {
			asked = append(asked, names[text])
		}
		if !slices.Equal(asked, c.asked) {
			t.Errorf("%s: asked %v, want %v", c.name, asked, c.asked)
		}
	}
}

// TestOfferActionsShrinks holds that a step which became an action is not offered
// again, and that going back on a date asks for a right one.
func TestOfferActionsShrinks(t *testing.T) {
	asker := &asktest.Script{Replies: asktest.Answer("0", "skip", "skip", "skip", "skip", "finish")}
	iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: asker, Save: func() (string, error) { return "", nil }}
	if err := iv.OfferActions("It is at B.", []interview.NextStep{{About: "Payment", Do: "Ask who pays"}, {About: "Power", Do: "Share the chair"}}); err != nil {
		t.Fatal(err)
	}
	var offered []string
	for _, choice := range asker.Asked[len(asker.Asked)-1].Choices {
		offered = append(offered, choice.Text)
	}
	if want := []string{"Power: Share the chair", "Something else", "Nothing more; show the result"}; !slices.Equal(offered, want) {
		t.Errorf("offered %q, want %q", offered, want)
	}
	by := asker.Asked[4]
	for date, ok := range map[string]bool{"2027-01-31": true, "2027-02-30": false, "soon": false} {
		if err := by.Check(date); (err == nil) != ok {
			t.Errorf("%s: %v", date, err)
		}
	}
}

// TestOfferActionsEnds holds that a failure to save is told.
func TestOfferActionsEnds(t *testing.T) {
	broken := errors.New("disk full")
	iv := &interview.Interview{Bank: tiny(t), Answers: &assess.Answers{}, Asker: &asktest.Script{Replies: asktest.Answer("own", "skip", "Ring people", "skip", "skip")},
		Save: func() (string, error) { return "", broken }}
	if err := iv.OfferActions("", nil); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}
