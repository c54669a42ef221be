package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
)

var futureAPI = &Rule{
	ID:       "future-api",
	Severity: diagnostic.Error,
	Summary:  "a target release doesn't have this API yet",
	Doc: `The API came with a later release than the oldest one targeted. An API server that is older
than the API answers "no matches for kind", so the object can't be applied there. This happens
when manifests are written against a new cluster and rolled out to old ones.

Write the older version of the API, if all target releases serve one, or raise the target.`,
	Bad: Example{Target: "1.20..1.25", Text: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Good: Example{Target: "1.21..1.25", Text: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Check: checkFutureAPI,
}

func checkFutureAPI(c *Case) *diagnostic.Diagnostic {
	if c.future.From == 0 || c.removed.From != 0 || c.selection != nil {
		return nil
	}
	row := c.last()
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is new in Kubernetes %s: %s doesn't have it", c.name(), row.Introduced, c.future),
		Help:    c.replacement(),
		Note:    "a request for an API that the server doesn't know is answered with \"no matches for kind\"",
	}
}
