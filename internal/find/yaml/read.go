package yaml

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/source"
)

// Document is one document of a text: a tree, or what is wrong with it. Its
// tree is valid until the next document is read.
type Document struct {
	Text source.Text
	Tree *Tree
	Err  *Error
}

// Reader reads documents into a tree of its own. It is not safe for use by
// several goroutines at once.
type Reader struct{ tree Tree }

// Documents yields the documents of a text in YAML or JSON: those of a YAML
// stream, or JSON values one after the other. Empty documents are left out.
// One that is broken has an Err; those around it are read all the same.
func (r *Reader) Documents(text source.Text) iter.Seq[Document] {
	text = withoutBOM(text)
	if startsJSON(text.Data) && r.isJSON(text) {
		return r.JSON(text)
	}
	return r.stream(text)
}

func startsJSON(src []byte) bool {
	src = bytes.TrimLeft(src, " \t\r\n")
	return len(src) > 0 && (src[0] == '{' || src[0] == '[')
}

// isJSON tells whether a text that begins with a bracket is JSON: its first
// value is, and nothing or another bracket follows.
func (r *Reader) isJSON(text source.Text) bool {
	document, next := r.jsonDocument(text, 0)
	rest := text.Data[next:]
	return document.Tree != nil && document.Err == nil && (len(bytes.TrimSpace(rest)) == 0 || startsJSON(rest))
}

// withoutBOM cuts off a byte order mark.
func withoutBOM(text source.Text) source.Text {
	if bytes.HasPrefix(text.Data, []byte("\ufeff")) {
		return text.Slice(len("\ufeff"), len(text.Data))
	}
	return text
}

// JSON yields the JSON values of a text that should hold nothing else. After a
// broken one it goes on at the next line that begins with a bracket.
func (r *Reader) JSON(text source.Text) iter.Seq[Document] {
	text = withoutBOM(text)
	return func(yield func(Document) bool) {
		_, bad, reason := inspect(text.Data)
		if reason != "" {
			yield(Document{Text: text, Err: &Error{text.Span(bad, bad+1), reason}})
			return
		}
		failed := false // whether the last value was broken: the next may be its rest
		for at := 0; at < len(text.Data); {
			document, next := r.jsonDocument(text, at)
			repeats := failed && document.Err != nil
			failed = document.Err != nil
			if (failed || document.Tree != nil) && !repeats && !yield(document) {
				return
			}
			at = next
		}
	}
}

// jsonDocument reads the value at offset at; next is where to go on. Without a
// value there is no tree.
func (r *Reader) jsonDocument(text source.Text, at int) (document Document, next int) {
	r.tree.reset(text)
	p := jsonParser{Tree: &r.tree, src: text.Data, pos: at, lenient: -1}
	if !p.skipBlank() {
		return Document{Text: text, Err: p.err(text)}, len(text.Data)
	}
	if p.pos == len(text.Data) {
		return Document{}, p.pos
	}
	start := p.pos
	if !p.parse() {
		next = nextBracket(text.Data, max(p.pos-1, start+1))
		return Document{Text: text.Slice(start, next), Err: p.err(text)}, next
	}
	document = Document{Text: text.Slice(start, p.pos), Tree: &r.tree}
	if root := r.tree.Root(); p.lenient >= 0 && root.Get("apiVersion").Exists() && root.Get("kind").Exists() {
		reason := "JSON has no comments and no trailing commas"
		document = Document{Text: document.Text, Err: &Error{text.Span(p.lenient, p.lenient+1), reason}}
	}
	return document, p.pos
}

// nextBracket returns the offset of the next line, behind offset at, that begins
// with a bracket, or the end.
func nextBracket(src []byte, at int) int {
	for at < len(src) {
		next := bytes.IndexByte(src[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
		if at < len(src) && (src[at] == '{' || src[at] == '[') {
			return at
		}
	}
	return len(src)
}

// stream yields the documents of a YAML stream.
func (r *Reader) stream(text source.Text) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for part := range parts(text) {
			document := r.document(part)
			if (document.Err != nil || document.Tree.Root().Exists()) && !yield(document) {
				return
			}
		}
	}
}

// Parts yields the parts of a text that each hold one document, or none.
func Parts(text source.Text) iter.Seq[source.Text] { return parts(withoutBOM(text)) }

// document reads one document of a YAML stream.
func (r *Reader) document(text source.Text) Document {
	text = withoutBOM(text) // of files that were put one behind the other
	odd, bad, reason := inspect(text.Data)
	if reason != "" {
		return Document{Text: text, Err: &Error{text.Span(bad, bad+1), reason}}
	}
	if !odd && r.fast(text) {
		return Document{Text: text, Tree: &r.tree}
	}
	err := parseByLibrary(&r.tree, text)
	return Document{Text: text, Tree: &r.tree, Err: err}
}

// fast reads a document with the parser of our own.
func (r *Reader) fast(text source.Text) bool {
	if isMarker(text.Data) {
		return false
	}
	r.tree.reset(text)
	p := parser{Tree: &r.tree, src: text.Data}
	return p.parse()
}

// parts yields the parts of a YAML stream that each hold one document, with
// what belongs to it: its directives, and its marker where the document begins
// on the marker's line.
func parts(text source.Text) iter.Seq[source.Text] {
	return func(yield func(source.Text) bool) {
		src := text.Data
		for start, at := 0, 0; ; {
			end := nextMarker(src, at)
			at = min(end+len("---"), len(src))
			if end < len(src) && src[end] == '-' && hasDirective(src[start:end]) {
				continue
			}
			if !yield(text.Slice(start, end)) || end == len(src) {
				return
			}
			start = end
			if line, _, _ := cutLine(src[at:]); src[end] == '.' || isBlankOrComment(line) {
				start = at + len(line)
			}
		}
	}
}

// nextMarker returns the offset of the next line, from at on, that begins with
// a document marker (--- or ...), or the end.
func nextMarker(src []byte, at int) int {
	for i := at; i < len(src); {
		if i == 0 || src[i-1] == '\n' {
			if isMarker(src[i:]) {
				return i
			}
		}
		next := bytes.IndexByte(src[i:], '\n')
		if next < 0 {
			break
		}
		i += next + 1
	}
	return len(src)
}

func isMarker(line []byte) bool {
	if len(line) < 3 || line[0] != '-' && line[0] != '.' || line[1] != line[0] || line[2] != line[0] {
		return false
	}
	return len(line) == 3 || bytes.IndexByte([]byte(" \t\r\n"), line[3]) >= 0
}

func isBlankOrComment(s []byte) bool {
	trimmed := bytes.TrimLeft(s, " \t\r")
	return len(trimmed) == 0 || trimmed[0] == '#' && len(trimmed) < len(s)
}

// hasDirective tells whether the text holds directives and nothing but
// directives, comments and blank lines.
func hasDirective(src []byte) bool {
	found := false
	for line := range bytes.Lines(src) {
		if line[0] == '%' {
			found = true
		} else if said := bytes.TrimSpace(line); len(said) > 0 && said[0] != '#' {
			return false
		}
	}
	return found
}

// areOrdinary tells whether eight bytes are printable ASCII, tabs or line feeds
// one and all. The sums are of seven bits each, and their eighth bit answers.
func areOrdinary(eight uint64) bool {
	const each, eighth = 0x0101010101010101, 0x8080808080808080
	low := eight &^ eighth
	fromSpace, fromTab, behindLineFeed := low+(0x80-' ')*each, low+(0x80-'\t')*each, low+(0x80-'\n'-1)*each
	isDelete := low + each
	return (eight|isDelete|^fromSpace&^(fromTab&^behindLineFeed))&eighth == 0
}

// inspect looks for bytes that no document may hold: bad is the offset of the
// first and reason what is wrong with it. Odd tells of characters that YAML
// parsers differ on, which only the library is trusted with.
func inspect(src []byte) (odd bool, bad int, reason string) {
	for i := 0; i < len(src); {
		if len(src)-i >= 8 && areOrdinary(binary.LittleEndian.Uint64(src[i:])) {
			i += 8
			continue
		}
		c := src[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		if c == '\r' {
			odd = odd || i+1 == len(src) || src[i+1] != '\n'
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return odd, i, fmt.Sprintf("not text: the byte 0x%02x is not valid UTF-8 here", c)
		case r < ' ' || r == 0xfffe || r == 0xffff:
			return odd, i, fmt.Sprintf("not text: the control character %U may not stand in YAML or JSON", r)
		case r <= 0x9f || r == '\u2028' || r == '\u2029' || r == '\ufeff':
			odd = true
		}
		i += size
	}
	return odd, 0, ""
}
