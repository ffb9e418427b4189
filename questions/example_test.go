package questions_test

import (
	"fmt"

	"github.com/petal-check/petal/questions"
)

// A bank that does not load reports every mistake at once, with its place.
func ExampleLoad() {
	_, err := questions.Load("ours.yaml", []byte("petal-bank: 1\nid: Ours\nversion: 1.0\n"))
	fmt.Println(err)
	// Output:
	// ours.yaml:1:1: "frameworks" is missing here
	// ours.yaml:1:1: "levels" is missing here
	// ours.yaml:1:1: "placement" is missing here
	// ours.yaml:1:1: "sections" is missing here
	// ours.yaml:1:1: "title" is missing here
	// ours.yaml:2:5: "Ours" is not an id; use small letters, digits and single hyphens
	// ours.yaml:3:10: this must be text, but it is a number; put it in quotes: "1.0"
}

// The question that holds a project where it is: nobody is placed above it.
func ExampleBank_Question() {
	q := questions.Default().Question("who-decides")
	fmt.Println(q.Ask.In("before"))
	fmt.Println(q.Gate, q.Options[0].Level, q.Options[len(q.Options)-1].Level)
	// Output:
	// Who will make the main decisions?
	// true none co-produce
}
