package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var crdStoresUnstable = &Rule{
	ID:       "crd-stores-unstable",
	Group:    "crd",
	Severity: diagnostic.Warning,
	Summary:  "this CustomResourceDefinition stores a version that is less stable than one it serves",
	Doc: `Every object is stored in the one version that says storage: true. An alpha or beta version can
only be removed once nothing is stored in it any more, so that storing in it beside a more stable
version makes each new object one more to migrate. Store in the most stable version.

Changing storage touches no object that is stored already: write each of them again, as the
StorageVersionMigration API does, and then take the old version out of status.storedVersions.`,
	Bad:  Example{Target: "1.37", Text: crdExample("v1 served", "v1beta1 served stored")},
	Good: Example{Target: "1.37", Text: crdExample("v1 served stored", "v1beta1 served")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.crd == nil || c.crd.version == nil || !c.crd.version.Storage {
			return nil
		}
		stored := c.crd.version.Name
		best := c.crd.mostStable()
		if best == nil || degree(stored) == 0 || degree(best.Name) <= degree(stored) {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s stores objects as %s, which is %s, but serves %s", c.crd.name(), stored, apiversion.StabilityOf(stored), best.Name),
			Help:    fmt.Sprintf("store %s, and migrate what is stored already", best.Name),
			Note:    "a version can't be removed while objects are stored in it; https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version",
		}
	},
}

// degree puts a number to the stability of a version, 0 for none.
func degree(version string) int {
	switch apiversion.StabilityOf(version) {
	case apiversion.Alpha:
		return 1
	case apiversion.Beta:
		return 2
	case apiversion.Stable:
		return 3
	}
	return 0
}
