package rules

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/openapi"
)

// observed returns what a document of the user's says of what the reference can
// mean, nil if none does throughout the releases.
func (c *Case) observed(releases apiversion.Range) *openapi.Observation {
	for release := range releases.Releases() {
		for _, k := range c.kinds {
			if !k.Observed.In(release) {
				return nil
			}
		}
	}
	return c.kinds[0].Observed
}

// siblings returns the other versions in which documents of the user's have the
// reference's kind.
func (c *Case) siblings() []*openapi.Kind {
	if c.api == nil || c.api.Kind+c.api.Resource == "" || len(c.Catalog.Versions(c.api.Group())) == 0 || c.Catalog.OwnsGroup(c.api.Group()) {
		return nil
	}
	var rows []*openapi.Kind
	for k := range c.Catalog.InGroup(c.api.Group()) {
		if k.Observed != nil && (c.api.Kind == "" && k.Resource == c.api.Resource || k.Kind == strings.TrimSuffix(c.api.Kind, "List") || k.Kind == c.api.Kind) {
			rows = append(rows, k)
		}
	}
	return rows
}

// missing tells whether a document that tells all that the cluster serves has
// nothing of that kind.
func (c *Case) missing() bool {
	group := c.api.Group()
	return strings.Contains(group, ".") && c.Catalog.Complete(c.Target).By != "" && !c.Catalog.OwnsGroup(group)
}

// ofUnknownGroup tells whether nothing knows the group of a reference, although
// a document tells all that the cluster serves: a definition may be missing, or
// the object is the configuration of a tool.
func (c *Case) ofUnknownGroup() bool {
	if !c.missing() {
		return false
	}
	for range c.Catalog.InGroup(c.api.Group()) {
		return false
	}
	return true
}

// notObserved says that the documents of the user's don't have the reference's
// version, or its kind.
func (c *Case) notObserved(siblings []*openapi.Kind) *diagnostic.Diagnostic {
	if len(siblings) == 0 {
		by := c.Catalog.Complete(c.Target).By
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s is not served by %s", c.name(), by),
			Help:    cmp.Or(c.meant(), "install its CustomResourceDefinition first, or check it as well; leave the file out if only a tool reads it"),
			Note:    by + " tells all that the cluster serves",
		}
	}
	by := siblings[0].Observed
	names := make([]string, len(siblings))
	for i, row := range siblings {
		names[i] = row.Version
	}
	d := &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is not served by %s", c.name(), by.By),
		Help:    c.bestOf(siblings),
		Note:    fmt.Sprintf("it serves this kind in %s", strings.Join(names, ", ")),
	}
	if by.Defined != nil {
		d.Message = fmt.Sprintf("%s: the CustomResourceDefinition of this kind has no version %s", c.name(), shorten(c.api.Version()))
		d.Note = fmt.Sprintf("%s defines %s", by.By, strings.Join(names, ", "))
		d.Related = related(by, "the CustomResourceDefinition")
	}
	return d
}

// bestOf says to write the version of highest priority that is served and not
// deprecated.
func (c *Case) bestOf(rows []*openapi.Kind) string {
	var best *openapi.Kind
	for _, row := range rows {
		if row.Deprecated == 0 && row.ServedByDefaultThrough(c.Target) && (best == nil || apiversion.Compare(row.Version, best.Version) > 0) {
			best = row
		}
	}
	if best == nil {
		return ""
	}
	return "write " + best.APIVersion()
}

func (c *Case) bestSibling() string { return c.bestOf(c.siblings()) }

// hidden says that a document of the user's has the reference's kind, but that
// it isn't served.
func (c *Case) hidden(by *openapi.Observation) *diagnostic.Diagnostic {
	row := c.kinds[0]
	if by.Defined == nil {
		help := switchOn(row, c.off.To)
		if instead := c.Catalog.Replacement(row, c.Target); instead != nil {
			help = fmt.Sprintf("write %s, or %s", instead.APIVersion(), help)
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s is not served by %s", c.name(), by.By),
			Help:    help,
			Note:    by.By + " tells all that the cluster serves",
		}
	}
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is not served: its CustomResourceDefinition says served: false", c.name()),
		Help:    c.bestSibling(),
		Note:    by.By + " defines it",
		Related: related(by, "the CustomResourceDefinition's version"),
	}
}

// aging says that a document of the user's marks the reference's version as
// deprecated.
func (c *Case) aging(by *openapi.Observation) *diagnostic.Diagnostic {
	d := &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is deprecated by %s", c.name(), by.By),
		Help:    c.bestSibling(),
	}
	if by.Defined != nil {
		d.Message = fmt.Sprintf("%s is deprecated by its CustomResourceDefinition", c.name())
		d.Note = by.By + " marks it so"
		if by.Warning != "" {
			d.Note += ", with the warning: " + shorten(by.Warning)
		}
		d.Related = related(by, "the CustomResourceDefinition's version")
	}
	return d
}

func related(by *openapi.Observation, message string) []diagnostic.Related {
	p := by.Defined
	return []diagnostic.Related{{Message: message, File: p.File, Span: p.Span, Start: p.Start, End: p.End}}
}
