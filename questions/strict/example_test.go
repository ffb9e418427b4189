package strict_test

import (
	"fmt"

	"github.com/petal-check/petal/questions/strict"
)

// A file is read to a document, walked, and asked for its mistakes at the end.
func ExampleRead() {
	doc, err := strict.Read("room.yaml", []byte("name: Sunroom\nsaets: 12\n"), strict.Limits{Bytes: 1000, Depth: 8, Keys: 100})
	if err != nil {
		fmt.Println(err)
		return
	}
	m := doc.Root().Mapping("name", "seats")
	fmt.Println(m.Get("name").Sentence())
	fmt.Println(doc.Err())
	// Output:
	// Sunroom
	// room.yaml:2:1: no key "saets" here; did you mean "seats"?
}
