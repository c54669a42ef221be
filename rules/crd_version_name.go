package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var crdVersionName = &Rule{
	ID:       "crd-version-name",
	Group:    "crd",
	Severity: diagnostic.Error,
	Summary:  "this CustomResourceDefinition names a version against the naming rules",
	Doc: `A version is named v1, v1beta1 or v1alpha1: a "v", a number from 1, then perhaps alpha or beta
and a number. Its name is all that tells clients how stable the version is and which of several
to prefer. A version of another name sorts behind every other, whatever it is meant to say, and
among its like by the alphabet: v1rc10 before v1rc2. Names that are no DNS label, as v1.1, the
API server refuses altogether.

A version can't be renamed once objects are stored in it: serve it and a well-named one side by
side, store in the latter, and migrate.`,
	Bad:  Example{Target: "1.37", Text: crdExample("v1 served stored", "v1beta1-rc served")},
	Good: Example{Target: "1.37", Text: crdExample("v1 served stored", "v1beta1 served")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.crd == nil || c.crd.version == nil || apiversion.StabilityOf(c.crd.version.Name) != apiversion.Unnamed {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("the version %q of %s breaks the naming rules", shorten(c.crd.version.Name), c.crd.name()),
			Help:    nameVersions,
			Note:    versionNaming(c.crd.version.Name),
		}
	},
}
