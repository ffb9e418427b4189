// Package reports writes results for people and for programs. It works nothing out:
// what a result means is settled in package assess, and every format is written
// from the same result.
//
// A builder makes a [Document] of a result: sections of blocks, without a say in
// how they will look. There is a file for each: report.go, easy.go, brief.go,
// rounds.go, perspectives.go, plan.go, check.go, lesson.go, handout.go,
// questions.go and more, with sentences from phrases.go and words from words.go. A
// writer draws any document: terminal.go, markdown.go, html.go, and text.go for
// plain text.
//
// The formats for programs (json.go, csv.go, junit.go, github.go and those named
// after them) and the drawing alone (svg.go) read the result itself. schema.go says
// what programs may rely on. Package form writes the questions for people to
// answer.
package reports
