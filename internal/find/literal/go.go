package literal

import (
	"bytes"
	"go/scanner"
	gotoken "go/token"

	"github.com/apilint/apilint/internal/source"
)

// Go writes the literals of a Go source file as JSON.
func Go(file source.Text) source.Text {
	var s scanner.Scanner
	f := gotoken.NewFileSet().AddFile("", -1, len(file.Data))
	s.Init(f, file.Data, nil, 0)
	p := parser{src: file.Data, next: func() (token, bool) {
		at, tok, lit := s.Scan()
		start := int(at) - f.Base()
		if tok == gotoken.STRING {
			return goString(file.Data, start, len(lit)), true
		}
		return token{kind: goKinds[tok], start: start, end: min(start+max(len(lit), 1), len(file.Data))}, tok != gotoken.EOF
	}}
	return write(file, p.group(), writer{})
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
