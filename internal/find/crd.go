package find

import (
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
)

// definition yields a CustomResourceDefinition, unless a renderer has to
// complete it.
//
// Source: k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1 and v1beta1,
// types.go.
func (m manifest) definition(object yaml.Value) {
	spec := object.Get("spec")
	group, names := spec.Get("group"), spec.Get("names")
	crd := &reference.CustomResourceDefinition{
		APIVersion: object.Get("apiVersion").String(),
		Group:      group.String(), Kind: names.Get("kind").String(), ListKind: names.Get("listKind").String(), Plural: names.Get("plural").String(),
		Namespaced: spec.Get("scope").String() == "Namespaced",
		Versions:   m.versionsOf(spec),
		Approval:   object.Get("metadata").Get("annotations").Get("api-approved.kubernetes.io").String(),
	}
	if !strings.HasPrefix(crd.APIVersion, "apiextensions.k8s.io/") || !isName(group) || crd.Kind == "" || hasTemplate(crd) {
		return
	}
	for stored := range object.Get("status").Get("storedVersions").Items() {
		crd.Stored = append(crd.Stored, reference.CRDStored{Name: stored.String(), Span: stored.Span()})
	}
	m.yield(group.Span(), crd)
}

// hasTemplate tells whether a renderer will replace a name in the definition.
func hasTemplate(crd *reference.CustomResourceDefinition) bool {
	for _, v := range crd.Versions {
		if isTemplate(v.Name) {
			return true
		}
	}
	return isTemplate(crd.Group) || isTemplate(crd.Kind) || isTemplate(crd.Plural)
}

// versionsOf returns the versions of a definition. In v1beta1 there may be one
// alone, in spec.version, and what all versions share stands beside them.
func (m manifest) versionsOf(spec yaml.Value) []reference.CRDVersion {
	var versions []reference.CRDVersion
	for v := range spec.Get("versions").Items() {
		if name := v.Get("name"); isName(name) {
			version := m.versionOf(v, spec)
			version.Name, version.Span = name.String(), name.Span()
			version.Served, version.Storage = !isFalse(v.Get("served")), isTrue(v.Get("storage"))
			version.ServedSpan = v.Get("served").Span()
			version.Deprecated, version.Warning = isTrue(v.Get("deprecated")), v.Get("deprecationWarning").String()
			versions = append(versions, version)
		}
	}
	if name := spec.Get("version"); len(versions) == 0 && isName(name) {
		version := m.versionOf(spec, spec)
		version.Name, version.Span, version.Served, version.Storage = name.String(), name.Span(), true, true
		versions = append(versions, version)
	}
	return versions
}

func (m manifest) versionOf(v, spec yaml.Value) (version reference.CRDVersion) {
	schema, subresources := v.Get("schema"), v.Get("subresources")
	if !schema.Exists() {
		schema = spec.Get("validation")
	}
	if !subresources.Exists() {
		subresources = spec.Get("subresources")
	}
	if root := schema.Get("openAPIV3Schema"); m.Schemas && root.Exists() {
		version.Schema = root.AppendJSON(nil)
	}
	for name := range subresources.Entries() {
		version.Subresources = append(version.Subresources, name.String())
	}
	return version
}

// isFalse tells whether a value is false where YAML 1.1 counts.
func isFalse(v yaml.Value) bool {
	switch v.String() {
	case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N":
		return true
	}
	return false
}
