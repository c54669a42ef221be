package main

import (
	"go/ast"
	"strconv"
	"strings"
)

// lifecycle is what the APILifecycle methods of a type say.
type lifecycle struct{ introduced, deprecated, removed, replacement string }

// addLifecycles adds the lifecycle of every registered type of package
// k8s.io/api and its siblings, generated methods and hand-written ones alike:
// they are what the API server warns from and drops kinds by.
func (fs *facts) addLifecycles(tree *sourceTree) error {
	for _, row := range fs.of("type", 4) {
		group, version, kind, path := row[0], row[1], row[2], row[3]
		p, err := tree.load(path)
		if err != nil {
			return err
		}
		if l := p.lifecycles()[kind]; l != nil && !strings.HasSuffix(kind, "List") {
			fs.add("lifecycle", group, version, kind, l.introduced, l.deprecated, l.removed, l.replacement)
		}
	}
	return nil
}

// lifecycles reads the methods of all types of the package.
func (p *goPackage) lifecycles() map[string]*lifecycle {
	found := map[string]*lifecycle{}
	for _, f := range p.files {
		for _, decl := range f.Decls {
			method, ok := decl.(*ast.FuncDecl)
			if !ok || method.Recv == nil || !strings.HasPrefix(method.Name.Name, "APILifecycle") || method.Body == nil {
				continue
			}
			receiver := typeName(dereferenced(method.Recv.List[0].Type))
			if found[receiver] == nil {
				found[receiver] = &lifecycle{}
			}
			p.readLifecycle(found[receiver], method, f)
		}
	}
	return found
}

func dereferenced(expr ast.Expr) ast.Expr {
	if star, ok := expr.(*ast.StarExpr); ok {
		return star.X
	}
	return expr
}

func (p *goPackage) readLifecycle(l *lifecycle, method *ast.FuncDecl, f *ast.File) {
	for _, statement := range method.Body.List {
		result, ok := statement.(*ast.ReturnStmt)
		if !ok {
			continue
		}
		switch method.Name.Name {
		case "APILifecycleIntroduced":
			l.introduced = majorMinor(result)
		case "APILifecycleDeprecated":
			l.deprecated = majorMinor(result)
		case "APILifecycleRemoved":
			l.removed = majorMinor(result)
		case "APILifecycleReplacement":
			l.replacement = p.groupVersionKind(result.Results[0], f)
		}
	}
}

// majorMinor reads "return 1, 22".
func majorMinor(result *ast.ReturnStmt) string {
	if len(result.Results) != 2 {
		return ""
	}
	var numbers [2]string
	for i, expr := range result.Results {
		lit, ok := expr.(*ast.BasicLit)
		if !ok {
			return ""
		}
		if _, err := strconv.Atoi(lit.Value); err != nil {
			return ""
		}
		numbers[i] = lit.Value
	}
	return numbers[0] + "." + numbers[1]
}

// groupVersionKind reads schema.GroupVersionKind{Group: "apps", Version: "v1",
// Kind: "Deployment"} as apps/v1/Deployment.
func (p *goPackage) groupVersionKind(expr ast.Expr, f *ast.File) string {
	lit, ok := expr.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	fields := map[string]string{}
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			fields[kv.Key.(*ast.Ident).Name], _ = p.text(kv.Value, f)
		}
	}
	return fields["Group"] + "/" + fields["Version"] + "/" + fields["Kind"]
}
