package main

import (
	"go/ast"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// addGuards adds the storages of kube-apiserver that are installed only when a
// feature gate is on: assignments to storage["resource"] below a condition
// that asks the gate.
func (fs *facts) addGuards(tree *sourceTree) error {
	const registry = "k8s.io/kubernetes/pkg/registry"
	dirs, err := restPackages(tree.dir(registry))
	if err != nil {
		return err
	}
	for _, dir := range dirs {
		p, err := tree.load(registry + "/" + dir)
		if err != nil {
			return err
		}
		for _, f := range p.files {
			for _, decl := range f.Decls {
				if function, ok := decl.(*ast.FuncDecl); ok && function.Body != nil {
					reader := guardReader{facts: fs, p: p, f: f, chosen: map[string][]string{}}
					reader.block(function.Body, reader.begin(function))
				}
			}
		}
	}
	return nil
}

func restPackages(dir string) ([]string, error) {
	var dirs []string
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "rest" {
			below, _ := filepath.Rel(dir, file)
			dirs = append(dirs, filepath.ToSlash(below))
		}
		return err
	})
	return dirs, err
}

// guardReader reads one function of a file.
type guardReader struct {
	facts  *facts
	p      *goPackage
	f      *ast.File
	chosen map[string][]string // variables that hold nil parts unless the gates are on
}

// guarded is where in a function we are.
type guarded struct {
	gv       groupVersion
	resource string
	gates    []string
}

// begin takes the version from a name such as v1beta1Storage, and the group
// from the package of k8s.io/api that the file imports for that version; a
// condition that names both comes later and wins.
func (r guardReader) begin(function *ast.FuncDecl) guarded {
	at := guarded{gv: groupVersion{version: "v1"}}
	if version, ok := strings.CutSuffix(function.Name.Name, "Storage"); ok && apiversion.StabilityOf(version) != apiversion.Unnamed {
		at.gv.version = version
	}
	if strings.HasSuffix(r.p.path, "/core/rest") {
		return at
	}
	for _, path := range importsOf(r.p, "/"+at.gv.version) {
		version := &ast.SelectorExpr{X: ast.NewIdent(importName(r.f, path)), Sel: ast.NewIdent("SchemeGroupVersion")}
		if gv, ok := r.p.groupVersion(version, r.f); ok && strings.HasPrefix(path, "k8s.io/api/") {
			at.gv = gv
		}
	}
	return at
}

// importName is the name by which the file knows an imported package.
func importName(f *ast.File, path string) string {
	for _, spec := range f.Imports {
		if strings.Trim(spec.Path.Value, `"`) == path && spec.Name != nil {
			return spec.Name.Name
		}
	}
	return defaultName(path)
}

func (r guardReader) block(block *ast.BlockStmt, at guarded) {
	for _, statement := range block.List {
		switch s := statement.(type) {
		case *ast.IfStmt:
			r.branch(s, at)
		case *ast.AssignStmt:
			r.assignment(s, at)
		case *ast.BlockStmt:
			r.block(s, at)
		}
	}
}

func (r guardReader) branch(s *ast.IfStmt, at guarded) {
	inside := at
	if init, ok := s.Init.(*ast.AssignStmt); ok && len(init.Rhs) == 1 {
		if resource, ok := r.p.text(init.Rhs[0], r.f); ok {
			inside.resource = resource
		}
	}
	inside.gates = slices.Clone(at.gates)
	r.condition(s.Cond, &inside)
	r.block(s.Body, inside)
	switch other := s.Else.(type) {
	case *ast.BlockStmt:
		r.block(other, at)
		r.choose(s.Body, other, inside.gates)
	case *ast.IfStmt:
		r.branch(other, at)
	}
}

// choose notes the variables that the branch behind the gates makes whole and
// the other branch makes with nil arguments: what stands below a later
// "variable.Part != nil" waits for the gates too.
func (r guardReader) choose(behind, other *ast.BlockStmt, gates []string) {
	without := assignedCalls(other)
	for name, call := range assignedCalls(behind) {
		if len(gates) > 0 && !passesNil(call) && without[name] != nil && passesNil(without[name]) {
			r.chosen[name] = gates
		}
	}
}

// assignedCalls maps each variable that a block sets from a call to the call.
func assignedCalls(block *ast.BlockStmt) map[string]*ast.CallExpr {
	calls := map[string]*ast.CallExpr{}
	for _, statement := range block.List {
		s, ok := statement.(*ast.AssignStmt)
		if !ok || len(s.Rhs) != 1 {
			continue
		}
		variable, isVariable := s.Lhs[0].(*ast.Ident)
		if call, ok := s.Rhs[0].(*ast.CallExpr); ok && isVariable {
			calls[variable.Name] = call
		}
	}
	return calls
}

func passesNil(call *ast.CallExpr) bool { return slices.ContainsFunc(call.Args, isNil) }

func isNil(expr ast.Expr) bool {
	id, ok := expr.(*ast.Ident)
	return ok && id.Name == "nil"
}

// condition reads gates that must be on, and the resource whose enabling is
// asked, from a conjunction.
func (r guardReader) condition(cond ast.Expr, at *guarded) {
	switch c := cond.(type) {
	case *ast.BinaryExpr:
		switch part, isPart := c.X.(*ast.SelectorExpr); {
		case c.Op == token.LAND:
			r.condition(c.X, at)
			r.condition(c.Y, at)
		case c.Op == token.NEQ && isPart && isNil(c.Y):
			at.gates = append(at.gates, r.chosen[typeName(part.X)]...)
		}
	case *ast.CallExpr:
		method, ok := c.Fun.(*ast.SelectorExpr)
		if !ok || len(c.Args) != 1 {
			return
		}
		switch method.Sel.Name {
		case "Enabled":
			if gate, ok := r.p.text(c.Args[0], r.f); ok {
				at.gates = append(at.gates, gate)
			}
		case "ResourceEnabled":
			if call, ok := c.Args[0].(*ast.CallExpr); ok {
				if gv, ok := r.p.groupVersion(call.Fun.(*ast.SelectorExpr).X, r.f); ok {
					at.gv = gv
				}
			}
		}
	}
}

func (r guardReader) assignment(s *ast.AssignStmt, at guarded) {
	for _, left := range s.Lhs {
		index, ok := left.(*ast.IndexExpr)
		if !ok || len(at.gates) == 0 {
			continue
		}
		resource, ok := r.key(index.Index, at)
		if !ok {
			continue
		}
		for _, gate := range at.gates {
			r.facts.add("guard", at.gv.group, at.gv.version, strings.ToLower(resource), gate)
		}
	}
}

// key evaluates resource+"/status" with the branch's resource.
func (r guardReader) key(expr ast.Expr, at guarded) (string, bool) {
	switch e := expr.(type) {
	case *ast.Ident:
		if e.Name == "resource" {
			return at.resource, at.resource != ""
		}
	case *ast.BinaryExpr:
		left, okLeft := r.key(e.X, at)
		right, okRight := r.p.text(e.Y, r.f)
		return left + right, okLeft && okRight
	}
	return r.p.text(expr, r.f)
}
