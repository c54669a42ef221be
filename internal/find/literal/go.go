package literal

import (
	"bytes"
	"go/scanner"
	gotoken "go/token"

	"github.com/apilint/apilint/internal/source"
)

// Go writes the literals of a Go source file as JSON.
func Go(file source.Text) source.Text {
	p := parser{src: file.Data, next: goTokens(file.Data, nil)}
	return write(file, p.group(), writer{})
}

// GoOutline returns the comments of a Go source file, and what they can speak
// of.
func GoOutline(file source.Text) *source.Outline {
	o := source.NewOutline(file)
	units(o, goTokens(file.Data, o))
	return o
}

// goTokens returns what reads the next token. Comments go to the outline, if
// there is one.
func goTokens(src []byte, o *source.Outline) func() (token, bool) {
	var s scanner.Scanner
	f := gotoken.NewFileSet().AddFile("", -1, len(src))
	var mode scanner.Mode
	if o != nil {
		mode = scanner.ScanComments
	}
	s.Init(f, src, nil, mode)
	return func() (token, bool) {
		at, tok, lit := s.Scan()
		for ; tok == gotoken.COMMENT; at, tok, lit = s.Scan() {
			start := int(at) - f.Base()
			o.Comment(start, min(start+len(lit), len(src)))
		}
		start := int(at) - f.Base()
		if tok == gotoken.STRING {
			return goString(src, start, len(lit)), true
		}
		return token{kind: goKinds[tok], start: start, end: min(start+max(len(lit), 1), len(src))}, tok != gotoken.EOF
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
