package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// tools are the modules, beside those of Kubernetes, whose config kinds are in
// the catalog, and the packages that tell which kinds they read.
var tools = map[string]struct{ module, kinds string }{
	"kind":      {"sigs.k8s.io/kind", "pkg"},
	"kustomize": {"sigs.k8s.io/kustomize/api", "types"},
	"kyaml":     {"sigs.k8s.io/kustomize/kyaml", "kio"},
}

// fetchTool writes which kinds one version of a tool reads.
func fetchTool(dir, tool, version string) error {
	source, ok := tools[tool]
	if !ok {
		return fmt.Errorf("no tool is called %q: name kind, kustomize or kyaml", tool)
	}
	m, err := download(source.module, version)
	if err != nil {
		return err
	}
	tree := &sourceTree{roots: []root{{m.Path, m.Dir}}, packages: map[string]*goPackage{}}
	fs := &facts{release: version}
	fs.add("module", m.Path, m.Version, m.Sum)
	switch tool {
	case "kind":
		err = fs.addKindKinds(tree)
	case "kustomize":
		err = fs.addPairedKinds(tree, source.module+"/"+source.kinds, "Version")
	case "kyaml":
		err = fs.addPairedKinds(tree, source.module+"/"+source.kinds, "APIVersion")
	}
	if err != nil {
		return err
	}
	if len(fs.of("type", 4)) == 0 {
		return fmt.Errorf("%s@%s reads no kind: look where it says so now", m.Path, version)
	}
	return fs.write(filepath.Join(dir, tool+"@"+version+".tsv"))
}

// addKindKinds reads the kinds that kind takes: until 0.5 from the registered
// types, later from the switch over apiVersion in its loader.
func (fs *facts) addKindKinds(tree *sourceTree) error {
	if err := fs.addTypes(tree, "sigs.k8s.io/kind/pkg"); err != nil {
		return err
	}
	p, err := tree.load("sigs.k8s.io/kind/pkg/internal/apis/config/encoding")
	if err != nil {
		return err
	}
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			c, ok := n.(*ast.CaseClause)
			if !ok || len(c.List) != 1 {
				return true
			}
			if apiVersion, ok := p.text(c.List[0], f); ok && strings.Contains(apiVersion, "/") {
				group, version, _ := strings.Cut(apiVersion, "/")
				fs.addType(groupVersion{group, version}, comparedKind(c), p.path)
			}
			return true
		})
	}
	return nil
}

// comparedKind is the "Cluster" of if tm.Kind != "Cluster".
func comparedKind(c *ast.CaseClause) (kind string) {
	ast.Inspect(c, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && typeName(b.X) == "Kind" {
			if lit, ok := b.Y.(*ast.BasicLit); ok {
				kind, _ = strconv.Unquote(lit.Value)
			}
		}
		return kind == ""
	})
	return kind
}

// addPairedKinds reads the pairs of constants that a package names alike:
// KustomizationVersion and KustomizationKind in kustomize's api,
// ResourceListAPIVersion and ResourceListKind in kyaml.
func (fs *facts) addPairedKinds(tree *sourceTree, path, suffix string) error {
	p, err := tree.load(path)
	if err != nil {
		return err
	}
	for name, v := range p.values {
		prefix, ok := strings.CutSuffix(name, suffix)
		kind, hasKind := p.values[prefix+"Kind"]
		if !ok || !hasKind {
			continue
		}
		apiVersion, _ := p.text(v.expr, v.file)
		text, _ := p.text(kind.expr, kind.file)
		if group, version, ok := strings.Cut(apiVersion, "/"); ok {
			fs.addType(groupVersion{group, version}, text, p.path)
		}
	}
	return nil
}

// mergeTools adds the kinds of the tools. They are present in all releases of
// Kubernetes; the column tool says which versions of the tool read them.
func (m *merged) mergeTools(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*@*.tsv"))
	if err != nil {
		return err
	}
	slices.SortFunc(files, byToolVersion)
	newest := map[string]string{}
	for _, file := range files {
		tool, version := toolVersion(file)
		newest[tool] = version
		fs, err := readFacts(file)
		if err != nil {
			return err
		}
		for _, f := range fs.of("type", 4) {
			r := m.row(key{f[0], f[1], f[2]})
			r.present = ^apiversion.ReleaseSet(0)
			if r.tool == "" {
				r.tool, r.readFrom = tool, version
			}
			r.readUntil = version
		}
	}
	for _, r := range m.rows {
		if r.tool != "" && r.readUntil == newest[r.tool] {
			r.readUntil = ""
		}
	}
	return nil
}

// toolVersion reads the name of a facts file, kind@v0.7.0.tsv.
func toolVersion(file string) (tool, version string) {
	tool, version, _ = strings.Cut(strings.TrimSuffix(filepath.Base(file), ".tsv"), "@")
	return tool, version
}

func byToolVersion(a, b string) int {
	toolA, versionA := toolVersion(a)
	toolB, versionB := toolVersion(b)
	return cmp.Or(strings.Compare(toolA, toolB), slices.Compare(numbers(versionA), numbers(versionB)))
}

// numbers reads v0.10.1 as 0, 10, 1.
func numbers(version string) []int {
	var ns []int
	for part := range strings.SplitSeq(strings.TrimPrefix(version, "v"), ".") {
		n, _ := strconv.Atoi(part)
		ns = append(ns, n)
	}
	return ns
}
