package code

import (
	"bytes"
	"regexp"

	"github.com/apilint/apilint/internal/source"
)

type language uint8

const (
	python language = iota
	javaScript
)

type kind uint8

const (
	none kind = iota
	name
	text
	operator
	lineBreak
	other
)

// nameKind is name where a variable of that name hides it.
const nameKind = name

// token is a token of the code; of a string what stands between its quotes.
type token struct {
	kind       kind
	char       byte // of an operator
	start, end int
	raw        bool // without escapes
	filled     bool // with expressions in braces

	holes *regexp.Regexp // where the given are put in, nil if nothing is
	given given
	base  string // the name of what it is a path below
}

type scanner struct {
	text       source.Text
	src        []byte
	pos        int
	lineOffset int // where the line at hand begins
	language   language
	outline    *source.Outline // if comments are asked for
}

var (
	word     = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*`)
	number   = regexp.MustCompile(`^[0-9][A-Za-z0-9_.]*`)
	pyString = regexp.MustCompile(`^[A-Za-z]{0,2}["']`)
)

// next reads the next token; before is the last one.
func (s *scanner) next(before token) (token, bool) {
	s.skipBlank()
	if s.pos >= len(s.src) {
		return token{}, false
	}
	rest := s.src[s.pos:]
	head := rest[:min(len(rest), maxWord)]
	c := rest[0]
	switch {
	case c == '\n':
		t := s.take(lineBreak, 1)
		s.lineOffset = s.pos
		return t, true
	case s.language == python && pyString.Match(head):
		return s.pythonString(), true
	case bytes.HasPrefix(rest, []byte(`"""`)), bytes.HasPrefix(rest, []byte(`'''`)): // of Groovy and Bicep
		return s.quoted(token{kind: text, filled: c == '"'}, string(rest[:3]), false), true
	case c == '"' || c == '\'':
		return s.quoted(token{kind: text}, string(c), true), true
	case c == '`' && s.language == javaScript:
		return s.quoted(token{kind: text, filled: true}, "`", false), true
	case c == '/' && s.language == javaScript && beginsRegexp(before):
		return s.regexp(), true
	case word.Match(head):
		return s.take(name, len(word.Find(head))), true
	case number.Match(head):
		return s.take(other, len(number.Find(head))), true
	}
	t := s.take(operator, 1)
	t.char = c
	if c == '=' && s.pos < len(s.src) && (s.src[s.pos] == '=' || s.src[s.pos] == '>') {
		t.char = s.src[s.pos] // a comparison, or what a function gives
		if t.char == '=' {
			t.char = '~'
		}
		s.pos++
	}
	return t, true
}

// maxWord is how long a word may be.
const maxWord = 200

func (s *scanner) take(kind kind, n int) token {
	t := token{kind: kind, start: s.pos, end: s.pos + n}
	s.pos += n
	return t
}

// skipBlank skips blanks and comments, but no line breaks.
func (s *scanner) skipBlank() {
	for s.pos < len(s.src) {
		rest := s.src[s.pos:]
		switch {
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r':
			s.pos++
		case rest[0] == '\\' && len(rest) > 1 && rest[1] == '\n':
			s.pos += 2
		case s.language == python && rest[0] == '#', s.language == javaScript && bytes.HasPrefix(rest, []byte("//")):
			line, _, _ := bytes.Cut(rest, []byte("\n"))
			s.comment(len(bytes.TrimRight(line, " \t\r")))
			s.pos += len(line)
		case s.language == javaScript && bytes.HasPrefix(rest, []byte("/*")):
			end := len(rest)
			if i := bytes.Index(rest[2:], []byte("*/")); i >= 0 {
				end = i + len("/**/")
			}
			s.comment(end)
			s.pos += end
		default:
			return
		}
	}
}

// comment notes the comment of n bytes at the position.
func (s *scanner) comment(n int) {
	if s.outline != nil {
		s.outline.Comment(s.pos, s.pos+n)
	}
}

// beginsRegexp tells whether a slash behind a token begins a regular
// expression: behind a value it divides.
func beginsRegexp(before token) bool {
	switch before.kind {
	case operator:
		return before.char != ')' && before.char != ']' && before.char != '}'
	case name, text, other:
		return false
	}
	return true
}

// regexp reads a regular expression, up to the line's end at the latest.
func (s *scanner) regexp() token {
	t := token{kind: other, start: s.pos}
	inClass := false
	for s.pos++; s.pos < len(s.src) && s.src[s.pos] != '\n'; s.pos++ {
		c := s.src[s.pos]
		switch {
		case c == '\\':
			s.pos++
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		case c == '/' && !inClass:
			s.pos++
			t.end = s.pos
			return t
		}
	}
	s.pos = min(s.pos, len(s.src))
	t.end = s.pos
	return t
}

// pythonString reads a string with its prefix.
func (s *scanner) pythonString() token {
	t := token{kind: text}
	for ; s.src[s.pos] != '"' && s.src[s.pos] != '\''; s.pos++ {
		switch s.src[s.pos] | 0x20 {
		case 'r':
			t.raw = true
		case 'f':
			t.filled = true
		}
	}
	quote := string(s.src[s.pos])
	if triple := quote + quote + quote; bytes.HasPrefix(s.src[s.pos:], []byte(triple)) {
		return s.quoted(t, triple, false)
	}
	return s.quoted(t, quote, true)
}

// quoted reads a string up to the quote that closes it; one that can't run over
// lines ends with its line at the latest.
func (s *scanner) quoted(t token, quote string, isLine bool) token {
	s.pos += len(quote)
	t.start = s.pos
	for s.pos < len(s.src) {
		switch rest := s.src[s.pos:]; {
		case rest[0] == '\\':
			s.pos = min(s.pos+2, len(s.src))
			continue
		case isLine && rest[0] == '\n':
			t.end = s.pos
			return t
		case rest[0] == quote[0] && bytes.HasPrefix(rest, []byte(quote)):
			t.end = s.pos
			s.pos += len(quote)
			return t
		case t.filled && quote == "`" && bytes.HasPrefix(rest, []byte("${")):
			s.pos += fillingEnd(rest)
			continue
		}
		s.pos++
	}
	t.end = s.pos
	return t
}

// maxFilling is how long an expression in a string may be.
const maxFilling = 300

// fillingEnd returns the length of the expression in braces at the start of s,
// with what stands before the brace; 1 if it doesn't end.
func fillingEnd(s []byte) int {
	depth := 0
	for i := 0; i < min(len(s), maxFilling); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 1
}

// joined puts the parts of an expression together.
func (s *scanner) joined(parts []part) source.Text {
	b := source.TextBuilder{From: s.text}
	b.Write("", min(parts[0].start, max(len(s.src)-1, 0)))
	for _, part := range parts {
		if part.kind == text {
			if part.base != "" {
				b.Write("${"+part.base+"}", min(part.start, len(s.src)-1))
				if s.src[part.start] != '/' {
					b.Write("/", part.start)
				}
			}
			s.said(&b, part.token)
		} else {
			b.Write("${"+part.name+"}", min(part.start, len(s.src)-1))
		}
	}
	return b.Text()
}

// said writes what a string says.
func (s *scanner) said(b *source.TextBuilder, t token) {
	if t.holes != nil {
		s.fill(b, t)
		return
	}
	plain := t.start
	for i := t.start; i < t.end; {
		c := s.src[i]
		switch {
		case c == '\\' && !t.raw && i+1 < t.end:
			b.Copy(plain, i)
			plain = i + 1
			if e := bytes.IndexByte([]byte("nrt"), s.src[i+1]); e >= 0 {
				b.Write("\n\r\t"[e:e+1], i)
				plain = i + 2
			}
			i += 2
		case t.filled && s.language == python && c == '{' && i+1 < t.end && s.src[i+1] != '{':
			b.Copy(plain, i)
			b.Write("$", i)
			plain = i
			i += fillingEnd(s.src[i:t.end])
		case t.filled && c == '$' && i+1 < t.end && s.src[i+1] == '{':
			i += fillingEnd(s.src[i:t.end])
		default:
			i++
		}
	}
	b.Copy(plain, t.end)
}
