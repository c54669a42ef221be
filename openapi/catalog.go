// Package openapi is the catalog: what each release of Kubernetes serves, since
// when and until when, and what replaces it.
//
// The catalog's own text is generated from the modules of Kubernetes (see the
// module in generate/) and embedded. Every fact is kept by group, version and
// kind, never by apiVersion: networking.k8s.io/v1beta1 left in 1.22 with
// Ingress and came back in 1.31 with IPAddress.
package openapi

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/apiversion"
)

// Catalog is what is known of the kinds, feature gates and versions of the
// API. It is never changed after it was made, so any number of goroutines may
// ask it.
type Catalog struct {
	releases apiversion.Range
	kinds    []*Kind
	byName   map[name]*Kind
	byPlural map[name]*Kind
	byKind   func() map[string][]*Kind
	groups   map[string]*group
	gates    map[string]*Gate
	servers  *Servers
	sources  map[string]string
	complete Complete
}

// group is what the catalog keeps by group.
type group struct {
	owned    bool
	versions []string
	kinds    []*Kind
}

func newCatalog(size int) *Catalog {
	c := &Catalog{
		byName:   make(map[name]*Kind, 2*size),
		byPlural: make(map[name]*Kind, size),
		groups:   make(map[string]*group, 64),
		sources:  make(map[string]string, 64),
	}
	c.byKind = sync.OnceValue(c.indexKinds)
	return c
}

// indexKinds maps lower-case kinds and plural names to their rows.
func (c *Catalog) indexKinds() map[string][]*Kind {
	index := make(map[string][]*Kind, 2*len(c.kinds))
	for _, k := range c.kinds {
		kind, plural := strings.ToLower(k.Kind), strings.ToLower(k.Resource)
		index[kind] = append(index[kind], k)
		if plural != "" && plural != kind {
			index[plural] = append(index[plural], k)
		}
		if k.hasList {
			index[kind+"list"] = append(index[kind+"list"], c.Find(k.Group, k.Version, k.Kind+"List"))
		}
	}
	return index
}

// insert adds a row to all indexes; rows come in the order of Kinds.
func (c *Catalog) insert(k *Kind) {
	c.kinds = append(c.kinds, k)
	c.insertName(k)
	if k.Resource != "" {
		c.byPlural[name{k.Group, k.Version, k.Resource}] = k
	}
	g := c.groups[k.Group]
	if g == nil {
		g = &group{}
		c.groups[k.Group] = g
	}
	if n := len(g.versions); n == 0 || g.versions[n-1] != k.Version {
		g.versions = append(g.versions, k.Version)
	}
	g.kinds = append(g.kinds, k)
}

func (c *Catalog) insertName(k *Kind) {
	c.byName[name{k.Group, k.Version, k.Kind}] = k
}

// Releases is the range of releases for which every column of the catalog is
// known. Older releases appear in it, as the origin of kinds, but incompletely.
func (c *Catalog) Releases() apiversion.Range { return c.releases }

// ParseTarget reads a release or a range of releases, 1.37 or 1.31..1.37, all of
// which the catalog must know.
func (c *Catalog) ParseTarget(text string) (apiversion.Range, error) {
	releases, err := apiversion.ParseRange(text)
	if err == nil && (!c.releases.Contains(releases.From) || !c.releases.Contains(releases.To)) {
		err = fmt.Errorf("%q is not among the releases that this apilint knows, %s to %s", text, c.releases.From, c.releases.To)
	}
	return releases, err
}

// Find returns the row of a kind, nil if the catalog doesn't know it. List
// kinds are found too, with the life of the kind that they hold.
func (c *Catalog) Find(group, version, kind string) *Kind {
	return c.byName[name{group, version, kind}]
}

// FindResource returns the row whose kind is served under the plural name
// resource, nil if there is none. Subresources are written "pods/eviction".
func (c *Catalog) FindResource(group, version, resource string) *Kind {
	return c.byPlural[name{group, version, resource}]
}

// OwnsGroup tells whether Kubernetes itself defines the group, so that a kind
// the catalog doesn't know can't be in it. Groups that users add and groups of
// CustomResourceDefinitions are not owned.
func (c *Catalog) OwnsGroup(group string) bool {
	g := c.groups[group]
	return g != nil && g.owned
}

// Versions lists the versions that the group ever had, best priority first.
func (c *Catalog) Versions(group string) []string {
	if g := c.groups[group]; g != nil {
		return g.versions
	}
	return nil
}

// Groups lists the groups of the catalog, the core group "" first.
func (c *Catalog) Groups() []string {
	groups := make([]string, 0, len(c.groups))
	for group := range c.groups {
		groups = append(groups, group)
	}
	slices.Sort(groups)
	return groups
}

// Kinds yields every row but those of List kinds, ordered by group, version
// (best priority first) and kind.
func (c *Catalog) Kinds() iter.Seq[*Kind] { return slices.Values(c.kinds) }

// InGroup yields the rows of a group, in the order of Kinds.
func (c *Catalog) InGroup(group string) iter.Seq[*Kind] {
	if g := c.groups[group]; g != nil {
		return slices.Values(g.kinds)
	}
	return func(func(*Kind) bool) {}
}

// InVersion yields the rows of one version of a group, in the order of Kinds.
func (c *Catalog) InVersion(group, version string) iter.Seq[*Kind] {
	return func(yield func(*Kind) bool) {
		for k := range c.InGroup(group) {
			if k.Version == version && !yield(k) {
				return
			}
		}
	}
}

// Named yields the rows of all groups and versions whose kind or plural name is
// name, whatever its case, in the order of Kinds.
func (c *Catalog) Named(name string) iter.Seq[*Kind] {
	return slices.Values(c.byKind()[strings.ToLower(name)])
}

// order is the order of Kinds.
func order(a, b *Kind) int {
	if d := strings.Compare(a.Group, b.Group); d != 0 {
		return d
	}
	if d := apiversion.Compare(b.Version, a.Version); d != 0 {
		return d
	}
	return strings.Compare(a.Kind, b.Kind)
}
