package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/cmd/petal/internal/answersfile"
	"github.com/petal-check/petal/cmd/petal/internal/ask"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/questions/strict"
	"github.com/petal-check/petal/reports/form"
)

type formOptions struct {
	form.Options
	intro  string // a file name
	format string
	output string
}

// formFormats lists every format that a form can be written in.
var formFormats = formats[*forming]{
	{"html", []string{".html", ".htm"}, nil, func(f *forming, w io.Writer) error { return form.Web(w, f.bank, f.o.Options) }},
	{"paper", nil, []string{"large-print"}, func(f *forming, w io.Writer) error { return form.Paper(w, f.bank, f.o.Options) }},
	{"text", []string{".txt"}, nil, func(f *forming, w io.Writer) error { return form.Text(w, f.bank, f.o.Options) }},
}

// forming is a form about to be written.
type forming struct {
	bank *questions.Bank
	o    *formOptions
}

func (a *app) formCommand() *cobra.Command {
	o := &formOptions{}
	cmd := &cobra.Command{
		Use:   "form",
		Short: "Write the questions as a web form, a paper form or plain text",
		Long: `Form writes the questions for people to answer away from a terminal. The web form
is one file that works offline, from an email or a memory stick. It keeps the
answers on the person's own device and saves them as an answers file to send
back. The paper form is a page to print. The text form suits an email, a screen
reader or a braille translator.

Use the flags to fill in what you already know, so that people are asked only
what they can answer. None of the forms shows what an answer is worth.`,
		Example: `  # write a web form for carers
  petal form --project "Discharge letters" --round before --perspective carer --depth short --return-to ward7@example.org -o carers.html

  # write a paper form in large print and easy words
  petal form -f paper --depth short --large-print --easy -o paper.html

  # write text to put in an email
  petal form --depth short -o questions.txt`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := formFormats.settle(&o.format, o.output, nil, cmd.Flags()); err != nil {
				return err
			}
			if err := takeSetUp(&o.Known, givenSetUp(cmd.Flags()), ""); err != nil {
				return err
			}
			if o.ReturnTo = strings.TrimSpace(o.ReturnTo); !strict.Safe(o.ReturnTo) || len(o.ReturnTo) > ask.MaxText {
				return errors.New("--return-to has too many characters, or some that cannot be saved")
			}
			return a.form(o)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addSetUp(flags, setUpParts(func(p *assess.Part) bool { return p.Shared || p.ID == "perspective" }))
	flags.StringVar(&o.intro, "intro", "", "text `file` to use on the first page instead of Petal's own words")
	flags.StringVar(&o.ReturnTo, "return-to", "", "where to send the answers, such as an email address")
	flags.BoolVar(&o.Easy, "easy", false, "use easy words")
	flags.BoolVar(&o.LargePrint, "large-print", false, "use large print: 18 points or more")
	formFormats.addFlags(flags, &o.format, &o.output)
	return cmd
}

func (a *app) form(o *formOptions) error {
	bank, err := a.bank()
	if err != nil {
		return err
	}
	var inputs []string
	if o.intro != "" {
		if o.Intro, err = readIntro(o.intro); err != nil {
			return err
		}
		inputs = append(inputs, o.intro)
	}
	what := &forming{bank, o}
	return a.output(o.output, inputs, func(w io.Writer) error { return formFormats.write(o.format, what, w) })
}

// mostIntro is the longest introduction, in bytes: a page or two, so that the form
// stays small enough to send.
const mostIntro = 8 << 10

// readIntro reads the paragraphs of an introduction, which are separated by empty
// lines.
func readIntro(path string) ([]string, error) {
	text, err := answersfile.Read(path)
	if err != nil {
		return nil, fmt.Errorf("read introduction: %w", err)
	}
	if len(text) > mostIntro {
		return nil, fmt.Errorf("%s is too long for the first page; write at most %d KB", path, mostIntro>>10)
	}
	var paragraphs []string
	for part := range strings.SplitSeq(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n\n") {
		p := strings.Join(strings.Fields(part), " ")
		if !strict.Safe(p) {
			return nil, fmt.Errorf("%s has characters that cannot be shown; save it as plain text in UTF-8", path)
		}
		if p != "" {
			paragraphs = append(paragraphs, p)
		}
	}
	if len(paragraphs) == 0 {
		return nil, fmt.Errorf("%s has no text in it", path)
	}
	return paragraphs, nil
}
