package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var malformedAPIVersion = &Rule{
	ID:       "malformed-api-version",
	Group:    "api",
	Severity: diagnostic.Error,
	Summary:  "not a legal apiVersion, or a version whose name breaks the naming rules",
	Doc: `An apiVersion is "group/version", or "v1" for the core group. A version is named v1, v1beta1
or v1alpha1: a "v", a number from 1, then perhaps alpha or beta and a number. Its name is all
that tells clients how stable an API is and which of several versions to prefer; a name that
breaks the rules promises nothing and sorts behind every other.`,
	Bad: Example{Target: "1.37", Text: `apiVersion: apps/V1
kind: Deployment
metadata:
  name: web
`},
	Good: Example{Target: "1.37", Text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.malformed == "" {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%q is not a well-formed apiVersion: %s", shorten(c.api.APIVersion), shorten(c.malformed)),
			Help:    c.wellFormed(),
			Note:    "https://kubernetes.io/docs/reference/using-api/#api-versioning",
		}
	},
}

// kustomizeBuiltin is the apiVersion of kustomize's own transformers and
// generators (sigs.k8s.io/kustomize/api, internal/plugins/loader).
const kustomizeBuiltin = "builtin"

// malformed says what is wrong with the form of an apiVersion, "" if nothing is.
func (f *Facts) malformed(apiVersion string) string {
	gv, err := apiversion.Parse(apiVersion)
	switch {
	case apiVersion == kustomizeBuiltin:
		return ""
	case err != nil:
		return err.Error()
	case apiversion.StabilityOf(gv.Version) != apiversion.Unnamed:
		return ""
	case gv.Group == "" && f.Catalog.OwnsGroup(gv.Version):
		return "the version after the group is missing"
	}
	return fmt.Sprintf("the version %q breaks the naming rules", gv.Version)
}

// wellFormed says how to write the apiVersion.
func (c *Case) wellFormed() string {
	for _, row := range c.named() {
		instead := c.Catalog.Replacement(row, c.Target)
		if instead == nil && row.ServedByDefaultThrough(c.Target) {
			instead = row
		}
		if instead != nil {
			return "write " + instead.APIVersion()
		}
	}
	return "name versions v1, v1beta1 or v1alpha1, and write group/version"
}
