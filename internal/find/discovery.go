package find

import (
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// discovery yields what a discovery document says is served.
func (m manifest) discovery(object yaml.Value) {
	found := discovered{m, map[reference.SpecVersion]bool{}}
	kind := object.Get("kind")
	if kind.String() == "APIResourceList" {
		m.yield(kind.Span(), &reference.Spec{Form: "discovery"})
		found.resourceList(object)
		return
	}
	m.yield(kind.Span(), &reference.Spec{Form: "discovery", Ordered: true})
	for item := range object.Get("items").Items() {
		for version := range item.Get("versions").Items() {
			found.version(item.Get("metadata").Get("name").String(), version)
		}
	}
}

// discovered are the versions of a discovery document that were seen.
type discovered struct {
	manifest
	seen map[reference.SpecVersion]bool
}

// version yields the resources of a version in an aggregated document
// (apidiscovery.k8s.io/v2).
func (d discovered) version(group string, version yaml.Value) {
	name := version.Get("version")
	for resource := range version.Get("resources").Items() {
		path := &reference.SpecPath{
			Group: group, Version: name.String(), Resource: resource.Get("resource").String(),
			Namespaced: resource.Get("scope").String() == "Namespaced",
		}
		d.resource(name.Span(), path, resource.Get("responseKind"), resource)
		for sub := range resource.Get("subresources").Items() {
			below := *path
			below.Subresource, below.Operations = sub.Get("subresource").String(), nil
			d.resource(name.Span(), &below, sub.Get("responseKind"), sub)
		}
	}
}

// resourceList yields the resources of a document for one version
// (APIResourceList).
func (d discovered) resourceList(list yaml.Value) {
	name := list.Get("groupVersion")
	group, version, found := strings.Cut(name.String(), "/")
	if !found {
		group, version = "", group
	}
	for resource := range list.Get("resources").Items() {
		path := &reference.SpecPath{Group: group, Version: version, Namespaced: isTrue(resource.Get("namespaced"))}
		path.Resource, path.Subresource, _ = strings.Cut(resource.Get("name").String(), "/")
		d.resource(name.Span(), path, resource, resource)
	}
}

// resource yields one resource. What its kind doesn't say of its group and
// version is that of the resource.
func (d discovered) resource(span source.Span, path *reference.SpecPath, kind, resource yaml.Value) {
	operation := reference.SpecOperation{
		Span: kind.Span(), Group: kind.Get("group").String(), Version: kind.Get("version").String(), Kind: kind.Get("kind").String(),
	}
	if operation.Version == "" {
		operation.Group, operation.Version = path.Group, path.Version
	}
	for verb := range resource.Get("verbs").Items() {
		operation.Verb = verb.String()
		path.Operations = append(path.Operations, operation)
	}
	if version := (reference.SpecVersion{Group: path.Group, Version: path.Version}); !d.seen[version] {
		d.seen[version] = true
		d.yield(span, &version)
	}
	d.yield(resource.Span(), path)
}
