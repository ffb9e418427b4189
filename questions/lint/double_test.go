package lint

import "testing"

func TestDoubleQuestion(t *testing.T) {
	tests := []struct{ wording, want string }{
		// A question word on both sides.
		{"Who decides and who pays?", "decides and who pays"},
		{"When and how are people told?", "when and how are"},
		{"What do we tell people, or why do we not?", "people or why do"},
		// A second clause.
		{"Do we ask people and do we write it down?", "people and do we"},
		{"Do we note what people say and they check it?", "say and they check"},
		// A verb on both sides.
		{"Do we ask and record?", "ask and record"},
		{"Who asks and records?", "asks and records"},
		{"Who asks & records?", "asks and records"},
		{"Will people plan and review the work?", "plan and review the"},
		{"Do people chair or lead the meetings?", "chair or lead the"},
		{"Do people and staff read and write notes?", "read and write notes"},
		{"Were people asked and paid?", "asked and paid"},
		{"Do we collect views and use them?", "views and use them"},
		{"Do we ask people and then tell them why?", "people and then tell"},
		{"Do we ask people to join and to decide?", "join and to decide"},
		{"Do staff listen and/or reply?", "listen and or reply"},
		// Two questions in one wording.
		{"Who decides? Who pays?", "two question marks"},

		// Nouns joined.
		{"How do people and staff talk with each other?", ""},
		{"How do time and money get shared?", ""},
		{"Do people see the plans and reports?", ""},
		{"What help and support do people get?", ""},
		{"Who supports carers and trained volunteers?", ""},
		{"Who writes the plan and the budget?", ""},
		{"Do staff and carers decide?", ""},
		{"Are staff and people paid?", ""},
		{"Do we pay people for time and work?", ""},
		// Set phrases.
		{"Do we know whether or not people come?", ""},
		{"How do we try and find who is missing?", ""},
		{"Where can people come and ask us?", ""},
		// Nothing joined.
		{"Who makes the main decisions?", ""},
		{"And who decides?", ""},
		{"", ""},
		// What it cannot see, as its comment says.
		{"Do people decide and staff pay?", ""},
		{"Do people meet and greet?", ""},
		{"Do we listen to people and act?", ""},
	}
	for _, tt := range tests {
		if got := doubleQuestion(tt.wording); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.wording, got, tt.want)
		}
	}
}
