package golang

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
)

// apiPackage is a package that holds the types of one version of a group, or
// clients for them.
type apiPackage struct {
	group, version string
	short          bool   // of the group only the first label is known
	importPath     string // in the place of a group that isn't known, "" if it is
	isClient       bool   // clients, informers, listers or apply configurations
	own            bool   // the module at hand has it
}

// APIVersion is group/version, or the version alone for the core group; where
// the group isn't known, the path of the package.
func (a *apiPackage) APIVersion() string {
	return cmp.Or(a.importPath, joinVersion(a.group, a.version))
}

// reference is a reference to the API, or to a part of it.
func (a *apiPackage) reference(context reference.Context) *reference.API {
	return &reference.API{Context: context, APIVersion: a.APIVersion(), Own: a.own, Short: a.short, IsPackage: a.importPath != ""}
}

func joinVersion(group, version string) string {
	if group == "" {
		return version
	}
	return group + "/" + version
}

// apiOf returns what API a package holds, nil if it holds none. The types may
// be nil or empty when they are not known.
func (p *Package) apiOf(importPath string, pkg *types.Package) *apiPackage {
	importPath = strings.TrimSuffix(unvendored(importPath), "/fake")
	if api, known := p.apis[importPath]; known {
		return api
	}
	if p.apis == nil {
		p.apis = map[string]*apiPackage{}
	}
	api := p.readAPI(importPath, pkg)
	if api != nil {
		api.own = p.isOwn(importPath)
	}
	p.apis[importPath] = api
	return api
}

// isOwn tells whether a package is of the same origin as the one at hand: in
// its repository, or in its module or one below it.
func (p *Package) isOwn(importPath string) bool {
	return p.Module != "" && strings.HasPrefix(importPath+"/", originOf(p.Module)+"/")
}

// originOf returns the part of a module's path that all modules of its
// repository share, as far as the path shows it; the major version is no part.
func originOf(module string) string {
	parts := strings.Split(module, "/")
	switch parts[0] {
	case "github.com", "gitlab.com", "bitbucket.org":
		return strings.Join(parts[:min(3, len(parts))], "/")
	}
	if isMajor(path.Base(module)) {
		return path.Dir(module)
	}
	return module
}

func (p *Package) readAPI(importPath string, pkg *types.Package) *apiPackage {
	dir, version := lastTwo(importPath)
	if apiversion.StabilityOf(version) == apiversion.Unnamed {
		return nil
	}
	if pkg == nil || pkg.Scope().Len() == 0 {
		return wellKnown(importPath, dir, version)
	}
	if group, found := p.groupOf(pkg); found {
		return &apiPackage{group: group, version: version}
	}
	if held := p.heldAPI(pkg, dir, version); held != nil {
		return &apiPackage{group: held.group, version: version, short: held.short, isClient: true}
	}
	if known := wellKnown(importPath, dir, version); known != nil {
		return known
	}
	isClient := isClientPath(importPath)
	if isClient || isDefinition(pkg) {
		return &apiPackage{importPath: importPath, version: version, isClient: isClient}
	}
	return nil
}

// isClientPath tells whether a package lies where the generators of clients,
// informers and listers put it. How much of a package is known that is not
// imported itself is chance.
func isClientPath(importPath string) bool {
	for dir := range strings.SplitSeq(path.Dir(path.Dir(importPath)), "/") {
		switch dir {
		case "typed", "informers", "listers", "applyconfiguration", "applyconfigurations":
			return true
		}
	}
	return false
}

// apiTrees are the directories of Kubernetes' own modules below which each
// group has one, named after the first label of its name.
var apiTrees = []struct {
	prefix   string
	isClient bool
}{
	{"k8s.io/api/", false},
	{"k8s.io/client-go/kubernetes/typed/", true},
	{"k8s.io/client-go/informers/", true},
	{"k8s.io/client-go/listers/", true},
	{"k8s.io/client-go/applyconfigurations/", true},
	{"k8s.io/apiextensions-apiserver/pkg/apis/", false},
	{"k8s.io/apiextensions-apiserver/pkg/client/", true},
	{"k8s.io/kube-aggregator/pkg/apis/", false},
	{"k8s.io/kube-aggregator/pkg/client/", true},
	{"k8s.io/metrics/pkg/apis/", false},
	{"k8s.io/metrics/pkg/client/", true},
}

// wellKnown reads the API off the path of a package.
func wellKnown(importPath, dir, version string) *apiPackage {
	for _, tree := range apiTrees {
		if strings.HasPrefix(importPath, tree.prefix) {
			return &apiPackage{group: coreOr(dir), version: version, short: true, isClient: tree.isClient}
		}
	}
	return nil
}

// coreOr returns the group that a directory is named after: that of the core
// group has no name.
func coreOr(dir string) string {
	if dir == "core" {
		return ""
	}
	return dir
}

// groupOf returns the group whose types a package defines. Of a package that
// was only loaded as far as others need it, its source tells.
func (p *Package) groupOf(pkg *types.Package) (group string, found bool) {
	if name, ok := pkg.Scope().Lookup("GroupName").(*types.Const); ok && name.Val().Kind() == constant.String {
		return constant.StringVal(name.Val()), true
	}
	if pkg.Complete() && !isDefinition(pkg) {
		return "", false
	}
	return writtenGroup(p.directoryOf(pkg))
}

// isDefinition tells whether a package says of itself that it defines an API,
// by a variable with its group and version.
func isDefinition(pkg *types.Package) bool {
	for _, name := range []string{"SchemeGroupVersion", "GroupVersion"} {
		if v, ok := pkg.Scope().Lookup(name).(*types.Var); ok && isNamed(v.Type(), schemaPackage, "GroupVersion") {
			return true
		}
	}
	return false
}

// heldAPI returns the API for which a package of clients is there: that of the
// same version which it is built on, or which the package at hand imports.
func (p *Package) heldAPI(pkg *types.Package, dir, version string) *apiPackage {
	candidates := pkg.Imports()
	for _, near := range pkg.Imports() {
		candidates = append(candidates, near.Imports()...)
	}
	if p.Types != nil {
		candidates = append(candidates, p.Types.Imports()...)
	}
	for _, candidate := range candidates {
		itsDir, itsVersion := lastTwo(candidate.Path())
		if itsVersion != version || candidate == pkg || itsDir != dir || isClientPath(candidate.Path()) {
			continue
		}
		if group, found := p.groupOf(candidate); found {
			return &apiPackage{group: group, version: version}
		}
		if known := wellKnown(candidate.Path(), dir, version); known != nil {
			return known
		}
	}
	return nil
}

// directoryOf returns the directory of a package's source, "" if it can't be
// told.
func (p *Package) directoryOf(pkg *types.Package) string {
	for _, name := range pkg.Scope().Names() {
		if file := p.Files.Position(pkg.Scope().Lookup(name).Pos()).Filename; filepath.IsAbs(file) {
			return filepath.Dir(file)
		}
	}
	return ""
}

// groupMarker is how controller-gen and client-gen are told of a group.
var groupMarker = regexp.MustCompile(`^// *\+groupName=(\S+)$`)

// GroupIn returns the group that a package's source in a directory defines a
// version of, if its path says that it may.
func GroupIn(importPath, dir string) (group string, found bool) {
	if apiversion.StabilityOf(path.Base(importPath)) == apiversion.Unnamed || isClientPath(importPath) {
		return "", false
	}
	return writtenGroup(dir)
}

// writtenGroup reads the group out of the source of a package that defines an
// API: what types don't tell is the value of a variable.
func writtenGroup(dir string) (group string, found bool) {
	if dir == "" {
		return "", false
	}
	for _, name := range []string{"doc.go", "groupversion_info.go", "register.go", "register_types.go"} {
		syntax, err := parser.ParseFile(token.NewFileSet(), path.Join(dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		if group, found = groupIn(syntax); found {
			return group, true
		}
	}
	return "", false
}

func groupIn(syntax *ast.File) (group string, found bool) {
	for _, comments := range syntax.Comments {
		for _, comment := range comments.List {
			if match := groupMarker.FindStringSubmatch(comment.Text); match != nil {
				return match[1], true
			}
		}
	}
	constants := constantsOf(syntax)
	if name := constants["GroupName"]; name != nil {
		return literalValue(name, constants)
	}
	ast.Inspect(syntax, func(node ast.Node) bool {
		if pair, ok := node.(*ast.KeyValueExpr); ok && !found {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Group" {
				group, found = literalValue(pair.Value, constants)
			}
		}
		return !found
	})
	return group, found
}
