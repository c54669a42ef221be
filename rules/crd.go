package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// definition is a CustomResourceDefinition, or one of its versions, before the
// rules.
type definition struct {
	*reference.CustomResourceDefinition
	version *reference.CRDVersion // nil for the whole
	stored  *reference.CRDStored  // or an entry of status.storedVersions
}

// openDefinition makes a case of a definition as a whole, and of each version
// that it names.
func (f *Facts) openDefinition(span source.Span, crd *reference.CustomResourceDefinition) []*Case {
	var cases []*Case
	if !crd.IsPart || storesHere(crd) {
		cases = []*Case{{Facts: f, span: span, crd: &definition{CustomResourceDefinition: crd}}}
	}
	for i := range crd.Versions {
		v := &crd.Versions[i]
		if crd.IsPart && v.Span == (source.Span{}) {
			continue
		}
		cases = append(cases, &Case{Facts: f, span: v.Span, crd: &definition{crd, v, nil}})
	}
	for i := range crd.Stored {
		v := &crd.Stored[i]
		cases = append(cases, &Case{Facts: f, span: v.Span, crd: &definition{crd, nil, v}})
	}
	return cases
}

// storesHere tells whether the part of a definition that is at hand is the
// version in which objects are stored: there the whole is judged.
func storesHere(crd *reference.CustomResourceDefinition) bool {
	return slices.ContainsFunc(crd.Versions, func(v reference.CRDVersion) bool { return v.Storage && v.Span != (source.Span{}) })
}

// isWhole tells whether the case is that of the definition as a whole.
func (d *definition) isWhole() bool { return d != nil && d.version == nil && d.stored == nil }

// name names the definition as the API server does: plural.group.
func (d *definition) name() string { return shorten(d.Plural + "." + d.Group) }

// best returns the version of highest priority among those that are served, nil
// if none is.
func (d *definition) best() *reference.CRDVersion {
	var best *reference.CRDVersion
	for i := range d.Versions {
		v := &d.Versions[i]
		if v.Served && (best == nil || apiversion.Compare(v.Name, best.Name) > 0) {
			best = v
		}
	}
	return best
}

// mostStable returns the version of highest priority among the most stable that
// are served, nil if no served version has a stability.
func (d *definition) mostStable() *reference.CRDVersion {
	best := d.best() // stability comes first in priority
	if best == nil || apiversion.StabilityOf(best.Name) == apiversion.Unnamed {
		return nil
	}
	return best
}

// versionNaming says what a version's name that breaks the rules leads to.
func versionNaming(version string) string {
	if _, err := apiversion.Parse("group/" + version); err != nil {
		return "the API server refuses this name; " + versionPriority
	}
	if apiversion.Compare(version, "\x00") > 0 { // names that API servers don't know how to order lie below
		return "API servers order it by its numbers all the same, but numbers begin at 1; " + versionPriority
	}
	return "clients prefer every well-named version to it, and such names among each other by the alphabet; " + versionPriority
}

const (
	nameVersions = "name versions v1, v1beta1 or v1alpha1"

	// versionPriority says how versions of a custom resource are ordered.
	versionPriority = "https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority"
)

// crdExample is a CustomResourceDefinition with these versions, each written as
// "v1 served stored", for the examples of the rules.
func crdExample(versions ...string) string {
	text := `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    kind: Widget
    plural: widgets
  versions:
`
	for _, version := range versions {
		name, states, _ := strings.Cut(version, " ")
		text += fmt.Sprintf("  - name: %s\n    served: %t\n    storage: %t\n    schema: {openAPIV3Schema: {type: object}}\n",
			name, strings.Contains(states, "served"), strings.Contains(states, "stored"))
	}
	return text
}
