package golang

import (
	"go/ast"
	"go/types"
)

// maxBlock is how many statements are looked through beside one.
const maxBlock = 1000

// block returns the statements among which the node at hand stands.
func (s *search) block() []ast.Stmt {
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.BlockStmt:
			return parent.List[:min(len(parent.List), maxBlock)]
		case *ast.CaseClause:
			return parent.Body[:min(len(parent.Body), maxBlock)]
		case *ast.FuncDecl, *ast.FuncLit:
			return nil
		}
	}
	return nil
}

// kindBeside returns what SetKind is called with in the same block for the
// same object, "" if it isn't.
func (s *search) kindBeside(call *ast.CallExpr) string {
	receiver := types.ExprString(call.Fun.(*ast.SelectorExpr).X)
	for _, statement := range s.block() {
		expression, ok := statement.(*ast.ExprStmt)
		if !ok {
			continue
		}
		other, ok := expression.X.(*ast.CallExpr)
		if !ok || len(other.Args) != 1 {
			continue
		}
		method, ok := other.Fun.(*ast.SelectorExpr)
		if ok && method.Sel.Name == "SetKind" && types.ExprString(method.X) == receiver {
			kind, _ := s.constant(other.Args[0])
			return kind
		}
	}
	return ""
}

// assignedBeside returns what the Kind of the same object is set to in the
// same block, "" if it isn't.
func (s *search) assignedBeside(field *ast.SelectorExpr) string {
	object := types.ExprString(field.X)
	for _, statement := range s.block() {
		assignment, ok := statement.(*ast.AssignStmt)
		if !ok || len(assignment.Lhs) != 1 || len(assignment.Rhs) != 1 {
			continue
		}
		selector, ok := assignment.Lhs[0].(*ast.SelectorExpr)
		if ok && selector.Sel.Name == "Kind" && types.ExprString(selector.X) == object {
			kind, _ := s.constant(assignment.Rhs[0])
			return kind
		}
	}
	return ""
}
