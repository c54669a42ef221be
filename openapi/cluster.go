package openapi

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
)

// Cluster is what a cluster serves by its own account: by OpenAPI documents,
// discovery documents and CustomResourceDefinitions.
type Cluster struct {
	Name        string             // where it was read
	Release     apiversion.Release // of Kubernetes; 0 if it isn't told
	Resources   []*ServedResource  // in the order of first mention
	Definitions []*Definition
	Ordered     bool // the versions of a group are mentioned in the order of their priority

	byName map[resourceName]*ServedResource
}

type resourceName struct{ group, version, resource string }

// ServedResource is a resource, or a subresource, in one version.
type ServedResource struct {
	Group, Version               string
	Resource                     string // "pods", or "pods/status" for a subresource
	KindGroup, KindVersion, Kind string // what it takes and gives
	Namespaced, Deprecated       bool
	Verbs                        []string // as discovery names them, sorted
}

// AddPath adds the operations of a path of a spec.
func (s *Cluster) AddPath(path *reference.SpecPath) {
	if len(path.Operations) == 0 {
		return
	}
	first := path.Operations[0]
	resource := s.resource(path, first)
	resource.Namespaced = resource.Namespaced || path.Namespaced
	for _, operation := range path.Operations {
		if i, found := slices.BinarySearch(resource.Verbs, operation.Verb); !found {
			resource.Verbs = slices.Insert(resource.Verbs, i, operation.Verb)
		}
		resource.Deprecated = resource.Deprecated || operation.Deprecated
	}
}

func (s *Cluster) resource(path *reference.SpecPath, operation reference.SpecOperation) *ServedResource {
	full := strings.TrimSuffix(path.Resource+"/"+path.Subresource, "/")
	key := resourceName{path.Group, path.Version, full}
	if known := s.byName[key]; known != nil {
		return known
	}
	resource := &ServedResource{
		Group: path.Group, Version: path.Version, Resource: full,
		KindGroup: operation.Group, KindVersion: operation.Version, Kind: operation.Kind,
	}
	if s.byName == nil {
		s.byName = map[resourceName]*ServedResource{}
	}
	s.byName[key] = resource
	s.Resources = append(s.Resources, resource)
	return resource
}

// HasCore tells whether the core group is served: then this is all that the
// cluster serves, and not something beside it.
func (s *Cluster) HasCore() bool {
	return slices.ContainsFunc(s.Resources, func(r *ServedResource) bool { return r.Group == "" })
}

// Preferred returns the version of a group that clients prefer. Only discovery
// documents tell; otherwise it is the one of highest priority by its name.
func (s *Cluster) Preferred(group string) string {
	best := ""
	for _, r := range s.Resources {
		if r.Group == group && (best == "" || !s.Ordered && apiversion.Compare(r.Version, best) > 0) {
			best = r.Version
		}
	}
	for _, d := range s.Definitions {
		for _, v := range d.Versions {
			if d.Group == group && v.Served && (best == "" || apiversion.Compare(v.Name, best) > 0) {
				best = v.Name
			}
		}
	}
	return best
}

// class tells what the row of the resource's kind is.
func (r *ServedResource) class() Class {
	switch {
	case strings.Contains(r.Resource, "/"):
		return Subresource
	case slices.Equal(r.Verbs, []string{"create"}):
		return Review
	}
	return Resource
}

// Observe returns a catalog in which, on these releases, what is served counts
// instead of the history of Kubernetes; what isn't Kubernetes' own counts on
// every release.
func (c *Catalog) Observe(s *Cluster, releases apiversion.ReleaseSet) *Catalog {
	e := c.empty()
	e.complete = c.complete
	o := observer{e, s, map[name]*Kind{}, releases, e.addSource(s.Name, 0, "")}
	for _, k := range c.kinds {
		o.rows[k.name()] = k
	}
	if s.HasCore() {
		e.complete = Complete{s.Name, releases}
		o.hideAll()
	}
	for _, r := range s.Resources {
		if r.class() != Subresource {
			o.show(c, r)
		}
	}
	for _, r := range s.Resources {
		if r.class() == Subresource {
			o.show(c, r)
		}
	}
	for _, d := range s.Definitions {
		for _, row := range d.rows(e) {
			if !c.OwnsGroup(row.Group) {
				o.rows[row.name()] = row
			}
		}
	}
	e.fill(c, o.rows)
	return e
}

// Complete says which document tells all that a cluster serves, and on which
// releases that counts.
type Complete struct {
	By       string
	Releases apiversion.ReleaseSet
}

// Complete returns the document that tells all that is served throughout the
// releases; By is empty if none does.
func (c *Catalog) Complete(target apiversion.Range) Complete {
	if set := target.Set(); set == 0 || c.complete.Releases&set != set {
		return Complete{}
	}
	return c.complete
}

type observer struct {
	*Catalog
	cluster  *Cluster
	rows     map[name]*Kind
	releases apiversion.ReleaseSet
	source   string // its code
}

// hideAll makes every kind that has an endpoint one that isn't served.
func (o *observer) hideAll() {
	for name, k := range o.rows {
		if k.HasEndpoints() {
			hidden := *k
			hidden.byDefault &^= o.releases
			hidden.Observed = &Observation{By: o.cluster.Name, Releases: o.releases}
			o.rows[name] = &hidden
		}
	}
}

// show makes the kind of a resource one that is served.
func (o *observer) show(base *Catalog, r *ServedResource) {
	key := name{r.KindGroup, r.KindVersion, r.Kind}
	releases := o.releases
	if !base.OwnsGroup(r.KindGroup) {
		releases = allReleases
	}
	row := Kind{
		Group: key.group, Version: key.version, Kind: key.kind, Class: r.class(), Resource: r.Resource,
		catalog: o.Catalog, provenance: o.source,
	}
	if known := o.rows[key]; known != nil {
		row = *known
	}
	row.present |= releases
	row.byDefault |= releases
	row.hasList = row.hasList || slices.Contains(r.Verbs, "list")
	row.Observed = &Observation{By: o.cluster.Name, Releases: releases}
	if r.Deprecated && row.Deprecated == 0 {
		row.Deprecated = Always
	}
	o.rows[key] = &row
}
