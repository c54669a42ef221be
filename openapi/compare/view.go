// Package compare tells what changed between two descriptions of what is
// served: releases of Kubernetes, OpenAPI documents, discovery documents and
// CustomResourceDefinitions, in any mix.
package compare

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/openapi/spec"
)

// GVK names a kind in a version.
type GVK struct{ Group, Version, Kind string }

// APIVersion writes group and version as objects have them.
func (k GVK) APIVersion() string { return apiVersion(k.Group, k.Version) }

// String writes the kind as "apps/v1 Deployment".
func (k GVK) String() string { return k.APIVersion() + " " + k.Kind }

func apiVersion(group, version string) string {
	if group == "" {
		return version
	}
	return group + "/" + version
}

// View is one side of a comparison.
type View struct {
	Name      string
	IsWhole   bool // it tells all that a cluster serves, and not a part
	Resources map[ResourceName]*Resource
	Kinds     map[GVK]*Kind
	Types     map[string]*Type // by name; nil where the fields aren't known
	Stored    map[GroupKind]string

	formOfTypes string // types of different forms are written differently
}

// ResourceName names a resource, or a subresource as "pods/status", in a
// version.
type ResourceName struct{ Group, Version, Name string }

// GroupKind names a kind in all its versions.
type GroupKind struct{ Group, Kind string }

// Resource is a resource or a subresource.
type Resource struct {
	Kind       GVK
	Namespaced bool
	Verbs      []string // as discovery names them, sorted
}

// Kind is a kind that is served.
type Kind struct {
	GVK
	IsList      bool // a list of another kind
	Deprecated  bool
	Warning     string // deprecationWarning of a CustomResourceDefinition
	deprecation bool   // whether it is deprecated is known
}

// OfSpec makes a view of what was read from a path, with schemas.
func OfSpec(s *spec.Spec) (*View, error) {
	v := newView(s.Name)
	v.IsWhole = s.HasCore()
	for _, r := range s.Resources {
		v.add(ResourceName{r.Group, r.Version, r.Resource}, &Resource{
			GVK{r.KindGroup, r.KindVersion, r.Kind}, r.Namespaced, r.Verbs,
		})
	}
	for _, d := range s.Definitions {
		v.define(d)
	}
	return v, v.readTypes(s)
}

func newView(name string) *View {
	return &View{Name: name, Resources: map[ResourceName]*Resource{}, Kinds: map[GVK]*Kind{}, Stored: map[GroupKind]string{}}
}

// add adds a resource, its kind and, where it can be listed, its list kind.
func (v *View) add(name ResourceName, r *Resource) {
	v.Resources[name] = r
	v.kind(r.Kind, false)
	if slices.Contains(r.Verbs, "list") {
		v.kind(GVK{r.Kind.Group, r.Kind.Version, r.Kind.Kind + "List"}, true)
	}
}

func (v *View) kind(k GVK, isList bool) *Kind {
	if v.Kinds[k] == nil {
		v.Kinds[k] = &Kind{GVK: k, IsList: isList}
	}
	return v.Kinds[k]
}

// verbsOfCustom are the verbs of every custom resource, and of its
// subresources.
//
// Source: k8s.io/apiextensions-apiserver/pkg/apiserver, customresource_discovery_controller.go.
var (
	verbsOfCustom = []string{"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"}
	verbsOfSub    = []string{"get", "patch", "update"}
	scaleKind     = GVK{"autoscaling", "v1", "Scale"}
)

// define adds the versions that a CustomResourceDefinition serves.
func (v *View) define(d *openapi.Definition) {
	for i := range d.Versions {
		version := &d.Versions[i]
		if version.Storage {
			v.Stored[GroupKind{d.Group, d.Kind}] = version.Name
		}
		if !version.Served {
			continue
		}
		kind := GVK{d.Group, version.Name, d.Kind}
		v.add(ResourceName{d.Group, version.Name, d.Plural}, &Resource{kind, d.Namespaced, verbsOfCustom})
		for _, k := range []GVK{kind, {d.Group, version.Name, d.Kind + "List"}} {
			v.Kinds[k].Deprecated, v.Kinds[k].Warning, v.Kinds[k].deprecation = version.Deprecated, version.Warning, true
		}
		for _, sub := range version.Subresources {
			r := &Resource{kind, d.Namespaced, verbsOfSub}
			if sub == "scale" {
				r.Kind = scaleKind
			}
			v.Resources[ResourceName{d.Group, version.Name, d.Plural + "/" + sub}] = r
		}
	}
}

// bestVersions returns, by kind, the version of highest priority that isn't
// deprecated, or any if all are.
func (v *View) bestVersions() map[GroupKind]*Kind {
	best := map[GroupKind]*Kind{}
	for _, k := range v.Kinds {
		at := GroupKind{k.Group, k.Kind}
		known := best[at]
		if known == nil || known.Deprecated && !k.Deprecated ||
			known.Deprecated == k.Deprecated && apiversion.Compare(k.Version, known.Version) > 0 {
			best[at] = k
		}
	}
	return best
}

// isSubresource tells whether a resource is one of another.
func (n ResourceName) isSubresource() bool { return strings.Contains(n.Name, "/") }
