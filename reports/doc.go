// Package reports writes results for people and for programs. It works nothing out:
// package assess decides what a result means, and every format is written from the
// same result.
//
// A builder makes a [Document] from a result: sections of blocks, with nothing about
// how they will look. Each builder has its own file: report.go, easy.go, brief.go,
// rounds.go, perspectives.go, plan.go, check.go, lesson.go, handout.go, questions.go
// and more. Sentences come from phrases.go and words from words.go. A writer draws
// any document: terminal.go, markdown.go, html.go, and text.go for plain text.
//
// The formats for programs (json.go, csv.go, junit.go, github.go and files named
// after them) and the drawing on its own (svg.go) read the result itself. schema.go
// says what programs may rely on. Package form writes the questions for people to
// answer.
package reports
