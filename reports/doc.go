// Package reports writes a result for its readers. Every format takes the same
// result and decides nothing about it.
//
// The formats in words (terminal.go, markdown.go, html.go) draw a story: story.go
// and easy.go tell a result, compare.go rounds, compare_sides.go perspectives, all
// in the sentences of phrases.go and the words of words.go. The formats for
// programs (json.go, csv.go, junit.go) and the drawing alone (svg.go) read the
// result itself. check.go writes what [assess.Check] found, lesson.go and
// handout.go what a lesson needs.
package reports
