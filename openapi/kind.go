package openapi

import (
	"github.com/apilint/apilint/internal/apiversion"
)

// Kind is one row of the catalog: a group, version and kind, and its life. A
// zero Release says that there is none.
type Kind struct {
	Group, Version, Kind string
	Class                Class
	// Resource is the plural name under which the kind is served. For a kind
	// that only a subresource takes it is "pods/eviction"; it is empty when no
	// API server serves the kind.
	Resource string
	// Introduced is the first release that had the kind.
	Introduced apiversion.Release
	// Deprecated is the release from which the API server (or the tool, for
	// config kinds) warns of the kind.
	Deprecated apiversion.Release
	// Removed is the release that no longer serves the kind, as the official
	// deprecation guide counts: kinds that 1.16 switched off were deleted in
	// 1.18 and count as removed in 1.16.
	Removed apiversion.Release
	// RemovalPlanned is the release after the newest known one in which the
	// markers of the newest k8s.io/api foresee the removal. Forecasts move.
	RemovalPlanned apiversion.Release
	// Tool tells which versions of a tool read the kind, for kinds that don't
	// follow the releases of Kubernetes.
	Tool ToolVersions
	// Gates are the feature gates that must all be on for the kind to be
	// served, in at least one release; GateUse.Guards tells for one.
	Gates []GateUse

	// Observed is what a document of the user's says of the kind, nil if none
	// does.
	Observed *Observation

	successor  name
	present    apiversion.ReleaseSet
	byDefault  apiversion.ReleaseSet
	hasList    bool
	provenance string
	catalog    *Catalog
}

// ToolVersions is a run of versions of a Go module: the first one looked at
// that reads a kind, and the last one, empty when the newest still does.
type ToolVersions struct{ Module, From, Until string }

// GateUse is a feature gate that guards a kind in some releases.
type GateUse struct {
	Gate     string
	releases apiversion.ReleaseSet
}

// Guards tells whether the gate guards the kind in the release.
func (g GateUse) Guards(r apiversion.Release) bool { return g.releases.Has(r) }

// name is the key of a kind.
type name struct{ group, version, kind string }

func (k *Kind) name() name { return name{k.Group, k.Version, k.Kind} }

// APIVersion is the kind's apiVersion, "group/version" or "v1" for the core
// group.
func (k *Kind) APIVersion() string {
	if k.Group == "" {
		return k.Version
	}
	return k.Group + "/" + k.Version
}

// Stability is read off the version's name.
func (k *Kind) Stability() apiversion.Stability { return apiversion.StabilityOf(k.Version) }

// PresentIn tells whether the release has the kind at all: an API server can
// serve it, perhaps only with a --runtime-config and a feature gate, or the
// component or tool reads it. Kinds that don't follow the releases of
// Kubernetes are present in all.
func (k *Kind) PresentIn(r apiversion.Release) bool { return k.present.Has(r) }

// ServedByDefault tells whether the release serves the kind when neither
// --runtime-config nor --feature-gates say anything. For kinds that are not
// served it is what PresentIn says.
func (k *Kind) ServedByDefault(r apiversion.Release) bool { return k.byDefault.Has(r) }

// PresentThrough tells whether every release of the range has the kind.
func (k *Kind) PresentThrough(target apiversion.Range) bool {
	set := target.Set()
	return set != 0 && k.present&set == set
}

// ServedByDefaultThrough tells whether every release of the range serves the
// kind by default.
func (k *Kind) ServedByDefaultThrough(target apiversion.Range) bool {
	set := target.Set()
	return set != 0 && k.byDefault&set == set
}

// String writes the kind as "apps/v1 Deployment".
func (k *Kind) String() string { return k.APIVersion() + " " + k.Kind }
