package yaml

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/source"
)

// String returns what a scalar says, "" for anything else.
func (v Value) String() string {
	v = v.target()
	n := v.node()
	if !v.Exists() || n.kind != Scalar {
		return ""
	}
	if n.value != 0 {
		return v.tree.values[n.value]
	}
	return decode(v.tree.text.Data[n.start:n.end], n.style)
}

// Bytes returns what a scalar says, as String does, without a copy where the
// text says it as it stands. The bytes must not be changed.
func (v Value) Bytes() []byte {
	v = v.target()
	n := v.node()
	if !v.Exists() || n.kind != Scalar {
		return nil
	}
	if n.value == 0 {
		raw := v.tree.text.Data[n.start:n.end]
		switch {
		case n.style == Plain && bytes.IndexByte(raw, '\n') < 0:
			return raw
		case n.style == DoubleQuoted && bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '\n') < 0:
			return raw[1 : len(raw)-1]
		}
	}
	return []byte(v.String())
}

// Written returns the place in the file of a text that a scalar says, without
// quotes, if it is written there as it is and for this use alone. It is empty
// for what is folded, escaped, a part of an escaped text, or in a document with
// aliases, and where the scalar says something else.
func (v Value) Written(text string) source.Span {
	n := v.node()
	if !v.Exists() || n.kind != Scalar || n.style > DoubleQuoted || n.value != 0 && v.tree.aliased {
		return source.Span{}
	}
	start, end := int(n.start), int(n.end)
	if n.style != Plain {
		start, end = start+1, end-1
	}
	if start >= end || text != string(v.tree.text.Data[start:end]) || text != string(v.Bytes()) {
		return source.Span{}
	}
	span := v.tree.text.Span(start, end)
	if span.End-span.Start != len(text) {
		return source.Span{}
	}
	return span
}

// Raw returns the bytes of the document that the node stands on.
func (v Value) Raw() []byte {
	if !v.Exists() {
		return nil
	}
	return v.tree.text.Data[v.node().start:v.node().end]
}

// decode returns what a scalar, written as raw, says.
func decode(raw []byte, style Style) string {
	if style == Plain && bytes.IndexByte(raw, '\n') < 0 {
		return string(raw)
	}
	return string(said(source.Text{Data: raw}, style, "").Data)
}

// escapes are the one-letter escapes of double-quoted scalars (YAML 1.2.2,
// section 5.7).
var escapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1b",
	' ': " ", '"': "\"", '/': "/", '\\': "\\", 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

var hexDigits = map[byte]int{'x': 2, 'u': 4, 'U': 8}

// escapeLength returns the length of the escape at the start of s, 0 where it
// is none, stands for a surrogate, or runs over a line.
func escapeLength(s []byte) int {
	if len(s) < 2 {
		return 0
	}
	if _, ok := escapes[s[1]]; ok {
		return 2
	}
	code, length := hexEscape(s)
	if !utf8.ValidRune(code) {
		return 0
	}
	return length
}

// hexEscape reads an escape that gives a code point by its number; length is 0
// where there is none.
func hexEscape(s []byte) (code rune, length int) {
	if len(s) < 2 || s[0] != '\\' {
		return 0, 0
	}
	digits := hexDigits[s[1]]
	if digits == 0 || len(s) < 2+digits {
		return 0, 0
	}
	n, err := strconv.ParseUint(string(s[2:2+digits]), 16, 32)
	if err != nil || n > utf8.MaxRune {
		return 0, 0
	}
	return rune(n), 2 + digits
}

// readEscape returns what the escape at the start of s says, and its length.
// It also reads the surrogate pairs that JSON has. What is no escape is a
// backslash that says nothing.
func readEscape(s []byte) (said string, length int) {
	if len(s) > 1 {
		if said, ok := escapes[s[1]]; ok {
			return said, 2
		}
	}
	code, length := hexEscape(s)
	if length == 0 {
		return "", 1
	}
	if utf16.IsSurrogate(code) {
		if low, n := hexEscape(s[length:]); n > 0 {
			if pair := utf16.DecodeRune(code, low); pair != utf8.RuneError {
				return string(pair), length + n
			}
		}
	}
	return string(code), length
}

// blankLines counts the line breaks in the white space from i on; end is where
// the text after it begins.
func blankLines(raw []byte, i int) (breaks, end int) {
	for end = i; end < len(raw); end++ {
		switch raw[end] {
		case '\n':
			breaks++
		case ' ', '\t', '\r':
		default:
			return breaks, end
		}
	}
	return breaks, end
}

// cutLine cuts the first line off s; newline is "\n", or "" at the end.
func cutLine(s []byte) (line []byte, newline string, rest []byte) {
	line, rest, found := bytes.Cut(s, []byte("\n"))
	if !found {
		return line, "", nil
	}
	return bytes.TrimSuffix(line, []byte("\r")), "\n", rest
}
