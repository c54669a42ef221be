// Package template reads templates that become YAML, or another text, once they
// are rendered, and tells what they may give: it goes through the branches of
// their conditions, and knows of each byte where it stands and under what
// conditions it is given. It renders nothing: what hangs on values is left open.
package template

import (
	"bytes"
	"sync/atomic"

	"github.com/apilint/apilint/internal/find/template/syntax"
)

// Template is a text with what its actions make of it.
type Template struct {
	Name    string // the file it stands in, "" for the file at hand
	Source  []byte
	main    []syntax.Node
	Defines []*Define
}

// span is a run of bytes of a template.
type span struct{ start, end int32 }

func newSpan(start, end int) span { return span{int32(start), int32(end)} }

// Define is a named template.
type Define struct {
	Name string
	in   *Template
	body []syntax.Node
	// What was found out: whether it gives nothing but names, and whether it gives
	// lines of its own.
	names, lines atomic.Int32
}

// Error says why a text is no template.
type Error struct {
	Start, End int // the line
	Reason     string
}

// IsTemplate tells whether a text has actions of a Go template or of Jinja, as a
// first look.
func IsTemplate(src []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '{')
		if i < 0 || at+i+1 >= len(src) {
			return false
		}
		if next := src[at+i+1]; next == '{' || next == '%' {
			return true
		}
		at += i + 1
	}
}

// Reader reads Go templates (text/template), such as those of Helm, one after the
// other into the same memory. It is not safe for use by several goroutines at once.
type Reader struct{ parser syntax.Parser }

// Reset makes the memory of all templates that were read free.
func (r *Reader) Reset() { r.parser.Reset() }

// Go reads a Go template, which is valid until the reader is reset.
func (r *Reader) Go(name string, src []byte) (*Template, *Error) {
	tree, err := r.parser.Parse(string(src))
	if err != nil {
		return nil, errorOf(src, err)
	}
	t := &Template{Name: name, Source: src, main: tree.Main}
	for _, d := range tree.Defines {
		if d.Name != "" {
			t.Defines = append(t.Defines, &Define{Name: d.Name, in: t, body: d.Body})
		}
	}
	return t, nil
}

func errorOf(src []byte, err *syntax.Error) *Error {
	e := &Error{Start: bytes.LastIndexByte(src[:err.At], '\n') + 1, End: len(src), Reason: err.Reason}
	if n := bytes.IndexByte(src[e.Start:], '\n'); n >= 0 {
		e.End = e.Start + n
	}
	e.Start += len(src[e.Start:e.End]) - len(bytes.TrimLeft(src[e.Start:e.End], " \t"))
	return e
}
