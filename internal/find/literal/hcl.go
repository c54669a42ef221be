package literal

import (
	"bytes"
	"regexp"

	"github.com/apilint/apilint/internal/source"
)

// HCL writes the literals of a file in HashiCorp's configuration language, as
// Terraform has it, as JSON.
//
// Nix, whose literals look alike, is read by it too.
//
// Source: HCL Native Syntax Specification; Nix reference manual, String literals.
func HCL(file source.Text) source.Text {
	h := hcl{src: file.Data}
	p := parser{src: file.Data, next: h.token, blocks: true}
	return write(file, p.group(), writer{expressions: true})
}

// HCLOutline returns the comments of such a file, and what they can speak of.
func HCLOutline(file source.Text) *source.Outline {
	o := source.NewOutline(file)
	h := hcl{src: file.Data, outline: o}
	units(o, h.token)
	return o
}

type hcl struct {
	src     []byte
	pos     int
	outline *source.Outline // if comments are asked for
}

// token reads the next token.
func (h *hcl) token() (token, bool) {
	h.skipBlank()
	if h.pos >= len(h.src) {
		return token{}, false
	}
	switch c := h.src[h.pos]; {
	case c == '"':
		return h.string(), true
	case bytes.HasPrefix(h.src[h.pos:], []byte("''")):
		return h.nixString(), true
	case c == '<':
		if t, ok := h.hereDocument(); ok {
			return t, true
		}
	case isNameStart(c):
		end := bytes.IndexFunc(h.src[h.pos:], func(r rune) bool { return r > 0x7f || !isNameStart(byte(r)) && !isDigit(byte(r)) && r != '-' })
		if end < 0 {
			end = len(h.src) - h.pos
		}
		return h.take(name, end), true
	}
	if c := h.src[h.pos]; isDigit(c) {
		end := bytes.IndexFunc(h.src[h.pos:], func(r rune) bool { return r != '.' && (r > 0x7f || !isDigit(byte(r))) })
		if end < 0 {
			end = len(h.src) - h.pos
		}
		return h.take(other, end), true
	}
	for _, operator := range []string{"==", "=>", "!=", "<=", ">=", "&&", "||"} {
		if bytes.HasPrefix(h.src[h.pos:], []byte(operator)) {
			return h.take(other, 2), true
		}
	}
	return h.take(hclKinds[h.src[h.pos]], 1), true
}

var hclKinds = map[byte]kind{
	'{': opening, '[': opening, '(': opening, '}': closing, ']': closing, ')': closing,
	',': separator, ';': separator, '\n': separator, '=': pair, ':': pair,
}

func isNameStart(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (h *hcl) take(kind kind, n int) token {
	t := token{kind: kind, start: h.pos, end: min(h.pos+n, len(h.src))}
	h.pos = t.end
	return t
}

// skipBlank skips blanks and comments, but no line breaks.
func (h *hcl) skipBlank() {
	for h.pos < len(h.src) {
		rest := h.src[h.pos:]
		switch {
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r':
			h.pos++
		case rest[0] == '#' || bytes.HasPrefix(rest, []byte("//")):
			line, _, _ := bytes.Cut(rest, []byte("\n"))
			h.comment(len(bytes.TrimRight(line, " \t\r")))
			h.pos += len(line)
		case bytes.HasPrefix(rest, []byte("/*")):
			end := bytes.Index(rest[2:], []byte("*/"))
			if end < 0 {
				end = len(rest)
			}
			end = min(end+len("/**/"), len(rest))
			h.comment(end)
			h.pos += end
		default:
			return
		}
	}
}

// comment notes the comment of n bytes at pos.
func (h *hcl) comment(n int) {
	if h.outline != nil {
		h.outline.Comment(h.pos, h.pos+n)
	}
}

// string reads a string in quotes. It ends at the line's end at the latest.
func (h *hcl) string() token {
	t := token{kind: text, start: h.pos + 1, style: template}
	i := t.start
	for i < len(h.src) && h.src[i] != '"' && h.src[i] != '\n' {
		switch rest := h.src[i:]; {
		case rest[0] == '\\':
			i++
		case bytes.HasPrefix(rest, []byte("${")) || bytes.HasPrefix(rest, []byte("%{")):
			i += interpolationEnd(rest) - 1
		}
		i++
	}
	t.end = min(i, len(h.src))
	h.pos = min(t.end+1, len(h.src))
	return t
}

// nixString reads a string between two pairs of single quotes.
func (h *hcl) nixString() token {
	t := token{kind: text, start: h.pos + 2, style: indented}
	for i := t.start; ; {
		n := bytes.Index(h.src[i:], []byte("''"))
		if n < 0 {
			t.end, h.pos = len(h.src), len(h.src)
			return t
		}
		i += n + 2
		if i == len(h.src) || bytes.IndexByte([]byte("$'\\"), h.src[i]) < 0 {
			t.end, h.pos = i-2, i
			return t
		}
	}
}

// interpolationEnd returns the length of the interpolation at the start of s,
// which may have strings with interpolations in it.
func interpolationEnd(s []byte) int {
	depth := 0
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\n':
			return i
		}
	}
	return len(s)
}

// announcement matches what announces a here-document.
var announcement = regexp.MustCompile(`^<<(-?)([A-Za-z_][A-Za-z0-9_-]*)[ \t\r]*\n`)

// hereDocument reads a string between lines.
func (h *hcl) hereDocument() (token, bool) {
	match := announcement.FindSubmatch(h.src[h.pos:min(len(h.src), h.pos+maxAnnouncement)])
	if match == nil {
		return token{}, false
	}
	t := token{kind: text, start: h.pos + len(match[0]), style: verbatim}
	if len(match[1]) > 0 {
		t.style = indented
	}
	for at := t.start; ; {
		line, _, _ := bytes.Cut(h.src[at:], []byte("\n"))
		if t.end, h.pos = at, at+len(line); bytes.Equal(bytes.TrimSpace(line), match[2]) || h.pos == len(h.src) {
			return t, true
		}
		at = h.pos + 1
	}
}

// maxAnnouncement is how long the announcement of a here-document may be.
const maxAnnouncement = 200
