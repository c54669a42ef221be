package golang

import (
	"go/ast"
	"go/types"
	"strings"
)

// isInPrivate tells whether the TypeMeta at hand is that of a private type.
func (s *search) isInPrivate() bool {
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.KeyValueExpr, *ast.UnaryExpr:
		case *ast.CompositeLit:
			return s.isPrivate(parent)
		default:
			return false
		}
	}
	return false
}

// isPrivate tells whether a value is of a type of the module's own, which has
// none of the kinds of the core group: a file of the program, say. Where types
// aren't known, a literal of any type is that no package of Kubernetes' has.
func (s *search) isPrivate(e ast.Expr) bool {
	if s.Info == nil {
		lit, ok := e.(*ast.CompositeLit)
		if !ok {
			return false
		}
		if _, isLocal := s.writtenType(lit).(*ast.Ident); isLocal {
			return true
		}
		importPath, _ := s.named(lit, s.writtenType(lit))
		return importPath != "" && !strings.HasPrefix(importPath, "k8s.io/")
	}
	t := s.Info.TypeOf(e)
	if t == nil {
		return false
	}
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && (named.Obj().Pkg() == s.Types || s.isOwn(named.Obj().Pkg().Path()))
}
