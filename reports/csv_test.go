package reports_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"testing"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

func readCSV(t *testing.T, out []byte) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]string
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, column := range rows[0] {
			record[column] = row[i]
		}
		records = append(records, record)
	}
	return records
}

// TestCSVRows checks that there is a row for each item and each answer, and what two
// of them say.
func TestCSVRows(t *testing.T) {
	r := fixture(t, "full")
	items, answers := 0, 0
	for _, row := range readCSV(t, write(t, ".csv", r)) {
		switch row["record"] {
		case "item":
			items++
		case "answer":
			answers++
		}
		if row["project"] != "Hospital discharge letters" || row["round"] != "during" || row["date"] != "2026-11-20" || row["project_level"] != "engage" {
			t.Errorf("a row of another project: %v", row)
		}
		switch {
		case row["item"] == "payment":
			want := map[string]string{"perspective": "all", "framework": "principles", "text": "Payment", "score": "66.7", "low": "33.3", "high": "83.3", "backed": "66.7", "band": "growing", "answered": "2", "asked": "4"}
			for column, value := range want {
				if row[column] != value {
					t.Errorf("payment: %s is %q, want %q", column, row[column], value)
				}
			}
		case row["question"] == "first-involved":
			want := map[string]string{"choose": "part-early-talks", "level": "engage", "score": "50.0", "low": "", "note": "Two listening mornings in the day room, before anyone wrote a new letter."}
			for column, value := range want {
				if row[column] != value {
					t.Errorf("first-involved: %s is %q, want %q", column, row[column], value)
				}
			}
		}
	}
	wantItems := 0
	for _, f := range r.Bank.Frameworks {
		wantItems += len(f.Items)
	}
	if items != wantItems || answers != len(r.Lines) {
		t.Errorf("%d items and %d answers, want %d and %d", items, answers, wantItems, len(r.Lines))
	}
}

// TestCSVPerspectives checks that each of several perspectives has its own items and
// answers.
func TestCSVPerspectives(t *testing.T) {
	count := map[string]int{}
	r := fixture(t, "several")
	answers := map[string]int{}
	for _, row := range readCSV(t, write(t, ".csv", r)) {
		if row["record"] == "item" {
			count[row["perspective"]]++
		} else {
			answers[row["perspective"]]++
		}
	}
	said := map[string]int{}
	for _, v := range r.Voices {
		for _, view := range v.By {
			said[string(view.Perspective)]++
		}
	}
	if !maps.Equal(answers, said) {
		t.Errorf("answers of %v, want those of %v", answers, said)
	}
	items := count["all"]
	for _, perspective := range []string{"lived-experience", "carer", "staff"} {
		if items == 0 || count[perspective] != items {
			t.Errorf("%d items of %s, want %d", count[perspective], perspective, items)
		}
	}
}

// TestCSVAbsent checks that not answered, not known, does not apply and zero are four
// things.
func TestCSVAbsent(t *testing.T) {
	a := &assess.Answers{Project: assess.Project{Name: "X"}, Depth: assess.Full, Given: map[string]assess.Answer{
		"first-involved": {Choose: "part-not-told"},
		"aims":           {Choose: questions.Unknown},
		"money":          {Choose: questions.NotApplicable},
	}}
	want := map[string][3]string{
		"first-involved": {"part-not-told", "none", "0.0"},
		"aims":           {"unknown", "", ""},
		"money":          {"not-applicable", "", ""},
		"who-decides":    {"", "", ""},
	}
	for _, row := range readCSV(t, write(t, ".csv", assess.Evaluate(questions.Default(), a))) {
		if w, named := want[row["question"]]; named && w != [3]string{row["choose"], row["level"], row["score"]} {
			t.Errorf("%s: %q %q %q, want %q", row["question"], row["choose"], row["level"], row["score"], w)
		}
		if row["project_level"] != "" {
			t.Errorf("the project has the level %q, want none", row["project_level"])
		}
	}
}

// TestCSVRunsNothing checks that no cell begins like a formula, and no part of one
// that a spreadsheet may take for a cell, and that nothing else is changed.
func TestCSVRunsNothing(t *testing.T) {
	for text, want := range map[string]string{
		"=SUM(A1)": "'=SUM(A1)", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
		" =1": " '=1", "\t=1": " '=1", "\u00a0=1": "\u00a0'=1", "\u200b=1": "\u200b'=1", "\x1b=1": "'=1",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠1": "'＠1", "﹦1": "'﹦1", "−1": "'−1",
		"x;=1+1": "x;'=1+1", "x; ;-1": "x; ;'-1", "x;;＝1": "x;;'＝1", "a\n=1": "a\n'=1", "a\r\n\n@b": "a\n\n'@b",
		"x;\"=1\"": "x;\"'=1\"", "\"\"=1": "\"\"'=1", "x\n \" +1": "x\n \" '+1",
		"a; b": "a; b", "a, -b": "a, -b", "1 + 1 = 2": "1 + 1 = 2", "well-known; you@example.org": "well-known; you@example.org", "'=1": "'=1", "": "",
	} {
		r := fixture(t, "full")
		r.Lines[0].Answer.Note = text
		out := write(t, ".csv", r)
		for _, row := range readCSV(t, out) {
			if row["record"] == "answer" && row["question"] == r.Lines[0].Question.ID && row["note"] != want {
				t.Errorf("%q is written as %q, want %q", text, row["note"], want)
			}
		}
		if err := calmCSV(out); err != nil {
			t.Errorf("with %q: %v", text, err)
		}
	}
	if err := calmCSV(write(t, ".csv", fixture(t, "hostile"))); err != nil {
		t.Error(err)
	}
}

// TestCSVForSpreadsheets checks the line ends of RFC 4180 and the mark.
func TestCSVForSpreadsheets(t *testing.T) {
	out := write(t, ".csv", fixture(t, "hostile"))
	if n, crlf := bytes.Count(out, []byte("\n")), bytes.Count(out, []byte("\r\n")); n != crlf {
		t.Errorf("%d of %d lines end in CR LF", crlf, n)
	}
	var marked bytes.Buffer
	if err := reports.CSV(&marked, fixture(t, "hostile"), true); err != nil {
		t.Fatal(err)
	}
	if want := append([]byte("\xef\xbb\xbf"), out...); !bytes.Equal(marked.Bytes(), want) {
		t.Error("with the mark it is not the mark and the same")
	}
}
