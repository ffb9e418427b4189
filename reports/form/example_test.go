package form_test

import (
	"fmt"
	"strings"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports/form"
)

func ExampleText() {
	known := assess.Answers{Depth: assess.Short, Project: assess.Project{Name: "Discharge letters"}}
	var out strings.Builder
	if err := form.Text(&out, questions.Default(), form.Options{Known: known}); err != nil {
		panic(err)
	}
	fmt.Println(strings.Join(strings.Split(out.String(), "\n")[:2], "\n"))
	// Output:
	// Questions about Discharge letters
	// =================================
}
