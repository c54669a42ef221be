package golang

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// call finds what a call leans on.
func (s *search) call(call *ast.CallExpr) {
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return
	}
	switch selector.Sel.Name {
	case "SetAPIVersion", "ParseGroupVersion", "FromAPIVersionAndKind", "ParseResourceArg", "ParseKindArg":
		s.naming(call)
	case "WithKind", "WithResource":
		s.completed(call, selector)
	case "AbsPath", "RequestURI", "Suffix":
		s.request(call)
	default:
		s.client(call, selector)
	}
}

// client finds calls that give a client, an informer or a lister for a version
// or for one kind: clientset.PolicyV1beta1(), factory.Policy().V1beta1(), and
// what is called on these.
func (s *search) client(call *ast.CallExpr, method *ast.SelectorExpr) {
	if s.chained[call] || len(call.Args) > 1 {
		return
	}
	api, kind := s.clientOf(call)
	if api == nil {
		s.namedClient(call, method)
		return
	}
	found := api.reference(reference.Client)
	at := method.Sel
	if inner, ok := ast.Unparen(method.X).(*ast.CallExpr); ok && kind != "" {
		if outer, _ := s.clientOf(inner); outer != nil && outer.version == api.version {
			s.chained[inner] = true
			if selector, ok := ast.Unparen(inner.Fun).(*ast.SelectorExpr); ok {
				at = selector.Sel
			}
		}
	}
	if kind != "" {
		found.Uses = []reference.Used{{Kind: kind, Span: s.spanOf(method.Sel)}}
	}
	s.yield(s.spanOf(at), found)
}

// versioned matches the methods of a clientset that give clients for a version.
var versioned = regexp.MustCompile(`^([A-Z][a-z]+)(V[1-9][0-9]*(?:(?:alpha|beta)[1-9][0-9]*)?)$`)

// namedClient finds calls of Kubernetes' own clientsets by the name of the
// method alone, where the type of what it gives isn't known.
func (s *search) namedClient(call *ast.CallExpr, method *ast.SelectorExpr) {
	match := versioned.FindStringSubmatch(method.Sel.Name)
	if match == nil || len(call.Args) > 0 || !s.usesClients || s.Info != nil && !isInvalid(s.Info.TypeOf(call)) {
		return
	}
	api := &reference.API{Context: reference.Client, Short: true,
		APIVersion: joinVersion(coreOr(strings.ToLower(match[1])), strings.ToLower(match[2]))}
	if len(s.stack) > 1 {
		if next, ok := s.stack[len(s.stack)-1].(*ast.SelectorExpr); ok && next.X == call && next.Sel.Name != "RESTClient" {
			if _, isCalled := s.stack[len(s.stack)-2].(*ast.CallExpr); isCalled {
				api.Resource = strings.ToLower(next.Sel.Name)
			}
		}
	}
	sure := s.Confidence
	s.Confidence = source.Medium
	s.yield(s.spanOf(method.Sel), api)
	s.Confidence = sure
}

func isInvalid(t types.Type) bool { return t == nil || t == types.Typ[types.Invalid] }

// clientOf returns the API that a call gives a client for, and the kind if it
// is for one kind.
func (s *search) clientOf(call *ast.CallExpr) (api *apiPackage, kind string) {
	if s.Info == nil {
		return nil, ""
	}
	named, ok := types.Unalias(typeOrNil(s.Info, call)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !types.IsInterface(named) {
		return nil, ""
	}
	name := named.Obj().Name()
	kind, isInterface := strings.CutSuffix(name, "Interface")
	if !isInterface {
		var isInformer bool
		if kind, isInformer = strings.CutSuffix(name, "Informer"); !isInformer || kind == "" {
			return nil, ""
		}
	}
	api = s.apiOf(named.Obj().Pkg().Path(), named.Obj().Pkg())
	if api == nil || !api.isClient {
		return nil, ""
	}
	if strings.HasSuffix(strings.ToLower(kind), api.version) {
		kind = "" // PolicyV1beta1Interface
	}
	return api, strings.TrimPrefix(kind, "Typed")
}

func typeOrNil(info *types.Info, e ast.Expr) types.Type {
	if t := info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// naming finds an API in the arguments of a function that takes its name.
func (s *search) naming(call *ast.CallExpr) {
	importPath, _, name := s.callee(call)
	if !strings.HasPrefix(importPath, "k8s.io/apimachinery/") || len(call.Args) == 0 {
		return
	}
	value, ok := s.constant(call.Args[0])
	if !ok || value == "" {
		return
	}
	api := &reference.API{Context: reference.Identifier, APIVersion: value}
	switch name {
	case "SetAPIVersion":
		api.Context, api.Kind = reference.Object, s.kindBeside(call)
	case "FromAPIVersionAndKind":
		if len(call.Args) > 1 {
			api.Kind, _ = s.constant(call.Args[1])
			api.KindSpan = s.spanOf(call.Args[1])
		}
	case "ParseResourceArg", "ParseKindArg": // ingresses.v1beta1.extensions
		parts := strings.SplitN(value, ".", 3)
		if len(parts) < 3 {
			return
		}
		api.APIVersion = joinVersion(parts[2], parts[1])
		if name == "ParseKindArg" {
			api.Kind = parts[0]
		} else {
			api.Resource = parts[0]
		}
	}
	s.yield(s.spanOf(call.Args[0]), api)
}

// completed finds v1beta1.SchemeGroupVersion.WithKind("Ingress").
func (s *search) completed(call *ast.CallExpr, method *ast.SelectorExpr) {
	in := s.versionOf(method.X)
	if in == nil || len(call.Args) != 1 || s.onlyGroup(call) {
		return
	}
	name, ok := s.constant(call.Args[0])
	if !ok {
		return
	}
	api := in.api.reference(reference.Identifier)
	if method.Sel.Name == "WithKind" {
		api.Kind, api.KindSpan = name, s.spanOf(call.Args[0])
	} else {
		api.Resource = name
	}
	s.yield(s.spanOf(method.X), api)
}

// onlyGroup tells whether only the group and kind are taken of what an
// expression gives, so that its version doesn't matter.
func (s *search) onlyGroup(e ast.Expr) bool {
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.ParenExpr:
		case *ast.SelectorExpr:
			switch parent.Sel.Name {
			case "GroupKind", "GroupResource", "Group", "Kind", "Resource":
				return true
			}
			return false
		default:
			return false
		}
	}
	return false
}
