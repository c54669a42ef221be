package markup

import (
	"bytes"
	"iter"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

var (
	// sourceStyle matches the attributes above a block that make it code, and the
	// language that they name.
	sourceStyle = regexp.MustCompile(`^\[(?:(source|listing|literal)(?:[%#.][^,\]]*)?|[%#.][^,\]]*)?(?:,\s*"?([A-Za-z0-9_+-]+)"?\s*(?:,.*)?|,.*)?\]$`)
	// languageGiven matches the attribute that names the language of all code.
	languageGiven = regexp.MustCompile(`^:source-language:\s*([A-Za-z0-9_+-]+)`)
	// callouts matches the numbers at the end of a line that notes below explain.
	callouts = regexp.MustCompile(`(?:\s*(?:#|//|--)?\s*<(?:[0-9]+|\.)>)+\s*$`)
	// listItem matches how the item of a list begins.
	listItem = regexp.MustCompile(`^\s*(?:[*.-]+|[0-9A-Za-z]\.|<(?:[0-9]+|\.)>)\s`)
)

// AsciiDoc yields the code in a document.
//
// Source: the AsciiDoc language, docs.asciidoctor.org: Source Code Blocks,
// Listing Blocks, Literal Blocks, Callouts.
func AsciiDoc(text source.Text) iter.Seq[Code] {
	return func(yield func(Code) bool) {
		a := asciiDoc{lines: lines{text: text}}
		for a.next() {
			if !a.readLine(yield) {
				return
			}
		}
	}
}

// asciiDoc goes through a document in AsciiDoc.
type asciiDoc struct {
	lines
	given      string // the language of code for which none is named
	language   string // of the block that comes next
	isCode     bool   // its attributes say that the block that comes next is code
	afterBlank bool
}

func (a *asciiDoc) readLine(yield func(Code) bool) bool {
	blank := a.isBlank()
	afterBlank := a.afterBlank || a.start == 0
	a.afterBlank = blank
	line := bytes.TrimRight(a.line, " \t")
	match := fence.FindSubmatch(line)
	switch {
	case blank:
		a.isCode = false
	case isRow(line, '/'):
		a.listing(line)
	case bytes.HasPrefix(line, []byte("//")):
	case match != nil && len(match[1]) == 0:
		return yield(Code{Language: strings.ToLower(string(match[3])), Text: a.listing(match[2])})
	case isRow(line, '-'), isRow(line, '.'):
		return a.code(yield, a.listing(line))
	case line[0] == '[' && sourceStyle.Match(line):
		a.style(line)
	case line[0] == ':' && languageGiven.Match(line):
		a.given = strings.ToLower(string(languageGiven.FindSubmatch(line)[1]))
	case line[0] == '.' && len(line) > 1 && line[1] != ' ' && line[1] != '.': // a title, or a list
	case a.isCode:
		a.back()
		return a.code(yield, a.paragraph(0))
	case afterBlank && a.indent() > 0 && !listItem.Match(line):
		a.back()
		return a.code(yield, a.paragraph(1))
	default:
		return a.inline(yield)
	}
	return true
}

// isRow tells whether a line is a row of one character that encloses a block.
func isRow(line []byte, c byte) bool {
	return len(line) >= 4 && len(bytes.Trim(line, string(c))) == 0
}

// style notes what the attributes above a block say.
func (a *asciiDoc) style(line []byte) {
	match := sourceStyle.FindSubmatch(line)
	a.language, a.isCode = strings.ToLower(string(match[2])), len(match[1]) > 0 || len(match[2]) > 0
	if a.language == "" && string(match[1]) == "source" {
		a.language = a.given
	}
}

func (a *asciiDoc) code(yield func(Code) bool, text source.Text) bool {
	code := Code{Language: a.language, Text: text}
	a.language, a.isCode = "", false
	return yield(code)
}

// listing reads the lines up to one that is the row which opened the block.
func (a *asciiDoc) listing(row []byte) source.Text {
	b := a.builder()
	for a.next() && !bytes.Equal(bytes.TrimRight(a.line, " \t"), row) {
		a.copyCode(&b, 0)
	}
	return b.Text()
}

// paragraph reads the lines up to a blank one, or one that goes on with a list.
func (a *asciiDoc) paragraph(indent int) source.Text {
	b := a.builder()
	for first := true; a.next(); first = false {
		if !first && (a.isBlank() || string(bytes.TrimSpace(a.line)) == "+") {
			a.back()
			break
		}
		a.copyCode(&b, indent)
	}
	return b.Text()
}

func (a *asciiDoc) builder() source.TextBuilder {
	b := source.TextBuilder{From: a.text}
	b.Write("", a.at)
	return b
}

// copyCode appends the line without the numbers of notes at its end.
func (a *asciiDoc) copyCode(b *source.TextBuilder, indent int) {
	if at := callouts.FindIndex(a.line); at != nil {
		end := a.at
		a.at = a.start + max(at[0], min(indent, a.indent()))
		a.copyLine(b, indent)
		a.at = end
		b.Write("\n", a.start+at[0])
		return
	}
	a.copyLine(b, indent)
}

// AsciiDocOutline returns the comments of a document and its blocks, which
// blank lines part.
func AsciiDocOutline(text source.Text) *source.Outline {
	o := source.NewOutline(text)
	a := asciiDoc{lines: lines{text: text}}
	block := -1 // where the block at hand begins
	flush := func(end int) {
		if block >= 0 {
			o.Unit(block, end)
		}
		block = -1
	}
	for a.next() {
		start, line := a.start, bytes.TrimRight(a.line, " \t")
		switch isComment := bytes.HasPrefix(line, []byte("//")); {
		case a.isBlank():
			flush(start)
		case isRow(line, '/'):
			a.listing(line)
		case isComment && block < 0:
			o.Comment(start, start+len(line))
		case isRow(line, '-'), isRow(line, '.'):
			if block < 0 {
				block = start
			}
			a.listing(line)
			flush(a.at)
		case block < 0:
			block = start
		}
	}
	flush(len(text.Data))
	return o
}
