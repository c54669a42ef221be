package rules

import (
	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var betaAPI = &Rule{
	ID:       "beta-api",
	Group:    "api",
	Severity: diagnostic.Info,
	Summary:  "this API is beta: it will be replaced by a stable version or go",
	Doc: `The version's name says beta. A beta API is tested and supported, but its objects may change
in the next version, and it is dropped nine months or three releases after it is deprecated.
Plan to move to the stable version.

Nothing is said here of APIs that removed-api, unserved-api or future-api speak about.`,
	Bad: Example{Target: "1.37", Text: `apiVersion: example.com/v1beta1
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
		return checkStability(c, apiversion.Beta, "beta APIs stay for nine months or three releases after they are deprecated")
	},
}
