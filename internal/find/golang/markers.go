package golang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// resource is a type of which controller-gen makes a version of a
// CustomResourceDefinition.
//
// Source: sigs.k8s.io/controller-tools/pkg/crd/markers.
type resource struct {
	name                          *ast.Ident
	plural, approval, warning     string
	isCluster, storage            bool
	unserved, skipped, deprecated bool
}

// marker matches a marker of kubebuilder.
var marker = regexp.MustCompile(`^// *\+kubebuilder:([a-z:]+)(?::|=)?(.*)$`)

// definitions finds the CustomResourceDefinitions that a file of an API's own
// package makes a version of.
func (s *search) definitions(syntax *ast.File) {
	if s.Types == nil || !strings.Contains(string(s.source.Data), "+kubebuilder:") {
		return
	}
	api := s.apiOf(s.Types.Path(), s.Types)
	if api == nil || api.isClient || api.short || api.importPath != "" {
		return
	}
	for _, r := range resourcesIn(syntax) {
		if r.skipped {
			continue
		}
		crd := &reference.CustomResourceDefinition{
			APIVersion: "apiextensions.k8s.io/v1", Group: api.group, Kind: r.name.Name, ListKind: r.name.Name + "List",
			Plural: r.plural, Namespaced: !r.isCluster, Approval: r.approval, IsPart: true,
			Versions: append(s.siblings(syntax, r.name.Name), r.version(api.version, s.spanOf(r.name))),
		}
		if len(crd.Versions) == 1 {
			crd.Versions[0].Storage = true
		}
		slices.SortFunc(crd.Versions, func(a, b reference.CRDVersion) int { return apiversion.Compare(b.Name, a.Name) })
		s.References = append(s.References, reference.Reference{Span: s.spanOf(r.name), Confidence: source.High, Subject: crd})
	}
}

func (r *resource) version(name string, span source.Span) reference.CRDVersion {
	return reference.CRDVersion{Name: name, Span: span, Served: !r.unserved, ServedSpan: span, Storage: r.storage, Deprecated: r.deprecated, Warning: r.warning}
}

// resourcesIn returns the types of a file that are marked as resources.
func resourcesIn(syntax *ast.File) []*resource {
	var all []*resource
	before := syntax.Name.End()
	for _, declaration := range syntax.Decls {
		if group, ok := declaration.(*ast.GenDecl); ok && group.Tok == token.TYPE && len(group.Specs) == 1 {
			spec := group.Specs[0].(*ast.TypeSpec)
			if r := resourceOf(syntax, spec, before); r != nil {
				all = append(all, r)
			}
		}
		before = declaration.End()
	}
	return all
}

// resourceOf reads the markers of a type: those between it and what is declared
// before it. It is nil for what is no resource.
func resourceOf(syntax *ast.File, spec *ast.TypeSpec, before token.Pos) *resource {
	structure, ok := spec.Type.(*ast.StructType)
	if !ok || !embeds(structure, "TypeMeta") || !embeds(structure, "ObjectMeta") {
		return nil
	}
	r := &resource{name: spec.Name, plural: plural(strings.ToLower(spec.Name.Name))}
	isMarked := false
	for _, comments := range syntax.Comments {
		if comments.Pos() < before || comments.End() > spec.Pos() {
			continue
		}
		for _, comment := range comments.List {
			if match := marker.FindStringSubmatch(comment.Text); match != nil {
				isMarked = true
				r.mark(match[1], match[2])
			}
		}
	}
	if !isMarked {
		return nil
	}
	return r
}

// mark takes a marker in.
func (r *resource) mark(name, arguments string) {
	switch name = strings.TrimSuffix(name, ":"); {
	case name == "storageversion":
		r.storage = true
	case name == "unservedversion":
		r.unserved = true
	case name == "skipversion":
		r.skipped = true
	case name == "deprecatedversion" || name == "deprecatedversion:warning":
		r.deprecated = true
		r.warning = strings.Trim(arguments, `"`+"`")
	case strings.HasPrefix(name, "resource"):
		arguments = strings.TrimPrefix(strings.TrimPrefix(name, "resource"), ":") + "=" + arguments
		for argument := range strings.SplitSeq(arguments, ",") {
			switch key, value, _ := strings.Cut(argument, "="); key {
			case "path":
				r.plural = value
			case "scope":
				r.isCluster = strings.Trim(value, `"`) == "Cluster"
			}
		}
	case name == "metadata:annotations":
		if _, value, found := strings.Cut(arguments, "api-approved.kubernetes.io="); found {
			value, _, _ = strings.Cut(value, `"`)
			r.approval = strings.Trim(value, "`{}")
		}
	}
}

func embeds(structure *ast.StructType, name string) bool {
	for _, field := range structure.Fields.List {
		selector, ok := field.Type.(*ast.SelectorExpr)
		if len(field.Names) == 0 && ok && selector.Sel.Name == name {
			return true
		}
	}
	return false
}

// plural returns the plural of a kind in lower case, as controller-gen forms it
// where it is regular.
func plural(kind string) string {
	switch {
	case strings.HasSuffix(kind, "s"), strings.HasSuffix(kind, "x"), strings.HasSuffix(kind, "ch"), strings.HasSuffix(kind, "sh"):
		return kind + "es"
	case strings.HasSuffix(kind, "y") && !strings.ContainsAny(kind[max(len(kind)-2, 0):len(kind)-1], "aeiou"):
		return kind[:len(kind)-1] + "ies"
	}
	return kind + "s"
}

// siblings returns the versions of a kind in the packages beside the one at
// hand, without their places.
func (s *search) siblings(syntax *ast.File, kind string) []reference.CRDVersion {
	dir := filepath.Dir(s.Files.Position(syntax.Package).Filename)
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return nil
	}
	var versions []reference.CRDVersion
	for _, entry := range entries {
		if !entry.IsDir() || entry.Name() == filepath.Base(dir) || apiversion.StabilityOf(entry.Name()) == apiversion.Unnamed {
			continue
		}
		for _, r := range resourcesBeside(filepath.Join(filepath.Dir(dir), entry.Name())) {
			if r.name.Name == kind && !r.skipped {
				versions = append(versions, r.version(entry.Name(), source.Span{}))
			}
		}
	}
	return versions
}

// maxSiblings is how many files of a package beside the one at hand are read.
const maxSiblings = 500

func resourcesBeside(dir string) []*resource {
	names, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	var all []*resource
	for i, name := range names {
		if i == maxSiblings || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(filepath.Base(name), "zz_") {
			continue
		}
		if syntax, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution); err == nil {
			all = append(all, resourcesIn(syntax)...)
		}
	}
	return all
}
