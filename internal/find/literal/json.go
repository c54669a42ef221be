package literal

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/source"
)

// writer writes groups as JSON.
type writer struct {
	source.TextBuilder
	expressions bool // holes show what stands there, if it is simple
}

// hole stands for what only running the code can tell.
const hole = `"${}"`

// write writes what stands at offset at, or at the end, for what JSON needs.
func (w *writer) write(s string, at int) {
	w.Write(s, min(at, max(len(w.From.Data)-1, 0)))
}

func (w *writer) group(g *group) {
	keyed := false
	for _, e := range g.elements {
		keyed = keyed || e.keyed
	}
	asObject := keyed && !g.statements
	w.write(brackets(asObject)[:1], 0)
	for i, e := range g.elements {
		if i > 0 {
			w.write(",", 0)
		}
		if e.keyed && !asObject {
			w.write("{", 0)
		}
		if asObject || e.keyed {
			w.key(e)
		}
		for _, label := range e.labels {
			w.write("{", label.start)
			w.key(element{key: label, keyed: true})
		}
		w.element(e)
		for _, label := range e.labels {
			w.write("}", label.end)
		}
		if e.keyed && !asObject {
			w.write("}", 0)
		}
	}
	w.write(brackets(asObject)[1:], 0)
}

func brackets(object bool) string {
	if object {
		return "{}"
	}
	return "[]"
}

func (w *writer) key(e element) {
	w.write(`"`, e.key.start)
	if e.keyed {
		w.string(e.key)
	}
	w.write(`":`, e.key.end)
}

// element writes the value of an element: its only string or group, or an
// array of them. Strings that are put together are one.
func (w *writer) element(e element) {
	values := w.valuesOf(e.atoms)
	switch len(values) {
	case 0:
		at := e.key.start
		if len(e.atoms) > 0 {
			at = e.atoms[0].start
		}
		if !w.expression(e.atoms) {
			w.write(hole, at)
		}
	case 1:
		w.value(values[0])
	default:
		w.write("[", 0)
		for i, v := range values {
			if i > 0 {
				w.write(",", 0)
			}
			w.value(v)
		}
		w.write("]", 0)
	}
}

// simple matches an expression that is no more than a name, with indexes, or a
// number.
var simple = regexp.MustCompile(`^[A-Za-z_0-9][A-Za-z0-9_.*-]*(?:\[[A-Za-z0-9_.*-]*\][A-Za-z0-9_.*-]*)*$`)

// isSaid tells whether an expression says itself what it is: numbers do, and
// booleans.
var isSaid = regexp.MustCompile(`^(?:[0-9.]+|true|false)$`)

// expression writes an expression, and tells whether it could.
func (w *writer) expression(atoms []atom) bool {
	if !w.expressions || len(atoms) == 0 || atoms[len(atoms)-1].inside != nil {
		return false
	}
	start, end := atoms[0].start, atoms[len(atoms)-1].end
	code := w.From.Data[start:end]
	if len(code) > maxExpression || !simple.Match(code) {
		return false
	}
	open, shut := "${", "}"
	if isSaid.Match(code) {
		open, shut = "", ""
	}
	w.write(`"`+open, start)
	w.Copy(start, end)
	w.write(shut+`"`, end)
	return true
}

// maxExpression is how long an expression that is written may be.
const maxExpression = 200

// value is a group, or a string: what is put together to it, holes as tokens
// that are no text.
type value struct {
	inside *group
	isCall bool // the group is in round brackets
	parts  []token
}

func (w *writer) valuesOf(atoms []atom) []value {
	var values []value
	open := -1      // the string that a plus would go on with
	before := other // the kind of the last atom
	for _, a := range atoms {
		joins := before == plus
		switch {
		case a.kind == text && joins && open >= 0:
			values[open].parts = append(values[open].parts, a.token)
		case a.kind == text:
			v := value{parts: []token{a.token}}
			if joins {
				v.parts = []token{{start: a.start, end: a.start}, a.token}
			}
			values = append(values, v)
			open = len(values) - 1
		case joins && open >= 0:
			values[open].parts = append(values[open].parts, token{start: a.start, end: a.start})
		}
		if a.inside != nil && a.inside.hasText {
			values = append(values, value{inside: a.inside, isCall: w.From.Data[a.start] == '('})
		}
		before = a.kind
	}
	return values
}

func (w *writer) value(v value) {
	switch {
	case v.inside == nil:
		w.write(`"`, v.parts[0].start)
		for _, part := range v.parts {
			w.part(part)
		}
		w.write(`"`, v.parts[len(v.parts)-1].end)
	case v.isCall && len(v.inside.elements) == 1 && !v.inside.elements[0].keyed:
		w.element(v.inside.elements[0])
	default:
		w.group(v.inside)
	}
}

func (w *writer) part(t token) {
	if t.kind == text {
		w.string(t)
		return
	}
	w.write("${}", t.start)
}

// string writes what a string says as the inside of a JSON string.
func (w *writer) string(t token) {
	if t.style != indented {
		w.escaped(t.start, t.end, t.style)
		return
	}
	indent := commonIndent(w.From.Data[t.start:t.end])
	for at := t.start; at < t.end; {
		line, _, _ := bytes.Cut(w.From.Data[at:t.end], []byte("\n"))
		next := min(at+len(line)+1, t.end)
		w.escaped(min(at+indent, at+len(line)), next, verbatim)
		at = next
	}
}

// commonIndent returns how many blanks all lines that aren't blank begin with.
func commonIndent(lines []byte) int {
	indent := -1
	for line := range bytes.Lines(lines) {
		rest := bytes.TrimLeft(line, " \t")
		if n := len(line) - len(rest); len(bytes.TrimSpace(rest)) > 0 && (indent < 0 || n < indent) {
			indent = n
		}
	}
	return max(indent, 0)
}

// escaped writes the bytes between start and end with the escapes of JSON.
func (w *writer) escaped(start, end int, style style) {
	src := w.From.Data
	plain := start
	for i := start; i < end; {
		said, n := escape(src[i:end], style)
		if style == template && said == "${}" && isSimpleInterpolation(src[i:i+n]) {
			i += n
			continue
		}
		if n == 0 {
			_, size := utf8.DecodeRune(src[i:end])
			i += size
			continue
		}
		w.Copy(plain, i)
		w.write(said, i)
		i += n
		plain = i
	}
	w.Copy(plain, end)
}

// isSimpleInterpolation tells whether what a string of HCL puts in is no more
// than a name.
func isSimpleInterpolation(s []byte) bool {
	return s[0] == '$' && len(s) <= maxExpression && s[len(s)-1] == '}' && simple.Match(bytes.TrimSpace(s[len("${"):len(s)-1])) &&
		!bytes.ContainsAny(s, "\t\r\n")
}

// jsonEscapes are those for bytes that can't stand in a JSON string.
var jsonEscapes = map[byte]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`}

// escape returns how JSON writes what stands at the start of s, and its
// length; 0 where JSON writes it the same way.
func escape(s []byte, style style) (said string, n int) {
	switch {
	case style != verbatim && s[0] == '\\':
		return languageEscape(s)
	case style == template && (bytes.HasPrefix(s, []byte("${")) || bytes.HasPrefix(s, []byte("%{"))):
		return "${}", interpolationEnd(s)
	case s[0] < ' ' || s[0] == '"' || s[0] == '\\':
		if said, ok := jsonEscapes[s[0]]; ok {
			return said, 1
		}
		return "?", 1
	}
	if r, n := utf8.DecodeRune(s); r == utf8.RuneError || r == 0xfffe || r == 0xffff {
		return "?", n
	}
	return "", 0
}

// languageEscape returns how JSON writes an escape of Go or HCL.
func languageEscape(s []byte) (said string, n int) {
	if len(s) == 1 {
		return `\\`, 1
	}
	switch s[1] {
	case '"', '\\', 'n', 'r', 't':
		return string(s[:2]), 2
	}
	return "?", 2
}
