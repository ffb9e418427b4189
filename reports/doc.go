// Package reports tells what a result says. What it means is for package assess to
// say: every format is written from the same result, and none of them works anything
// out.
//
// A builder makes a [Document] of a result: sections of blocks, with no idea how they
// will look. Those are report.go, easy.go, brief.go, rounds.go, perspectives.go,
// plan.go, check.go, lesson.go, handout.go and questions.go, in the sentences of phrases.go and
// the words of words.go. A writer draws any document: terminal.go, markdown.go,
// html.go, and text.go for plain text.
//
// The formats for programs (json.go, check_json.go, compare_json.go, plan_json.go, csv.go, plan_csv.go, junit.go,
// github.go) and the drawing alone (svg.go) read the result itself. schema.go says
// what programs may rely on. Package form writes the questions for people to answer.
package reports
