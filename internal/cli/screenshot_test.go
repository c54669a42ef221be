package cli

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// tour is the command line whose output the picture in the README shows.
var tour = []string{"--kubernetes-version", "1.33..1.37"}

// TestScreenshot compares docs/screenshot.svg with what a terminal shows of a
// run in testdata/tour.
func TestScreenshot(t *testing.T) {
	picture, err := filepath.Abs(filepath.Join(root, "docs", "screenshot.svg"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata", "tour"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	var out, errors bytes.Buffer
	if code := Main(append(tour, "--color=always", "--hyperlinks=always"), strings.NewReader(""), &out, &errors); code != exitFindings {
		t.Fatalf("exit code %d: %s", code, errors.String())
	}
	renew(t, picture, svgOf("\x1b[1m$ apilint "+strings.Join(tour, " ")+"\x1b[0m\n"+out.String()))
}

var (
	hyperlink = regexp.MustCompile("\x1b\\]8;;[^\x1b]*\x1b\\\\")
	painting  = regexp.MustCompile("\x1b\\[([0-9;]*)m")
	inks      = map[string]string{"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "36": "#56d4dd"}
)

// run is text in one ink on one row of a terminal.
type run struct {
	row, column  int
	weight, fill string
	text         string
}

// runsOf lays painted text out in a terminal that has so many columns, and
// returns how many rows that takes.
func runsOf(text string, columns int) (runs []run, rows int) {
	const ink = "#e6edf3"
	for line := range strings.SplitSeq(strings.TrimRight(hyperlink.ReplaceAllString(text, ""), "\n"), "\n") {
		at := run{row: rows, weight: "normal", fill: ink}
		for line != "" {
			if code := painting.FindStringSubmatchIndex(line); code != nil && code[0] == 0 {
				at.weight, at.fill = "normal", ink
				for part := range strings.SplitSeq(line[code[2]:code[3]], ";") {
					if part == "1" {
						at.weight = "bold"
					} else if inks[part] != "" {
						at.fill = inks[part]
					}
				}
				line = line[code[1]:]
				continue
			}
			if at.column == columns {
				at.row, at.column = at.row+1, 0
			}
			painted, _, _ := strings.Cut(line, "\x1b")
			letters := []rune(painted)
			at.text = string(letters[:min(len(letters), columns-at.column)])
			runs = append(runs, at)
			at.column += utf8.RuneCountInString(at.text)
			line = line[len(at.text):]
		}
		rows = at.row + 1
	}
	return runs, rows
}

// svgOf draws what a terminal shows for a text.
func svgOf(text string) string {
	const columns, cell, line, margin = 126, 8.4, 19, 16
	runs, rows := runsOf(text, columns)
	width, height := cell*columns+2*margin, line*rows+2*margin
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`+"\n",
		width, height, width, height)
	out.WriteString(`<rect width="100%" height="100%" rx="8" fill="#0d1117"/>` + "\n")
	for _, r := range runs {
		if strings.TrimSpace(r.text) == "" {
			continue
		}
		fmt.Fprintf(&out, `<text x="%.1f" y="%d" textLength="%.1f" font-weight="%s" fill="%s" xml:space="preserve">%s</text>`+"\n",
			margin+cell*float64(r.column), margin+line*r.row+line*3/4, cell*float64(utf8.RuneCountInString(r.text)), r.weight, r.fill, html.EscapeString(r.text))
	}
	out.WriteString("</svg>\n")
	return out.String()
}
