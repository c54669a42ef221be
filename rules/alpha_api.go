package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var alphaAPI = &Rule{
	ID:       "alpha-api",
	Group:    "api",
	Severity: diagnostic.Warning,
	Summary:  "this API is alpha: it may change or vanish with any release",
	Doc: `The version's name says alpha. By the API versioning rules an alpha API may be changed
incompatibly or dropped in any release without notice, its objects may have to be deleted
before an upgrade, and it may be buggy. Use it where clusters are short-lived, not where they
are upgraded.

Nothing is said here of APIs that removed-api, unserved-api or future-api speak about.`,
	Bad: Example{Target: "1.37", Text: `apiVersion: example.com/v1alpha1
kind: Widget
metadata:
  name: web
`},
	Good: Example{Target: "1.37", Text: `apiVersion: example.com/v1
kind: Widget
metadata:
  name: web
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		return checkStability(c, apiversion.Alpha, "alpha APIs may change incompatibly or vanish in any release, without notice")
	},
}

// checkStability reports a reference to an API of that stability, unless the
// catalog has more to say about it.
func checkStability(c *Case, stability apiversion.Stability, promise string) *diagnostic.Diagnostic {
	if c.api == nil || c.api.Own || c.malformed != "" || c.isForeign() || apiversion.StabilityOf(c.api.Version()) != stability || c.judged() {
		return nil
	}
	d := &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is %s", c.name(), stability),
		Note:    promise + "; " + deprecationPolicy,
	}
	if len(c.kinds) > 0 && c.Catalog.Replacement(c.last(), c.Target) != nil {
		d.Help = c.versionsInstead()
	}
	return d
}
