package golang

import (
	"go/ast"
	"go/types"
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

// isPrivate tells whether a value is of a type of the module's own that no
// client of an API server can take, since it isn't a runtime.Object: a file of
// the program, say. Where types aren't known, a literal of a type of its own
// package is.
func (s *search) isPrivate(e ast.Expr) bool {
	if s.Info == nil {
		lit, ok := e.(*ast.CompositeLit)
		if !ok {
			return false
		}
		_, isLocal := s.writtenType(lit).(*ast.Ident)
		return isLocal
	}
	t := s.Info.TypeOf(e)
	if t == nil {
		return false
	}
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() != s.Types && !s.isOwn(named.Obj().Pkg().Path()) {
		return false
	}
	return types.NewMethodSet(types.NewPointer(named)).Lookup(nil, "DeepCopyObject") == nil
}
