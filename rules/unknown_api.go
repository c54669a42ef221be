package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/suggest"
	"github.com/apilint/apilint/openapi"
)

var unknownAPI = &Rule{
	ID:       "unknown-api",
	Group:    "api",
	Severity: diagnostic.Error,
	Summary:  "no release of Kubernetes ever had this version or kind, or the CustomResourceDefinition of the kind lacks the version",
	Doc: `The group belongs to Kubernetes, so the catalog knows all that was ever in it, and this is not
among it: a misspelt kind, a version that never came, or a kind in the wrong group. No API
server will accept it.

The same is said of a version that the CustomResourceDefinition of the kind doesn't have, where
one is among the files, and of what an OpenAPI document given by --openapi doesn't have.`,
	Bad: Example{Target: "1.37", Text: `apiVersion: networking.k8s.io/v1
kind: Ingres
metadata:
  name: web
`},
	Good: Example{Target: "1.37", Text: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
`},
	Check: checkUnknownAPI,
}

func checkUnknownAPI(c *Case) *diagnostic.Diagnostic {
	if !c.unknown() || c.inTest {
		return nil
	}
	if siblings := c.siblings(); len(siblings) > 0 || c.missing() {
		return c.notObserved(siblings)
	}
	d := &diagnostic.Diagnostic{
		Message: fmt.Sprintf("no release of Kubernetes has %s", c.name()),
		Note:    fmt.Sprintf("the catalog knows every kind of this group up to Kubernetes %s", c.Catalog.Releases().To),
	}
	if slices.Contains(c.Catalog.Versions(c.api.Group()), c.api.Version()) {
		d.Span = c.api.KindSpan
	}
	if d.Help = c.meant(); c.api.Kind == "" {
		d.Help = "it has " + strings.Join(c.Catalog.Versions(c.api.Group()), ", ")
	}
	return d
}

// unknown tells whether the reference names a kind by a legal name, in a group
// of Kubernetes' own, that was never there.
func (c *Case) unknown() bool {
	if c.api == nil || len(c.kinds) > 0 || c.malformed != "" {
		return false
	}
	if len(c.siblings()) > 0 || c.missing() && c.api.Context == reference.Object && c.api.HasName {
		return true
	}
	group := c.api.Group()
	if !c.Catalog.OwnsGroup(group) || isConfigGroup(c.Catalog, group) {
		return false
	}
	return !c.isForeign()
}

// isForeign tells of files of other programs, such as Talos, that also name a
// kind and a bare version, v1alpha1: neither is Kubernetes'.
func (c *Case) isForeign() bool {
	return c.api != nil && c.api.Group() == "" && !slices.Contains(c.Catalog.Versions(""), c.api.Version()) && len(c.named()) == 0
}

// isConfigGroup tells whether no API server serves anything of the group.
func isConfigGroup(catalog *openapi.Catalog, group string) bool {
	for row := range catalog.InGroup(group) {
		if row.Class != openapi.Config {
			return false
		}
	}
	return true
}

// named returns the rows with the reference's kind in any group and version.
func (c *Case) named() []*openapi.Kind {
	return slices.Collect(c.Catalog.Named(c.api.Kind))
}

// meant guesses what API was meant, for the help: the same kind elsewhere, or a
// kind of that group whose name is near.
func (c *Case) meant() string {
	var rows []*openapi.Kind
	gone := ""
	for _, row := range c.named() {
		if instead := c.Catalog.Replacement(row, c.Target); instead != nil {
			row = instead
		}
		if row.ServedByDefaultThrough(c.Target) {
			rows = append(rows, row)
		} else if row.Removed != 0 {
			gone = fmt.Sprintf("%s was removed%s, and nothing replaces it", row, inRelease(row.Removed))
		}
	}
	if len(rows) > 0 {
		return fmt.Sprintf("did you mean %s?", slices.MaxFunc(rows, c.byLikeness))
	}
	var kinds []string
	for row := range c.Catalog.InGroup(c.api.Group()) {
		kinds = append(kinds, row.Kind)
	}
	if near := suggest.Nearest(c.api.Kind, kinds); near != "" && gone == "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return gone
}

// byLikeness orders rows by how near they are to what stands there: the same
// group first, then the version of higher priority.
func (c *Case) byLikeness(a, b *openapi.Kind) int {
	group := c.api.Group()
	if (a.Group == group) != (b.Group == group) {
		if a.Group == group {
			return 1
		}
		return -1
	}
	return apiversion.Compare(a.Version, b.Version)
}
