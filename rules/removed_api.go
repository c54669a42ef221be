package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
)

var removedAPI = &Rule{
	ID:       "removed-api",
	Severity: diagnostic.Error,
	Summary:  "a target release no longer serves this API",
	Doc: `Each release of Kubernetes drops APIs that were deprecated long enough. An API server
that doesn't serve an API answers "no matches for kind": the object can't be applied, a
controller that watches it fails, an HPA doesn't find its target.

Objects that are stored already are not lost. They can be read through the API that
replaces this one, so migrate the manifests before the upgrade.

An RBAC rule, an admission rule or a kustomize target is reported only when nothing that it
selects is left; one that lists the old group beside the new one is fine.`,
	Bad: Example{Target: "1.25", Text: `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Good: Example{Target: "1.25", Text: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Check: checkRemovedAPI,
}

func checkRemovedAPI(c *Case) *diagnostic.Diagnostic {
	if c.removed.From == 0 {
		return nil
	}
	row := c.last()
	d := &diagnostic.Diagnostic{Help: c.replacement(), Note: deprecationGuide}
	if c.selection != nil {
		d.Message = c.without(c.selection)
	} else {
		d.Message = fmt.Sprintf("%s was removed in Kubernetes %s", c.name(), row.Removed)
	}
	if c.Target.From != c.Target.To {
		d.Message += fmt.Sprintf(" and is missing from %s", c.removed)
	}
	switch {
	case c.isConfig() && row.Deprecated != 0:
		d.Note = fmt.Sprintf("deprecated since %s", row.Deprecated)
	case c.isConfig():
		d.Note = ""
	case row.Deprecated != 0:
		d.Note = fmt.Sprintf("deprecated since %s; %s", row.Deprecated, deprecationGuide)
	}
	return d
}
