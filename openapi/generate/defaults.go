package main

import (
	"cmp"
	"fmt"
	"go/ast"
)

// addDefaults adds what DefaultAPIResourceConfigSource of a server switches on
// and off. Functions that it calls in its own package are followed.
func (fs *facts) addDefaults(p *goPackage, server string) error {
	before := len(fs.lines)
	err := fs.addDefaultsOf(p, server, "DefaultAPIResourceConfigSource", map[string]bool{})
	if err != nil {
		return err
	}
	if len(fs.lines) == before {
		return fmt.Errorf("package %s has no DefaultAPIResourceConfigSource: look where it went", p.path)
	}
	return nil
}

func (fs *facts) addDefaultsOf(p *goPackage, server, function string, seen map[string]bool) (err error) {
	if seen[function] {
		return nil
	}
	seen[function] = true
	for _, f := range p.files {
		for _, decl := range f.Decls {
			d, ok := decl.(*ast.FuncDecl)
			if !ok || d.Recv != nil || d.Name.Name != function || d.Body == nil {
				continue
			}
			ast.Inspect(d.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					err = cmp.Or(err, fs.addDefaultCall(p, f, server, call, seen))
				}
				return true
			})
		}
	}
	return err
}

// addDefaultCall reads one call of EnableVersions, DisableVersions,
// EnableResources or DisableResources, whose arguments are versions or
// resources or a variable that lists them.
func (fs *facts) addDefaultCall(p *goPackage, f *ast.File, server string, call *ast.CallExpr, seen map[string]bool) error {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fs.addDefaultsOf(p, server, fun.Name, seen)
	case *ast.SelectorExpr:
		word := map[string]string{
			"EnableVersions": "enabled", "EnableResources": "enabled",
			"DisableVersions": "disabled", "DisableResources": "disabled",
		}[fun.Sel.Name]
		if word == "" {
			return nil
		}
		for _, arg := range call.Args {
			if err := fs.addDefault(p, f, server, word, arg); err != nil {
				return err
			}
		}
	}
	return nil
}

func (fs *facts) addDefault(p *goPackage, f *ast.File, server, word string, arg ast.Expr) error {
	if q, v, ok := p.lookup(arg, f); ok {
		if list, ok := v.expr.(*ast.CompositeLit); ok && isSlice(list) {
			for _, elt := range list.Elts {
				if err := fs.addDefault(q, v.file, server, word, elt); err != nil {
					return err
				}
			}
			return nil
		}
	}
	if gv, ok := p.groupVersion(arg, f); ok {
		fs.add(word, server, gv.group, gv.version)
		return nil
	}
	if gv, resource, ok := p.withResource(arg, f); ok {
		fs.add(word, server, gv.group, gv.version, resource)
		return nil
	}
	return fmt.Errorf("package %s: an argument of what is %s is of a form that is not understood: %T", p.path, word, arg)
}

func isSlice(list *ast.CompositeLit) bool {
	_, ok := list.Type.(*ast.ArrayType)
	return ok
}

// withResource evaluates gv.WithResource("resource").
func (p *goPackage) withResource(expr ast.Expr, f *ast.File) (gv groupVersion, resource string, ok bool) {
	call, ok := expr.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return gv, "", false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "WithResource" {
		return gv, "", false
	}
	gv, okVersion := p.groupVersion(method.X, f)
	resource, okResource := p.text(call.Args[0], f)
	return gv, resource, okVersion && okResource
}
