package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var crdVersionOrder = &Rule{
	ID:       "crd-version-order",
	Group:    "crd",
	Severity: diagnostic.Info,
	Summary:  "this CustomResourceDefinition lists its versions in another order than that of their priority",
	Doc: `The order of spec.versions means nothing to clients: discovery lists the versions by priority, stable
before beta before alpha, each from the newest down, and kubectl takes the first. A list in
another order misleads its readers about which version is preferred. In v1beta1 the first version
also had to be the one in spec.version.`,
	Bad:  Example{Target: "1.37", Text: crdExample("v1beta1 served", "v1 served stored")},
	Good: Example{Target: "1.37", Text: crdExample("v1 served stored", "v1beta1 served")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if !c.crd.isWhole() {
			return nil
		}
		for i := 1; i < len(c.crd.Versions); i++ {
			before, v := c.crd.Versions[i-1], c.crd.Versions[i]
			if apiversion.Compare(before.Name, v.Name) >= 0 {
				continue
			}
			return &diagnostic.Diagnostic{
				Span:    v.Span,
				Message: fmt.Sprintf("%s lists %s before %s, which has priority", c.crd.name(), shorten(before.Name), shorten(v.Name)),
				Help:    "list the versions by priority: stable, beta, alpha, each from the newest down",
				Note:    versionPriority,
			}
		}
		return nil
	},
}
