package lint

func (l *linter) questionWords() {
	for _, q := range l.bank.Questions() {
		for _, w := range wordings(q.Ask) {
			if n := len(words(w.text)); n > maxQuestionWords {
				l.say("question-words", q.Line, float64(n), "question %q%s has %d words; it should have at most %d", q.ID, w.asked(), n, maxQuestionWords)
			}
		}
	}
}

func (l *linter) optionWords() {
	for _, q := range l.bank.Questions() {
		for i := range q.Options {
			o := &q.Options[i]
			if n := len(words(o.Text)); n > maxOptionWords {
				l.say("option-words", o.Line, float64(n), "%s has %d words; it should have at most %d", named(q, o), n, maxOptionWords)
			}
		}
	}
}

// easyWords compares each sentence of an easy question with the limit, since the next
// sentence may explain a hard word. It compares an easy option as a whole.
func (l *linter) easyWords() {
	for _, q := range l.bank.Questions() {
		for _, w := range wordings(q.Easy) {
			n := 0
			for _, s := range sentences(w.text) {
				n = max(n, len(words(s)))
			}
			if n > maxEasyWords {
				l.say("easy-words", q.Line, float64(n), "question %q%s has %d words in one easy sentence; it should have at most %d", q.ID, w.asked(), n, maxEasyWords)
			}
		}
		for i := range q.Options {
			o := &q.Options[i]
			if n := len(words(o.Easy)); n > maxEasyWords {
				l.say("easy-words", o.Line, float64(n), "%s has %d words in its easy text; it should have at most %d", named(q, o), n, maxEasyWords)
			}
		}
	}
}

func (l *linter) grades() {
	if g := plainText(l.bank).grade(); g > maxGrade {
		l.say("grade", 0, g, "questions and options together read at grade %.1f; it should be at most %g", g, maxGrade)
	}
	if g := easyText(l.bank).grade(); g > maxEasyGrade {
		l.say("grade-easy", 0, g, "all easy text together reads at grade %.1f; it should be at most %g", g, maxEasyGrade)
	}
	for _, q := range l.bank.Questions() {
		if g := gradeOf(q); g > maxQuestionGrade {
			l.say("grade-question", q.Line, g, "question %q with its options reads at grade %.1f; it should be at most %g", q.ID, g, maxQuestionGrade)
		}
	}
}

// missingTexts finds missing easy words, reasons and next steps, and top options that
// have a next step.
func (l *linter) missingTexts() {
	for _, q := range l.bank.Questions() {
		if wordings(q.Easy) == nil {
			l.say("no-easy", q.Line, 2, "question %q has no easy text", q.ID)
		}
		switch {
		case q.Why == "":
			l.say("no-why", q.Line, 1, "question %q does not say why it is asked", q.ID)
		case q.EasyWhy == "":
			l.say("no-easy", q.Line, 1, "question %q does not say why it is asked in easy words", q.ID)
		}
		top := len(q.Options) - 1
		for i := range q.Options {
			o := &q.Options[i]
			if o.Easy == "" {
				l.say("no-easy", o.Line, 1, "%s has no easy text", named(q, o))
			}
			if o.Next != "" && o.EasyNext == "" {
				l.say("no-easy", o.Line, 1, "%s has no easy words for its next step", named(q, o))
			}
			if o.Next == "" && i < top {
				l.say("no-next", o.Line, 1, "%s has no next step, although %q is above it", named(q, o), q.Options[i+1].ID)
			}
			if o.Next != "" && i == top {
				l.say("top-next", o.Line, 1, "%s has a next step, although no option is above it", named(q, o))
			}
		}
	}
	noEasy := func(easy string, line int, format string, what any) {
		if easy == "" {
			l.say("no-easy", line, 1, format+" has no easy text", what)
		}
	}
	for _, w := range l.bank.Levels {
		noEasy(w.Easy, w.Line, "level %q", w.Level)
	}
	for _, f := range l.bank.Frameworks {
		for _, i := range f.Items {
			noEasy(i.Easy, i.Line, "item %q", refTo(f, i))
		}
	}
	for _, t := range l.bank.Glossary {
		noEasy(t.Easy, t.Line, "term %q", t.Term)
	}
}
