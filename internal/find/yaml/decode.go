package yaml

import (
	"bytes"
	"strconv"
	"strings"
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

// Raw returns the bytes of the document that the node stands on.
func (v Value) Raw() []byte {
	if !v.Exists() {
		return nil
	}
	return v.tree.text.Data[v.node().start:v.node().end]
}

// decode returns what a scalar, written as raw, says.
func decode(raw []byte, style Style) string {
	switch style {
	case SingleQuoted:
		return strings.ReplaceAll(foldQuoted(raw[1:len(raw)-1]), "''", "'")
	case DoubleQuoted:
		return unescape(raw[1 : len(raw)-1])
	case Literal, Folded:
		return decodeBlock(raw)
	}
	return foldQuoted(raw)
}

// foldQuoted joins the lines of a plain or single-quoted scalar: blanks around
// line breaks go, one break becomes a space, of several the first goes.
func foldQuoted(raw []byte) string {
	if bytes.IndexByte(raw, '\n') < 0 {
		return string(raw)
	}
	var b strings.Builder
	breaks := 0
	for i, line := range bytes.Split(raw, []byte("\n")) {
		if i > 0 {
			line = bytes.TrimLeft(line, " \t")
		}
		last := i == bytes.Count(raw, []byte("\n"))
		if !last {
			line = bytes.TrimRight(line, " \t\r")
		}
		if len(line) == 0 && i > 0 && !last {
			breaks++
			continue
		}
		if i > 0 {
			b.WriteString(joint(breaks))
		}
		breaks = 0
		b.Write(line)
	}
	return b.String()
}

func joint(blankLines int) string {
	if blankLines == 0 {
		return " "
	}
	return strings.Repeat("\n", blankLines)
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
	if len(s) < 2 {
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

// unescape returns what the inside of a double-quoted scalar says.
func unescape(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return foldQuoted(raw)
	}
	var b strings.Builder
	for i := 0; i < len(raw); {
		said, n := raw[i:i+1], 1
		switch raw[i] {
		case '\\':
			if breaksLine(raw[i+1:]) {
				blanks, end := blankLines(raw, i+1)
				b.WriteString(strings.Repeat("\n", blanks-1))
				i = end
				continue
			}
			escape, length := readEscape(raw[i:])
			said, n = []byte(escape), length
		case ' ', '\t', '\r', '\n':
			if blanks, end := blankLines(raw, i); blanks > 0 {
				b.WriteString(joint(blanks - 1))
				i = end
				continue
			}
		}
		b.Write(said)
		i += n
	}
	return b.String()
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

// decodeBlock returns what a literal or folded scalar says (YAML 1.2.2,
// sections 8.1.2 and 8.1.3).
func decodeBlock(raw []byte) string {
	block, ok := scanBlockScalar(raw, 0, -1)
	if !ok {
		return ""
	}
	var b strings.Builder
	brk, blanks := "", "" // the line break last read, and those of blank lines after it
	var afterBlank bool
	for rest := raw[block.first:]; len(rest) > 0; {
		var line []byte
		var newline string
		line, newline, rest = cutLine(rest)
		line = line[min(block.indent, len(line)):]
		if len(line) == 0 || block.indent == 0 {
			blanks += newline
			continue
		}
		startsBlank := line[0] == ' ' || line[0] == '\t'
		if raw[0] == '>' && !afterBlank && !startsBlank && brk != "" {
			if blanks == "" {
				b.WriteByte(' ')
			}
		} else {
			b.WriteString(brk)
		}
		b.WriteString(blanks)
		b.Write(line)
		brk, blanks, afterBlank = newline, "", startsBlank
	}
	if block.chomp != '-' {
		b.WriteString(brk)
	}
	if block.chomp == '+' {
		b.WriteString(blanks)
	}
	return b.String()
}

// cutLine cuts the first line off s; newline is "\n", or "" at the end.
func cutLine(s []byte) (line []byte, newline string, rest []byte) {
	line, rest, found := bytes.Cut(s, []byte("\n"))
	if !found {
		return line, "", nil
	}
	return bytes.TrimSuffix(line, []byte("\r")), "\n", rest
}

// Text returns what a scalar says as a text that knows where it stands. Lines
// of a folded scalar are kept apart, since what can be embedded there, JSON,
// doesn't mind. Quoted and plain scalars that run over lines give no text.
func (v Value) Text() source.Text {
	v = v.target()
	n := v.node()
	if !v.Exists() || n.kind != Scalar {
		return source.Text{}
	}
	raw := v.tree.text.Slice(int(n.start), int(n.end))
	switch n.style {
	case Literal, Folded:
		return blockText(raw, findBlock(raw.Data, 0, v.String()))
	case Plain:
		return raw
	}
	return quotedText(raw, n.style)
}

func blockText(raw source.Text, block blockScalar) source.Text {
	b := source.TextBuilder{From: raw}
	for at := block.first; at < block.end; {
		line, newline, rest := cutLine(raw.Data[at:block.end])
		b.Copy(at+min(block.indent, len(line)), at+len(line))
		at = block.end - len(rest)
		if newline != "" {
			b.Write(newline, at-1)
		}
	}
	return b.Text()
}

func quotedText(raw source.Text, style Style) source.Text {
	inside := raw.Slice(1, len(raw.Data)-1)
	if bytes.IndexByte(inside.Data, '\n') >= 0 {
		return source.Text{}
	}
	quote := byte('\'')
	if style == DoubleQuoted {
		quote = '\\'
	}
	b := source.TextBuilder{From: inside}
	for at := 0; at < len(inside.Data); {
		next := bytes.IndexByte(inside.Data[at:], quote)
		if next < 0 {
			next = len(inside.Data) - at
		}
		b.Copy(at, at+next)
		at += next
		if at < len(inside.Data) {
			said, n := "'", 2
			if style == DoubleQuoted {
				said, n = readEscape(inside.Data[at:])
			}
			b.Write(said, at)
			at += n
		}
	}
	return b.Text()
}
