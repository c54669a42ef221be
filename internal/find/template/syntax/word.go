package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isLetter marks the bytes of ASCII that a word may have.
var isLetter = func() (table [256]bool) {
	for c := range utf8.RuneSelf {
		table[c] = isLetterRune(rune(c))
	}
	return table
}()

func isLetterRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// letters passes over the characters of a word.
func (s *scanner) letters() {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case isLetter[c]:
			s.pos++
		case c < utf8.RuneSelf:
			return
		default:
			r, size := utf8.DecodeRuneInString(s.src[s.pos:])
			if !isLetterRune(r) {
				return
			}
			s.pos += size
		}
	}
}

// atEndOfWord tells whether something stands here that may follow a word.
func (s *scanner) atEndOfWord() bool {
	if s.pos == len(s.src) {
		return true
	}
	switch s.src[s.pos] {
	case ' ', '\t', '\r', '\n', '.', ',', '|', ':', ')', '(':
		return true
	}
	return strings.HasPrefix(s.src[s.pos:], closeBraces)
}

// name returns the token of a field or a variable, whose sign was read.
func (s *scanner) name(kind tokenKind, start int) token {
	s.letters()
	if !s.atEndOfWord() {
		return s.badCharacter(start)
	}
	return s.token(kind, start)
}

func (s *scanner) badCharacter(start int) token {
	r, _ := utf8.DecodeRuneInString(s.src[s.pos:])
	return s.bad(start, "bad character %#U", r)
}

// field returns the token of a field, or that of a dot that stands alone.
func (s *scanner) field(start int) token {
	if s.atEndOfWord() {
		return s.token(dotToken, start)
	}
	return s.name(fieldToken, start)
}

// word returns the token of a keyword, a constant or the name of a function.
func (s *scanner) word(start int) token {
	s.letters()
	if s.pos == start {
		r, _ := utf8.DecodeRuneInString(s.src[s.pos:])
		return s.bad(start, "unrecognized character in action: %#U", r)
	}
	if !s.atEndOfWord() {
		return s.badCharacter(start)
	}
	return s.token(kindOfWord(s.src[start:s.pos]), start)
}

func kindOfWord(word string) tokenKind {
	switch word {
	case "true", "false":
		return boolToken
	case "nil":
		return nilToken
	case "block":
		return blockToken
	case "break":
		return breakToken
	case "continue":
		return continueToken
	case "define":
		return defineToken
	case "else":
		return elseToken
	case "end":
		return endingToken
	case "if":
		return ifToken
	case "range":
		return rangeToken
	case "template":
		return templateToken
	case "with":
		return withToken
	}
	return functionToken
}

// quoted returns the token of a string or of the constant of a character, whose
// first quote was read.
func (s *scanner) quoted(start int, quote byte) token {
	kind, what := stringToken, "quoted string"
	switch quote {
	case '`':
		kind, what = rawStringToken, "raw quoted string"
	case '\'':
		kind, what = charConstantToken, "character constant"
	}
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		s.pos++
		switch {
		case c == quote:
			return s.token(kind, start)
		case quote == '`':
		case c == '\\' && s.pos < len(s.src) && s.src[s.pos] != '\n':
			s.pos++
		case c == '\\' || c == '\n':
			return s.bad(start, "unterminated %s", what)
		}
	}
	return s.bad(start, "unterminated %s", what)
}

// number returns the token of a number. What is wrong with one that looks like it
// is found out when it is read.
func (s *scanner) number(start int) token {
	s.pos = start
	if !s.digits() {
		return s.bad(start, "bad number syntax: %q", s.src[start:s.pos])
	}
	if s.pos == len(s.src) || s.src[s.pos] != '+' && s.src[s.pos] != '-' {
		return s.token(numberToken, start)
	}
	if !s.digits() || s.src[s.pos-1] != 'i' {
		return s.bad(start, "bad number syntax: %q", s.src[start:s.pos])
	}
	return s.token(complexToken, start)
}

// digits passes over a number, and tells whether nothing is stuck to it.
func (s *scanner) digits() bool {
	s.accept("+-")
	digits, exponent := "0123456789_", "eE"
	if s.accept("0") {
		switch {
		case s.accept("xX"):
			digits, exponent = "0123456789abcdefABCDEF_", "pP"
		case s.accept("oO"):
			digits, exponent = "01234567_", ""
		case s.accept("bB"):
			digits, exponent = "01_", ""
		}
	}
	s.acceptAll(digits)
	if s.accept(".") {
		s.acceptAll(digits)
	}
	if s.accept(exponent) {
		s.accept("+-")
		s.acceptAll("0123456789_")
	}
	s.accept("i")
	r, size := utf8.DecodeRuneInString(s.src[s.pos:])
	if isLetterRune(r) {
		s.pos += size
		return false
	}
	return true
}

func (s *scanner) accept(characters string) bool {
	if s.pos < len(s.src) && strings.IndexByte(characters, s.src[s.pos]) >= 0 {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) acceptAll(characters string) {
	for s.accept(characters) {
	}
}
