package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// addTypes adds every type that a package below the import path registers in a
// scheme under a version that can be sent or stored.
func (fs *facts) addTypes(tree *sourceTree, importPath string) error {
	paths, err := registeringPackages(tree.dir(importPath), importPath)
	if err != nil {
		return err
	}
	for _, path := range paths {
		p, err := tree.load(path)
		if err != nil {
			return err
		}
		for _, f := range p.files {
			if err := fs.addRegistrations(p, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// registeringPackages lists the packages below a directory that register types.
func registeringPackages(dir, importPath string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if file != dir && isForeign(d.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") || isBulk(d.Name()) {
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(text, []byte("AddKnownType")) {
			return err
		}
		below, err := filepath.Rel(dir, filepath.Dir(file))
		if err != nil {
			return err
		}
		path := strings.TrimSuffix(importPath+"/"+filepath.ToSlash(below), "/.")
		if len(paths) == 0 || paths[len(paths)-1] != path {
			paths = append(paths, path)
		}
		return nil
	})
	return paths, err
}

// isForeign tells of directories whose types belong to tests, samples and
// copies of other modules.
func isForeign(dir string) bool {
	switch dir {
	case "vendor", "third_party", "_output", "staging", "test", "tests", "testing", "testdata", "examples", "example", "example2",
		"fake", "testapigroup", "test_apis", "sample-apiserver", "sample-controller", "code-generator", "_examples", "1.4", "1.5":
		return true
	}
	return strings.HasPrefix(dir, ".")
}

// addRegistrations adds the types named in the file's calls of AddKnownTypes
// and AddKnownTypeWithName. A call that can't be evaluated is an error, unless
// the package registers what its callers name.
func (fs *facts) addRegistrations(p *goPackage, f *ast.File) (err error) {
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 || call.Ellipsis.IsValid() { // optionsTypes... is left to addMetaTypes
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !strings.HasPrefix(method.Sel.Name, "AddKnownType") {
			return true
		}
		if !fs.addRegistration(p, f, method.Sel.Name, call.Args) && !registersForOthers(p.path) {
			err = fmt.Errorf("package %s calls %s in a form that is not understood", p.path, method.Sel.Name)
		}
		return true
	})
	return err
}

func (fs *facts) addRegistration(p *goPackage, f *ast.File, method string, args []ast.Expr) (understood bool) {
	if method == "AddKnownTypeWithName" {
		gv, kind, ok := p.withKind(args[0], f)
		if ok {
			fs.addType(gv, kind, p.path)
		}
		return ok
	}
	gv, ok := p.groupVersion(args[0], f)
	if text, isText := p.text(args[0], f); isText { // "extensions/v1beta1" in 1.1
		gv, ok = splitVersion(text), true
	}
	if !ok {
		return false
	}
	for _, arg := range args[1:] {
		fs.addType(gv, typeName(arg), p.path)
	}
	return true
}

// registersForOthers tells of packages that register under a version that they
// are given.
func registersForOthers(path string) bool {
	switch path[strings.LastIndexByte(path, '/')+1:] {
	case "runtime", "versioned", "metaonly", "generic":
		return true
	}
	return strings.HasSuffix(path, "/apis/meta/v1")
}

func (fs *facts) addType(gv groupVersion, kind, path string) {
	if gv.group != "" && isUnversioned(kind) {
		return // every version may register them; the core ones stand for all
	}
	if gv.version == internalVersion || gv.version == "" || kind == "" || gv.group == "etcd.database.coreos.com" {
		return // the last is the etcd operator's, registered by kubeadm of 1.9 and 1.10
	}
	fs.add("type", gv.group, gv.version, kind, path)
}

func isUnversioned(kind string) bool {
	switch kind {
	case "CreateOptions", "DeleteOptions", "ExportOptions", "GetOptions", "ListOptions", "PatchOptions", "Status", "UpdateOptions":
		return true
	}
	return false
}

// typeName is the T of &T{} and &p.T{}.
func typeName(expr ast.Expr) string {
	if u, ok := expr.(*ast.UnaryExpr); ok {
		expr = u.X
	}
	if c, ok := expr.(*ast.CompositeLit); ok {
		expr = c.Type
	}
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// withKind evaluates gv.WithKind("Kind") and schema.GroupVersionKind{…}.
func (p *goPackage) withKind(expr ast.Expr, f *ast.File) (gv groupVersion, kind string, ok bool) {
	if k, err := parseKey(p.groupVersionKind(expr, f)); err == nil {
		return k.gv(), k.kind, true
	}
	call, ok := expr.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return gv, "", false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "WithKind" {
		return gv, "", false
	}
	gv, okVersion := p.groupVersion(method.X, f)
	kind, okKind := p.text(call.Args[0], f)
	return gv, kind, okVersion && okKind
}

// addRegistered adds the versions that the install packages of a server add
// to its scheme, and the core version v1, which carries the unversioned types
// in every scheme.
func (fs *facts) addRegistered(tree *sourceTree, server string, installs []string) error {
	fs.add("registered", server, "", "v1")
	for _, path := range installs {
		p, err := tree.load(path)
		if err != nil {
			return err
		}
		for _, f := range p.files {
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok || s.Sel.Name != "AddToScheme" && s.Sel.Name != "SchemeGroupVersion" {
					return true
				}
				version := &ast.SelectorExpr{X: s.X, Sel: ast.NewIdent("SchemeGroupVersion")}
				if gv, ok := p.groupVersion(version, f); ok && gv.version != internalVersion {
					fs.add("registered", server, gv.group, gv.version)
				}
				return true
			})
		}
	}
	return nil
}

// importsOf lists what the files of a package import, for the packages whose
// only content are imports.
func importsOf(p *goPackage, suffix string) []string {
	var paths []string
	for _, f := range p.files {
		for _, spec := range f.Imports {
			if path := strings.Trim(spec.Path.Value, `"`); strings.HasSuffix(path, suffix) {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// addMetaTypes adds the types of apimachinery's meta/v1 that every scheme
// carries under the core version: options, Status, WatchEvent and discovery.
func (fs *facts) addMetaTypes(tree *sourceTree) error {
	const path = "k8s.io/apimachinery/pkg/apis/meta/v1"
	p, err := tree.load(path)
	if err != nil {
		return err
	}
	core := groupVersion{"", "v1"}
	fs.addType(core, "WatchEvent", path)
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && typeName(call.Fun) == "AddUnversionedTypes" && !call.Ellipsis.IsValid() {
				for _, arg := range call.Args[1:] {
					fs.addType(core, typeName(arg), path)
				}
			}
			return true
		})
	}
	if options, ok := p.values["optionsTypes"].expr.(*ast.CompositeLit); ok {
		for _, elt := range options.Elts {
			fs.addType(core, typeName(elt), path)
		}
	}
	return nil
}
