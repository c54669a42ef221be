package rules

import (
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
)

var crdRemovedStoredVersion = &Rule{
	ID:       "crd-removed-stored-version",
	Group:    "crd",
	Severity: diagnostic.Error,
	Summary:  "objects may be stored in a version that this CustomResourceDefinition no longer has",
	Doc: `status.storedVersions names every version in which objects were ever stored, until somebody
takes it off after a migration. One that spec.versions lacks means data in etcd that nobody can read:
the API server knows no such version any more, fails to list the kind, and can't delete it. It refuses
updates of a CustomResourceDefinition that would lead there.

Put the version back with served: false, write each object again, then take the version off
status.storedVersions, and only then off spec.versions.`,
	Bad: Example{Target: "1.37", Text: crdExample("v1 served stored") + "status:\n  storedVersions: [v1, v1beta1]\n"},
	Good: Example{Target: "1.37", Text: crdExample("v1 served stored", "v1beta1") +
		"status:\n  storedVersions: [v1, v1beta1]\n"},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.crd == nil || c.crd.stored == nil || len(c.crd.Versions) == 0 {
			return nil
		}
		name := c.crd.stored.Name
		if slices.ContainsFunc(c.crd.Versions, func(v reference.CRDVersion) bool { return v.Name == name }) {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("objects of %s may be stored as %s, which spec.versions no longer has", c.crd.name(), shorten(name)),
			Help:    fmt.Sprintf("put %s back with served: false, migrate what is stored, and take it off status.storedVersions first", shorten(name)),
			Note:    "https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version",
		}
	},
}
