package reports_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/petal-check/petal/reports"
)

var pages = []string{".html", "-easy.html", "-large.html"}

// TestHTMLPolicy checks that a page allows its own style, by its hash, and nothing
// else.
func TestHTMLPolicy(t *testing.T) {
	for _, name := range fixtures {
		for _, format := range pages {
			page := string(write(t, format, fixture(t, name)))
			styles := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindAllStringSubmatch(page, -1)
			if len(styles) != 1 {
				t.Fatalf("%s%s: %d styles", name, format, len(styles))
			}
			sum := sha256.Sum256([]byte(styles[0][1]))
			want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
			policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`).FindStringSubmatch(page)
			if policy == nil || html.UnescapeString(policy[1]) != want {
				t.Errorf("%s%s: policy %q, want %q", name, format, policy, want)
			}
		}
	}
}

// TestHTMLHoldsEverything checks that a page has no script, no style in an attribute,
// and nothing it would have to fetch; and that it is small.
func TestHTMLHoldsEverything(t *testing.T) {
	unwanted := regexp.MustCompile(`(?i)<(script|link|img|iframe|object|embed|form|base|video|audio|use|image)\b|<[^>]*\s(on\w+|style|src|srcset|action|xlink:href)=|<[^>]*\shref="[^#]|@import|url\(`)
	for _, name := range fixtures {
		for _, format := range pages {
			page := write(t, format, fixture(t, name))
			if at := unwanted.Find(page); at != nil {
				t.Errorf("%s%s: %s", name, format, at)
			}
			if len(page) > 150_000 {
				t.Errorf("%s%s: %d bytes, want under 150 KB", name, format, len(page))
			}
		}
	}
}

// TestHTMLEscapes checks that what people wrote is shown as they wrote it.
func TestHTMLEscapes(t *testing.T) {
	page := html.UnescapeString(string(write(t, ".html", fixture(t, "hostile"))))
	for name, text := range hostile {
		if name == "escapes" || name == "bidi" { // shown without what is not shown
			continue
		}
		if !strings.Contains(page, text) {
			t.Errorf("%s is not on the page: %q", name, text)
		}
	}
}

// TestHTMLNests checks that every element of a page is closed where it was opened.
func TestHTMLNests(t *testing.T) {
	for _, name := range fixtures {
		for _, format := range pages {
			page := regexp.MustCompile(`<meta [^>]*>`).ReplaceAllString(string(write(t, format, fixture(t, name))), "") // never closed
			decoder := xml.NewDecoder(strings.NewReader(page))
			for {
				if _, err := decoder.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Errorf("%s%s: %v", name, format, err)
					break
				}
			}
		}
	}
}

// TestHTMLIDs checks that no id is there twice and every link leads to one.
func TestHTMLIDs(t *testing.T) {
	for _, name := range fixtures {
		for _, format := range pages {
			page := string(write(t, format, fixture(t, name)))
			ids := map[string]bool{}
			for _, m := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllStringSubmatch(page, -1) {
				if ids[m[1]] {
					t.Errorf("%s%s: id %q twice", name, format, m[1])
				}
				ids[m[1]] = true
			}
			for _, m := range regexp.MustCompile(`\s(?:href="#|aria-labelledby=")([^"]*)"`).FindAllStringSubmatch(page, -1) {
				for _, id := range strings.Fields(m[1]) {
					if !ids[id] {
						t.Errorf("%s%s: nothing has the id %q", name, format, id)
					}
				}
			}
		}
	}
}

// TestSVGIsXML checks that the drawing alone is well formed and says what it shows.
func TestSVGIsXML(t *testing.T) {
	for _, name := range fixtures {
		for _, format := range []string{".svg", "-ladder.svg"} {
			r := fixture(t, name)
			var drawing struct {
				XMLName xml.Name
				Title   string `xml:"title"`
				Desc    string `xml:"desc"`
			}
			if err := xml.Unmarshal(write(t, format, r), &drawing); err != nil {
				t.Errorf("%s%s: %v", name, format, err)
				continue
			}
			if drawing.XMLName.Space != "http://www.w3.org/2000/svg" {
				t.Errorf("%s%s: in the namespace %q", name, format, drawing.XMLName.Space)
			}
			says := reports.Standing(r)
			if r.StaffViewOnly {
				says = "Staff view only. " + says
			}
			if drawing.Title != r.Project.Name || !strings.HasPrefix(drawing.Desc, says) {
				t.Errorf("%s%s: title %q, description %q", name, format, drawing.Title, drawing.Desc)
			}
		}
	}
}
