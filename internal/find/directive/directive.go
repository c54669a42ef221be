// Package directive reads configuration that is made of directives: lines of
// words, some of which have directives of their own in them. That of HAProxy is
// in sections, that of nginx and keepalived in braces.
package directive

import (
	"bytes"

	"github.com/apilint/apilint/internal/source"
)

// Directive is a line of words and the directives that belong to it.
type Directive struct {
	Words  []source.Text // without their quotes; what a renderer replaces is part of a word
	Inside []Directive
}

// Name returns the first word.
func (d *Directive) Name() string { return d.Word(0) }

// Word returns the word at index i, "" if there is none.
func (d *Directive) Word(i int) string {
	if i >= len(d.Words) {
		return ""
	}
	return string(d.Words[i].Data)
}

// reader reads words.
type reader struct {
	text    source.Text
	src     []byte
	pos     int
	outline *source.Outline // if comments and lines are asked for
}

// unit notes what stands between two offsets as something that comments can
// speak of.
func (r *reader) unit(start, end int) {
	if r.outline != nil && start >= 0 {
		r.outline.Unit(start, end)
	}
}

// atBlank tells whether a blank stands at the position, or a line ends.
func (r *reader) atBlank() bool {
	return bytes.IndexByte([]byte(" \t\r\n"), r.src[r.pos]) >= 0
}

// comment reads the comment that begins at the position, up to the line's end.
func (r *reader) comment() {
	line, _, _ := bytes.Cut(r.src[r.pos:], []byte("\n"))
	if r.outline != nil {
		r.outline.Comment(r.pos, r.pos+len(bytes.TrimRight(line, " \t\r")))
	}
	r.pos += len(line)
}

// word reads a word up to a blank, or one of the bytes in ends. It has at least
// a byte. Quotes are taken off, as are backslashes before what they stand for.
func (r *reader) word(ends string) source.Text {
	b := source.TextBuilder{From: r.text}
	b.Write("", r.pos)
	for start := r.pos; r.pos < len(r.src) && !r.atBlank(); {
		c := r.src[r.pos]
		switch {
		case r.placeholder() > 0:
			n := r.placeholder()
			b.Copy(r.pos, r.pos+n)
			r.pos += n
		case r.pos > start && bytes.IndexByte([]byte(ends), c) >= 0:
			return b.Text()
		case c == '"' || c == '\'':
			r.quoted(&b, c)
		case c == '\\' && r.pos+1 < len(r.src) && r.src[r.pos+1] != '\n':
			b.Copy(r.pos+1, r.pos+2)
			r.pos += 2
		default:
			b.Copy(r.pos, r.pos+1)
			r.pos++
		}
	}
	return b.Text()
}

// quoted reads what stands in quotes. A quote that isn't closed in its line
// is a character like any other.
func (r *reader) quoted(b *source.TextBuilder, quote byte) {
	for i := r.pos + 1; i < len(r.src) && r.src[i] != '\n'; i++ {
		switch r.src[i] {
		case '\\':
			i++
		case quote:
			b.Copy(r.pos+1, i)
			r.pos = i + 1
			return
		}
	}
	b.Copy(r.pos, r.pos+1)
	r.pos++
}

// maxPlaceholder is how long a placeholder may be.
const maxPlaceholder = 500

var placeholders = []struct{ open, close string }{{"{{", "}}"}, {"{%", "%}"}, {"<%", "%>"}, {"${", "}"}, {"#{", "}"}}

// placeholder returns the length of what a renderer replaces at the position,
// 0 if there is nothing.
func (r *reader) placeholder() int {
	if bytes.IndexByte([]byte("{<$#"), r.src[r.pos]) < 0 {
		return 0
	}
	line, _, _ := bytes.Cut(r.src[r.pos:min(len(r.src), r.pos+maxPlaceholder)], []byte("\n"))
	for _, p := range placeholders {
		if !bytes.HasPrefix(line, []byte(p.open)) {
			continue
		}
		if n := bytes.Index(line, []byte(p.close)); n > 0 {
			return n + len(p.close)
		}
	}
	return 0
}

// isControl tells whether a word is an action of a template that gives no text.
func isControl(word source.Text) bool {
	return bytes.HasPrefix(word.Data, []byte("{%")) || bytes.HasPrefix(word.Data, []byte("{{-")) && bytes.HasSuffix(word.Data, []byte("}}"))
}
