package golang

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// The packages whose names matter, without the place of vendored copies.
const (
	schemaPackage = "k8s.io/apimachinery/pkg/runtime/schema"
	metaPackage   = "k8s.io/apimachinery/pkg/apis/meta/v1"
	restPackage   = "k8s.io/client-go/rest"
)

// maxConstant is how long a string can be that is put together without types,
// in bytes, and maxParts how many parts it has.
const (
	maxConstant = 1 << 16
	maxParts    = 1 << 10
)

// constantsOf returns the values of the constants that a file declares outside
// of functions.
func constantsOf(syntax *ast.File) map[string]ast.Expr {
	constants := map[string]ast.Expr{}
	for _, declaration := range syntax.Decls {
		group, ok := declaration.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			value := spec.(*ast.ValueSpec)
			for i, name := range value.Names {
				if i < len(value.Values) {
					constants[name.Name] = value.Values[i]
				}
			}
		}
	}
	return constants
}

// literalValue puts a constant string together, by the constants of its file.
func literalValue(e ast.Expr, constants map[string]ast.Expr) (string, bool) {
	var text strings.Builder
	parts := 0
	var write func(e ast.Expr) bool
	write = func(e ast.Expr) bool {
		if parts++; parts > maxParts || text.Len() > maxConstant {
			return false
		}
		switch e := e.(type) {
		case *ast.BasicLit:
			value, err := strconv.Unquote(e.Value)
			text.WriteString(value)
			return err == nil && e.Kind == token.STRING
		case *ast.ParenExpr:
			return write(e.X)
		case *ast.BinaryExpr:
			return e.Op == token.ADD && write(e.X) && write(e.Y)
		case *ast.Ident:
			value := constants[e.Name]
			return value != nil && write(value)
		}
		return false
	}
	ok := write(e)
	return text.String(), ok
}

// constant returns the value of an expression that is a constant string, or
// the group or version of an API package's SchemeGroupVersion.
func (s *search) constant(e ast.Expr) (string, bool) {
	if e == nil {
		return "", false
	}
	if s.Info != nil {
		if value := s.Info.Types[e].Value; value != nil && value.Kind() == constant.String {
			return constant.StringVal(value), true
		}
	}
	if value, ok := literalValue(e, s.constants); ok {
		return value, true
	}
	return s.partOfVersion(e)
}

// partOfVersion reads v1beta1.SchemeGroupVersion.Group, .Version and .String().
func (s *search) partOfVersion(e ast.Expr) (string, bool) {
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 0 {
		e = call.Fun
	}
	outer, ok := e.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	in := s.versionOf(outer.X)
	if in == nil {
		return "", false
	}
	switch outer.Sel.Name {
	case "Group":
		return in.api.group, in.api.importPath == ""
	case "Version":
		return in.api.version, true
	case "String":
		return in.api.APIVersion(), in.api.importPath == ""
	}
	return "", false
}

// versionOf returns the API package whose SchemeGroupVersion an expression is.
func (s *search) versionOf(e ast.Expr) *imported {
	selector, ok := e.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "SchemeGroupVersion" && selector.Sel.Name != "GroupVersion" {
		return nil
	}
	return s.qualifier(selector)
}

// named returns the package and the name of the type of an expression that
// stands for a value, behind any pointer; without types, of the type that it
// is written with.
func (s *search) named(e ast.Expr, written ast.Expr) (importPath, name string) {
	if s.Info != nil {
		if importPath, name = nameOf(s.Info.TypeOf(e)); name != "" {
			return importPath, name
		}
	}
	switch t := written.(type) {
	case *ast.StarExpr:
		return s.named(nil, t.X)
	case *ast.SelectorExpr:
		return s.pathOf(t.X), t.Sel.Name
	}
	return "", ""
}

// nameOf returns the package and the name of a named type.
func nameOf(t types.Type) (importPath, name string) {
	if t == nil {
		return "", ""
	}
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		return unvendored(named.Obj().Pkg().Path()), named.Obj().Name()
	}
	return "", ""
}

func isNamed(t types.Type, importPath, name string) bool {
	itsPath, itsName := nameOf(t)
	return itsPath == importPath && itsName == name
}

// pathOf returns the path of the package that an expression names, "" for
// anything else.
func (s *search) pathOf(e ast.Expr) string {
	id, ok := e.(*ast.Ident)
	if !ok {
		return ""
	}
	if s.Info == nil {
		return s.names[id.Name]
	}
	if name, ok := s.Info.Uses[id].(*types.PkgName); ok {
		return unvendored(name.Imported().Path())
	}
	return ""
}

// callee returns the package, the receiver's type and the name of what a call
// calls.
func (s *search) callee(call *ast.CallExpr) (importPath, receiver, name string) {
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return "", "", ""
	}
	name = selector.Sel.Name
	if importPath = s.pathOf(selector.X); importPath != "" {
		return importPath, "", name
	}
	if s.Info == nil {
		return "", "", name
	}
	if f, ok := s.Info.Uses[selector.Sel].(*types.Func); ok && f.Pkg() != nil {
		importPath = unvendored(f.Pkg().Path())
		_, receiver = nameOf(s.Info.TypeOf(selector.X))
	}
	return importPath, receiver, name
}
