package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// versionSource is the code that gives one version of a group its meaning: by
// function, with the version's own name taken out.
type versionSource struct {
	group     string // the directory of the group
	functions map[string]string
}

// groupRoots are where the code of versions lies, by how the names of their
// definitions begin.
var groupRoots = []struct{ definitions, packages string }{
	{"io.k8s.api.", "k8s.io/kubernetes/pkg/apis/"},
	{"io.k8s.apiextensions-apiserver.pkg.apis.", "k8s.io/apiextensions-apiserver/pkg/apis/"},
	{"io.k8s.kube-aggregator.pkg.apis.", "k8s.io/kube-aggregator/pkg/apis/"},
}

// source returns the code of the version that a definition belongs to, nil if
// nobody can tell where it lies.
func (c *comparison) source(name string) (*versionSource, error) {
	for _, root := range groupRoots {
		rest, found := strings.CutPrefix(name, root.definitions)
		parts := strings.Split(rest, ".")
		if !found || len(parts) != 3 {
			continue
		}
		path := root.packages + parts[0] + "/" + parts[1]
		if c.sources[path] != nil {
			return c.sources[path], nil
		}
		dir := c.tree.dir(path)
		if !isDir(dir) {
			return nil, nil
		}
		s := &versionSource{group: parts[0], functions: map[string]string{}}
		c.sources[path] = s
		return s, s.read(dir, parts[0], parts[1])
	}
	return nil, nil
}

// read reads the functions of a package that set defaults, and the conversions
// that were written by hand.
func (s *versionSource) read(dir, group, version string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range files {
		base := filepath.Base(name)
		if strings.HasSuffix(base, "_test.go") || isBulk(base) && base != "zz_generated.defaults.go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		renameVersion(file, group, version)
		ast.Inspect(file, evenPointers)
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv != nil {
				continue
			}
			s.functions[f.Name.Name] = strings.Join(strings.Fields(textOf(f)), " ")
		}
	}
	return nil
}

// renameVersion takes the version's name out of a file: out of the names of
// the packages that hold its types, and out of the names of functions. Other
// packages are called by their paths, whatever the file calls them.
func renameVersion(file *ast.File, group, version string) {
	names := map[string]string{}
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		name := defaultName(path)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if names[name] = path; strings.HasSuffix(path, "/"+group+"/"+version) {
			names[name] = "versioned"
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok && names[id.Name] != "" {
				id.Name = names[id.Name]
			}
		case *ast.Ident:
			n.Name = strings.ReplaceAll(n.Name, "_"+version+"_", "_versioned_")
		}
		return true
	})
}

// evenPointers writes pointers to new values in one way, whatever function
// makes them: p = pointer(v).
func evenPointers(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		if selector, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) == 1 {
			if path := nameOf(selector.X); strings.HasSuffix(path, "/pointer") || strings.HasSuffix(path, "/ptr") {
				n.Fun = ast.NewIdent("pointer")
			}
		}
	case *ast.BlockStmt:
		n.List = evenAssignments(n.List)
	}
	return true
}

// evenAssignments joins "p = new(T)" and "*p = v", and gives "p = new(bool)" the
// value that it has.
func evenAssignments(list []ast.Stmt) []ast.Stmt {
	var out []ast.Stmt
	for _, statement := range list {
		assign, ok := statement.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != 1 {
			out = append(out, statement)
			continue
		}
		if star, ok := assign.Lhs[0].(*ast.StarExpr); ok && len(out) > 0 {
			if before, ok := out[len(out)-1].(*ast.AssignStmt); ok && isNew(before.Rhs[0]) != "" && textOf(before.Lhs[0]) == textOf(star.X) {
				before.Rhs[0] = pointerTo(assign.Rhs[0])
				continue
			}
		}
		out = append(out, statement)
	}
	for _, statement := range out {
		if assign, ok := statement.(*ast.AssignStmt); ok && isNew(assign.Rhs[0]) == "bool" {
			assign.Rhs[0] = pointerTo(ast.NewIdent("false"))
		}
	}
	return out
}

// isNew returns the type T of new(T), "" for anything else.
func isNew(expr ast.Expr) string {
	call, ok := expr.(*ast.CallExpr)
	if !ok || nameOf(call.Fun) != "new" || len(call.Args) != 1 {
		return ""
	}
	return nameOf(call.Args[0])
}

func pointerTo(value ast.Expr) ast.Expr {
	return &ast.CallExpr{Fun: ast.NewIdent("pointer"), Args: []ast.Expr{value}}
}

func textOf(node any) string {
	var text strings.Builder
	if err := printer.Fprint(&text, token.NewFileSet(), node); err != nil {
		return ""
	}
	return text.String()
}

// equal tells whether two versions treat the types alike.
func (s *versionSource) equal(other *versionSource, types map[string]bool) bool {
	for _, a := range []struct{ one, two *versionSource }{{s, other}, {other, s}} {
		for name, text := range a.one.functions {
			if concerns(name, types) && a.two.functions[name] != text {
				return false
			}
		}
	}
	return true
}

// concerns tells whether a function sets the defaults of one of the types, or
// converts it.
func concerns(name string, types map[string]bool) bool {
	for _, prefix := range []string{"SetDefaults_", "SetObjectDefaults_"} {
		if of, found := strings.CutPrefix(name, prefix); found {
			return types[of]
		}
	}
	rest, found := strings.CutPrefix(name, "Convert_")
	from, to, both := strings.Cut(rest, "_To_")
	return found && both && (types[lastWord(from)] || types[lastWord(to)])
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, '_')+1:] }

// askingStrategies finds the strategies in pkg/registry that ask which version
// a request is of, by the directory of the group; each is named by its own
// directory. How objects are deleted when nobody says how is no matter of what
// they mean.
func askingStrategies(root string) (map[string][]string, error) {
	asking := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(text, []byte("RequestInfoFrom(")) {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, name)
		group, rest, _ := strings.Cut(filepath.ToSlash(below), "/")
		resource, _, _ := strings.Cut(rest, "/")
		if asksForVersion(file) {
			asking[group] = append(asking[group], resource)
		}
		return err
	})
	return asking, err
}

func asksForVersion(file *ast.File) bool {
	return slices.ContainsFunc(file.Decls, func(decl ast.Decl) bool {
		f, ok := decl.(*ast.FuncDecl)
		return ok && f.Name.Name != "DefaultGarbageCollectionPolicy" && usesVersion(f)
	})
}

// usesVersion tells whether a function takes the version out of what
// RequestInfoFrom gives it, or hands that on.
func usesVersion(f *ast.FuncDecl) bool {
	info, uses := "", false
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if call, ok := n.Rhs[0].(*ast.CallExpr); ok && nameOf(call.Fun) == "RequestInfoFrom" {
				info = nameOf(n.Lhs[0])
			}
		case *ast.SelectorExpr:
			uses = uses || info != "" && nameOf(n.X) == info && n.Sel.Name == "APIVersion"
		case *ast.CallExpr:
			uses = uses || info != "" && slices.ContainsFunc(n.Args, func(arg ast.Expr) bool { return nameOf(arg) == info })
		case *ast.ReturnStmt:
			uses = uses || slices.ContainsFunc(n.Results, func(e ast.Expr) bool { return nameOf(e) == "RequestInfoFrom" || info != "" && nameOf(e) == info })
		}
		return true
	})
	return uses
}

// nameOf is the last name of an expression that is a name, a name in a package,
// or a call of one.
func nameOf(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.CallExpr:
		return nameOf(e.Fun)
	}
	return ""
}

// asks tells whether a strategy of the kind asks for the version. Events are
// kept by the core group; where directories aren't named after kinds, all of a
// group counts.
func (c *comparison) asks(group, kind string) bool {
	if kind == "Event" {
		group = "core"
	}
	return slices.ContainsFunc(c.asking[group], func(resource string) bool {
		known := slices.ContainsFunc(c.kindNames(), func(name string) bool { return name == resource })
		return resource == strings.ToLower(kind) || !known
	})
}

// kindNames lists the kinds of the release in lower case.
func (c *comparison) kindNames() []string {
	var names []string
	for k := range c.names {
		names = append(names, strings.ToLower(k.kind))
	}
	return names
}
