package lint

import "testing"

func TestLevelName(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Staff informed people", "informed"},
		{"Information is sent", "information"},
		{"A well-informed board", ""}, // whole words only
		{"Uninformed", ""},
		{"An informal talk", ""},
		{"The eye consultant", ""},
		{"A consultation", "consultation"},
		{"Engaging talks", "engaging"},
		{"Engines", ""},
		{"Co-designed", "co-designed"},
		{"CODESIGN", "codesign"},
		{"We co design it", "co design"},
		{"We co-produce it", "co-produce"},
		{"Coproducers", "coproducers"},
		{"No company design", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := levelName(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
