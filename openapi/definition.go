package openapi

import (
	"slices"
	"strconv"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Place is a place in a file.
type Place struct {
	File       string
	Span       source.Span
	Start, End source.Position
}

// PlaceOf returns where a span stands.
func PlaceOf(file *source.File, span source.Span) Place {
	return Place{file.Path, span, file.Position(span.Start), file.Position(span.End)}
}

// String writes the place as file:line.
func (p Place) String() string { return p.File + ":" + strconv.Itoa(p.Start.Line) }

// Definition is a kind as a CustomResourceDefinition defines it.
type Definition struct {
	Group, Kind, ListKind, Plural string
	Namespaced                    bool
	Versions                      []DefinedVersion
	Place                         Place
}

// DefinedVersion is a version of a defined kind.
type DefinedVersion struct {
	Name                        string
	Served, Storage, Deprecated bool
	Warning                     string // what the API server answers with if it is deprecated, "" for its own words
	Subresources                []string
	Schema                      []byte // JSON; nil if it wasn't asked for
	Place                       Place
}

// DefinitionOf takes a definition out of a file.
func DefinitionOf(file *source.File, span source.Span, crd *reference.CustomResourceDefinition) *Definition {
	d := &Definition{
		Group: crd.Group, Kind: crd.Kind, ListKind: crd.ListKind, Plural: crd.Plural, Namespaced: crd.Namespaced,
		Place: PlaceOf(file, span),
	}
	if d.ListKind == "" {
		d.ListKind = d.Kind + "List"
	}
	for _, v := range crd.Versions {
		d.Versions = append(d.Versions, DefinedVersion{
			Name: v.Name, Served: v.Served, Storage: v.Storage, Deprecated: v.Deprecated, Warning: v.Warning,
			Subresources: v.Subresources, Schema: v.Schema, Place: PlaceOf(file, v.Span),
		})
	}
	return d
}

// Version returns a version of the definition, nil if it has none of that name.
func (d *Definition) Version(name string) *DefinedVersion {
	i := slices.IndexFunc(d.Versions, func(v DefinedVersion) bool { return v.Name == name })
	if i < 0 {
		return nil
	}
	return &d.Versions[i]
}

// Allows tells whether the version is served and not deprecated.
func (d *Definition) Allows(version string) bool {
	v := d.Version(version)
	return v != nil && v.Served && !v.Deprecated
}

// merge adds what another definition of the same kind says. Where the two
// differ, what allows more counts: one may be the older.
func (d *Definition) merge(other *Definition) *Definition {
	merged := *d
	merged.Versions = slices.Clone(d.Versions)
	for _, v := range other.Versions {
		known := merged.Version(v.Name)
		if known == nil {
			merged.Versions = append(merged.Versions, v)
			continue
		}
		if v.Served && (!known.Served || known.Deprecated && !v.Deprecated) {
			*known = v
		}
	}
	return &merged
}

// Definitions are the definitions that a run has seen.
type Definitions struct{ byGroup map[string][]*Definition }

// Add adds definitions, of which several may be of the same kind.
func (d *Definitions) Add(definitions ...*Definition) {
	if d.byGroup == nil {
		d.byGroup = map[string][]*Definition{}
	}
	for _, one := range definitions {
		group := d.byGroup[one.Group]
		i := slices.IndexFunc(group, func(known *Definition) bool { return known.Kind == one.Kind })
		if i < 0 {
			d.byGroup[one.Group] = append(group, one)
		} else {
			group[i] = group[i].merge(one)
		}
	}
}

// Find returns the definition of a kind, of its list kind or, where the kind is
// empty, of a resource; nil if there is none.
func (d *Definitions) Find(group, kind, resource string) *Definition {
	for _, one := range d.byGroup[group] {
		if kind != "" && (kind == one.Kind || kind == one.ListKind) || kind == "" && resource != "" && resource == one.Plural {
			return one
		}
	}
	return nil
}

// Catalog returns a catalog of the one kind, for the releases of c.
func (d *Definition) Catalog(c *Catalog) *Catalog {
	e := newCatalog(len(d.Versions))
	e.releases, e.gates, e.servers = c.releases, c.gates, c.servers
	rows := map[name]*Kind{}
	for _, row := range d.rows(e) {
		rows[row.name()] = row
	}
	e.fill(c, rows)
	return e
}

// rows are the versions of the definition as rows of a catalog. A definition
// holds on every release of Kubernetes.
func (d *Definition) rows(c *Catalog) []*Kind {
	var rows []*Kind
	code := c.addSource(d.Place.File, d.Place.Start.Line, "CustomResourceDefinition")
	for i := range d.Versions {
		v := &d.Versions[i]
		row := &Kind{
			Group: d.Group, Version: v.Name, Kind: d.Kind, Class: Resource, Resource: d.Plural,
			present: allReleases, byDefault: allReleases, hasList: true, provenance: code, catalog: c,
			Observed: &Observation{By: v.Place.String(), Defined: &v.Place, Releases: allReleases, Warning: v.Warning},
		}
		if !v.Served {
			row.byDefault = 0
		}
		if v.Deprecated {
			row.Deprecated = Always
		}
		rows = append(rows, row)
	}
	return rows
}

// Observation is what a document says of a kind, which counts instead of what
// the history of Kubernetes says.
type Observation struct {
	By       string // the document: "live.json", "crds/widget.yaml:12"
	Defined  *Place // of the version in a CustomResourceDefinition; nil for specs
	Releases apiversion.ReleaseSet
	Warning  string // deprecationWarning
}

// In tells whether the observation counts on the release; there may be none.
func (o *Observation) In(r apiversion.Release) bool { return o != nil && o.Releases.Has(r) }
