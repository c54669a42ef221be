package rules

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/openapi"
)

var removedAPI = &Rule{
	ID:       "removed-api",
	Group:    "api",
	Severity: diagnostic.Error,
	Summary:  "a target release no longer serves this API",
	Doc: `Each release of Kubernetes drops APIs that were deprecated long enough. An API server
that doesn't serve an API answers "no matches for kind": the object can't be applied, a
controller that watches it fails, an HPA doesn't find its target.

Where every object means the same under the new apiVersion, --fix writes it: where Kubernetes' own
schemas, defaults, conversions and validation treat the two alike, as for a CronJob of
batch/v1beta1, and unlike a PodDisruptionBudget of policy/v1beta1, whose empty selector selects all
pods in policy/v1 and none before.

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
	d := &diagnostic.Diagnostic{Help: c.replacement(), Fix: c.rewrite(), Before: dated(row.Removed)}
	switch {
	case c.selection != nil:
		d.Message = c.without(c.selection)
	case row.Tool.Until != "":
		d.Message = fmt.Sprintf("%s was dropped by %s after %s", c.name(), row.Tool.Module, row.Tool.Until)
		return d
	default:
		d.Message = fmt.Sprintf("%s was removed%s", c.name(), inRelease(row.Removed))
	}
	if c.Target.From != c.Target.To && c.selection == nil {
		d.Message += fmt.Sprintf(" and is missing from %s", c.removed)
	}
	var notes []string
	if row.Deprecated != 0 && row.Deprecated != openapi.Always {
		notes = append(notes, fmt.Sprintf("deprecated since %s", row.Deprecated))
	}
	if c.isOwn() && !c.isConfig() {
		notes = append(notes, deprecationGuide)
	}
	d.Note = strings.Join(notes, "; ")
	return d
}

// inRelease says in which release something happened, if it can be said.
func inRelease(release apiversion.Release) string {
	if release == openapi.Always {
		return ""
	}
	return " in Kubernetes " + release.String()
}
