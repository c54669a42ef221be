package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/openapi"
)

var futureAPI = &Rule{
	ID:       "future-api",
	Group:    "api",
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
	if c.future.From == 0 || c.selection != nil {
		return nil
	}
	row := c.last()
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is new in Kubernetes %s: %s doesn't have it", c.name(), row.Introduced, c.future),
		Help:    c.olderVersion(row),
		Note:    "a request for an API that the server doesn't know is answered with \"no matches for kind\"",
		Since:   row.Introduced,
	}
}

// olderVersion names the version of the kind that all target releases serve,
// for the help.
func (c *Case) olderVersion(row *openapi.Kind) string {
	var best *openapi.Kind
	for other := range c.Catalog.InGroup(row.Group) {
		usable := other.Kind == row.Kind && other.ServedByDefaultThrough(c.Target)
		if usable && (best == nil || apiversion.Compare(other.Version, best.Version) > 0) {
			best = other
		}
	}
	if best == nil {
		return fmt.Sprintf("no version of it is served by default throughout %s: raise the oldest target", c.Target)
	}
	return fmt.Sprintf("write %s%s", best.APIVersion(), since(best))
}
