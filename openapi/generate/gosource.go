package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// sourceTree finds Go packages by their import path in the directories of
// downloaded modules.
type sourceTree struct {
	roots    []root // longest path first
	packages map[string]*goPackage
}

// root says that the packages below the import path lie below dir.
type root struct{ path, dir string }

// dir is the directory of a package, "" if no root holds it.
func (t *sourceTree) dir(importPath string) string {
	for _, r := range t.roots {
		if importPath == r.path {
			return r.dir
		}
		if rest, ok := strings.CutPrefix(importPath, r.path+"/"); ok {
			return filepath.Join(r.dir, filepath.FromSlash(rest))
		}
	}
	return ""
}

// goPackage is the syntax of one package, tests left out.
type goPackage struct {
	path   string
	files  []*ast.File
	values map[string]value // constants and variables of the package's top level
	tree   *sourceTree
}

// value is the expression that a name was declared with, and where.
type value struct {
	expr ast.Expr
	file *ast.File
}

// load parses a package; a package that the modules don't hold is empty.
func (t *sourceTree) load(importPath string) (*goPackage, error) {
	if p := t.packages[importPath]; p != nil {
		return p, nil
	}
	p := &goPackage{path: importPath, values: map[string]value{}, tree: t}
	t.packages[importPath] = p
	dir := t.dir(importPath)
	if dir == "" {
		return p, nil
	}
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return p, nil
	} else if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") || isBulk(e.Name()) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, e.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("read package %s: %w", importPath, err)
		}
		p.files = append(p.files, f)
		p.declare(f)
	}
	return p, nil
}

// isBulk tells of generated files that are large and hold no fact we read.
func isBulk(name string) bool {
	switch name {
	case "generated.pb.go", "generated.protomessage.pb.go", "types_swagger_doc_generated.go",
		"zz_generated.deepcopy.go", "zz_generated.conversion.go", "zz_generated.defaults.go",
		"zz_generated.model_name.go", "zz_generated.validations.go", "types.generated.go":
		return true
	}
	return false
}

func (p *goPackage) declare(f *ast.File) {
	for _, decl := range f.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			for i, n := range v.Names {
				if i < len(v.Values) {
					p.values[n.Name] = value{v.Values[i], f}
				}
			}
		}
	}
}

// imported is the import path that name stands for in the file.
func imported(f *ast.File, name string) string {
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		if spec.Name != nil && spec.Name.Name == name || spec.Name == nil && defaultName(path) == name {
			return path
		}
	}
	return ""
}

// defaultName is the name of a package by its import path: the last element,
// which in Kubernetes' modules is always the package's name.
func defaultName(path string) string {
	return path[strings.LastIndexByte(path, '/')+1:]
}

// lookup follows a name, or a name in an imported package, to the expression
// it was declared with.
func (p *goPackage) lookup(expr ast.Expr, f *ast.File) (*goPackage, value, bool) {
	switch e := expr.(type) {
	case *ast.Ident:
		v, ok := p.values[e.Name]
		return p, v, ok
	case *ast.SelectorExpr:
		x, ok := e.X.(*ast.Ident)
		if !ok {
			return nil, value{}, false
		}
		path := imported(f, x.Name)
		if path == "" {
			return nil, value{}, false
		}
		q, err := p.tree.load(path)
		if err != nil {
			return nil, value{}, false
		}
		v, ok := q.values[e.Sel.Name]
		return q, v, ok
	}
	return nil, value{}, false
}

// text evaluates a constant string expression.
func (p *goPackage) text(expr ast.Expr, f *ast.File) (string, bool) {
	switch e := expr.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, okLeft := p.text(e.X, f)
		right, okRight := p.text(e.Y, f)
		return left + right, okLeft && okRight && e.Op == token.ADD
	case *ast.CallExpr: // a conversion
		if len(e.Args) == 1 {
			return p.text(e.Args[0], f)
		}
		return "", false
	case *ast.ParenExpr:
		return p.text(e.X, f)
	}
	if selector, ok := expr.(*ast.SelectorExpr); ok && (selector.Sel.Name == "Group" || selector.Sel.Name == "Version") {
		if gv, ok := p.groupVersion(selector.X, f); ok {
			if selector.Sel.Name == "Group" {
				return gv.group, true
			}
			return gv.version, true
		}
	}
	q, v, ok := p.lookup(expr, f)
	if !ok {
		// runtime.APIVersionInternal, whose module need not be read for this.
		selector, isSelector := expr.(*ast.SelectorExpr)
		return internalVersion, isSelector && selector.Sel.Name == "APIVersionInternal"
	}
	return q.text(v.expr, v.file)
}

// internalVersion is the version of the types that no one sends or stores.
const internalVersion = "__internal"

// groupVersion evaluates an expression of type schema.GroupVersion.
func (p *goPackage) groupVersion(expr ast.Expr, f *ast.File) (groupVersion, bool) {
	if lit, ok := expr.(*ast.CompositeLit); ok {
		fields := map[string]string{}
		for i, elt := range lit.Elts {
			key, valueExpr := []string{"Group", "Version"}[i%2], elt
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				key, valueExpr = kv.Key.(*ast.Ident).Name, kv.Value
			}
			text, ok := p.text(valueExpr, f)
			if !ok {
				return groupVersion{}, false
			}
			fields[key] = text
		}
		return groupVersion{fields["Group"], fields["Version"]}, true
	}
	q, v, ok := p.lookup(expr, f)
	if !ok {
		return groupVersion{}, false
	}
	return q.groupVersion(v.expr, v.file)
}

// groupVersion is a group and a version of it.
type groupVersion struct{ group, version string }

func (gv groupVersion) String() string { return gv.group + "/" + gv.version }

// splitVersion reads an apiVersion.
func splitVersion(apiVersion string) groupVersion {
	group, version, ok := strings.Cut(apiVersion, "/")
	if !ok {
		return groupVersion{version: apiVersion}
	}
	return groupVersion{group, version}
}
