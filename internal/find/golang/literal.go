package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/apilint/apilint/internal/reference"
)

// fieldsInOrder are the fields of the types that name an API by group and
// version, in the order in which they are declared.
var fieldsInOrder = map[string][]string{
	"GroupVersionKind":         {"Group", "Version", "Kind"},
	"GroupVersionResource":     {"Group", "Version", "Resource"},
	"GroupVersion":             {"Group", "Version"},
	"GroupVersionForDiscovery": {"GroupVersion", "Version"},
	"APIResource":              {"Name", "SingularName", "Namespaced", "Group", "Version", "Kind"},
}

// composite finds the APIs that composite literals name.
func (s *search) composite(lit *ast.CompositeLit) {
	importPath, name := s.named(lit, s.writtenType(lit))
	switch {
	case name == "HTTPGetAction":
		s.probe(lit)
	case fieldsInOrder[name] != nil && (importPath == schemaPackage || importPath == metaPackage):
		s.identifier(lit, name)
	case strings.HasPrefix(importPath, "k8s.io/") || s.hasVersionField(lit):
		s.typed(lit)
	case importPath == "":
		s.mapping(lit)
	}
}

// writtenType is the type that a composite literal is written with, be it by
// the literal around it.
func (s *search) writtenType(lit *ast.CompositeLit) ast.Expr {
	if lit.Type != nil {
		return lit.Type
	}
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.KeyValueExpr:
		case *ast.CompositeLit:
			switch t := parent.Type.(type) {
			case *ast.ArrayType:
				return t.Elt
			case *ast.MapType:
				return t.Value
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}

// fields returns the values of a composite literal by the names of its fields.
func fields(lit *ast.CompositeLit, inOrder []string) map[string]ast.Expr {
	values := map[string]ast.Expr{}
	for i, element := range lit.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				values[key.Name] = pair.Value
			}
		} else if i < len(inOrder) {
			values[inOrder[i]] = element
		}
	}
	return values
}

// identifier finds the API of a GroupVersionKind and its like.
func (s *search) identifier(lit *ast.CompositeLit, name string) {
	values := fields(lit, fieldsInOrder[name])
	if name == "GroupVersionForDiscovery" {
		if whole, ok := s.constant(values["GroupVersion"]); ok {
			s.yield(s.spanOf(values["GroupVersion"]), &reference.API{Context: reference.Identifier, APIVersion: whole})
		}
		return
	}
	version, ok := s.constant(values["Version"])
	if !ok || version == "" || s.onlyGroup(lit) || name == "GroupVersion" && s.isOwnVersion() {
		return
	}
	group, ok := s.constant(values["Group"])
	if !ok && values["Group"] != nil {
		return
	}
	api := &reference.API{Context: reference.Identifier, APIVersion: joinVersion(group, version)}
	switch name {
	case "GroupVersionKind":
		api.Kind, _ = s.constant(values["Kind"])
	case "GroupVersionResource":
		api.Resource, _ = s.constant(values["Resource"])
	case "APIResource":
		api.Resource, _ = s.constant(values["Name"])
	}
	if values["Kind"] != nil {
		api.KindSpan = s.spanOf(values["Kind"])
	}
	s.yield(s.spanOf(values["Version"]), api)
}

// isOwnVersion tells whether the literal at hand is the group and version that
// the package defines an API for: a variable of a package that registers its
// types with schemes.
func (s *search) isOwnVersion() bool {
	for _, node := range s.stack {
		switch node.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return false
		}
	}
	for _, name := range []string{"AddToScheme", "SchemeBuilder", "localSchemeBuilder"} {
		if s.Types != nil && s.Types.Scope().Lookup(name) != nil {
			return true
		}
	}
	return s.Types == nil && len(s.imports) == 0
}

// hasVersionField tells whether a literal sets the APIVersion of a type of
// Kubernetes that its own type embeds.
func (s *search) hasVersionField(lit *ast.CompositeLit) bool {
	for _, element := range lit.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "APIVersion" {
				return s.isVersionField(key)
			}
		}
	}
	return false
}

// isVersionField tells whether a name is that of a field APIVersion of a type
// of Kubernetes.
func (s *search) isVersionField(name *ast.Ident) bool {
	if name.Name != "APIVersion" || s.Info == nil {
		return false
	}
	field, ok := s.Info.Uses[name].(*types.Var)
	return ok && field.IsField() && field.Pkg() != nil && strings.HasPrefix(unvendored(field.Pkg().Path()), "k8s.io/")
}

// typed finds the APIVersion of a TypeMeta, an ObjectReference and their like.
func (s *search) typed(lit *ast.CompositeLit) {
	values := fields(lit, nil)
	version, ok := s.constant(values["APIVersion"])
	if !ok || version == "" {
		return
	}
	api := &reference.API{Context: reference.Object, APIVersion: version}
	if _, name := s.named(lit, s.writtenType(lit)); name != "TypeMeta" {
		api.Context = reference.Field
	} else if api.Group() == "" && s.isInPrivate() {
		return
	}
	s.withKind(api, values["Kind"])
	s.yield(s.spanOf(values["APIVersion"]), api)
}

// withKind adds the kind to an API, if it is a constant.
func (s *search) withKind(api *reference.API, kind ast.Expr) {
	if value, ok := s.constant(kind); ok {
		api.Kind, api.KindSpan = value, s.spanOf(kind)
	}
}

// mapping finds the API of an object that is written as a map.
func (s *search) mapping(lit *ast.CompositeLit) {
	if t, ok := s.writtenType(lit).(*ast.MapType); !ok && t == nil {
		return
	}
	var version, kind ast.Expr
	for _, element := range lit.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch key, _ := s.constant(pair.Key); key {
		case "apiVersion":
			version = pair.Value
		case "kind":
			kind = pair.Value
		}
	}
	value, ok := s.constant(version)
	if !ok || value == "" || kind == nil {
		return
	}
	api := &reference.API{Context: reference.Object, APIVersion: value}
	s.withKind(api, kind)
	s.yield(s.spanOf(version), api)
}

// assignment finds object.APIVersion = "policy/v1beta1".
func (s *search) assignment(node *ast.AssignStmt) {
	if len(node.Lhs) != len(node.Rhs) || node.Tok != token.ASSIGN {
		return
	}
	for i, left := range node.Lhs {
		selector, ok := left.(*ast.SelectorExpr)
		if !ok || !s.isVersionField(selector.Sel) {
			continue
		}
		if value, ok := s.constant(node.Rhs[i]); ok && value != "" && (strings.Contains(value, "/") || !s.isPrivate(selector.X)) {
			api := &reference.API{Context: reference.Object, APIVersion: value}
			api.Kind = s.assignedBeside(selector)
			s.yield(s.spanOf(node.Rhs[i]), api)
		}
	}
}
