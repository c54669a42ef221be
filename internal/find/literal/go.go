package literal

import (
	"bytes"
	"go/scanner"
	gotoken "go/token"

	"github.com/apilint/apilint/internal/source"
)

// Go writes the literals of a Go source file as JSON.
func Go(file source.Text) source.Text {
	p := parser{src: file.Data, next: goTokens(file.Data)}
	return write(file, p.group(), writer{})
}

// GoOutline returns the comments of a Go source file, and what they can speak
// of.
func GoOutline(file source.Text) *source.Outline {
	o := source.NewOutline(file)
	units(o, goStatements(scanGo(file.Data, o)))
	return o
}

// goTokens returns what reads the next token.
func goTokens(src []byte) func() (token, bool) {
	scan := scanGo(src, nil)
	return func() (token, bool) {
		tok, t := scan()
		return t, tok != gotoken.EOF
	}
}

// goStatements returns what reads the next token, so that statements end where
// they do in Go: what stands before the brace of an if is no statement of its
// own, and what stands behind the colon of a case is.
func goStatements(scan func() (gotoken.Token, token)) func() (token, bool) {
	heads := []gotoken.Token{gotoken.ILLEGAL} // at each depth the keyword whose brace or colon is still to come
	return func() (token, bool) {
		tok, t := scan()
		head := &heads[len(heads)-1]
		switch tok {
		case gotoken.IF, gotoken.FOR, gotoken.SWITCH, gotoken.CASE, gotoken.DEFAULT:
			*head = tok
		case gotoken.LBRACE, gotoken.LPAREN, gotoken.LBRACK:
			if tok == gotoken.LBRACE {
				*head = gotoken.ILLEGAL
			}
			heads = append(heads, gotoken.ILLEGAL)
		case gotoken.RBRACE, gotoken.RPAREN, gotoken.RBRACK:
			heads = heads[:max(len(heads)-1, 1)]
		case gotoken.SEMICOLON:
			if *head != gotoken.ILLEGAL {
				t.kind = other
			}
		case gotoken.COLON:
			if *head == gotoken.CASE || *head == gotoken.DEFAULT {
				*head, t.kind = gotoken.ILLEGAL, statement
			}
		}
		return t, tok != gotoken.EOF
	}
}

// scanGo returns what reads the next token. Comments go to the outline, if
// there is one.
func scanGo(src []byte, o *source.Outline) func() (gotoken.Token, token) {
	var s scanner.Scanner
	f := gotoken.NewFileSet().AddFile("", -1, len(src))
	var mode scanner.Mode
	if o != nil {
		mode = scanner.ScanComments
	}
	s.Init(f, src, nil, mode)
	return func() (gotoken.Token, token) {
		at, tok, lit := s.Scan()
		for ; tok == gotoken.COMMENT; at, tok, lit = s.Scan() {
			start := int(at) - f.Base()
			o.Comment(start, min(start+len(lit), len(src)))
		}
		start := int(at) - f.Base()
		if tok == gotoken.STRING {
			return tok, goString(src, start, len(lit))
		}
		return tok, token{kind: goKinds[tok], start: start, end: min(start+max(len(lit), 1), len(src))}
	}
}

var goKinds = map[gotoken.Token]kind{
	gotoken.IDENT: name, gotoken.STRING: text,
	gotoken.LPAREN: opening, gotoken.LBRACE: opening, gotoken.LBRACK: opening,
	gotoken.RPAREN: closing, gotoken.RBRACE: closing, gotoken.RBRACK: closing,
	gotoken.COMMA: separator, gotoken.SEMICOLON: statement,
	gotoken.COLON: pair, gotoken.ASSIGN: pair, gotoken.DEFINE: pair, gotoken.ADD_ASSIGN: pair,
	gotoken.ADD: plus,
}

func goString(src []byte, start, length int) token {
	if src[start] != '`' {
		return token{kind: text, start: start + 1, end: max(start+length-1, start+1)}
	}
	end := bytes.IndexByte(src[start+1:], '`')
	if end < 0 {
		end = len(src) - start - 1
	}
	return token{kind: text, start: start + 1, end: start + 1 + end, style: verbatim}
}

func write(file source.Text, g *group, w writer) source.Text {
	w.From = file
	w.group(g)
	return w.Text()
}
