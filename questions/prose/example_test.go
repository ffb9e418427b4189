package prose_test

import (
	"fmt"

	"github.com/petal-check/petal/questions/prose"
)

func ExampleDidYouMean() {
	levels := []string{"none", "inform", "consult", "engage", "co-design", "co-produce"}
	fmt.Printf("unknown level %q%s\n", "codesign", prose.DidYouMean("codesign", levels))
	fmt.Printf("unknown level %q%s\n", "high", prose.DidYouMean("high", levels))
	// Output:
	// unknown level "codesign"; did you mean "co-design"?
	// unknown level "high"; choose one of none, inform, consult, engage, co-design, co-produce
}
