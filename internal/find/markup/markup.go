// Package markup reads the code in documents written in Markdown,
// reStructuredText or AsciiDoc: blocks of code, and code between words.
package markup

import (
	"bytes"

	"github.com/apilint/apilint/internal/source"
)

// Code is code in a document.
type Code struct {
	Language string // as the document names it, in lower case; "" when it doesn't
	Inline   bool   // it stands between the words of a paragraph
	Text     source.Text
}

// lines goes through a document line by line.
type lines struct {
	text  source.Text
	at    int    // where the next line begins
	start int    // where the line begins
	line  []byte // without its line break
}

func (l *lines) next() bool {
	if l.at >= len(l.text.Data) {
		return false
	}
	l.start = l.at
	l.line, _, _ = bytes.Cut(l.text.Data[l.at:], []byte("\n"))
	l.at = min(l.at+len(l.line)+1, len(l.text.Data))
	l.line = bytes.TrimSuffix(l.line, []byte("\r"))
	return true
}

// back makes the line the next one again.
func (l *lines) back() { l.at = l.start }

func (l *lines) isBlank() bool { return len(bytes.TrimSpace(l.line)) == 0 }

// indent returns how many blanks the line begins with.
func (l *lines) indent() int { return len(l.line) - len(bytes.TrimLeft(l.line, " \t")) }

// copyLine appends the line with its break, but for the first bytes, as far as
// they are blanks, and for the prompt of a shell.
func (l *lines) copyLine(b *source.TextBuilder, indent int) {
	from := l.start + min(indent, l.indent())
	rest := l.text.Data[from:l.at]
	if code := bytes.TrimLeft(rest, " \t"); bytes.HasPrefix(code, []byte("$ ")) {
		from += len(rest) - len(code) + len("$ ")
	}
	b.Copy(from, l.at)
}

// indented reads the block of lines that are indented by at least so many
// blanks, and the blank lines between them, without the indentation of the first.
func (l *lines) indented(indent int) source.Text {
	b := source.TextBuilder{From: l.text}
	b.Write("", l.at)
	block := 0
	for l.next() {
		if !l.isBlank() && l.indent() < indent {
			l.back()
			break
		}
		if block == 0 && !l.isBlank() {
			block = l.indent()
		}
		l.copyLine(&b, block)
	}
	return b.Text()
}

// inline yields what stands in a line between backticks, as many before as
// after it.
func (l *lines) inline(yield func(Code) bool) bool {
	for at := 0; ; {
		open := bytes.IndexByte(l.line[at:], '`')
		if open < 0 {
			return true
		}
		at += open
		ticks := l.line[at : len(l.line)-len(bytes.TrimLeft(l.line[at:], "`"))]
		at += len(ticks)
		end := bytes.Index(l.line[at:], ticks)
		if end < 0 {
			return true
		}
		code := Code{Inline: true, Text: l.text.Slice(l.start+at, l.start+at+end)}
		if !yield(code) {
			return false
		}
		at += end + len(ticks)
	}
}
