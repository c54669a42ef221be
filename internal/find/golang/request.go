package golang

import (
	"go/ast"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// request finds the paths that a rest.Request asks for.
func (s *search) request(call *ast.CallExpr) {
	importPath, receiver, name := s.callee(call)
	if importPath != restPackage || receiver != "Request" || len(call.Args) == 0 {
		return
	}
	b := &textWriter{search: s, TextBuilder: source.TextBuilder{From: s.source.Text()}}
	for i, arg := range call.Args {
		if i > 0 || name == "Suffix" {
			b.Write("/", s.tokens.Offset(arg.Pos()))
		}
		b.expression(arg)
	}
	if text := b.Text(); strings.Contains(string(text.Data), "/") || b.hasString {
		s.Paths = append(s.Paths, text)
	}
}
