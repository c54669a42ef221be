package golang

import (
	"go/ast"
	"go/token"
)

// isRecognition tells whether a program names an API at the node at hand to
// recognize what it is given: in a case of a switch, in a type assertion, in a
// comparison. A call may stand for its result.
func (s *search) isRecognition(isValue bool) bool {
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.ParenExpr, *ast.StarExpr, *ast.SelectorExpr, *ast.CompositeLit:
			if _, isLiteral := parent.(*ast.CompositeLit); isLiteral && !isValue {
				return false
			}
		case *ast.TypeAssertExpr:
			return !isValue
		case *ast.CaseClause:
			return isIn(s.stack, i, parent.List)
		case *ast.BinaryExpr:
			return isValue && (parent.Op == token.EQL || parent.Op == token.NEQ)
		default:
			return false
		}
	}
	return false
}

// isIn tells whether the way from node i of the stack leads into one of the
// expressions.
func isIn(stack []ast.Node, i int, list []ast.Expr) bool {
	if i+1 == len(stack) {
		return true // the node itself is one, or a statement, which names nothing
	}
	for _, e := range list {
		if e == stack[i+1] {
			return true
		}
	}
	return false
}
