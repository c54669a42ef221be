package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var crdNoStableVersion = &Rule{
	ID:       "crd-no-stable-version",
	Group:    "crd",
	Severity: diagnostic.Info,
	Summary:  "this CustomResourceDefinition serves no stable version",
	Doc: `All served versions are alpha or beta: who uses the kind has no version that is promised to stay.
Many projects never leave beta although they can't break it any more; then say so and add a
stable version.`,
	Bad:  Example{Target: "1.37", Text: crdExample("v1beta1 served stored")},
	Good: Example{Target: "1.37", Text: crdExample("v1 served stored")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.crd == nil || c.crd.version == nil || c.crd.version != c.crd.mostStable() || apiversion.StabilityOf(c.crd.version.Name) == apiversion.Stable {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s serves no stable version: the most stable is %s", c.crd.name(), c.crd.version.Name),
			Help:    "serve a stable version once the kind no longer changes incompatibly",
			Note:    deprecationPolicy,
		}
	},
}
