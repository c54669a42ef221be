package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is the kind of a token.
type tokenKind uint8

const (
	endToken   tokenKind = iota // of the source
	badToken                    // the scanner's reason says what is wrong
	textToken                   // outside of actions
	openToken                   // {{
	closeToken                  // }}
	spaceToken
	boolToken
	charToken // any other character
	charConstantToken
	complexToken
	assignToken  // =
	declareToken // :=
	fieldToken   // with its dot
	functionToken
	leftParenToken
	numberToken
	pipeToken
	rawStringToken
	rightParenToken
	stringToken
	variableToken // with its dollar
	dotToken      // the first keyword
	nilToken
	blockToken
	breakToken
	continueToken
	defineToken
	elseToken
	endingToken
	ifToken
	rangeToken
	templateToken
	withToken
)

// token is a part of a template.
type token struct {
	kind       tokenKind
	start, end int32
}

// describe says what a token is where none like it may stand.
func (s *scanner) describe(t token) string {
	word := s.src[t.start:t.end]
	switch {
	case t.kind == endToken:
		return "EOF"
	case t.kind >= dotToken:
		return "<" + word + ">"
	case len(word) > 10:
		return fmt.Sprintf("%.10q...", word)
	}
	return strconv.Quote(word)
}

const (
	openBraces   = "{{"
	closeBraces  = "}}"
	openComment  = "/*"
	closeComment = "*/"
	blanks       = " \t\r\n"
)

// scanner splits a template into tokens.
type scanner struct {
	src      string
	pos      int
	inAction bool
	parens   int    // that are open in the action
	reason   string // why there is a badToken
}

func (s *scanner) token(kind tokenKind, start int) token {
	return token{kind, int32(start), int32(s.pos)}
}

// bad says what is wrong with the token that begins at an offset. Nothing follows.
func (s *scanner) bad(start int, format string, args ...any) token {
	s.reason = fmt.Sprintf(format, args...)
	s.pos, s.inAction = len(s.src), false
	return token{badToken, int32(start), int32(start)}
}

// scan returns the next token.
func (s *scanner) scan() token {
	if s.inAction {
		return s.inside()
	}
	for start := s.pos; ; start = s.pos {
		n := strings.Index(s.src[start:], openBraces)
		if n < 0 {
			s.pos = len(s.src)
			if start == s.pos {
				return token{endToken, int32(start), int32(start)}
			}
			return s.token(textToken, start)
		}
		open := start + n
		s.pos = open + len(openBraces)
		end, inside := open, s.pos
		if hasDash(s.src[s.pos:]) {
			end = start + len(strings.TrimRight(s.src[start:open], blanks))
			inside += len("- ")
		}
		if start < end {
			s.pos = open
			return token{textToken, int32(start), int32(end)}
		}
		if !strings.HasPrefix(s.src[inside:], openComment) {
			s.pos, s.inAction, s.parens = inside, true, 0
			return token{openToken, int32(open), int32(open + len(openBraces))}
		}
		if bad, is := s.comment(inside); is {
			return bad
		}
	}
}

// hasDash tells whether braces that open have a dash behind them, which takes the
// blanks before them away.
func hasDash(behind string) bool {
	return len(behind) >= 2 && behind[0] == '-' && isBlank(behind[1])
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// comment passes over a comment that begins at an offset.
func (s *scanner) comment(start int) (bad token, is bool) {
	n := strings.Index(s.src[start+len(openComment):], closeComment)
	if n < 0 {
		return s.bad(start, "unclosed comment"), true
	}
	s.pos = start + len(openComment) + n + len(closeComment)
	length := s.closing()
	if length == 0 {
		return s.bad(start, "comment ends before closing delimiter"), true
	}
	s.leave(length)
	return token{}, false
}

// closing returns how long the end of an action is that stands here, with its
// dash; 0 if there is none.
func (s *scanner) closing() int {
	rest := s.src[s.pos:]
	switch {
	case len(rest) < len(closeBraces):
	case rest[0] == '}' && rest[1] == '}':
		return len(closeBraces)
	case rest[1] == '-' && isBlank(rest[0]) && strings.HasPrefix(rest[2:], closeBraces):
		return len(" -" + closeBraces)
	}
	return 0
}

// leave passes over the end of an action, and over what its dash takes away.
func (s *scanner) leave(length int) {
	s.pos += length
	s.inAction = false
	if length > len(closeBraces) {
		for s.pos < len(s.src) && isBlank(s.src[s.pos]) {
			s.pos++
		}
	}
}

// inside returns the next token of an action.
func (s *scanner) inside() token {
	start := s.pos
	if length := s.closing(); length > 0 {
		if s.parens > 0 {
			return s.bad(start, "unclosed left paren")
		}
		s.leave(length)
		return token{closeToken, int32(start + length - len(closeBraces)), int32(start + length)}
	}
	if start == len(s.src) {
		return s.bad(start, "unclosed action")
	}
	c := s.src[start]
	switch s.pos++; {
	case isBlank(c):
		return s.space(start)
	case c == '.':
		if s.pos < len(s.src) && !isDigit(s.src[s.pos]) {
			return s.field(start)
		}
		return s.number(start)
	case c == '$':
		if s.atEndOfWord() {
			return s.token(variableToken, start)
		}
		return s.name(variableToken, start)
	case c == '"' || c == '\'' || c == '`':
		return s.quoted(start, c)
	case c == '+' || c == '-' || isDigit(c):
		return s.number(start)
	case isLetter[c] || c >= utf8.RuneSelf:
		s.pos = start
		return s.word(start)
	}
	return s.sign(start, c)
}

// sign returns the token of a character that is one.
func (s *scanner) sign(start int, c byte) token {
	switch c {
	case '=':
		return s.token(assignToken, start)
	case '|':
		return s.token(pipeToken, start)
	case ':':
		if s.pos == len(s.src) || s.src[s.pos] != '=' {
			return s.bad(start, "expected :=")
		}
		s.pos++
		return s.token(declareToken, start)
	case '(':
		s.parens++
		return s.token(leftParenToken, start)
	case ')':
		if s.parens--; s.parens < 0 {
			return s.bad(start, "unexpected right paren")
		}
		return s.token(rightParenToken, start)
	}
	if unicode.IsPrint(rune(c)) {
		return s.token(charToken, start)
	}
	return s.bad(start, "unrecognized character in action: %#U", rune(c))
}

// space passes over blanks, but not over one that belongs to the end of the action.
func (s *scanner) space(start int) token {
	for s.pos < len(s.src) && isBlank(s.src[s.pos]) {
		s.pos++
	}
	if s.pos--; s.closing() == 0 {
		s.pos++
	}
	return s.token(spaceToken, start)
}
