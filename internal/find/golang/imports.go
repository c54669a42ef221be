package golang

import (
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/reference"
)

// imported is an API package that a file imports, with what it uses of it.
type imported struct {
	api    *apiPackage
	pkg    *types.Package
	spec   *ast.ImportSpec
	relied bool // on more than the names by which schemes are told of an API
	asked  bool // for some of it, and not only recognized
	uses   []reference.Used
}

// clientsets are where Kubernetes' own modules have their clientsets.
var clientsets = []string{
	"k8s.io/client-go/kubernetes", "k8s.io/apiextensions-apiserver/pkg/client/clientset",
	"k8s.io/kube-aggregator/pkg/client/clientset_generated", "k8s.io/metrics/pkg/client/clientset",
}

// addImport notes an import.
func (s *search) addImport(spec *ast.ImportSpec) {
	importPath := unvendored(importPath(spec))
	name := s.nameOfImport(spec, importPath)
	if s.Info == nil {
		if s.names == nil {
			s.names = map[string]string{}
		}
		s.names[name] = importPath
	}
	s.usesClients = s.usesClients || slices.ContainsFunc(clientsets, func(path string) bool { return strings.HasPrefix(importPath, path) })
	var pkg *types.Package
	if named := s.packageName(spec); named != nil {
		pkg = named.Imported()
	}
	if api := s.apiOf(importPath, pkg); api != nil && name != "_" {
		in := &imported{api: api, pkg: pkg, spec: spec}
		s.ordered = append(s.ordered, in)
		s.imports[name] = in
	}
}

func (s *search) packageName(spec *ast.ImportSpec) *types.PkgName {
	if s.Info == nil {
		return nil
	}
	var object types.Object = s.Info.Implicits[spec]
	if spec.Name != nil {
		object = s.Info.Defs[spec.Name]
	}
	name, _ := object.(*types.PkgName)
	return name
}

// nameOfImport returns the name that a package has in the file.
func (s *search) nameOfImport(spec *ast.ImportSpec, importPath string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	if name := s.packageName(spec); name != nil {
		return name.Name()
	}
	base := path.Base(importPath)
	if isMajor(base) && !strings.Contains(importPath, "k8s.io/") {
		base = path.Base(path.Dir(importPath))
	}
	return base
}

// isMajor tells whether the last element of a module's path is its version.
func isMajor(base string) bool {
	return len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == ""
}

// qualifier returns the API package that stands before the dot.
func (s *search) qualifier(selector *ast.SelectorExpr) *imported {
	id, ok := selector.X.(*ast.Ident)
	if !ok {
		return nil
	}
	in := s.imports[id.Name]
	if in == nil || s.Info == nil {
		return in
	}
	object := s.Info.Uses[id]
	if _, isPackage := object.(*types.PkgName); object != nil && !isPackage {
		return nil // a variable of that name
	}
	return in
}

// selector notes what is used of an API package.
func (s *search) selector(node *ast.SelectorExpr) {
	if in := s.qualifier(node); in != nil {
		s.use(in, node.Sel)
	}
}

// dotted notes what is used of an API package that was imported without a
// name.
func (s *search) dotted(id *ast.Ident) {
	if s.Info == nil || s.imports["."] == nil {
		return
	}
	object := s.Info.Uses[id]
	if object == nil || object.Pkg() == nil || object.Parent() != object.Pkg().Scope() {
		return
	}
	for _, in := range s.ordered {
		if in.spec.Name != nil && in.spec.Name.Name == "." && in.pkg == object.Pkg() {
			s.use(in, id)
		}
	}
}

// registering are the names by which schemes are told of an API, and those that
// don't depend on its version: using them relies on nothing that the API server
// serves.
var registering = map[string]bool{
	"Install": true, "SchemeBuilder": true, "LocalSchemeBuilder": true, "SchemeGroupVersion": true, "GroupVersion": true,
	"GroupName": true, "Kind": true, "Resource": true, "AddKnownTypes": true,
	"RegisterDefaults": true, "RegisterConversions": true, "RegisterDeepCopies": true,
}

func isRegistering(name string) bool { return registering[name] || strings.HasSuffix(name, "ToScheme") }

func (s *search) use(in *imported, name *ast.Ident) {
	if isRegistering(name.Name) {
		return
	}
	recognized := s.isRecognition(false)
	in.relied = true
	in.asked = in.asked || !recognized
	if kind := s.kindNamed(in, name); kind != "" {
		in.add(reference.Used{Kind: kind, Span: s.spanOf(name), Recognized: recognized})
	}
}

// maxUses is how many names of one package are kept.
const maxUses = 500

// add adds the use of a kind. The first one counts, or the first one that asks
// for the kind.
func (in *imported) add(use reference.Used) {
	for i, known := range in.uses {
		if known.Kind == use.Kind {
			if known.Recognized && !use.Recognized {
				in.uses[i] = use
			}
			return
		}
	}
	if len(in.uses) < maxUses {
		in.uses = append(in.uses, use)
	}
}

// kindNamed returns the kind that a name in an API package stands for, "" if
// it stands for none.
func (s *search) kindNamed(in *imported, name *ast.Ident) string {
	if s.Info == nil || s.Info.Uses[name] == nil {
		return kindOfType(name.Name, in.api.isClient)
	}
	switch object := s.Info.Uses[name].(type) {
	case *types.TypeName:
		if !in.api.isClient && !hasTypeMeta(object.Type()) {
			return ""
		}
		kind := kindOfType(object.Name(), in.api.isClient)
		if base, isList := strings.CutSuffix(kind, "List"); isList && object.Pkg().Scope().Lookup(base) != nil {
			return base
		}
		return kind
	case *types.Func:
		results := object.Signature().Results()
		if results.Len() == 0 || !in.api.isClient {
			return ""
		}
		if _, result := nameOf(results.At(0).Type()); result != "" {
			return kindOfType(result, true)
		}
	}
	return ""
}

// clientTypes are what generated clients add to the name of a kind.
var clientTypes = []string{"ApplyConfiguration", "NamespaceLister", "Lister", "Informer", "Interface"}

// kindOfType returns the kind that a type of an API package is named after.
func kindOfType(name string, isClient bool) string {
	if !isClient {
		return name
	}
	for _, suffix := range clientTypes {
		if kind, found := strings.CutSuffix(name, suffix); found {
			return kind
		}
	}
	return ""
}

// hasTypeMeta tells whether a type is that of an object.
func hasTypeMeta(t types.Type) bool {
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	structure, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range structure.Fields() {
		if field.Embedded() && field.Name() == "TypeMeta" {
			return true
		}
	}
	return false
}

// yieldImports yields the imports of API packages that the file relies on.
func (s *search) yieldImports() {
	for _, in := range s.ordered {
		if !in.relied {
			continue
		}
		api := in.api.reference(reference.Import)
		api.Uses = in.uses
		s.yieldAs(s.spanOf(in.spec.Path), api, !in.asked)
	}
}
