package golang

import (
	"go/ast"
	"go/token"
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

// assignedOnce returns the constant string that a variable of the function at
// hand is given where it is declared, if it is given nothing else and nobody
// takes its address.
func (s *search) assignedOnce(e ast.Expr) (value string, ok bool) {
	id, isName := e.(*ast.Ident)
	if !isName || s.Info == nil {
		return "", false
	}
	variable, isVariable := s.Info.Uses[id].(*types.Var)
	if !isVariable || variable.Pkg() == nil || variable.Parent() == variable.Pkg().Scope() {
		return "", false
	}
	for _, node := range s.stack {
		if function, isFunction := node.(*ast.FuncDecl); isFunction {
			return s.onlyValue(function, variable)
		}
	}
	return "", false
}

func (s *search) onlyValue(function *ast.FuncDecl, variable *types.Var) (value string, ok bool) {
	isChanged := false
	ast.Inspect(function, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.AssignStmt:
			for i, left := range node.Lhs {
				id, isName := left.(*ast.Ident)
				switch {
				case !isName:
				case s.Info.Defs[id] == variable && len(node.Lhs) == len(node.Rhs):
					value, ok = s.constant(node.Rhs[i])
				case s.Info.Uses[id] == variable:
					isChanged = true
				}
			}
		case *ast.UnaryExpr:
			if id, isName := node.X.(*ast.Ident); isName && node.Op == token.AND && s.Info.Uses[id] == variable {
				isChanged = true
			}
		case *ast.RangeStmt:
			for _, left := range []ast.Expr{node.Key, node.Value} {
				if id, isName := left.(*ast.Ident); isName && s.Info.Uses[id] == variable {
					isChanged = true
				}
			}
		}
		return !isChanged
	})
	return value, ok && !isChanged
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
