package questions

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"
)

var update = flag.Bool("update", false, "write bank/co-production.json anew")

// made is a bank as JSON, with what its frameworks, questions and options are
// parted by line ends, so that a change shows as a change of few lines.
func made(t testing.TB, b *Bank) []byte {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(b); err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(out.Bytes(), []byte(`},{"`), []byte("},\n{\""))
}

// TestMadeIsTheText holds that the bank Petal reads at its start is the one that
// its text says, and that nothing is lost between the two.
func TestMadeIsTheText(t *testing.T) {
	loaded, err := Load(DefaultBank, BankText(DefaultBank))
	if err != nil {
		t.Fatal(err)
	}
	want := made(t, loaded)
	if *update {
		if err := os.WriteFile("bank/co-production.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("bank/co-production.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Fatal("bank/co-production.json is not what bank/co-production.yaml says; write it anew with: go test ./questions -update")
	}
	read, err := readMade(have)
	if err != nil {
		t.Fatal(err)
	}
	if again := made(t, read); !bytes.Equal(again, want) {
		t.Error("the bank that is read is not the one that was written")
	}
	for _, q := range loaded.Questions() {
		for i, o := range read.Question(q.ID).Options {
			if o.Line = q.Options[i].Line; !reflect.DeepEqual(o, q.Options[i]) {
				t.Errorf("question %q: option %+v, want %+v", q.ID, o, q.Options[i])
			}
		}
	}
}

// BenchmarkMade reads the bank as every start does; compare BenchmarkLoad.
func BenchmarkMade(b *testing.B) {
	for b.Loop() {
		if _, err := readMade(defaultMade); err != nil {
			b.Fatal(err)
		}
	}
}
