package report

import (
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// style is what an SGR escape sequence selects (ECMA-48, 8.3.117), such as
// "1;31" for bold red. The empty style leaves text as it is.
type style string

func (s style) paint(text string) string {
	if s == "" || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

// palette says how the parts of a report are painted.
type palette struct {
	severity [diagnostic.Error + 1]style
	title    style // the message
	frame    style // gutter, arrow, labels
	clean    style // the summary of a run without findings
}

var colored = palette{
	severity: [...]style{diagnostic.Info: "1;36", diagnostic.Warning: "1;33", diagnostic.Error: "1;31"},
	title:    "1",
	frame:    "1;34",
	clean:    "32",
}

func paletteFor(run *Run) palette {
	if run.Color {
		return colored
	}
	return palette{}
}

// link makes text a link for terminals that follow links (OSC 8), if there is
// somewhere to go.
func link(text, url string) string {
	if url == "" {
		return text
	}
	return "\x1b]8;;" + url + "\x1b\\" + text + "\x1b]8;;\x1b\\"
}

// linked makes links of the URLs in a text.
func linked(text string) string {
	words := strings.Split(text, " ")
	for i, word := range words {
		if bare := strings.TrimRight(word, ".,;:)"); strings.HasPrefix(bare, "https://") {
			words[i] = link(bare, bare) + word[len(bare):]
		}
	}
	return strings.Join(words, " ")
}
