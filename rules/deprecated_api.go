package rules

import (
	"cmp"
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/openapi"
)

var deprecatedAPI = &Rule{
	ID:       "deprecated-api",
	Group:    "api",
	Severity: diagnostic.Warning,
	Summary:  "the target releases still serve this API, but it is deprecated",
	Doc: `The API server serves a deprecated API and answers each request with a warning. A beta API
is removed nine months or three releases after its deprecation, whichever is longer; a stable
API stays for as long as its major version does.

The release in which the removal is planned comes from Kubernetes' own markers. It is a
forecast: for beta APIs such forecasts have held, for alpha APIs they rarely do.

A version that the kind's CustomResourceDefinition marks as deprecated is found as well, where
one is among the files.`,
	Bad: Example{Target: "1.37", Text: `apiVersion: v1
kind: ComponentStatus
metadata:
  name: scheduler
`},
	Good: Example{Target: "1.18", Text: `apiVersion: v1
kind: ComponentStatus
metadata:
  name: scheduler
`},
	Check: checkDeprecatedAPI,
}

func checkDeprecatedAPI(c *Case) *diagnostic.Diagnostic {
	if c.deprecated.From == 0 || c.removed.From != 0 || c.selection != nil {
		return nil
	}
	row := c.last()
	if by := c.observed(c.deprecated); by != nil && row.Deprecated == openapi.Always {
		return c.aging(by)
	}
	fate := "no removal is planned"
	switch {
	case row.Removed != 0:
		fate = fmt.Sprintf("removed in %s", row.Removed)
	case row.RemovalPlanned != 0:
		fate = fmt.Sprintf("its removal is planned for %s, which is a forecast", row.RemovalPlanned)
	}
	note := fate
	if row.Deprecated != openapi.Always {
		note = fmt.Sprintf("deprecated since %s; %s", row.Deprecated, fate)
	}
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is deprecated in %s", c.name(), releases(c.deprecated)),
		Help:    c.replacement(),
		Fix:     c.rewrite(),
		Note:    note,
		Before:  dated(cmp.Or(row.Removed, row.RemovalPlanned)),
	}
}
