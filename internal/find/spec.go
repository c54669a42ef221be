package find

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
)

// specForm tells what kind of OpenAPI document a mapping is, "" for none, by
// the key that each begins with.
func specForm(root yaml.Value) string {
	switch {
	case root.Get("swagger").IsScalar():
		return "OpenAPI v2"
	case root.Get("openapi").IsScalar():
		return "OpenAPI v3"
	}
	return ""
}

// spec yields what an OpenAPI document says is served: the operations below
// /api and /apis that name a kind. Those of other programs have none.
//
// Source: k8s.io/apiserver/pkg/endpoints/openapi, which adds
// x-kubernetes-action and x-kubernetes-group-version-kind to operations.
func (m manifest) spec(root yaml.Value, form string) {
	m.yield(root.Get("info").Get("version").Span(), &reference.Spec{Form: form, Release: root.Get("info").Get("version").String()})
	paths := root.Get("paths")
	if paths.Exists() && !paths.IsMapping() {
		m.yield(paths.Span(), &reference.Broken{Reason: "the paths of an OpenAPI document must be a mapping"})
	}
	m.repeatedKeys(root)
	m.repeatedKeys(root.Get("definitions"))
	m.repeatedKeys(root.Get("components").Get("schemas"))
	m.repeatedKeys(paths)
	versions := map[reference.SpecVersion]bool{}
	for key, item := range paths.Entries() {
		path, ok := splitPath(key.String())
		if !ok || !item.IsMapping() {
			continue
		}
		m.repeatedKeys(item)
		for method, operation := range item.Entries() {
			m.operation(path, method.String(), operation)
		}
		if len(path.Operations) == 0 {
			continue
		}
		if version := (reference.SpecVersion{Group: path.Group, Version: path.Version}); !versions[version] {
			versions[version] = true
			m.yield(key.Span(), &version)
		}
		m.yield(key.Span(), path)
	}
}

// repeatedKeys says which keys of a mapping are there twice: the last counts for
// some programs, the first for others, and others refuse the document.
func (m manifest) repeatedKeys(v yaml.Value) {
	seen := map[string]bool{}
	for key := range v.Entries() {
		name := string(key.Bytes())
		if seen[name] {
			m.yield(key.Span(), &reference.Broken{Reason: fmt.Sprintf("the key %q is there twice", name)})
		}
		seen[name] = true
	}
}

// splitPath divides the path of an endpoint, as /apis/apps/v1/deployments. It is
// false for paths that lead to no resource.
func splitPath(path string) (*reference.SpecPath, bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	p := &reference.SpecPath{Path: path}
	switch {
	case len(parts) > 2 && parts[0] == "api":
		p.Version, parts = parts[1], parts[2:]
	case len(parts) > 3 && parts[0] == "apis":
		p.Group, p.Version, parts = parts[1], parts[2], parts[3:]
	default:
		return nil, false
	}
	if parts[0] == "watch" && len(parts) > 1 {
		parts = parts[1:]
	}
	if parts[0] == "namespaces" && len(parts) > 2 && parts[1] == "{namespace}" {
		p.Namespaced, parts = true, parts[2:]
	}
	p.Resource = parts[0]
	if len(parts) > 2 {
		p.Subresource = parts[2]
	}
	return p, p.Resource != "" && p.Resource[0] != '{'
}

// operation adds an operation to its path if it says what kind it works on.
func (m manifest) operation(path *reference.SpecPath, method string, v yaml.Value) {
	kind := v.Get("x-kubernetes-group-version-kind")
	for item := range kind.Items() { // some writers list one
		kind = item
		break
	}
	name := fieldOf(kind, "kind").String()
	verb := verbOf(v.Get("x-kubernetes-action").String(), method)
	if name == "" || verb == "" {
		return
	}
	path.Operations = append(path.Operations, reference.SpecOperation{
		Span: kind.Span(), Group: fieldOf(kind, "group").String(), Version: fieldOf(kind, "version").String(), Kind: name,
		Verb: verb, Deprecated: isTrue(v.Get("deprecated")),
	})
}

// fieldOf returns a field whose name some releases capitalise.
func fieldOf(v yaml.Value, name string) yaml.Value {
	if field := v.Get(name); field.Exists() {
		return field
	}
	return v.Get(strings.ToUpper(name[:1]) + name[1:])
}

// verbOf names the verb of an operation as discovery does, "" if it has none.
// That of connect, as of pods/exec, follows the method.
func verbOf(action, method string) string {
	switch action {
	case "list", "get", "patch", "delete", "deletecollection", "watch":
		return action
	case "watchlist":
		return "watch"
	case "post":
		return "create"
	case "put":
		return "update"
	case "connect":
		return map[string]string{"get": "get", "post": "create", "put": "update", "patch": "patch", "delete": "delete"}[method]
	}
	return ""
}

// isTrue tells whether a value is true where YAML 1.1 counts, as it does for
// what kubectl reads.
func isTrue(v yaml.Value) bool {
	switch v.String() {
	case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y":
		return true
	}
	return false
}
