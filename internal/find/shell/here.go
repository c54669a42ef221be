package shell

import (
	"bytes"

	"github.com/apilint/apilint/internal/source"
)

// hereDocument is one that was announced: the line that ends it, whether tabs
// before its lines go, and whether its text is taken as it stands.
type hereDocument struct {
	end             []byte
	indented, exact bool
}

// announce reads what follows the two brackets that announce a here-document.
func (r *reader) announce() {
	var doc hereDocument
	if r.next(0) == '-' {
		doc.indented = true
		r.pos++
	}
	for r.next(0) == ' ' || r.next(0) == '\t' {
		r.pos++
	}
	doc.exact = bytes.IndexByte([]byte(`'"\`), r.next(0)) >= 0 && r.next(0) != 0
	doc.end = r.word().Data
	if len(doc.end) > 0 {
		r.here = append(r.here, doc)
	}
}

// hereDocuments reads the here-documents that the last line announced. What
// has no end is none.
func (r *reader) hereDocuments() {
	for _, doc := range r.here {
		if r.budget < 0 {
			break
		}
		end, next := doc.find(r.src, r.pos)
		if end < 0 {
			r.budget -= len(r.src) - r.pos
			continue
		}
		r.Texts = append(r.Texts, doc.text(r.text, r.pos, end))
		r.pos = next
	}
	r.here = r.here[:0]
}

// find returns where the document that begins at pos ends, -1 if nowhere, and
// where the line after its end begins.
func (doc hereDocument) find(src []byte, pos int) (end, next int) {
	for pos < len(src) {
		line := lineOf(src[pos:])
		next = min(pos+len(line)+1, len(src))
		if bytes.Equal(doc.trim(bytes.TrimRight(line, "\r")), doc.end) {
			return pos, next
		}
		pos = next
	}
	return -1, 0
}

func (doc hereDocument) trim(line []byte) []byte {
	if doc.indented {
		return bytes.TrimLeft(line, "\t")
	}
	return line
}

// text returns what the document between start and end says.
func (doc hereDocument) text(from source.Text, start, end int) source.Text {
	b := source.TextBuilder{From: from}
	b.Write("", start)
	for start < end {
		line := lineOf(from.Data[start:end])
		next := min(start+len(line)+1, end)
		start = next - len(doc.trim(from.Data[start:next]))
		if doc.exact {
			b.Copy(start, next)
		} else {
			copyUnescaped(&b, start, next)
		}
		start = next
	}
	return b.Text()
}

// copyUnescaped copies part of a here-document, in which a backslash escapes
// what double quotes would let it escape, but for the quotes.
func copyUnescaped(b *source.TextBuilder, start, end int) {
	src := b.From.Data
	for start < end {
		i := bytes.IndexByte(src[start:end], '\\')
		if i < 0 || start+i+1 >= end {
			break
		}
		at := start + i
		b.Copy(start, at)
		if n := continuation(src[at:end]); n > 0 {
			start = at + n
			continue
		}
		if bytes.IndexByte([]byte("$`\\"), src[at+1]) < 0 {
			b.Copy(at, at+1)
		}
		b.Copy(at+1, at+2)
		start = at + 2
	}
	b.Copy(start, end)
}
