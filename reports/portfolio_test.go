package reports_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
	"github.com/petal-check/petal/reports"
)

// portfolioFormats lists every way of writing a portfolio, by the name its golden
// files end in. Those of the second kind write rows and have no private copy.
var (
	portfolioFormats = map[string]func(io.Writer, *assess.Portfolio) error{
		".html": func(w io.Writer, p *assess.Portfolio) error {
			return reports.HTML(w, reports.Portfolio(p), reports.Options{Date: written})
		},
		".md": func(w io.Writer, p *assess.Portfolio) error {
			return reports.Markdown(w, reports.Portfolio(p), reports.Options{Date: written})
		},
		"-80.txt": func(w io.Writer, p *assess.Portfolio) error {
			return reports.Terminal(w, reports.Portfolio(p), reports.Options{Width: 80})
		},
		"-40.txt": func(w io.Writer, p *assess.Portfolio) error {
			return reports.Terminal(w, reports.Portfolio(p), reports.Options{Width: 40})
		},
		"-words.txt": func(w io.Writer, p *assess.Portfolio) error {
			return reports.Terminal(w, reports.Portfolio(p), reports.Options{Width: 80, Words: true})
		},
		".json": reports.PortfolioJSON,
	}
	portfolioRowFormats = map[string]func(io.Writer, *assess.Portfolio) error{
		".csv":      func(w io.Writer, p *assess.Portfolio) error { return reports.PortfolioCSV(w, p, false) },
		"-long.csv": func(w io.Writer, p *assess.Portfolio) error { return reports.PortfolioLongCSV(w, p, false) },
		".ndjson":   reports.PortfolioNDJSON,
	}
)

func writePortfolio(t testing.TB, write func(io.Writer, *assess.Portfolio) error, p *assess.Portfolio) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// projectSheets returns the answers of some projects: each asked before and during,
// by staff and, in most, by people who use the service. small is whether somebody
// answered alone.
func projectSheets(seed uint64, projects int, small func(project int) bool) []*assess.Sheet {
	g := &group{random: rand.New(rand.NewPCG(seed, 17)), bank: questions.Default()}
	var all []*assess.Sheet
	for i := range projects {
		for n, who := range []questions.Perspective{questions.Staff, questions.LivedExperience, questions.Staff} {
			if n == 1 && i%4 == 3 {
				continue
			}
			round, date := "during", fmt.Sprintf("2026-%02d-10", 1+i%9)
			if n == 2 {
				round, date = "before", "2025-06-10"
			}
			s := g.sheet(fmt.Sprintf("%03d-%d", i, n), round, date)
			s.Depth, s.Project = assess.Full, assess.Project{Name: fmt.Sprintf("Project %02d", i), Team: fmt.Sprintf("Team %c", 'A'+i%3)}
			s.Respondent = assess.Respondent{Perspective: who, People: 9, Name: s.Respondent.Name}
			if small(i) {
				s.Respondent.People = 1
			}
			aim := questions.Levels[2+i%4]
			s.Aim = &aim
			s.Actions[0].By = fmt.Sprintf("202%d-10-01", 6+i%2)
			for id := range s.Given { // of the perspective that was drawn, not of this one
				if q := g.bank.Question(id); !q.IsAskedOf(who) {
					delete(s.Given, id)
				}
			}
			all = append(all, s)
		}
	}
	return all
}

func nobodySmall(int) bool { return false }

func portfolioOf(sheets []*assess.Sheet, choice assess.Choice) *assess.Portfolio {
	bank := questions.Default()
	entries := make([]*assess.Entry, len(sheets))
	for i, s := range sheets {
		entries[i] = assess.NewEntry(s.File, s.Answers, bank)
	}
	choice.Day, choice.Stale = "2026-11-20", "2026-03-01"
	var rows []assess.Row
	for _, p := range assess.ByProject(entries) {
		rows = append(rows, p.Rows(bank, choice.Day, choice.AllRounds)...)
	}
	p := assess.NewPortfolio(bank, rows, choice)
	p.Files = len(sheets)
	return p
}

func TestPortfolioGolden(t *testing.T) {
	p := portfolioOf(projectSheets(1, 7, nobodySmall), assess.Choice{ByTeam: true})
	p.Skipped = 1
	for name, format := range portfolioFormats {
		if name != ".html" {
			golden(t, "portfolio"+name, writePortfolio(t, format, p))
		}
	}
	golden(t, "portfolio.csv", writePortfolio(t, portfolioRowFormats[".csv"], p))
	private := portfolioOf(projectSheets(1, 24, nobodySmall), assess.Choice{}).Private()
	golden(t, "portfolio-private.txt", writePortfolio(t, portfolioFormats["-80.txt"], private))
}

// TestPortfolioSchema checks the schema against what is written, whole and line by
// line.
func TestPortfolioSchema(t *testing.T) {
	small := func(i int) bool { return i < 7 }
	for name, p := range map[string]*assess.Portfolio{
		"all":             portfolioOf(projectSheets(1, 20, small), assess.Choice{AllRounds: true, ByTeam: true, Since: "2025-01-01"}),
		"private":         portfolioOf(projectSheets(1, 20, small), assess.Choice{}).Private(),
		"private, few":    portfolioOf(projectSheets(1, 4, small), assess.Choice{}).Private(),
		"private, small":  portfolioOf(projectSheets(1, 8, small), assess.Choice{}).Private(),
		"nothing is told": portfolioOf(projectSheets(1, 4, small), assess.Choice{Since: "2027-01-01"}),
	} {
		out := writePortfolio(t, reports.PortfolioJSON, p)
		if err := schema(t, "portfolio").Validate(asValue(t, out)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := portfolioOf(projectSheets(1, 6, small), assess.Choice{AllRounds: true})
	line := lineSchema(t)
	lines := bytes.Split(bytes.TrimSuffix(writePortfolio(t, reports.PortfolioNDJSON, p), []byte("\n")), []byte("\n"))
	for _, text := range lines {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err == nil {
			err = line.Validate(value)
		}
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if len(lines) < 500 {
		t.Errorf("only %d lines were looked at", len(lines))
	}
	for with, instead := range map[string]string{`"kind":"level"`: `"kind":"levels"`, `"latest":`: `"newest":`, `"score":null`: `"score":"-"`} {
		changed := bytes.Replace(lines[0], []byte(with), []byte(instead), 1)
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(changed))
		if err != nil || bytes.Equal(changed, lines[0]) {
			t.Fatalf("%s: %v", changed, err)
		}
		if line.Validate(value) == nil {
			t.Errorf("%s instead of %s passes", instead, with)
		}
	}
}

// lineSchema returns the schema of one line of the rows for databases.
func lineSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(reports.Schema("portfolio")))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("portfolio", text); err != nil {
		t.Fatal(err)
	}
	line, err := compiler.Compile("portfolio#/$defs/line")
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// TestPortfolioRowsSayTheSame checks that the long rows of both kinds, and the rows
// in JSON, say the same.
func TestPortfolioRowsSayTheSame(t *testing.T) {
	p := portfolioOf(projectSheets(1, 5, nobodySmall), assess.Choice{AllRounds: true})
	table := readCSV(t, writePortfolio(t, portfolioRowFormats["-long.csv"], p))
	for i, text := range strings.Split(strings.TrimSuffix(string(writePortfolio(t, reports.PortfolioNDJSON, p)), "\n"), "\n") {
		var line map[string]any
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatal(err)
		}
		for key, value := range line {
			want := table[i][key]
			got := fmt.Sprint(value)
			switch value := value.(type) {
			case nil:
				got = ""
			case float64:
				if got = fmt.Sprintf("%.1f", value); key == "skipped_files" {
					got = fmt.Sprint(value)
				}
			}
			if got != want {
				t.Fatalf("row %d: %s is %q in JSON and %q in the table", i, key, got, want)
			}
		}
		if len(line) != len(table[i]) {
			t.Fatalf("row %d has %d keys and %d columns", i, len(line), len(table[i]))
		}
	}
}

// TestPortfolioObeysNothing checks that no format passes on anything that a reader
// might act on.
func TestPortfolioObeysNothing(t *testing.T) {
	var sheets []*assess.Sheet
	for _, words := range hostile {
		for _, s := range projectSheets(1, 1, nobodySmall) {
			s.Project = assess.Project{Name: words, Team: words + "!"}
			s.Round = words
			sheets = append(sheets, s)
		}
	}
	p := portfolioOf(sheets, assess.Choice{AllRounds: true, ByTeam: true})
	for name, format := range portfolioFormats {
		obeysNothing(t, name, writePortfolio(t, format, p))
	}
	for name, format := range portfolioRowFormats {
		out := writePortfolio(t, format, p)
		obeysNothing(t, name, out)
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		for _, row := range readCSV(t, out) {
			for column, cell := range row {
				if strings.HasPrefix(cell, "=") {
					t.Errorf("%s: a spreadsheet runs %s, %q", name, column, cell)
				}
			}
		}
	}
	page := string(writePortfolio(t, portfolioFormats[".html"], p))
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img src=x") {
		t.Error("the page runs what somebody wrote")
	}
}

func obeysNothing(t *testing.T, name string, out []byte) {
	t.Helper()
	for i, c := range string(out) {
		if c < ' ' && c != '\n' && c != '\r' || c >= 0x7f && c <= 0x9f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
			t.Errorf("%s: %U at byte %d", name, c, i)
			return
		}
	}
}

// TestNobodyIsFoundInAPortfolio attacks private portfolios as [TestNobodyIsFound] does
// private reports. Some of the projects have a perspective in which few people
// answered; the attacker knows every file but one of those. That file is given other
// answers, as many as leave its project at its level, and another claim, aim, name and
// promise. Every private copy must then stay the same, byte for byte.
func TestNobodyIsFoundInAPortfolio(t *testing.T) {
	hidden := 0
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 19))
		share := 1 + random.IntN(4)
		sheets := projectSheets(seed, 4+random.IntN(30), func(i int) bool { return i%share == 0 })
		before := privateCopies(t, sheets)
		hidden += changeVictim(t, random, sheets)
		for name, after := range privateCopies(t, sheets) {
			if !bytes.Equal(before[name], after) {
				t.Fatalf("portfolio %d: %s tells two files apart:\n%s\nand\n%s", seed, name, before[name], after)
			}
		}
	}
	t.Logf("%d answers hidden", hidden)
	if hidden < 200 {
		t.Errorf("only %d answers were changed; the attack tries too little", hidden)
	}
}

func privateCopies(t *testing.T, sheets []*assess.Sheet) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	p := portfolioOf(sheets, assess.Choice{}).Private()
	for name, format := range portfolioFormats {
		out[name] = writePortfolio(t, format, p)
	}
	return out
}

// changeVictim changes a file of the first project, in which everybody answered
// alone, and counts the answers that it changed.
func changeVictim(t *testing.T, random *rand.Rand, sheets []*assess.Sheet) int {
	t.Helper()
	project := sheets[:2]
	victim := sheets[random.IntN(2)]
	if sheets[1].Project != victim.Project {
		t.Fatal("the first project has one file")
	}
	level := func() string {
		r, err := assess.EvaluateAll(questions.Default(), project)
		if err != nil {
			t.Fatal(err)
		}
		if r.Placement.Level == nil {
			return "-"
		}
		return r.Placement.Level.String()
	}
	want := level()
	g := &group{random: random, bank: questions.Default()}
	g.say(victim)
	aim := questions.Levels[random.IntN(6)]
	victim.Aim, victim.Date = &aim, "2026-11-01"
	changed := 0
	for _, q := range victim.Asked(g.bank) {
		was := victim.Given[q.ID]
		for _, at := range random.Perm(len(q.Options)) {
			victim.Given[q.ID] = assess.Answer{Choose: q.Options[at].ID, Note: "other"}
			if q.Options[at].ID != was.Choose && level() == want {
				changed++
				break
			}
			victim.Given[q.ID] = was
		}
	}
	return changed
}
